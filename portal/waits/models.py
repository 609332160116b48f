"""What families of an area waited, as it was worked out on a day."""

import uuid
from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Identified, Model


class WaitingFigure(Identified, Model):
    """The curve of one area on one day; pages read the newest.

    `steps` are the fields of `portal.domain.waits.Step` in their order. `skipped` requests
    were left out because their facts contradict each other.
    """

    __tablename__ = "waiting_figures"
    __table_args__ = (
        UniqueConstraint("area_id", "computed_on"),
        CheckConstraint("plans >= 0 AND plans <= cases", name="plans_among_cases"),
    )

    area_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("areas.id"))
    computed_on: Mapped[date]
    received_from: Mapped[date]
    cases: Mapped[int]
    plans: Mapped[int]
    steps: Mapped[list[tuple[int, float, int]]] = mapped_column(JSON)
    skipped: Mapped[int]
