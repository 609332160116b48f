"""What one notice says has changed, and of what sort it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.notices.wishes import Sort
from portal.timeline.voice import to_young_person

SEVERAL = "There is news about your request"


@dataclass(frozen=True)
class Said:
    """A subject, and the paragraphs on what has changed.

    The subject shows on a locked phone: it holds no name, reference or decision. `kind` names
    the sort of message in logs. `sort` is None for what everybody must be told. `leads_to` is
    the page on which to read more.
    """

    kind: str
    sort: Sort | None
    subject: str
    changed: tuple[str, ...]
    leads_to: str = "case"

    def to_young_person(self) -> "Said":
        """The same, said to the young person whose assessment it is."""
        return replace(self, changed=tuple(to_young_person(each) for each in self.changed))


def together(several: Sequence[Said]) -> Said:
    """One notice in place of `several`, in their order; what they all say it says once."""
    first = several[0]
    alike = len({each.subject for each in several}) == 1
    return replace(
        first,
        kind=first.kind if alike else "notice-several",
        subject=first.subject if alike else SEVERAL,
        changed=tuple(dict.fromkeys(words for each in several for words in each.changed)),
        leads_to=first.leads_to if len({each.leads_to for each in several}) == 1 else "case",
    )
