"""Coming in: spending a ticket once, counting each way in, and what an answer keeps of both.

The ledger holds a digest of each spent ticket. The counts stand beside it, never at an answer.
"""

import uuid
from dataclasses import dataclass

from sqlalchemy import Uuid, bindparam, func, insert, select, text
from sqlalchemy.orm import Session

from portal.domain.refusal import Refused
from portal.feedback.models import SpentTicket, WayCount
from portal.surveys.channels import Channel
from portal.surveys.models import Wave

COUNT = text(
    "UPDATE way_counts SET "
    "made = made + CASE WHEN way = :way AND stage = :stage AND band = :band THEN :made ELSE 0 END, "
    "used = used + CASE WHEN way = :way AND stage = :stage AND band = :band THEN :used ELSE 0 END "
    "WHERE wave_id = :wave_id RETURNING way, stage, band"
).bindparams(bindparam("wave_id", type_=Uuid()))

FEWEST_ALIKE = 10
"""How many spent tickets must tell the same stage and band before an answer keeps them."""

SPENT = (
    "This link or number was used already. Each one counts once, so these answers were not kept."
)


@dataclass(frozen=True)
class Entry:
    """A way in. `digest` is what the ledger will keep of the ticket; None for ways without one."""

    way: Channel = Channel.OPEN_LINK
    digest: str | None = None
    stage: str = ""
    band: str = ""


class TicketSpent(Refused):
    """The ticket was used before."""


def is_spent(session: Session, wave_id: uuid.UUID, digest: str) -> bool:
    """Whether the ledger has this ticket."""
    return session.get(SpentTicket, (wave_id, digest)) is not None


def spend(session: Session, wave_id: uuid.UUID, entry: Entry) -> None:
    """Count the way in, and put its ticket into the ledger. Raises `TicketSpent`.

    To be called while nobody else can keep answers in the wave.
    """
    if entry.digest is not None:
        if is_spent(session, wave_id, entry.digest):
            raise TicketSpent(SPENT)
        session.execute(insert(SpentTicket), [{"wave_id": wave_id, "digest": entry.digest}])
    _count(session, wave_id, entry, used=1)


def count_made(session: Session, wave_id: uuid.UUID, entry: Entry, number: int = 1) -> None:
    """Count tickets that were handed out. Nobody can keep answers in the wave meanwhile."""
    session.execute(select(Wave.id).where(Wave.id == wave_id).with_for_update(key_share=True))
    _count(session, wave_id, entry, made=number)


def kept_tags(session: Session, wave_id: uuid.UUID, entry: Entry) -> dict[str, str | None]:
    """The stage and band that an answer may keep: only those that enough spent tickets share.

    Else whoever knows when a child's stage ended could tell the family's answer. Tickets that
    were only handed out do not count: with the portal's secret somebody could tell who spent
    theirs. To be called when this answer's own ticket is spent.
    """
    alike = WayCount.stage == entry.stage, WayCount.band == entry.band
    wanted = select(func.sum(WayCount.used)).where(WayCount.wave_id == wave_id, *alike)
    enough = entry.stage and (session.scalar(wanted) or 0) >= FEWEST_ALIKE
    return {"stage": entry.stage, "band": entry.band} if enough else {"stage": None, "band": None}


def _count(
    session: Session, wave_id: uuid.UUID, entry: Entry, *, made: int = 0, used: int = 0
) -> None:
    """Every count of the wave is written again, so that no row tells which one changed last."""
    this = {"way": entry.way.value, "stage": entry.stage, "band": entry.band}
    row = {"wave_id": wave_id, **this, "made": made, "used": used}
    if tuple(this.values()) not in [tuple(each) for each in session.execute(COUNT, row)]:
        session.execute(insert(WayCount), [row])
