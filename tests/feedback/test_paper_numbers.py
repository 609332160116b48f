"""Numbers of paper forms: short, proof of themselves, and hard to get wrong."""

import re

import pytest

from portal.feedback.keys import WaveSecret
from portal.feedback.paper_numbers import MOST, number_of, place_of, slip_code
from portal.letters.codes import LETTERS

SECRET = WaveSecret(b"a" * 32)
PRINTED = 500
PLACES = (1, 2, 28, 29, 30, 500, MOST)


@pytest.mark.parametrize("place", PLACES)
def test_a_number_leads_back_to_its_place(place: int) -> None:
    number = number_of(place, SECRET)
    assert re.fullmatch(rf"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{2}}", number)
    assert place_of(number, SECRET, MOST) == place
    assert number == number_of(place, SECRET), "The same form has the same number."


@pytest.mark.parametrize("place", [0, -1, MOST + 1])
def test_there_are_so_many_places(place: int) -> None:
    with pytest.raises(ValueError, match="No paper form has the place"):
        number_of(place, SECRET)


def test_every_form_has_a_number_of_its_own() -> None:
    numbers = {number_of(place, SECRET) for place in range(1, 2001)}
    assert len(numbers) == 2000
    marks = {number.replace("-", "")[4:] for number in numbers}
    assert len(marks) == 2000, "The mark tells nothing of the place."


def test_a_slips_code_tells_nothing_of_its_number() -> None:
    slips = {slip_code(place, SECRET) for place in range(1, 2001)}
    assert len(slips) == 2000
    assert all(re.fullmatch(rf"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{2}}", slip) for slip in slips)
    assert not slips & {number_of(place, SECRET) for place in range(1, 2001)}
    assert slip_code(7, WaveSecret(b"b" * 32)) != slip_code(7, SECRET)


GOOD = number_of(7, SECRET)
TYPED = [
    pytest.param(GOOD.lower(), 7, id="small letters"),
    pytest.param(GOOD.replace("-", " "), 7, id="blanks"),
    pytest.param(f"  {GOOD.replace('-', '')}\t", 7, id="in one piece"),
    pytest.param(GOOD.replace("0", "O").replace("1", "l").replace("5", "S"), 7, id="look alike"),
    pytest.param("", None, id="nothing"),
    pytest.param("-- --", None, id="only hyphens"),
    pytest.param(GOOD[:-1], None, id="one short"),
    pytest.param(GOOD + "A", None, id="one long"),
    pytest.param("🙂" * 12, None, id="no letters"),
    pytest.param("\u0660" * 12, None, id="other digits"),
    pytest.param(number_of(501, SECRET), None, id="not printed yet"),
    pytest.param(number_of(7, WaveSecret(b"b" * 32)), None, id="another wave's"),
]


@pytest.mark.parametrize(("typed", "place"), TYPED)
def test_what_is_typed(typed: str, place: int | None) -> None:
    assert place_of(typed, SECRET, PRINTED) == place


@pytest.mark.parametrize("position", range(12))
def test_one_wrong_letter_anywhere_is_noticed(position: int) -> None:
    number = GOOD.replace("-", "")
    for letter in set(LETTERS) - {number[position]}:
        wrong = number[:position] + letter + number[position + 1 :]
        assert place_of(wrong, SECRET, PRINTED) is None


@pytest.mark.parametrize("position", range(11))
def test_two_letters_the_wrong_way_round_are_noticed(position: int) -> None:
    letters = list(GOOD.replace("-", ""))
    letters[position], letters[position + 1] = letters[position + 1], letters[position]
    same = "".join(letters) == GOOD.replace("-", "")
    assert place_of("".join(letters), SECRET, PRINTED) == (7 if same else None)
