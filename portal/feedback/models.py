"""Answers, and the ledgers that let each be given once.

Answers hold no address, no person, no case and no moment finer than the month. Their ids are
random and their tables lie in the order of those ids (`portal.feedback.arrival` sees to it on
PostgreSQL), so a copy of the database does not tell who answered, nor in which order. The same
holds for the ledgers: no row of theirs belongs to an answer.
"""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.extensions import Identified, Model

IN_ORDER_OF_IDS = {"sqlite_with_rowid": False}


class Response(Identified, Model):
    """One person's answers in one wave.

    `month` is the first day of the month in which the wave opened or, for imported answers, in
    which they were given. `stage` and `band` come from the ticket, and only where enough spent
    tickets say the same (`portal.feedback.entries`); else both are None. `pair_mark` is the
    mark of a code word, where the person chose one.
    """

    __tablename__ = "responses"
    __table_args__ = (Index("ix_responses_wave_id_id", "wave_id", "id"), IN_ORDER_OF_IDS)

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    month: Mapped[date]
    stage: Mapped[str | None]
    band: Mapped[str | None]
    pair_mark: Mapped[str | None]

    answers: Mapped[list["Answer"]] = relationship(lazy="raise")
    comments: Mapped[list["Comment"]] = relationship(back_populates="response", lazy="raise")


class Answer(Model):
    """One answer, as `portal.surveys.definition` numbers them. No row where there was none."""

    __tablename__ = "answers"
    __table_args__ = (
        CheckConstraint("value BETWEEN 0 AND 20", name="value"),
        Index("ix_answers_question_id_value", "question_id", "value"),
        IN_ORDER_OF_IDS,
    )

    response_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("responses.id"), primary_key=True)
    question_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    value: Mapped[int]


class Comment(Identified, Model):
    """Words, with the machine's mask over names and the machine's sentiment.

    `polarity` runs from -1 to 1 and is a reading aid, never a figure; `scored_by` names
    the analyser and its version.
    """

    __tablename__ = "comments"
    __table_args__ = (Index("ix_comments_response_id", "response_id"), IN_ORDER_OF_IDS)

    response_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("responses.id"))
    question_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("questions.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    redacted_text: Mapped[str] = mapped_column(Text)
    may_be_published: Mapped[bool]
    polarity: Mapped[float]
    scored_by: Mapped[str]

    response: Mapped[Response] = relationship(back_populates="comments", lazy="raise")


class ImportedAnswer(Model):
    """The digest of an answer that was imported, so that the same file adds nothing twice.

    Like a ledger of spent tickets it knows that an answer came, and not which one it is.
    """

    __tablename__ = "imported_answers"
    __table_args__ = (IN_ORDER_OF_IDS,)

    survey_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("surveys.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)


class SpentTicket(Model):
    """The keyed digest of a one-time link or paper number that was used. It knows no answer."""

    __tablename__ = "spent_tickets"
    __table_args__ = (IN_ORDER_OF_IDS,)

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)


class WayCount(Model):
    """By which way in, and for which stage and band, how many tickets were made and used.

    Ways without tickets (the open link, a kiosk) count in `used` only. Stage and band are empty
    where the ticket carries none.
    """

    __tablename__ = "way_counts"
    __table_args__ = (IN_ORDER_OF_IDS,)

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"), primary_key=True)
    way: Mapped[str] = mapped_column(primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)
    band: Mapped[str] = mapped_column(primary_key=True)
    made: Mapped[int] = mapped_column(default=0)
    used: Mapped[int] = mapped_column(default=0)


class Draft(Model):
    """Answers being written, sealed with the private link itself, which is not kept.

    Whoever has the database but not the link can read none of it.
    """

    __tablename__ = "drafts"
    __table_args__ = (IN_ORDER_OF_IDS,)

    digest: Mapped[str] = mapped_column(primary_key=True)
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"), index=True)
    sealed: Mapped[str] = mapped_column(Text)
