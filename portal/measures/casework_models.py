"""Releases of figures from cases: what was published of one area and quarter, for ever."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.quarters import Quarter
from portal.extensions import Identified, Model
from portal.measures.casework_shape import CaseworkFigures


class CaseworkRelease(Identified, Model):
    """The figures of one area and quarter, after the disclosure control, with their digest.

    `begins_on` is the quarter's first day. A row is never changed. A correction is a new row
    with the next number, saying why.
    """

    __tablename__ = "casework_releases"
    __table_args__ = (
        UniqueConstraint("area_id", "begins_on", "number"),
        CheckConstraint("number > 0", name="numbered_from_one"),
    )

    area_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("areas.id"))
    begins_on: Mapped[date]
    number: Mapped[int]
    published_at: Mapped[datetime]
    reason: Mapped[str]
    figures: Mapped[CaseworkFigures] = mapped_column(JSON)
    digest: Mapped[str]

    @property
    def quarter(self) -> Quarter:
        """The quarter it is about."""
        return Quarter(self.begins_on)
