"""Counts one quarter of an area's casework: what was settled in it, in time or late.

Everything belongs to the one quarter in which it was settled, so quarters can be added and
nothing is counted twice. Exact counts: they go through the disclosure control before anybody
sees them.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.cases.facts import facts_of, where_it_stands
from portal.cases.records import CaseRecord
from portal.cases.words import FAMILY
from portal.domain.advice_in_time import BodyGroup, SettledAdvice, group_of, settled_advice
from portal.domain.counting import days_after
from portal.domain.facts import OUTCOMES
from portal.domain.promise import promises_kept, settled
from portal.domain.quarters import Quarter
from portal.domain.refusal import Refused
from portal.domain.replies import Reply, answered_in_time

Counts = tuple[int, int]
"""How many were in time, and how many late."""


@dataclass(frozen=True)
class QuarterRecords:
    """What is counted: requests, the days each family was told something, and questions."""

    cases: Iterable[CaseRecord]
    told: Mapping[uuid.UUID, Iterable[date]]
    replies: Iterable[Reply]


@dataclass(frozen=True)
class QuarterCounts:
    """The three measures of one area and quarter; advice by the kind of body that owed it."""

    advice: Mapping[BodyGroup, Counts]
    promises: Counts
    questions: Counts


def counted(records: QuarterRecords, quarter: Quarter, *, promise_days: int) -> QuarterCounts:
    """All that was settled in the quarter, by what is recorded now of its days and before."""
    # Whether a question promised for the last day was answered in time is known a day later.
    known_on = days_after(quarter.last, 1)
    met, of = answered_in_time(records.replies, quarter.first, quarter.last, known_on)
    return QuarterCounts(
        advice=_advice(records.cases, quarter),
        promises=_promises(records, quarter, promise_days),
        questions=(met, of - met),
    )


def _advice(cases: Iterable[CaseRecord], quarter: Quarter) -> dict[BodyGroup, Counts]:
    found = Counter(
        (group_of(advice.body), advice.in_time)
        for case in cases
        for advice in advice_settled(case, quarter)
    )
    return {group: (found[group, True], found[group, False]) for group in BodyGroup}


def advice_settled(case: CaseRecord, quarter: Quarter) -> Iterator[SettledAdvice]:
    """The advice of one request that was settled in the quarter.

    It is read from the same rows as the family's page. The family's own views are left out: no
    time limit binds them. So is a request whose facts contradict each other, which shows no
    rows on its page either.
    """
    found = where_it_stands(case, as_of=quarter.last)
    rows = () if isinstance(found, Refused) else found.advice
    bound = (row for row in rows if row.body != FAMILY)
    return (advice for advice in settled_advice(bound) if quarter.holds(advice.on))


def _promises(records: QuarterRecords, quarter: Quarter, promise_days: int) -> Counts:
    kept = of = 0
    for case in records.cases:
        events = facts_of(case).events
        promises = settled(
            case.received_on,
            records.told.get(case.id, ()),
            days=promise_days,
            ended=min((event.on for event in events if event.kind in OUTCOMES), default=None),
            as_of=quarter.last,
        )
        share = promises_kept(promises, since=quarter.first, until=quarter.last)
        kept, of = kept + share.met, of + share.of
    return kept, of - kept
