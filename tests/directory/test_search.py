"""What a search finds, in which order, and how far away it says that is."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.directory import queries
from portal.directory.folding import looked_for
from portal.directory.postcodes import Postcode
from portal.directory.search import Search, miles
from tests.factories import A_DAY, Make

MILE = 1 / 69.0468


def at(north: float, east: float, postcode: str = "ZZ1 1CK", name: str = "Hall") -> dict[str, Any]:
    outward, _, inward = postcode.partition(" ")
    whole = postcode if inward else ""
    return {
        "name": name,
        "postcode": whole,
        "outward": outward,
        "latitude": north,
        "longitude": east,
    }


def found(session: Session, area: Area, search: Search) -> list[str]:
    rows = queries.page_of_services(session, area.id, search, skip=0, take=100)
    assert queries.how_many(session, area.id, search) == len(rows)
    return [row.service.name for row in rows]


def near(session: Session, area: Area, typed: str, **given: Any) -> Search:
    return Search(centre=queries.centre_of(session, area.id, Postcode.read(typed)), **given)


class TestWords:
    @pytest.mark.parametrize(
        ("typed", "names"),
        [
            pytest.param("swim", ["Swim Club", "Sharks"], id="in the name first, then elsewhere"),
            pytest.param("swimming club", ["Sharks"], id="all of them, wherever"),
            pytest.param("SWIM autism", ["Swim Club"], id="in the needs"),
            pytest.param("sport", ["Sharks"], id="in the categories"),
            pytest.param("chess", [], id="nowhere"),
            pytest.param("%", ["Sharks", "Swim Club"], id="a sign is no word"),
            pytest.param("100%_", [], id="signs of the database’s own"),
        ],
    )
    def test_all_must_appear(
        self, session: Session, make: Make, typed: str, names: list[str]
    ) -> None:
        area = make.area()
        make.local_service(area, "Swim Club", needs=["Autism"])
        make.local_service(
            area, "Sharks", description="A swimming club.", categories=["Sports and fitness"]
        )

        assert found(session, area, Search(words=looked_for(typed))) == names


class TestNeedAndAge:
    def test_a_need_in_the_feeds_own_words(self, session: Session, make: Make) -> None:
        area = make.area()
        make.local_service(area, "Signs", needs=["Hearing", "Visual"])
        make.local_service(area, "Calm", needs=["Autism"])
        make.local_service(area, "Open to all")

        assert queries.needs_in(session, area.id) == ["Autism", "Hearing", "Visual"]
        assert found(session, area, Search(need="Hearing")) == ["Signs"]
        assert found(session, area, Search(need="hear")) == []

    @pytest.mark.parametrize(
        ("minimum", "maximum", "age", "fits"),
        [
            pytest.param(5, 11, 4, False, id="a year too young"),
            pytest.param(5, 11, 5, True, id="just old enough"),
            pytest.param(5, 11, 11, True, id="just young enough"),
            pytest.param(5, 11, 12, False, id="a year too old"),
            pytest.param(4.5, 11, 4, True, id="nearly old enough, in months"),
            pytest.param(None, 11, 0, True, id="no youngest"),
            pytest.param(5, None, 25, True, id="no oldest"),
            pytest.param(None, None, 7, True, id="no age said"),
        ],
    )
    def test_an_age(
        self,
        session: Session,
        make: Make,
        minimum: float | None,
        maximum: float | None,
        age: int,
        fits: bool,
    ) -> None:
        area = make.area()
        make.local_service(area, minimum_age=minimum, maximum_age=maximum)

        assert bool(found(session, area, Search(age=age))) is fits


class TestDistance:
    def test_the_centre_is_the_mean_of_places_that_share_the_postcode(
        self, session: Session, make: Make
    ) -> None:
        area = make.area()
        make.local_service(area, places=[at(51.0, 0.0), at(51.2, 0.4)])
        make.local_service(area, places=[at(53.0, 3.0, "ZZ1 9XX")])

        centre = queries.centre_of(session, area.id, Postcode.read("zz11ck"))
        assert centre is not None
        assert (centre.latitude, centre.longitude) == pytest.approx((51.1, 0.2))
        assert centre.is_whole

    @pytest.mark.parametrize("typed", ["ZZ1", "ZZ1 5AA"])
    def test_else_of_those_that_share_its_first_half(
        self, session: Session, make: Make, typed: str
    ) -> None:
        area = make.area()
        make.local_service(area, places=[at(51.0, 0.0), at(51.2, 0.4, "ZZ1")])
        make.local_service(area, places=[at(53.0, 3.0, "ZZ2 1CK"), at(55.0, 5.0, "ZZ11 1CK")])

        centre = queries.centre_of(session, area.id, Postcode.read(typed))
        assert centre is not None
        assert (centre.latitude, centre.longitude) == pytest.approx((51.1, 0.2))
        assert not centre.is_whole

    def test_places_that_are_nowhere_gone_or_elsewhere_tell_nothing(
        self, session: Session, make: Make
    ) -> None:
        area = make.area()
        make.local_service(area, places=[at(51.0, 0.0) | {"latitude": None, "longitude": None}])
        make.local_service(area, places=[at(51.0, 0.0)], gone_on=A_DAY)
        make.local_service(make.area("merton"), places=[at(51.0, 0.0)])

        assert queries.centre_of(session, area.id, Postcode.read("ZZ1 1CK")) is None
        assert queries.known_districts(session, area.id) == []

    def test_the_nearest_place_counts_and_is_named(self, session: Session, make: Make) -> None:
        area = make.area()
        make.local_service(area, "Here", places=[at(51.5, 0.0)])
        make.local_service(
            area,
            "Two places",
            places=[
                at(51.5 + 9 * MILE, 0.0, "ZZ8 1CK", "Far"),
                at(51.5 + 2 * MILE, 0.0, "ZZ9 1CK", "Near"),
            ],
        )
        make.local_service(area, "One place", places=[at(51.5, 5 * MILE, "ZZ7 1CK")])
        make.local_service(area, "A to Z online", places=[{"name": "Online"}])

        rows = queries.page_of_services(
            session, area.id, near(session, area, "ZZ1 1CK"), skip=0, take=9
        )
        assert [row.service.name for row in rows] == [
            "Here",
            "Two places",
            "One place",
            "A to Z online",
        ]
        assert [row.place.name for row in rows if row.place] == ["Hall", "Near", "Hall", "Online"]
        assert rows[0].miles == pytest.approx(0)
        assert rows[1].miles == pytest.approx(2, rel=0.01)
        # East and west, a degree is shorter here: 5 miles of latitude are 3.1 miles that way.
        assert rows[2].miles == pytest.approx(3.11, rel=0.01)
        assert rows[3].miles is None

    @pytest.mark.parametrize(
        ("within", "names"), [(1.0, ["Here"]), (3.0, ["Here", "There"]), (None, [])]
    )
    def test_not_further_than(
        self, session: Session, make: Make, within: float | None, names: list[str]
    ) -> None:
        area = make.area()
        make.local_service(area, "Here", places=[at(51.5, 0.0)])
        make.local_service(area, "There", places=[at(51.5 + 2 * MILE, 0.0, "ZZ2 1CK")])
        make.local_service(area, "Online")

        search = near(session, area, "ZZ1", within=within)
        assert found(session, area, search) == (names or ["Here", "There", "Online"])

    def test_known_districts_are_those_with_most_places(self, session: Session, make: Make) -> None:
        area = make.area()
        for number in range(1, 15):
            make.local_service(area, places=[at(51, 0, f"ZZ{number}")])
        make.local_service(area, places=[at(51, 0, "AA1"), at(51, 0, "ZZ14")])
        make.local_service(area, places=[at(51, 0, "AA1"), at(51, 0, "")])

        districts = queries.known_districts(session, area.id)
        assert len(districts) == 12
        assert {"AA1", "ZZ14"} <= set(districts)
        assert "" not in districts

    def test_a_real_distance(self) -> None:
        """A degree of latitude is 69.05 statute miles of 60 nautical ones."""
        assert miles(1) == pytest.approx(69.05, abs=0.01)


def test_gone_services_and_other_areas_are_not_listed(session: Session, make: Make) -> None:
    area = make.area()
    gone = make.local_service(area, "Gone", gone_on=A_DAY, needs=["Autism"])
    foreign = make.local_service(make.area("merton"), "Merton’s", needs=["Hearing"])

    assert found(session, area, Search()) == []
    assert queries.needs_in(session, area.id) == []
    assert queries.service(session, area.id, gone.id) is not None
    assert queries.service(session, area.id, foreign.id) is None
