"""From the officer's page to the parents' mailboxes, through the real queue and a real mail
server, each transaction a real one.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.app import create_app
from portal.cases.models import CaseNews, Request
from portal.cases.news import NewsKind, tell
from portal.domain.roles import Role
from portal.extensions import db
from portal.feedback import tickets
from portal.notices import services
from portal.notices.models import NoticeSetting
from portal.notices.tasks import remind_of_dates, spread_news
from portal.outbox.models import OutboxMessage
from portal.web.clock import now
from portal.web.unit_of_work import committing
from tests.cases.filling import ago, day
from tests.conftest import ENGINES, settings
from tests.factories import Make
from tests.notices.test_asking import LINK, open_survey
from tests.outbox.sink import Sink, listening
from tests.pages import PageClient

PERSONAL = ("Sam", "Okafor", "Amina", "Ben ", "decided", "assess whether")


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening(Sink()) as sink:
        yield sink


@pytest.fixture(params=ENGINES)
def own_app(request: pytest.FixtureRequest, tmp_path: Path, sink: Sink) -> Iterator[Flask]:
    """The application on a database of its own, its mail going to the sink."""
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    app = create_app(settings(DATABASE_URL=url, QUEUE_FILE=tmp_path / "queue.sqlite"))
    app.extensions["mail"] = sink.sender()
    app.test_client_class = PageClient
    with app.app_context():
        flask_migrate.upgrade()
        db.session.remove()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def own_session(own_app: Flask) -> Iterator[Session]:
    with own_app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def own_make(own_session: Session) -> Make:
    return Make(own_session)


@pytest.fixture
def family(own_make: Make) -> tuple[Request, Person]:
    """A case with two parents, and its officer."""
    area = own_make.area("wandsworth")
    officer = own_make.person(Role.CASEWORKER, area, name="Jo Bell")
    parents = [
        own_make.person(
            Role.PARENT_OR_CARER, area, name=f"{name} Okafor", email=f"{name}@example.org"
        )
        for name in ("Amina", "Ben")
    ]
    return own_make.request(own_make.child(area, *parents), ago(60)), officer


def work_off(app: Flask) -> int:
    """Do what the queue has, as the worker does; how many jobs that were."""
    queue, count = app.extensions["queue"], 0
    while (task := queue.dequeue()) is not None:
        queue.execute(task)
        count += 1
    return count


def a_while_passes(session: Session) -> None:
    """News is as old as it must be to be told."""
    for row in session.scalars(select(CaseNews)):
        row.at -= services.HOLD
    session.commit()


def record(app: Flask, family: tuple[Request, Person], happened: int) -> int:
    """Record a decision on the officer's page; the status of the answer."""
    case, officer = family
    client = app.test_client()
    client.sign_in(officer)  # type: ignore[attr-defined]
    typed = {"kind": "decided_to_assess", **day("happened_on", ago(happened))}
    answer = client.send(f"/wandsworth/cases/{case.id}/events/new", typed)  # type: ignore[attr-defined]
    return int(answer.status_code)


def test_an_event_reaches_each_parent_once(
    own_app: Flask, own_session: Session, family: tuple[Request, Person], sink: Sink
) -> None:
    assert record(own_app, family, 25) == 302
    assert work_off(own_app) >= 1, "Recording wakes the worker."
    assert sink.letters == [], "It waits a while."
    a_while_passes(own_session)
    send = own_app.extensions["wake"]["outbox"]
    for _ in range(3):
        send()
        work_off(own_app)
    assert sorted(str(letter["To"]) for letter in sink.letters) == [
        "Amina@example.org",
        "Ben@example.org",
    ]
    assert len(set(sink.numbers)) == 2
    for letter in sink.letters:
        subject = str(letter["Subject"])
        assert subject == "A new step in your assessment"
        assert not any(word in subject for word in PERSONAL)
        assert str(letter["List-Unsubscribe-Post"]) == "List-Unsubscribe=One-Click"
        assert "the council decided to assess your child" in letter.get_content()


def test_each_parents_email_asks_how_it_went(
    own_app: Flask,
    own_session: Session,
    own_make: Make,
    family: tuple[Request, Person],
    sink: Sink,
) -> None:
    wave = open_survey(own_make, own_make.the_area("wandsworth"))
    record(own_app, family, 25)
    a_while_passes(own_session)
    for _ in range(2):
        own_app.extensions["wake"]["outbox"]()
        work_off(own_app)
    found = [LINK.findall(letter.get_content()) for letter in sink.letters]
    assert [len(each) for each in found] == [1, 1]
    texts = {each[0] for each in found}
    assert len(texts) == 2
    read = [tickets.read(text) for text in texts]
    assert {(each.wave_id, each.stage) for each in read if each} == {
        (wave.id, "deciding_whether_to_assess")
    }
    for text in texts:
        held = [row.text for row in own_session.scalars(select(OutboxMessage)) if text in row.text]
        assert held == [], "What was sent is emptied, so nobody finds the link there."


def test_one_click_in_the_mail_program_ends_the_emails(
    own_app: Flask, own_session: Session, family: tuple[Request, Person], sink: Sink
) -> None:
    record(own_app, family, 25)
    a_while_passes(own_session)
    own_app.extensions["wake"]["outbox"]()
    work_off(own_app)
    letter = next(each for each in sink.letters if each["To"] == "Ben@example.org")
    address = str(letter["List-Unsubscribe"]).strip("<>")
    assert address.startswith("http://127.0.0.1:5000/")
    click = own_app.test_client().post(
        address.removeprefix("http://127.0.0.1:5000"), data={"List-Unsubscribe": "One-Click"}
    )
    assert click.status_code == 200
    ben = own_session.scalars(select(Person).where(Person.email == "Ben@example.org")).one()
    assert not own_session.get_one(NoticeSetting, ben.id).by_email
    sink.letters.clear()
    case, officer = family
    update = Make(own_session).update(case, officer)
    tell(own_session, case.id, NewsKind.UPDATE, update.id, now_in(own_app))
    own_session.commit()
    a_while_passes(own_session)
    own_app.extensions["wake"]["outbox"]()
    work_off(own_app)
    assert [str(each["To"]) for each in sink.letters] == ["Amina@example.org"]


def now_in(app: Flask) -> datetime:
    with app.app_context():
        return now()


def test_a_refused_form_tells_nobody(
    own_app: Flask, own_session: Session, family: tuple[Request, Person]
) -> None:
    assert record(own_app, family, -3) == 422, "A day to come is refused."
    assert own_session.scalar(select(func.count()).select_from(CaseNews)) == 0


def news_of_many(session: Session, make: Make, families: int) -> None:
    area = make.the_area("wandsworth")
    with_officer = make.person(Role.CASEWORKER, area)
    for _ in range(families):
        case = make.request(make.child(area, make.person()), ago(60))
        event = make.event(case, "decided_to_assess", ago(25), with_officer)
        session.add(
            CaseNews(
                request_id=case.id,
                kind=NewsKind.EVENT.value,
                object_id=event.id,
                person_id=None,
                at=event.recorded_at - timedelta(days=1),
            )
        )
    session.commit()


def at_once(app: Flask, work: Callable[[], None]) -> None:
    """Two workers begin at the same moment."""
    together = threading.Barrier(2)

    def one(_: int) -> None:
        with app.app_context():
            together.wait()
            work()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(one, range(2)))


def test_two_workers_at_once_tell_everybody_once(
    own_app: Flask, own_session: Session, own_make: Make
) -> None:
    news_of_many(own_session, own_make, 8)
    at_once(own_app, spread_news)
    own_session.expire_all()
    assert own_session.scalar(select(func.count()).select_from(OutboxMessage)) == 8
    assert all(row.spread_at for row in own_session.scalars(select(CaseNews)))


def test_two_workers_at_once_remind_once(
    own_app: Flask, own_session: Session, own_make: Make
) -> None:
    area = own_make.area("wandsworth")
    for _ in range(4):
        own_make.request(own_make.child(area, own_make.person()), ago(6 * 7 + 1))
    at_once(own_app, remind_of_dates)
    own_session.expire_all()
    kinds = list(own_session.scalars(select(OutboxMessage.kind)))
    assert kinds == ["reminder-late"] * 4


def test_one_case_that_cannot_be_told_keeps_no_other_back(
    own_app: Flask, own_session: Session, own_make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    news_of_many(own_session, own_make, 3)
    broken = own_session.scalars(select(CaseNews)).first()
    assert broken
    broken.kind = "unheard of"
    own_session.commit()
    with own_app.app_context(), committing():
        spread_news()
    own_session.expire_all()
    assert own_session.scalar(select(func.count()).select_from(OutboxMessage)) == 2
    waiting = [row.kind for row in own_session.scalars(select(CaseNews)) if not row.spread_at]
    assert waiting == ["unheard of"]
    (line,) = [each.getMessage() for each in caplog.records if "notices" in each.name]
    assert line == f"Notices about {broken.request_id} were not written: ValueError"
