"""The answers of the status page: one for each reason, and until when it is open."""

from datetime import date, timedelta

import pytest

from portal.domain.facts import EventKind
from portal.letters import endings
from portal.letters.presenter import until_in_words
from tests.factories import A_MOMENT

SENTENCES = [
    endings.WRONG_CODE,
    endings.USED,
    *endings.ENDED.values(),
    endings.YOUNG_PERSONS_NOW,
    endings.TOO_YOUNG,
    *(words.format(day="3 May 2026") for words in endings.STOPPED.values()),
    endings.CLOSED_BY_ITSELF,
    endings.LINK_UNKNOWN,
    endings.LINK_USED,
    endings.LINK_TOO_OLD,
    endings.LINK_WRONG_DATES,
    endings.WRONG_DATE,
    endings.LINKED_ALREADY,
    endings.SEES_ALREADY,
    endings.too_old(date(2026, 5, 3)),
]


def test_every_reason_is_told_in_its_own_words() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES)
    assert set(endings.STOPPED) == {EventKind.WITHDRAWN, EventKind.MOVED_AWAY}


@pytest.mark.parametrize(
    ("after", "words"),
    [
        pytest.param(timedelta(hours=12), "9:30pm on 5 January 2026", id="the same day"),
        pytest.param(timedelta(hours=15), "12:30am on 6 January 2026", id="after midnight"),
        pytest.param(timedelta(weeks=12), "30 March 2026", id="twelve weeks"),
    ],
)
def test_until_when_a_page_is_open(after: timedelta, words: str) -> None:
    assert until_in_words(A_MOMENT + after, A_MOMENT) == words
