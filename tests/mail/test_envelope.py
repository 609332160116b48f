"""The headers that mail programs act upon, as they travel."""

from email import message_from_bytes, policy

import pytest

from portal.mail.envelope import envelope
from portal.mail.message import Message

LETTER = Message(
    "test",
    "amina@example.org",
    "A subject with Zoë’s name that is a good deal longer than one line of an e-mail can be",
    "Words.",
    message_id="0f8fad5b-d9cb-469f-a165-70867728950e@send.example.org",
    unsubscribe=f"https://send.example.org/wandsworth/notices/unsubscribe/{'token-' * 12}",
)


def test_what_was_written_arrives() -> None:
    travelled = envelope(LETTER, "portal@example.org").as_bytes()
    arrived = message_from_bytes(travelled, policy=policy.default)
    assert arrived["Subject"] == LETTER.subject
    assert arrived["Message-ID"] == f"<{LETTER.message_id}>"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert max(map(len, travelled.split(b"\r\n"))) <= 998, "RFC 5322, 2.1.1"


def test_the_unsubscribe_address_travels_whole() -> None:
    lines = envelope(LETTER, "portal@example.org").as_bytes().decode().split("\r\n")
    assert f"List-Unsubscribe: <{LETTER.unsubscribe}>" in lines
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_without_an_address_no_button_is_promised() -> None:
    plain = envelope(Message("test", "a@example.org", "Subject", "Words"), "portal@example.org")
    assert not [name for name in plain if name.startswith("List-")]
    assert str(plain["Message-ID"]).endswith("@example.org>")


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"subject": "Hello\nBcc: all@example.org"}, id="in the subject"),
        pytest.param({"to": "a@example.org\nBcc: all@example.org"}, id="in the recipient"),
        pytest.param({"unsubscribe": "https://x\r\nBcc: all@example.org"}, id="to unsubscribe"),
    ],
)
def test_no_line_smuggles_a_header(forged: dict[str, str]) -> None:
    given = {"to": "a@example.org", "subject": "Subject"} | forged
    with pytest.raises(ValueError, match="linefeed"):
        envelope(Message("test", text="Words", **given), "portal@example.org")  # type: ignore[arg-type]
