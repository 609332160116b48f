"""Holds the fictional surveys: made and agreed to, asked wave by wave, and read by the forum."""

import random
import uuid
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.demonstration.answers import READ_BY_FORUM
from portal.demonstration.casework import at_the_office
from portal.demonstration.post import Office, list_people, write_to_people
from portal.demonstration.wave_stories import SurveyStory, WaveStory
from portal.demonstration.ways_in import entries
from portal.feedback.answers import Said, Words
from portal.feedback.entries import Entry
from portal.feedback.models import Comment, Response
from portal.feedback.services import record_response
from portal.invitations.services import forget
from portal.surveys import wave_services
from portal.surveys.agreement_services import agree
from portal.surveys.definition import COMMENT, AskedQuestion, asked_questions
from portal.surveys.models import Side, Survey, Wave
from portal.surveys.services import ensure_survey, make_survey
from portal.surveys.starting import KEY, STARTING
from portal.surveys.wave_services import Plan
from portal.themes.models import Theme
from portal.themes.services import ensure_frame, set_themes

SEED = 2026


def make(session: Session, story: SurveyStory, office: Office) -> Survey:
    """Make one survey, and have those agree to it who did."""
    start, now = STARTING[story.start], at_the_office(story.made_on)
    by = {Side.COUNCIL: office.administrator.id, Side.FORUM: office.representative.id}
    if start.key == KEY:
        survey = ensure_survey(session, office.area)
    else:
        survey = make_survey(
            session,
            office.area,
            title=start.title,
            audience=start.audience,
            start=start,
            by=by[Side.COUNCIL],
            now=now,
        )
    for side in story.agreed:
        agree(session, survey, side, by=by[side], today=story.made_on, now=now)
    return survey


def hold(
    session: Session,
    survey: Survey,
    told: SurveyStory,
    story: WaveStory,
    office: Office,
    *,
    today: date,
) -> None:
    """Plan one wave; if its day has come open it and take its answers; close it if it is over."""
    planned_on = min(story.opens, today)
    by, now = office.administrator.id, at_the_office(planned_on)
    plan = Plan(
        story.name,
        story.opens,
        story.closes,
        [channel.value for channel in told.channels],
        story.invited,
        remind_on=story.remind_on,
    )
    wave = wave_services.plan_wave(session, survey, plan, by=by, today=planned_on, now=now)
    if story.opens > today:
        return
    list_people(session, wave, told, story, office)
    wave_services.open_wave(session, wave, by=by, today=story.opens, now=now)
    write_to_people(session, wave, office, story.opens)
    _answer(session, wave, story, office, today)
    if story.closes < today:
        closed = at_the_office(story.closes)
        wave_services.close_wave(session, wave, by=by, today=story.closes, now=closed)
        forget(session, wave.id, now=closed)


def _answer(session: Session, wave: Wave, story: WaveStory, office: Office, today: date) -> None:
    """Keep what everybody said; two in three have answered when the reminder goes out."""
    dealt = random.Random(f"{SEED} {wave.survey.key} {story.name}")
    came = [
        entry for way in story.came for entry in entries(session, wave, way, office, story.opens)
    ]
    dealt.shuffle(came)
    reminded = story.remind_on if story.remind_on and story.remind_on < today else None
    for number, said in enumerate(_said(wave, story, len(came), dealt)):
        if reminded and number == len(came) * 2 // 3:
            write_to_people(session, wave, office, reminded)
        _keep(session, wave, said, came[number], dealt, story.opens)


def _keep(
    session: Session, wave: Wave, said: Said, entry: Entry, dealt: random.Random, on: date
) -> None:
    response_id = uuid.UUID(int=dealt.getrandbits(128), version=4)
    record_response(session, wave, said, response_id=response_id, today=on, entry=entry)


def _said(wave: Wave, story: WaveStory, people: int, dealt: random.Random) -> Iterator[Said]:
    """The answers of one wave, dealt to as many people as there were."""
    asked = {question.key: question for question in asked_questions(wave.definition)}
    hands = {
        key: _dealt(_pile(asked[key], counts), people, dealt)
        for key, counts in story.counts.items()
    }
    words = _dealt(list(range(len(story.comments))), people, dealt)
    for number in range(people):
        given = ((key, hand[number]) for key, hand in hands.items())
        comment = words[number]
        yield Said(
            {key: value for key, value in given if value is not None},
            {} if comment is None else {COMMENT: Words(story.comments[comment], number % 3 != 0)},
        )


def _pile(question: AskedQuestion, counts: Sequence[int]) -> list[int]:
    """Every single answer behind a row of counts."""
    numbered = zip(question.values, counts, strict=True)
    return [value for value, times in numbered for _ in range(times)]


def _dealt(pile: list[int], hands: int, dealt: random.Random) -> list[int | None]:
    """The pile shuffled over all hands; some stay empty where there were fewer answers."""
    full: list[int | None] = [*pile, *([None] * (hands - len(pile)))]
    dealt.shuffle(full)
    return full


def read(session: Session, survey: Survey, story: WaveStory, office: Office) -> None:
    """Have the forum's representative put the comments they know into themes."""
    area_id = office.area.id
    ensure_frame(session, area_id)
    themes = {
        row.name: row.id for row in session.scalars(select(Theme).where(Theme.area_id == area_id))
    }
    said = (
        select(Comment)
        .join(Comment.response)
        .join(Wave, Response.wave_id == Wave.id)
        .where(Wave.survey_id == survey.id, Wave.name == story.name)
        .order_by(Comment.text)
    )
    for comment in session.scalars(said):
        for beginning, names in READ_BY_FORUM.items():
            if comment.text.startswith(beginning):
                set_themes(
                    session,
                    comment.id,
                    area_id,
                    [themes[name] for name in names],
                    by=office.representative.id,
                    today=story.closes,
                )
