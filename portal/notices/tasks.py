"""Background work: telling of news, and reminding of dates, each batch by itself.

One case that cannot be told must not hold back all the others, so a batch that fails is tried
again case by case. What failed stays where it was and is tried again next time.
"""

import logging
import uuid
from collections.abc import Callable, Collection

from flask import current_app

from portal.notices import reminder_services, services
from portal.notices.emails import composer
from portal.web.clock import now, today
from portal.web.unit_of_work import committing

log = logging.getLogger(__name__)

Act = Callable[[Collection[uuid.UUID]], object]


def spread_news() -> None:
    """Write the messages of all news that is due. Any number of workers may do this at once."""
    tried: set[uuid.UUID] = set()
    while True:
        with committing() as session:
            batch = services.next_requests(session, now=now(), besides=tried)
        if not batch:
            return
        tried.update(batch)
        _in_one_go_or_one_by_one(_spread, batch)


def remind_of_dates() -> None:
    """Write the reminders of today, and those of days that were missed."""
    with committing() as session:
        requests = reminder_services.requests_to_look_at(session, today=today())
        children = reminder_services.children_to_look_at(session, today=today())
    for batch in _batches(requests):
        _in_one_go_or_one_by_one(_remind, batch)
    for batch in _batches(children):
        _in_one_go_or_one_by_one(_remind_of_rights, batch)


def _spread(requests: Collection[uuid.UUID]) -> None:
    with committing() as session:
        services.spread(
            session,
            requests,
            now=now(),
            today=today(),
            compose=composer(),
            secret=current_app.config["SECRET_KEY"],
        )


def _remind(requests: Collection[uuid.UUID]) -> None:
    with committing() as session:
        reminder_services.remind(session, requests, now=now(), today=today(), compose=composer())


def _remind_of_rights(children: Collection[uuid.UUID]) -> None:
    with committing() as session:
        reminder_services.remind_of_rights(
            session, children, now=now(), today=today(), compose=composer()
        )


def _batches(ids: list[uuid.UUID]) -> list[list[uuid.UUID]]:
    size = services.AT_ONCE
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def _in_one_go_or_one_by_one(act: Act, batch: list[uuid.UUID]) -> None:
    try:
        act(batch)
    except Exception:
        for each in batch:
            _alone(act, each)


def _alone(act: Act, one: uuid.UUID) -> None:
    try:
        act([one])
    except Exception as problem:
        # The name of the fault and the case's number: its words may hold an address.
        log.error("Notices about %s were not written: %s", one, type(problem).__name__)
