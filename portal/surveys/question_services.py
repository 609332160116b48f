"""Adding, changing, moving and removing the questions of a survey.

Each takes the survey with its questions, held by `making_queries.survey_with(to_change=True)`.
Waves that are open or closed keep what they froze: a change touches later waves only. A
survey that has ended is `Refused`.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.domain.refusal import Refused
from portal.domain.slugs import slug
from portal.surveys.definition import AskedQuestion
from portal.surveys.making_queries import asked_keys
from portal.surveys.models import Question, QuestionTranslation, Survey
from portal.surveys.question_rules import (
    MOST_QUESTIONS,
    check_answers_stay,
    check_order,
    check_question,
    check_removal,
)
from portal.surveys.services import as_asked, as_row, note_change, refuse_ended

LONGEST_KEY = 40
WORDS = ("wording", "help_text", "labels")
STAYING = ("key", "position", "asked_if_key", "asked_if_values")


def in_order(survey: Survey) -> list[Question]:
    """The questions that the survey asks now, in order."""
    asked = (question for question in survey.questions if not question.removed)
    return sorted(asked, key=lambda question: (question.position, question.key))


def add_question(
    session: Session, survey: Survey, asked: AskedQuestion, *, by: uuid.UUID, now: datetime
) -> Question:
    """Ask one more question, after the others. Its key is made here, and never changes.

    Raises `Refused` for a question that cannot be asked, and where there are enough.
    """
    refuse_ended(survey)
    there = in_order(survey)
    if len(there) >= MOST_QUESTIONS:
        raise Refused(f"A survey has {MOST_QUESTIONS} questions at most. Remove one first.")
    check_question(asked)
    key = _free_key(asked.concept, {question.key for question in survey.questions})
    question = as_row(replace(asked, key=key), len(there) + 1)
    check_order([as_asked(each) for each in (*there, question)])
    survey.questions.append(question)
    session.flush()
    note_change(session, survey, ["question-added"], by=by, now=now)
    return question


def change_question(
    session: Session,
    survey: Survey,
    question: Question,
    asked: AskedQuestion,
    *,
    by: uuid.UUID,
    now: datetime,
) -> bool:
    """Ask the question as `asked` says, whose key and condition stay. False for no change.

    New words take its translations away, which said the old ones. Raises `Refused` for what
    cannot be asked, for a new kind or direction once a wave has asked it, and where answers
    change that another question depends on.
    """
    refuse_ended(survey)
    before = as_asked(question)
    after = replace(asked, **{part: getattr(before, part) for part in STAYING})
    if after == before:
        return False
    check_question(after)
    _check_series(session, survey, before, after)
    check_answers_stay(before, after, [as_asked(each) for each in in_order(survey)])
    _write(question, after)
    if any(getattr(before, part) != getattr(after, part) for part in WORDS):
        forget_translations(session, question)
    note_change(session, survey, ["question"], by=by, now=now)
    return True


def set_condition(
    session: Session,
    survey: Survey,
    question: Question,
    earlier: str,
    values: Sequence[int],
    *,
    by: uuid.UUID,
    now: datetime,
) -> bool:
    """Ask the question only after these answers to `earlier`; always, where that is empty.

    False for no change. Raises `Refused` unless `earlier` is the key of an earlier question
    with answers, and `values` are some of them.
    """
    refuse_ended(survey)
    wanted = sorted(set(values)) if earlier else []
    if (question.asked_if_key, list(question.asked_if_values)) == (earlier, wanted):
        return False
    changed = replace(as_asked(question), asked_if_key=earlier, asked_if_values=tuple(wanted))
    check_order([changed if each is question else as_asked(each) for each in in_order(survey)])
    question.asked_if_key, question.asked_if_values = earlier, wanted
    note_change(session, survey, ["condition"], by=by, now=now)
    return True


def move_question(
    session: Session,
    survey: Survey,
    question: Question,
    *,
    up: bool,
    by: uuid.UUID,
    now: datetime,
) -> bool:
    """Change places with the question before, or after. False where there is none.

    Raises `Refused` where a question would come before the one that it depends on.
    """
    refuse_ended(survey)
    rows = in_order(survey)
    here = rows.index(question)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return False
    rows[here], rows[there] = rows[there], rows[here]
    check_order([as_asked(each) for each in rows])
    _number(rows)
    note_change(session, survey, ["order"], by=by, now=now)
    return True


def remove_question(
    session: Session, survey: Survey, question: Question, *, by: uuid.UUID, now: datetime
) -> None:
    """Ask the question no more. One that a wave has asked stays, for the answers to it.

    Raises `Refused` where another question depends on it.
    """
    refuse_ended(survey)
    rows = in_order(survey)
    check_removal(question.key, [as_asked(each) for each in rows])
    if question.key in asked_keys(session, survey.id):
        question.removed = True
    else:
        forget_translations(session, question)
        survey.questions.remove(question)
        session.delete(question)
    _number([each for each in rows if each is not question])
    note_change(session, survey, ["question-removed"], by=by, now=now)


def forget_translations(session: Session, question: Question) -> None:
    """Take the question's translations away."""
    session.execute(
        delete(QuestionTranslation).where(QuestionTranslation.question_id == question.id)
    )


def _check_series(
    session: Session, survey: Survey, before: AskedQuestion, after: AskedQuestion
) -> None:
    """Which way is good is fixed before anybody answers, or a figure could be turned round."""
    same = (before.kind, before.high_is_good) == (after.kind, after.high_is_good)
    if not same and before.key in asked_keys(session, survey.id):
        raise Refused(
            "A wave has asked this question, so its kind and which answer is good stay. "
            "Remove it and add another question."
        )


def _write(question: Question, asked: AskedQuestion) -> None:
    question.kind, question.wording = asked.kind, asked.wording
    question.help_text, question.concept = asked.help_text, asked.concept
    question.labels, question.high_is_good = list(asked.labels), asked.high_is_good
    question.offers_unknown, question.picture = asked.offers_unknown, asked.picture


def _number(rows: Sequence[Question]) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = position


def _free_key(concept: str, taken: set[str]) -> str:
    """A key like `being_kept_informed`, with a number where another question has it."""
    base = slug(concept).replace("-", "_")[:LONGEST_KEY].strip("_") or "question"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key
