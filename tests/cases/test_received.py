"""Correcting the day a request was received."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.audit.models import AuditEntry
from portal.cases import queries
from portal.cases.change import Change
from portal.cases.models import Child, ReceivedDate, Request
from portal.cases.received_services import correct_received
from portal.domain.refusal import Refused
from tests.cases.filling import TODAY, ago, day
from tests.factories import A_MOMENT, Make
from tests.pages import PageClient


@pytest.fixture
def page(case: Request, address: str) -> str:
    return f"{address}/received/{case.received[0].id}/correct"


def rows(session: Session) -> list[ReceivedDate]:
    return list(session.scalars(select(ReceivedDate).order_by(ReceivedDate.recorded_at)))


def test_a_mistyped_day_is_corrected_and_every_limit_counts_from_the_new_one(
    client: PageClient, address: str, page: str, officer: Person, session: Session
) -> None:
    assert client.page(address).select_one(f"a[href='{page}']")
    assert "18 days late" in client.page(address).text
    answer = client.send(page, day("received_on", ago(30)), follow=True)
    assert "Corrected: received on 14 February 2026." in answer.text
    words = " ".join(client.page(address).get_text(" ").split())
    assert "14 February 2026 Corrected on 16 March 2026: first recorded as 15 January 2026" in words
    assert "The law says by 28 March 2026." in words
    assert "days late" not in words
    old, new = rows(session)
    assert (old.received_on, old.corrects_id, old.recorded_at) == (ago(60), None, A_MOMENT)
    assert (new.received_on, new.corrects_id, new.recorded_by_id) == (ago(30), old.id, officer.id)
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.object_id, entry.details) == ("case:received:corrected", new.id, {})


def test_the_officers_record_shows_both_days(client: PageClient, address: str, page: str) -> None:
    client.send(page, day("received_on", ago(30)))
    struck = client.page(address).select_one("tr:has(del)")
    assert struck
    assert " ".join(struck.get_text(" ").split()) == (
        "15 January 2026 The council received the request. Who asked: parent or young person. "
        "Corrected on 16 March 2026 by Jo Bell. The right day is 14 February 2026. "
        "Jo Bell, 5 January 2026"
    )


def test_a_correction_can_be_corrected(
    client: PageClient, address: str, page: str, session: Session
) -> None:
    client.send(page, day("received_on", ago(30)))
    newest = next(row for row in rows(session) if row.corrects_id)
    again = f"{address}/received/{newest.id}/correct"
    assert client.page(address).select_one(f"a[href='{again}']")
    client.send(again, day("received_on", ago(60)))
    shown = client.page(address)
    assert [row.received_on for row in rows(session)] == [ago(60), ago(30), ago(60)]
    assert len(shown.select("del")) == 2
    assert "first recorded as" not in shown.text, "It is what was recorded first."


REFUSED = [
    pytest.param(ago(60), "That is what the record says now.", id="no change"),
    pytest.param(ago(-1), "17 March 2026 has not come yet", id="tomorrow"),
    pytest.param(
        ago(19),
        "“The council decided to assess” on 24 February 2026 is before the request was received "
        "on 25 February 2026. Check both days.",
        id="after an event",
    ),
    pytest.param(
        date(2015, 1, 1), "The date of birth, 1 May 2016, is after the day", id="before the birth"
    ),
    pytest.param(
        ago(300), "This child’s request received on 20 May 2025 is here already.", id="another’s"
    ),
]


@pytest.mark.parametrize(("on", "sentence"), REFUSED)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_written(
    client: PageClient,
    make: Make,
    child: Child,
    case: Request,
    officer: Person,
    page: str,
    session: Session,
    on: date,
    sentence: str,
) -> None:
    make.event(case, "decided_to_assess", ago(20), officer)
    make.event(make.request(child, ago(300)), "withdrawn", ago(290), officer)
    answer = client.send(page, day("received_on", on))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert all(row.corrects_id is None for row in rows(session))
    assert session.scalars(select(AuditEntry)).all() == []


@pytest.mark.parametrize(
    ("asked", "starts", "sentence"),
    [
        pytest.param(
            50,
            None,
            "Advice from “Health”: asked on 25 January 2026 is before the request was received "
            "on 4 February 2026.",
            id="advice asked for",
        ),
        pytest.param(
            None,
            50,
            "its days lie outside the time that the limit “Deciding whether to assess (6 weeks)”",
            id="an exception",
        ),
    ],
)
def test_every_other_fact_is_checked_against_the_new_day(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    page: str,
    session: Session,
    asked: int | None,
    starts: int | None,
    sentence: str,
) -> None:
    if asked:
        make.advice(case, "Health", ago(asked), officer)
    if starts:
        start, end = ago(starts), ago(starts - 5)
        make.exception(case, "decide", "personal_circumstances", start, officer, ends_on=end)
    answer = client.send(page, day("received_on", ago(40)))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert len(rows(session)) == 1


def test_the_second_correction_of_a_day_gets_a_sentence(
    client: PageClient, make: Make, case: Request, officer: Person, page: str
) -> None:
    make.received(case.received[0], ago(50), officer)
    answer = client.send(page, day("received_on", ago(40)))
    assert answer.status_code == 422
    assert "This was corrected already" in answer.text


def test_of_two_officers_at_once_the_database_lets_one_through(
    make: Make, child: Child, case: Request, officer: Person, session: Session
) -> None:
    """The second officer's page was read before the first one's correction was kept."""
    change = Change(child.area_id, officer.id, TODAY, A_MOMENT)
    read_before = queries.case(session, child.area_id, case.id)
    assert read_before
    (wrong,) = read_before.received
    first = make.received(wrong, ago(50), officer)
    with pytest.raises(Refused, match="This was corrected already"):
        correct_received(session, read_before, wrong, on=ago(40), change=change)
    assert {row.id for row in rows(session)} == {wrong.id, first.id}
    # The refused correction left the session fit for use.
    assert queries.case(session, child.area_id, case.id)


def test_a_day_of_another_case_is_not_found(
    client: PageClient, make: Make, child: Child, address: str
) -> None:
    elsewhere = make.request(child, ago(300))
    client.page(f"{address}/received/{elsewhere.received[0].id}/correct", 404)


def test_another_areas_day_is_not_found(client: PageClient, make: Make, officer: Person) -> None:
    other = make.request(make.child(make.area("merton")), ago(30))
    path = f"cases/{other.id}/received/{other.received[0].id}/correct"
    client.page(f"/wandsworth/{path}", 404)
    client.page(f"/merton/{path}", 404)
