"""The case document: what it holds becomes facts, what it should not hold is named."""

import copy
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.case_file import read_case
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

WHOLE = {
    "received": "2025-07-14",
    "events": [{"kind": "decided_to_assess", "on": "2025-08-25"}],
    "advice": [
        {"body": "school", "asked": "2025-07-20", "received": "2025-08-20"},
        {"body": "health", "asked": "2025-08-26", "received": None},
    ],
    "exceptions": [
        {"limit": "final", "ground": "school_closed", "from": "2025-07-24", "to": "2025-09-02"},
        {"limit": "advice", "ground": "missed_appointment", "from": "2025-09-10"},
    ],
    "born": "2015-05-01",
}


def test_a_whole_document_becomes_its_facts():
    assert read_case(WHOLE) == CaseFacts(
        received=date(2025, 7, 14),
        events=(Event(EventKind.DECIDED_TO_ASSESS, date(2025, 8, 25)),),
        advice=(
            AdviceRequest("school", date(2025, 7, 20), date(2025, 8, 20)),
            AdviceRequest("health", date(2025, 8, 26)),
        ),
        exceptions=(
            RecordedException(
                Limit.FINAL, Ground.SCHOOL_CLOSED, date(2025, 7, 24), date(2025, 9, 2)
            ),
            RecordedException(Limit.ADVICE, Ground.MISSED_APPOINTMENT, date(2025, 9, 10)),
        ),
        born=date(2015, 5, 1),
    )


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"received": "2025-07-14"}, id="only the day it was received"),
        pytest.param(
            {
                "received": "2025-07-14",
                "events": None,
                "advice": None,
                "exceptions": [],
                "born": None,
            },
            id="nulls and empty lists",
        ),
    ],
)
def test_everything_but_the_day_received_may_be_left_out(document):
    assert read_case(document) == CaseFacts(date(2025, 7, 14))


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_of_event_can_be_read(kind):
    document = {"received": "2025-01-06", "events": [{"kind": kind.value, "on": "2025-02-01"}]}
    assert read_case(document).events == (Event(kind, date(2025, 2, 1)),)


def changed(**fields):
    return {**copy.deepcopy(WHOLE), **fields}


def without(field):
    return {name: value for name, value in WHOLE.items() if name != field}


BAD = [
    pytest.param([], "the file: write an object with the fields received", id="a list"),
    pytest.param(None, "the file: write an object", id="null"),
    pytest.param("case", "the file: write an object", id="text"),
    pytest.param(without("received"), "received: write the day as YYYY-MM-DD", id="no received"),
    pytest.param(changed(received=None), "received: write the day", id="received is null"),
    pytest.param(changed(received=20250714), "received: write the day", id="received is a number"),
    pytest.param(changed(received="14/07/2025"), "“14/07/2025” given", id="received in British"),
    pytest.param(changed(received="20250714"), "“20250714” given", id="received without dashes"),
    pytest.param(changed(received="2025-W29-1"), "“2025-W29-1” given", id="received as a week"),
    pytest.param(changed(received="2025-02-30"), "not a day in the calendar", id="30 February"),
    pytest.param(
        changed(recieved="2025-07-14"), "there is no field “recieved”", id="misspelt field"
    ),
    pytest.param(changed(events={}), "events: write a list of rows", id="events is no list"),
    pytest.param(changed(events=["x"]), "events, row 1: write an object", id="an event is text"),
    pytest.param(
        changed(events=[WHOLE["events"][0], {"kind": "plan_sent", "on": "2025-09-01"}]),
        "events, row 2, kind: use one of decided_to_assess, ",
        id="unknown kind",
    ),
    pytest.param(
        changed(events=[{"kind": ["withdrawn"], "on": "2025-09-01"}]),
        "events, row 1, kind: use one of",
        id="kind is a list",
    ),
    pytest.param(
        changed(events=[{"on": "2025-09-01"}]), "events, row 1, kind: use one of", id="no kind"
    ),
    pytest.param(
        changed(events=[{"kind": "withdrawn"}]), "events, row 1, on: write the day", id="no day"
    ),
    pytest.param(
        changed(events=[{"kind": "withdrawn", "on": "2025-09-01", "by": "me"}]),
        "events, row 1: there is no field “by”. Use kind, on",
        id="unknown field of an event",
    ),
    pytest.param(
        changed(advice=[{"asked": "2025-07-20"}]), "advice, row 1, body: say who", id="no body"
    ),
    pytest.param(
        changed(advice=[{"body": "  ", "asked": "2025-07-20"}]),
        "advice, row 1, body: say who",
        id="blank body",
    ),
    pytest.param(
        changed(advice=[{"body": "school"}]), "advice, row 1, asked: write the day", id="not asked"
    ),
    pytest.param(
        changed(advice=[{"body": "school", "asked": "2025-07-20", "received": "soon"}]),
        "advice, row 1, received: write the day",
        id="received soon",
    ),
    pytest.param(
        changed(exceptions=[{"limit": "draft", "ground": "school_closed", "from": "2025-07-24"}]),
        "exceptions, row 1, limit: use one of decide, advice, no_plan, final; “draft” given",
        id="unknown limit",
    ),
    pytest.param(
        changed(exceptions=[{"limit": "final", "ground": "summer holiday", "from": "2025-07-24"}]),
        "exceptions, row 1, ground: use one of school_closed, ",
        id="unknown ground",
    ),
    pytest.param(
        changed(exceptions=[{"limit": "final", "ground": "other", "from": "2025-07-24"}]),
        "exceptions, row 1, ground: use one of school_closed, ",
        id="there is no other",
    ),
    pytest.param(
        changed(exceptions=[{"limit": "final", "ground": "personal_circumstances"}]),
        "exceptions, row 1, from: write the day",
        id="no start",
    ),
    pytest.param(
        changed(
            exceptions=[{"limit": "final", "ground": "missed_appointment", "from": "2025-09-10"}]
        ),
        "exceptions, row 1: the ground missed_appointment is not allowed for the limit final",
        id="a ground its limit does not allow",
    ),
    pytest.param(
        changed(
            exceptions=[
                {
                    "limit": "decide",
                    "ground": "absent_four_weeks",
                    "from": "2025-07-20",
                    "to": "2025-08-09",
                }
            ]
        ),
        "exceptions, row 1: the absence lasts 20 days",
        id="a four-week absence of 20 days",
    ),
    pytest.param(
        changed(
            exceptions=[{"limit": "final", "ground": "absent_four_weeks", "from": "2025-07-20"}]
        ),
        "exceptions, row 1: give the day they are back",
        id="an absence without an end",
    ),
    pytest.param(changed(born="last May"), "born: write the day", id="born last May"),
]


@pytest.mark.parametrize(("document", "sentence"), BAD)
def test_a_bad_document_is_refused_naming_the_row_and_the_field(document, sentence):
    with pytest.raises(Refused) as refused:
        read_case(document)
    assert sentence in refused.value.sentence


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
almost_rows = st.lists(
    st.dictionaries(
        st.sampled_from(
            ["kind", "on", "body", "asked", "received", "limit", "ground", "from", "to"]
        ),
        st.sampled_from(["withdrawn", "2025-08-01", "final", "school_closed", "x", "\ud800"])
        | json_values,
    ),
    max_size=3,
)
almost_documents = st.fixed_dictionaries(
    {"received": st.just("2025-07-14") | json_values},
    optional={
        "events": almost_rows | json_values,
        "advice": almost_rows | json_values,
        "exceptions": almost_rows | json_values,
        "born": st.just("2015-05-01") | json_values,
    },
)


@settings(deadline=None)
@given(json_values | almost_documents)
def test_any_document_at_all_is_read_or_refused_in_one_line(document):
    sentence = ""
    try:
        assert isinstance(read_case(document), CaseFacts)
    except Refused as refused:
        sentence = refused.sentence
    assert "\n" not in sentence
    assert sentence.encode().decode() == sentence
