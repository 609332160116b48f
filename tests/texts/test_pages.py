"""The desk of the texts, opened and filled in as an administrator and a forum would."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from bs4 import BeautifulSoup

from portal.domain.readings import VARIANTS
from portal.domain.roles import Role
from portal.domain.stages import STAGES, StageKey
from portal.texts import queries
from portal.texts.models import StageText
from tests.factories import Make
from tests.pages import PageClient
from tests.texts.conftest import ADVICE, EASY_READ, URDU, Desk, said

Listen = Callable[[], AbstractContextManager[list[str]]]
TEXTS = "/wandsworth/texts"
WRITE = f"{TEXTS}/write?stage=gathering_advice&reading=standard&language=en"
MAY_SEE = {Role.ADMINISTRATOR, Role.FORUM_REPRESENTATIVE}


def text_of(page: BeautifulSoup) -> str:
    assert page.main
    return " ".join(page.main.text.split())


def buttons(page: BeautifulSoup) -> set[str]:
    return {button.text for button in page.select("main button")}


def now(desk: Desk, text: StageText) -> StageText:
    desk.session.expire_all()
    found = queries.text(desk.session, desk.area.id, text.id)
    assert found
    return found


class TestWhoMayCome:
    @pytest.mark.parametrize("role", sorted(set(Role) - MAY_SEE - {Role.OPERATOR}))
    def test_other_roles_are_turned_away(
        self, client: PageClient, desk: Desk, make: Make, role: Role
    ) -> None:
        client.sign_in(make.person(role, desk.area))
        for address in (TEXTS, WRITE, f"{TEXTS}/{desk.write().id}"):
            client.page(address, 403)

    def test_the_forum_does_not_write(self, client: PageClient, desk: Desk) -> None:
        client.sign_in(desk.forum)
        client.page(TEXTS)
        client.page(WRITE, 403)

    @pytest.mark.parametrize(
        ("act", "signed_in"), [("check", "administrator"), ("publish", "forum")]
    )
    def test_neither_signs_for_the_other(
        self,
        client: PageClient,
        desk: Desk,
        act: str,
        signed_in: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setitem(client.application.config, "WTF_CSRF_ENABLED", False)
        text = desk.write()
        client.sign_in(getattr(desk, signed_in))
        assert client.post(f"{TEXTS}/{text.id}/{act}").status_code == 403


def test_a_text_goes_from_the_administrator_to_the_forum_to_the_families(
    client: PageClient, desk: Desk
) -> None:
    client.sign_in(desk.administrator)
    sent = client.send(WRITE, {"you_can": "Ask us.\r\n\r\nOr  write."}, follow=True)
    assert "Version 1 was kept. It waits for the forum now." in sent.text
    text = queries.newest(desk.session, desk.area.id, ADVICE, VARIANTS[0])
    assert text
    assert text.words.you_can == "Ask us.\n\nOr write."
    page = client.page(f"{TEXTS}/{text.id}")
    assert "Publish" not in buttons(page)
    assert "[new:] Ask us. Or write. [end]" in text_of(page)

    client.sign_in(desk.forum)
    assert "Gathering advice, Standard" in text_of(client.page(TEXTS)).split("Every text")[0]
    page = client.page(f"{TEXTS}/{text.id}")
    assert buttons(page) == {"The forum has checked this"}
    client.send(f"{TEXTS}/{text.id}", {}, form=f"{TEXTS}/{text.id}/check")

    client.sign_in(desk.administrator)
    assert "Gathering advice, Standard" in text_of(client.page(TEXTS)).split("To write")[0]
    done = client.send(f"{TEXTS}/{text.id}", {}, form=f"{TEXTS}/{text.id}/publish", follow=True)
    assert "is published. Families read it now." in done.text
    page = client.page("/wandsworth/pathway")
    assert "Or write." in text_of(page)


def test_the_forum_sends_a_text_back_and_the_writer_reads_why(
    client: PageClient, desk: Desk
) -> None:
    text = desk.write()
    client.sign_in(desk.forum)
    empty = client.send(f"{TEXTS}/{text.id}/send-back", {"reason": " "})
    assert empty.status_code == 422
    assert "Say what should be different" in empty.text
    client.send(f"{TEXTS}/{text.id}/send-back", {"reason": "Too long.\n\nSay it shorter."})
    assert now(desk, text).sent_back_reason == "Too long.\n\nSay it shorter."

    client.sign_in(desk.administrator)
    assert "Sent back by the forum" in text_of(client.page(TEXTS)).split("Every text")[0]
    assert "Say it shorter." in text_of(client.page(f"{TEXTS}/{text.id}"))
    page = client.page(WRITE)
    assert "What the forum said of version 1" in text_of(page)
    client.send(WRITE, {"you_can": "Ask."})
    newest = queries.newest(desk.session, desk.area.id, ADVICE, text.variant)
    assert newest
    assert newest.number == 2


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        pytest.param("publish", "The forum has not checked this version.", id="unchecked"),
        pytest.param("ask-again", "The standard text has not changed since.", id="for nothing"),
    ],
)
def test_a_refusal_is_told_on_the_page_and_nothing_is_kept(
    client: PageClient, desk: Desk, monkeypatch: pytest.MonkeyPatch, act: str, sentence: str
) -> None:
    monkeypatch.setitem(client.application.config, "WTF_CSRF_ENABLED", False)
    text = desk.write()
    client.sign_in(desk.administrator)
    answer = client.post(f"{TEXTS}/{text.id}/{act}")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert now(desk, text).published_at is None


def test_who_wrote_between_is_told_and_what_was_typed_stays(client: PageClient, desk: Desk) -> None:
    client.sign_in(desk.administrator)
    desk.write("Theirs.")
    answer = client.send(WRITE, {"after": "0", "what_happens": "Mine."})
    assert answer.status_code == 422
    assert "Somebody else wrote a new version of this text just now." in answer.text
    assert "Mine." in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"name": " "}, "Fill in “Name of the stage”", id="no name"),
        pytest.param({"name": "n" * 81}, "80 letters or fewer", id="a long name"),
        pytest.param({"how_long": ""}, "Fill in “How long it takes”", id="an empty field"),
        pytest.param({"you_can": "w" * 3001}, "3000 letters or fewer", id="a long field"),
        pytest.param({"after": "x"}, "Somebody else wrote", id="no number"),
    ],
)
def test_a_text_that_cannot_be_kept(
    client: PageClient, desk: Desk, typed: dict[str, str], sentence: str
) -> None:
    client.sign_in(desk.administrator)
    answer = client.send(WRITE, typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert queries.newest(desk.session, desk.area.id, ADVICE, VARIANTS[0]) is None


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("stage=lunch&reading=standard&language=en", id="no such stage"),
        pytest.param("stage=no_plan&reading=loud&language=en", id="no such reading"),
        pytest.param("stage=no_plan&reading=easy_read&language=ur", id="no such variant"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_text_that_there_cannot_be_is_404(client: PageClient, desk: Desk, asked: str) -> None:
    client.sign_in(desk.administrator)
    client.page(f"{TEXTS}/write?{asked}", 404)


def test_a_translation_is_written_in_its_own_direction(client: PageClient, desk: Desk) -> None:
    client.sign_in(desk.administrator)
    page = client.page(f"{TEXTS}/write?stage=no_plan&reading=standard&language=ur")
    boxes = page.select("main textarea, main input[type=text]")
    assert len(boxes) == 6
    assert all((box["lang"], box["dir"]) == ("ur", "rtl") for box in boxes)


def test_an_area_starts_from_the_portals_texts_by_one_button(
    client: PageClient, desk: Desk
) -> None:
    client.sign_in(desk.administrator)
    page = client.page(TEXTS)
    named = {each["value"] for each in page.select("main input[name=language]")}
    assert named == {"en", "pl", "ur", "pt"}
    form = page.select("main form")[3]
    token = form.select_one("input[name=csrf_token]")
    assert token
    sent = client.post(
        f"{TEXTS}/start",
        data={"csrf_token": token["value"], "reading": "standard", "language": "ur"},
        follow_redirects=True,
    )
    assert f"Urdu: the forum has {len(STAGES)} more to check." in sent.text
    assert "10 texts wait for the forum." in text_of(BeautifulSoup(sent.text, "html5lib"))


def test_all_that_is_checked_is_published_by_one_button(client: PageClient, desk: Desk) -> None:
    for key in (ADVICE, StageKey.NO_PLAN):
        desk.check(desk.write(key=key))
    client.sign_in(desk.administrator)
    sent = client.send(TEXTS, {}, form=f"{TEXTS}/publish-checked", follow=True)
    assert "2 published. Families read the new words now." in sent.text


def test_what_a_new_standard_text_leaves_behind_is_on_the_list(
    client: PageClient, desk: Desk
) -> None:
    desk.published("Old.")
    urdu = desk.published("اردو", URDU)
    desk.published("New words now.")
    client.sign_in(desk.administrator)
    to_do = text_of(client.page(TEXTS)).split("Every text")[0]
    assert "Gathering advice, Urdu Version 1 published Being updated" in to_do
    page = client.page(f"{TEXTS}/{urdu.id}")
    assert "What changed in the standard text" in text_of(page)
    assert "[new:] New words now." in text_of(page)
    again = client.send(f"{TEXTS}/{urdu.id}", {}, form=f"{TEXTS}/{urdu.id}/ask-again", follow=True)
    assert "The forum is asked to check “Gathering advice, Urdu” again." in again.text


def test_every_version_stays_with_who_and_when(client: PageClient, desk: Desk) -> None:
    first = desk.published("First.")
    desk.published("Second.")
    client.sign_in(desk.forum)
    page = client.page(f"{TEXTS}/{first.id}")
    assert "This is an older version." in text_of(page)
    assert "First." in text_of(page)
    assert not buttons(page)
    rows = [" ".join(row.text.split()) for row in page.select("main table tbody tr")]
    assert rows == [
        "Version 2 Ada Ministrator, 5 January 2026 Checked by Fola Forum, 5 January 2026 "
        "Ada Ministrator, 5 January 2026",
        "Version 1 (this one) Ada Ministrator, 5 January 2026 Checked by Fola Forum, "
        "5 January 2026 Ada Ministrator, 5 January 2026",
    ]


@pytest.mark.parametrize("texts", [1, 6])
def test_the_pages_take_the_same_queries_whatever_there_is(
    client: PageClient, desk: Desk, query_count: Listen, texts: int
) -> None:
    for _, key in zip(range(texts), StageKey, strict=False):
        for variant in (VARIANTS[0], EASY_READ, URDU):
            desk.published("One.", variant, key)
            text = desk.write("Two.", variant, key)
    client.sign_in(desk.forum)
    with query_count() as asked:
        client.page(TEXTS)
    assert len(asked) == 3, asked
    with query_count() as asked:
        client.page(f"{TEXTS}/{text.id}")
    assert len(asked) == 5, asked


def test_words_are_shown_as_words(client: PageClient, desk: Desk) -> None:
    text = desk.published("<b>bold</b> & more.")
    assert text.words == said("<b>bold</b> & more.")
    client.sign_in(desk.forum)
    for address in (f"{TEXTS}/{text.id}", "/wandsworth/pathway"):
        assert "<b>bold</b> & more." in text_of(client.page(address))
