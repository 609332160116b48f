"""Reading local services: what a search finds, one service, and those beside the stages."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, null, or_, select
from sqlalchemy.orm import Session, defer, selectinload

from portal.areas.scope import within
from portal.directory.lines import ServiceLine, summary
from portal.directory.models import LocalService, ServiceNeed, ServicePlace, ServiceStage
from portal.directory.postcodes import Postcode
from portal.directory.search import MILES_A_DEGREE, Centre, Search, miles
from portal.domain.stages import StageKey

MOST_DISTRICTS = 12
LISTED = LocalService.gone_on.is_(None)


@dataclass(frozen=True)
class Found:
    """A service that a search found, with the place that the list names.

    That is the nearest one where distances are known, and then `miles` says how far it is; else
    it is the first.
    """

    service: LocalService
    place: ServicePlace | None
    miles: float | None


def needs_in(session: Session, area_id: uuid.UUID) -> Sequence[str]:
    """The needs that the area’s listed services name, in order."""
    wanted = select(ServiceNeed.need).join(LocalService).where(LISTED).distinct()
    return session.scalars(within(wanted, LocalService, area_id).order_by(ServiceNeed.need)).all()


def centre_of(session: Session, area_id: uuid.UUID, postcode: Postcode) -> Centre | None:
    """Where `postcode` is, from the listed places that share it, else from its first half.

    None where no listed place is there: no outside map is asked.
    """
    same = ServicePlace.postcode == str(postcode)
    wanted = _known_places(
        area_id,
        func.avg(case((same, ServicePlace.latitude))).label("north"),
        func.avg(case((same, ServicePlace.longitude))).label("east"),
        func.avg(ServicePlace.latitude).label("district_north"),
        func.avg(ServicePlace.longitude).label("district_east"),
    ).where(ServicePlace.outward == postcode.outward)
    row = session.execute(wanted).one()
    if row.north is not None:
        return Centre(postcode, row.north, row.east, is_whole=True)
    if row.district_north is not None:
        return Centre(postcode, row.district_north, row.district_east, is_whole=False)
    return None


def known_districts(session: Session, area_id: uuid.UUID) -> Sequence[str]:
    """The first halves of postcodes where most listed places are, at most twelve, in order."""
    wanted = (
        _known_places(area_id, ServicePlace.outward)
        .where(ServicePlace.outward != "")
        .group_by(ServicePlace.outward)
        .order_by(func.count().desc(), ServicePlace.outward)
        .limit(MOST_DISTRICTS)
    )
    return sorted(session.scalars(wanted))


def how_many(session: Session, area_id: uuid.UUID, search: Search) -> int:
    """How many listed services of the area the search finds."""
    wanted = _found(area_id, search, _nearest(area_id, search), func.count(LocalService.id))
    return session.scalar(wanted) or 0


def page_of_services(
    session: Session, area_id: uuid.UUID, search: Search, *, skip: int, take: int
) -> list[Found]:
    """The services found: the nearest first; without a centre, those first whose name says it."""
    nearest = _nearest(area_id, search)
    square = null() if nearest is None else nearest.c.square
    order: list[Any] = [] if nearest is None else [square.is_(None), square]
    if search.words:
        order.append(case((and_(*_beginning(LocalService.folded_name, search)), 0), else_=1))
    wanted = (
        _found(area_id, search, nearest, LocalService, square)
        .options(
            defer(LocalService.folded_text),
            selectinload(LocalService.needs),
            selectinload(LocalService.places),
        )
        .order_by(*order, LocalService.folded_name, LocalService.id)
        .offset(skip)
        .limit(take)
    )
    return [
        Found(
            service,
            _named(service.places, search.centre),
            None if squared is None else miles(squared),
        )
        for service, squared in session.execute(wanted)
    ]


def service(session: Session, area_id: uuid.UUID, service_id: uuid.UUID) -> LocalService | None:
    """One service of the area with all that is said of it, gone ones too."""
    wanted = (
        within(select(LocalService), LocalService, area_id)
        .where(LocalService.id == service_id)
        .options(
            selectinload(LocalService.needs),
            selectinload(LocalService.places),
            selectinload(LocalService.stages),
        )
    )
    return session.scalar(wanted)


def services_beside(
    session: Session, area_id: uuid.UUID
) -> Mapping[StageKey, Sequence[ServiceLine]]:
    """The listed services that the area shows beside each stage, by name; in one query."""
    columns: tuple[Any, ...] = (
        ServiceStage.stage,
        LocalService.id,
        LocalService.name,
        LocalService.description,
    )
    wanted = (
        select(*columns)
        .join(LocalService, LocalService.id == ServiceStage.service_id)
        .where(LISTED)
        .order_by(LocalService.folded_name, LocalService.id)
    )
    beside: dict[StageKey, list[ServiceLine]] = {}
    for row in session.execute(within(wanted, LocalService, area_id)):
        line = ServiceLine(row.id, row.name, summary(row.description))
        beside.setdefault(row.stage, []).append(line)
    return beside


def services_of_feed(session: Session, area_id: uuid.UUID, feed: str) -> Sequence[LocalService]:
    """Every service that was ever taken in from the feed, with its needs and places."""
    wanted = (
        within(select(LocalService), LocalService, area_id)
        .where(LocalService.feed == feed)
        .options(selectinload(LocalService.needs), selectinload(LocalService.places))
        .order_by(LocalService.source_id)
    )
    return session.scalars(wanted).all()


def _named(places: Sequence[ServicePlace], centre: Centre | None) -> ServicePlace | None:
    known = [place for place in places if place.latitude is not None]
    if centre is None or not known:
        return places[0] if places else None
    return min(known, key=lambda place: centre.square_to(place.latitude, place.longitude))


def _known_places(area_id: uuid.UUID, *columns: Any) -> Select[Any]:
    """`columns` of the area’s listed places that are somewhere on the map."""
    wanted = select(*columns).join(LocalService, LocalService.id == ServicePlace.service_id)
    return within(wanted, LocalService, area_id).where(LISTED, ServicePlace.latitude.is_not(None))


def _nearest(area_id: uuid.UUID, search: Search) -> Subquery | None:
    """For each service the square of the distance to its nearest place, in degrees of latitude.

    None without a centre.
    """
    if search.centre is None:
        return None
    square = search.centre.square_to(ServicePlace.latitude, ServicePlace.longitude)
    squares = _known_places(area_id, ServicePlace.service_id, func.min(square).label("square"))
    return squares.group_by(ServicePlace.service_id).subquery()


def _found(
    area_id: uuid.UUID, search: Search, nearest: Subquery | None, *columns: Any
) -> Select[Any]:
    wanted = select(*columns).select_from(LocalService).where(LISTED, *_conditions(search))
    if nearest is not None:
        wanted = wanted.outerjoin(nearest, nearest.c.service_id == LocalService.id)
        if search.within is not None:
            wanted = wanted.where(nearest.c.square <= (search.within / MILES_A_DEGREE) ** 2)
    return within(wanted, LocalService, area_id)


def _conditions(search: Search) -> Iterable[ColumnElement[bool]]:
    yield from _beginning(LocalService.folded_text, search)
    if search.need:
        yield LocalService.needs.any(ServiceNeed.need == search.need)
    if search.age is not None:
        # Somebody of four may be nearly five, so a group from four and a half on may suit.
        low, high = LocalService.minimum_age, LocalService.maximum_age
        yield or_(low.is_(None), low < search.age + 1)
        yield or_(high.is_(None), high >= search.age)


def _beginning(column: Any, search: Search) -> Iterable[ColumnElement[bool]]:
    """That a word in `column` begins with each of the words; they hold letters and digits only."""
    return [column.like(f"% {word}%") for word in search.words]
