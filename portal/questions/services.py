"""Asking a question, taking it on, answering it and closing it without an answer."""

import hashlib
import uuid
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.areas.bank_holidays import bank_holidays
from portal.audit.services import Act
from portal.cases import news
from portal.cases.change import Change
from portal.cases.models import Request
from portal.cases.news import NewsKind
from portal.domain.refusal import Refused
from portal.domain.typed_words import tidy_words
from portal.domain.working_days import days_after
from portal.questions import queries
from portal.questions.closing import REASONS
from portal.questions.limits import LONGEST_ANSWER, LONGEST_QUESTION, MOST_A_DAY
from portal.questions.models import FamilyQuestion

ANSWERED_ALREADY = (
    "A colleague answered this question while you were writing, so your words were not sent. "
    "They stand below the answer. Copy what you still need."
)
ENOUGH_FOR_TODAY = (
    f"You have sent {MOST_A_DAY} questions today. We take no more in one day. "
    "You can ask again tomorrow."
)
TAKEN_JUST_NOW = "A colleague took this question just now. Look below who has it."


def promised_day(asked_on: date, standard_days: int) -> date:
    """The last day for an answer: so many working days after the day of asking.

    A question of a weekend or a bank holiday counts from that day itself: asked on a Saturday,
    its first working day is the Monday.
    """
    holidays = bank_holidays((asked_on.year, asked_on.year + 1))
    return days_after(asked_on, standard_days, holidays)


def question_id_for(token: str, request_id: uuid.UUID, by: uuid.UUID, words: str) -> uuid.UUID:
    """The id of the question that these words make, sent by this person with this token.

    The same form sent twice has one id; other words typed into it later make another question.
    """
    said = "\n".join((token, str(request_id), str(by), words))
    return uuid.UUID(bytes=hashlib.sha256(said.encode()).digest()[:16], version=4)


def ask(
    session: Session,
    request_id: uuid.UUID,
    words: str,
    *,
    token: str,
    standard_days: int,
    change: Change,
) -> FamilyQuestion:
    """Keep a question about a request that its asker may see; a form sent twice asks once.

    `standard_days` is what the area promises now, in working days. Raises Refused for no words,
    for more than `LONGEST_QUESTION` characters, and for more than `MOST_A_DAY` of one person about
    one request on one day.
    """
    words = _checked(words, LONGEST_QUESTION)
    question_id = question_id_for(token, request_id, change.by, words)
    # Two clicks at once wait for each other here, so that the second finds the first.
    session.execute(select(Request.id).where(Request.id == request_id).with_for_update())
    kept = session.get(FamilyQuestion, question_id)
    if kept is not None:
        return kept
    if queries.asked_on(session, request_id, change.by, change.today) >= MOST_A_DAY:
        raise Refused(ENOUGH_FOR_TODAY)
    question = FamilyQuestion(
        id=question_id,
        request_id=request_id,
        asked_by_id=change.by,
        words=words,
        asked_at=change.now,
        asked_on=change.today,
        standard_days=standard_days,
        due_on=promised_day(change.today, standard_days),
    )
    session.add(question)
    session.flush()
    change.audit(session, Act.QUESTION_ASKED, question_id)
    return question


def take(
    session: Session, question: FamilyQuestion, *, had_by: uuid.UUID | None, change: Change
) -> None:
    """Make a waiting question one's own; `had_by` is who had it on the page that was looked at.

    Taking one's own changes nothing. Raises Refused where somebody else took or answered it
    since. `question` must be read for a change, so that nobody else's comes between.
    """
    if question.answer is not None:
        raise Refused("This question has its answer already.")
    _check_not_closed(question)
    if question.taken_by_id == change.by:
        return
    if question.taken_by_id != had_by:
        raise Refused(TAKEN_JUST_NOW)
    question.taken_by_id, question.taken_at = change.by, change.now
    session.flush()
    change.audit(session, Act.QUESTION_TAKEN, question.id)


def answer(session: Session, question: FamilyQuestion, words: str, *, change: Change) -> None:
    """Answer a question for good and let its asker know.

    The same words sent twice by the same officer answer once. Raises Refused where it has
    another answer already, for no words and for more than `LONGEST_ANSWER` characters.
    `question` must be read for a change, so that nobody else's comes between.
    """
    words = _checked(words, LONGEST_ANSWER)
    if question.answer is not None:
        if (question.answer, question.answered_by_id) == (words, change.by):
            return
        raise Refused(ANSWERED_ALREADY)
    _check_not_closed(question)
    question.answer, question.answered_by_id = words, change.by
    question.answered_at, question.answered_on = change.now, change.today
    session.flush()
    news.tell(
        session,
        question.request_id,
        NewsKind.QUESTION_ANSWERED,
        question.id,
        change.now,
        person_id=question.asked_by_id,
    )
    change.audit(session, Act.QUESTION_ANSWERED, question.id)


def close(
    session: Session, question: FamilyQuestion, *, because: str, asker_sees: bool, change: Change
) -> None:
    """Close a question without an answer, because whoever asked can no longer see the case.

    `because` is a key of `REASONS`. Raises Refused where they can see it, which `asker_sees`
    says, and where the question is settled. `question` must be read for a change.
    """
    if because not in REASONS:
        raise Refused("Choose one of the reasons listed.")
    if question.answer is not None:
        raise Refused("This question has its answer already.")
    _check_not_closed(question)
    if asker_sees:
        raise Refused("This person can see the case, so the question needs an answer.")
    question.closed_because = because
    question.closed_by_id, question.closed_on = change.by, change.today
    session.flush()
    change.audit(session, Act.QUESTION_CLOSED, question.id, because=because)


def _check_not_closed(question: FamilyQuestion) -> None:
    if question.closed_because is not None:
        raise Refused("This question was closed already. Look below by whom.")


def _checked(words: str, longest: int) -> str:
    """The words as they are kept, or Refused."""
    words = tidy_words(words)
    if not words:
        raise Refused("Write something before you send it.")
    if len(words) > longest:
        raise Refused(f"What you write must be {longest:,} characters or fewer.")
    return words
