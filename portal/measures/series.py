"""The releases of a survey put in order: what stands of each wave, and each question over time."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.measures.models import Release
from portal.measures.shape import ChoiceFigures, QuestionFigures, WaveFigures
from portal.surveys.audiences import frozen_audience
from portal.surveys.definition import AskedQuestion, asked_questions
from portal.surveys.models import Audience


@dataclass(frozen=True)
class PublishedQuestion:
    """One question of one wave: its figures, how it was asked, and the wave it is held against.

    `beside` are all questions of the wave, by key.
    """

    wave: str
    against: str | None
    figures: QuestionFigures
    asked: AskedQuestion
    beside: Mapping[str, AskedQuestion]


@dataclass(frozen=True)
class PublishedChoice:
    """One question without a better answer in one wave: its figures, and how it was asked.

    `beside` are all questions of the wave, by key.
    """

    wave: str
    figures: ChoiceFigures
    asked: AskedQuestion
    beside: Mapping[str, AskedQuestion]


@dataclass(frozen=True)
class PublishedWave:
    """One wave with all its releases, the one that stands last."""

    releases: Sequence[Release]

    @property
    def standing(self) -> Release:
        """The release with the highest number."""
        return self.releases[-1]

    @cached_property
    def figures(self) -> WaveFigures:
        """The figures that stand."""
        return self.standing.figures

    @property
    def name(self) -> str:
        """The wave's name as published."""
        return self.figures["wave"]["name"]

    @cached_property
    def _asked(self) -> dict[str, AskedQuestion]:
        """All its questions by key, in the order asked."""
        return {each.key: each for each in asked_questions(self.figures["definition"])}

    @cached_property
    def questions(self) -> dict[str, PublishedQuestion]:
        """Its judged questions by key, in the order asked."""
        before = self.figures["compared_with"]
        against = before["name"] if before else None
        return {
            found["key"]: PublishedQuestion(
                self.name, against, found, self._asked[found["key"]], self._asked
            )
            for found in self.figures["questions"]
        }

    @cached_property
    def choices(self) -> dict[str, PublishedChoice]:
        """Its questions without a better answer by key, in the order asked."""
        return {
            found["key"]: PublishedChoice(self.name, found, self._asked[found["key"]], self._asked)
            for found in self.figures.get("choices", [])
        }


@dataclass(frozen=True)
class PublishedSurvey:
    """One survey with its published waves, oldest first; there is at least one."""

    waves: Sequence[PublishedWave]

    @property
    def newest(self) -> PublishedWave:
        """The last wave."""
        return self.waves[-1]

    @property
    def key(self) -> str:
        """The survey's key, as last published."""
        return self.newest.figures["survey"]["key"]

    @property
    def title(self) -> str:
        """The survey's title, as last published."""
        return self.newest.figures["survey"]["title"]

    @property
    def audience(self) -> Audience:
        """Whom the newest wave asked."""
        return frozen_audience(self.newest.figures["definition"])

    @cached_property
    def choices(self) -> dict[str, list[PublishedChoice]]:
        """Each question without a better answer, over the waves that asked it, newest first."""
        over_time: dict[str, list[PublishedChoice]] = {}
        for wave in reversed(self.waves):
            for key, choice in wave.choices.items():
                over_time.setdefault(key, []).append(choice)
        return over_time

    @cached_property
    def questions(self) -> dict[str, list[PublishedQuestion]]:
        """Each question over the waves that asked it: the newest wave's first, then older ones."""
        keys = dict.fromkeys(key for wave in reversed(self.waves) for key in wave.questions)
        return {
            key: [wave.questions[key] for wave in self.waves if key in wave.questions]
            for key in keys
        }


def published_surveys(releases: Iterable[Release]) -> list[PublishedSurvey]:
    """The surveys behind these releases, those of parents and carers first, then by key.

    A wave's releases come in order of number.
    """
    by_wave: dict[tuple[uuid.UUID, uuid.UUID], list[Release]] = defaultdict(list)
    for release in releases:
        by_wave[release.survey_id, release.wave_id].append(release)
    by_survey: dict[uuid.UUID, list[PublishedWave]] = defaultdict(list)
    for (survey_id, _), of_wave in by_wave.items():
        by_survey[survey_id].append(PublishedWave(of_wave))
    surveys = [
        PublishedSurvey(sorted(waves, key=lambda wave: wave.figures["wave"]["opens_on"]))
        for waves in by_survey.values()
    ]
    audiences = list(Audience)
    return sorted(surveys, key=lambda survey: (audiences.index(survey.audience), survey.key))
