"""Background work: letters of the waves that are open, and forgetting those that are over."""

import logging
import time
import uuid
from collections.abc import Callable, Collection

from flask import current_app
from sqlalchemy.orm import Session

from portal.invitations import queries, services
from portal.invitations.emails import composer
from portal.invitations.sending_services import Sending, invite_some, remind_some
from portal.web.clock import now, today
from portal.web.unit_of_work import committing

log = logging.getLogger(__name__)

BREATH = 0.05
"""Seconds between two batches. SQLite has no queue of writers: without a pause, people who send
their answers meanwhile could find the database busy until they are turned away."""

Unwilling = Callable[[Session, Collection[str]], Collection[str]]


def write_letters(unwilling: Unwilling) -> None:
    """First forget whom the waves that are over had invited, then write what is to be written.

    `unwilling` is as `Sending` says. One wave that fails keeps no other one back; it is tried
    again next time.
    """
    with committing() as session:
        over = queries.waves_to_forget(session, today())
        waiting = queries.waves_to_write_for(session, today())
    for wave_id in over:
        _alone(wave_id, _forget)
    for wave_id in waiting:
        _alone(wave_id, lambda wave_id: _write_all(wave_id, unwilling))


def _forget(wave_id: uuid.UUID) -> None:
    with committing() as session:
        services.forget(session, wave_id, now=now())


def _write_all(wave_id: uuid.UUID, unwilling: Unwilling) -> None:
    secret = current_app.config["SECRET_KEY"]
    for some in (invite_some, remind_some):
        more = True
        while more:
            with committing() as session:
                sending = Sending(secret, composer(), unwilling, today(), now())
                more = some(session, wave_id, sending)
            time.sleep(BREATH if more else 0)


def _alone(wave_id: uuid.UUID, act: Callable[[uuid.UUID], None]) -> None:
    try:
        act(wave_id)
    except Exception as problem:
        # The name of the fault and the wave's number: its words may hold an address.
        log.error("Letters of wave %s were not written: %s", wave_id, type(problem).__name__)
