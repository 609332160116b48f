"""Themes and the readings that put comments into them."""

import uuid
from datetime import date

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.extensions import Base, Identified, Model
from portal.themes.frame import ThemeWording

reading_themes = Table(
    "reading_themes",
    Base.metadata,
    Column("reading_id", ForeignKey("readings.id"), primary_key=True),
    Column("theme_id", ForeignKey("themes.id"), primary_key=True, index=True),
)


class Theme(Identified, Model):
    """A pile that comments are sorted into: what goes in, what does not, examples."""

    __tablename__ = "themes"
    __table_args__ = (UniqueConstraint("area_id", "name"),)

    area_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("areas.id"))
    position: Mapped[int]
    name: Mapped[str]
    goes_in: Mapped[str] = mapped_column(Text)
    stays_out: Mapped[str] = mapped_column(Text)
    examples: Mapped[str] = mapped_column(Text)

    @property
    def wording(self) -> ThemeWording:
        """The theme as its forum worded it."""
        return ThemeWording.from_columns(self.name, self.goes_in, self.stays_out, self.examples)


class Reading(Identified, Model):
    """A person read this comment and put it into these themes (none is a reading too)."""

    __tablename__ = "readings"

    comment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("comments.id"), unique=True)
    read_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    read_on: Mapped[date]

    themes: Mapped[list[Theme]] = relationship(
        secondary=reading_themes, order_by=Theme.position, lazy="raise"
    )
