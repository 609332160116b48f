"""From a timeline and its records to the words of the page, for families and officers alike.

Pure: the same values always give the same page.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from portal.cases.records import CaseRecord
from portal.domain.assessment import Timeline
from portal.domain.refusal import Refused
from portal.domain.stages import StageKey, stage
from portal.timeline.advice import AdviceLine, advice_lines
from portal.timeline.headline import Headline, headline
from portal.timeline.history import HistoryLine, history
from portal.timeline.lateness import Late, late_before, late_now
from portal.timeline.reasons import Reason, reasons
from portal.timeline.steps import StepRow, step_rows
from portal.timeline.voice import to_young_person

# The endings against which a family can appeal.
APPEALABLE = (StageKey.NOT_ASSESSED, StageKey.NO_PLAN, StageKey.PLAN_ISSUED)


@dataclass(frozen=True)
class Standing:
    """Where the request stands and what that means for the family."""

    headline: Headline
    what_happens: str
    you_can: str
    late: Late | None
    late_before: tuple[str, ...]
    ended: bool
    can_appeal: bool
    steps: tuple[StepRow, ...]
    advice: tuple[AdviceLine, ...]


@dataclass(frozen=True)
class Story:
    """Everything that the page tells of one request.

    Where its facts contradict each other there is no `standing`, and `problem` says why.
    """

    standing: Standing | None
    problem: str
    reasons: tuple[Reason, ...]
    history: tuple[HistoryLine, ...]
    last_updated: datetime


def present(found: Timeline | Refused, record: CaseRecord, *, young_person: bool = False) -> Story:
    """The page's words, said to a parent or carer, or to the young person themselves."""
    story = Story(
        standing=None if isinstance(found, Refused) else _standing(found, record),
        problem=found.sentence if isinstance(found, Refused) else "",
        reasons=reasons(record.exceptions),
        history=history(record),
        last_updated=record.last_updated,
    )
    return _to_young_person(story) if young_person else story


def _standing(timeline: Timeline, record: CaseRecord) -> Standing:
    here = stage(timeline.stage)
    return Standing(
        headline=headline(timeline),
        what_happens=here.what_happens,
        you_can=here.you_can,
        late=late_now(timeline),
        late_before=late_before(timeline),
        ended=here.ended,
        can_appeal=timeline.stage in APPEALABLE,
        steps=step_rows(timeline),
        advice=advice_lines(timeline, record.advice),
    )


def _to_young_person(story: Story) -> Story:
    said = tuple(replace(each, words=to_young_person(each.words)) for each in story.reasons)
    if story.standing is None:
        return replace(story, reasons=said)
    head = story.standing.headline
    standing = replace(
        story.standing,
        headline=replace(
            head,
            now=to_young_person(head.now),
            you=to_young_person(head.you),
            coming=to_young_person(head.coming),
        ),
        what_happens=to_young_person(story.standing.what_happens),
        you_can=to_young_person(story.standing.you_can),
    )
    return replace(story, standing=standing, reasons=said)
