"""`flask directory import`: files and addresses, and one clear line for what is wrong."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.directory import queries
from portal.directory.download import Fetcher, fetch_services
from portal.directory.models import LocalService
from portal.domain.refusal import Refused
from tests.directory.feeds import older, older_page, standard, standard_page, written
from tests.factories import Make

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, make: Make) -> Run:
    """`flask directory import` for Wandsworth."""
    make.area()

    def run(*options: object, area: str = "wandsworth") -> Result:
        arguments = ["directory", "import", *map(str, options), "--area", area]
        return app.test_cli_runner().invoke(args=arguments)

    return run


def amount(session: Session) -> int:
    return session.scalar(select(func.count(LocalService.id))) or 0


def refused(done: Result, session: Session) -> str:
    """The one line that a refusal is; nothing was written."""
    assert done.exit_code == 2
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert amount(session) == 0
    return line


class TestFiles:
    def test_a_file_and_then_the_same_again(
        self, run: Run, session: Session, tmp_path: Path
    ) -> None:
        file = written(tmp_path, standard_page(standard(), standard(id="b", url="nowhere")))
        first, again = run(file), run(file, "--json")

        assert first.exit_code == 0
        assert first.stdout.splitlines()[0] == "2 added, 0 changed, 0 as before, 0 gone."
        assert "url was left out, because “nowhere” is no http" in first.stdout
        assert json.loads(again.stdout) == {
            "area": "wandsworth",
            "feed": "Local Offer",
            "dry_run": False,
            "is_whole": True,
            "added": 0,
            "changed": 0,
            "unchanged": 2,
            "gone": [],
            "left_out": [
                "Service 2 (“Paddlers”): url was left out, because “nowhere” is no http or https "
                "address."
            ],
        }
        assert amount(session) == 2

    def test_a_dry_run_keeps_nothing(self, run: Run, session: Session, tmp_path: Path) -> None:
        done = run(written(tmp_path, older_page(older())), "--dry-run")

        assert done.stdout.startswith("This would be kept: 1 added, 0 changed")
        assert amount(session) == 0

    def test_gone_services_are_named(self, run: Run, tmp_path: Path) -> None:
        run(written(tmp_path, older_page(older(), older(id=8, name="Rowers"))))
        done = run(written(tmp_path, older_page(older())))

        assert done.stdout.splitlines() == [
            "0 added, 0 changed, 1 as before, 1 gone.",
            "Gone: Rowers",
        ]

    def test_one_page_of_several_says_so(self, run: Run, tmp_path: Path) -> None:
        run(written(tmp_path, older_page(older(), older(id=8))))
        done = run(written(tmp_path, older_page(older(), totalPages=2)))

        assert "0 gone.\nThis was one page of several, so no service was marked" in done.stdout

    def test_the_real_sample_twice(self, run: Run, session: Session, real_data: Path) -> None:
        file = real_data / "local_offer_services.json"

        assert run(file).stdout.startswith("20 added, 0 changed, 0 as before, 0 gone.")
        assert run(file).stdout.startswith("0 added, 0 changed, 20 as before, 0 gone.")
        assert amount(session) == 20

    @pytest.mark.parametrize(
        ("document", "line"),
        [
            pytest.param(
                older_page(older(), older(id=8, min_age="two")),
                "Service 2 (“Paddlers”): min_age must be a number from 0 to 999; “two” given.",
                id="a bad value in the last service",
            ),
            pytest.param(
                '{"content": [',
                "The file cannot be read as JSON: Expecting value, line 1, column 14.",
                id="broken JSON",
            ),
            pytest.param(
                older_page(), "The feed holds no services, so nothing was changed.", id="empty"
            ),
        ],
    )
    def test_a_bad_file(
        self, run: Run, session: Session, tmp_path: Path, document: Any, line: str
    ) -> None:
        assert refused(run(written(tmp_path, document)), session) == line

    def test_bad_arguments(self, run: Run, session: Session, tmp_path: Path) -> None:
        file = written(tmp_path, older_page(older()))

        assert refused(run(), session) == "Give either a FILE or --from ADDRESS, and not both."
        assert refused(run(file, "--from", "http://127.0.0.1/"), session).startswith("Give either")
        assert (
            refused(run(file, area="nowhere"), session)
            == "--area: there is no area “nowhere” here."
        )
        assert "No such file" in refused(run(tmp_path / "none.json"), session)
        assert refused(run(file, "--feed", " "), session).startswith("--feed: give a name")


class Directory(BaseHTTPRequestHandler):
    """A directory of the standard with one page a service, of which each has its own."""

    services: ClassVar[list[dict[str, Any]]] = []
    asked: ClassVar[list[str]] = []
    beginnings: ClassVar[bool] = False

    def do_GET(self) -> None:
        self.asked.append(self.path)
        path, _, query = self.path.partition("?")
        page = dict(parse_qsl(query)).get("page", "1")
        status, document = 404, {}
        if path == "/services":
            number = int(page)
            listed = self.services[number - 1]
            if self.beginnings:
                listed = {name: listed[name] for name in ("id", "name", "status")}
            status, document = (
                200,
                standard_page(listed, page_number=number, total_pages=len(self.services)),
            )
        elif path.startswith("/services/"):
            own = [each for each in self.services if each["id"] == path.rpartition("/")[2]]
            status, document = (200, own[0]) if own else (404, {})
        elif path == "/elsewhere":
            status = 302
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "file:///etc/hostname")
        self.end_headers()
        self.wfile.write(json.dumps(document).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(*services: dict[str, Any], beginnings: bool = False) -> Iterator[tuple[str, list[str]]]:
    """The address of a directory with these services, and what was asked of it."""
    asked: list[str] = []
    handler = type(
        "Handler",
        (Directory,),
        {"services": list(services), "asked": asked, "beginnings": beginnings},
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def unwatched(items: Any, _: str) -> Any:
    return items


class TestAddresses:
    def test_all_pages_are_read(self, run: Run, make: Make, session: Session) -> None:
        given = [standard(id=str(number), name=f"Club {number}") for number in range(3)]
        with serving(*given) as (address, asked):
            done = run("--from", f"{address}/services?per_page=1", "--feed", "City list")

        assert done.stdout == "3 added, 0 changed, 0 as before, 0 gone.\n"
        assert asked == [
            "/services?per_page=1",
            "/services?per_page=1&page=2",
            "/services?per_page=1&page=3",
        ]
        area = make.the_area("wandsworth")
        assert len(queries.services_of_feed(session, area.id, "City list")) == 3

    def test_where_pages_hold_beginnings_each_service_is_asked_for(self) -> None:
        given = [standard(id="a"), standard(id="b", status="inactive")]
        with serving(*given, beginnings=True) as (address, asked):
            services = fetch_services(f"{address}/services", Fetcher(), unwatched)

        assert services == given
        assert asked[2:] == ["/services/a", "/services/b"]

    @pytest.mark.parametrize(
        ("path", "sentence"),
        [
            pytest.param("/none", "answered 404. Check the address.", id="nothing there"),
            pytest.param("/services/a", "/services/a is no page of services.", id="no page"),
            pytest.param("/elsewhere", "answered 302", id="sent to a file of this machine"),
        ],
    )
    def test_a_bad_answer(self, run: Run, session: Session, path: str, sentence: str) -> None:
        with serving(standard(id="a")) as (address, _):
            assert sentence in refused(run("--from", address + path), session)

    def test_nobody_answers(self, run: Run, session: Session) -> None:
        with serving(standard()) as (address, _):
            pass
        assert "cannot be read" in refused(run("--from", f"{address}/services"), session)

    @pytest.mark.parametrize("address", ["file:///etc/passwd", "/etc/passwd", "ftp://x/", "x"])
    def test_only_http_and_https(self, run: Run, session: Session, address: str) -> None:
        line = refused(run("--from", address), session)
        assert line.startswith("--from: give an address that begins with https://")

    @pytest.mark.parametrize(
        ("fetcher", "sentence"),
        [
            pytest.param(Fetcher(most_bytes=500), "the feed is larger than", id="too large"),
            pytest.param(Fetcher(seconds=-1), "the feed took longer than", id="too long"),
        ],
    )
    def test_a_limit_to_size_and_time(self, fetcher: Fetcher, sentence: str) -> None:
        with (
            serving(standard()) as (address, _),
            pytest.raises(Refused, match=sentence),
        ):
            fetch_services(f"{address}/services", fetcher, unwatched)

    def test_it_begins_with_the_first_page(self) -> None:
        with (
            serving(standard(id="a"), standard(id="b")) as (address, _),
            pytest.raises(Refused, match=r"is page 2\. Give"),
        ):
            fetch_services(f"{address}/services?page=2", Fetcher(), unwatched)

    def test_a_limit_to_pages(self) -> None:
        with (
            serving(*[standard()] * 1_001) as (address, asked),
            pytest.raises(Refused, match="says that it has 1,001 pages"),
        ):
            fetch_services(f"{address}/services", Fetcher(), unwatched)
        assert len(asked) == 1
