"""Makes the rows that tests start from; each is kept at once."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from portal.accounts.models import Person, RoleGrant
from portal.areas.models import Area, Contact
from portal.areas.queries import area_called
from portal.cases.models import (
    AdviceRequest,
    CaseEvent,
    CaseException,
    Child,
    Guardian,
    ReceivedDate,
    Request,
)
from portal.domain.bodies import Body
from portal.domain.roles import Role
from portal.extensions import Base
from portal.feedback.models import Answer, Comment, Question, Response, Survey, Wave
from portal.themes.models import Theme

A_MOMENT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
A_DAY = date(2026, 1, 5)

Row = TypeVar("Row", bound=Base)


class Make:
    """One method a kind of row; anything not given is filled in with something harmless."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def keep(self, row: Row) -> Row:
        self.session.add(row)
        self.session.commit()
        return row

    def area(self, slug: str = "wandsworth", **given: Any) -> Area:
        facts: dict[str, Any] = {
            "slug": slug,
            "name": slug.title(),
            "council": f"{slug.title()} Council",
            "reply_standard_working_days": 5,
            "update_promise_days": 14,
            "brand_colour": "#1d3c5a",
            "brand_text_colour": "#ffffff",
        }
        area = self.keep(Area(**facts | given))
        for body in Body:
            self.contact(area, body)
        return area

    def the_area(self, slug: str) -> Area:
        """The area called `slug`, made if it is not there yet."""
        return area_called(self.session, slug) or self.area(slug)

    def contact(self, area: Area, body: Body, **given: Any) -> Contact:
        facts = {
            "name": body.value.replace("_", " ").title(),
            "what_for": "Questions",
            "phone": "020 7946 0123",
            "email": f"{body.value.replace('_', '-')}@{area.slug}.example.org",
            "website": "",
        }
        return self.keep(Contact(area_id=area.id, body=body, **facts | given))

    def person(self, role: Role | None = None, area: Area | None = None, **given: Any) -> Person:
        number = uuid.uuid4().hex[:8]
        facts = {"email": f"person-{number}@example.org", "name": f"Person {number}"}
        person = self.keep(Person(**facts | given))
        if role is not None:
            self.grant(person, role, area)
        return person

    def grant(self, person: Person, role: Role, area: Area | None) -> RoleGrant:
        area_id = area.id if area else None
        return self.keep(
            RoleGrant(person_id=person.id, role=role, area_id=area_id, granted_at=A_MOMENT)
        )

    def child(self, area: Area, *guardians: Person, **given: Any) -> Child:
        facts = {"first_name": "Sam", "last_name": "Okafor", "born": date(2016, 5, 1)}
        child = self.keep(Child(area_id=area.id, **facts | given))
        for person in guardians:
            self.guardian(child, person)
        return child

    def guardian(self, child: Child, person: Person, **given: Any) -> Guardian:
        facts = {"since": A_DAY}
        return self.keep(Guardian(person_id=person.id, child_id=child.id, **facts | given))

    def request(self, child: Child, received_on: date = A_DAY, **given: Any) -> Request:
        facts: dict[str, Any] = {
            "reference": f"T-{uuid.uuid4().hex[:6].upper()}",
            "source": "parent_or_young_person",
        }
        by = given.get("caseworker_id") or self.person().id
        day = ReceivedDate(received_on=received_on, recorded_by_id=by, recorded_at=A_MOMENT)
        return self.keep(Request(child_id=child.id, received=[day], **facts | given))

    def received(
        self, wrong: ReceivedDate, received_on: date, by: Person, **given: Any
    ) -> ReceivedDate:
        """A newer day in the place of a wrong one."""
        facts: dict[str, Any] = {"recorded_at": A_MOMENT}
        return self.keep(
            ReceivedDate(
                request_id=wrong.request_id,
                received_on=received_on,
                recorded_by_id=by.id,
                corrects_id=wrong.id,
                **facts | given,
            )
        )

    def event(
        self, request: Request, kind: str, on: date | None, by: Person, **given: Any
    ) -> CaseEvent:
        facts: dict[str, Any] = {"recorded_at": A_MOMENT}
        return self.keep(
            CaseEvent(
                request_id=request.id,
                kind=kind,
                happened_on=on,
                recorded_by_id=by.id,
                **facts | given,
            )
        )

    def advice(
        self, request: Request, body: str, asked_on: date, by: Person, **given: Any
    ) -> AdviceRequest:
        facts: dict[str, Any] = {"received_on": None, "recorded_at": A_MOMENT}
        return self.keep(
            AdviceRequest(
                request_id=request.id,
                body=body,
                asked_on=asked_on,
                recorded_by_id=by.id,
                **facts | given,
            )
        )

    def exception(
        self, request: Request, limit: str, ground: str, starts_on: date, by: Person, **given: Any
    ) -> CaseException:
        facts: dict[str, Any] = {
            "ends_on": None,
            "family_told_on": starts_on,
            "recorded_at": A_MOMENT,
        }
        return self.keep(
            CaseException(
                request_id=request.id,
                limit=limit,
                ground=ground,
                starts_on=starts_on,
                decided_by_id=by.id,
                **facts | given,
            )
        )

    def survey(self, area: Area | None = None, **given: Any) -> Survey:
        facts: dict[str, Any] = {
            "area_id": area.id if area else None,
            "key": f"survey-{uuid.uuid4().hex[:8]}",
            "title": "Your assessment",
            "introduction": "Tell us how it went.",
            "invited_group": "families",
        }
        return self.keep(Survey(**facts | given))

    def question(self, survey: Survey, kind: str = "stars", **given: Any) -> Question:
        facts: dict[str, Any] = {
            "key": {"stars": "satisfaction", "yes_no": "next_step", "comment": "comment"}[kind],
            "position": {"stars": 1, "yes_no": 2, "comment": 3}[kind],
            "wording": "How was it?",
            "concept": "overall",
            "high_is_good": True,
            "labels": ["very bad", "bad", "neither", "good", "very good"]
            if kind == "stars"
            else [],
        }
        return self.keep(Question(survey_id=survey.id, kind=kind, **facts | given))

    def wave(self, survey: Survey, opens_on: date = A_DAY, **given: Any) -> Wave:
        facts: dict[str, Any] = {
            "name": f"Wave of {opens_on:%B %Y}",
            "closes_on": opens_on + timedelta(days=60),
            "opened_on": opens_on,
            "channel": "web",
        }
        return self.keep(Wave(survey_id=survey.id, opens_on=opens_on, **facts | given))

    def response(self, wave: Wave, *answers: tuple[Question, int]) -> Response:
        response = self.keep(Response(wave_id=wave.id, month=wave.opens_on.replace(day=1)))
        for question, value in answers:
            self.keep(Answer(response_id=response.id, question_id=question.id, value=value))
        return response

    def comment(self, response: Response, question: Question, **given: Any) -> Comment:
        facts: dict[str, Any] = {
            "text": "Sam Okafor waited for months.",
            "redacted_text": "[name] waited for months.",
            "may_be_published": True,
            "polarity": 0.0,
            "scored_by": "test 1",
        }
        return self.keep(Comment(response_id=response.id, question_id=question.id, **facts | given))

    def theme(self, area: Area, name: str = "Waiting", **given: Any) -> Theme:
        facts: dict[str, Any] = {
            "position": 1,
            "goes_in": "How long it took.",
            "stays_out": "Not being told.",
            "examples": "It took a year.\nIt was quick.",
        }
        return self.keep(Theme(area_id=area.id, name=name, **facts | given))
