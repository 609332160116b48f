"""Surveys and answers.

Answers hold no address, no person, no case and no moment finer than the month. Their
ids are random and, on SQLite, their tables are stored in the order of those ids, so a
copy of the database does not tell who answered, nor in which order.
"""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.extensions import Identified, Model

IN_ORDER_OF_IDS = {"sqlite_with_rowid": False}


class Survey(Identified, Model):
    """A set of questions put to one group again and again.

    `area_id` is None for answers collected elsewhere and imported: they belong to no
    area here and no area's pages show them.
    """

    __tablename__ = "surveys"

    area_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("areas.id"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    introduction: Mapped[str] = mapped_column(Text)
    invited_group: Mapped[str]

    questions: Mapped[list["Question"]] = relationship(
        order_by="Question.position", back_populates="survey", lazy="raise"
    )
    waves: Mapped[list["Wave"]] = relationship(
        order_by="Wave.opens_on", back_populates="survey", lazy="raise"
    )


class Question(Identified, Model):
    """One question: stars, yes or no, or a comment.

    `labels` are the worded options, worst first for stars. `high_is_good` is the good
    direction, fixed before anybody answers.
    """

    __tablename__ = "questions"
    __table_args__ = (
        CheckConstraint("kind IN ('stars', 'yes_no', 'comment')", name="kind"),
        UniqueConstraint("survey_id", "key"),
    )

    survey_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("surveys.id"))
    key: Mapped[str]
    position: Mapped[int]
    kind: Mapped[str]
    wording: Mapped[str]
    concept: Mapped[str]
    high_is_good: Mapped[bool]
    labels: Mapped[list[str]] = mapped_column(JSON)

    survey: Mapped[Survey] = relationship(back_populates="questions", lazy="raise")


class Wave(Identified, Model):
    """One round of a survey. `definition` is frozen when the wave opens."""

    __tablename__ = "waves"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="closes_after_opening"),
        CheckConstraint("closed_on IS NULL OR opened_on IS NOT NULL", name="opened_before_closed"),
        UniqueConstraint("survey_id", "opens_on"),
    )

    survey_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("surveys.id"))
    name: Mapped[str]
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    channel: Mapped[str]
    invited: Mapped[int | None]
    definition: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    survey: Mapped[Survey] = relationship(back_populates="waves", lazy="raise")


class Response(Identified, Model):
    """One family's answers in one wave; `month` is the first day of the month."""

    __tablename__ = "responses"
    __table_args__ = (Index("ix_responses_wave_id", "wave_id"), IN_ORDER_OF_IDS)

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    month: Mapped[date]

    answers: Mapped[list["Answer"]] = relationship(lazy="raise")
    comments: Mapped[list["Comment"]] = relationship(back_populates="response", lazy="raise")


class Answer(Model):
    """One answer: 1 to 5 for stars, 0 or 1 for no or yes. No row where there was none."""

    __tablename__ = "answers"
    __table_args__ = (
        CheckConstraint("value BETWEEN 0 AND 5", name="value"),
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
