"""Codes: how many there are, how they are typed, and that none is kept."""

import math
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cases.references import LETTERS as REFERENCE_LETTERS
from portal.letters.codes import (
    LENGTH,
    LETTERS,
    TAKEN_FOR,
    code_of,
    is_code_of,
    log_name,
    printed,
    tidied,
)

SECRET = "a secret of this test"
LETTER = uuid.UUID(int=7)


def test_a_code_is_about_39_bits_long() -> None:
    assert 38.5 < LENGTH * math.log2(len(LETTERS)) < 39.5


def test_no_sign_looks_like_another() -> None:
    assert len(set(LETTERS)) == len(LETTERS)
    assert not set(LETTERS) & {chr(sign) for sign in TAKEN_FOR}


@given(st.uuids())
def test_a_code_opens_its_own_letter(letter_id: uuid.UUID) -> None:
    code = code_of(letter_id, SECRET)
    assert len(code) == LENGTH
    assert set(code) <= set(LETTERS)
    assert is_code_of(letter_id, printed(code), SECRET)


def test_every_sign_comes_up_as_often_as_any() -> None:
    codes = "".join(code_of(uuid.UUID(int=number), SECRET) for number in range(4000))
    expected = len(codes) / len(LETTERS)
    chi_squared = sum((codes.count(sign) - expected) ** 2 / expected for sign in LETTERS)
    # The 99.99th percentile of chi-squared with 28 degrees of freedom is 64.
    assert chi_squared < 64


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("10A5-28VK", id="as printed"),
        pytest.param("10a528vk", id="small letters and no hyphen"),
        pytest.param(" 10 A5 \u2011 28 VK\n", id="blanks and another hyphen"),
        pytest.param("1OA5-28VK", id="O for 0"),
        pytest.param("loas-zbuk", id="l for 1, o for 0, s for 5, z for 2, b for 8, u for v"),
        pytest.param("IOA5–28VK", id="I for 1 and a dash"),
    ],
)
def test_what_is_typed_is_forgiven(typed: str) -> None:
    assert tidied(typed) == "10A528VK"


@pytest.mark.parametrize(
    ("letter_id", "secret"),
    [
        pytest.param(uuid.UUID(int=8), SECRET, id="another letter"),
        pytest.param(LETTER, "another secret", id="another portal's secret"),
    ],
)
def test_a_code_opens_nothing_else(letter_id: uuid.UUID, secret: str) -> None:
    assert not is_code_of(letter_id, code_of(LETTER, SECRET), secret)


@pytest.mark.parametrize("typed", ["", "-", "0000", "ك" * 8, "0" * 9])
def test_what_is_no_code_opens_nothing(typed: str) -> None:
    assert not is_code_of(LETTER, typed, SECRET)


def test_two_references_are_never_taken_for_each_other() -> None:
    assert len({tidied(sign) for sign in REFERENCE_LETTERS}) == len(REFERENCE_LETTERS)


def test_a_log_names_a_reference_so_that_nobody_reads_it_back() -> None:
    name = log_name("CK7-MQ42", SECRET)
    assert name == log_name("ck7 mq42", SECRET)
    assert name != log_name("CK7-MQ43", SECRET)
    assert name != log_name("CK7-MQ42", "another secret")
    assert "MQ42" not in name.upper()
