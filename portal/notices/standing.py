"""Where a request stands, in the same words as its page."""

from dataclasses import dataclass
from datetime import date

from portal.cases.facts import where_it_stands
from portal.cases.records import CaseRecord
from portal.notices.gathering import Place
from portal.timeline.presenter import present
from portal.timeline.setting import setting_in


@dataclass(frozen=True)
class Standing:
    """The stage and how it stands, who does what now, what the family can do, what comes next.

    `coming` ends with the day by which the family hears again, while that promise holds.
    `rights` are empty unless a step is late or a decision can be appealed. `ended` requests
    have nothing more to come.
    """

    stage: str
    status: str
    now: str
    you: str
    coming: tuple[str, ...]
    rights: tuple[str, ...]
    ended: bool


def standing(case: CaseRecord, place: Place, *, today: date, young_person: bool) -> Standing | None:
    """Where the request stands today; None where its facts contradict each other."""
    setting = setting_in(place.area, place.texts, as_of=today)
    found = where_it_stands(case, as_of=today)
    story = present(found, case, setting, young_person=young_person)
    shown, hearing = story.standing, story.hearing
    if shown is None:
        return None
    promise = hearing.words if hearing and not hearing.is_broken else ""
    head = shown.headline
    return Standing(
        stage=head.stage,
        status=head.status.words,
        now=head.now,
        you=head.you,
        coming=tuple(filter(None, (head.coming, head.final, promise))),
        rights=shown.rights,
        ended=shown.ended,
    )
