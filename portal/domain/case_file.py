"""One case as a document (the contract of `flask timeline`) turned into its facts.

Every refusal names the list, the row counted from 1, and the field.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from portal.domain.exceptions import check_exception
from portal.domain.facts import (
    AdviceRequest,
    CaseFacts,
    Event,
    EventKind,
    Ground,
    Limit,
    RecordedException,
)
from portal.domain.given_values import at, read_choice, read_day, shown
from portal.domain.refusal import Refused

Row = TypeVar("Row")

CASE_FIELDS = ("received", "events", "advice", "exceptions", "born")
EVENT_FIELDS = ("kind", "on")
ADVICE_FIELDS = ("body", "asked", "received")
EXCEPTION_FIELDS = ("limit", "ground", "from", "to")


def read_case(document: object) -> CaseFacts:
    """The facts that `document` holds, a value as JSON gives it.

    A list that is missing or null is empty; a field the contract does not have is refused, so
    that a misspelt one is not silently left out. Raises Refused.
    """
    case = _fields(document, CASE_FIELDS, "the file")
    born = case.get("born")
    return CaseFacts(
        received=read_day(case.get("received"), "received"),
        events=_rows(case, "events", _event),
        advice=_rows(case, "advice", _advice),
        exceptions=_rows(case, "exceptions", _exception),
        born=None if born is None else read_day(born, "born"),
    )


def _fields(value: object, fields: tuple[str, ...], place: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise Refused(f"{place}: write an object with the fields {', '.join(fields)}.")
    for field in value:
        if field not in fields:
            raise Refused(f"{place}: there is no field {shown(field)}. Use {', '.join(fields)}.")
    return value


def _rows(
    case: Mapping[str, object], name: str, read: Callable[[object, str], Row]
) -> tuple[Row, ...]:
    rows = case.get(name)
    if rows is None:
        return ()
    if not isinstance(rows, list):
        raise Refused(f"{name}: write a list of rows, in square brackets.")
    return tuple(read(row, f"{name}, row {number}") for number, row in enumerate(rows, start=1))


def _event(value: object, place: str) -> Event:
    row = _fields(value, EVENT_FIELDS, place)
    return Event(
        read_choice(row.get("kind"), EventKind, f"{place}, kind"),
        read_day(row.get("on"), f"{place}, on"),
    )


def _advice(value: object, place: str) -> AdviceRequest:
    row = _fields(value, ADVICE_FIELDS, place)
    body, received = row.get("body"), row.get("received")
    if not isinstance(body, str) or not body.strip():
        raise Refused(f"{place}, body: say who was asked for advice.")
    return AdviceRequest(
        body.strip(),
        read_day(row.get("asked"), f"{place}, asked"),
        None if received is None else read_day(received, f"{place}, received"),
    )


def _exception(value: object, place: str) -> RecordedException:
    row = _fields(value, EXCEPTION_FIELDS, place)
    end = row.get("to")
    exception = RecordedException(
        read_choice(row.get("limit"), Limit, f"{place}, limit"),
        read_choice(row.get("ground"), Ground, f"{place}, ground"),
        read_day(row.get("from"), f"{place}, from"),
        None if end is None else read_day(end, f"{place}, to"),
    )
    with at(place):
        check_exception(exception)
    return exception
