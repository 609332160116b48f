"""The figures of a closed wave as they are published: one wave in, one release's figures out."""

from typing import Literal

from portal.domain.disclosure import HIDDEN, Shown, shown_row
from portal.domain.shares import Share
from portal.measures.answers import nothing_shown
from portal.measures.choices import choice_figures, withheld_choice
from portal.measures.compared import Said, compared_figures
from portal.measures.counted_waves import CountedWave
from portal.measures.definitions import (
    JudgedQuestion,
    choice_questions,
    judged_questions,
    primary_key,
)
from portal.measures.digest import SOFTWARE
from portal.measures.shape import (
    AnswerFigures,
    ChoiceFigures,
    ComparedFigures,
    QuestionFigures,
    WaveFigures,
)
from portal.surveys.audiences import PEOPLE, frozen_audience

ANSWERS_CHANGED = "the answers to the earlier survey are not the ones that were published"
OWN_FIGURES: tuple[Literal["base", "counts", "share", "low", "high"], ...] = (
    "base",
    "counts",
    "share",
    "low",
    "high",
)


def wave_figures(wave: CountedWave, before: CountedWave | None) -> WaveFigures:
    """All that is published of `wave`, compared with the closed wave `before` it."""
    families, invited = _shown_total(wave.families), _invited(wave)
    figures: WaveFigures = {
        "software": SOFTWARE,
        "survey": {"key": wave.survey_key, "title": wave.survey_title},
        "wave": {
            "name": wave.name,
            "opens_on": wave.opens_on.isoformat(),
            "closed_on": wave.closed_on.isoformat(),
        },
        "compared_with": {"id": str(before.id), "name": before.name} if before else None,
        "definition": wave.definition,
        "families": families,
        "invited": invited,
        "rate": _rate(families, invited),
        "questions": _questions(wave, before),
    }
    if ways := _ways(wave):
        figures["ways"] = ways
    if choices := _choices(wave):
        figures["choices"] = choices
    return figures


def _questions(wave: CountedWave, before: CountedWave | None) -> list[QuestionFigures]:
    asked = judged_questions(wave.definition)
    asked_before = judged_questions(before.definition) if before else {}
    primary = primary_key(asked)
    found: list[QuestionFigures] = []
    for key, question in asked.items():
        comparison = None
        if before and key in asked_before:
            together = 1 if key == primary else len(asked) - 1
            comparison = _compared(wave, question, before, asked_before[key], together)
        shown = _shown(wave, question)
        found.append({"key": key, "primary": key == primary, **shown, "comparison": comparison})
    return found


def _shown(wave: CountedWave, question: JudgedQuestion) -> AnswerFigures:
    shown = wave.answers(question).shown
    return nothing_shown(len(shown["counts"])) if wave.withholds(question.asked) else shown


def _choices(wave: CountedWave) -> list[ChoiceFigures]:
    return [
        withheld_choice(question)
        if wave.withholds(question)
        else choice_figures(question, wave.by_question.get(question.key, {}))
        for question in choice_questions(wave.definition)
    ]


def _ways(wave: CountedWave) -> dict[str, Shown]:
    """How many came by each way in; none where some came before the ways were counted.

    Those who took their answers back later are still among them.
    """
    if not wave.by_way or sum(wave.by_way.values()) < wave.families:
        return {}
    row = shown_row(list(wave.by_way.values()))
    if _shown_total(wave.families) == HIDDEN:
        row = row.closed()
    return dict(zip(wave.by_way, row.counts, strict=True))


def _compared(
    wave: CountedWave,
    question: JudgedQuestion,
    before: CountedWave,
    question_before: JudgedQuestion,
    judged_together: int,
) -> ComparedFigures:
    changes = question.changes_since(question_before)
    if not _stand(before, question_before.asked.key, _shown(before, question_before)):
        changes = (*changes, ANSWERS_CHANGED)
    return compared_figures(
        before.answers(question_before),
        wave.answers(question),
        direction=question.direction,
        questions=judged_together,
        changes=changes,
        withheld=wave.withholds(question.asked) or before.withholds(question_before.asked),
        said=Said(PEOPLE[frozen_audience(wave.definition)], question.asked.kind),
    )


def _stand(wave: CountedWave, key: str, shown: AnswerFigures) -> bool:
    """Whether what was published of the wave still is what its answers give.

    A comparison with later answers would show, beside the published figures, what those said.
    """
    published = wave.published["questions"] if wave.published else []
    stood = [question for question in published if question["key"] == key]
    return all(question[name] == shown[name] for question in stood for name in OWN_FIGURES)


def _shown_total(number: int) -> Shown:
    return shown_row((number,)).total


def _invited(wave: CountedWave) -> int | None:
    """How many were invited, rounded like everything else; None where that is not known."""
    shown = _shown_total(wave.invited or 0)
    return None if shown == HIDDEN else shown


def _rate(families: Shown, invited: int | None) -> int | None:
    """The response rate in whole per cent, from what is shown of both.

    None where either is not shown, and where more answered than were invited: then the
    survey reached others, and nobody knows how many.
    """
    if invited is None or families == HIDDEN or families > invited:
        return None
    return Share(families, invited).percentage
