"""The ledger of tickets: each counts once, and its counts tell no answer."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.feedback.entries import (
    FEWEST_ALIKE,
    Entry,
    TicketSpent,
    count_made,
    is_spent,
    kept_tags,
    spend,
)
from portal.feedback.models import SpentTicket, WayCount
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from tests.factories import Make

STAGE, OTHER_STAGE = "gathering_advice", "deciding_on_a_plan"
UNTAGGED = {"stage": None, "band": None}


def digests() -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{number:064x}"


DIGESTS = digests()


def entry(stage: str = STAGE, band: str = "late", way: Channel = Channel.STAGE_END) -> Entry:
    return Entry(way, next(DIGESTS), stage, band)


def counts(session: Session, wave: Wave) -> set[tuple[str, str, str, int, int]]:
    rows = session.scalars(
        select(WayCount)
        .where(WayCount.wave_id == wave.id)
        .execution_options(populate_existing=True)
    )
    return {(row.way, row.stage, row.band, row.made, row.used) for row in rows}


def test_a_ticket_is_spent_once(session: Session, wave: Wave) -> None:
    once = entry()
    assert not is_spent(session, wave.id, str(once.digest))
    spend(session, wave.id, once)
    assert is_spent(session, wave.id, str(once.digest))

    with pytest.raises(TicketSpent):
        spend(session, wave.id, once)
    assert counts(session, wave) == {("stage_end", STAGE, "late", 0, 1)}


def test_the_same_digest_in_another_wave_is_another_ticket(
    session: Session, make: Make, wave: Wave
) -> None:
    once, other = entry(), make.wave(make.survey(make.area("merton")))
    spend(session, wave.id, once)
    spend(session, other.id, once)
    assert len(session.scalars(select(SpentTicket)).all()) == 2


def test_ways_without_tickets_leave_no_trace_in_the_ledger(session: Session, wave: Wave) -> None:
    for _ in range(3):
        spend(session, wave.id, Entry(Channel.KIOSK))
    spend(session, wave.id, Entry())
    assert session.scalars(select(SpentTicket)).all() == []
    assert counts(session, wave) == {("kiosk", "", "", 0, 3), ("open_link", "", "", 0, 1)}


def test_made_and_used_are_counted_apart_by_way_stage_and_band(
    session: Session, wave: Wave
) -> None:
    count_made(session, wave.id, entry(), 3)
    count_made(session, wave.id, entry(band="on_time"))
    count_made(session, wave.id, Entry(Channel.EMAIL), 40)
    spend(session, wave.id, entry())
    spend(session, wave.id, entry())
    assert counts(session, wave) == {
        ("stage_end", STAGE, "late", 3, 2),
        ("stage_end", STAGE, "on_time", 1, 0),
        ("email", "", "", 40, 0),
    }


@pytest.mark.parametrize(
    ("made", "before", "this", "kept"),
    [
        pytest.param(0, [], entry(), UNTAGGED, id="the-first"),
        pytest.param(500, [entry()] * 8, entry(), UNTAGGED, id="the-ninth-however-many-made"),
        pytest.param(0, [entry()] * 9, entry(), {"stage": STAGE, "band": "late"}, id="the-tenth"),
        pytest.param(
            0, [entry(band="on_time")] * 20, entry(), UNTAGGED, id="another-band-does-not-help"
        ),
        pytest.param(
            0, [entry(OTHER_STAGE)] * 20, entry(), UNTAGGED, id="another-stage-does-not-help"
        ),
        pytest.param(
            *(0, [entry(way=Channel.EMAIL)] * 9, entry()),
            {"stage": STAGE, "band": "late"},
            id="another-way-does",
        ),
        pytest.param(0, [Entry()] * 20, Entry(), UNTAGGED, id="nothing-to-tell"),
    ],
)
def test_a_stage_is_kept_from_ten_spent_tickets_alike(
    session: Session,
    wave: Wave,
    made: int,
    before: list[Entry],
    this: Entry,
    kept: dict[str, str | None],
) -> None:
    assert FEWEST_ALIKE == 10
    count_made(session, wave.id, this, made)
    for each in before:
        spend(
            session, wave.id, Entry(each.way, each.digest and next(DIGESTS), each.stage, each.band)
        )
    spend(session, wave.id, this)

    assert kept_tags(session, wave.id, this) == kept


def test_another_waves_tickets_do_not_count(session: Session, make: Make, wave: Wave) -> None:
    other = make.wave(make.survey(make.area("merton")))
    for _ in range(20):
        spend(session, other.id, entry())
    spend(session, wave.id, entry())
    assert kept_tags(session, wave.id, entry()) == UNTAGGED


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_no_row_tells_which_count_changed_last(session: Session, wave: Wave) -> None:
    """All are written again by the same transaction, and lie in the order they had."""
    ways = (Channel.KIOSK, Channel.OPEN_LINK, Channel.POSTER)
    for way in ways:
        spend(session, wave.id, Entry(way))
        session.commit()
    for way in (Channel.POSTER, Channel.KIOSK, Channel.OPEN_LINK, Channel.KIOSK):
        spend(session, wave.id, Entry(way))
        session.commit()
        rows = session.execute(text("SELECT way, xmin::text FROM way_counts ORDER BY ctid")).all()
        assert [row.way for row in rows] == [each.value for each in ways]
        assert len({row.xmin for row in rows}) == 1
