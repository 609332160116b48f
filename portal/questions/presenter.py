"""Questions in plain words: whether an answer is awaited, late or there, or will never be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.areas.bank_holidays import bank_holidays
from portal.cases.standing import Tag
from portal.domain.plain_words import day_in_words
from portal.domain.replies import Reply
from portal.questions.records import InboxQuestion, OwnQuestion

ANSWERED, WAITING = Tag("Answered", "green"), Tag("Waiting", "blue")
DUE_TODAY = Tag("Due today", "yellow")
CLOSED = Tag("Closed", "grey")
SORRY = "We are sorry."


@dataclass(frozen=True)
class OwnLine:
    """A question as its asker reads of it. `overdue` while a late answer is still awaited."""

    question: OwnQuestion
    tag: Tag
    standing: str
    overdue: bool


@dataclass(frozen=True)
class InboxLine:
    """A question as officers see it; `tag` is None where there is nothing to hurry for."""

    question: InboxQuestion
    tag: Tag | None


def own_lines(questions: Iterable[OwnQuestion], *, as_of: date) -> list[OwnLine]:
    """Each question with the sentence on how it stands on `as_of`, in the order given."""
    return [_own_line(question, as_of) for question in questions]


def inbox_line(question: InboxQuestion, *, as_of: date) -> InboxLine:
    """An officer's question with its tag."""
    reply = question.reply
    if question.closed_on is not None:
        return InboxLine(question, CLOSED)
    if reply.is_late(as_of):
        return InboxLine(question, Tag(_how_late(reply, as_of).capitalize(), "red"))
    due_now = reply.answered_on is None and reply.due_on == as_of
    return InboxLine(question, DUE_TODAY if due_now else None)


def whom_to_ring(name: str, phone: str) -> str:
    """What to do instead of asking here; empty where there is no number to ring."""
    return f"If it cannot wait, ring {name} on {phone}." if phone else ""


def _own_line(question: OwnQuestion, as_of: date) -> OwnLine:
    if question.closed_on is not None:
        closed = day_in_words(question.closed_on)
        standing = (
            "You could not see the case any more, so we closed this on "
            f"{closed} without an answer. You can ask again."
        )
        return OwnLine(question, CLOSED, standing, overdue=False)
    reply, promised = question.reply, day_in_words(question.due_on)
    late = reply.is_late(as_of)
    if question.answered_on is None:
        standing = f"We aim to answer by {promised}."
        if late:
            standing = (
                f"We said we would answer by {promised}. We are {_how_late(reply, as_of)}. {SORRY}"
            )
        return OwnLine(question, Tag("Late", "red") if late else WAITING, standing, late)
    standing = f"{question.answered_by} answered on {day_in_words(question.answered_on)}."
    if late:
        how_late = _how_late(reply, as_of)
        standing += f" We said we would answer by {promised}. We were {how_late}. {SORRY}"
    return OwnLine(question, ANSWERED, standing, overdue=False)


def _how_late(reply: Reply, as_of: date) -> str:
    """`3 working days late`; only `late` where no working day has passed since."""
    years = range(reply.due_on.year, (reply.answered_on or as_of).year + 1)
    days = reply.working_days_late(as_of, bank_holidays(years))
    if days == 0:
        return "late"
    return f"{days} working day{'' if days == 1 else 's'} late"
