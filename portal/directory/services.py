"""Taking in a feed, and setting services beside the stages of the assessment."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.audit.services import Act, record
from portal.directory import queries
from portal.directory.folding import folded
from portal.directory.models import LocalService, ServiceNeed, ServicePlace, ServiceStage
from portal.directory.record import Feed, GivenService
from portal.domain.refusal import Refused
from portal.domain.stages import StageKey

IN_TABLES_OF_THEIR_OWN = ("needs", "places")


@dataclass
class ImportReport:
    """What became of a feed: the names of services, by what happened to them."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    left_out: Sequence[str] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether everything is as it was."""
        return not (self.added or self.changed or self.gone)


def take_in(
    session: Session,
    area_id: uuid.UUID,
    name: str,
    feed: Feed,
    *,
    today: date,
    now: datetime,
) -> ImportReport:
    """Make the area’s services of the feed called `name` what the feed says now.

    A service that is missing from a whole feed is marked as gone from `today` on; one that is
    there again is not. The same feed again changes nothing. Raises `Refused` where the feed
    has no service in common with what is kept under this name.
    """
    kept = {row.source_id: row for row in queries.services_of_feed(session, area_id, name)}
    given = {each.source_id: each for each in feed.services}
    _check_is_the_same_feed(name, kept, given)
    report = ImportReport(left_out=feed.left_out)
    for source_id, service in given.items():
        row = kept.get(source_id)
        if row is None:
            session.add(_new(area_id, name, service, now))
            report.added.append(service.name)
        elif row.digest != service.digest or row.gone_on is not None:
            _change(row, service, now)
            report.changed.append(service.name)
        else:
            report.unchanged.append(service.name)
    if feed.is_whole:
        report.gone = [row.name for row in _mark_gone(kept, given, today)]
    session.flush()
    if not report.changes_nothing:
        _record(session, area_id, report, now)
    return report


def set_stages(
    session: Session,
    service: LocalService,
    chosen: Collection[str],
    *,
    by: uuid.UUID | None,
    now: datetime,
) -> bool:
    """Show the service beside the stages `chosen`, and no others; whether that is a change.

    Raises `Refused` for what is no stage.
    """
    try:
        wanted = {StageKey(key) for key in chosen}
    except ValueError:
        raise Refused("There is no such stage. Reload the page and choose again.") from None
    if wanted == {tie.stage for tie in service.stages}:
        return False
    service.stages = [tie for tie in service.stages if tie.stage in wanted] + [
        ServiceStage(stage=stage) for stage in wanted - {tie.stage for tie in service.stages}
    ]
    session.flush()
    record(
        session,
        Act.SERVICE_STAGES_CHANGED,
        at=now,
        actor_id=by,
        area_id=service.area_id,
        object_id=service.id,
        stages=sorted(wanted),
    )
    return True


def _check_is_the_same_feed(name: str, kept: Collection[str], given: Collection[str]) -> None:
    """So that one directory’s file does not drive out another’s."""
    if kept and not set(kept) & set(given):
        raise Refused(
            f"None of the {len(kept):,} services kept from the feed “{name}” is in this one. "
            "If it is another feed, name it: --feed NAME."
        )


def _new(area_id: uuid.UUID, feed: str, service: GivenService, now: datetime) -> LocalService:
    return LocalService(
        area_id=area_id,
        feed=feed,
        needs=[ServiceNeed(need=need) for need in service.needs],
        places=_places(service, []),
        **_columns(service, now),
    )


def _change(row: LocalService, service: GivenService, now: datetime) -> None:
    for name, value in _columns(service, now).items():
        setattr(row, name, value)
    row.gone_on = None
    there = {need.need: need for need in row.needs}
    row.needs = [there.get(need) or ServiceNeed(need=need) for need in service.needs]
    row.places = _places(service, row.places)


def _columns(service: GivenService, now: datetime) -> dict[str, Any]:
    """What is kept of a service in its own row."""
    said = {
        each.name: getattr(service, each.name)
        for each in fields(service)
        if each.name not in IN_TABLES_OF_THEIR_OWN
    }
    about = [service.name, service.description, service.organisation, *service.categories]
    where = [f"{place.name} {place.address}" for place in service.places]
    return said | {
        "opening": list(service.opening),
        "categories": list(service.categories),
        "folded_name": folded(service.name),
        "folded_text": folded(" ".join([*about, *service.needs, *where])),
        "imported_at": now,
        "digest": service.digest,
    }


def _places(service: GivenService, there: Sequence[ServicePlace]) -> list[ServicePlace]:
    """The places in their order, written over those that are `there`."""
    places = []
    for position, given in enumerate(service.places):
        place = there[position] if position < len(there) else ServicePlace(position=position)
        for name, value in asdict(given).items():
            setattr(place, name, list(value) if isinstance(value, tuple) else value)
        places.append(place)
    return places


def _mark_gone(
    kept: dict[str, LocalService], given: Collection[str], today: date
) -> list[LocalService]:
    gone = [
        row for source_id, row in kept.items() if source_id not in given and row.gone_on is None
    ]
    for row in gone:
        row.gone_on = today
    return gone


def _record(session: Session, area_id: uuid.UUID, report: ImportReport, now: datetime) -> None:
    record(
        session,
        Act.SERVICES_IMPORTED,
        at=now,
        actor_id=None,
        area_id=area_id,
        added=len(report.added),
        changed=len(report.changed),
        gone=len(report.gone),
    )
