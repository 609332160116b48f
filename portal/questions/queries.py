"""Reading questions: a person's own, and an area's, always within that area."""

import uuid
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    Table,
    and_,
    bindparam,
    func,
    select,
)
from sqlalchemy import cast as cast_to
from sqlalchemy.orm import Session

from portal.areas.scope import within
from portal.cases.queries import HOLDS, guardianships
from portal.cases.reading import children, people, requests
from portal.domain.rights_holder import parent_may_see
from portal.questions.models import FamilyQuestion
from portal.questions.records import InboxQuestion, OwnQuestion

asker, taker, answerer, closer = (
    people.alias(name) for name in ("asker", "taker", "answerer", "closer")
)
questions = cast(Table, FamilyQuestion.__table__)


def _of_asker(what: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Something of the access that whoever asked has on `as_of`; nothing where it has ended."""
    own = guardianships.c.person_id == questions.c.asked_by_id
    about_child = guardianships.c.child_id == children.c.id
    return select(what).where(own, about_child, HOLDS).scalar_subquery()


# The columns of both stand in the order of their record's fields; those of an inbox question end
# with the birthday and the access by which one knows whether its asker may see the case.
OWN = (
    select(
        questions.c.id,
        questions.c.request_id,
        questions.c.words,
        questions.c.asked_on,
        questions.c.due_on,
        func.coalesce(questions.c.answer, ""),
        questions.c.answered_on,
        func.coalesce(answerer.c.name, ""),
        questions.c.closed_on,
    )
    .outerjoin(answerer, answerer.c.id == questions.c.answered_by_id)
    .where(questions.c.request_id.in_(bindparam("request_ids", expanding=True)))
    .where(questions.c.asked_by_id == bindparam("person_id"))
    .order_by(questions.c.asked_at.desc(), questions.c.id)
)
INBOX = (
    select(
        questions.c.id,
        questions.c.request_id,
        requests.c.reference,
        children.c.first_name,
        children.c.last_name,
        asker.c.name,
        questions.c.words,
        questions.c.asked_on,
        questions.c.due_on,
        questions.c.taken_by_id,
        func.coalesce(taker.c.name, ""),
        questions.c.taken_at,
        func.coalesce(questions.c.answer, ""),
        questions.c.answered_on,
        func.coalesce(answerer.c.name, ""),
        questions.c.closed_because,
        questions.c.closed_on,
        func.coalesce(closer.c.name, ""),
        children.c.born,
        _of_asker(func.max(cast_to(guardianships.c.as_young_person, Integer))),
        _of_asker(func.max(guardianships.c.agreed_on)),
    )
    .join(requests, requests.c.id == questions.c.request_id)
    .join(children, children.c.id == requests.c.child_id)
    .join(asker, asker.c.id == questions.c.asked_by_id)
    .outerjoin(taker, taker.c.id == questions.c.taken_by_id)
    .outerjoin(answerer, answerer.c.id == questions.c.answered_by_id)
    .outerjoin(closer, closer.c.id == questions.c.closed_by_id)
)
IS_WAITING = and_(questions.c.answered_on.is_(None), questions.c.closed_on.is_(None))


class Show(StrEnum):
    """Which questions of an area to list."""

    WAITING = "waiting"
    MINE = "mine"
    ANSWERED = "answered"


def own_questions(
    session: Session, request_ids: Collection[uuid.UUID], person_id: uuid.UUID
) -> list[OwnQuestion]:
    """What this person asked about these requests, newest first; nobody else's questions."""
    given = {"request_ids": list(request_ids), "person_id": person_id}
    return [OwnQuestion(*row) for row in session.connection().execute(OWN, given)]


def inbox(
    session: Session,
    area_id: uuid.UUID,
    show: Show,
    officer_id: uuid.UUID,
    *,
    as_of: date,
    skip: int,
    take: int,
) -> list[InboxQuestion]:
    """`take` of the area's questions after the first `skip`, as they stand on `as_of`.

    Waiting ones come with the soonest day promised first, settled ones with the newest.
    """
    wanted = _shown(within(INBOX, children.c, area_id), show, officer_id)
    if show is Show.ANSWERED:
        settled_on = func.coalesce(questions.c.answered_on, questions.c.closed_on)
        newest_first = settled_on.desc(), questions.c.answered_at.desc(), questions.c.id
        wanted = wanted.order_by(*newest_first)
    else:
        wanted = wanted.order_by(questions.c.due_on, questions.c.asked_at, questions.c.id)
    return _read(session, wanted.offset(skip).limit(take), as_of)


def how_many(session: Session, area_id: uuid.UUID, show: Show, officer_id: uuid.UUID) -> int:
    """How many questions of the area `show` asks for."""
    wanted = _shown(_in_area(func.count(), area_id), show, officer_id)
    return session.scalar(wanted) or 0


def counts(session: Session, area_id: uuid.UUID, today: date) -> tuple[int, int]:
    """How many questions of the area wait for an answer, and how many of those are late."""
    late = func.count().filter(questions.c.due_on < today)
    wanted = _in_area(func.count(), area_id).add_columns(late).where(IS_WAITING)
    waiting, late_ones = session.execute(wanted).one()
    return waiting, late_ones


def question(
    session: Session, area_id: uuid.UUID, question_id: uuid.UUID, *, as_of: date
) -> InboxQuestion | None:
    """One question of the area, to be read on `as_of`."""
    wanted = within(INBOX, children.c, area_id).where(questions.c.id == question_id)
    return next(iter(_read(session, wanted, as_of)), None)


def asked_on(session: Session, request_id: uuid.UUID, person_id: uuid.UUID, day: date) -> int:
    """How many questions this person asked about this request on `day`."""
    theirs = questions.c.request_id == request_id, questions.c.asked_by_id == person_id
    wanted = select(func.count()).select_from(questions)
    return session.scalar(wanted.where(*theirs, questions.c.asked_on == day)) or 0


def question_to_change(
    session: Session, area_id: uuid.UUID, question_id: uuid.UUID
) -> FamilyQuestion | None:
    """One question of the area as a row, which everybody else's change to it waits for."""
    wanted = _in_area(FamilyQuestion, area_id).where(questions.c.id == question_id)
    found: FamilyQuestion | None = session.scalar(wanted.with_for_update(of=FamilyQuestion))
    return found


def _read(session: Session, wanted: Select[Any], as_of: date) -> list[InboxQuestion]:
    return [
        InboxQuestion(*[*said, _sees(born, as_young_person, agreed_on, as_of)])
        for *said, born, as_young_person, agreed_on in session.execute(wanted, {"as_of": as_of})
    ]


def _sees(born: date, as_young_person: int | None, agreed_on: date | None, as_of: date) -> bool:
    if as_young_person is None:
        return False
    return bool(as_young_person) or parent_may_see(born, as_of, agreed_on=agreed_on)


def _in_area(what: Any, area_id: uuid.UUID) -> Select[Any]:
    joined = (
        select(what)
        .select_from(questions)
        .join(requests, requests.c.id == questions.c.request_id)
        .join(children, children.c.id == requests.c.child_id)
    )
    return within(joined, children.c, area_id)


def _shown(wanted: Select[Any], show: Show, officer_id: uuid.UUID) -> Select[Any]:
    if show is Show.ANSWERED:
        return wanted.where(~IS_WAITING)
    if show is Show.MINE:
        return wanted.where(IS_WAITING, questions.c.taken_by_id == officer_id)
    return wanted.where(IS_WAITING)
