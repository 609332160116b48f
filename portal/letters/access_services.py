"""Ending somebody's access to a child, together with the letters that would let them back in."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from portal.cases import guardian_services
from portal.cases.change import Change
from portal.cases.models import Guardian
from portal.letters import queries
from portal.letters.endings import Ending
from portal.letters.models import Letter
from portal.letters.services import end_letter
from portal.letters.standing import can_be_ended, is_persons


def letters_of_others(session: Session, guardian: Guardian, change: Change) -> Sequence[Letter]:
    """The letters about the child that still work and are not known to be the guardian's.

    A letter has only a name, and names are written in more ways than one: an officer looks.
    The guardian's person must be loaded.
    """
    return [each for each in _working(session, guardian, change) if not _theirs(each, guardian)]


def end_access(
    session: Session, guardian: Guardian, also: Collection[uuid.UUID], *, change: Change
) -> None:
    """End somebody's access to a child at once, their letters, and the working ones in `also`.

    A page that one of these letters opened closes. The guardian's person must be loaded.
    """
    guardian_services.end_access(session, guardian, change=change)
    for letter in _working(session, guardian, change):
        if _theirs(letter, guardian) or letter.id in also:
            end_letter(session, letter, Ending.WITH_THE_ACCESS, change=change)


def _working(session: Session, guardian: Guardian, change: Change) -> list[Letter]:
    letters = queries.letters_about(session, guardian.child_id)
    return [each for each in letters if can_be_ended(each, change.today)]


def _theirs(letter: Letter, guardian: Guardian) -> bool:
    return is_persons(letter, guardian.person_id, guardian.person.name)
