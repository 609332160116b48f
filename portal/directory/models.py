"""The local services of an area, as their directory’s feed told of them."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.stages import StageKey
from portal.extensions import Identified, Model


class LocalService(Identified, Model):
    """One service. `feed` and `source_id` say which; the rest is what the feed says of it.

    `folded_name` and `folded_text` are what words are looked for in, written the same for both
    engines. `gone_on` is the day on which it was first missing from its feed: rows are kept,
    since links to them stand in letters and beside stages. `digest` tells whether a newer copy
    of the feed says anything else.
    """

    __tablename__ = "local_services"
    __table_args__ = (
        CheckConstraint("minimum_age <= maximum_age", name="ages"),
        UniqueConstraint("area_id", "feed", "source_id"),
        Index("ix_local_services_listed", "area_id", "gone_on", "folded_name"),
    )

    area_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("areas.id"))
    feed: Mapped[str]
    source_id: Mapped[str]
    name: Mapped[str]
    description: Mapped[str] = mapped_column(Text)
    organisation: Mapped[str]
    url: Mapped[str]
    email: Mapped[str]
    phone: Mapped[str]
    minimum_age: Mapped[float | None]
    maximum_age: Mapped[float | None]
    who_for: Mapped[str] = mapped_column(Text)
    opening: Mapped[list[str]] = mapped_column(JSON)
    cost: Mapped[str] = mapped_column(Text)
    is_free: Mapped[bool | None]
    notice: Mapped[str] = mapped_column(Text)
    closed_for_now: Mapped[bool]
    categories: Mapped[list[str]] = mapped_column(JSON)
    folded_name: Mapped[str]
    folded_text: Mapped[str] = mapped_column(Text)
    updated_on: Mapped[date | None]
    imported_at: Mapped[datetime]
    gone_on: Mapped[date | None]
    digest: Mapped[str]

    needs: Mapped[list["ServiceNeed"]] = relationship(
        order_by="ServiceNeed.need", cascade="all, delete-orphan", lazy="raise"
    )
    places: Mapped[list["ServicePlace"]] = relationship(
        order_by="ServicePlace.position", cascade="all, delete-orphan", lazy="raise"
    )
    stages: Mapped[list["ServiceStage"]] = relationship(
        order_by="ServiceStage.stage", cascade="all, delete-orphan", lazy="raise"
    )


class ServiceNeed(Model):
    """A need that the service says it is for, in the feed’s own words."""

    __tablename__ = "local_service_needs"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("local_services.id"), primary_key=True)
    need: Mapped[str] = mapped_column(primary_key=True)


class ServicePlace(Identified, Model):
    """Where the service is given. Without latitude and longitude nobody can say how far it is."""

    __tablename__ = "local_service_places"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="both_or_neither"),
        UniqueConstraint("service_id", "position"),
    )

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("local_services.id"))
    position: Mapped[int]
    name: Mapped[str]
    address: Mapped[str]
    postcode: Mapped[str]
    outward: Mapped[str] = mapped_column(index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    access: Mapped[list[str]] = mapped_column(JSON)


class ServiceStage(Model):
    """An administrator shows the service beside this stage of the assessment."""

    __tablename__ = "local_service_stages"

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("local_services.id"), primary_key=True)
    stage: Mapped[StageKey] = mapped_column(primary_key=True)
