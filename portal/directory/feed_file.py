"""Reads a page of services, in either shape, whole before anything of it is used."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.directory import older_shape, standard_shape
from portal.directory.given import Given
from portal.directory.record import Feed, GivenService
from portal.domain.given_values import shown
from portal.domain.refusal import Refused

LONGEST_ID = 200
NO_PAGE = (
    "is no page of services. It needs a list called “contents”, as Open Referral UK has it, "
    "or “content”, as the older shape has it."
)


@dataclass(frozen=True)
class FeedPage:
    """One page as it came: its services, and which page of how many it says it is."""

    services: Sequence[Any]
    number: int
    pages: int


def read_page(content: bytes, of: str = "The file") -> FeedPage:
    """The page in this JSON. Raises `Refused` for anything else, and names the line."""
    document = read_json(content, of)
    listed = _listed(document)
    if listed is None:
        raise Refused(f"{of} {NO_PAGE}")
    number = _count(document, "page_number", "number")
    pages = _count(document, "total_pages", "totalPages")
    return FeedPage(listed, number, max(1, pages))


def read_json(content: bytes, of: str) -> Any:
    """What this JSON says. Raises `Refused` for anything else, and names the line."""
    try:
        return json.loads(content)
    except json.JSONDecodeError as problem:
        raise Refused(
            f"{of} cannot be read as JSON: {problem.msg}, line {problem.lineno}, "
            f"column {problem.colno}."
        ) from problem
    except (UnicodeDecodeError, RecursionError, ValueError) as problem:
        raise Refused(f"{of} cannot be read as JSON in UTF-8.") from problem


def read_feed(services: Sequence[Any], *, is_whole: bool, today: date) -> Feed:
    """The services of a feed, all of them checked.

    Those that are no longer given are passed over. Raises `Refused` for the first that cannot
    be, naming it and what is wrong with it.
    """
    if not services:
        raise Refused("The feed holds no services, so nothing was changed.")
    left_out: list[str] = []
    is_older = _is_older(services)
    found: dict[str, GivenService] = {}
    seen: dict[str, str] = {}
    for number, values in enumerate(services, start=1):
        given = _given(values, number, left_out)
        source_id = _source_id(given)
        if source_id in seen:
            raise Refused(f"{given.where}: id {shown(source_id)} stands at {seen[source_id]} too.")
        seen[source_id] = given.where
        service = _read(given, source_id, today, is_older=is_older)
        if service is not None:
            found[source_id] = service
    return Feed(tuple(found.values()), is_whole, tuple(left_out))


def _listed(document: Any) -> list[Any] | None:
    lists = (
        [document.get(name) for name in ("contents", "content")]
        if isinstance(document, dict)
        else []
    )
    return next((each for each in lists if isinstance(each, list)), None)


def _count(document: Mapping[str, Any], *names: str) -> int:
    numbers = (document.get(name) for name in names)
    return next((n for n in numbers if isinstance(n, int) and not isinstance(n, bool)), 1)


def _is_older(services: Sequence[Any]) -> bool:
    """Whether the services are in the older shape, by the fields that only one of the two has."""
    fields = [set(each) for each in services if isinstance(each, dict)]
    older = sum(len(each & older_shape.MARKS) for each in fields)
    return older > sum(len(each & standard_shape.MARKS) for each in fields)


def _given(values: Any, number: int, left_out: list[str]) -> Given:
    where = f"Service {number}"
    if not isinstance(values, dict):
        raise Refused(f"{where}: must be an object; {shown(values)} given.")
    called = values.get("name")
    if isinstance(called, str) and called.strip():
        where = f"{where} ({shown(called.strip())})"
    return Given(values, where, left_out)


def _source_id(given: Given) -> str:
    source_id = given.line("id")
    if not source_id or len(source_id) > LONGEST_ID:
        raise given.refusal("id must be given, in 200 signs or fewer", source_id or "nothing")
    return source_id


def _read(given: Given, source_id: str, today: date, *, is_older: bool) -> GivenService | None:
    name = given.line("name")
    if not name:
        raise Refused(f"{given.where}: name must be given.")
    if is_older:
        return older_shape.read_older(given, source_id, name, today)
    if not standard_shape.is_offered(given):
        return None
    return standard_shape.read_standard(given, source_id, name, today)
