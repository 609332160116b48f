"""Whether a letter lets its person see the case: asked when its code is typed, when the page is
opened again, and when an account is to be made of it.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.cases.guardian_services import rights_allow
from portal.domain.england import day_of
from portal.domain.roles import Role
from portal.letters import endings
from portal.letters.endings import Ending
from portal.letters.models import Letter
from portal.letters.queries import Access

TIME_TO_TRY_AGAIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Visit:
    """Somebody at an area's status page, here and now; `secret` is what codes are made with."""

    area_id: uuid.UUID
    today: date
    now: datetime
    secret: str


def role_of(letter: Letter) -> Role:
    """What the letter's person is to the child."""
    return Role.YOUNG_PERSON if letter.as_young_person else Role.PARENT_OR_CARER


def holds_no_more(letter: Letter, accesses: Iterable[Access], today: date) -> str:
    """Why the letter lets nobody in any more, though its code is right; empty where it does.

    Its request and child must be loaded. `accesses` are those to the child.
    """
    if letter.ending is not None:
        return endings.ENDED[Ending(letter.ending)]
    if _access_ended(letter, list(accesses), today):
        return endings.ACCESS_ENDED
    if rights_allow(letter.request.child.born, role_of(letter), agreed=False, today=today):
        return ""
    return endings.TOO_YOUNG if letter.as_young_person else endings.YOUNG_PERSONS_NOW


def cannot_be_opened(
    letter: Letter, accesses: Iterable[Access], visit: Visit, *, shown: bool
) -> str:
    """Why the letter's code does not open the page, though it is right; empty where it does.

    A used code opens the page again for 10 minutes, since the answer to the first try may never
    have come. It does not once the page was closed by hand, so that no device is `shown` it,
    or once it led to an account.
    """
    if why := holds_no_more(letter, accesses, visit.today):
        return why
    if letter.used_at is None:
        return endings.too_old(letter.good_until) if visit.today > letter.good_until else ""
    again = shown and letter.linked_at is None
    return "" if again and visit.now - letter.used_at < TIME_TO_TRY_AGAIN else endings.USED


def ended_for_good(accesses: Iterable[Access], person_id: uuid.UUID, today: date) -> bool:
    """Whether somebody could once see the child and now cannot."""
    own = [each for each in accesses if each.person_id == person_id]
    return bool(own) and not any(_holds(each, today) for each in own)


def is_persons(letter: Letter, person_id: uuid.UUID, name: str) -> bool:
    """Whether the letter is somebody's: it opened their account, or none, and has their name."""
    if letter.linked_person_id is not None:
        return letter.linked_person_id == person_id
    return same_name(letter.name, name)


def can_be_ended(letter: Letter, today: date) -> bool:
    """Whether the letter still opens or shows something, as far as the letter itself goes."""
    good = letter.used_at is not None or today <= letter.good_until
    return letter.ended_at is None and good


def ended_since(accesses: Iterable[Access], name: str, day: date, *, today: date) -> bool:
    """Whether access of somebody called `name` was ended, on `day` or later, and not given anew.

    On the day itself as well: which of two things came first that day is not kept, and whoever
    lost access must not keep it by a letter. `accesses` are those to one child.
    """
    accesses = list(accesses)
    return any(
        ended_for_good(accesses, each.person_id, today)
        for each in accesses
        if same_name(each.name, name) and each.until is not None and each.until >= day
    )


def _access_ended(letter: Letter, accesses: list[Access], today: date) -> bool:
    """Whether the access of the letter's person was ended on the day of the letter or later."""
    accesses = [each for each in accesses if each.child_id == letter.request.child_id]
    if letter.linked_person_id is not None:
        return ended_for_good(accesses, letter.linked_person_id, today)
    return ended_since(accesses, letter.name, day_of(letter.made_at), today=today)


def same_name(one: str, other: str) -> bool:
    """Whether two names differ only in capitals and blanks."""
    return one.casefold().split() == other.casefold().split()


def _holds(access: Access, today: date) -> bool:
    return access.until is None or access.until > today
