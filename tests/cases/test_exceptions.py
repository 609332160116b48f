"""Recording exceptions, their end, and taking them back."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.audit.models import AuditEntry
from portal.cases.models import CaseException, Request
from tests.cases.filling import ago, day
from tests.factories import Make
from tests.pages import PageClient

HARD_TIMES = {
    "limit": "decide",
    "ground": "personal_circumstances",
    **day("starts_on", ago(30)),
    **day("ends_on", ago(20)),
    **day("family_told_on", ago(25)),
}
NO_DAY = {"ends_on-day": "", "ends_on-month": "", "ends_on-year": ""}
CLOSED = {
    "limit": "no_plan",
    "ground": "school_closed",
    **day("starts_on", ago(36)),
    **day("ends_on", ago(6)),
}


def kept(session: Session) -> list[CaseException]:
    return list(session.scalars(select(CaseException)))


def test_an_exception_is_recorded_beside_the_date(
    client: PageClient, address: str, officer: Person, session: Session
) -> None:
    before = client.page(address)
    answer = client.send(f"{address}/exceptions/new", HARD_TIMES, follow=True)
    assert "The exception was recorded. The law’s dates have not moved." in answer.text
    after = client.page(address)
    for page in (before, after):
        assert page.select_one(".portal-timeline-stage .govuk-tag").text == "18 days late"
    assert "Regulation 5(4)(c). Decided by Jo Bell" in after.text
    assert "Family told on 19 February 2026." in after.text
    (row,) = kept(session)
    assert (row.limit, row.ground, row.starts_on, row.ends_on) == (
        "decide",
        "personal_circumstances",
        ago(30),
        ago(20),
    )
    assert (row.decided_by_id, row.family_told_on) == (officer.id, ago(25))
    entry = session.scalars(select(AuditEntry)).one()
    assert entry.act == "case:exception:recorded"
    assert entry.details == {"limit": "decide", "ground": "personal_circumstances"}


REFUSED = [
    pytest.param({"limit": ""}, "Select which time limit", id="no limit"),
    pytest.param({"ground": "waiting_list"}, "Not a valid choice", id="a ground the law lacks"),
    pytest.param(
        {"ground": "missed_appointment"},
        "is not allowed for the limit “Deciding whether to assess (6 weeks)”",
        id="a missed appointment for the decision",
    ),
    pytest.param(
        {"limit": "advice", "ground": "school_closed"},
        "is not allowed for the limit “Giving advice (6 weeks from being asked)”",
        id="a closure for advice",
    ),
    pytest.param(
        {"ground": "absent_four_weeks"},
        "the absence lasts 10 days; the law needs at least 28 days",
        id="a short absence",
    ),
    pytest.param(
        {"ground": "absent_four_weeks", **NO_DAY}, "give the day they are back", id="no way back"
    ),
    pytest.param(day("ends_on", ago(31)), "before it starts", id="ends before it starts"),
    pytest.param(day("family_told_on", ago(-1)), "has not come yet", id="told tomorrow"),
    pytest.param(day("starts_on", ago(-1)), "has not come yet", id="starts tomorrow"),
    pytest.param(
        day("starts_on", ago(10)) | day("ends_on", ago(5)),
        "Its days lie outside the time that the limit",
        id="after the limit ran out",
    ),
    pytest.param(
        CLOSED,
        "Record whom you asked for advice first",
        id="a closure with nobody asked",
    ),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_what_the_law_does_not_allow_is_refused(
    client: PageClient, address: str, session: Session, typed: dict[str, str], sentence: str
) -> None:
    answer = client.send(f"{address}/exceptions/new", HARD_TIMES | typed)
    assert answer.status_code == 422
    assert sentence.casefold() in answer.text.casefold()
    assert kept(session) == []


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        pytest.param(ago(43), 302, id="asked in the week before it closed"),
        pytest.param(ago(44), 422, id="asked a day too early"),
        pytest.param(ago(13), 422, id="asked a week before it opened again"),
    ],
)
def test_a_closure_needs_advice_asked_in_its_window(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    address: str,
    asked: date,
    status: int,
) -> None:
    make.advice(case, "School, nursery or college", asked, officer)
    answer = client.send(f"{address}/exceptions/new", HARD_TIMES | CLOSED)
    assert answer.status_code == status
    if status == 422:
        assert "a closure counts only when the closed place was asked for advice" in answer.text


def test_the_same_exception_is_not_recorded_twice(
    client: PageClient, address: str, session: Session
) -> None:
    client.send(f"{address}/exceptions/new", HARD_TIMES)
    answer = client.send(f"{address}/exceptions/new", HARD_TIMES)
    assert answer.status_code == 422
    assert "This exception is recorded already." in answer.text
    assert len(kept(session)) == 1


def test_an_exception_that_lasts_is_ended_later(
    client: PageClient, address: str, session: Session
) -> None:
    client.send(f"{address}/exceptions/new", HARD_TIMES | NO_DAY)
    (row,) = kept(session)
    assert row.ends_on is None
    assert "until now" in client.page(address).text
    end = f"{address}/exceptions/{row.id}/end"
    early = client.send(end, day("ends_on", ago(31)))
    assert early.status_code == 422
    assert "before it starts" in early.text
    client.send(end, day("ends_on", ago(2)))
    session.refresh(row)
    assert row.ends_on == ago(2)
    assert "This exception ended on 14 March 2026." in client.send(end, day("ends_on", ago(1))).text


def test_a_withdrawn_exception_stays_struck_through_and_counts_no_more(
    client: PageClient, address: str, session: Session
) -> None:
    client.send(f"{address}/exceptions/new", HARD_TIMES)
    (row,) = kept(session)
    answer = client.send(f"{address}/exceptions/{row.id}/withdraw", {}, follow=True)
    assert "The exception was withdrawn. It stays in the history." in answer.text
    page = client.page(address)
    assert "Withdrawn on 16 March 2026." in page.text
    assert any("Something very hard" in tag.text for tag in page.select("del"))
    assert "has not recorded a reason" in page.text
    again = client.send(f"{address}/exceptions/{row.id}/withdraw", {})
    assert again.status_code == 422
    assert "was withdrawn already" in again.text
    # What was withdrawn may be recorded again, rightly this time.
    assert client.send(f"{address}/exceptions/new", HARD_TIMES).status_code == 302


def test_an_exception_of_another_case_is_not_found(
    client: PageClient, make: Make, officer: Person, address: str
) -> None:
    other = make.request(make.child(make.the_area("wandsworth")), ago(60))
    row = make.exception(other, "decide", "personal_circumstances", ago(30), officer)
    for page in ("end", "withdraw"):
        client.page(f"{address}/exceptions/{row.id}/{page}", 404)
