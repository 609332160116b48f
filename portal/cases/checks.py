"""What adding a request and correcting one must both leave true of a child and its requests."""

from collections.abc import Iterable
from datetime import date

from portal.cases.models import Child, Request
from portal.domain.counting import months_after
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused

MONTHS_IN_A_YEAR = 12
TOO_OLD = 25


def check_born(born: date, received_on: date) -> None:
    """Raise Refused for somebody not born, or of 25 or older, when the request was received."""
    if born > received_on:
        raise Refused(
            f"The date of birth, {day_in_words(born)}, is after the day the request was "
            f"received, {day_in_words(received_on)}. Check both."
        )
    if months_after(born, TOO_OLD * MONTHS_IN_A_YEAR) <= received_on:
        raise Refused(
            f"Somebody born on {day_in_words(born)} was {TOO_OLD} or older on "
            f"{day_in_words(received_on)}. An assessment is for people under {TOO_OLD}. "
            "Check the date of birth."
        )


def check_not_there(requests: Iterable[Request], received_on: date) -> None:
    """Raise Refused where one of a child's requests was received on this day."""
    for request in requests:
        if request.received_on == received_on:
            raise Refused(
                f"This child’s request received on {day_in_words(received_on)} is here "
                f"already. Its reference is {request.reference}."
            )


def called(children: Iterable[Child], first_name: str, last_name: str) -> Child | None:
    """The one among `children` who has this name, or nobody."""
    wanted = _as_known(first_name, last_name)
    for child in children:
        if _as_known(child.first_name, child.last_name) == wanted:
            return child
    return None


def _as_known(first_name: str, last_name: str) -> str:
    """A name without what two officers type differently: capitals and blanks."""
    return " ".join(f"{first_name} {last_name}".split()).casefold()
