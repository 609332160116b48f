"""Lets the fictional families answer, wave by wave, and the forum read some of it."""

import random
import uuid
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.demonstration.answers import READ_BY_FORUM, WaveStory
from portal.demonstration.casework import at_the_office
from portal.feedback import definition, wave_services
from portal.feedback.answers import Said
from portal.feedback.models import Comment, Response, Survey, Wave
from portal.feedback.services import record_response
from portal.feedback.wave_services import Plan
from portal.themes.models import Theme
from portal.themes.services import ensure_frame, set_themes

SEED = 2026
NEXT_STEP = "next_step"


def hold(session: Session, area: Area, story: WaveStory, administrator: Person) -> None:
    """Open one wave on its day, take its answers, and close it if it is over."""
    plan = Plan(story.name, story.opens, story.closes, definition.CHANNELS[0], story.invited)
    opened = at_the_office(story.opens)
    wave = wave_services.plan_wave(
        session, area, plan, by=administrator.id, today=story.opens, now=opened
    )
    wave_services.open_wave(session, wave, by=administrator.id, today=story.opens, now=opened)
    dealt = random.Random(f"{SEED} {area.slug} {story.name}")
    for said in _answers(story, dealt):
        response_id = uuid.UUID(int=dealt.getrandbits(128), version=4)
        record_response(session, wave, said, response_id=response_id, today=story.opens)
    if story.closed:
        closed = at_the_office(story.closes)
        wave_services.close_wave(session, wave, by=administrator.id, today=story.closes, now=closed)


def _answers(story: WaveStory, dealt: random.Random) -> Iterator[Said]:
    """The answers of one wave, dealt to as many responses as there were."""
    piles = {key: _pile(counts, 1) for key, counts in story.stars.items()}
    yes, no = story.knew_next_step
    piles[NEXT_STEP] = _pile((no, yes), 0)
    hands = {key: _dealt(pile, story.responses, dealt) for key, pile in piles.items()}
    words = _dealt(list(range(len(story.comments))), story.responses, dealt)
    for number in range(story.responses):
        given = ((key, hand[number]) for key, hand in hands.items())
        comment = words[number]
        yield Said(
            {key: value for key, value in given if value is not None},
            "" if comment is None else story.comments[comment],
            may_be_published=number % 3 != 0,
        )


def _pile(counts: Sequence[int], lowest: int) -> list[int]:
    """Every single answer behind a row of counts."""
    return [value for value, times in enumerate(counts, start=lowest) for _ in range(times)]


def _dealt(pile: list[int], hands: int, dealt: random.Random) -> list[int | None]:
    """The pile shuffled over all hands; some stay empty where there were fewer answers."""
    full: list[int | None] = [*pile, *([None] * (hands - len(pile)))]
    dealt.shuffle(full)
    return full


def read(session: Session, area: Area, representative: Person, story: WaveStory) -> None:
    """Have the forum's representative put the comments they know into themes."""
    ensure_frame(session, area.id)
    themes = {
        row.name: row.id for row in session.scalars(select(Theme).where(Theme.area_id == area.id))
    }
    said = (
        select(Comment)
        .join(Comment.response)
        .join(Wave, Response.wave_id == Wave.id)
        .join(Wave.survey)
        .where(Survey.area_id == area.id, Wave.name == story.name)
        .order_by(Comment.text)
    )
    for comment in session.scalars(said):
        for beginning, names in READ_BY_FORUM.items():
            if comment.text.startswith(beginning):
                set_themes(
                    session,
                    comment.id,
                    area.id,
                    [themes[name] for name in names],
                    by=representative.id,
                    today=story.closes,
                )
