"""What somebody with only a letter sees of a case, and what officers see of its letters.

The page shows the fields below and nothing else. A request reaches its words without the
bodies asked for advice (a therapist would tell the need) and without exceptions (their ground
can be personal), so that no word of either can come through.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from portal.cases.records import CaseRecord
from portal.cases.standing import Tag
from portal.cases.words import FAMILY
from portal.domain.assessment import Timeline
from portal.domain.england import ENGLAND
from portal.domain.plain_words import day_in_words
from portal.domain.refusal import Refused
from portal.domain.rights import rights
from portal.domain.stages import StageKey, paragraphs, stage
from portal.timeline.expected import expected_days
from portal.timeline.headline import headline
from portal.timeline.hearing import hearing
from portal.timeline.lateness import NOT_SAID_WHY, Late, late_before, late_now
from portal.timeline.rights import rights_now
from portal.timeline.setting import Setting
from portal.timeline.steps import step_rows
from portal.timeline.voice import to_young_person

TO_THE_MINUTE = timedelta(days=2)


@dataclass(frozen=True)
class Step:
    """One step: its last day by law, the day that is expected, when it was done, how it stands."""

    name: str
    by: str
    expected: str
    done: str
    tag: Tag
    note: str


@dataclass(frozen=True)
class Status:
    """All that the page tells. A text that does not apply is empty."""

    stage: str
    tag: Tag
    now: str
    you: str
    your_turn: bool
    coming: str
    final: str
    late: str
    why_late: str
    late_before: tuple[str, ...]
    next_news: str
    what_happens: tuple[str, ...]
    you_can: tuple[str, ...]
    rights: tuple[str, ...]
    ended: bool
    steps: tuple[Step, ...]


def present(
    found: Timeline | Refused, record: CaseRecord, setting: Setting, *, young_person: bool
) -> Status | None:
    """The page's words; None where the facts contradict each other and give no dates."""
    if isinstance(found, Refused):
        return None
    status = _status(found, record, setting)
    return _to_young_person(status) if young_person else status


def _status(timeline: Timeline, record: CaseRecord, setting: Setting) -> Status:
    untelling, expected = _without_what_tells(timeline), expected_days(record)
    against = rights(untelling, holidays=setting.holidays)
    head, words, late = (
        headline(untelling, expected, against),
        setting.words(timeline.stage),
        late_now(untelling, record.standing_updates),
    )
    gathering, ended = timeline.stage == StageKey.GATHERING_ADVICE, stage(timeline.stage).ended
    news = hearing(record, promise_days=setting.promise_days, as_of=setting.as_of)
    return Status(
        stage=words.name,
        tag=head.status,
        now=_gathering(timeline) if gathering else head.now,
        you=head.you,
        your_turn=head.your_turn,
        coming=head.coming,
        final=head.final,
        late=late.words if late else "",
        why_late=_why(late),
        late_before=late_before(untelling),
        next_news="" if ended else news.words,
        what_happens=paragraphs(words.what_happens),
        you_can=paragraphs(words.you_can),
        rights=rights_now(untelling, against),
        ended=ended,
        steps=tuple(
            Step(row.name, row.by, row.expected, row.done, row.tag, row.note)
            for row in step_rows(untelling, expected)
        ),
    )


def until_in_words(until: datetime, now: datetime) -> str:
    """`8 June 2026`, or `4:05am on 17 March 2026` where the hour matters."""
    local = until.astimezone(ENGLAND)
    day = day_in_words(local.date())
    if until - now > TO_THE_MINUTE:
        return day
    half = "am" if local.hour < 12 else "pm"
    return f"{local.hour % 12 or 12}:{local.minute:02}{half} on {day}"


def _without_what_tells(timeline: Timeline) -> Timeline:
    """The timeline with no exception, and of the advice only what the family itself is asked."""
    own = tuple(row for row in timeline.advice if row.body == FAMILY)
    return replace(timeline, advice=own, exceptions=())


def _why(late: Late | None) -> str:
    """The reason that the team chose from a list: what it wrote itself can tell too much."""
    return "" if late is None or late.why == NOT_SAID_WHY else late.why


def _gathering(timeline: Timeline) -> str:
    others = [row for row in timeline.advice if row.body != FAMILY]
    came = sum(row.received is not None for row in others)
    words = "The council is asking people who know your child for advice."
    return f"{words} {came} of {len(others)} have answered." if others else words


def _to_young_person(status: Status) -> Status:
    return replace(
        status,
        now=to_young_person(status.now),
        you=to_young_person(status.you),
        coming=to_young_person(status.coming),
        late=to_young_person(status.late),
        why_late=to_young_person(status.why_late),
        late_before=tuple(map(to_young_person, status.late_before)),
        what_happens=tuple(map(to_young_person, status.what_happens)),
        you_can=tuple(map(to_young_person, status.you_can)),
        rights=tuple(map(to_young_person, status.rights)),
    )
