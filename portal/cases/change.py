"""An officer's change to a case: who makes it, where and when, and what follows from it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.audit.services import Act, record
from portal.cases.models import Request
from portal.cases.news import NewsKind, tell
from portal.cases.positions import place

CORRECTED_ALREADY = (
    "This was corrected already, perhaps by somebody else just now. Go back to the case and "
    "look at the newest record."
)


@dataclass(frozen=True)
class Change:
    """Who changes something in which area; `today` is the day of `now` in England."""

    area_id: uuid.UUID
    by: uuid.UUID
    today: date
    now: datetime

    def audit(self, session: Session, act: Act, object_id: uuid.UUID, **details: Any) -> None:
        """Keep in the audit record what was done to which object."""
        record(
            session,
            act,
            at=self.now,
            actor_id=self.by,
            area_id=self.area_id,
            object_id=object_id,
            **details,
        )

    def follow(
        self,
        session: Session,
        request: Request,
        act: Act,
        object_id: uuid.UUID,
        *,
        tells: NewsKind | None,
        **details: Any,
    ) -> None:
        """Do all that follows from a fact that was kept: the audit record, the request's place
        in the officers' list and, where it is for the family to know, the news of it.
        """
        self.audit(session, act, object_id, **details)
        place(session, request, area_id=self.area_id)
        if tells is not None:
            tell(session, request.id, tells, object_id, self.now)
