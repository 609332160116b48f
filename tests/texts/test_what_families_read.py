"""What families read of a stage: the newest published version, and honestly what it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from sqlalchemy.orm import Session

from portal.domain.readings import STANDARD_ENGLISH, VARIANTS, Reading, Variant
from portal.domain.stages import STAGES, StageKey, stage
from portal.texts import services
from portal.texts.queries import stage_words, variants_published
from portal.texts.wording import ShownText
from tests.factories import Make
from tests.texts.conftest import ADVICE, EASY_READ, URDU, Desk, desk_of, said

Listen = Callable[[], AbstractContextManager[list[str]]]


def shown(desk: Desk, variant: Variant = STANDARD_ENGLISH, key: StageKey = ADVICE) -> ShownText:
    return stage_words(desk.session, desk.area.id, variant)[key]


def test_before_anything_is_published_the_portals_own_words_unchecked(desk: Desk) -> None:
    found = stage_words(desk.session, desk.area.id, STANDARD_ENGLISH)
    assert {key: text.words for key, text in found.items()} == {
        each.key: each.words for each in STAGES
    }
    assert all(text.checked_at is None and not text.being_updated for text in found.values())


def test_a_version_is_not_read_before_it_is_published(desk: Desk) -> None:
    text = desk.write()
    assert shown(desk).words == stage(ADVICE).words
    desk.check(text)
    assert shown(desk).words == stage(ADVICE).words
    desk.publish(text)
    assert shown(desk).words == said("New words.")
    assert shown(desk).checked_at == text.checked_at


def test_the_newest_published_version_is_read_while_a_newer_one_is_on_its_way(desk: Desk) -> None:
    desk.published("First.")
    desk.published("Second.")
    desk.check(desk.write("Third."))
    assert shown(desk).words == said("Second.")


def test_another_stage_and_another_area_keep_their_words(desk: Desk, make: Make) -> None:
    desk.published()
    assert shown(desk, key=StageKey.NO_PLAN).words == stage(StageKey.NO_PLAN).words
    merton = desk_of(make, make.area("merton"))
    assert shown(merton).words == stage(ADVICE).words


class TestVariants:
    @pytest.mark.parametrize("variant", VARIANTS[1:], ids=lambda each: each.name)
    def test_without_one_the_standard_english_text_stands_in_its_place(
        self, desk: Desk, variant: Variant
    ) -> None:
        desk.published("Standard.")
        desk.check(desk.write("Not published.", variant))
        found = shown(desk, variant)
        assert (found.variant, found.words) == (STANDARD_ENGLISH, said("Standard."))

    def test_one_that_is_published_is_read(self, desk: Desk) -> None:
        desk.published("Standard.")
        text = desk.published("Easy.", EASY_READ)
        found = shown(desk, EASY_READ)
        assert (found.variant, found.words) == (EASY_READ, said("Easy."))
        assert found.checked_at == text.checked_at
        assert not found.being_updated

    def test_a_new_standard_text_marks_every_one_of_its_stage(self, desk: Desk) -> None:
        desk.published("Standard.")
        for variant in VARIANTS[1:]:
            desk.published("Made from it.", variant)
            desk.published("Other stage.", variant, StageKey.NO_PLAN)
        desk.published("Changed.")
        for variant in VARIANTS[1:]:
            assert shown(desk, variant).being_updated, variant
            assert shown(desk, variant).words == said("Made from it.")
            assert not shown(desk, variant, StageKey.NO_PLAN).being_updated

    def test_a_standard_text_that_is_not_published_marks_nothing(self, desk: Desk) -> None:
        desk.published("Easy.", EASY_READ)
        desk.check(desk.write("Changed."))
        assert not shown(desk, EASY_READ).being_updated

    def test_the_first_standard_text_of_an_area_marks_what_was_made_from_the_portals(
        self, desk: Desk
    ) -> None:
        desk.published("Easy.", EASY_READ)
        assert not shown(desk, EASY_READ).being_updated
        desk.published("The area's own.")
        assert shown(desk, EASY_READ).being_updated

    def test_new_words_of_the_portal_mark_what_was_made_from_the_old_ones(self, desk: Desk) -> None:
        text = desk.published("Easy.", EASY_READ)
        text.based_on_digest = "of the words before"
        desk.session.commit()
        assert shown(desk, EASY_READ).being_updated

    def test_checked_and_published_again_it_is_marked_no_more(self, desk: Desk) -> None:
        desk.published("Standard.")
        old = desk.published("Easy.", EASY_READ)
        desk.published("Changed.")
        again = services.ask_again(desk.session, old, by=desk.administrator.id, now=desk.now)
        assert shown(desk, EASY_READ).being_updated
        desk.publish(desk.check(again))
        assert not shown(desk, EASY_READ).being_updated
        assert shown(desk, EASY_READ).words == said("Easy.")
        assert shown(desk, EASY_READ).checked_at == again.checked_at


def test_which_variants_an_area_offers(desk: Desk, make: Make) -> None:
    desk.published("Standard.")
    desk.published("Easy.", EASY_READ)
    desk.check(desk.write("اردو", URDU))
    desk_of(make, make.area("merton")).published("Urdu.", URDU)
    assert variants_published(desk.session, desk.area.id) == {STANDARD_ENGLISH, EASY_READ}


def test_it_takes_one_query_however_many_versions_there_are(
    desk: Desk, session: Session, query_count: Listen
) -> None:
    for number in range(4):
        desk.published(f"Standard {number}.")
        desk.published(f"Urdu {number}.", Variant(Reading.STANDARD, "ur"))
    with query_count() as asked:
        stage_words(session, desk.area.id, URDU)
    assert len(asked) == 1
