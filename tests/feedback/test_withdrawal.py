"""With the receipt a family takes its answers back while the survey is open, and only then."""

import uuid

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.feedback.answers import Said, Words
from portal.feedback.entries import Entry, TicketSpent
from portal.feedback.keys import wave_secret
from portal.feedback.models import Answer, Comment, Response, SpentTicket, WayCount
from portal.feedback.receipts import response_id_for
from portal.feedback.services import record_response
from portal.feedback.withdrawal import withdraw
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from portal.surveys.wave_services import close_wave
from portal.themes.models import Reading, reading_themes
from portal.themes.services import set_themes
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY
from tests.house.test_reading_age import check, sentences_of
from tests.pages import PageClient

PAGE = "/wandsworth/feedback/withdraw"
RECEIPT, OTHER = "4K7Q-M2XD-9RTA", "7777-7777-7777"
ENTRY = Entry(Channel.EMAIL, "d" * 64)


@pytest.fixture
def secret(app: Flask) -> str:
    return str(app.config["SECRET_KEY"])


def sent(
    session: Session, wave: Wave, secret: str, receipt: str = RECEIPT, entry: Entry = ENTRY
) -> uuid.UUID:
    """Answers and words that this receipt is for."""
    of_wave = wave_secret(session, wave.id, secret)
    assert of_wave is not None
    number = response_id_for(receipt, of_wave)
    said = Said({"satisfaction": 2}, {"comment": Words("We waited")})
    assert record_response(session, wave, said, response_id=number, today=TODAY, entry=entry)
    session.commit()
    return number


def amounts(session: Session) -> list[int]:
    return [
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (Response, Answer, Comment)
    ]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(RECEIPT, id="as-shown"),
        pytest.param("4k7q m2xd 9rta", id="small-with-blanks"),
        pytest.param(" 4K7QMZXD9RTA ", id="together-with-a-look-alike"),
    ],
)
def test_the_receipt_deletes_its_answers_and_no_others(
    client: PageClient, session: Session, wave: Wave, secret: str, typed: str
) -> None:
    sent(session, wave, secret)
    other = sent(session, wave, secret, OTHER, Entry())

    answered = client.send(PAGE, {"receipt": typed}, follow=True)

    assert "Your answers are deleted" in answered.text
    assert "it stays used" in answered.text
    assert session.scalars(select(Response.id)).all() == [other]
    assert amounts(session) == [1, 1, 1]


def test_what_was_said_of_the_words_goes_too(
    client: PageClient, session: Session, make: Make, area: Area, wave: Wave, secret: str
) -> None:
    sent(session, wave, secret)
    comment_id = session.scalars(select(Comment.id)).one()
    reader, theme = make.person(Role.FORUM_REPRESENTATIVE, area), make.theme(area)
    set_themes(session, comment_id, area.id, [theme.id], by=reader.id, today=TODAY)
    session.commit()

    client.send(PAGE, {"receipt": RECEIPT})

    assert amounts(session) == [0, 0, 0]
    assert session.scalars(select(Reading.id)).all() == []
    assert session.execute(select(reading_themes)).all() == []


def test_the_ticket_stays_spent_and_counted(
    session: Session, area: Area, wave: Wave, secret: str
) -> None:
    sent(session, wave, secret)
    withdraw(session, area, RECEIPT, secret, today=TODAY)

    assert session.scalars(select(SpentTicket.digest)).all() == [ENTRY.digest]
    assert session.scalars(select(WayCount.used)).all() == [1]
    with pytest.raises(TicketSpent):
        sent(session, wave, secret, OTHER)


def closed(session: Session, area: Area, wave: Wave) -> str:
    close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    return RECEIPT


def mistyped(session: Session, area: Area, wave: Wave) -> str:
    return "4K7Q-M2XD-9RTC"


def of_nothing(session: Session, area: Area, wave: Wave) -> str:
    return "– – –"


@pytest.mark.parametrize("case", [closed, mistyped, of_nothing], ids=lambda each: each.__name__)
def test_any_other_code_deletes_nothing(
    client: PageClient, session: Session, area: Area, wave: Wave, secret: str, case: object
) -> None:
    sent(session, wave, secret)
    before = amounts(session)
    typed = case(session, area, wave)  # type: ignore[operator]

    refused = client.send(PAGE, {"receipt": typed})

    assert refused.status_code == 422
    assert "We found no answers for this code." in refused.text
    assert "If the survey has closed, we cannot find them any more." in refused.text
    assert amounts(session) == before


def test_a_code_works_once(client: PageClient, session: Session, wave: Wave, secret: str) -> None:
    sent(session, wave, secret)
    statuses = [client.send(PAGE, {"receipt": RECEIPT}).status_code for _ in range(2)]
    assert statuses == [303, 422]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param("", "Enter the code that you were shown", id="nothing"),
        pytest.param("4" * 41, "Enter only the code, without other words", id="a-whole-story"),
    ],
)
def test_what_is_no_code_is_said_plainly(
    client: PageClient, wave: Wave, typed: str, sentence: str
) -> None:
    refused = client.send(PAGE, {"receipt": typed})
    assert refused.status_code == 422
    assert sentence in refused.text


def test_another_areas_answers_cannot_be_deleted_here(
    session: Session, make: Make, area: Area, wave: Wave, secret: str
) -> None:
    sent(session, wave, secret)
    with pytest.raises(Refused):
        withdraw(session, make.area("merton"), RECEIPT, secret, today=TODAY)
    assert amounts(session) == [1, 1, 1]


def test_the_code_is_found_in_whichever_survey_is_open(
    session: Session, make: Make, area: Area, wave: Wave, secret: str
) -> None:
    second = make.wave(make.survey(area, key="other-wandsworth"), TODAY)
    assert second.opened_on
    sent(session, wave, secret)
    withdraw(session, area, RECEIPT, secret, today=TODAY)
    assert amounts(session) == [0, 0, 0]


def test_another_portals_secret_finds_nothing(
    session: Session, area: Area, wave: Wave, secret: str
) -> None:
    sent(session, wave, secret)
    with pytest.raises(Refused):
        withdraw(session, area, RECEIPT, "x" * 32, today=TODAY)


def test_nobody_writes_down_that_somebody_withdrew(
    client: PageClient,
    session: Session,
    wave: Wave,
    secret: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    sent(session, wave, secret)
    before = len(session.scalars(select(AuditEntry)).all())
    caplog.clear()
    client.send(PAGE, {"receipt": RECEIPT})

    assert len(session.scalars(select(AuditEntry)).all()) == before
    assert not [record for record in caplog.records if record.name.startswith("portal")]


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/done"])
def test_both_pages_can_be_read_at_eleven(client: PageClient, area: Area, address: str) -> None:
    check(sentences_of(client.page(address)))
