"""The secret of an open wave, and the mark of a code word."""

import uuid
from datetime import date

import pytest
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.feedback.keys import WaveSecret, pair_mark, wave_secret
from portal.surveys.models import Wave, WaveKey
from portal.surveys.wave_services import close_wave
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY

SECRET, OTHER = "a" * 32, "b" * 32
SURVEY = uuid.UUID(int=1)


def test_an_open_wave_has_a_secret_of_its_own(session: Session, make: Make, wave: Wave) -> None:
    other = make.wave(make.survey(make.area("merton")), date(2026, 3, 1))
    make.keep(WaveKey(wave_id=other.id, key=b"k" * 32))
    ours, theirs = (wave_secret(session, each.id, SECRET) for each in (wave, other))

    assert ours is not None
    assert ours == wave_secret(session, wave.id, SECRET)
    assert len({each.key for each in (ours, theirs) if each}) == 2


def test_the_key_alone_is_not_the_secret(session: Session, wave: Wave) -> None:
    """A copy of the database holds the key, and the portal's secret is not in it."""
    ours = wave_secret(session, wave.id, SECRET)

    assert ours is not None
    assert ours != wave_secret(session, wave.id, OTHER)
    assert ours.key != session.get_one(WaveKey, wave.id).key


def test_a_wave_that_has_not_opened_has_none(session: Session, make: Make, area: Area) -> None:
    planned = make.wave(make.survey(area), opened_on=None)

    assert wave_secret(session, planned.id, SECRET) is None


def test_closing_destroys_it(session: Session, wave: Wave) -> None:
    close_wave(session, wave, by=None, today=TODAY, now=NOW)

    assert session.query(WaveKey).filter_by(wave_id=wave.id).count() == 0
    assert wave_secret(session, wave.id, SECRET) is None


def test_no_printout_shows_the_secret() -> None:
    assert "6b6b" not in repr(WaveSecret(b"kk"))
    assert "kk" not in repr(WaveSecret(b"kk"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("nonce", b"a"), ("ticket", b"a"), id="another-purpose"),
        pytest.param(("nonce", b"a"), ("nonce", b"b"), id="other-bytes"),
        pytest.param(("nonce", b"ab", b"c"), ("nonce", b"a", b"bc"), id="parts-cut-elsewhere"),
        pytest.param(("nonce", b"a"), ("nonce", b"a", b""), id="an-empty-part-more"),
    ],
)
def test_marks_differ(one: tuple[str, bytes], other: tuple[str, bytes]) -> None:
    secret = WaveSecret(b"k" * 32)

    assert secret.mark(*one) != secret.mark(*other)
    assert len(secret.mark(*one)) == 32


@pytest.mark.parametrize(
    ("survey", "word", "secret", "alike"),
    [
        pytest.param(SURVEY, "Blue Kettle", SECRET, True, id="as-before"),
        pytest.param(SURVEY, " blue  KETTLE ", SECRET, True, id="capitals-and-blanks"),
        pytest.param(SURVEY, "Blue Kettles", SECRET, False, id="another-word"),
        pytest.param(uuid.UUID(int=2), "Blue Kettle", SECRET, False, id="another-survey"),
        pytest.param(SURVEY, "Blue Kettle", OTHER, False, id="another-portal"),
    ],
)
def test_the_mark_of_a_code_word(survey: uuid.UUID, word: str, secret: str, alike: bool) -> None:
    first = pair_mark(SURVEY, "Blue Kettle", SECRET)

    assert (pair_mark(survey, word, secret) == first) is alike
    assert "blue" not in first.lower()
