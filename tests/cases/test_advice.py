"""Asking for advice and receiving it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.audit.models import AuditEntry
from portal.cases.models import AdviceRequest, Request
from tests.cases.filling import ago, day
from tests.factories import Make
from tests.pages import PageClient

HEALTH = {"body": "Health", **day("asked_on", ago(20))}


def test_advice_is_asked_for(
    client: PageClient, address: str, officer: Person, session: Session
) -> None:
    answer = client.send(f"{address}/advice/new", HEALTH, follow=True)
    assert "Recorded: asked on 24 February 2026: Health." in answer.text
    row = session.scalars(select(AdviceRequest)).one()
    assert (row.body, row.asked_on, row.received_on) == ("Health", ago(20), None)
    assert row.recorded_by_id == officer.id
    assert "7 April 2026" in answer.text, "due six weeks after it was asked"
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.details) == ("case:advice:asked", {"body": "Health"})


def test_an_officers_own_words_stay_out_of_the_audit_record(
    client: PageClient, address: str, session: Session
) -> None:
    typed = {"body": "other", "other": "Dr  Amy Field, dietitian"}
    client.send(f"{address}/advice/new", HEALTH | typed)
    assert session.scalars(select(AdviceRequest)).one().body == "Dr Amy Field, dietitian"
    assert session.scalars(select(AuditEntry)).one().details == {"body": "other"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({"body": ""}, "Select who was asked", id="nobody"),
        pytest.param({"body": "other"}, "Enter which service was asked", id="somebody unnamed"),
        pytest.param({}, "Health: asked already, on 19 February 2026.", id="asked already"),
        pytest.param(
            {"body": "other", "other": "HEALTH"},
            "Health: asked already",
            id="asked already, typed otherwise",
        ),
        pytest.param(
            {"body": "Social care"} | day("asked_on", date(2026, 3, 17)),
            "has not come yet",
            id="tomorrow",
        ),
        pytest.param(
            {"body": "Social care"} | day("asked_on", ago(61)),
            "Advice from “Social care”: asked on 14 January 2026 is before the request was",
            id="before the request",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    address: str,
    session: Session,
    typed: dict[str, str],
    sentence: str,
) -> None:
    make.advice(case, "Health", ago(25), officer)
    answer = client.send(f"{address}/advice/new", HEALTH | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert len(session.scalars(select(AdviceRequest)).all()) == 1


@pytest.fixture
def asked(make: Make, case: Request, officer: Person) -> AdviceRequest:
    return make.advice(case, "Health", ago(25), officer)


def test_advice_comes_and_its_day_is_corrected(
    client: PageClient, address: str, asked: AdviceRequest, session: Session
) -> None:
    page = f"{address}/advice/{asked.id}/received"
    answer = client.send(page, day("received_on", ago(5)), follow=True)
    assert "Recorded: advice came on 11 March 2026: Health." in answer.text
    assert "Came on time" in answer.text
    client.send(page, day("received_on", ago(6)))
    session.refresh(asked)
    assert asked.received_on == ago(6)
    assert [entry.act for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.at))] == [
        "case:advice:received",
        "case:advice:corrected",
    ]


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        pytest.param(ago(26), "is before it was asked for on 19 February 2026", id="too early"),
        pytest.param(ago(-1), "17 March 2026 has not come yet", id="tomorrow"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    client: PageClient,
    address: str,
    asked: AdviceRequest,
    session: Session,
    on: date,
    sentence: str,
) -> None:
    answer = client.send(f"{address}/advice/{asked.id}/received", day("received_on", on))
    assert answer.status_code == 422
    assert sentence in answer.text
    session.refresh(asked)
    assert asked.received_on is None


def test_correcting_advice_that_a_closure_rests_on_keeps_the_closure_lawful(
    client: PageClient, make: Make, case: Request, officer: Person, address: str, session: Session
) -> None:
    """Every write checks all facts together, not only its own."""
    make.event(case, "decided_to_assess", ago(40), officer)
    row = make.advice(case, "School, nursery or college", ago(38), officer)
    make.exception(case, "no_plan", "school_closed", ago(36), officer, ends_on=ago(6))
    answer = client.send(f"{address}/advice/{row.id}/received", day("received_on", ago(2)))
    assert answer.status_code == 302


def test_advice_of_another_case_is_not_found(
    client: PageClient, make: Make, child: object, case: Request, officer: Person, address: str
) -> None:
    other = make.request(make.child(make.the_area("wandsworth")), ago(90))
    row = make.advice(other, "Health", ago(50), officer)
    for page in ("received", "asked"):
        client.page(f"{address}/advice/{row.id}/{page}", 404)


def test_a_mistyped_day_of_asking_is_corrected(
    client: PageClient, make: Make, case: Request, officer: Person, address: str, session: Session
) -> None:
    row = make.advice(case, "Health", ago(50), make.person(), received_on=ago(5))
    assert "3 days late" in client.page(address).text
    page = f"{address}/advice/{row.id}/asked"
    assert client.page(address).select_one(f"a[href='{page}']")
    answer = client.send(page, day("asked_on", ago(45)), follow=True)
    assert "Corrected: asked on 30 January 2026: Health." in answer.text
    assert "Came on time" in answer.text
    session.refresh(row)
    assert (row.asked_on, row.received_on, row.recorded_by_id) == (ago(45), ago(5), officer.id)
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.details) == ("case:advice:corrected", {"body": "Health"})


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        pytest.param(ago(25), "That is what the record says now.", id="no change"),
        pytest.param(ago(-1), "17 March 2026 has not come yet", id="tomorrow"),
        pytest.param(
            ago(61),
            "asked on 14 January 2026 is before the request was received on 15 January 2026",
            id="before the request",
        ),
        pytest.param(
            ago(4),
            "received on 11 March 2026 is before it was asked for on 12 March 2026",
            id="after it came",
        ),
    ],
)
def test_a_day_of_asking_that_cannot_be_is_refused(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    address: str,
    session: Session,
    on: date,
    sentence: str,
) -> None:
    row = make.advice(case, "Health", ago(25), officer, received_on=ago(5))
    answer = client.send(f"{address}/advice/{row.id}/asked", day("asked_on", on))
    assert answer.status_code == 422
    assert sentence in answer.text
    session.refresh(row)
    assert row.asked_on == ago(25)
    assert session.scalars(select(AuditEntry)).all() == []
