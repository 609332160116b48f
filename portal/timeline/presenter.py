"""From a timeline and its records to the words of the page, for families and officers alike.

Pure: the same values always give the same page.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from portal.cases.records import CaseRecord
from portal.domain.assessment import Timeline
from portal.domain.refusal import Refused
from portal.domain.rights import rights
from portal.domain.stages import stage
from portal.timeline.advice import AdviceLine, advice_lines
from portal.timeline.expected import expected_days
from portal.timeline.headline import Headline, headline
from portal.timeline.hearing import Hearing, hearing
from portal.timeline.history import HistoryLine, history
from portal.timeline.lateness import LastWord, Late, last_word, late_before, late_now
from portal.timeline.reasons import Reason, reasons
from portal.timeline.rights import rights_now
from portal.timeline.setting import Setting
from portal.timeline.steps import StepRow, step_rows
from portal.timeline.voice import to_young_person


@dataclass(frozen=True)
class Standing:
    """Where the request stands and what that means for the family."""

    headline: Headline
    what_happens: str
    you_can: str
    late: Late | None
    late_before: tuple[str, ...]
    rights: tuple[str, ...]
    ended: bool
    steps: tuple[StepRow, ...]
    advice: tuple[AdviceLine, ...]


@dataclass(frozen=True)
class Story:
    """Everything that the page tells of one request.

    Where its facts contradict each other there is no `standing`, and `problem` says why. An
    ended request has no `hearing`: nothing more is promised.
    """

    standing: Standing | None
    problem: str
    hearing: Hearing | None
    last_word: LastWord | None
    reasons: tuple[Reason, ...]
    history: tuple[HistoryLine, ...]
    last_updated: datetime


def present(
    found: Timeline | Refused,
    record: CaseRecord,
    setting: Setting,
    *,
    young_person: bool = False,
) -> Story:
    """The page's words, said to a parent or carer, or to the young person themselves."""
    standing = None if isinstance(found, Refused) else _standing(found, record, setting)
    promised = hearing(record, promise_days=setting.promise_days, as_of=setting.as_of)
    story = Story(
        standing=standing,
        problem=found.sentence if isinstance(found, Refused) else "",
        hearing=None if standing and standing.ended else promised,
        last_word=last_word(record),
        reasons=reasons(record.exceptions),
        history=history(record),
        last_updated=record.last_updated,
    )
    return _to_young_person(story) if young_person else story


def _standing(timeline: Timeline, record: CaseRecord, setting: Setting) -> Standing:
    words, expected = setting.words(timeline.stage), expected_days(record)
    against = rights(timeline, holidays=setting.holidays)
    return Standing(
        headline=replace(headline(timeline, expected, against), stage=words.name),
        what_happens=words.what_happens,
        you_can=words.you_can,
        late=late_now(timeline, record.standing_updates),
        late_before=late_before(timeline),
        rights=rights_now(timeline, against),
        ended=stage(timeline.stage).ended,
        steps=step_rows(timeline, expected),
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
