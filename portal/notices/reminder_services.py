"""Reminding families of dates: which cases to look at, and writing what is due."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.areas.bank_holidays import bank_holidays
from portal.cases.facts import where_it_stands
from portal.domain.counting import days_after
from portal.domain.refusal import Refused
from portal.notices import queries
from portal.notices.gathering import Family, Told, gather, gather_families
from portal.notices.notice import WAYS, Compose, Notice, about, key_for
from portal.notices.readers import Reader
from portal.notices.reminder_words import said_of, said_of_rights
from portal.notices.reminders import CATCH_UP, DAYS_BEFORE, EARLIEST, Step, reminders
from portal.notices.rights_change import born_for, rights_change, years_concerned
from portal.notices.services import post

# Two months and what the tribunal's breaks can add, which is at most all of August.
LONGEST_TO_APPEAL = 62 + 31 + 7
SHORTEST_TO_APPEAL = 59
DAYS_FOR_COMMENTS = 14


def requests_to_look_at(session: Session, *, today: date) -> list[uuid.UUID]:
    """The requests with a date near enough to be reminded of today, each once.

    What is not among them has nothing due; most of what is among them was reminded of before.
    """
    latest = days_after(today, EARLIEST)
    found = [
        *queries.owed_between(session, days_after(today, -CATCH_UP - 1), latest),
        *queries.drafted_between(session, days_after(today, -DAYS_FOR_COMMENTS), today),
        *queries.ended_between(
            session,
            days_after(today, -LONGEST_TO_APPEAL),
            days_after(today, max(DAYS_BEFORE[Step.APPEAL]) - SHORTEST_TO_APPEAL),
        ),
    ]
    return list(dict.fromkeys(found))


def children_to_look_at(session: Session, *, today: date) -> list[uuid.UUID]:
    """The children of whom it must be said today that the rights pass to them."""
    return [
        child_id
        for year in years_concerned(today)
        for child_id, born in queries.born_between(session, *born_for(year)).items()
        if rights_change(born, today)
    ]


def remind(
    session: Session,
    request_ids: Collection[uuid.UUID],
    *,
    now: datetime,
    today: date,
    compose: Compose,
) -> int:
    """Write the reminders of these requests that are due today; how many were new.

    The same reminder is never written twice to one person, however often this runs.
    """
    told = gather(session, request_ids, today=today)
    notices = [notice for each in told.values() for notice in _notices(each, today)]
    return _post_new(session, notices, compose=compose, now=now)


def remind_of_rights(
    session: Session,
    child_ids: Collection[uuid.UUID],
    *,
    now: datetime,
    today: date,
    compose: Compose,
) -> int:
    """Tell the families of these children that the rights pass on; how many messages were new."""
    born = queries.birthdays(session, child_ids)
    families = gather_families(session, born, today=today)
    notices = [
        notice
        for child_id, family in families.items()
        for notice in _notices_of_rights(child_id, born[child_id], family, today)
    ]
    return _post_new(session, notices, compose=compose, now=now)


def _post_new(
    session: Session, notices: Sequence[Notice], *, compose: Compose, now: datetime
) -> int:
    """Write those of the notices that were not written before, by whatever way.

    The outbox would refuse them as well, but most were written on an earlier round.
    """
    keys = {key_for(notice.key, way): notice.key for notice in notices for way in WAYS}
    before = {keys[key] for key in queries.written(session, keys.keys())}
    new = [notice for notice in notices if notice.key not in before]
    return sum(post(session, notice, compose=compose, now=now) for notice in new)


def _notices(told: Told, today: date) -> Iterator[Notice]:
    found = where_it_stands(told.case, as_of=today)
    if isinstance(found, Refused):
        return
    holidays = bank_holidays(range(told.case.received_on.year, today.year + 2))
    for each in reminders(found, holidays=holidays):
        said = said_of(each, today=today)
        key = f"due:{told.case.id}:{each.step}:{each.on.isoformat()}:{each.days}"
        for reader in told.readers:
            if reader.sees:
                yield about(told, reader, said, key=key, today=today)


def _notices_of_rights(
    child_id: uuid.UUID, born: date, family: Family, today: date
) -> Iterator[Notice]:
    change = rights_change(born, today)
    if change is None:
        return
    when = "after" if change.passed else "before"
    key = f"rights:{child_id}:{change.last_day.isoformat()}:{when}"
    for reader in family.readers:
        if not change.passed or _is_concerned(reader):
            said = said_of_rights(change, young_person=reader.as_young_person)
            yield Notice(f"{key}:{reader.person_id}", said, reader, family.place, child_id)


def _is_concerned(reader: Reader) -> bool:
    """Whether the change is news: to the young person, and to a parent who sees no more."""
    return reader.as_young_person or not reader.sees
