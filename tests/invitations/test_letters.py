"""Letters of a wave: to whom, when, how often, and that nothing of them is left."""

import hashlib
import hmac
import re
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.feedback import drafts
from portal.feedback.drafts import Writing
from portal.feedback.keys import WaveSecret
from portal.feedback.models import Draft, Response, SpentTicket, WayCount
from portal.feedback.seals import new_token
from portal.feedback.tickets import Ticket, nonce_for, read, spent_digest
from portal.invitations import sending_services, services
from portal.invitations.models import Invitation
from portal.jobs import TASKS
from portal.mail.message import Message
from portal.outbox.models import MessageState
from portal.surveys import wave_services
from portal.surveys.channels import Channel
from portal.surveys.models import Wave, WaveKey
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, opened
from tests.invitations.conftest import (
    AMINA,
    BEN,
    BY_EMAIL,
    CATO,
    REMINDER,
    Send,
    invited,
    outbox,
    planned,
)
from tests.pages import PageClient

A_DAY = timedelta(days=1)
LINK = re.compile(r"http://127\.0\.0\.1:5000(/wandsworth/feedback/ticket/[\w-]{66})\n")


def link_in(letter: Message) -> str:
    (found,) = LINK.findall(letter.text)
    return str(found)


def to(letters: Iterable[Message]) -> list[str]:
    return sorted(letter.to for letter in letters)


def answer(client: PageClient, link: str) -> None:
    """Answer with a one-time link, from its page to the confirmation."""
    sent = client.send(link, {"answer-views": "4"})
    assert sent.status_code == 303, sent.text
    confirmed = client.send(sent.location, {}, follow=True)
    assert confirmed.status_code == 200
    assert confirmed.request.path.endswith("/sent")


def closed(session: Session, wave: Wave, on: date = TODAY) -> None:
    wave_services.close_wave(session, wave, by=None, today=on, now=NOW)
    session.commit()


def test_nobody_is_written_to_before_the_wave_opens(
    session: Session, area: Area, send: Send
) -> None:
    wave = planned(session, area)
    invited(session, wave, [AMINA])
    assert send() == []

    assert wave_services.open_and_close_due(session, today=TODAY, now=NOW) == 1
    assert to(send()) == [AMINA]
    assert send() == []


def test_everybody_gets_a_link_of_their_own_once(
    client: PageClient, session: Session, wave: Wave, send: Send
) -> None:
    invited(session, wave, [AMINA, BEN])
    letters = send()
    invited(session, wave, [AMINA, CATO])
    letters += send()

    assert to(letters) == [AMINA, BEN, CATO]
    links = [link_in(letter) for letter in letters]
    assert len(set(links)) == 3
    for link in links:
        client.page(link)
        ticket = read(link.rpartition("/")[2])
        assert ticket is not None
        assert (ticket.wave_id, ticket.way) == (wave.id, Channel.EMAIL)
        assert (ticket.month, ticket.stage, ticket.band) == (date(2026, 3, 1), "", "")
    assert session.scalars(select(Invitation.invited_on)).all() == [TODAY] * 3
    count = session.scalars(select(WayCount)).one()
    assert (count.way, count.made, count.used) == ("email", 3, 0)


def test_a_link_works_once(client: PageClient, session: Session, wave: Wave, send: Send) -> None:
    invited(session, wave, [AMINA])
    link = link_in(send()[0])
    answer(client, link)

    client.page(link, 410)
    assert len(session.scalars(select(Response)).all()) == 1
    count = session.scalars(select(WayCount)).one()
    assert (count.made, count.used) == (1, 1)


def test_the_letter_says_what_matters(session: Session, wave: Wave, send: Send) -> None:
    invited(session, wave, [AMINA])
    (letter,) = send()

    assert letter.subject == "Please tell us: How the assessment went for you"
    assert letter.kind == "survey-invitation"
    for words in (
        "Wandsworth asks you to answer a short survey: “How the assessment went for you”.",
        "WHY WE ASK",
        "It takes about 5 minutes.",
        "The link works once, until 30 April 2026.",
        "Your answers are not linked to you.",
        "We may remind you once.",
        "E-mail: casework-team@wandsworth.example.org",
    ):
        assert words in letter.text
    assert "/wandsworth/notices" not in letter.text


@pytest.mark.parametrize("remind_on", [REMINDER, None])
def test_a_reminder_is_announced_only_where_one_is_planned(
    session: Session, area: Area, send: Send, remind_on: date | None
) -> None:
    wave = opened(session, area, replace(BY_EMAIL, remind_on=remind_on))
    invited(session, wave, [AMINA])
    (letter,) = send()

    assert "Then you need do nothing." in letter.text
    assert ("We may remind you once." in letter.text) is (remind_on is not None)


def test_families_with_an_account_choose_themselves(
    session: Session, make: Make, area: Area, wave: Wave, send: Send
) -> None:
    make.request(make.child(area, make.person(email=AMINA), first_name="Tariq"))
    invited(session, wave, [AMINA])
    (letter,) = send()

    assert "what we send you:\nhttp://127.0.0.1:5000/wandsworth/notices\n" in letter.text
    assert "casework-team@" not in letter.text
    assert "Tariq" not in letter.text


@pytest.mark.parametrize(
    ("wishes", "is_written_to"),
    [
        pytest.param({}, True, id="never turned anything off"),
        pytest.param({"surveys": False}, False, id="no surveys"),
        pytest.param({"by_email": False}, False, id="no e-mails at all"),
        pytest.param({"dates": False}, True, id="no dates"),
    ],
)
@pytest.mark.parametrize("turned_off", ["before the letter", "before the reminder"])
def test_whoever_said_no_is_not_written_to(
    session: Session,
    make: Make,
    wave: Wave,
    send: Send,
    wishes: dict[str, bool],
    is_written_to: bool,
    turned_off: str,
) -> None:
    person = make.person(email=AMINA)
    invited(session, wave, [AMINA])
    if turned_off == "before the letter":
        make.notice_setting(person, **wishes)
        assert to(send()) == ([AMINA] if is_written_to else [])
        assert bool(session.scalars(select(Invitation)).all()) is is_written_to
    else:
        send()
        make.notice_setting(person, **wishes)
        assert to(send(REMINDER)) == ([AMINA] if is_written_to else [])


def test_only_unused_links_are_reminded_of_once(
    client: PageClient, session: Session, wave: Wave, send: Send
) -> None:
    invited(session, wave, [AMINA, BEN, CATO])
    first = {letter.to: link_in(letter) for letter in send()}
    answer(client, first[BEN])

    assert send(REMINDER - A_DAY) == []
    reminders = send(REMINDER)
    assert to(reminders) == [AMINA, CATO]
    assert {letter.to: link_in(letter) for letter in reminders} == {
        AMINA: first[AMINA],
        CATO: first[CATO],
    }
    assert all(letter.subject.startswith("A reminder: ") for letter in reminders)
    assert all("We will not write to you about it again." in each.text for each in reminders)
    assert send(REMINDER) == send(REMINDER + A_DAY) == []


def test_a_missed_reminder_is_caught_up_while_the_wave_is_open(
    session: Session, wave: Wave, send: Send
) -> None:
    invited(session, wave, [AMINA])
    send()

    assert to(send(wave.closes_on)) == [AMINA]


def test_a_reminder_after_the_last_day_is_none(session: Session, wave: Wave, send: Send) -> None:
    invited(session, wave, [AMINA])
    send()

    assert send(wave.closes_on + A_DAY) == []


def test_whoever_was_invited_on_the_day_of_the_reminder_gets_none(
    session: Session, wave: Wave, send: Send
) -> None:
    send(REMINDER)
    invited(session, wave, [AMINA], on=REMINDER)

    assert to(send(REMINDER)) == [AMINA]
    assert send(REMINDER + A_DAY) == []


def test_without_a_day_nobody_is_reminded(session: Session, area: Area, send: Send) -> None:
    wave = opened(session, area, replace(BY_EMAIL, remind_on=None))
    invited(session, wave, [AMINA])
    send()

    assert send(wave.closes_on) == []


def everything(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    connection = session.connection()
    return {
        table: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{table}"'))]
        for table in inspect(connection).get_table_names()
    }


def test_nothing_tells_whose_link_was_used(
    client: PageClient, session: Session, wave: Wave, send: Send
) -> None:
    """Not while the wave is open either: the list treats everybody alike."""
    invited(session, wave, [AMINA, BEN])
    first = {letter.to: link_in(letter) for letter in send()}
    answer(client, first[BEN])
    send(REMINDER)
    rows = session.scalars(select(Invitation)).all()
    copy = str({name: rows for name, rows in everything(session).items() if name != "invitations"})

    assert {(row.invited_on, row.reminded_on) for row in rows} == {(TODAY, REMINDER)}
    for row in rows:
        for telling in (row.email, str(row.id), row.id.hex):
            assert telling not in copy
    for link in first.values():
        assert link.rpartition("/")[2] not in copy
    reminded = select(AuditEntry.details).where(AuditEntry.act == "invitations:people:reminded")
    assert session.scalars(reminded).all() == [{"number": 2}]


def test_nothing_of_a_list_is_left_after_the_close(
    client: PageClient, session: Session, wave: Wave, send: Send
) -> None:
    invited(session, wave, [AMINA, BEN])
    letters = send()
    answer(client, link_in(letters[0]))
    send(REMINDER)
    ids = session.scalars(select(Invitation.id)).all()
    closed(session, wave, REMINDER)
    send(REMINDER)

    assert session.scalars(select(Invitation)).all() == []
    copy = str(everything(session))
    for telling in (AMINA, BEN, *(form for one in ids for form in (str(one), one.hex))):
        assert telling not in copy


@pytest.mark.parametrize("way", ["by its day", "by hand"])
def test_a_list_goes_however_the_wave_closes(
    administrator: PageClient, session: Session, wave: Wave, send: Send, way: str
) -> None:
    invited(session, wave, [AMINA])
    if way == "by hand":
        administrator.send(f"/wandsworth/waves/{wave.id}/close", {})
    else:
        assert send(wave.closes_on + A_DAY) == []
    session.expire_all()

    assert session.scalars(select(Invitation)).all() == []


def test_a_letter_that_waits_does_not_go_to_a_closed_wave(
    app: Flask, session: Session, wave: Wave, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Message) -> None:
        raise ConnectionError

    invited(session, wave, [AMINA])
    with monkeypatch.context() as patch:
        patch.setattr(app.extensions["mail"], "send", broken)
        assert send() == []
    (waiting,) = outbox(session)
    assert (waiting.state, waiting.recipient) == (MessageState.WAITING, AMINA)

    closed(session, wave)
    assert send() == send(TODAY + A_DAY) == []
    (taken_back,) = outbox(session)
    assert (taken_back.state, taken_back.problem) == (MessageState.GIVEN_UP, "WaveClosed")
    assert (taken_back.recipient, taken_back.text) == ("", "")


@pytest.mark.parametrize("arrives", [True, False])
def test_a_wave_may_close_while_a_letter_is_on_its_way(
    app: Flask,
    session: Session,
    wave: Wave,
    send: Send,
    monkeypatch: pytest.MonkeyPatch,
    arrives: bool,
) -> None:
    def slow(_: Message) -> None:
        closed(session, wave)
        services.forget(session, wave.id, now=NOW)
        session.commit()
        if not arrives:
            raise ConnectionError

    invited(session, wave, [AMINA])
    with monkeypatch.context() as patch:
        patch.setattr(app.extensions["mail"], "send", slow)
        send()

    assert send(TODAY + A_DAY) == []
    (message,) = outbox(session)
    assert (message.state, message.recipient) == (MessageState.GIVEN_UP, "")


def test_letters_of_another_wave_stay(session: Session, make: Make, wave: Wave, send: Send) -> None:
    other = opened(session, make.area("merton"), BY_EMAIL)
    invited(session, wave, [AMINA])
    invited(session, other, [AMINA, BEN])
    closed(session, wave)

    assert to(send()) == [AMINA, BEN]
    assert sorted(session.scalars(select(Invitation.email))) == [AMINA, BEN]


def digests_tried(wave_id: uuid.UUID, ids: Iterable[uuid.UUID], keys: list[bytes]) -> set[str]:
    """The digests of these people's tickets, as each of these keys would make them."""
    found = set()
    for key in keys:
        secret = WaveSecret(key)
        for one in ids:
            month, nonce = date(2026, 3, 1), nonce_for(secret, one.bytes)
            ticket = Ticket(wave_id, Channel.EMAIL, month, nonce).text(secret)
            found.add(spent_digest(ticket, secret))
    return found


def test_after_the_close_nobody_can_tell_who_used_a_link(
    app: Flask, client: PageClient, session: Session, wave: Wave, send: Send
) -> None:
    """Not even with the portal's secret, a copy of the database, and the list from before."""
    invited(session, wave, [AMINA, BEN])
    letters = {letter.to: link_in(letter) for letter in send()}
    answer(client, letters[AMINA])
    ids = session.scalars(select(Invitation.id)).all()
    secret = app.config["SECRET_KEY"].encode()

    def with_key(key: bytes) -> list[bytes]:
        return [hmac.digest(secret, key, hashlib.sha256), secret, key]

    # While the wave is open this very attack finds the one who answered.
    key = session.get_one(WaveKey, wave.id).key
    spent = set(session.scalars(select(SpentTicket.digest)))
    assert spent & digests_tried(wave.id, ids, with_key(key))

    closed(session, wave)
    send()
    copy = everything(session)
    assert copy["wave_keys"] == []
    held = [value for rows in copy.values() for row in rows for value in row]
    guesses = [value if isinstance(value, bytes) else str(value).encode() for value in held]
    keys = [each for guess in {*guesses} for each in with_key(guess)]
    assert not spent & digests_tried(wave.id, ids, keys)
    for link in letters.values():
        client.page(link, 410)


def test_letters_are_written_in_batches(
    session: Session, wave: Wave, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending_services, "AT_ONCE", 4)
    people = [f"family-{number}@example.org" for number in range(11)]
    invited(session, wave, people)

    assert to(send()) == sorted(people)
    assert to(send(REMINDER)) == sorted(people)
    assert session.scalars(select(WayCount.made)).one() == 11


def test_a_wave_that_fails_keeps_no_other_back(
    session: Session,
    make: Make,
    area: Area,
    wave: Wave,
    send: Send,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = opened(session, make.area("merton"), BY_EMAIL)
    invited(session, wave, [AMINA])
    invited(session, other, [BEN])
    wave.definition = {"questions": "broken"}
    session.commit()

    assert to(send()) == [BEN]
    assert str(wave.id) in caplog.text
    assert AMINA not in caplog.text


@pytest.mark.parametrize(
    ("channels", "said", "number"),
    [
        pytest.param(["email"], None, 3, id="only by e-mail"),
        pytest.param(["email"], 40, 40, id="somebody said how many"),
        pytest.param(["email", "open_link"], None, None, id="anybody may answer"),
    ],
)
def test_the_list_says_how_many_were_invited(
    session: Session,
    area: Area,
    send: Send,
    channels: list[str],
    said: int | None,
    number: int | None,
) -> None:
    wave = opened(session, area, replace(BY_EMAIL, channels=channels, invited=said))
    invited(session, wave, [AMINA, BEN])
    send()
    invited(session, wave, [CATO])
    send()

    assert wave.invited == number


@pytest.mark.parametrize(
    ("days", "left"), [pytest.param(27, 1, id="27 days"), pytest.param(28, 0, id="28 days")]
)
def test_drafts_are_forgotten_four_weeks_after_the_close(
    app: Flask,
    session: Session,
    make: Make,
    wave: Wave,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
    left: int,
) -> None:
    other = opened(session, make.area("merton"))
    for one in (wave, other):
        drafts.start(session, one.id, new_token(), Writing("4K7Q-M2XD-9RTA"))
    closed(session, wave)
    monkeypatch.setitem(app.config, "PORTAL_TODAY", TODAY + days * A_DAY)
    app.extensions["wake"]["drafts"].call_local()

    kept = session.scalars(select(Draft.wave_id)).all()
    assert kept.count(other.id) == 1
    assert kept.count(wave.id) == left


def test_letters_are_written_every_minute() -> None:
    assert next(task.minute for task in TASKS if task.name == "outbox") == "*"
