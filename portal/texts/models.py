"""Stage texts: every version that was ever written, and who answers for it."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Person
from portal.domain.readings import Reading, Variant
from portal.domain.stages import StageKey, StageWords
from portal.extensions import Identified, Model


class StageText(Identified, Model):
    """One version of one text. Its words never change: other words are a new number.

    A variant names what it was made from: `based_on_id` is a version of the standard English
    text (None where that was the portal's own) and `based_on_digest` that text's words. Both
    are empty for the standard text itself.
    """

    __tablename__ = "stage_texts"
    __table_args__ = (UniqueConstraint("area_id", "stage", "reading", "language", "number"),)

    area_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("areas.id"))
    stage: Mapped[StageKey]
    reading: Mapped[Reading]
    language: Mapped[str]
    number: Mapped[int]
    kept_words: Mapped[dict[str, str]] = mapped_column("words", JSON)
    based_on_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stage_texts.id"))
    based_on_digest: Mapped[str]

    written_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    written_at: Mapped[datetime]
    checked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    checked_at: Mapped[datetime | None]
    sent_back_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    sent_back_at: Mapped[datetime | None]
    sent_back_reason: Mapped[str] = mapped_column(Text, default="")
    published_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    published_at: Mapped[datetime | None]

    written_by: Mapped[Person] = relationship(foreign_keys=written_by_id, lazy="raise")
    checked_by: Mapped[Person | None] = relationship(foreign_keys=checked_by_id, lazy="raise")
    sent_back_by: Mapped[Person | None] = relationship(foreign_keys=sent_back_by_id, lazy="raise")
    published_by: Mapped[Person | None] = relationship(foreign_keys=published_by_id, lazy="raise")

    @property
    def variant(self) -> Variant:
        """For whom it is written, and in which language."""
        return Variant(self.reading, self.language)

    @property
    def words(self) -> StageWords:
        """What it says."""
        return StageWords(**self.kept_words)
