"""From the texts of the stages to the steps of the pathway. Pure."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.cases.facts import where_it_stands
from portal.cases.records import CaseRecord, Sight
from portal.domain.facts import Limit
from portal.domain.readings import ENGLISH, Reading, Variant
from portal.domain.refusal import Refused
from portal.domain.stages import STAGES, Stage, StageKey, paragraphs
from portal.domain.time_limits import MilestoneKey, in_force
from portal.pathway.glossary import Term, terms_in
from portal.pathway.pictures import picture_of
from portal.texts.wording import ShownText

# The limit that each running stage is read with; the last stage of the way has none.
LIMITS: dict[StageKey, MilestoneKey | Limit] = {
    StageKey.DECIDING_WHETHER_TO_ASSESS: MilestoneKey.DECIDE_TO_ASSESS,
    StageKey.GATHERING_ADVICE: Limit.ADVICE,
    StageKey.DECIDING_ON_A_PLAN: MilestoneKey.TELL_NO_PLAN,
    StageKey.DRAFT_WITH_FAMILY: MilestoneKey.COMMENT_ON_DRAFT,
    StageKey.FINISHING_THE_PLAN: MilestoneKey.FINAL_PLAN,
}
PARTS = ("what_happens", "who_does_what", "how_long", "you_can", "your_rights")


@dataclass(frozen=True)
class LawsLimit:
    """The limit in the law: what it is of, how many weeks or days, and which regulation."""

    of: str
    count: int
    regulation: str


@dataclass(frozen=True)
class Here:
    """A child whose newest request stands at a stage; said to the young person themselves."""

    child_id: uuid.UUID
    first_name: str
    as_young_person: bool


@dataclass(frozen=True)
class Line:
    """A paragraph; `picture` is empty except in Easy Read."""

    words: str
    picture: str


@dataclass(frozen=True)
class Step:
    """One stage as it is read. `is_missing` says it is not there as it was asked for.

    Hard words are explained once: those of its first part at once, the others later.
    """

    key: StageKey
    shown: ShownText
    parts: Mapping[str, Sequence[Line]]
    limit: LawsLimit | None
    here: Sequence[Here]
    terms_at_once: Sequence[Term]
    terms_later: Sequence[Term]
    is_missing: bool


@dataclass(frozen=True)
class Pathway:
    """The steps in their order up to the final plan, and what can happen instead."""

    steps: Sequence[Step]
    instead: Sequence[Step]


def pathway(
    words: Mapping[StageKey, ShownText],
    asked: Variant,
    here: Mapping[StageKey, Sequence[Here]],
    today: date,
) -> Pathway:
    """Every stage as it is read when `asked` is asked for, with the limits of `today`."""
    steps = {
        each.key: _step(each, words[each.key], asked, here.get(each.key, ()), today)
        for each in STAGES
    }
    on_the_way = [each.key for each in STAGES if not each.ended or each.key == StageKey.PLAN_ISSUED]
    return Pathway(
        [steps[key] for key in on_the_way],
        [step for key, step in steps.items() if key not in on_the_way],
    )


def here_on_the_pathway(
    sights: Iterable[Sight], cases: Iterable[CaseRecord], *, as_of: date
) -> dict[StageKey, list[Here]]:
    """At which stages the children of a family are, by each child's newest request.

    `cases` come newest first. One whose facts contradict each other stands nowhere.
    """
    newest: dict[uuid.UUID, CaseRecord] = {}
    for case in cases:
        newest.setdefault(case.child.id, case)
    found: dict[StageKey, list[Here]] = {}
    for sight in sights:
        if sight.child.id not in newest:
            continue
        standing = where_it_stands(newest[sight.child.id], as_of=as_of)
        if not isinstance(standing, Refused):
            child = Here(sight.child.id, sight.child.first_name, sight.as_young_person)
            found.setdefault(standing.stage, []).append(child)
    return found


def _step(
    stage: Stage, shown: ShownText, asked: Variant, here: Sequence[Here], today: date
) -> Step:
    is_easy_read = shown.variant.reading == Reading.EASY_READ
    at_once, later = _terms(shown)
    return Step(
        key=stage.key,
        shown=shown,
        parts={part: _lines(getattr(shown.words, part), is_easy_read) for part in PARTS},
        limit=_limit(stage.key, today),
        here=here,
        terms_at_once=at_once,
        terms_later=later,
        is_missing=shown.variant != asked,
    )


def _terms(shown: ShownText) -> tuple[Sequence[Term], Sequence[Term]]:
    if shown.variant.language != ENGLISH:
        return (), ()
    first, *others = (getattr(shown.words, part) for part in PARTS)
    at_once = terms_in(f"{shown.words.name}. {first}")
    return at_once, [term for term in terms_in("\n".join(others)) if term not in at_once]


def _lines(text: str, is_easy_read: bool) -> list[Line]:
    return [Line(each, picture_of(each) if is_easy_read else "") for each in paragraphs(text)]


def _limit(key: StageKey, today: date) -> LawsLimit | None:
    if key not in LIMITS:
        return None
    limit = in_force(LIMITS[key], today)
    regulation = limit.rule.partition(":")[0].removeprefix("Regulation ")
    return LawsLimit(LIMITS[key].value, limit.count, regulation)
