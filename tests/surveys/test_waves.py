"""Waves: planned, opened, closed, each by the rules and by the day."""

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.domain.stages import StageKey
from portal.feedback.answers import Said, Words
from portal.feedback.models import Response, WayCount
from portal.feedback.services import record_response
from portal.surveys import queries, wave_services
from portal.surveys.agreement_services import start_over
from portal.surveys.channels import WORDS, Channel
from portal.surveys.definition import asked_questions
from portal.surveys.models import Audience, Question, Side, SurveyAgreement, Wave, WaveKey
from portal.surveys.services import ensure_survey
from portal.surveys.starting import ASSESSMENT, INVITED_GROUP
from portal.surveys.wave_services import Plan
from portal.surveys.wave_states import WaveState, wave_state
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, agreed_survey, opened, plan
from tests.pages import PageClient

WAVES = "/wandsworth/waves"
A_DAY = timedelta(days=1)
STAGE = StageKey.GATHERING_ADVICE.value


def planned(session: Session, area: Area, wanted: Plan | None = None) -> Wave:
    survey = agreed_survey(session, area)
    wave = wave_services.plan_wave(session, survey, wanted or plan(), by=None, today=TODAY, now=NOW)
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
        pytest.param(replace(plan(), channels=[]), "at least one way", id="no way in"),
        pytest.param(
            replace(plan(), channels=["email"], remind_on=TODAY),
            "after the first day",
            id="a reminder on the first day",
        ),
        pytest.param(
            replace(plan(), channels=["email"], remind_on=date(2026, 5, 1)),
            "not after the last day",
            id="a reminder after the last day",
        ),
        pytest.param(
            replace(plan(), remind_on=TODAY + A_DAY), "by e-mail", id="a reminder without e-mails"
        ),
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
        planned(session, area, wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(plan(last=TODAY), id="one day"),
        pytest.param(plan(last=TODAY + 366 * A_DAY), id="a year"),
        pytest.param(
            replace(plan(), channels=["email"], remind_on=TODAY + A_DAY), id="a reminder next day"
        ),
        pytest.param(
            replace(plan(), channels=["email"], remind_on=date(2026, 4, 30)),
            id="a reminder on the last day",
        ),
    ],
)
def test_days_that_can_be(session: Session, area: Area, wanted: Plan) -> None:
    assert planned(session, area, wanted).definition is None


@pytest.mark.parametrize(
    ("audience", "stages", "because"),
    [
        pytest.param(Audience.PARENT, [], "names no stage", id="no stage named"),
        pytest.param(Audience.YOUNG_PERSON, [], "names no stage", id="young people, no stage"),
        pytest.param(Audience.PROFESSIONAL, [STAGE], "families only", id="professionals"),
        pytest.param(Audience.PARENT, [STAGE], "", id="parents"),
        pytest.param(Audience.YOUNG_PERSON, [STAGE], "", id="young people"),
    ],
)
@pytest.mark.parametrize("is_new", [True, False])
def test_only_families_are_asked_when_a_stage_ends(
    session: Session,
    make: Make,
    area: Area,
    audience: Audience,
    stages: list[str],
    because: str,
    is_new: bool,
) -> None:
    survey = make.survey(area, audience=audience, after_stages=stages)
    about: dict[str, Any] = {"today": TODAY, "now": NOW}
    wanted = replace(plan(), channels=["open_link", "stage_end"])

    def act() -> Wave:
        if is_new:
            return wave_services.plan_wave(session, survey, wanted, by=None, **about)
        wave = wave_services.plan_wave(session, survey, plan(), by=None, **about)
        wave_services.change_plan(session, wave, wanted, by=make.person().id, **about)
        return wave

    if because:
        with pytest.raises(Refused, match=because):
            act()
    else:
        assert act().channels == ["open_link", "stage_end"]


def test_opening_freezes_what_is_asked(session: Session, area: Area) -> None:
    wave = opened(session, area)
    frozen = wave.definition
    session.scalars(select(Question).where(Question.key == "views")).one().wording = "Changed"
    session.commit()
    session.refresh(wave)

    assert wave.definition == frozen
    assert frozen["invited_group"] == INVITED_GROUP
    assert frozen["channel"] == WORDS[Channel.OPEN_LINK]
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


@pytest.mark.parametrize(
    ("agreed", "opens"),
    [
        pytest.param([], False, id="nobody"),
        pytest.param([Side.COUNCIL], False, id="the council alone"),
        pytest.param([Side.FORUM], False, id="the forum alone"),
        pytest.param([Side.COUNCIL, Side.FORUM], True, id="both"),
    ],
)
def test_both_sides_agree_before_a_wave_opens(
    session: Session, make: Make, area: Area, agreed: list[Side], opens: bool
) -> None:
    wave = planned(session, area)
    start_over(session, wave.survey)
    for side in agreed:
        make.keep(
            SurveyAgreement(
                survey_id=wave.survey_id, side=side, person_id=make.person().id, on=TODAY
            )
        )
    if opens:
        wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)
    else:
        with pytest.raises(Refused, match="must both agree"):
            wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)

    assert (wave.opened_on == TODAY) is opens
    # The day alone does not open it either.
    assert wave_services.open_and_close_due(session, today=TODAY, now=NOW) == 0


def test_waves_of_two_surveys_may_be_open_at_once(session: Session, make: Make, area: Area) -> None:
    first = opened(session, area)
    other = make.survey(area)
    make.question(other)
    for side in Side:
        by = make.person().id
        make.keep(SurveyAgreement(survey_id=other.id, side=side, person_id=by, on=TODAY))
    second = wave_services.plan_wave(session, other, plan(), by=None, today=TODAY, now=NOW)
    wave_services.open_wave(session, second, by=None, today=TODAY, now=NOW)

    assert first.opened_on == second.opened_on == TODAY


def test_a_survey_that_ended_has_no_more_waves(session: Session, area: Area) -> None:
    agreed_survey(session, area).ended_on = TODAY
    session.flush()

    with pytest.raises(Refused, match="has ended"):
        planned(session, area)


def test_a_waves_key_lives_as_long_as_it_is_open(session: Session, area: Area) -> None:
    wave = planned(session, area)
    assert session.get(WaveKey, wave.id) is None

    wave_services.open_wave(session, wave, by=None, today=TODAY, now=NOW)
    key = session.get_one(WaveKey, wave.id).key
    assert len(key) == wave_services.KEY_BYTES

    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.expire_all()
    assert session.get(WaveKey, wave.id) is None


def test_a_change_of_the_survey_needs_both_sides_again(session: Session, area: Area) -> None:
    first = opened(session, area)
    survey = first.survey
    assert (survey.version, survey.frozen_version) == (1, 1)
    start_over(session, survey)
    start_over(session, survey)

    assert survey.version == 2
    assert queries.agreed_sides(session, survey.id) == 0
    assert first.definition is not None
    assert first.definition["version"] == 1


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
        pytest.param(Said({}, {"comment": Words("\x00 \u200b")}), id="words without a sign"),
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


def boxes(name: str, day: date | None) -> dict[str, str]:
    parts = ("day", "month", "year")
    return {f"{name}-{part}": str(getattr(day, part)) if day else "" for part in parts}


def filled(**given: Any) -> dict[str, Any]:
    """A form that plans a wave, as somebody fills it in."""
    days = boxes("opens_on", TODAY) | boxes("closes_on", date(2026, 4, 30))
    return {"name": "Spring 2026", "channels": ["poster"], "invited": "", **days, **given}


def for_survey(session: Session, area: Area, **given: Any) -> dict[str, Any]:
    return filled(survey=str(agreed_survey(session, area).id), **given)


def listed(page: BeautifulSoup) -> dict[str, str]:
    """What stands beside each heading of the only wave on the page."""
    return {
        row.dt.text: " ".join(row.dd.stripped_strings)
        for row in page.select(".govuk-summary-list__row")
    }


def links(page: BeautifulSoup) -> list[str]:
    actions = page.select(".govuk-summary-card__action a")
    return [str(next(link.stripped_strings)) for link in actions]


def test_a_wave_from_plan_to_close(
    administrator: PageClient,
    session: Session,
    area: Area,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    woken: list[str] = []
    for task in ("releases", "outbox"):
        monkeypatch.setitem(app.extensions["wake"], task, lambda task=task: woken.append(task))
    assert "no wave yet" in administrator.page(WAVES).text
    wanted = for_survey(session, area, invited="1250")
    session.commit()
    sent = administrator.send(f"{WAVES}/plan", wanted, follow=True)
    wave = session.scalars(select(Wave)).one()
    page = listed(BeautifulSoup(sent.text, "html5lib"))

    assert "The wave “Spring 2026” is planned" in sent.text
    assert page["State"] == "Planned. It opens by itself today"
    assert page["How people are asked"] == WORDS[Channel.POSTER]
    assert page["Who is invited"] == f"{INVITED_GROUP} 1,250 invited"
    assert page["Answers"] == "None yet"

    sent = administrator.send(f"{WAVES}/{wave.id}/change", filled(name="Spring"), follow=True)
    assert "The wave “Spring” is changed" in sent.text

    sent = administrator.send(f"{WAVES}/{wave.id}/open", {}, follow=True)
    assert "Open. Closes by itself after 30 April 2026" in sent.text
    assert woken == ["outbox"]
    session.expire_all()
    wave = session.scalars(select(Wave).options(joinedload(Wave.survey))).one()
    record_response(session, wave, Said({"views": 1}), response_id=uuid.uuid4(), today=TODAY)
    session.commit()
    assert listed(administrator.page(WAVES))["Answers"] == "Shown when it has closed"

    sent = administrator.send(f"{WAVES}/{wave.id}/close", {}, follow=True)
    assert "Closed on 16 March 2026" in sent.text
    assert listed(BeautifulSoup(sent.text, "html5lib"))["Answers"] == "Fewer than 10"
    assert woken == ["outbox", "releases"]
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
        pytest.param({"channels": []}, "Select how people are asked", id="no way of asking"),
        pytest.param({"channels": ["pigeon"]}, "not a valid choice", id="another way of asking"),
        pytest.param({"closes_on-year": "2025"}, "first day or later", id="ends before it begins"),
        pytest.param({"remind_on-day": "3"}, "must include a month", id="half a reminder"),
        pytest.param(boxes("remind_on", date(2026, 4, 2)), "by e-mail", id="no e-mail to remind"),
        pytest.param({"invited_group": "x" * 201}, "200 characters or fewer", id="a long group"),
        pytest.param({"survey": ""}, "Select a survey", id="no survey"),
        pytest.param({"survey": str(uuid.uuid4())}, "Not a valid choice", id="another survey"),
    ],
)
def test_a_plan_that_cannot_be(
    administrator: PageClient, session: Session, area: Area, given: dict[str, Any], because: str
) -> None:
    wanted = for_survey(session, area) | given
    session.commit()
    sent = administrator.send(f"{WAVES}/plan", wanted)

    assert sent.status_code == 422
    assert because in sent.text
    assert session.scalars(select(Wave)).all() == []


def test_a_survey_of_another_area_or_one_that_ended_is_not_offered(
    administrator: PageClient, session: Session, make: Make, area: Area
) -> None:
    agreed_survey(session, make.area("merton"))
    make.survey(area, title="Over", ended_on=TODAY)
    mine = make.survey(area, title="Ours")
    page = administrator.page(f"{WAVES}/plan")

    assert [box["value"] for box in page.select("[name=survey]")] == [str(mine.id)]


def test_a_change_shows_what_is_planned(
    administrator: PageClient, session: Session, area: Area
) -> None:
    wanted = replace(
        plan(), channels=["email", "paper"], invited_group="All", remind_on=date(2026, 4, 9)
    )
    wave = planned(session, area, wanted)
    page = administrator.page(f"{WAVES}/{wave.id}/change")

    assert page.select_one("[name=name]")["value"] == "Spring 2026"
    assert page.select_one("[name=closes_on-month]")["value"] == "4"
    assert page.select_one("[name=remind_on-day]")["value"] == "9"
    assert page.select_one("[name=invited_group]")["value"] == "All"
    ticked = [box["value"] for box in page.select("[name=channels][checked]")]
    assert ticked == ["email", "paper"]

    administrator.send(f"{WAVES}/{wave.id}/change", {"name": "Spring"})
    session.refresh(wave)
    assert (wave.name, wave.channels, wave.remind_on) == (
        "Spring",
        ["email", "paper"],
        date(2026, 4, 9),
    )

    administrator.send(f"{WAVES}/{wave.id}/change", boxes("remind_on", None))
    session.refresh(wave)
    assert wave.remind_on is None


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


@pytest.mark.parametrize("act", ["change", "open", "close", "invite", "invite/empty", "poster"])
def test_another_areas_wave_is_not_there(
    administrator: PageClient, session: Session, make: Make, act: str
) -> None:
    wave = planned(session, make.area("merton"))

    administrator.page(f"{WAVES}/{wave.id}/{act}", 404)


@pytest.mark.parametrize("page", ["", "/plan", "/{wave}/open", "/{wave}/invite", "/{wave}/poster"])
@pytest.mark.parametrize(
    "role", [Role.CASEWORKER, Role.MANAGER, Role.FORUM_REPRESENTATIVE, Role.PARENT_OR_CARER]
)
def test_others_do_not_keep_waves(
    client: PageClient, session: Session, make: Make, area: Area, role: Role, page: str
) -> None:
    wave = planned(session, area)
    client.sign_in(make.person(role, area))

    client.page(WAVES + page.format(wave=wave.id), 403)


@pytest.mark.parametrize(
    ("agreed", "waits_for"),
    [
        pytest.param([], "the council and the forum", id="both"),
        pytest.param([Side.COUNCIL], "the forum", id="the forum"),
        pytest.param([Side.FORUM], "the council", id="the council"),
        pytest.param([Side.COUNCIL, Side.FORUM], "", id="nobody"),
    ],
)
def test_the_list_says_who_has_to_agree(
    administrator: PageClient,
    session: Session,
    make: Make,
    area: Area,
    agreed: list[Side],
    waits_for: str,
) -> None:
    survey = make.survey(area)
    for side in agreed:
        by = make.person().id
        make.keep(SurveyAgreement(survey_id=survey.id, side=side, person_id=by, on=TODAY))
    wave = wave_services.plan_wave(session, survey, plan(), by=None, today=TODAY, now=NOW)
    session.commit()
    page = administrator.page(WAVES)
    opening = administrator.page(f"{WAVES}/{wave.id}/open")

    assert (f"It waits for {waits_for} to agree." in listed(page)["State"]) is bool(waits_for)
    assert ("as soon as the council and the forum have both agreed" in page.text) is bool(waits_for)
    assert ("Open now" in links(page)) is not bool(waits_for)
    assert bool(opening.select("main button")) is not bool(waits_for)
    assert ("once the council and the forum have both agreed" in opening.text) is bool(waits_for)
    assert bool(page.select(f"dd a[href='/wandsworth/surveys/{survey.id}']")) is bool(waits_for)


BY_EACH_WAY = {
    Channel.OPEN_LINK: [],
    Channel.EMAIL: ["Invite by e-mail"],
    Channel.STAGE_END: [],
    Channel.POSTER: ["Poster"],
    Channel.KIOSK: ["Waiting room screen"],
    Channel.PAPER: ["Paper forms"],
}


@pytest.mark.parametrize(("way", "offered"), BY_EACH_WAY.items())
@pytest.mark.parametrize("is_open", [False, True])
def test_each_way_in_has_its_link(
    administrator: PageClient,
    session: Session,
    area: Area,
    way: Channel,
    offered: list[str],
    is_open: bool,
) -> None:
    agreed_survey(session, area).after_stages = [STAGE]
    (opened if is_open else planned)(session, area, replace(plan(), channels=[way.value]))
    page = administrator.page(WAVES)
    always = ["Close now"] if is_open else ["Open now", "Change"]
    passed_on = listed(page).get("Address to pass on")

    assert links(page) == always + offered
    public = way in (Channel.OPEN_LINK, Channel.POSTER, Channel.KIOSK)
    address = "http://127.0.0.1:5000/wandsworth/feedback/assessment"
    assert passed_on == (address if public else None)


def test_a_closed_wave_offers_no_way_in(
    administrator: PageClient, session: Session, area: Area
) -> None:
    agreed_survey(session, area).after_stages = [STAGE]
    wave = opened(session, area, replace(plan(), channels=[each.value for each in Channel]))
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    page = administrator.page(WAVES)

    assert links(page) == []
    assert "Address to pass on" not in listed(page)


@pytest.mark.parametrize(
    ("responses", "invited", "shown"),
    [
        pytest.param(9, None, "Fewer than 10", id="nine"),
        pytest.param(9, 20, "Fewer than 10", id="nine of those invited"),
        pytest.param(10, None, "About 10", id="ten"),
        pytest.param(13, None, "About 15", id="rounded to five"),
        pytest.param(13, 60, "About 15 of 60 invited (25%)", id="a rate of what is shown"),
        pytest.param(13, 12, "About 15", id="more than were invited"),
    ],
)
def test_no_exact_number_of_answers_is_shown(
    administrator: PageClient,
    session: Session,
    make: Make,
    area: Area,
    responses: int,
    invited: int | None,
    shown: str,
) -> None:
    wave = opened(session, area, replace(plan(), invited=invited))
    for _ in range(responses):
        make.response(wave)
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()

    assert listed(administrator.page(WAVES))["Answers"] == shown


HIDDEN = "too few answers to show safely"


@pytest.mark.parametrize(
    ("used", "shown"),
    [
        pytest.param({"open_link": 5, "paper": 4}, [], id="nine in all"),
        pytest.param({"open_link": 23}, ["about 25"], id="one way"),
        pytest.param({"open_link": 23, "paper": 12}, ["about 25", "about 10"], id="two ways"),
        pytest.param({"open_link": 23, "paper": 3}, [HIDDEN, HIDDEN], id="one hidden alone"),
        pytest.param(
            {"open_link": 23, "email": 3, "paper": 2}, ["about 25", HIDDEN, HIDDEN], id="two hidden"
        ),
        pytest.param({"open_link": 23, "paper": 0}, ["about 25", "about 0"], id="one unused"),
        pytest.param({"open_link": 12, "paper": 0}, [HIDDEN, HIDDEN], id="one unused, few answers"),
    ],
)
def test_ways_are_told_through_the_disclosure_control(
    administrator: PageClient,
    session: Session,
    make: Make,
    area: Area,
    used: dict[str, int],
    shown: list[str],
) -> None:
    wave = opened(session, area)
    for _ in range(sum(used.values())):
        make.response(wave)
    for way, number in used.items():
        make.keep(WayCount(wave_id=wave.id, way=way, stage="", band="", made=0, used=number))
    assert listed(administrator.page(WAVES))["Answers"] == "Shown when it has closed"
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()
    answers = listed(administrator.page(WAVES))["Answers"]

    assert re.findall(rf": (about \d+|{HIDDEN})", answers) == shown


def test_ways_are_not_told_where_some_answers_are_older_than_their_count(
    administrator: PageClient, session: Session, make: Make, area: Area
) -> None:
    wave = opened(session, area)
    for _ in range(30):
        make.response(wave)
    make.keep(WayCount(wave_id=wave.id, way="paper", stage="", band="", made=0, used=20))
    wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    session.commit()

    assert listed(administrator.page(WAVES))["Answers"] == "About 30"


@pytest.mark.parametrize("amount", [1, 12])
def test_the_list_asks_the_database_little(
    administrator: PageClient,
    session: Session,
    make: Make,
    area: Area,
    query_count: Callable[[], Any],
    amount: int,
) -> None:
    for number in range(amount):
        wave = make.wave(make.survey(area), date(2020, 1, 1) + number * 100 * A_DAY)
        make.response(wave)
    with query_count() as asked:
        administrator.page(WAVES)

    assert len(asked) == 7, asked


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
