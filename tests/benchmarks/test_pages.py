"""How much slower the portal's pages are than bare views on the same server and database.

Only ratios are judged: both are asked in turn, in the same run, on the same machine.
"""

import http.client
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.serving import demonstration_environment, flask, free_port, web_server

WARM_UP = 40
ROUNDS = 300
AT_MOST = 2.0
PARENT = "Parent or carer: Alison Bennett"


@dataclass
class Visitor:
    """A connection that asks one address again and again."""

    address: str
    cookie: str = ""

    def get(self, path: str) -> bytes:
        return self._ask("GET", path, b"", {})[1]

    def seconds(self, path: str) -> float:
        start = time.perf_counter()
        self.get(path)
        return time.perf_counter() - start

    def send(self, path: str, body: str) -> str:
        """Send a form; the address it leads to."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, body.encode(), form)[0]

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[str, bytes]:
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        connection.request(method, path, body, headers | {"Cookie": self.cookie})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        assert answer.status < 400, f"{path} answered {answer.status}"
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        return answer.getheader("Location", ""), content


@dataclass(frozen=True)
class Servers:
    portal: Visitor
    floor: Visitor


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The demonstration and the floor, one worker each, on the same database file."""
    folder, port = tmp_path_factory.mktemp("benchmark"), free_port()
    environment = demonstration_environment(folder, port)
    flask(environment, "demo")
    floor_port = free_port()
    with (
        web_server(environment, folder / "portal-log", port, "wsgi:app") as portal,
        web_server(
            environment, folder / "floor-log", floor_port, "tests.benchmarks.floor:app"
        ) as floor,
    ):
        yield Servers(Visitor(portal), Visitor(floor))


def signed_in(visitor: Visitor) -> str:
    """Sign the visitor in as a parent; the address of their child's timeline."""
    page = BeautifulSoup(visitor.get("/demonstration"), "html5lib")
    button = next(each for each in page.select("main button") if each.text.strip() == PARENT)
    fields = button.find_parent("form").select("input")
    visitor.send("/demonstration", "&".join(f"{each['name']}={each['value']}" for each in fields))
    location, _ = visitor._ask("GET", "/wandsworth/children", b"", {})
    return urlsplit(location).path


def compare(servers: Servers, name: str, path: str, floor_path: str) -> float:
    """The median time of the page over that of the floor, both asked in turn."""
    size = len(servers.portal.get(path))
    floor_path = f"{floor_path}/{size}"
    for _ in range(WARM_UP):
        servers.portal.get(path)
        servers.floor.get(floor_path)
    pairs = [
        (servers.portal.seconds(path), servers.floor.seconds(floor_path)) for _ in range(ROUNDS)
    ]
    page, floor = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    floor_size = len(servers.floor.get(floor_path))
    print(
        f"\n{name:<10} {size:>7,} bytes {page:6.2f} ms   floor {floor_size:>7,} bytes "
        f"{floor:6.2f} ms   ratio {page / floor:.2f} (at most {AT_MOST})"
    )
    return float(page / floor)


def test_the_timeline_page(servers: Servers) -> None:
    path = signed_in(servers.portal)
    child = Path(path).name
    assert compare(servers, "timeline", path, f"/timeline/{child}") <= AT_MOST


def test_the_measures_page(servers: Servers) -> None:
    anybody = Servers(Visitor(servers.portal.address), servers.floor)
    ratio = compare(anybody, "measures", "/wandsworth/measures", "/measures/wandsworth")
    assert ratio <= AT_MOST
