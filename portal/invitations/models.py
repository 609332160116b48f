"""Who is invited to a wave by e-mail, for as long as the wave is open."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.extensions import Identified, Model


class Invitation(Identified, Model):
    """One address invited to one wave. Gone when the wave has closed.

    Neither its ticket nor whether that was spent stands here: the ticket is worked out from the
    row's id, the wave's key and the portal's secret (`portal.feedback.tickets`).
    """

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("wave_id", "email"),)

    wave_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("waves.id"))
    email: Mapped[str]
    invited_on: Mapped[date | None]
    reminded_on: Mapped[date | None]
