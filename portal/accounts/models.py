"""People, role grants and sign-in links."""

import secrets
import uuid
from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.areas.models import Area
from portal.domain.roles import Grant, Role
from portal.extensions import Identified, Model


def new_session_key() -> str:
    """A word that the sessions of one person carry; a new one ends them all."""
    return secrets.token_urlsafe(16)


class Person(Identified, UserMixin, Model):
    """Somebody who can sign in, known by an e-mail address kept in lower case."""

    __tablename__ = "people"

    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    session_key: Mapped[str] = mapped_column(default=new_session_key)

    role_grants: Mapped[list["RoleGrant"]] = relationship(back_populates="person", lazy="raise")

    def get_id(self) -> str:
        """What a session knows the person by: it stops being true when they sign out."""
        return f"{self.id} {self.session_key}"

    @property
    def roles_held(self) -> list["RoleGrant"]:
        """The role grants that have not ended."""
        return [row for row in self.role_grants if row.ended_at is None]

    @property
    def grants(self) -> list[Grant]:
        """The roles that still hold, as the permission table reads them."""
        return [Grant(row.role, row.area_id) for row in self.roles_held]


class RoleGrant(Identified, Model):
    """A role that a person holds in an area; ended, never deleted."""

    __tablename__ = "role_grants"
    __table_args__ = (
        CheckConstraint("(role = 'operator') = (area_id IS NULL)", name="operator_has_no_area"),
        Index("ix_role_grants_person_id", "person_id"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    role: Mapped[Role]
    area_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("areas.id"))
    granted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="role_grants", lazy="raise")
    area: Mapped[Area | None] = relationship(lazy="raise")


class SignInLink(Identified, Model):
    """A link sent by e-mail: good for 15 minutes and for one use, kept only as a digest."""

    __tablename__ = "sign_in_links"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    next_page: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
