"""Waves: planned, opened, closed, each by the rules and by the day."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.feedback import queries, wave_services
from portal.feedback.answers import Said
from portal.feedback.definition import ASSESSMENT, CHANNELS, INVITED_GROUP, asked_questions
from portal.feedback.models import Question, Response, Survey, Wave
from portal.feedback.services import ensure_survey, record_response
from portal.feedback.wave_services import Plan
from portal.feedback.wave_states import WaveState, wave_state
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, opened, plan
from tests.pages import PageClient

WAVES = "/wandsworth/waves"
A_DAY = timedelta(days=1)


def planned(session: Session, area: Area, wanted: Plan | None = None) -> Wave:
    wave = wave_services.plan_wave(session, area, wanted or plan(), by=None, today=TODAY, now=NOW)
    session.commit()
    return wave


def acts(session: Session) -> list[str]:
    return [entry.act for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.at))]


def test_the_survey_is_made_once(session: Session, area: Area) -> None:
    first, second = ensure_survey(session, area), ensure_survey(session, area)
    keys = session.scalars(
        select(Question.key).where(Question.survey_id == first.id).order_by(Question.position)
    ).all()

    assert first is second
    assert keys == [question.key for question in ASSESSMENT]
    assert first.key == "assessment-wandsworth"


def test_what_the_survey_asks_suits_its_purpose() -> None:
    stars = [question for question in ASSESSMENT if question.kind == "stars"]

    assert 5 <= len(stars) <= 6
    assert all(len(question.labels) == 5 and question.high_is_good for question in stars)
    assert [question.kind for question in ASSESSMENT[-2:]] == ["yes_no", "comment"]
    assert len({question.concept for question in ASSESSMENT}) == len(ASSESSMENT)


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "today", "state"),
    [
        pytest.param(None, None, date(2026, 2, 1), WaveState.PLANNED, id="planned"),
        pytest.param(None, None, date(2026, 3, 31), WaveState.PLANNED, id="overdue to open"),
        pytest.param(None, None, date(2026, 4, 1), WaveState.NEVER_OPENED, id="missed"),
        pytest.param(date(2026, 3, 1), None, date(2026, 3, 31), WaveState.OPEN, id="last day"),
        pytest.param(date(2026, 3, 1), None, date(2026, 4, 1), WaveState.CLOSED, id="day after"),
        pytest.param(
            date(2026, 3, 1),
            date(2026, 3, 9),
            date(2026, 3, 9),
            WaveState.CLOSED,
            id="closed early",
        ),
    ],
)
def test_what_a_wave_is(
    opened_on: date | None, closed_on: date | None, today: date, state: WaveState
) -> None:
    wave = Wave(
        opens_on=date(2026, 3, 1),
        closes_on=date(2026, 3, 31),
        opened_on=opened_on,
        closed_on=closed_on,
    )
    assert wave_state(wave, today) is state


@pytest.mark.parametrize(
    ("wanted", "because"),
    [
        pytest.param(plan(first=TODAY - A_DAY), "must be today or later", id="in the past"),
        pytest.param(plan(last=TODAY - A_DAY), "first day or later", id="ends before it begins"),
        pytest.param(plan(last=TODAY + 367 * A_DAY), "a year at most", id="more than a year"),
        pytest.param(
            plan(first=date(2026, 5, 31), last=date(2026, 6, 9)),
            "The wave “May” runs from 1 May 2026 to 31 May 2026",
            id="overlaps at its start",
        ),
        pytest.param(
            plan(first=date(2026, 4, 1), last=date(2026, 5, 1)), "overlap", id="overlaps at its end"
        ),
        pytest.param(
            plan(first=date(2026, 4, 1), last=date(2026, 7, 1)), "overlap", id="overlaps wholly"
        ),
    ],
)
def test_days_that_cannot_be(session: Session, area: Area, wanted: Plan, because: str) -> None:
    planned(session, area, plan("May", date(2026, 5, 1), date(2026, 5, 31)))

    with pytest.raises(Refused, match=because):
        wave_services.plan_wave(session, area, wanted, by=None, today=TODAY, now=NOW)


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(plan(last=TODAY), id="one day"),
        pytest.param(plan(last=TODAY + 366 * A_DAY), id="a year"),
    ],
)
def test_days_that_can_be(session: Session, area: Area, wanted: Plan) -> None:
    assert planned(session, area, wanted).definition is None


def test_opening_freezes_what_is_asked(session: Session, area: Area) -> None:
    wave = opened(session, area)
    frozen = wave.definition
    session.scalars(select(Question).where(Question.key == "views")).one().wording = "Changed"
    session.commit()
    session.refresh(wave)

    assert wave.definition == frozen
    assert frozen["invited_group"] == INVITED_GROUP
    assert frozen["channel"] == CHANNELS[0]
    for position, (question, asked) in enumerate(
        zip(asked_questions(frozen), ASSESSMENT, strict=True), start=1
    ):
        assert question.position == position
        assert (question.key, question.kind, question.wording, question.labels) == (
            asked.key,
            asked.kind,
            asked.wording,
            asked.labels,
        )
        assert (question.concept, question.high_is_good) == (asked.concept, True)


def test_only_one_wave_is_open(session: Session, area: Area) -> None:
    opened(session, area)
    later = planned(session, area, plan("Later", date(2026, 6, 1), date(2026, 6, 30)))

    with pytest.raises(Refused, match="Another wave is open"):
        wave_services.open_wave(session, later, by=None, today=TODAY, now=NOW)


def test_a_wave_opened_early_begins_early(session: Session, area: Area) -> None:
    wave = planned(session, area, plan("May", date(2026, 5, 1), date(2026, 5, 31)))
    wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)

    assert (wave.opens_on, wave.opened_on) == (TODAY, TODAY)


def test_a_wave_cannot_open_over_another_one(session: Session, area: Area) -> None:
    planned(session, area, plan("April", date(2026, 4, 1), date(2026, 4, 30)))
    may = planned(session, area, plan("May", date(2026, 5, 1), date(2026, 5, 31)))

    with pytest.raises(Refused, match="“April” runs from"):
        wave_services.open_wave(session, may, by=None, today=TODAY, now=NOW)


def test_a_closed_wave_never_opens_again(session: Session, area: Area) -> None:
    wave = opened(session, area)
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    assert wave.closed_on == TODAY

    for again in (wave_services.open_wave, wave_services.close_wave):
        with pytest.raises(Refused):
            again(session, wave, by=None, today=TODAY, now=NOW)


def test_a_planned_wave_cannot_be_closed(session: Session, area: Area) -> None:
    with pytest.raises(Refused, match="not open"):
        wave_services.close_wave(session, planned(session, area), by=None, today=TODAY, now=NOW)


def test_an_open_wave_cannot_be_changed(session: Session, make: Make, area: Area) -> None:
    wave, by = opened(session, area), make.person().id

    with pytest.raises(Refused, match="cannot be changed"):
        wave_services.change_plan(session, wave, plan("New"), by=by, today=TODAY, now=NOW)


def test_waves_open_and_close_on_their_days(session: Session, make: Make, area: Area) -> None:
    march = planned(session, area, plan("March", TODAY, date(2026, 3, 31)))
    april = planned(session, area, plan("April", date(2026, 4, 1), date(2026, 4, 30)))
    merton = planned(session, make.area("merton"), plan("March", TODAY, date(2026, 3, 31)))

    def on(day: date) -> int:
        return wave_services.open_and_close_due(session, today=day, now=NOW)

    assert (on(TODAY), on(TODAY)) == (2, 0)
    assert (march.opened_on, merton.opened_on, april.opened_on) == (TODAY, TODAY, None)
    assert on(date(2026, 3, 31)) == 0
    assert on(date(2026, 4, 2)) == 3
    assert (march.closed_on, merton.closed_on) == (date(2026, 3, 31), date(2026, 3, 31))
    assert (april.opened_on, april.opens_on) == (date(2026, 4, 2), date(2026, 4, 1))
    assert on(date(2026, 5, 1)) == 1
    assert sorted(acts(session)) == sorted(
        ["feedback:wave:planned"] * 3 + ["feedback:wave:opened"] * 3 + ["feedback:wave:closed"] * 3
    )


def test_a_wave_whose_days_passed_stays_shut(session: Session, area: Area) -> None:
    wave = planned(session, area, plan("March", TODAY, date(2026, 3, 31)))

    assert wave_services.open_and_close_due(session, today=date(2026, 4, 1), now=NOW) == 0
    assert wave.opened_on is None


def test_nothing_is_kept_after_the_close(session: Session, area: Area) -> None:
    wave = opened(session, area)
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)

    with pytest.raises(Refused, match="not open"):
        record_response(session, wave, Said({"views": 3}), response_id=uuid.uuid4(), today=TODAY)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(Said({}), id="nothing"),
        pytest.param(Said({"views": 0}), id="no star"),
        pytest.param(Said({"views": 6}), id="six stars"),
        pytest.param(Said({"next_step": 2}), id="neither yes nor no"),
        pytest.param(Said({"comment": 1}), id="stars for the comment"),
        pytest.param(Said({"invented": 1}), id="a question nobody asked"),
        pytest.param(Said({}, comment="\x00 \u200b"), id="words without a sign"),
    ],
)
def test_what_was_not_asked_is_not_kept(session: Session, wave: Wave, said: Said) -> None:
    with pytest.raises(Refused):
        record_response(session, wave, said, response_id=uuid.uuid4(), today=TODAY)

    assert session.scalars(select(Response)).all() == []


# The pages


@pytest.fixture
def administrator(client: PageClient, make: Make, area: Area) -> PageClient:
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    return client


def filled(**given: str) -> dict[str, str]:
    days = {
        f"{name}-{part}": str(getattr(day, part))
        for name, day in (("opens_on", TODAY), ("closes_on", date(2026, 4, 30)))
        for part in ("day", "month", "year")
    }
    return {"name": "Spring 2026", "channel": CHANNELS[1], "invited": "", **days, **given}


def test_a_wave_from_plan_to_close(
    administrator: PageClient, session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setitem(app.extensions, "wake", {"releases": lambda: woken.append("releases")})
    assert "no wave yet" in administrator.page(WAVES).text
    sent = administrator.send(f"{WAVES}/plan", filled(invited="1250"), follow=True)
    wave = session.scalars(select(Wave)).one()

    assert "The wave “Spring 2026” is planned" in sent.text
    assert "Planned. Opens by itself on 16 March 2026" in sent.text
    assert "1,250 families invited" in sent.text

    sent = administrator.send(f"{WAVES}/{wave.id}/change", filled(name="Spring"), follow=True)
    assert "The wave “Spring” is changed" in sent.text

    sent = administrator.send(f"{WAVES}/{wave.id}/open", {}, follow=True)
    assert "Open. Closes by itself after 30 April 2026" in sent.text
    assert "Shown when it has closed" in sent.text

    administrator.send("/wandsworth/feedback", {"answer-views": "1"})
    assert "Shown when it has closed" in administrator.page(WAVES).text
    assert not woken

    sent = administrator.send(f"{WAVES}/{wave.id}/close", {}, follow=True)
    assert "Closed on 16 March 2026" in sent.text
    assert "Fewer than 10" in sent.text
    assert woken == ["releases"]
    assert acts(session) == [
        "feedback:wave:planned",
        "feedback:wave:changed",
        "feedback:wave:opened",
        "feedback:wave:closed",
    ]


@pytest.mark.parametrize(
    ("given", "because"),
    [
        pytest.param({"name": " "}, "Enter a name for the wave", id="no name"),
        pytest.param({"name": "x" * 81}, "80 characters or fewer", id="a long name"),
        pytest.param({"opens_on-day": ""}, "First day must include a day", id="half a date"),
        pytest.param({"opens_on-day": "31", "opens_on-month": "4"}, "real date", id="no such day"),
        pytest.param({"invited": "many"}, "must be a whole number", id="no number"),
        pytest.param({"invited": "0"}, "must be between 1 and", id="nobody invited"),
        pytest.param({"channel": ""}, "Select how families are asked", id="no way of asking"),
        pytest.param({"channel": "pigeon"}, "Not a valid choice", id="another way of asking"),
        pytest.param({"closes_on-year": "2025"}, "first day or later", id="ends before it begins"),
    ],
)
def test_a_plan_that_cannot_be(
    administrator: PageClient, session: Session, given: dict[str, str], because: str
) -> None:
    sent = administrator.send(f"{WAVES}/plan", filled(**given))

    assert sent.status_code == 422
    assert because in sent.text
    assert session.scalars(select(Wave)).all() == []
    assert session.scalars(select(Survey)).all() == []


def test_a_change_shows_what_is_planned(
    administrator: PageClient, session: Session, area: Area
) -> None:
    wave = planned(session, area)
    page = administrator.page(f"{WAVES}/{wave.id}/change")

    assert page.select_one("[name=name]")["value"] == "Spring 2026"
    assert page.select_one("[name=closes_on-month]")["value"] == "4"
    assert page.select_one("[name=channel][checked]")["value"] == CHANNELS[0]


@pytest.mark.parametrize("act", ["open", "close", "change"])
def test_an_act_that_cannot_be_says_why(
    administrator: PageClient, session: Session, area: Area, act: str
) -> None:
    wave = opened(session, area)
    if act == "close":
        wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
        session.commit()
    sent = administrator.send(f"{WAVES}/{wave.id}/{act}", filled() if act == "change" else {})

    assert sent.status_code == 422
    assert "There is a problem" in sent.text


@pytest.mark.parametrize("act", ["change", "open", "close"])
def test_another_areas_wave_is_not_there(
    administrator: PageClient, session: Session, make: Make, act: str
) -> None:
    wave = planned(session, make.area("merton"))

    administrator.page(f"{WAVES}/{wave.id}/{act}", 404)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.CASEWORKER, 403), (Role.FORUM_REPRESENTATIVE, 403), (Role.PARENT_OR_CARER, 403)],
)
def test_others_do_not_keep_waves(
    client: PageClient, make: Make, area: Area, role: Role, status: int
) -> None:
    client.sign_in(make.person(role, area))

    client.page(WAVES, status)


@pytest.mark.parametrize(
    ("responses", "shown"),
    [
        pytest.param(9, "Fewer than 10", id="nine"),
        pytest.param(10, "About 10", id="ten"),
        pytest.param(13, "About 15", id="rounded-to-five"),
    ],
)
def test_no_exact_number_of_answers_is_shown(
    administrator: PageClient,
    session: Session,
    make: Make,
    area: Area,
    responses: int,
    shown: str,
) -> None:
    wave = opened(session, area)
    for _ in range(responses):
        make.response(wave)
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    cells = [cell.text for cell in administrator.page(WAVES).select("td[data-label=Answers]")]

    assert cells == [shown]


@pytest.mark.parametrize("amount", [1, 12])
def test_the_list_asks_the_database_little(
    administrator: PageClient,
    session: Session,
    make: Make,
    area: Area,
    query_count: Callable[[], Any],
    amount: int,
) -> None:
    survey = ensure_survey(session, area)
    for number in range(amount):
        wave = make.wave(survey, date(2020, 1, 1) + number * 100 * A_DAY)
        make.response(wave)
    with query_count() as asked:
        administrator.page(WAVES)

    assert len(asked) == 4, asked


def test_surveys_are_found_by_the_beginning_of_their_key(session: Session, make: Make) -> None:
    for key in ("fft-neas", "fft-nhft", "ff", "fftx-neas"):
        make.survey(key=key)

    def found(key: str) -> list[str]:
        return [survey.key for survey in queries.surveys_called(session, key)]

    assert found("fft") == ["fft-neas", "fft-nhft"]
    assert found("fft-neas") == ["fft-neas"]
    assert found("nothing") == []


def test_a_moment_is_not_needed_to_be_due(session: Session, area: Area) -> None:
    """The day decides; the moment only stands in the audit record."""
    planned(session, area, plan("March", TODAY, TODAY))
    late = datetime.combine(TODAY, NOW.timetz().replace(hour=23))

    assert wave_services.open_and_close_due(session, today=TODAY, now=late) == 1
