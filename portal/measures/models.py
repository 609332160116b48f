"""Releases: figures as they were published, for ever."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Identified, Model
from portal.measures.shape import WaveFigures


class Release(Identified, Model):
    """The figures of one closed wave, after the disclosure control, with their digest.

    A row is never changed. A correction is a new row with the next number, saying why.
    """

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("wave_id", "number"),)

    area_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("areas.id"), index=True)
    survey_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("surveys.id"), index=True)
    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    number: Mapped[int]
    published_at: Mapped[datetime]
    reason: Mapped[str]
    figures: Mapped[WaveFigures] = mapped_column(JSON)
    digest: Mapped[str]
