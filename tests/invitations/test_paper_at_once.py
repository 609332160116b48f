"""Paper on a database of its own: tries are limited, and two at once count right."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.app import create_app
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.extensions import db, limiter
from portal.feedback.models import Response, WayCount
from portal.invitations import paper_services
from portal.surveys.models import Wave
from portal.surveys.queries import wave_in
from portal.surveys.wave_services import Plan
from portal.web.unit_of_work import committing
from tests.conftest import ENGINES, settings
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, opened, plan
from tests.pages import PageClient

TYPE = "/wandsworth/paper"


@pytest.fixture(params=ENGINES)
def own_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, with the limiter at work."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    given = settings(
        DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite", SIGN_IN_LIMIT="3 per 15 minutes"
    )
    app = create_app(given | {"RATELIMIT_ENABLED": True})
    app.test_client_class = PageClient
    with app.app_context():
        flask_migrate.upgrade()
        db.session.remove()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    # The limiter is one for the process, and took its settings from the newest application.
    limiter.enabled = False


@pytest.fixture
def own_session(own_app: Flask) -> Iterator[Session]:
    with own_app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def administrator(own_session: Session) -> Person:
    make = Make(own_session)
    return make.person(Role.ADMINISTRATOR, make.area("wandsworth"))


@pytest.fixture
def wave(own_session: Session, administrator: Person) -> Wave:
    planned = plan()
    area = Make(own_session).the_area("wandsworth")
    return opened(
        own_session, area, Plan(planned.name, planned.opens_on, planned.closes_on, ["paper"])
    )


def numbers_of(app: Flask, wave: Wave, by: Person, copies: int) -> list[str]:
    """The numbers of new forms, printed and committed."""
    with app.app_context(), committing() as session:
        area = Make(session).the_area("wandsworth")
        held = wave_in(session, area, wave.id)
        assert held
        forms = paper_services.print_forms(
            session,
            held,
            copies,
            by=by.id,
            today=TODAY,
            now=NOW,
            secret=app.config["SECRET_KEY"],
        )
        return [form.number for form in forms]


def test_guessing_numbers_is_limited_for_each_person(
    own_app: Flask, own_session: Session, wave: Wave, administrator: Person
) -> None:
    (number,) = numbers_of(own_app, wave, administrator, 1)
    client = own_app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(administrator)
    token = client.page(TYPE).select_one("main [name=csrf_token]")["value"]
    sent = {"csrf_token": token, "number": "AAAA-AAAA-AAAA"}
    assert [client.post(TYPE, data=sent).status_code for _ in range(4)] == [422, 422, 422, 429]
    sent["number"] = number
    assert client.post(TYPE, data=sent).status_code == 429
    colleague, make = own_app.test_client(), Make(own_session)
    assert isinstance(colleague, PageClient)
    colleague.sign_in(make.person(Role.FORUM_REPRESENTATIVE, make.the_area("wandsworth")))
    answer = colleague.send(TYPE, {"number": number})
    assert answer.status_code == 303, "People of one office share an address."


def test_two_who_print_at_once_get_different_numbers(
    own_app: Flask, own_session: Session, wave: Wave, administrator: Person
) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: numbers_of(own_app, wave, administrator, 10), range(4)))
    numbers = {number for some in found for number in some}
    assert len(numbers) == 40
    own_session.expire_all()
    assert own_session.get_one(Wave, wave.id).paper_printed == 40
    assert [row.made for row in own_session.scalars(select(WayCount))] == [40]


def test_one_form_sent_twice_at_the_same_moment_counts_once(
    own_app: Flask, own_session: Session, wave: Wave, administrator: Person
) -> None:
    (number,) = numbers_of(own_app, wave, administrator, 1)

    def typed(stars: int) -> int:
        client = own_app.test_client()
        assert isinstance(client, PageClient)
        client.sign_in(administrator)
        place = client.send(TYPE, {"number": number}).headers["Location"]
        client.send(place, {"answer-satisfaction": str(stars)})
        return client.send(f"{place}/check", {}).status_code

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(typed, (1, 5)))
    assert set(statuses) <= {303, 422}
    assert 303 in statuses
    assert own_session.scalar(select(func.count()).select_from(Response)) == 1
    own_session.expire_all()
    assert [row.used for row in own_session.scalars(select(WayCount))] == [1]


def test_a_closed_wave_prints_nothing_even_for_a_page_opened_before(
    own_app: Flask, own_session: Session, wave: Wave, administrator: Person
) -> None:
    held = own_session.get_one(Wave, wave.id)
    held.closed_on = TODAY
    own_session.commit()
    with pytest.raises(Refused, match="takes no paper forms now"):
        numbers_of(own_app, wave, administrator, 1)
