"""Reading what a quarter's casework is counted from, and what was published of it."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, bindparam, or_, select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.areas.scope import within
from portal.cases.models import CaseNews
from portal.cases.news import NOT_TO_THE_FAMILY
from portal.cases.queries import AREA, IN_AREA
from portal.cases.reading import advice, children, positions, read, reading, requests
from portal.domain.england import day_of
from portal.domain.quarters import Quarter
from portal.domain.replies import Reply
from portal.measures.casework_counting import QuarterRecords
from portal.measures.casework_models import CaseworkRelease
from portal.questions.models import FamilyQuestion

news, questions = cast(Table, CaseNews.__table__), cast(Table, FamilyQuestion.__table__)
SINCE: Any = bindparam("since")
UNTIL: Any = bindparam("until")

# Whatever is settled in a quarter belongs to a request that was open in it, or to advice that
# was asked for by its end and had not come before its beginning.
COUNTED = reading(
    IN_AREA.where(
        or_(
            positions.c.ended_on.is_(None),
            positions.c.ended_on >= SINCE,
            select(advice.c.id)
            .where(advice.c.request_id == requests.c.id, advice.c.asked_on <= UNTIL)
            .where(or_(advice.c.received_on.is_(None), advice.c.received_on >= SINCE))
            .exists(),
        )
    ).order_by(requests.c.reference)
)
TOLD = select(news.c.request_id, news.c.at).where(
    news.c.request_id.in_(select(COUNTED.cases.subquery().c.id)),
    news.c.kind.not_in([kind.value for kind in NOT_TO_THE_FAMILY]),
)
REPLIES = within(
    select(questions.c.due_on, questions.c.answered_on)
    .join(requests, requests.c.id == questions.c.request_id)
    .join(children, children.c.id == requests.c.child_id),
    children.c,
    AREA,
).where(
    questions.c.due_on.between(SINCE, UNTIL),
    # Closed in time, a question asks for no answer any more; closed late, it had none in time.
    or_(questions.c.closed_on.is_(None), questions.c.closed_on > questions.c.due_on),
)
OLDEST_FIRST = (CaseworkRelease.begins_on, CaseworkRelease.area_id, CaseworkRelease.number)


def quarter_records(session: Session, area_id: uuid.UUID, quarter: Quarter) -> QuarterRecords:
    """All that may have been settled in the area in the quarter, in five queries."""
    given: dict[str, Any] = {"area_id": area_id, "since": quarter.first, "until": quarter.last}
    connection = session.connection()
    told: defaultdict[uuid.UUID, set[date]] = defaultdict(set)
    for request_id, at in connection.execute(TOLD, given):
        told[request_id].add(day_of(at))
    replies = [Reply(*row) for row in connection.execute(REPLIES, given)]
    return QuarterRecords(read(session, COUNTED, given), told, replies)


def releases_in(session: Session, area_id: uuid.UUID) -> Sequence[CaseworkRelease]:
    """Every release of the area, the oldest quarter first, each quarter's by number."""
    wanted = within(select(CaseworkRelease), CaseworkRelease, area_id)
    return session.scalars(wanted.order_by(*OLDEST_FIRST)).all()


def every_release(session: Session) -> Sequence[CaseworkRelease]:
    """Every release of the install, in the same order."""
    return session.scalars(select(CaseworkRelease).order_by(*OLDEST_FIRST)).all()


def newest_release(
    session: Session, area_id: uuid.UUID, quarter: Quarter
) -> CaseworkRelease | None:
    """The release of the quarter that stands: the one with the highest number."""
    wanted = within(select(CaseworkRelease), CaseworkRelease, area_id)
    wanted = wanted.where(CaseworkRelease.begins_on == quarter.first)
    return session.scalar(wanted.order_by(CaseworkRelease.number.desc()).limit(1))


def areas_without_release(session: Session, quarter: Quarter) -> Sequence[Area]:
    """The areas of which nothing is published of the quarter, by name."""
    there = select(CaseworkRelease.area_id).where(CaseworkRelease.begins_on == quarter.first)
    return session.scalars(select(Area).where(Area.id.not_in(there)).order_by(Area.name)).all()
