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
from portal.cases.update_services import Telling, tell_family
from portal.demonstration.letters import write_letter
from portal.demonstration.people import address_of
from portal.demonstration.stories import Advice, ExceptionStory, Story
from portal.demonstration.updates import UPDATES, Update, how_it_goes
from portal.domain.facts import EventKind, RecordedException
from portal.domain.roles import Role

OFFICE_HOURS = time(10, 15, tzinfo=UTC)

Happening = Callable[[Session, Request, Change], object]
Step = tuple[int, Happening]


def at_the_office(on: date) -> datetime:
    """The moment at which fictional people do their work on a day."""
    return datetime.combine(on, OFFICE_HOURS)


def tell(session: Session, area: Area, story: Story, officer: Person) -> None:
    """Record one story, each fact on the day it became known, by `officer`."""
    request = _begin(session, area, story, officer)
    for days, happens in sorted(_steps(story, area), key=lambda each: each[0]):
        on = story.received + timedelta(days=days)
        happens(session, request, Change(area.id, officer.id, on, at_the_office(on)))


def _begin(session: Session, area: Area, story: Story, officer: Person) -> Request:
    first, _, last = story.child.partition(" ")
    change = Change(area.id, officer.id, story.received, at_the_office(story.received))
    child = ChildDetails(first, last, story.born)
    added = add_request(
        session, child, received_on=story.received, source=story.source, change=change
    )
    request = queries.case(session, area.id, added.request.id)
    assert request is not None
    return request


def _steps(story: Story, area: Area) -> Iterator[Step]:
    """Everything that is recorded after the request, with its day."""
    yield from _let_in(story, area)
    for kind, days in story.events:
        if story.corrected and story.corrected[0] == kind:
            yield from _wrong_then_right(*story.corrected)
        else:
            yield days, _happened(kind)
    for advice in story.advice:
        yield from _advice(advice)
    for exception in story.exceptions:
        yield max(exception.start, exception.family_told), _excepted(exception)
    for days in story.told:
        yield days, _told_how_it_goes(days)
    for update in UPDATES.get(story.child, ()):
        yield (update.on - story.received).days, _told(update)


def _let_in(story: Story, area: Area) -> Iterator[Step]:
    """Whoever may see the case: with an account, or with a letter."""
    for name in story.guardians:
        yield 0, _invited(name, address_of(name, area.slug), Role.PARENT_OR_CARER)
    if story.own_account is not None:
        email = address_of(story.child, area.slug)
        yield story.own_account, _invited(story.child, email, Role.YOUNG_PERSON)
    if story.letter_to:
        name, slug = story.letter_to, area.slug
        yield 0, lambda session, request, change: write_letter(session, request, slug, name, change)


def _invited(name: str, email: str, role: Role) -> Happening:
    return lambda session, request, change: invite(
        session,
        request.child,
        email=email,
        name=name,
        role=role,
        young_person_agreed=False,
        change=change,
    )


def _happened(kind: EventKind) -> Happening:
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


def _excepted(story: ExceptionStory) -> Happening:
    def record(session: Session, request: Request, change: Change) -> None:
        def day(days: int) -> date:
            return request.received_on + timedelta(days=days)

        exception = RecordedException(story.limit, story.ground, day(story.start), day(story.end))
        told = day(story.family_told)
        record_exception(session, request, exception, family_told_on=told, change=change)

    return record


def _told(update: Update) -> Happening:
    telling = Telling(update.words, update.late_reason, update.step, update.expected)
    return lambda session, request, change: tell_family(session, request, telling, change=change)


def _told_how_it_goes(days: int) -> Happening:
    def tell_how_it_goes(session: Session, request: Request, change: Change) -> None:
        words, late_reason = how_it_goes({row.kind for row in request.events}, days)
        tell_family(session, request, Telling(words, late_reason), change=change)

    return tell_how_it_goes
