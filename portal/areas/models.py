"""Areas and whom to contact in them."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.bodies import Body
from portal.extensions import Identified, Model


class Area(Identified, Model):
    """One local area: its names, its standards in days and its colours."""

    __tablename__ = "areas"
    __table_args__ = (
        CheckConstraint("reply_standard_working_days > 0", name="reply_standard"),
        CheckConstraint("update_promise_days > 0", name="update_promise"),
    )

    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    council: Mapped[str]
    reply_standard_working_days: Mapped[int]
    update_promise_days: Mapped[int]
    brand_colour: Mapped[str]
    brand_text_colour: Mapped[str]

    contacts: Mapped[list["Contact"]] = relationship(order_by="Contact.body", lazy="raise")


class Contact(Identified, Model):
    """How to reach one body of an area: the casework team, the forum, the advice service."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("area_id", "body"),)

    area_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("areas.id"))
    body: Mapped[Body]
    name: Mapped[str]
    what_for: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    website: Mapped[str]
