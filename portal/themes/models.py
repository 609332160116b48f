"""Themes and the readings that put comments into them."""

import uuid

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Table,
    Text,
    UniqueConstraint,
    delete,
    event,
    select,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from portal.extensions import Base, Identified, Model
from portal.feedback.models import IN_ORDER_OF_IDS, Comment
from portal.themes.frame import ThemeWording

reading_themes = Table(
    "reading_themes",
    Base.metadata,
    Column("reading_id", ForeignKey("readings.id"), primary_key=True),
    Column("theme_id", ForeignKey("themes.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
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
    """A person read this comment and put it into these themes (none is a reading too).

    On which day is not kept: whoever reads every day what came would show when each came.
    """

    __tablename__ = "readings"
    __table_args__ = (IN_ORDER_OF_IDS,)

    comment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("comments.id"), unique=True)
    read_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))

    themes: Mapped[list[Theme]] = relationship(
        secondary=reading_themes, order_by=Theme.position, lazy="raise"
    )


@event.listens_for(Comment, "before_delete")
def _forget_its_reading(_: Mapper[Comment], connection: Connection, comment: Comment) -> None:
    """When a family takes its words back, what was said of them goes too."""
    of_comment = select(Reading.id).where(Reading.comment_id == comment.id)
    connection.execute(delete(reading_themes).where(reading_themes.c.reading_id.in_(of_comment)))
    connection.execute(delete(Reading).where(Reading.comment_id == comment.id))
