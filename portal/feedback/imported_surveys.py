"""Surveys, questions and waves for answers collected elsewhere, made where they are missing."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.domain.refusal import Refused
from portal.domain.slugs import slug
from portal.feedback.answer_file import GivenRow
from portal.feedback.periods import Period, Rhythm
from portal.surveys import queries, starting
from portal.surveys.definition import COMMENT, STARS, frozen
from portal.surveys.models import Question, Survey, Wave
from portal.surveys.services import as_asked

CHANNEL = "Collected elsewhere and imported from a file"
STARS_WORDING = "Stars given (1 star is the worst, 5 stars the best)"
STARS_LABELS = ("1 star, the worst", "2 stars", "3 stars", "4 stars", "5 stars, the best")


@dataclass(frozen=True)
class Source:
    """Where imported answers go: the beginning of the surveys' keys, the rhythm, an area."""

    key: str
    rhythm: Rhythm
    area_id: uuid.UUID | None = None

    def __post_init__(self) -> None:
        if not self.key or slug(self.key) != self.key:
            raise Refused(
                "--survey: use lower-case letters, digits and single hyphens, like parent-survey."
            )
        if self.key.split("-")[0] == starting.KEY:
            raise Refused(
                f"--survey: keys that begin with “{starting.KEY}” belong to the portal’s own "
                "surveys. Choose another one."
            )

    def key_for(self, organisation: str) -> str:
        """The key of an organisation's survey."""
        return f"{self.key}-{slug(organisation)}"


def survey_for(
    session: Session, source: Source, organisation: str, rows: Sequence[GivenRow]
) -> Survey:
    """The survey of one organisation, with a question for all that the rows answer.

    Raises `Refused` where the survey is there already and belongs to another area.
    """
    key = source.key_for(organisation)
    survey = queries.survey_called(session, key)
    if survey is None:
        survey = Survey(
            area_id=source.area_id,
            key=key,
            title=f"Answers from {organisation}",
            introduction=CHANNEL,
            invited_group=f"People whom {organisation} asked",
            questions=[],
            waves=[],
        )
        session.add(survey)
    if survey.area_id != source.area_id:
        raise Refused(
            f"The survey “{key}” is there already and belongs elsewhere. Give the --area that it "
            "was first imported with, or another --survey."
        )
    _add_questions(survey, rows)
    session.flush()
    return survey


def waves_for(
    session: Session, survey: Survey, periods: Iterable[Period], today: date
) -> dict[Period, uuid.UUID]:
    """The ids of the survey's waves for these periods; a wave made here is closed if it is over.

    Raises `Refused` where the survey has waves of another rhythm.
    """
    found: dict[Period, Wave] = {}
    for period in sorted(set(periods), key=lambda period: period.first):
        near = [
            wave
            for wave in survey.waves
            if wave.opens_on <= period.last and period.first <= wave.closes_on
        ]
        if any((wave.opens_on, wave.closes_on) != (period.first, period.last) for wave in near):
            raise Refused(
                f"The survey “{survey.key}” has the wave “{near[0].name}” already, which "
                f"overlaps {period.name}. Use the same --wave-by as before."
            )
        found[period] = near[0] if near else _new_wave(survey, period, today)
    session.flush()
    return {period: wave.id for period, wave in found.items()}


def _new_wave(survey: Survey, period: Period, today: date) -> Wave:
    wave = Wave(
        name=period.name,
        opens_on=period.first,
        closes_on=period.last,
        opened_on=period.first,
        closed_on=period.last if period.last < today else None,
        channel=CHANNEL,
        definition=frozen(
            map(as_asked, survey.questions), invited_group=survey.invited_group, channel=CHANNEL
        ),
    )
    survey.waves.append(wave)
    return wave


def _add_questions(survey: Survey, rows: Sequence[GivenRow]) -> None:
    """Add what the rows answer and the survey does not ask yet, in the order of the rows."""
    asked = {question.wording for question in survey.questions}
    if STARS_WORDING not in asked and any(row.stars for row in rows):
        _add(survey, STARS, STARS, STARS_WORDING, "Overall rating", STARS_LABELS)
    for wording in dict.fromkeys(row.question for row in rows if row.comment):
        if wording not in asked:
            _add(survey, _free_key(survey, wording), COMMENT, wording, "In people’s own words")


def _add(
    survey: Survey, key: str, kind: str, wording: str, concept: str, labels: Sequence[str] = ()
) -> None:
    survey.questions.append(
        Question(
            key=key,
            kind=kind,
            wording=wording,
            concept=concept,
            labels=list(labels),
            high_is_good=True,
            position=len(survey.questions) + 1,
        )
    )


def _free_key(survey: Survey, wording: str) -> str:
    """A key made from the wording that no other question of the survey has."""
    taken = {question.key for question in survey.questions}
    base = slug(wording) or COMMENT
    number = 1
    while (key := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return key
