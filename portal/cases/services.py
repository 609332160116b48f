"""Adding a child and a request, and whose work a request is."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.audit.services import Act
from portal.cases import queries
from portal.cases.change import Change
from portal.cases.checks import called, check_born, check_not_there
from portal.cases.child_services import ChildDetails
from portal.cases.facts import accept
from portal.cases.models import Child, ReceivedDate, Request
from portal.cases.past_tense import check_happened
from portal.cases.references import new_reference
from portal.domain.facts import CaseFacts


@dataclass(frozen=True)
class Added:
    """The request that was added, and whether the area knew the child already."""

    request: Request
    child_was_known: bool


def add_request(
    session: Session, child: ChildDetails, *, received_on: date, source: str, change: Change
) -> Added:
    """Add a request, which becomes the officer's own work, and its child if not there yet.

    A child of the same name and day of birth is the same child. Raises Refused for days that
    cannot be, for somebody of 25 or older, and for a request that was added before.
    """
    check_happened(received_on, today=change.today)
    check_born(child.born, received_on)
    accept(CaseFacts(received_on, born=child.born))
    born_then = queries.children_born(session, change.area_id, child.born)
    known = called(born_then, child.first_name, child.last_name)
    if known is not None:
        check_not_there(known.requests, received_on)
    row = known or _add_child(session, child, change)
    request = Request(
        reference=_unused_reference(session),
        source=source,
        caseworker_id=change.by,
        child=row,
        received=[
            ReceivedDate(received_on=received_on, recorded_by_id=change.by, recorded_at=change.now)
        ],
        events=[],
        advice=[],
        exceptions=[],
        updates=[],
    )
    session.add(request)
    session.flush()
    change.follow(session, request, Act.REQUEST_ADDED, request.id, tells=None, source=source)
    return Added(request, child_was_known=known is not None)


def take_on(session: Session, request: Request, *, change: Change) -> None:
    """Make the request the officer's own work. Doing so again changes nothing."""
    if request.caseworker_id == change.by:
        return
    request.caseworker_id = change.by
    session.flush()
    change.audit(session, Act.CASEWORKER_CHANGED, request.id)


def _add_child(session: Session, child: ChildDetails, change: Change) -> Child:
    row = Child(area_id=change.area_id, **child.columns())
    session.add(row)
    session.flush()
    change.audit(session, Act.CHILD_ADDED, row.id)
    return row


def _unused_reference(session: Session) -> str:
    reference = new_reference()
    while queries.reference_taken(session, reference):
        reference = new_reference()
    return reference
