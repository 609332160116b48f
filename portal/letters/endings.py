"""Why a letter or a link does not let somebody in: one plain sentence for each reason.

Nobody reads these but whoever has the letter: a wrong code is always told the same.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from portal.domain.facts import Event, EventKind
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused

MOST_WRONG_CODES = 50
MOST_WRONG_DATES_FOR_A_LINK = 5
MOST_WRONG_DATES_FOR_A_LETTER = 10


class Ending(StrEnum):
    """Why a letter was ended before its time."""

    REPLACED = "replaced"
    WRONG_CODES = "wrong_codes"
    BY_AN_OFFICER = "by_an_officer"
    WITH_THE_ACCESS = "with_the_access"


class Counted(Refused):
    """A refusal that is counted: what was written down about it must be kept."""


WRONG_CODE = (
    "That reference and that code do not go together. Check both with your letter and try "
    f"again. After {MOST_WRONG_CODES} wrong codes, a letter stops working."
)
ACCESS_ENDED = "You can no longer see this case. Ask us if you do not know why."
USED = (
    "This code has been used. It works once. The page may still be open on the phone or "
    "computer where you used it. If not, ask us for a new letter."
)
ENDED: dict[Ending, str] = {
    Ending.REPLACED: "We sent you a newer letter. Please use the code in the new one.",
    Ending.WRONG_CODES: (
        "This letter has stopped working. Somebody typed a wrong code too many times. Ask us "
        "for a new letter."
    ),
    Ending.BY_AN_OFFICER: "We have stopped this letter. Ask us if you do not know why.",
    Ending.WITH_THE_ACCESS: ACCESS_ENDED,
}
YOUNG_PERSONS_NOW = (
    "The young person is now old enough to hold the rights. They can ask us for a letter of "
    "their own. They can also tell us that you may see their case."
)
TOO_YOUNG = "This letter is not right for your age. Ask us for a new letter."
STOPPED: dict[EventKind, str] = {
    EventKind.WITHDRAWN: (
        "Your code is right. But the request was taken back on {day}. There is nothing more to "
        "follow. If this is a mistake, tell us."
    ),
    EventKind.MOVED_AWAY: (
        "Your code is right. But since {day} another council looks after this. Ask your new "
        "council how things stand."
    ),
}

CLOSED_BY_ITSELF = (
    "The page has closed on this device, because its time was over. You can sign in if you gave "
    "us your e-mail address. If not, ask us for a new letter."
)

LINK_UNKNOWN = (
    "This link does not work. Check that you opened the whole link, from the newest e-mail."
)
LINK_USED = "This link has been used. You can sign in with your e-mail address."
LINK_TOO_OLD = (
    "This link has ended. It worked for 24 hours, or until you asked for a new one. Open the "
    "page from your letter and ask for a new link."
)
LINK_WRONG_DATES = (
    "This link has stopped working. The date of birth was wrong too many times. Ask us for help."
)
WRONG_DATE = (
    "That is not the date of birth of the child in your letter. Check it and try again. After "
    f"{MOST_WRONG_DATES_FOR_A_LINK} wrong dates, the link stops working."
)
LINKED_ALREADY = (
    "This letter has already opened an account. You can sign in with the e-mail address you gave."
)
SEES_ALREADY = (
    "The account with this e-mail address can see this case already. You can sign in with it."
)


def too_old(good_until: date) -> str:
    """That a code was not used in time."""
    return f"This code worked until {day_in_words(good_until)}. Ask us for a new letter."


def stopped(events: Iterable[Event], as_of: date) -> str:
    """That the request itself has stopped by `as_of`; empty where it has not."""
    for event in events:
        if event.kind in STOPPED and event.on <= as_of:
            return STOPPED[event.kind].format(day=day_in_words(event.on))
    return ""
