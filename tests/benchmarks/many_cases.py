"""Two areas with the same cases, one with a hundred times as many, for measuring the list."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from config import read_settings
from portal.accounts.models import Person, RoleGrant
from portal.app import create_app
from portal.areas.models import Area
from portal.cases.models import (
    AdviceRequest,
    CaseEvent,
    CasePosition,
    Child,
    ReceivedDate,
    Request,
)
from portal.cases.positions import place_unplaced
from portal.domain.roles import Role
from portal.extensions import db
from portal.web.clock import today

FEW, MANY = "few", "many"
CASES = {FEW: 50, MANY: 5000}
MOMENT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def fill(environment: Mapping[str, str]) -> Person:
    """Write both areas; the caseworker who may open both lists."""
    app = create_app(read_settings(environment))
    with app.app_context():
        session = db.session()
        officer = Person(email="officer@example.org", name="Jo Bell")
        session.add(officer)
        for slug, count in CASES.items():
            _area(session, slug, count, officer)
        session.commit()
        while place_unplaced(session):
            session.commit()
        db.engine.dispose()
    return officer


def _area(session: Session, slug: str, count: int, officer: Person) -> None:
    area = Area(
        slug=slug,
        name=slug.title(),
        council=slug.title(),
        reply_standard_working_days=5,
        update_promise_days=14,
        brand_colour="#1d3c5a",
        brand_text_colour="#ffffff",
    )
    session.add(area)
    session.flush()
    session.add(
        RoleGrant(person_id=officer.id, role=Role.CASEWORKER, area_id=area.id, granted_at=MOMENT)
    )
    session.flush()
    rows: dict[Any, list[dict[str, Any]]] = {}
    for number in range(count):
        for table, row in _case(area, number, officer):
            rows.setdefault(table, []).append(row)
    for table, found in rows.items():
        session.execute(insert(table), found)


def _case(area: Area, number: int, officer: Person) -> Iterator[tuple[Any, dict[str, Any]]]:
    """One open case: a few days old, or a few months; every third family heard nothing lately."""
    child, request, age = uuid.uuid4(), uuid.uuid4(), number % 200
    received = today() - timedelta(days=age)
    by = {"recorded_by_id": officer.id, "recorded_at": MOMENT}
    name = {"first_name": f"Child {number}", "last_name": "Hall"}
    yield Child, {"id": child, "area_id": area.id, "born": datetime(2016, 5, 1).date(), **name}
    yield (
        Request,
        {
            "id": request,
            "child_id": child,
            "reference": f"{area.slug[0].upper()}-{number:05}",
            "source": "school",
            "caseworker_id": officer.id,
        },
    )
    at = {"request_id": request, **by}
    yield ReceivedDate, {"id": uuid.uuid4(), "received_on": received, **at}
    if age > 30:
        decided = received + timedelta(days=30)
        event = {"kind": "decided_to_assess", "happened_on": decided}
        yield CaseEvent, {"id": uuid.uuid4(), **event, **at}
        for body in ("Health", "Educational psychologist"):
            advice = {"body": body, "asked_on": decided, "received_on": None}
            yield AdviceRequest, {"id": uuid.uuid4(), **advice, **at}
    told = max(received, today() - timedelta(days=30 if number % 3 == 0 else 3))
    place = {"area_id": area.id, "contradictory": False, "silent_since": told}
    yield CasePosition, {"request_id": request, **place}
