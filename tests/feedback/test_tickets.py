"""One-time links prove themselves, and carry a stage, a month and a band, and nobody."""

import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from portal.feedback import tickets
from portal.feedback.keys import WaveSecret
from portal.feedback.tickets import BANDS, LENGTH, STAGES, WAYS, Ticket
from portal.surveys.channels import Channel

SECRET, OTHER = WaveSecret(b"k" * 32), WaveSecret(b"l" * 32)
TICKET = Ticket(
    uuid.UUID(int=77), Channel.STAGE_END, date(2026, 3, 1), b"n" * 12, STAGES[1], "late"
)
TEXT = TICKET.text(SECRET)


@pytest.mark.parametrize(("way", "stage", "band"), list(product(WAYS, STAGES, BANDS)), ids="-".join)
def test_every_way_stage_and_band_comes_back(way: Channel, stage: str, band: str) -> None:
    ticket = replace(TICKET, way=way, stage=stage, band=band)
    text = ticket.text(SECRET)

    assert tickets.read(text) == ticket
    assert tickets.is_genuine(text, ticket, SECRET)
    assert len(text) == LENGTH


@pytest.mark.parametrize(
    "month", [date(2000, 1, 1), date(2026, 2, 1), date(2026, 12, 1), date(2999, 12, 1)], ids=str
)
def test_every_month_comes_back(month: date) -> None:
    ticket = replace(TICKET, month=month)
    assert tickets.read(ticket.text(SECRET)) == ticket


@pytest.mark.parametrize("place", range(49))
def test_no_byte_can_be_changed(place: int) -> None:
    """Whatever the forger writes, it is no ticket at all or not a genuine one."""
    told = bytearray(urlsafe_b64decode(TEXT + "=="))
    for flip in (1, 2, 128):
        forged = bytearray(told)
        forged[place] ^= flip
        text = urlsafe_b64encode(forged).decode().rstrip("=")
        ticket = tickets.read(text)
        assert ticket is None or not tickets.is_genuine(text, ticket, SECRET)


@pytest.mark.parametrize("place", range(LENGTH))
def test_no_sign_can_be_changed(place: int) -> None:
    """Not even the last one, of which the bytes use a part only: a ticket is spent once."""
    for sign in "ABgz09-_":
        if sign == TEXT[place]:
            continue
        text = TEXT[:place] + sign + TEXT[place + 1 :]
        ticket = tickets.read(text)
        assert ticket is None or not tickets.is_genuine(text, ticket, SECRET)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(TEXT[:-1], id="one-sign-short"),
        pytest.param(TEXT + "A", id="one-sign-long"),
        pytest.param(TEXT + "=", id="padding"),
        pytest.param("A" * LENGTH, id="a-month-and-nothing-else"),
        pytest.param("_" * LENGTH, id="no-such-way"),
        pytest.param("!" * LENGTH, id="signs-of-no-ticket"),
        pytest.param("é" * LENGTH, id="letters-beyond-ascii"),
        pytest.param(" " * LENGTH, id="blanks"),
        pytest.param("\x00" * LENGTH, id="zeros"),
    ],
)
def test_nonsense_is_never_genuine(text: str) -> None:
    ticket = tickets.read(text)
    assert ticket is None or not tickets.is_genuine(text, ticket, SECRET)


def test_the_ticket_of_another_wave_or_portal_is_not_genuine() -> None:
    assert tickets.is_genuine(TEXT, TICKET, SECRET)
    assert not tickets.is_genuine(TEXT, TICKET, OTHER)


def test_random_nonces_differ_and_the_others_come_out_the_same() -> None:
    assert len({tickets.random_nonce() for _ in range(100)}) == 100
    again = tickets.nonce_for(SECRET, b"invitation")
    assert again == tickets.nonce_for(SECRET, b"invitation")
    assert again != tickets.nonce_for(OTHER, b"invitation")
    assert again != tickets.nonce_for(SECRET, b"another")
    assert len(again) == tickets.NONCE


def test_what_the_ledger_keeps_tells_nothing_of_the_ticket() -> None:
    digest = tickets.spent_digest(TEXT, SECRET)

    assert digest != tickets.spent_digest(TEXT, OTHER)
    assert digest != tickets.spent_digest(TEXT[:-1] + "x", SECRET)
    assert len(digest) == 64
    assert TICKET.nonce.hex() not in digest
