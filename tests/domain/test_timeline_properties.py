"""What holds of every case there could be."""

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portal.domain.assessment import Timeline, timeline
from portal.domain.corrections import RecordedEvent, effective
from portal.domain.exceptions import REGULATIONS, check_against_case
from portal.domain.facts import (
    AdviceRequest,
    CaseFacts,
    Event,
    EventKind,
    Ground,
    Limit,
    RecordedException,
)
from portal.domain.refusal import Refused
from portal.domain.time_limits import MilestoneKey

COUNTED_FROM_THE_REQUEST = (
    MilestoneKey.DECIDE_TO_ASSESS,
    MilestoneKey.TELL_NO_PLAN,
    MilestoneKey.FINAL_PLAN,
)
RECEIVED = st.dates(date(2014, 9, 1), date(2040, 1, 1))
ANY_DAY = st.dates() | st.dates(date(2025, 1, 1), date(2025, 12, 31))

# The ways a request can go, each a list of steps in order.
ASSESS, DRAFT, COMMENTS = (
    EventKind.DECIDED_TO_ASSESS,
    EventKind.DRAFT_SENT,
    EventKind.COMMENTS_RECEIVED,
)
COURSES = (
    (EventKind.DECIDED_NOT_TO_ASSESS,),
    (ASSESS, EventKind.DECIDED_NO_PLAN),
    (ASSESS, DRAFT, COMMENTS, EventKind.FINAL_PLAN_ISSUED),
    (ASSESS, DRAFT, COMMENTS, DRAFT, COMMENTS, EventKind.FINAL_PLAN_ISSUED),
    (ASSESS, DRAFT, EventKind.WITHDRAWN),
    (EventKind.WITHDRAWN,),
    (ASSESS, EventKind.MOVED_AWAY),
    (EventKind.FINAL_PLAN_ISSUED,),
)


def after(received: date, days: int) -> date:
    return received + timedelta(days=days)


@st.composite
def possible_exceptions(draw: st.DrawFn, received: date) -> RecordedException:
    """An exception that its limit allows, of at least 28 days, near the start of the case."""
    limit, ground = draw(st.sampled_from(sorted(REGULATIONS)))
    start = after(received, draw(st.integers(0, 40)))
    return RecordedException(limit, ground, start, after(start, draw(st.integers(28, 60))))


@st.composite
def possible_cases(draw: st.DrawFn) -> CaseFacts:
    """A case that nothing refuses: some course, as far as it has gone, with its exceptions."""
    received = draw(RECEIVED)
    course = draw(st.sampled_from(COURSES))
    course = course[: draw(st.integers(0, len(course)))]
    days = sorted(draw(st.lists(st.integers(0, 300), min_size=len(course), max_size=len(course))))
    events = tuple(
        Event(kind, after(received, day)) for kind, day in zip(course, days, strict=True)
    )
    advice = tuple(
        AdviceRequest(body, after(received, asked), came)
        for body in draw(st.sets(st.sampled_from(["school", "health", "social care"])))
        for asked in [draw(st.integers(0, 60))]
        for came in [
            draw(st.none() | st.integers(asked, 200).map(lambda day: after(received, day)))
        ]
    )
    drawn = draw(st.lists(possible_exceptions(received), max_size=3))
    exceptions = tuple(each for each in drawn if fits(each, received, advice))
    return CaseFacts(received, events, advice, exceptions)


def fits(exception: RecordedException, received: date, advice: tuple[AdviceRequest, ...]) -> bool:
    try:
        check_against_case(exception, received, advice)
    except Refused:
        return False
    return True


wild_cases = st.builds(
    CaseFacts,
    received=ANY_DAY,
    events=st.lists(st.builds(Event, st.sampled_from(EventKind), ANY_DAY), max_size=5).map(tuple),
    advice=st.lists(
        st.builds(AdviceRequest, st.text(max_size=3), ANY_DAY, st.none() | ANY_DAY), max_size=3
    ).map(tuple),
    exceptions=st.lists(
        st.builds(
            RecordedException,
            st.sampled_from(Limit),
            st.sampled_from(Ground),
            ANY_DAY,
            st.none() | ANY_DAY,
        ),
        max_size=3,
    ).map(tuple),
    born=st.none() | ANY_DAY,
)


def looked_at(facts: CaseFacts, days: int) -> Timeline:
    return timeline(facts, as_of=after(facts.received, days))


@settings(max_examples=500, deadline=None)
@given(wild_cases, ANY_DAY)
def test_any_facts_at_all_fold_or_are_refused_with_one_line(facts, as_of):
    sentence = "It folds."
    try:
        timeline(facts, as_of=as_of)
    except Refused as refused:
        sentence = refused.sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@settings(deadline=None)
@given(possible_cases(), st.integers(0, 400))
def test_every_possible_case_folds(facts, days):
    looked_at(facts, days)


@settings(deadline=None)
@given(possible_cases(), st.integers(0, 400), st.data())
def test_no_due_date_counted_from_the_request_moves_when_facts_are_added(facts, days, data):
    fewer = CaseFacts(
        facts.received,
        data.draw(st.sampled_from([(), facts.events[:1], facts.events])),
        facts.advice,
        data.draw(st.sampled_from([(), facts.exceptions[:1], facts.exceptions])),
    )
    bare = timeline(CaseFacts(facts.received), as_of=facts.received)
    for case in (fewer, facts):
        for key in COUNTED_FROM_THE_REQUEST:
            assert looked_at(case, days).milestone(key).due == bare.milestone(key).due


@settings(deadline=None)
@given(possible_cases(), st.integers(0, 400))
def test_adding_exceptions_changes_nothing_but_the_list_of_exceptions(facts, days):
    without = looked_at(CaseFacts(facts.received, facts.events, facts.advice), days)
    with_them = looked_at(facts, days)
    assert with_them.milestones == without.milestones
    assert (with_them.stage, with_them.week) == (without.stage, without.week)
    assert (with_them.outcome, with_them.advice) == (without.outcome, without.advice)


@settings(deadline=None)
@given(possible_cases(), st.integers(0, 400), st.randoms(use_true_random=False))
def test_the_order_of_recording_never_matters(facts, days, random):
    shuffled = CaseFacts(
        facts.received,
        tuple(random.sample(facts.events, len(facts.events))),
        tuple(random.sample(facts.advice, len(facts.advice))),
        tuple(random.sample(facts.exceptions, len(facts.exceptions))),
    )
    assert looked_at(shuffled, days) == looked_at(facts, days)


@st.composite
def corrected_records(draw: st.DrawFn, facts: CaseFacts) -> list[RecordedEvent]:
    """Records whose newest versions are the facts' events, with mistakes before and beside."""
    records: list[RecordedEvent] = []
    for position, truth in enumerate(facts.events):
        before = draw(st.integers(0, 2))
        for version in range(before):
            older = (position, version - 1) if version else None
            wrong = Event(draw(st.sampled_from(EventKind)), draw(ANY_DAY))
            records.append(RecordedEvent((position, version), wrong.kind, wrong.on, older))
        last = (position, before - 1) if before else None
        records.append(RecordedEvent((position, before), truth.kind, truth.on, last))
    if draw(st.booleans()):
        kind, day = draw(st.sampled_from(EventKind)), draw(ANY_DAY)
        records.append(RecordedEvent("mistake", kind, day))
        records.append(RecordedEvent("struck out", kind, None, "mistake"))
    return records


@settings(deadline=None)
@given(st.data(), st.integers(0, 400), st.randoms(use_true_random=False))
def test_corrections_lead_to_the_true_timeline_in_whatever_order_they_are_read(data, days, random):
    facts = data.draw(possible_cases())
    records = data.draw(corrected_records(facts))
    random.shuffle(records)
    corrected = CaseFacts(facts.received, effective(records), facts.advice, facts.exceptions)
    assert looked_at(corrected, days) == looked_at(facts, days)


references = st.integers(0, 4)
any_records = st.lists(
    st.builds(
        RecordedEvent,
        references,
        st.sampled_from(EventKind),
        st.none() | ANY_DAY,
        st.none() | references,
    ),
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(any_records, st.randoms(use_true_random=False))
def test_any_records_at_all_resolve_or_are_refused_the_same_in_whatever_order(records, random):
    def outcome(given_records):
        try:
            return effective(given_records)
        except Refused as refused:
            return refused.sentence

    shuffled = list(records)
    random.shuffle(shuffled)
    assert outcome(shuffled) == outcome(records)


@settings(deadline=None)
@given(possible_cases(), st.integers(0, 400))
def test_days_late_are_never_negative_and_say_the_same_as_on_time(facts, days):
    found = looked_at(facts, days)
    steps = [(each.on_time, each.days_late) for each in found.milestones]
    for on_time, days_late in steps + [(row.on_time, row.days_late) for row in found.advice]:
        assert days_late >= 0
        assert (days_late > 0) == (on_time is False)


@settings(deadline=None)
@given(possible_cases(), st.integers(0, 400))
def test_what_happens_later_is_not_known_yet(facts, days):
    as_of = after(facts.received, days)
    known = CaseFacts(
        facts.received,
        tuple(each for each in facts.events if each.on <= as_of),
        tuple(
            AdviceRequest(
                row.body,
                row.asked,
                row.received if row.received is not None and row.received <= as_of else None,
            )
            for row in facts.advice
            if row.asked <= as_of
        ),
        tuple(each for each in facts.exceptions if each.start <= as_of),
    )
    assume(all(fits(each, known.received, known.advice) for each in known.exceptions))
    assert timeline(known, as_of=as_of) == timeline(facts, as_of=as_of)


@settings(deadline=None)
@given(RECEIVED, st.integers(141, 2000))
def test_an_open_request_is_one_day_later_each_day(received, days):
    final = looked_at(CaseFacts(received), days).milestone(MilestoneKey.FINAL_PLAN)
    assert final.days_late == days - 140


@settings(deadline=None)
@given(possible_cases(), st.integers(0, 399))
def test_once_late_never_on_time_again_except_where_the_limit_falls_away(facts, days):
    today = looked_at(facts, days).milestone(MilestoneKey.FINAL_PLAN)
    tomorrow = looked_at(facts, days + 1)
    if today.on_time is False and tomorrow.outcome not in ("no_plan", "refused"):
        assert tomorrow.milestone(MilestoneKey.FINAL_PLAN).on_time is False
