"""The releases of a survey put in order: what stands of each wave, and each question over time."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.feedback.definition import AskedQuestion, asked_questions
from portal.measures.models import Release
from portal.measures.shape import QuestionFigures, WaveFigures


@dataclass(frozen=True)
class PublishedQuestion:
    """One question of one wave: its figures, how it was asked, and the wave it is held against."""

    wave: str
    against: str | None
    figures: QuestionFigures
    asked: AskedQuestion


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
    def questions(self) -> dict[str, PublishedQuestion]:
        """Its judged questions by key, in the order asked."""
        asked = {question.key: question for question in asked_questions(self.figures["definition"])}
        before = self.figures["compared_with"]
        against = before["name"] if before else None
        return {
            found["key"]: PublishedQuestion(self.name, against, found, asked[found["key"]])
            for found in self.figures["questions"]
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

    @cached_property
    def questions(self) -> dict[str, list[PublishedQuestion]]:
        """Each question over the waves that asked it: the newest wave's first, then older ones."""
        keys = dict.fromkeys(key for wave in reversed(self.waves) for key in wave.questions)
        return {
            key: [wave.questions[key] for wave in self.waves if key in wave.questions]
            for key in keys
        }


def published_surveys(releases: Iterable[Release]) -> list[PublishedSurvey]:
    """The surveys behind these releases, by key; a wave's releases come in order of number."""
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
    return sorted(surveys, key=lambda survey: survey.key)
