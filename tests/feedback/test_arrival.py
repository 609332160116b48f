"""PostgreSQL forgets in which order answers came, and nobody is in anybody's way meanwhile."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.roles import Role
from portal.extensions import db
from portal.feedback.arrival import COMPANY
from portal.feedback.entries import Entry
from portal.feedback.models import Answer, Comment, Response, SpentTicket
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from portal.themes.models import Reading
from portal.themes.services import set_themes
from tests.conftest import ENGINES
from tests.factories import Make
from tests.feedback.attacker import neighbours_kept, newest_of_each, rank_correlation
from tests.feedback.conftest import TODAY, opened
from tests.feedback.on_real_engines import answer, keep, running, wave_of

MANY = 300
SENDERS, EACH = 8, 5
PLACES = {
    "responses": "SELECT id FROM responses ORDER BY ctid",
    "answers": "SELECT response_id FROM answers ORDER BY ctid",
    "comments": "SELECT response_id FROM comments ORDER BY ctid",
}


@pytest.fixture(params=ENGINES)
def own_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    with running(url, tmp_path) as app:
        yield app


@pytest.fixture
def own_session(own_app: Flask) -> Session:
    return db.session()


@pytest.fixture
def own_area(own_session: Session) -> Area:
    return Make(own_session).area("wandsworth")


@pytest.fixture
def own_wave(own_session: Session, own_area: Area) -> Wave:
    return opened(own_session, own_area)


only_postgresql = pytest.mark.parametrize("own_app", ["postgresql"], indirect=True)


def ticketed(number: int) -> Entry:
    return Entry(Channel.EMAIL, f"{uuid.uuid5(uuid.NAMESPACE_OID, str(number)).hex:0<64}")


def lying(session: Session, table: str) -> list[str]:
    """The answers in the order of a table's rows in the file, each where it is first met."""
    return list(dict.fromkeys(str(one) for one in session.scalars(text(PLACES[table]))))


@only_postgresql
def test_after_many_answers_the_order_is_chance(own_session: Session, own_wave: Wave) -> None:
    came = [
        str(answer(own_session, own_wave, ticketed(n), words=f"Words {n}")) for n in range(MANY)
    ]
    when = {one: number for number, one in enumerate(came)}
    for table in PLACES:
        lie = lying(own_session, table)
        assert len(lie) == MANY
        correlation = rank_correlation([when[one] for one in lie], list(range(MANY)))
        assert abs(correlation) < 0.35, table
        assert neighbours_kept(lie, came) < 0.03, table
    digests = [str(ticketed(number).digest) for number in range(MANY)]
    ledger = list(own_session.scalars(text("SELECT digest FROM spent_tickets ORDER BY ctid")))
    spent = {digest: number for number, digest in enumerate(digests)}
    assert abs(rank_correlation([spent[one] for one in ledger], list(range(MANY)))) < 0.35
    assert neighbours_kept(ledger, digests) < 0.03


@only_postgresql
def test_the_newest_may_stand_at_each_of_the_last_places(
    own_session: Session, own_wave: Wave
) -> None:
    """Nor does it look like the odd one out among those written with it."""
    for number in range(60):
        answer(own_session, own_wave, ticketed(number))
    places: Counter[int] = Counter()
    odd = 0
    for number in range(60, 60 + 250):
        new = str(answer(own_session, own_wave, ticketed(number)))
        rows = own_session.execute(text("SELECT id, xmin::text FROM responses")).all()
        groups: dict[str, list[str]] = defaultdict(list)
        for one, transaction in rows:
            groups[transaction].append(str(one))
        (company,) = [group for group in groups.values() if new in group]
        assert len(company) == COMPANY + 1
        places[sorted(company).index(new)] += 1
        every = [str(one) for one, _ in rows]
        odd += newest_of_each({"": company}, every)[""] == new
    expected = 250 / (COMPANY + 1)
    chi_squared = sum((places[place] - expected) ** 2 / expected for place in range(COMPANY + 1))
    assert chi_squared < 60, places  # 24 degrees of freedom: one run in 15,000 by chance.
    assert odd < 250 / 4


@only_postgresql
@pytest.mark.parametrize("others", [0, 1, 7, 23, 24, 25, 40], ids=str)
def test_an_answer_has_as_much_company_as_there_is(
    own_session: Session, own_wave: Wave, others: int
) -> None:
    for number in range(others):
        answer(own_session, own_wave, ticketed(number))
    answer(own_session, own_wave, ticketed(others), words="The last one")
    for table in ("responses", "spent_tickets"):
        together = own_session.execute(
            text(
                f"SELECT count(*) FROM {table} GROUP BY xmin ORDER BY max(xmin::text::bigint) DESC"
            )
        ).scalars()
        assert next(together) == min(others, COMPANY) + 1, table


@only_postgresql
def test_another_waves_answers_stay_where_they_are(
    own_session: Session, own_area: Area, own_wave: Wave
) -> None:
    make = Make(own_session)
    elsewhere = make.wave(make.survey(make.area("merton")))
    untouched = [make.response(elsewhere).id for _ in range(5)]
    where = text("SELECT id, ctid::text, xmin::text FROM responses WHERE wave_id = :wave")
    before = own_session.execute(where, {"wave": elsewhere.id}).all()
    answer(own_session, own_wave)
    assert own_session.execute(where, {"wave": elsewhere.id}).all() == before
    assert {row.id for row in before} == set(untouched)


def test_what_the_forum_said_of_a_comment_survives(
    own_session: Session, own_area: Area, own_wave: Wave
) -> None:
    first = answer(own_session, own_wave, words="We waited")
    comment_id = own_session.scalars(select(Comment.id)).one()
    make = Make(own_session)
    reader, theme = make.person(Role.FORUM_REPRESENTATIVE, own_area), make.theme(own_area)
    set_themes(own_session, comment_id, own_area.id, [theme.id], by=reader.id, today=TODAY)
    own_session.commit()
    for _ in range(5):
        answer(own_session, own_wave, words="We waited too")

    (reading,) = own_session.scalars(select(Reading))
    kept = own_session.get_one(Comment, reading.comment_id, populate_existing=True)
    assert (kept.id, kept.response_id, kept.text) == (comment_id, first, "We waited")


@pytest.mark.parametrize("reads_first", [True, False], ids=["reader-first", "answer-first"])
@only_postgresql
def test_reading_and_answering_at_the_same_moment_wait_for_each_other(
    own_app: Flask, own_session: Session, own_area: Area, own_wave: Wave, reads_first: bool
) -> None:
    """Two connections; whoever is second finds everything as it was."""
    answer(own_session, own_wave, words="We waited")
    comment_id = own_session.scalars(select(Comment.id)).one()
    reader = Make(own_session).person(Role.FORUM_REPRESENTATIVE, own_area).id
    area_id, wave_id = own_area.id, own_wave.id
    own_session.commit()
    begun, second_waits = Event(), Event()

    def read() -> None:
        with Session(db.engine) as session:
            if not reads_first:
                begun.wait(10)
            set_themes(session, comment_id, area_id, [], by=reader, today=TODAY)
            if reads_first:
                begun.set()
                second_waits.wait(1)
            session.commit()

    def send() -> None:
        with Session(db.engine, expire_on_commit=False) as session:
            if reads_first:
                begun.wait(10)
            wave = wave_of(session, wave_id)
            keep(session, wave, words="We waited too")
            if not reads_first:
                begun.set()
                second_waits.wait(1)
            session.commit()

    def within(act: object) -> None:
        with own_app.app_context():
            act()  # type: ignore[operator]

    with ThreadPoolExecutor(2) as workers:
        for done in [workers.submit(within, act) for act in (read, send)]:
            done.result(30)

    own_session.rollback()
    assert own_session.scalars(select(Reading.comment_id)).all() == [comment_id]
    assert own_session.scalar(select(func.count()).select_from(Comment)) == 2


def test_many_who_send_and_read_at_once_lose_nothing(
    own_app: Flask, own_session: Session, own_area: Area, own_wave: Wave
) -> None:
    """No deadlock, no answer lost, each ticket in the ledger, every reading kept."""
    answer(own_session, own_wave, words="The first")
    comment_id = own_session.scalars(select(Comment.id)).one()
    reader = Make(own_session).person(Role.FORUM_REPRESENTATIVE, own_area).id
    area_id, wave_id = own_area.id, own_wave.id
    own_session.commit()
    together = Barrier(SENDERS + 1)

    def send(sender: int) -> list[uuid.UUID]:
        with own_app.app_context(), Session(db.engine, expire_on_commit=False) as session:
            wave = wave_of(session, wave_id)
            session.commit()
            together.wait()
            return [
                answer(session, wave, ticketed(sender * 100 + number), words=f"{sender} {number}")
                for number in range(EACH)
            ]

    def read(_: int) -> list[uuid.UUID]:
        with own_app.app_context(), Session(db.engine) as session:
            together.wait()
            for _ in range(EACH * 2):
                set_themes(session, comment_id, area_id, [], by=reader, today=TODAY)
                session.commit()
            return []

    with ThreadPoolExecutor(SENDERS + 1) as workers:
        running_ones = [workers.submit(send, sender) for sender in range(SENDERS)]
        running_ones.append(workers.submit(read, 0))
        kept = [one for done in running_ones for one in done.result(60)]

    own_session.rollback()
    own_session.expire_all()
    everything = set(own_session.scalars(select(Response.id)))
    assert len(kept) == SENDERS * EACH
    assert set(kept) < everything
    assert len(everything) == len(kept) + 1
    counts = [
        own_session.scalar(select(func.count()).select_from(table))
        for table in (Answer, Comment, SpentTicket, Reading)
    ]
    assert counts == [2 * len(everything), len(everything), len(kept), 1]
