"""How much slower the portal's pages are than bare views on the same server and database.

Only ratios are judged: both are asked in turn, in the same run, on the same machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.benchmarks.visiting import Visitor, ratio
from tests.serving import demonstration_environment, flask, free_port, web_server

AT_MOST = 2.0
STATUS_AT_MOST = 1.8
PARENT = "Parent or carer: Alison Bennett"


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
    location, _ = visitor.ask("GET", "/wandsworth/children")
    return urlsplit(location).path


def compare(servers: Servers, name: str, path: str, floor_path: str, *, at_most: float) -> None:
    """Fail unless the page takes at most so many times as long as its floor."""
    floor_path = f"{floor_path}/{len(servers.portal.get(path))}"
    portal, floor = servers.portal, servers.floor
    assert ratio(name, portal, path, floor, floor_path, at_most=at_most) <= at_most


def test_the_timeline_page(servers: Servers) -> None:
    path = signed_in(servers.portal)
    child = Path(path).name
    compare(servers, "status", path, f"/timeline/{child}", at_most=STATUS_AT_MOST)


def test_the_measures_page(servers: Servers) -> None:
    anybody = Servers(Visitor(servers.portal.address), servers.floor)
    measures = "/wandsworth/measures"
    compare(anybody, "measures", measures, "/measures/wandsworth", at_most=AT_MOST)
