"""Fetches a feed over http or https, page by page, for the command that imports it.

Never used while somebody waits for a page: a feed may take minutes.
"""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from portal.directory.feed_file import FeedPage, read_json, read_page
from portal.directory.standard_shape import MARKS, NESTED
from portal.domain.given_values import shown
from portal.domain.refusal import Refused

SECONDS_AN_ANSWER = 20
SECONDS_IN_ALL = 15 * 60
MOST_BYTES = 50 * 1024 * 1024
MOST_PAGES = 1_000
CHUNK = 64 * 1024

# Shows a person how far it is: given the numbers of what is fetched, hands them on one by one.
Watch = Callable[[Iterable[Any], str], Iterable[Any]]


@dataclass
class Fetcher:
    """Fetches addresses until the time or the size allowed to the whole feed is spent."""

    seconds: float = SECONDS_IN_ALL
    most_bytes: int = MOST_BYTES
    _until: float = field(init=False)
    _left: int = field(init=False)

    def __post_init__(self) -> None:
        self._until = time.monotonic() + self.seconds
        self._left = self.most_bytes
        # Only these: the usual opener would read files of this machine, too.
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPRedirectHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
        ):
            self._opener.add_handler(handler)

    def fetch(self, address: str) -> bytes:
        """What `address` answers. Raises `Refused` where it fails or is too much."""
        asked = urllib.request.Request(address, headers={"Accept": "application/json"})
        try:
            with self._opener.open(asked, timeout=SECONDS_AN_ANSWER) as answer:
                return self._read(answer, address)
        except urllib.error.HTTPError as problem:
            problem.close()
            raise Refused(f"{address} answered {problem.code}. Check the address.") from problem
        except (OSError, HTTPException, ValueError, AttributeError) as problem:
            reason = getattr(problem, "reason", None) or problem
            raise Refused(f"{address} cannot be read: {shown(reason)}.") from problem

    def _read(self, answer: Any, address: str) -> bytes:
        kept = bytearray()
        while chunk := answer.read(CHUNK):
            kept += chunk
            self._left -= len(chunk)
            if self._left < 0:
                raise Refused(
                    f"{address}: the feed is larger than {self.most_bytes // 1024 // 1024} MB."
                )
            if time.monotonic() > self._until:
                raise Refused(f"{address}: the feed took longer than {self.seconds:g} seconds.")
        return bytes(kept)


def fetch_services(address: str, fetcher: Fetcher, watch: Watch) -> list[Any]:
    """Every service of the feed at `address`, as it came.

    Reads all pages, and where its pages hold only the beginnings of services, as the standard
    allows, each service’s own page as well. Raises `Refused` where any of it fails.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise Refused(f"--from: give an address that begins with https://; {shown(address)} given.")
    first = _page(fetcher, address)
    if first.number > 1:
        raise Refused(f"{address} is page {first.number:,}. Give the address of the first page.")
    if first.pages > MOST_PAGES:
        raise Refused(f"{address}: the feed says that it has {first.pages:,} pages.")
    services = list(first.services)
    for number in watch(range(2, first.pages + 1), "Fetching pages"):
        services += _page(fetcher, _with_page(address, number)).services
    if any(map(_is_beginning, services)):
        services = [_whole(fetcher, address, each) for each in watch(services, "Fetching services")]
    return services


def _page(fetcher: Fetcher, address: str) -> FeedPage:
    return read_page(fetcher.fetch(address), of=address)


def _with_page(address: str, number: int) -> str:
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query) if pair[0] != "page"]
    return urlunsplit(parts._replace(query=urlencode([*asked, ("page", number)])))


def _is_beginning(service: Any) -> bool:
    """Whether this is a service of the standard without any of its lists."""
    return (
        isinstance(service, dict) and bool(service.keys() & MARKS) and not service.keys() & NESTED
    )


def _whole(fetcher: Fetcher, address: str, service: Any) -> Any:
    if not _is_beginning(service) or not service.get("id"):
        return service
    parts = urlsplit(address)
    path = f"{parts.path.rstrip('/')}/{quote(str(service['id']), safe='')}"
    own = urlunsplit(parts._replace(path=path, query="", fragment=""))
    return read_json(fetcher.fetch(own), own)
