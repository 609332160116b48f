"""Surveys, their questions in every language, and the waves that put them to people."""

import uuid
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.extensions import Identified, Model
from portal.surveys.definition import KINDS


class Audience(Enum):
    """Who is asked. Each has a version of a survey of its own; concepts are shared."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    PROFESSIONAL = "professional"


class Layout(Enum):
    """How the questions are laid out: all on one page, or one thing a page."""

    ONE_PAGE = "one_page"
    A_QUESTION_A_PAGE = "a_question_a_page"


class Side(Enum):
    """The two sides that make a survey together, and both agree to its questions."""

    COUNCIL = "council"
    FORUM = "forum"


class Survey(Identified, Model):
    """A set of questions put to one group again and again.

    `area_id` is None for answers collected elsewhere and imported: they belong to no area here
    and no area's pages show them. `key` is the survey's slug and its area's, with a hyphen.
    `version` grows with the first change after a wave froze `frozen_version`. `after_stages`
    are the stages at whose end families are sent the survey. `ended_on`, once set, keeps it
    from new waves.
    """

    __tablename__ = "surveys"

    area_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("areas.id"), index=True)
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    introduction: Mapped[str] = mapped_column(Text)
    invited_group: Mapped[str]
    audience: Mapped[Audience] = mapped_column(default=Audience.PARENT)
    layout: Mapped[Layout] = mapped_column(default=Layout.ONE_PAGE)
    version: Mapped[int] = mapped_column(default=1)
    frozen_version: Mapped[int | None]
    after_stages: Mapped[list[str]] = mapped_column(JSON, default=list)
    asks_code_word: Mapped[bool] = mapped_column(default=False)
    ended_on: Mapped[date | None]

    questions: Mapped[list["Question"]] = relationship(
        order_by="Question.position", back_populates="survey", lazy="raise"
    )
    waves: Mapped[list["Wave"]] = relationship(
        order_by="Wave.opens_on", back_populates="survey", lazy="raise"
    )
    agreements: Mapped[list["SurveyAgreement"]] = relationship(lazy="raise")
    translations: Mapped[list["SurveyTranslation"]] = relationship(lazy="raise")


class Question(Identified, Model):
    """One question; `portal.surveys.definition.AskedQuestion` says what its columns mean.

    One that a wave has asked is never deleted, because answers belong to it, but `removed`.
    """

    __tablename__ = "questions"
    __table_args__ = (
        CheckConstraint(f"kind IN ({', '.join(map(repr, KINDS))})", name="kind"),
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
    help_text: Mapped[str] = mapped_column(default="")
    offers_unknown: Mapped[bool] = mapped_column(default=True)
    asked_if_key: Mapped[str] = mapped_column(default="")
    asked_if_values: Mapped[list[int]] = mapped_column(JSON, default=list)
    picture: Mapped[str] = mapped_column(default="")
    removed: Mapped[bool] = mapped_column(default=False)

    survey: Mapped[Survey] = relationship(back_populates="questions", lazy="raise")
    translations: Mapped[list["QuestionTranslation"]] = relationship(lazy="raise")


class SurveyAgreement(Model):
    """One side's yes to the survey as it stands; a change takes both sides' away."""

    __tablename__ = "survey_agreements"

    survey_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("surveys.id"), primary_key=True)
    side: Mapped[Side] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    on: Mapped[date]


class SurveyTranslation(Model):
    """A survey's title and introduction in another language than English."""

    __tablename__ = "survey_translations"

    survey_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("surveys.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    introduction: Mapped[str] = mapped_column(Text)


class QuestionTranslation(Model):
    """A question in another language than English; `labels` as many as the question's, or none."""

    __tablename__ = "question_translations"

    question_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    wording: Mapped[str]
    help_text: Mapped[str]
    labels: Mapped[list[str]] = mapped_column(JSON)


class Wave(Identified, Model):
    """One round of a survey. `definition` is frozen when the wave opens.

    `channels` are keys of `portal.surveys.channels`; `channel` says them in words, as they are
    frozen. `paper_printed` counts the paper forms that were printed.
    """

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
    channels: Mapped[list[str]] = mapped_column(JSON, default=list)
    invited_group: Mapped[str] = mapped_column(default="")
    invited: Mapped[int | None]
    remind_on: Mapped[date | None]
    paper_printed: Mapped[int] = mapped_column(default=0)
    definition: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    survey: Mapped[Survey] = relationship(back_populates="waves", lazy="raise")


class WaveKey(Model):
    """The secret of an open wave, made when it opens and destroyed when it closes.

    Without it nobody can say any more which ticket was spent or which answers a receipt is for.
    """

    __tablename__ = "wave_keys"

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"), primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary)
