"""What the commands over releases say: one document for machines, lines for people."""

from collections.abc import Sequence
from typing import Any

from portal.domain.disclosure import HIDDEN, MEANING_OF_HIDDEN, Shown
from portal.measures.checks import Checked, CheckedCasework
from portal.measures.series import PublishedQuestion, PublishedSurvey
from portal.measures.words import base_words, good_answer, interval_words, share_words
from portal.surveys.definition import YES_NO

COLUMNS = ("Wave", "Answers", "Share", "Likely between", "Verdict")
GAP = "  "
NO_VERDICT = "–"
NOTHING_CLOSED = "No wave of this survey is closed yet."


def survey_document(key: str, survey: PublishedSurvey | None) -> dict[str, Any]:
    """Every question with its waves and the verdict on each against the one before.

    Shares and chances are fractions in whole hundredths, as `flask compare` has them, and
    `base` is rounded to 5; `c` where the disclosure control hides them.
    """
    questions = survey.questions if survey else {}
    return {
        "survey": key,
        "questions": [
            {
                "question": question_key,
                "wording": over_time[-1].asked.wording,
                "waves": [_wave_document(question) for question in over_time],
                "verdicts": [
                    verdict for question in over_time if (verdict := _verdict_document(question))
                ],
            }
            for question_key, over_time in questions.items()
        ],
    }


def survey_lines(title: str, survey: PublishedSurvey | None) -> str:
    """The same for people: a table a question, then each verdict as a sentence."""
    if survey is None:
        return f"{title}\n\n{NOTHING_CLOSED}"
    questions = (_question_lines(over_time) for over_time in survey.questions.values())
    return "\n\n".join([f"{title} ({survey.key})", *questions])


def checks_document(
    checked: Sequence[Checked], casework: Sequence[CheckedCasework]
) -> dict[str, Any]:
    """How many releases were checked, and every one that differs."""
    return {
        "releases": len(checked) + len(casework),
        "recounted": sum(each.recounted for each in checked),
        "differing": [
            {
                "survey": each.release.figures["survey"]["key"],
                "wave": each.release.figures["wave"]["name"],
                "number": each.release.number,
                "problems": list(each.problems),
            }
            for each in checked
            if each.problems
        ]
        + [
            {
                "casework": each.release.figures["area"],
                "quarter": each.release.quarter.name,
                "number": each.release.number,
                "problems": list(each.problems),
            }
            for each in casework
            if each.problems
        ],
    }


def checks_lines(checked: Sequence[Checked], casework: Sequence[CheckedCasework]) -> str:
    """One line for each release that differs, or one line saying that none does."""
    differing = [
        f"{each.release.figures['survey']['key']}, {each.release.figures['wave']['name']}, "
        f"release {each.release.number}: {' and '.join(each.problems)}."
        for each in checked
        if each.problems
    ]
    differing += [
        f"{each.release.figures['area']}, {each.release.quarter.name}, "
        f"release {each.release.number}: {' and '.join(each.problems)}."
        for each in casework
        if each.problems
    ]
    recounted = sum(each.recounted for each in checked)
    fine = (
        f"Releases checked: {len(checked) + len(casework)}. Every digest matches. "
        f"Worked out again from the answers, with the same figures: {recounted}."
    )
    return "\n".join(differing) or fine


def _wave_document(question: PublishedQuestion) -> dict[str, Any]:
    figures = question.figures
    return {
        "wave": question.wave,
        "base": figures["base"],
        "share": _fraction(figures["share"]),
        "low": _fraction(figures["low"]),
        "high": _fraction(figures["high"]),
    }


def _verdict_document(question: PublishedQuestion) -> dict[str, Any] | None:
    """The verdict on a wave; None where the wave before did not ask the question."""
    found = question.figures["comparison"]
    if found is None:
        return None
    document = {
        "wave": question.wave,
        "against": question.against,
        "verdict": found["verdict"],
        "difference": _fraction(found["difference"]),
        "probability": _fraction(found["probability"]),
        "low": _fraction(found["low"]),
        "high": _fraction(found["high"]),
        "judged_together": found["judged_together"],
        "sentence": found["sentence"],
    }
    if question.asked.kind == YES_NO:
        del document["probability"]
    return document


def _fraction(figure: Shown | None) -> float | str | None:
    return figure / 100 if isinstance(figure, int) else figure


def _question_lines(over_time: Sequence[PublishedQuestion]) -> str:
    newest = over_time[-1]
    rows = [COLUMNS, *(_cells(question) for question in over_time)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = [GAP.join(map(str.ljust, row, widths)).rstrip() for row in rows]
    sentences = [
        f"{question.wave} against {question.against}: {found['sentence']}"
        for question in over_time
        if (found := question.figures["comparison"])
    ]
    heading = f"{newest.asked.wording} Share: {good_answer(newest.asked)}."
    hides = any(question.figures["share"] == HIDDEN for question in over_time)
    legend = [f"{HIDDEN}: {MEANING_OF_HIDDEN}"] if hides else []
    return "\n".join([heading, *table, *legend, *sentences])


def _cells(question: PublishedQuestion) -> tuple[str, ...]:
    figures = question.figures
    compared, hidden = figures["comparison"], figures["share"] == HIDDEN
    return (
        question.wave,
        base_words(figures["base"], question.asked),
        *((HIDDEN, HIDDEN) if hidden else (share_words(figures), interval_words(figures))),
        compared["verdict"] if compared else NO_VERDICT,
    )
