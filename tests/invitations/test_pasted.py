"""Addresses as people paste them: read whole, or refused by the line."""

import pytest

from portal.domain.refusal import Refused
from portal.invitations.pasted import MOST_AT_ONCE, read_addresses


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        pytest.param("a@example.org", ["a@example.org"], id="one"),
        pytest.param(
            "a@example.org\nb@example.org\n", ["a@example.org", "b@example.org"], id="two"
        ),
        pytest.param(
            "a@example.org\r\n\r\nb@example.org",
            ["a@example.org", "b@example.org"],
            id="an empty line between",
        ),
        pytest.param(
            "a@example.org, b@example.org;c@example.org",
            ["a@example.org", "b@example.org", "c@example.org"],
            id="commas",
        ),
        pytest.param("a@example.org\tb@example.org", ["a@example.org", "b@example.org"], id="tabs"),
        pytest.param("a@example.org\nA@Example.org", ["a@example.org"], id="the same twice"),
        pytest.param("Amina Okafor <a@example.org>", ["a@example.org"], id="with a name"),
        pytest.param("  a@example.org\u200b ", ["a@example.org"], id="signs nobody sees"),
        pytest.param("a@example.org,,\n,", ["a@example.org"], id="commas with nothing between"),
        pytest.param("o'neil+send@example.co.uk", ["o'neil+send@example.co.uk"], id="odd signs"),
    ],
)
def test_what_is_read(pasted: str, found: list[str]) -> None:
    assert read_addresses(pasted) == found


@pytest.mark.parametrize(
    ("pasted", "because"),
    [
        pytest.param("", "at least one", id="nothing"),
        pytest.param(" \n,\n", "at least one", id="only blanks"),
        pytest.param("amina", "Line 1 ", id="no address"),
        pytest.param("\n\na@example.org\nb@", "Line 4 ", id="the fourth line"),
        pytest.param("a@example.org, b@example", "Line 1 ", id="no domain"),
        pytest.param("a@example.org b@example.org", "Line 1 ", id="a blank between"),
        pytest.param("a@example.org\n<script>@example.org", "Line 2 ", id="markup"),
        pytest.param("a" * 300 + "@example.org", "Line 1 ", id="too long"),
        pytest.param("a@example.org\nSam Okafor <>", "Line 2 ", id="a name alone"),
    ],
)
def test_what_is_refused(pasted: str, because: str) -> None:
    with pytest.raises(Refused, match=because) as refusal:
        read_addresses(pasted)

    assert "Okafor" not in refusal.value.sentence


@pytest.mark.parametrize("more", [0, 1])
def test_how_many(more: int) -> None:
    pasted = "\n".join(f"family-{number}@example.org" for number in range(MOST_AT_ONCE + more))
    if more:
        with pytest.raises(Refused, match="5,001 addresses"):
            read_addresses(pasted)
    else:
        assert len(read_addresses(pasted)) == MOST_AT_ONCE
