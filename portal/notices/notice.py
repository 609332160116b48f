"""One notice to one person, before it takes the way of an e-mail or a text message."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.mail.message import Channel, Message
from portal.notices.asking import Asked
from portal.notices.gathering import Place, Told
from portal.notices.readers import Reader
from portal.notices.said import Said
from portal.notices.standing import Standing, standing

WAYS = (Channel.EMAIL, Channel.SMS)


@dataclass(frozen=True)
class Notice:
    """What is said to whom. `key` says so in numbers, for the outbox.

    `standing` is None where there is nothing to say of one request, or its facts contradict
    each other. `caseworker` may be empty. `asked` is a one-time link to a survey, for the e-mail.
    """

    key: str
    said: Said
    reader: Reader
    place: Place
    child_id: uuid.UUID
    request_id: uuid.UUID | None = None
    caseworker: str = ""
    standing: Standing | None = None
    asked: Asked | None = None


Compose = Callable[[Notice], Sequence[Message]]
"""Writes a notice out: a message for each way that its reader wants."""


def about(
    told: Told,
    reader: Reader,
    said: Said,
    *,
    key: str,
    today: date,
    asked: Asked | None = None,
) -> Notice:
    """A notice about a request, in the voice that fits its reader."""
    own = reader.as_young_person
    return Notice(
        f"{key}:{reader.person_id}",
        said.to_young_person() if own else said,
        reader,
        told.place,
        told.case.child.id,
        told.case.id,
        told.case.caseworker,
        standing(told.case, told.place, today=today, young_person=own),
        asked,
    )


def key_for(key: str, way: Channel) -> str:
    """The outbox's key for a notice's key and one way."""
    return f"{key}:{way.value}"
