"""Which recorded events stand, once the corrections among them are followed.

A wrong record is never changed or deleted. A newer one names it in `corrects` and takes its
place: with another kind or day, or with no day at all where the event never happened.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from portal.domain.facts import Event, EventKind
from portal.domain.refusal import Refused


@dataclass(frozen=True)
class RecordedEvent:
    """One record: its own reference, what it says, and the reference of what it corrects.

    `on` is None where the record strikes out the one it corrects as recorded in error.
    """

    reference: Hashable
    kind: EventKind
    on: date | None
    corrects: Hashable | None = None


def effective(records: Iterable[RecordedEvent]) -> tuple[Event, ...]:
    """The events that stand: the newest record of each chain of corrections.

    A chain whose newest record strikes out leaves nothing, whatever it said before. The order
    of `records` does not matter. Raises Refused when two records share a reference, when a
    record without a day corrects nothing, when a correction names a record that is not there
    or that already has a correction, and when corrections run in a circle.
    """
    listed = list(records)
    by_reference = {record.reference: record for record in listed}
    corrected = Counter(record.corrects for record in listed if record.corrects is not None)
    if len(by_reference) < len(listed):
        raise Refused("Two records have the same reference. Give each record its own.")
    if any(record.on is None and record.corrects is None for record in listed):
        raise Refused("A record without a day must name the record that was made in error.")
    if any(reference not in by_reference for reference in corrected):
        raise Refused("A correction names a record that is not there. Name one of this request.")
    if any(times > 1 for times in corrected.values()):
        raise Refused("A record was corrected twice. Correct its newer version instead.")
    newest = [record for record in listed if record.reference not in corrected]
    if sum(_length(record, by_reference) for record in newest) < len(listed):
        raise Refused("Corrections run in a circle. A record can only correct an older one.")
    standing = {Event(record.kind, record.on) for record in newest if record.on is not None}
    return tuple(sorted(standing, key=lambda event: (event.on, event.kind)))


def _length(record: RecordedEvent, by_reference: dict[Hashable, RecordedEvent]) -> int:
    """How many records the chain that ends in `record` holds."""
    length = 1
    while record.corrects is not None:
        record = by_reference[record.corrects]
        length += 1
    return length
