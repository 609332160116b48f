"""Taking in a feed again and again, and setting services beside stages."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.directory import queries
from portal.directory.feed_file import read_feed
from portal.directory.models import LocalService, ServiceNeed, ServicePlace
from portal.directory.services import ImportReport, set_stages, take_in
from portal.domain.refusal import Refused
from portal.domain.stages import StageKey
from tests.directory.feeds import older
from tests.factories import Make

FEED = "Local Offer"
MONDAY, TUESDAY = date(2026, 3, 16), date(2026, 3, 17)


def imported(
    session: Session,
    area: Area,
    *services: dict[str, Any],
    on: date = MONDAY,
    is_whole: bool = True,
    feed: str = FEED,
) -> ImportReport:
    read = read_feed(services, is_whole=is_whole, today=on)
    now = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    report = take_in(session, area.id, feed, read, today=on, now=now)
    session.commit()
    return report


def kept(session: Session, area: Area, feed: str = FEED) -> dict[str, LocalService]:
    session.expire_all()
    return {row.source_id: row for row in queries.services_of_feed(session, area.id, feed)}


def everything(session: Session) -> list[str]:
    """Every row of every table of the directory, and how many acts are on record."""
    tables = (LocalService, ServiceNeed, ServicePlace)
    rows = [str(tuple(row)) for table in tables for row in session.execute(select(table.__table__))]
    return [*sorted(rows), str(session.scalar(select(func.count(AuditEntry.id))))]


def test_a_new_service_is_kept_with_its_needs_and_places(session: Session, make: Make) -> None:
    area = make.area()
    report = imported(session, area, older())

    assert report.added == ["Paddlers"]
    row = kept(session, area)["7"]
    assert row.opening == ["Monday, 10am to 5:30pm"]
    assert [need.need for need in row.needs] == ["Autism", "Hearing"]
    assert [(place.postcode, place.access) for place in row.places] == [
        ("ZZ1 1CK", ["Accessible toilet"])
    ]
    assert " canoeing" in row.folded_text
    assert row.imported_at == datetime(2026, 3, 16, 10, tzinfo=UTC)


def test_the_same_feed_again_changes_nothing(session: Session, make: Make) -> None:
    area = make.area()
    imported(session, area, older(), older(id=8))
    before = everything(session)
    report = imported(session, area, older(id=8), older(), on=TUESDAY)

    assert report.changes_nothing
    assert everything(session) == before


def test_what_changed_is_changed_and_keeps_its_address(session: Session, make: Make) -> None:
    area = make.area()
    imported(session, area, older(), older(id=8))
    before = kept(session, area)["7"].id
    place = older()["locations"][0]
    changed = older(
        name="Paddlers and Rowers",
        send_needs=[{"name": "Hearing"}, {"name": "Visual"}],
        locations=[place | {"name": "Lock House"}, place],
    )
    report = imported(session, area, changed, older(id=8), on=TUESDAY)

    assert (report.changed, report.unchanged) == (["Paddlers and Rowers"], ["Paddlers"])
    row = kept(session, area)["7"]
    assert row.id == before
    assert [need.need for need in row.needs] == ["Hearing", "Visual"]
    assert [each.name for each in row.places] == ["Lock House", "Weir Hut"]
    assert " rower" in row.folded_text


def test_places_and_needs_that_ended_are_gone(session: Session, make: Make) -> None:
    area = make.area()
    imported(session, area, older())
    imported(session, area, older(locations=[], send_needs=[]))

    assert session.scalar(select(func.count(ServicePlace.id))) == 0
    assert session.scalar(select(func.count(ServiceNeed.need))) == 0


def test_a_missing_service_is_marked_as_gone_and_comes_back(session: Session, make: Make) -> None:
    area = make.area()
    imported(session, area, older(), older(id=8, name="Rowers"))

    assert imported(session, area, older(), on=TUESDAY).gone == ["Rowers"]
    assert kept(session, area)["8"].gone_on == TUESDAY
    assert imported(session, area, older(), on=TUESDAY).changes_nothing
    assert imported(session, area, older(), older(id=8, name="Rowers")).changed == ["Rowers"]
    assert kept(session, area)["8"].gone_on is None


def test_one_page_of_several_marks_nothing_as_gone(session: Session, make: Make) -> None:
    area = make.area()
    imported(session, area, older(), older(id=8))

    assert imported(session, area, older(), is_whole=False).gone == []


def test_feeds_and_areas_keep_apart(session: Session, make: Make) -> None:
    area, other = make.area(), make.area("merton")
    imported(session, area, older(), older(id=9))
    imported(session, area, older(name="Another’s"), feed="Charities")
    imported(session, other, older(name="Merton’s"))

    assert imported(session, area, older(), on=TUESDAY).gone == ["Paddlers"]
    assert kept(session, area, "Charities")["7"].gone_on is None
    assert kept(session, other)["7"].name == "Merton’s"


def test_another_feed_under_the_same_name_is_refused(session: Session, make: Make) -> None:
    area = make.area()
    imported(session, area, older())
    with pytest.raises(Refused, match="None of the 1 services kept from the feed “Local Offer”"):
        imported(session, area, older(id="other"))


def test_the_record_says_how_many(session: Session, make: Make) -> None:
    area = make.area()
    imported(session, area, older(), older(id=8))

    entry = session.scalars(select(AuditEntry)).one()
    assert entry.act == "directory:services:imported"
    assert entry.details == {"added": 2, "changed": 0, "gone": 0}


def loaded(session: Session, area: Area, row: LocalService) -> LocalService:
    session.expire_all()
    service = queries.service(session, area.id, row.id)
    assert service is not None
    return service


class TestStages:
    def choose(self, session: Session, area: Area, row: LocalService, *chosen: str) -> bool:
        by, now = Make(session).person().id, datetime(2026, 3, 16, 10, tzinfo=UTC)
        done = set_stages(session, loaded(session, area, row), chosen, by=by, now=now)
        session.commit()
        return done

    def test_they_are_added_and_taken_away(self, session: Session, make: Make) -> None:
        area = make.area()
        row = make.local_service(area)

        assert self.choose(session, area, row, "gathering_advice", "plan_issued")
        assert self.choose(session, area, row, "plan_issued", "no_plan")
        assert set(queries.services_beside(session, area.id)) == {
            StageKey.PLAN_ISSUED,
            StageKey.NO_PLAN,
        }

    def test_the_same_again_is_no_change(self, session: Session, make: Make) -> None:
        area = make.area()
        row = make.local_service(area, stages=[StageKey.NO_PLAN])

        assert not self.choose(session, area, row, "no_plan")
        assert session.scalars(select(AuditEntry)).all() == []

    def test_the_change_is_on_record(self, session: Session, make: Make) -> None:
        area = make.area()
        row = make.local_service(area)
        self.choose(session, area, row, "no_plan", "gathering_advice")

        entry = session.scalars(select(AuditEntry)).one()
        assert (entry.act, entry.object_id) == ("directory:service:stages", row.id)
        assert entry.details == {"stages": ["gathering_advice", "no_plan"]}

    def test_what_is_no_stage_is_refused(self, session: Session, make: Make) -> None:
        area = make.area()
        with pytest.raises(Refused, match="There is no such stage"):
            self.choose(session, area, make.local_service(area), "lunch")

    def test_a_changed_service_stays_beside_its_stages(self, session: Session, make: Make) -> None:
        area = make.area()
        imported(session, area, older())
        row = kept(session, area)["7"]
        self.choose(session, area, row, "no_plan")
        imported(session, area, older(name="New name"))

        (line,) = queries.services_beside(session, area.id)[StageKey.NO_PLAN]
        assert (line.id, line.name) == (row.id, "New name")
        assert line.summary == "Canoeing for beginners. Bring a towel & a drink."


def test_beside_the_stages_stand_listed_services_of_the_area_by_name(
    session: Session, make: Make, query_count: Any
) -> None:
    area, key = make.area(), StageKey.GATHERING_ADVICE
    for name in ("zebra", "Ant", "Émile"):
        make.local_service(area, name, stages=[key])
    make.local_service(area, "Gone", stages=[key], gone_on=MONDAY)
    make.local_service(make.area("merton"), "Merton’s", stages=[key])

    with query_count() as asked:
        beside = queries.services_beside(session, area.id)
    assert [line.name for line in beside[key]] == ["Ant", "Émile", "zebra"]
    assert list(beside) == [key]
    assert len(asked) == 1
