"""Asks pages again and again over HTTP, as a browser does, and compares how long two take."""

import http.client
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

WARM_UP = 40
ROUNDS = 300


@dataclass
class Visitor:
    """A connection that asks one address again and again."""

    address: str
    cookie: str = ""

    def get(self, path: str) -> bytes:
        return self.ask("GET", path)[1]

    def seconds(self, path: str) -> float:
        start = time.perf_counter()
        self.get(path)
        return time.perf_counter() - start

    def send(self, path: str, body: str) -> str:
        """Send a form; the address it leads to."""
        return self.ask("POST", path, body)[0]

    def ask(self, method: str, path: str, body: str = "") -> tuple[str, bytes]:
        """Where the answer leads, and what it says."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        headers = {"Cookie": self.cookie}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body.encode(), headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        assert answer.status < 400, f"{path} answered {answer.status}"
        if cookie := answer.getheader("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        return answer.getheader("Location", ""), content


def ratio(
    name: str, page: Visitor, path: str, floor: Visitor, floor_path: str, *, at_most: float
) -> float:
    """The median time of the page over that of the floor, both asked in turn."""
    for _ in range(WARM_UP):
        page.get(path)
        floor.get(floor_path)
    pairs = [(page.seconds(path), floor.seconds(floor_path)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    print(
        f"\n{name:<10} {len(page.get(path)):>7,} bytes {ours:6.2f} ms   "
        f"floor {len(floor.get(floor_path)):>7,} bytes {theirs:6.2f} ms   "
        f"ratio {ours / theirs:.2f} (at most {at_most})"
    )
    return float(ours / theirs)
