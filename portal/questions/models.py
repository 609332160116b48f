"""What families ask, who has it and what they were answered."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Identified, Model


class FamilyQuestion(Identified, Model):
    """A question of one person about one request, and its answer once there is one.

    `asked_on` and `answered_on` are the days in England. `due_on` is the day promised when it
    was asked, by the area's standard of that day (`standard_days`, in working days): a new
    standard or a new bank holiday changes no promise that was made. An answer is never changed.

    A question whose asker can no longer see the case may be closed without an answer instead:
    `closed_because` is one of the keys of `portal.questions.closing`. Closed by the day promised,
    it counts in no figure; closed later, it stays one that was not answered in time.
    """

    __tablename__ = "family_questions"
    __table_args__ = (
        CheckConstraint("standard_days > 0", name="standard_days"),
        CheckConstraint("due_on > asked_on", name="due_after_asked"),
        CheckConstraint("answered_on >= asked_on", name="answered_after_asked"),
        CheckConstraint("(taken_by_id IS NULL) = (taken_at IS NULL)", name="taken_by_somebody"),
        CheckConstraint("(answer IS NULL) = (answered_by_id IS NULL)", name="answered_by_somebody"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_at_a_moment"),
        CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="answered_on_a_day"),
        CheckConstraint(
            "(closed_because IS NULL) = (closed_by_id IS NULL)", name="closed_by_somebody"
        ),
        CheckConstraint("(closed_because IS NULL) = (closed_on IS NULL)", name="closed_on_a_day"),
        CheckConstraint("answer IS NULL OR closed_because IS NULL", name="answered_or_closed"),
        Index("ix_family_questions_answered_on_due_on", "answered_on", "due_on"),
    )

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), index=True)
    asked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str]
    asked_at: Mapped[datetime]
    asked_on: Mapped[date]
    standard_days: Mapped[int]
    due_on: Mapped[date]
    taken_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    taken_at: Mapped[datetime | None]
    answer: Mapped[str | None]
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    answered_at: Mapped[datetime | None]
    answered_on: Mapped[date | None]
    closed_because: Mapped[str | None]
    closed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    closed_on: Mapped[date | None]
