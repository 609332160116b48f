"""Recording what happened, and correcting it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.audit.models import AuditEntry
from portal.cases import queries
from portal.cases.change import Change
from portal.cases.event_services import correct_event
from portal.cases.models import CaseEvent, Child, Request
from portal.domain.facts import EventKind
from portal.domain.refusal import Refused
from tests.cases.filling import TODAY, ago, day
from tests.factories import A_MOMENT, Make
from tests.pages import PageClient

DECIDED = {"kind": "decided_to_assess", **day("happened_on", ago(20))}


def rows(session: Session) -> list[CaseEvent]:
    return list(session.scalars(select(CaseEvent).order_by(CaseEvent.recorded_at, CaseEvent.id)))


def test_an_event_is_recorded(
    client: PageClient, address: str, officer: Person, session: Session
) -> None:
    answer = client.send(f"{address}/events/new", DECIDED, follow=True)
    assert "Recorded: The council decided to assess, 24 February 2026." in answer.text
    (row,) = rows(session)
    assert (row.kind, row.happened_on) == ("decided_to_assess", ago(20))
    assert (row.recorded_by_id, row.corrects_id) == (officer.id, None)
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.details) == ("case:event:recorded", {"kind": "decided_to_assess"})
    assert entry.object_id == row.id


REFUSED = [
    pytest.param({"kind": "party"}, "Not a valid choice", id="an unknown kind"),
    pytest.param({"happened_on-day": "x"}, "must be a real date", id="no date"),
    pytest.param(
        day("happened_on", date(2026, 3, 17)), "17 March 2026 has not come yet", id="tomorrow"
    ),
    pytest.param(
        day("happened_on", ago(61)), "is before the request was received", id="before the request"
    ),
    pytest.param(
        {"kind": "final_plan_issued"} | day("happened_on", ago(30)),
        "“The final plan was sent” on 14 February 2026 is before “The council decided to assess”",
        id="a plan before the decision",
    ),
    pytest.param(
        {"kind": "decided_not_to_assess"} | day("happened_on", ago(10)),
        "“The council decided to assess” cannot happen to a request with “The council decided "
        "not to assess”",
        id="both yes and no",
    ),
    pytest.param(
        day("happened_on", ago(10)), "It happens once: correct one of the two.", id="decided twice"
    ),
    pytest.param({}, "“The council decided to assess” on 24 February 2026 is recorded", id="again"),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_an_impossible_event_is_refused_and_nothing_is_written(
    client: PageClient,
    make: Make,
    case: Request,
    officer: Person,
    address: str,
    session: Session,
    typed: dict[str, str],
    sentence: str,
) -> None:
    make.event(case, "decided_to_assess", ago(20), officer)
    answer = client.send(f"{address}/events/new", DECIDED | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert len(rows(session)) == 1
    assert session.scalars(select(AuditEntry)).all() == []


@pytest.fixture
def event(make: Make, case: Request, officer: Person) -> CaseEvent:
    return make.event(case, "decided_to_assess", ago(20), officer)


def test_a_day_is_corrected(
    client: PageClient, address: str, event: CaseEvent, session: Session
) -> None:
    answer = client.send(
        f"{address}/events/{event.id}/correct",
        {"what": "differently", **day("happened_on", ago(25))},
        follow=True,
    )
    page = client.page(address)
    assert [tag.text for tag in page.select("main del")] == ["The council decided to assess."]
    assert (
        "Corrected on 16 March 2026 by Jo Bell. The right day is 19 February 2026." in answer.text
    )
    old, new = rows(session)
    assert (old.happened_on, new.happened_on, new.corrects_id) == (ago(20), ago(25), old.id)


def test_a_kind_is_corrected(
    client: PageClient, address: str, event: CaseEvent, session: Session
) -> None:
    answer = client.send(
        f"{address}/events/{event.id}/correct",
        {"what": "differently", "kind": "decided_not_to_assess"},
        follow=True,
    )
    assert "It was: the council decided not to assess, 24 February 2026." in answer.text
    assert "The council said no to an assessment" in answer.text


def test_an_event_that_never_happened_is_struck_out_and_can_come_back(
    client: PageClient, address: str, event: CaseEvent, session: Session
) -> None:
    answer = client.send(f"{address}/events/{event.id}/correct", {"what": "never"}, follow=True)
    assert "This did not happen." in answer.text
    assert "Deciding whether to assess" in answer.text
    never = rows(session)[-1]
    assert never.happened_on is None
    # Striking out can be wrong too: the same line then leads to the newer record.
    again = {"what": "differently", **day("happened_on", ago(21))}
    client.send(f"{address}/events/{never.id}/correct", again)
    assert [row.corrects_id for row in rows(session)] == [None, event.id, never.id]
    assert "Gathering advice" in client.page(address).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param({}, "Select what is wrong", id="nothing said"),
        pytest.param({"what": "differently"}, "That is what the record says now.", id="no change"),
        pytest.param(
            {
                "what": "differently",
                "happened_on-day": "",
                "happened_on-month": "",
                "happened_on-year": "",
            },
            "Enter day it happened",
            id="no day",
        ),
        pytest.param(
            {"what": "differently", **day("happened_on", ago(61))},
            "is before the request was received",
            id="an impossible day",
        ),
        pytest.param(
            {"what": "differently", **day("happened_on", date(2026, 3, 17))},
            "has not come yet",
            id="tomorrow",
        ),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    client: PageClient,
    address: str,
    event: CaseEvent,
    session: Session,
    typed: dict[str, str],
    sentence: str,
) -> None:
    answer = client.send(f"{address}/events/{event.id}/correct", typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert len(rows(session)) == 1


def test_taking_back_a_decision_that_others_rest_on_is_possible(
    client: PageClient, make: Make, case: Request, officer: Person, address: str, event: CaseEvent
) -> None:
    """A record may have gaps: the draft shows that the decision was taken on some day."""
    make.event(case, "draft_sent", ago(5), officer)
    client.send(f"{address}/events/{event.id}/correct", {"what": "never"})
    assert "Day not recorded" in client.page(address).text


def test_the_second_correction_of_an_event_gets_a_sentence(
    client: PageClient, make: Make, case: Request, officer: Person, address: str, event: CaseEvent
) -> None:
    make.event(case, "decided_to_assess", ago(21), officer, corrects_id=event.id)
    answer = client.send(f"{address}/events/{event.id}/correct", {"what": "never"})
    assert answer.status_code == 422
    assert "This was corrected already" in answer.text


def test_of_two_officers_at_once_the_database_lets_one_through(
    make: Make, child: Child, case: Request, officer: Person, event: CaseEvent, session: Session
) -> None:
    """The second officer's page was read before the first one's correction was kept."""
    change = Change(child.area_id, officer.id, TODAY, A_MOMENT)
    read_before = queries.case(session, child.area_id, case.id)
    assert read_before
    first = CaseEvent(
        request_id=case.id,
        kind="decided_to_assess",
        happened_on=ago(22),
        recorded_by_id=officer.id,
        recorded_at=A_MOMENT,
        corrects_id=event.id,
    )
    make.keep(first)
    with pytest.raises(Refused, match="This was corrected already"):
        correct_event(
            session,
            read_before,
            event,
            kind=EventKind.DECIDED_TO_ASSESS,
            on=ago(23),
            change=change,
        )
    assert {row.id for row in rows(session)} == {event.id, first.id}
    # The refused correction left the session fit for use.
    assert queries.case(session, child.area_id, case.id)


def test_an_event_of_another_case_is_not_found(
    client: PageClient, make: Make, child: Child, officer: Person, address: str
) -> None:
    elsewhere = make.event(make.request(child, ago(300)), "withdrawn", ago(200), officer)
    client.page(f"{address}/events/{elsewhere.id}/correct", 404)
