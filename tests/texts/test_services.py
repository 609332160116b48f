"""Writing, checking and publishing: three signatures, and every refusal with its sentence."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.domain.readings import STANDARD_ENGLISH, VARIANTS, Variant
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.domain.stages import StageKey
from portal.texts import queries, services
from portal.texts.models import StageText
from portal.texts.starting import starting_words
from tests.factories import Make
from tests.texts.conftest import ADVICE, EASY_READ, URDU, Desk, said

Act = Callable[[Desk, StageText], object]


def test_each_version_takes_the_next_number_and_none_is_changed(desk: Desk) -> None:
    first, second = desk.write("First."), desk.write("Second.")
    desk.session.expire_all()
    assert [first.number, second.number] == [1, 2]
    assert first.words == said("First.")
    assert second.words == said("Second.")


def test_every_act_is_in_the_audit_record_without_words(desk: Desk) -> None:
    text = desk.published("First.")
    back = desk.write("Second.")
    services.send_back(desk.session, back, "Too long.", by=desk.forum.id, now=desk.now)
    found = desk.session.scalars(select(AuditEntry).order_by(AuditEntry.at)).all()
    assert [(each.act, each.actor_id, each.object_id, each.details) for each in found] == [
        ("texts:text:written", desk.administrator.id, text.id, {"number": 1}),
        ("texts:text:checked", desk.forum.id, text.id, {"number": 1}),
        ("texts:text:published", desk.administrator.id, text.id, {"number": 1}),
        ("texts:text:written", desk.administrator.id, back.id, {"number": 2}),
        ("texts:text:sent-back", desk.forum.id, back.id, {"number": 2}),
    ]


def test_a_variant_says_what_it_was_made_from(desk: Desk) -> None:
    before = desk.write("Easy.", EASY_READ)
    standard = desk.published("Standard.")
    after = desk.write("Easier.", EASY_READ)
    assert before.based_on_id is None
    assert after.based_on_id == standard.id
    assert standard.based_on_id is None
    assert standard.based_on_digest == ""


def two_at_once(desk: Desk, text: StageText) -> None:
    services.write(
        desk.session,
        desk.area.id,
        ADVICE,
        STANDARD_ENGLISH,
        said("Mine."),
        after=text.number - 1,
        by=desk.administrator.id,
        now=desk.now,
    )


def after_a_newer_one(act: Act) -> Act:
    def late(desk: Desk, text: StageText) -> None:
        desk.write("Newer.")
        act(desk, text)

    return late


def checked(act: Act) -> Act:
    def done(desk: Desk, text: StageText) -> None:
        act(desk, desk.check(text))

    return done


def sent_back(desk: Desk, text: StageText) -> None:
    services.send_back(desk.session, text, "Too long.", by=desk.forum.id, now=desk.now)


def after_sent_back(act: Act) -> Act:
    def done(desk: Desk, text: StageText) -> None:
        sent_back(desk, text)
        act(desk, text)

    return done


def published(act: Act) -> Act:
    def done(desk: Desk, text: StageText) -> None:
        act(desk, desk.publish(desk.check(text)))

    return done


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        pytest.param(Desk.publish, "The forum has not checked this version", id="unchecked"),
        pytest.param(
            after_sent_back(Desk.publish),
            "The forum has not checked this version",
            id="published though sent back",
        ),
        pytest.param(
            lambda desk, text: desk.check(text, by=desk.administrator),
            "You wrote this text yourself",
            id="one's own text checked",
        ),
        pytest.param(
            checked(lambda desk, text: desk.publish(text, by=desk.forum)),
            "You checked this text for the forum",
            id="checked and published by one person",
        ),
        pytest.param(checked(Desk.check), "checked this version already", id="checked twice"),
        pytest.param(
            after_sent_back(Desk.check),
            "sent this version back already",
            id="checked though sent back",
        ),
        pytest.param(checked(sent_back), "checked this version already", id="sent back too late"),
        pytest.param(published(Desk.publish), "Somebody else has published", id="published twice"),
        pytest.param(published(Desk.check), "published already", id="checked after publishing"),
        pytest.param(
            after_a_newer_one(Desk.check), "Version 2 of this text was written", id="an older one"
        ),
        pytest.param(
            lambda desk, text: after_a_newer_one(Desk.publish)(desk, desk.check(text)),
            "Version 2 of this text was written",
            id="an older one published",
        ),
        pytest.param(two_at_once, "Somebody else wrote a new version", id="two writers"),
        pytest.param(
            lambda desk, text: desk.write("New words."), "Nothing is changed", id="unchanged"
        ),
        pytest.param(
            lambda desk, text: services.send_back(
                desk.session, text, "  ", by=desk.forum.id, now=desk.now
            ),
            "Say what should be different",
            id="sent back without a reason",
        ),
        pytest.param(
            published(
                lambda desk, text: services.ask_again(
                    desk.session, text, by=desk.administrator.id, now=desk.now
                )
            ),
            "The standard text has not changed",
            id="asked again for nothing",
        ),
    ],
)
def test_what_is_refused(desk: Desk, act: Act, sentence: str) -> None:
    text = desk.write()
    with pytest.raises(Refused, match=sentence):
        act(desk, text)


def test_one_person_in_both_roles_cannot_do_both(desk: Desk, make: Make) -> None:
    make.grant(desk.administrator, Role.FORUM_REPRESENTATIVE, desk.area)
    text = desk.write()
    with pytest.raises(Refused, match="You wrote this text yourself"):
        desk.check(text, by=desk.administrator)
    other = make.person(Role.ADMINISTRATOR, desk.area)
    text = desk.check(desk.write("Others' words.", by=other), by=desk.administrator)
    with pytest.raises(Refused, match="You checked this text for the forum"):
        desk.publish(text)
    desk.publish(text, by=other)


@pytest.mark.parametrize("act", [Desk.check, Desk.publish], ids=["checked", "published"])
def test_a_variant_of_an_old_standard_text_goes_no_further(desk: Desk, act: Act) -> None:
    text = desk.write("Easy.", EASY_READ)
    if act == Desk.publish:
        desk.check(text)
    desk.published("Changed.")
    with pytest.raises(Refused, match="The standard text of this stage has changed"):
        act(desk, text)
    again = services.ask_again(desk.session, text, by=desk.administrator.id, now=desk.now)
    assert (again.number, again.words) == (2, text.words)
    desk.publish(desk.check(again))


def test_an_easy_read_sentence_is_never_too_long(desk: Desk) -> None:
    fifteen = " ".join(["word"] * 15) + "."
    desk.write(fifteen, EASY_READ)
    with pytest.raises(Refused, match="15 words or fewer"):
        desk.write(f"Short. And {fifteen}", EASY_READ)
    desk.write(f"And {fifteen}")


class TestStarting:
    @pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: each.name)
    def test_puts_the_portals_texts_to_the_forum(self, desk: Desk, variant: Variant) -> None:
        started = services.start(
            desk.session, desk.area.id, variant, by=desk.administrator.id, now=desk.now
        )
        found = queries.on_the_desk(desk.session, desk.area.id)
        assert started == len(found) == len(StageKey)
        assert {text.stage: text.words for text in found} == dict(starting_words(variant))
        assert all(text.checked_at is None for text in found)

    def test_leaves_what_is_written_already(self, desk: Desk) -> None:
        own = desk.write("Our own.", URDU)
        started = services.start(
            desk.session, desk.area.id, URDU, by=desk.administrator.id, now=desk.now
        )
        assert started == len(StageKey) - 1
        assert queries.newest(desk.session, desk.area.id, ADVICE, URDU) == own
        assert (
            services.start(desk.session, desk.area.id, URDU, by=desk.administrator.id, now=desk.now)
            == 0
        )


class TestPublishingAllThatIsChecked:
    def all_checked(self, desk: Desk) -> int:
        return services.publish_all_checked(
            desk.session, desk.area.id, by=desk.administrator.id, now=desk.now
        )

    def test_publishes_that_and_nothing_else(self, desk: Desk) -> None:
        ready = [
            desk.check(desk.write("One.")),
            desk.check(desk.write("Two.", key=StageKey.NO_PLAN)),
        ]
        waiting = desk.write("Three.", key=StageKey.WITHDRAWN)
        assert self.all_checked(desk) == 2
        assert all(text.published_by_id == desk.administrator.id for text in ready)
        assert waiting.published_at is None
        assert self.all_checked(desk) == 0

    def test_leaves_what_was_made_from_the_text_it_takes_the_place_of(self, desk: Desk) -> None:
        easy = desk.check(desk.write("Easy.", EASY_READ))
        desk.check(desk.write("Standard."))
        assert self.all_checked(desk) == 1
        assert easy.published_at is None

    def test_leaves_what_this_person_checked(self, desk: Desk, make: Make) -> None:
        other = make.person(Role.ADMINISTRATOR, desk.area)
        text = desk.check(desk.write(by=other), by=desk.administrator)
        assert self.all_checked(desk) == 0
        assert text.published_at is None
