"""Tells the stories through the casework team's own services, day by day."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.cases import queries
from portal.cases.advice_services import ask_advice, receive_advice
from portal.cases.change import Change
from portal.cases.child_services import ChildDetails
from portal.cases.event_services import correct_event, record_event
from portal.cases.exception_services import record_exception
from portal.cases.guardian_services import invite
from portal.cases.models import Request
from portal.cases.services import add_request
from portal.demonstration.people import address_of
from portal.demonstration.stories import Advice, ExceptionStory, Story
from portal.domain.facts import EventKind, RecordedException
from portal.domain.roles import Role

OFFICE_HOURS = time(10, 15, tzinfo=UTC)

Step = tuple[int, Callable[[Session, Request, Change], object]]


def at_the_office(on: date) -> datetime:
    """The moment at which fictional people do their work on a day."""
    return datetime.combine(on, OFFICE_HOURS)


def tell(session: Session, area: Area, story: Story, officer: Person) -> None:
    """Record one story, each fact on the day it became known, by `officer`."""
    request = _begin(session, area, story, officer)
    for days, step in sorted(_steps(story), key=lambda each: each[0]):
        on = story.received + timedelta(days=days)
        step(session, request, Change(area.id, officer.id, on, at_the_office(on)))


def _begin(session: Session, area: Area, story: Story, officer: Person) -> Request:
    first, _, last = story.child.partition(" ")
    change = Change(area.id, officer.id, story.received, at_the_office(story.received))
    child = ChildDetails(first, last, story.born)
    added = add_request(
        session, child, received_on=story.received, source=story.source, change=change
    )
    request = queries.case(session, area.id, added.request.id)
    assert request is not None
    for name in story.guardians:
        invite(
            session,
            request.child,
            email=address_of(name, area.slug),
            name=name,
            role=Role.YOUNG_PERSON if story.own_account else Role.PARENT_OR_CARER,
            young_person_agreed=False,
            change=change,
        )
    return request


def _steps(story: Story) -> Iterator[Step]:
    """Everything that is recorded after the request, with its day."""
    for kind, days in story.events:
        if story.corrected and story.corrected[0] == kind:
            yield from _wrong_then_right(*story.corrected)
        else:
            yield days, _happened(kind)
    for advice in story.advice:
        yield from _advice(advice)
    for exception in story.exceptions:
        yield max(exception.start, exception.family_told), _excepted(exception)


def _happened(kind: EventKind) -> Callable[[Session, Request, Change], object]:
    return lambda session, request, change: record_event(
        session, request, kind=kind, on=change.today, change=change
    )


def _wrong_then_right(kind: EventKind, wrong: int, right: int) -> Iterator[Step]:
    """An event recorded on a wrong day, and put right the day after."""
    yield wrong, _happened(kind)

    def put_right(session: Session, request: Request, change: Change) -> None:
        (event,) = (row for row in request.events if row.kind == kind)
        on = request.received_on + timedelta(days=right)
        correct_event(session, request, event, kind=kind, on=on, change=change)

    yield wrong + 1, put_right


def _advice(advice: Advice) -> Iterator[Step]:
    def ask(session: Session, request: Request, change: Change) -> None:
        ask_advice(session, request, body=advice.body, asked_on=change.today, change=change)

    def receive(session: Session, request: Request, change: Change) -> None:
        (row,) = (row for row in request.advice if row.body == advice.body)
        receive_advice(session, request, row, received_on=change.today, change=change)

    yield advice.asked, ask
    if advice.received is not None:
        yield advice.received, receive


def _excepted(story: ExceptionStory) -> Callable[[Session, Request, Change], object]:
    def record(session: Session, request: Request, change: Change) -> None:
        def day(days: int) -> date:
            return request.received_on + timedelta(days=days)

        exception = RecordedException(story.limit, story.ground, day(story.start), day(story.end))
        told = day(story.family_told)
        record_exception(session, request, exception, family_told_on=told, change=change)

    return record
