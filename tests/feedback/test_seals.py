"""What somebody is writing opens with the private link alone."""

from base64 import b64decode, b64encode

import pytest

from portal.feedback import receipts
from portal.feedback.drafts import Writing
from portal.feedback.keys import WaveSecret
from portal.feedback.seals import BLOCK, digest_of, new_token, seal, unseal
from portal.letters.codes import LETTERS
from portal.surveys.channels import Channel

WORDS = "We waited for months. 😀 شكرا"
TOKEN = new_token()
SECRET = WaveSecret(b"k" * 32)


def test_the_link_opens_what_it_sealed() -> None:
    assert unseal(seal(WORDS, TOKEN), TOKEN) == WORDS


def test_another_link_opens_nothing() -> None:
    assert unseal(seal(WORDS, TOKEN), new_token()) is None


def test_the_same_words_look_different_each_time() -> None:
    assert len({seal(WORDS, TOKEN) for _ in range(20)}) == 20


def test_neither_words_nor_link_stand_in_what_is_kept() -> None:
    kept = b64decode(seal(WORDS, TOKEN))

    assert b"waited" not in kept
    assert TOKEN not in digest_of(TOKEN)
    assert digest_of(TOKEN) != digest_of(new_token())


def test_no_byte_of_it_can_be_changed() -> None:
    kept = b64decode(seal(WORDS, TOKEN))
    for place in range(len(kept)):
        changed = bytearray(kept)
        changed[place] ^= 1
        assert unseal(b64encode(changed).decode(), TOKEN) is None


@pytest.mark.parametrize("length", [0, 1, BLOCK - 2, BLOCK - 1, BLOCK, 5 * BLOCK], ids=str)
def test_words_of_every_length_come_back(length: int) -> None:
    assert unseal(seal("x" * length, TOKEN), TOKEN) == "x" * length


@pytest.mark.parametrize("words", ["ends with nothing\0\0", "\x80", "ends so\x80\0", "é" * 600])
def test_odd_endings_come_back(words: str) -> None:
    assert unseal(seal(words, TOKEN), TOKEN) == words


def test_the_length_does_not_tell_how_somebody_came() -> None:
    sent = [Writing(receipts.new_receipt(), way=way).as_sent().to_json() for way in Channel]
    assert len({len(words) for words in sent}) > 1
    assert len({len(seal(words, TOKEN)) for words in sent}) == 1


def test_links_are_long_and_never_alike() -> None:
    made = {new_token() for _ in range(200)}
    assert len(made) == 200
    assert {len(token) for token in made} == {43}


def test_receipts_are_random_and_easy_to_copy() -> None:
    made = {receipts.new_receipt() for _ in range(200)}
    assert len(made) == 200
    for receipt in made:
        groups = receipt.split("-")
        assert [len(group) for group in groups] == [4, 4, 4]
        assert set("".join(groups)) <= set(LETTERS)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("4K7Q-M2XD-9RTA", id="as-shown"),
        pytest.param("4k7qm2xd9rta", id="small-and-together"),
        pytest.param(" 4K7Q M2XD\t9RTA. ", id="blanks-and-a-full-stop"),
        pytest.param("4K7Q–M2XD–9RTA", id="dashes"),
        pytest.param("4K7Q-MZXD-9RTA", id="a-letter-that-looks-like-the-number"),
    ],
)
def test_a_receipt_typed_sloppily_leads_to_the_same_answers(typed: str) -> None:
    wanted = receipts.response_id_for("4K7Q-M2XD-9RTA", SECRET)
    assert receipts.response_id_for(typed, SECRET) == wanted


def test_a_receipt_leads_nowhere_else() -> None:
    wanted = receipts.response_id_for("4K7Q-M2XD-9RTA", SECRET)

    assert wanted.version == 4
    assert receipts.response_id_for("4K7Q-M2XD-9RTC", SECRET) != wanted
    assert receipts.response_id_for("4K7Q-M2XD-9RTA", WaveSecret(b"l" * 32)) != wanted
