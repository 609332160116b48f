"""Correcting a child's name or date of birth."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.audit.services import Act
from portal.cases import queries
from portal.cases.change import Change
from portal.cases.checks import called, check_born
from portal.cases.models import Child
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused


@dataclass(frozen=True)
class ChildDetails:
    """Who a request is about, as it was typed."""

    first_name: str
    last_name: str
    born: date

    def columns(self) -> dict[str, str | date]:
        """What a child's row keeps of it."""
        first_name, last_name = self.first_name.strip(), self.last_name.strip()
        return {"first_name": first_name, "last_name": last_name, "born": self.born}


def correct_child(session: Session, child: Child, details: ChildDetails, *, change: Change) -> None:
    """Give a child this name and date of birth; the audit record keeps only which changed.

    Who holds the rights follows from the date of birth. Raises Refused, and keeps nothing,
    where nothing would change, for a date of birth that one of the child's requests rules
    out, and where it would become the same child as another of the area.
    """
    changed = {name: new for name, new in details.columns().items() if getattr(child, name) != new}
    if not changed:
        raise Refused("That is what the record says now. Change the name or the date of birth.")
    for request in queries.requests_of(session, child):
        check_born(details.born, request.received_on)
    _check_nobody_else(session, child, details, change)
    for name, new in changed.items():
        setattr(child, name, new)
    session.flush()
    change.audit(session, Act.CHILD_CORRECTED, child.id, fields=sorted(changed))


def _check_nobody_else(
    session: Session, child: Child, details: ChildDetails, change: Change
) -> None:
    born_then = queries.children_born(session, change.area_id, details.born)
    others = [row for row in born_then if row.id != child.id]
    found = called(others, details.first_name, details.last_name)
    if found is not None:
        references = ", ".join(request.reference for request in found.requests)
        raise Refused(
            f"{found.name}, born on {day_in_words(found.born)}, is here already"
            f"{f' with the reference {references}' if references else ''}. "
            "Check the name and the date of birth."
        )
