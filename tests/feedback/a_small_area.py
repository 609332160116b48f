"""A small area that lives through a wave, with everything that could betray who said what.

Families are asked in one order and answer in the very same order, as soon as they are asked:
whatever order a copy keeps could then be matched. What truly belonged together is noted on the
side, to score the attacker's guesses with.
"""

import re
import secrets
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.models import CaseNews, Request
from portal.cases.news import NewsKind, tell
from portal.domain.roles import Role
from portal.extensions import db
from portal.feedback.answers import Words
from portal.feedback.drafts import Writing
from portal.feedback.entries import Entry, count_made
from portal.feedback.keys import wave_secret
from portal.feedback.models import Comment
from portal.feedback.paper_numbers import number_of
from portal.feedback.receipts import new_receipt, response_id_for
from portal.feedback.seals import new_token
from portal.feedback.services import record_response
from portal.feedback.ticket_services import wave_of_ticket
from portal.feedback.tickets import read, spent_digest
from portal.feedback.writing_services import Desk, begin, send
from portal.invitations import services as invitation_services
from portal.invitations.tasks import write_letters
from portal.notices import services as notice_services
from portal.notices.tasks import spread_news
from portal.notices.unwilling import unwilling
from portal.outbox.delivery import deliver_due
from portal.surveys import wave_services
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from portal.surveys.wave_services import Plan
from portal.themes.models import Reading
from portal.themes.services import set_themes
from portal.web.clock import now
from tests.cases.filling import ago
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, agreed_survey
from tests.tray import Tray

INVITED, STAGE_ENDS, PAPERS, PASSERS_BY = 48, 30, 6, 10
WAYS = [way.value for way in Channel]
LINK = re.compile(r"/feedback/ticket/([\w-]+)")


@dataclass
class Life:
    """The area and, on the side, the truth: who is behind which answers, in order of arrival."""

    app: Flask
    session: Session
    make: Make
    area: Area
    wave: Wave
    officer: Person
    reader: Person
    theme: uuid.UUID
    tray: Tray = field(default_factory=Tray)
    truth: dict[str, str] = field(default_factory=dict)
    """Response id -> e-mail address of those who answered, first come first."""
    digests: dict[str, str] = field(default_factory=dict)
    """What the ledger keeps -> e-mail address."""
    words: list[str] = field(default_factory=list)
    """Everything that no log may hold: receipts, tickets, tokens, words."""

    @property
    def secret(self) -> str:
        return str(self.app.config["SECRET_KEY"])

    @property
    def arrived(self) -> list[str]:
        return list(self.truth)


def begun(app: Flask) -> Life:
    """The area with its people, and a wave that is open in every way."""
    session = db.session()
    make = Make(session)
    area = make.area("wandsworth")
    officer = make.person(Role.CASEWORKER, area)
    reader = make.person(Role.FORUM_REPRESENTATIVE, area)
    survey = agreed_survey(session, area)
    survey.after_stages = ["deciding_whether_to_assess"]
    wave = opened_wave(session, area, "Spring", date(2026, 4, 30))
    theme = make.theme(area)
    life = Life(app, session, make, area, wave, officer, reader, theme.id)
    app.extensions["mail"] = life.tray
    return life


def opened_wave(session: Session, area: Area, name: str, last: date) -> Wave:
    survey = agreed_survey(session, area)
    plan = Plan(name, TODAY, last, WAYS)
    wave = wave_services.plan_wave(session, survey, plan, by=None, today=TODAY, now=NOW)
    wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    return wave


def families(life: Life, number: int, kind: str) -> list[tuple[Person, Request]]:
    made = []
    for _ in range(number):
        name = f"{kind}-{uuid.uuid4().hex[:10]}"
        person = life.make.person(
            Role.PARENT_OR_CARER, life.area, email=f"{name}@example.org", name=name.title()
        )
        child = life.make.child(life.area, person, first_name=f"C{name}", last_name="Adeyemi")
        made.append((person, life.make.request(child, ago(60), caseworker_id=life.officer.id)))
    return made


def post(life: Life) -> list[tuple[str, str]]:
    """What the background work sends now: (address, ticket) in the order of sending."""
    before = len(life.tray.messages)
    life.session.commit()
    spread_news()
    write_letters(unwilling)
    deliver_due(life.tray, host="portal.example.org", clock=now)
    sent = life.tray.messages[before:]
    return [(each.to, found[1]) for each in sent if (found := LINK.search(each.text))]


def invite(life: Life) -> list[tuple[str, str]]:
    addresses = [person.email for person, _ in families(life, INVITED, "invited")]
    invitation_services.add(
        life.session, life.wave, addresses, by=life.officer.id, today=TODAY, now=now()
    )
    return post(life)


def end_stages(life: Life) -> list[tuple[str, str]]:
    """Every family's stage ends, a third of them late; the notices carry the links."""
    for number, (_, request) in enumerate(families(life, STAGE_ENDS, "stage")):
        happened = life.make.event(
            request, "decided_to_assess", ago(2 if number % 3 else 25), life.officer
        )
        tell(life.session, request.id, NewsKind.EVENT, happened.id, now())
    life.session.commit()
    for row in life.session.scalars(select(CaseNews)):
        row.at -= notice_services.HOLD * 3
    return post(life)


def answer_with(life: Life, email: str, ticket: str) -> None:
    """A family follows its link, writes, and sends, as the pages do it."""
    secret = life.secret
    wave = wave_of_ticket(life.session, life.area, ticket, secret=secret, today=TODAY)
    told, marks = read(ticket), wave_secret(life.session, wave.id, secret)
    assert told
    assert marks
    token, receipt = new_token(), new_receipt()
    words = f"We waited {secrets.randbelow(900)} days. {secrets.token_hex(8)}"
    writing = Writing(
        receipt,
        {"satisfaction": 1 + secrets.randbelow(5), "ease": 1 + secrets.randbelow(5)},
        {"comment": Words(words)} if secrets.randbelow(3) else {},
        way=told.way,
        ticket=ticket,
    )
    begin(life.session, wave, token, writing, replacing=True)
    life.session.commit()
    send(life.session, Desk(wave, token, writing), secret=secret, today=TODAY)
    life.session.commit()
    life.truth[str(response_id_for(receipt, marks))] = email
    life.digests[spent_digest(ticket, marks)] = email
    life.words += [token, receipt, ticket, words]


def give_up_half_way(life: Life, ticket: str) -> None:
    """Somebody writes and does not send."""
    token = new_token()
    writing = Writing(new_receipt(), {"ease": 1}, {"comment": Words("half a word")}, ticket=ticket)
    begin(life.session, life.wave, token, writing, replacing=True)
    life.session.commit()
    life.words.append(token)


def pass_by(life: Life, wave: Wave, number: int) -> None:
    """People answer who have no ticket, and some on paper."""
    marks = wave_secret(life.session, wave.id, life.secret)
    assert marks
    for place in range(1, number + 1):
        paper = number_of(place, marks)
        entry = Entry(Channel.PAPER, spent_digest(paper, marks)) if place <= PAPERS else Entry()
        writing = Writing(new_receipt(), {"satisfaction": 3})
        record_response(
            life.session, wave, writing.said, response_id=uuid.uuid4(), today=TODAY, entry=entry
        )
        life.session.commit()


def read_what_came(life: Life) -> None:
    """The forum reads each comment as soon as it has come."""
    already = set(life.session.scalars(select(Reading.comment_id)))
    for comment_id in set(life.session.scalars(select(Comment.id))) - already:
        chosen = [life.theme] if secrets.randbelow(2) else []
        set_themes(life.session, comment_id, life.area.id, chosen, by=life.reader.id, today=TODAY)
        life.session.commit()


def live(life: Life) -> None:
    """Everybody is asked, and most answer in the order in which they were asked."""
    tickets = [*end_stages(life), *invite(life)]
    assert len(tickets) == INVITED + STAGE_ENDS
    count_made(life.session, life.wave.id, Entry(Channel.PAPER), PAPERS)
    life.session.commit()
    for number, (email, ticket) in enumerate(tickets):
        if number % 12 == 11:
            give_up_half_way(life, ticket)
        else:
            answer_with(life, email, ticket)
            read_what_came(life)
        if number == len(tickets) // 2:
            pass_by(life, life.wave, PASSERS_BY)


def close(life: Life) -> None:
    """The wave closes, the worker clears away, and the next wave opens and is answered."""
    wave_services.close_wave(life.session, life.wave, by=None, today=TODAY, now=NOW)
    life.session.commit()
    life.app.extensions["wake"]["releases"].call_local()
    post(life)
    life.session.expire_all()
    second = wave_services.plan_wave(
        life.session,
        agreed_survey(life.session, life.area),
        Plan("Summer", TODAY + timedelta(1), TODAY + timedelta(30), WAYS),
        by=None,
        today=TODAY,
        now=NOW,
    )
    wave_services.open_wave(life.session, second, by=None, today=TODAY + timedelta(1), now=NOW)
    life.session.commit()
