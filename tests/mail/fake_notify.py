"""A stand-in for GOV.UK Notify on a real port: checks who asks, keeps what it is sent."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"portal-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


class FakeNotify:
    """`answer` is the status of the next texts; `hangs_up` keeps a text and says nothing."""

    def __init__(self) -> None:
        self.texts: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.answer = 201
        self.hangs_up = False
        self.address = ""


@contextmanager
def notify() -> Iterator[FakeNotify]:
    """The stand-in, for as long as the block lasts."""
    fake = FakeNotify()

    class Handler(_Handler):
        state = fake

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    state: FakeNotify

    def do_GET(self) -> None:
        reference = parse_qs(urlsplit(self.path).query)["reference"][0]
        self.state.asked.append(reference)
        known = [one for one in self.state.texts if one["reference"] == reference]
        self._say(200 if self._may_ask() else 403, {"notifications": known, "links": {}})

    def do_POST(self) -> None:
        text = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._may_ask():
            self._say(403, {"errors": [{"error": "AuthError"}]})
            return
        if self.state.answer == 201:
            self.state.texts.append(text)
        if self.state.hangs_up:
            return
        said = {"errors": [{"message": f"phone_number {text['phone_number']} is wrong"}]}
        self._say(self.state.answer, said)

    def _may_ask(self) -> bool:
        """Whether the request is signed with this service's key, less than a minute ago."""
        word, _, token = self.headers["Authorization"].partition(" ")
        try:
            claims = jwt.decode(token, SECRET, algorithms=["HS256"], leeway=30)
        except jwt.InvalidTokenError:
            return False
        return (word, claims["iss"]) == ("Bearer", SERVICE)

    def _say(self, status: int, document: dict[str, Any]) -> None:
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing: the requests are what the tests look at."""
