"""Which record of a day stands, where wrong ones stay to be read."""

import uuid
from collections.abc import Collection
from typing import Protocol, TypeVar


class Correcting(Protocol):
    """A record that may name an older one of which it takes the place."""

    @property
    def id(self) -> uuid.UUID: ...

    @property
    def corrects_id(self) -> uuid.UUID | None: ...


Record = TypeVar("Record", bound=Correcting)


def newest(records: Collection[Record]) -> Record:
    """The record that none of the others corrects, of one chain of corrections."""
    corrected = {record.corrects_id for record in records}
    return next(record for record in records if record.id not in corrected)
