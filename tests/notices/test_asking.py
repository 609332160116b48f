"""Whose stage has ended is asked how it went: by which link, of whom, and once."""

import re
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases.event_services import correct_event
from portal.cases.models import CaseEvent, Child, Request
from portal.cases.news import NewsKind, tell
from portal.domain.facts import EventKind
from portal.domain.stages import StageKey
from portal.feedback import tickets
from portal.feedback.answers import Said
from portal.feedback.entries import FEWEST_ALIKE
from portal.feedback.keys import WaveSecret, wave_secret
from portal.feedback.models import Response, WayCount
from portal.feedback.services import record_response
from portal.feedback.ticket_services import entry_with
from portal.notices import services
from portal.notices.emails import Composer
from portal.notices.models import AskedStage
from portal.outbox.models import OutboxMessage
from portal.surveys.channels import Channel
from portal.surveys.definition import frozen
from portal.surveys.models import Audience, Survey, Wave, WaveKey
from portal.surveys.services import as_asked
from tests.cases.filling import TODAY, ago
from tests.factories import Make
from tests.house.test_reading_age import as_sentences, check
from tests.notices.conftest import LATER, NINE, Spread, Written, change, rows_of
from tests.pages import PageClient

Count = Callable[[], AbstractContextManager[list[str]]]
LINK = re.compile(r"http://127\.0\.0\.1:5000/wandsworth/feedback/ticket/(\S+)")
DECIDING, GATHERING, PLANNING, DRAFT, FINISHING = tuple(StageKey)[:5]
EVERY_STAGE = tuple(stage.value for stage in (DECIDING, GATHERING, PLANNING, DRAFT, FINISHING))


def open_survey(
    make: Make,
    area: Area,
    *,
    stages: tuple[str, ...] = EVERY_STAGE,
    audience: Audience = Audience.PARENT,
    **given: Any,
) -> Wave:
    """A survey for the end of these stages with a wave that is open."""
    survey = make.survey(
        area,
        key=f"{audience.value.replace('_', '-')}-{len(stages)}-{area.slug}",
        after_stages=list(stages),
        audience=audience,
    )
    question = make.question(survey)
    facts = {"channels": ["stage_end"], "closes_on": TODAY + timedelta(30)}
    wave = make.wave(survey, ago(10), **facts | given)
    wave.definition = frozen([as_asked(question)], invited_group="families", channel="a link")
    if wave.opened_on and not wave.closed_on:
        make.keep(WaveKey(wave_id=wave.id, key=b"k" * 32))
    make.session.commit()
    return wave


def happen(
    make: Make, session: Session, case: Request, by: Person, *events: tuple[str, int]
) -> list[CaseEvent]:
    """Record events, so many days ago, and tell of the last one."""
    rows = [make.event(case, kind, ago(days), by) for kind, days in events]
    tell(session, case.id, NewsKind.EVENT, rows[-1].id, NINE)
    session.commit()
    return rows


def links(written: Written) -> dict[str, str]:
    """The ticket in each person's e-mail."""
    found = {row.recipient: LINK.findall(row.text) for row in written()}
    assert all(len(each) <= 1 for each in found.values()), "One link an e-mail."
    return {address: each[0] for address, each in found.items() if each}


def secret_of(app: Flask, session: Session, wave: Wave) -> WaveSecret:
    secret = wave_secret(session, wave.id, app.config["SECRET_KEY"])
    assert secret
    return secret


KINDS = [
    pytest.param([("decided_to_assess", 25)], DECIDING, "on_time", id="yes"),
    pytest.param([("decided_to_assess", 10)], DECIDING, "late", id="yes, late"),
    pytest.param([("decided_not_to_assess", 25)], DECIDING, "on_time", id="no"),
    pytest.param([("decided_to_assess", 25), ("draft_sent", 3)], GATHERING, "", id="draft"),
    pytest.param([("decided_to_assess", 25), ("decided_no_plan", 3)], GATHERING, "on_time", id="0"),
    pytest.param(
        [("decided_to_assess", 25), ("draft_sent", 9), ("comments_received", 3)],
        DRAFT,
        "",
        id="comments",
    ),
    pytest.param(
        [
            ("decided_to_assess", 25),
            ("draft_sent", 20),
            ("comments_received", 10),
            ("final_plan_issued", 2),
        ],
        FINISHING,
        "on_time",
        id="plan",
    ),
    pytest.param([("withdrawn", 2)], None, "", id="taken back"),
    pytest.param([("moved_away", 2)], None, "", id="moved away"),
]


@pytest.mark.parametrize(("events", "stage", "band"), KINDS)
def test_each_event_asks_of_the_stage_it_ended(
    app: Flask,
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
    events: list[tuple[str, int]],
    stage: StageKey | None,
    band: str,
) -> None:
    wave = open_survey(make, area)
    happen(make, session, case, officer, *events)
    assert spread() == 1
    if stage is None:
        assert links(written) == {}
        assert list(session.scalars(select(AskedStage))) == []
        return
    (text,) = links(written).values()
    ticket = tickets.read(text)
    assert ticket
    assert tickets.is_genuine(text, ticket, secret_of(app, session, wave))
    assert (ticket.wave_id, ticket.way) == (wave.id, Channel.STAGE_END)
    assert (ticket.stage, ticket.band, ticket.month) == (stage, band, date(2026, 3, 1))
    (row,) = session.scalars(select(AskedStage))
    assert (row.request_id, row.stage) == (case.id, stage)
    (count,) = session.scalars(select(WayCount))
    assert (count.way, count.stage, count.band, count.made, count.used) == (
        *("stage_end", stage, band),
        *(1, 0),
    )


WAVES = [
    pytest.param({}, True, id="open"),
    pytest.param({"closes_on": TODAY + timedelta(14)}, True, id="closes in 14 days"),
    pytest.param({"closes_on": TODAY + timedelta(13)}, False, id="closes in 13 days"),
    pytest.param({"opened_on": None}, False, id="not open yet"),
    pytest.param({"closed_on": ago(1)}, False, id="closed"),
    pytest.param({"channels": ["email", "paper"]}, False, id="other ways in"),
    pytest.param({"stages": ("finishing_the_plan",)}, False, id="of another stage"),
    pytest.param({"stages": ()}, False, id="of no stage"),
    pytest.param({"audience": Audience.YOUNG_PERSON}, False, id="for young people"),
    pytest.param({"audience": Audience.PROFESSIONAL}, False, id="for professionals"),
]


@pytest.mark.parametrize(("given", "asked"), WAVES)
def test_only_a_wave_that_fits_is_asked(
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
    given: dict[str, Any],
    asked: bool,
) -> None:
    open_survey(make, area, **given)
    happen(make, session, case, officer, ("decided_to_assess", 25))
    assert spread() == 1, "The notice comes in any case."
    assert bool(links(written)) == asked
    (row,) = written()
    assert ("TELL US HOW IT WENT" in row.text) == asked


def test_a_wave_of_another_area_is_not_asked(
    make: Make,
    session: Session,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    open_survey(make, make.area("merton"))
    happen(make, session, case, officer, ("decided_to_assess", 25))
    spread()
    assert links(written) == {}


@pytest.mark.parametrize(
    ("own", "versions", "expected"),
    [
        pytest.param(True, ["parent", "young_person"], "young_person", id="their own"),
        pytest.param(True, ["parent"], "parent", id="the parent's where there is no other"),
        pytest.param(False, ["parent", "young_person"], "parent", id="a parent"),
    ],
)
def test_each_reader_gets_the_version_for_them(
    make: Make,
    session: Session,
    area: Area,
    officer: Person,
    spread: Spread,
    written: Written,
    own: bool,
    versions: list[str],
    expected: str,
) -> None:
    waves = {each: open_survey(make, area, audience=Audience(each)).id for each in versions}
    child = make.child(area, born=date(2008, 5, 1))
    make.guardian(child, make.person(), as_young_person=own, agreed_on=ago(5))
    case = make.request(child, ago(60), caseworker_id=officer.id)
    happen(make, session, case, officer, ("decided_to_assess", 25))
    spread()
    (text,) = links(written).values()
    ticket = tickets.read(text)
    assert ticket
    assert ticket.wave_id == waves[expected]


def test_two_parents_get_different_links(
    make: Make,
    session: Session,
    area: Area,
    child: Child,
    case: Request,
    other_parent: Person,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    open_survey(make, area)
    make.guardian(child, other_parent)
    happen(make, session, case, officer, ("decided_to_assess", 25))
    assert spread() == 2
    assert len(set(links(written).values())) == 2
    (count,) = session.scalars(select(WayCount))
    assert count.made == 2


def test_the_same_notice_gives_the_same_link(
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
    app: Flask,
    compose: Composer,
) -> None:
    """As after a crash before the transaction was kept."""
    open_survey(make, area)
    happen(make, session, case, officer, ("decided_to_assess", 25))
    with app.app_context(), session.begin_nested() as undone:
        services.spread(
            session,
            [case.id],
            now=LATER,
            today=TODAY,
            compose=compose,
            secret=app.config["SECRET_KEY"],
        )
        first = links(lambda: list(session.scalars(select(OutboxMessage))))
        undone.rollback()
    assert first
    session.expire_all()
    assert spread() == 1
    assert links(written) == first


def test_a_stage_is_asked_of_once(
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    open_survey(make, area)
    (first,) = happen(make, session, case, officer, ("decided_to_assess", 25))
    spread()
    assert len(links(written)) == 1
    correct_event(
        session,
        rows_of(session, case),
        session.get_one(CaseEvent, first.id),
        kind=EventKind.DECIDED_NOT_TO_ASSESS,
        on=ago(24),
        change=change(area, officer, LATER),
    )
    session.commit()
    spread(LATER + services.HOLD)
    assert [LINK.search(row.text) is not None for row in written()] == [True, False]
    assert len(list(session.scalars(select(AskedStage)))) == 1
    (count,) = session.scalars(select(WayCount))
    assert count.made == 1


def test_a_step_taken_back_and_told_anew_asks_nothing_new(
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    open_survey(make, area)
    (first,) = happen(make, session, case, officer, ("decided_to_assess", 25))
    spread()
    correct_event(
        session,
        rows_of(session, case),
        session.get_one(CaseEvent, first.id),
        kind=EventKind.DECIDED_TO_ASSESS,
        on=None,
        change=change(area, officer, LATER),
    )
    session.commit()
    spread(LATER + services.HOLD)
    again = make.event(case, "decided_to_assess", ago(20), officer)
    tell(session, case.id, NewsKind.EVENT, again.id, LATER + services.HOLD)
    session.commit()
    assert spread(LATER + 2 * services.HOLD) == 1
    assert sum(LINK.search(row.text) is not None for row in written()) == 1


def test_two_steps_in_one_notice_ask_of_the_newer(
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    open_survey(make, area)
    for kind, days in (("draft_sent", 3), ("decided_to_assess", 25)):
        happen(make, session, case, officer, (kind, days))
    assert spread() == 1
    (text,) = links(written).values()
    ticket = tickets.read(text)
    assert ticket
    assert ticket.stage == GATHERING


@pytest.mark.parametrize(
    ("given", "mails"),
    [
        pytest.param({"surveys": False}, 1, id="no surveys"),
        pytest.param({"new_steps": False}, 0, id="no new steps"),
        pytest.param({"by_email": False}, 0, id="no e-mails"),
    ],
)
def test_who_does_not_want_to_be_asked_is_not(
    make: Make,
    session: Session,
    area: Area,
    parent: Person,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
    given: dict[str, bool],
    mails: int,
) -> None:
    open_survey(make, area)
    make.notice_setting(parent, **given)
    happen(make, session, case, officer, ("decided_to_assess", 25))
    assert spread() == mails
    assert links(written) == {}
    assert list(session.scalars(select(AskedStage))) == []
    assert list(session.scalars(select(WayCount))) == []


@pytest.mark.usefixtures("with_texts")
def test_a_text_message_carries_no_link(
    make: Make,
    session: Session,
    area: Area,
    parent: Person,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    open_survey(make, area)
    make.notice_setting(parent, by_email=False, mobile="07700900123")
    happen(make, session, case, officer, ("decided_to_assess", 25))
    assert spread() == 1
    assert links(written) == {}
    assert list(session.scalars(select(AskedStage))) == []


def test_the_words_say_why_how_long_until_when_and_how_to_stop(
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    open_survey(make, area)
    happen(make, session, case, officer, ("decided_to_assess", 25))
    spread()
    (row,) = written()
    part = row.text.partition("TELL US HOW IT WENT\n")[2].partition("\n\n")[0]
    for said in (
        "about 2 minutes",
        "Nobody can tell which answers are yours.",
        "works once, until 15 April 2026:\nhttp://127.0.0.1:5000/",
        "You can stop these surveys at “Choose what we send you” below.",
    ):
        assert said in part
    assert "Choose what we send you:\nhttp://127.0.0.1:5000/wandsworth/notices\n" in row.text
    check(as_sentences(re.sub(r"https?://\S+", "", part).split("\n")))


def test_an_answer_keeps_stage_and_band_once_ten_came_alike(
    app: Flask,
    make: Make,
    session: Session,
    area: Area,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    wave = open_survey(make, area)
    for _ in range(FEWEST_ALIKE):
        case = make.request(make.child(area, make.person()), ago(60))
        happen(make, session, case, officer, ("decided_to_assess", 25))
    spread()
    texts = set(links(written).values())
    assert len(texts) == FEWEST_ALIKE
    marks, kept = secret_of(app, session, wave), []
    for text in sorted(texts):
        number = uuid.uuid4()
        record_response(
            session,
            wave,
            Said({"satisfaction": 4}),
            response_id=number,
            today=TODAY,
            entry=entry_with(text, marks),
        )
        answer = session.get_one(Response, number)
        kept.append((answer.stage, answer.band))
    assert kept[:-1] == [(None, None)] * (FEWEST_ALIKE - 1)
    assert kept[-1] == ("deciding_whether_to_assess", "on_time")
    (count,) = session.scalars(select(WayCount).execution_options(populate_existing=True))
    assert (count.made, count.used) == (FEWEST_ALIKE, FEWEST_ALIKE)


def test_a_link_of_the_email_opens_the_survey(
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
    client: PageClient,
) -> None:
    open_survey(make, area)
    happen(make, session, case, officer, ("decided_to_assess", 25))
    spread()
    (text,) = links(written).values()
    assert "How was it?" in client.page(f"/wandsworth/feedback/ticket/{text}").text


@pytest.mark.parametrize("families", [1, 6])
def test_asking_takes_as_many_queries_for_many_as_for_one(
    make: Make,
    area: Area,
    officer: Person,
    session: Session,
    compose: Composer,
    app: Flask,
    query_count: Count,
    families: int,
) -> None:
    open_survey(make, area)
    open_survey(make, area, stages=("draft_with_family",), audience=Audience.YOUNG_PERSON)
    ids = []
    for _ in range(families):
        case = make.request(make.child(area, make.person(), make.person()), ago(60))
        happen(make, session, case, officer, ("decided_to_assess", 25))
        ids.append(case.id)
    session.expunge_all()
    with app.app_context(), query_count() as asked:
        services.spread(
            session, ids, now=LATER, today=TODAY, compose=compose, secret=app.config["SECRET_KEY"]
        )
        session.commit()
    inserts = [each for each in asked if each.startswith("INSERT INTO outbox_messages")]
    assert len(inserts) == 2 * families
    # Beside the 13: who was asked before, who is asked now, and four to count the links.
    assert len(asked) - len(inserts) == 20


def test_an_ended_survey_asks_on_while_its_wave_is_open(
    make: Make,
    session: Session,
    area: Area,
    case: Request,
    officer: Person,
    spread: Spread,
    written: Written,
) -> None:
    wave = open_survey(make, area)
    session.get_one(Survey, wave.survey_id).ended_on = TODAY
    session.commit()
    happen(make, session, case, officer, ("decided_to_assess", 25))
    spread()
    assert len(links(written)) == 1
