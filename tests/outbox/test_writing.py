"""A message is written with what it tells of, once, or not at all."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.extensions import WAKE, db
from portal.mail.message import Channel, Message
from portal.outbox.models import MessageState, OutboxMessage
from portal.outbox.services import claim, write
from portal.web.unit_of_work import committing
from tests.factories import Make
from tests.outbox.conftest import EARLIER, letter


def written(session: Session) -> list[OutboxMessage]:
    return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.key)))


def test_what_is_written_waits_and_wakes_the_worker(session: Session) -> None:
    assert write(session, letter(), key="plan:1", now=EARLIER)
    (row,) = written(session)
    assert (row.key, row.kind, row.channel) == ("plan:1", "test-letter", Channel.EMAIL)
    assert (row.recipient, row.subject) == ("amina@example.org", "The plan is here")
    assert (row.written_at, row.next_attempt_at, row.attempts) == (EARLIER, EARLIER, 0)
    assert (row.state, row.settled_at, row.leased_until) == (MessageState.WAITING, None, None)
    assert session.info[WAKE] == {"outbox"}


def test_the_same_key_twice_is_one_message(session: Session) -> None:
    write(session, letter("first@example.org"), key="plan:1", now=EARLIER)
    session.info.clear()
    assert not write(session, letter("second@example.org"), key="plan:1", now=EARLIER)
    assert [row.recipient for row in written(session)] == ["first@example.org"]
    assert WAKE not in session.info


def test_the_same_key_keeps_the_rest_of_the_transaction(session: Session, make: Make) -> None:
    area = make.area()
    write(session, letter(), key="plan:1", now=EARLIER)
    area.name = "Renamed"
    write(session, letter(), key="plan:1", now=EARLIER)
    session.commit()
    session.expire_all()
    assert session.get_one(Area, area.id).name == "Renamed"


def test_what_cannot_be_kept_is_not_taken_for_known(session: Session) -> None:
    nameless = Message(None, "a@example.org", "", "")  # type: ignore[arg-type]
    with pytest.raises(IntegrityError):
        write(session, nameless, key="plan:1", now=EARLIER)


def test_a_transaction_that_fails_leaves_no_message(own_app: Flask) -> None:
    def fail_half_way() -> None:
        with committing() as session:
            write(session, letter(), key="plan:1", now=EARLIER)
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert written(db.session()) == []


def test_nothing_is_claimed_before_its_time(session: Session) -> None:
    later = EARLIER + timedelta(hours=8)
    write(session, letter(), key="plan:1", now=EARLIER, not_before=later)
    assert claim(session, host="p.example", now=later - timedelta(seconds=1)) is None
    claimed = claim(session, host="p.example", now=later)
    assert claimed
    assert claimed.message.message_id == f"{claimed.id}@p.example"
    assert not claimed.message.tried_before


def test_the_longest_due_comes_first(session: Session) -> None:
    for hours, key in ((2, "b"), (1, "a"), (3, "c")):
        moment = EARLIER + timedelta(hours=hours)
        write(session, letter(f"{key}@example.org"), key=key, now=moment)
    now = EARLIER + timedelta(hours=4)
    claimed = [claim(session, host="p.example", now=now) for _ in range(4)]
    assert [one and one.message.to for one in claimed] == [
        *("a@example.org", "b@example.org", "c@example.org"),
        None,
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(
            {"state": MessageState.SENT, "settled_at": EARLIER}, id="settled but not empty"
        ),
        pytest.param({"settled_at": EARLIER}, id="settled but waiting"),
    ],
)
def test_the_database_itself_refuses(session: Session, wrong: dict[str, object]) -> None:
    write(session, letter(), key="plan:1", now=EARLIER)
    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(update(OutboxMessage).values(wrong))
