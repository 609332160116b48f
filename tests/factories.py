"""Makes the rows that tests start from; each is kept at once."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from portal.accounts.models import Person, RoleGrant
from portal.areas.models import Area, Contact
from portal.areas.queries import area_called
from portal.cases import positions
from portal.cases.models import (
    AdviceRequest,
    CaseEvent,
    CaseException,
    CasePosition,
    Child,
    FamilyUpdate,
    Guardian,
    ReceivedDate,
    Request,
)
from portal.directory.folding import folded
from portal.directory.models import LocalService, ServiceNeed, ServicePlace, ServiceStage
from portal.domain.bodies import Body
from portal.domain.readings import Reading
from portal.domain.roles import Role
from portal.domain.stages import StageKey
from portal.domain.stages import stage as words_of_stage
from portal.extensions import Base
from portal.feedback.models import Answer, Comment, Response
from portal.letters.codes import tidied
from portal.letters.models import Letter
from portal.notices.models import NoticeSetting
from portal.questions.models import FamilyQuestion
from portal.surveys.models import Question, Survey, Wave
from portal.texts.models import StageText
from portal.themes.models import Theme

A_MOMENT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
A_DAY = date(2026, 1, 5)

# How a question of each kind is called unless a test says otherwise, in the order asked.
KEYS = {
    "stars": "satisfaction",
    "yes_no": "next_step",
    "comment": "comment",
    "agreement": "listened",
    "choice": "reached",
}
LABELS = {
    "stars": ["very bad", "bad", "neither", "good", "very good"],
    "agreement": ["strongly disagree", "disagree", "neither", "agree", "strongly agree"],
    "choice": ["by phone", "by post", "not at all"],
}

Row = TypeVar("Row", bound=Base)
FACTS = (Request.received, Request.events, Request.advice, Request.exceptions)


class Make:
    """One method a kind of row; anything not given is filled in with something harmless."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def keep(self, row: Row) -> Row:
        self.session.add(row)
        self.session.commit()
        return row

    def place(self, request_id: uuid.UUID) -> None:
        """Place a request in the officers' list, as every service that records a fact does."""
        request, area_id = self.session.execute(
            select(Request, Child.area_id)
            .join(Child, Child.id == Request.child_id)
            .where(Request.id == request_id)
            .options(*(selectinload(part) for part in FACTS), joinedload(Request.child))
            .execution_options(populate_existing=True)
        ).one()
        positions.place(self.session, request, area_id=area_id)
        self.session.commit()

    def told(self, request: Request, on: date) -> None:
        """The family heard from the council on this day, and not since."""
        position = self.session.get_one(CasePosition, request.id)
        position.told_on = position.silent_since = on
        self.session.commit()

    def placed(self, row: Row, request_id: uuid.UUID) -> Row:
        self.keep(row)
        self.place(request_id)
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
        request = self.keep(Request(child_id=child.id, received=[day], **facts | given))
        self.place(request.id)
        return request

    def received(
        self, wrong: ReceivedDate, received_on: date, by: Person, **given: Any
    ) -> ReceivedDate:
        """A newer day in the place of a wrong one."""
        facts: dict[str, Any] = {"recorded_at": A_MOMENT}
        row = ReceivedDate(
            request_id=wrong.request_id,
            received_on=received_on,
            recorded_by_id=by.id,
            corrects_id=wrong.id,
            **facts | given,
        )
        return self.placed(row, wrong.request_id)

    def event(
        self, request: Request, kind: str, on: date | None, by: Person, **given: Any
    ) -> CaseEvent:
        facts: dict[str, Any] = {"recorded_at": A_MOMENT}
        row = CaseEvent(
            request_id=request.id, kind=kind, happened_on=on, recorded_by_id=by.id, **facts | given
        )
        return self.placed(row, request.id)

    def update(
        self, request: Request, by: Person, words: str = "We are working on it.", **given: Any
    ) -> FamilyUpdate:
        facts: dict[str, Any] = {"written_at": A_MOMENT}
        row = FamilyUpdate(request_id=request.id, words=words, written_by_id=by.id, **facts | given)
        return self.keep(row)

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

    def family_question(self, request: Request, by: Person, **given: Any) -> FamilyQuestion:
        facts: dict[str, Any] = {
            "words": "When will the educational psychologist come?",
            "asked_at": A_MOMENT,
            "asked_on": A_DAY,
            "standard_days": 5,
            "due_on": A_DAY + timedelta(days=7),
        }
        question = FamilyQuestion(request_id=request.id, asked_by_id=by.id, **facts | given)
        return self.keep(question)

    def local_service(
        self,
        area: Area,
        name: str = "Splash Club",
        *,
        needs: Sequence[str] = (),
        stages: Sequence[StageKey] = (),
        places: Sequence[dict[str, Any]] = (),
        **given: Any,
    ) -> LocalService:
        facts: dict[str, Any] = {
            "feed": "Local Offer",
            "source_id": uuid.uuid4().hex,
            "description": "",
            "organisation": "",
            "url": "",
            "email": "",
            "phone": "",
            "who_for": "",
            "opening": [],
            "cost": "",
            "notice": "",
            "closed_for_now": False,
            "categories": [],
            "updated_on": A_DAY,
            "imported_at": A_MOMENT,
            "digest": "",
        } | given
        said = [name, facts["description"], *facts["categories"], *needs]
        nowhere = {"name": "", "address": "", "postcode": "", "outward": "", "access": []}
        return self.keep(
            LocalService(
                area_id=area.id,
                name=name,
                folded_name=folded(name),
                folded_text=folded(" ".join(said)),
                needs=[ServiceNeed(need=need) for need in needs],
                places=[
                    ServicePlace(position=position, **nowhere | place)
                    for position, place in enumerate(places)
                ],
                stages=[ServiceStage(stage=stage) for stage in stages],
                **facts,
            )
        )

    def letter(self, request: Request, by: Person, **given: Any) -> Letter:
        facts: dict[str, Any] = {
            "name": "Amina Okafor",
            "as_young_person": False,
            "made_at": A_MOMENT,
            "good_until": A_DAY + timedelta(weeks=12),
        }
        key = tidied(request.reference)
        row = Letter(request_id=request.id, reference_key=key, made_by_id=by.id, **facts | given)
        return self.keep(row)

    def notice_setting(self, person: Person, **given: Any) -> NoticeSetting:
        facts: dict[str, Any] = {
            "by_email": True,
            "mobile": "",
            "new_steps": True,
            "answers": True,
            "dates": True,
            "surveys": True,
            "changed_at": A_MOMENT,
        }
        return self.keep(NoticeSetting(person_id=person.id, **facts | given))

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
            "key": KEYS[kind],
            "position": list(KEYS).index(kind) + 1,
            "wording": "How was it?",
            "concept": "overall",
            "high_is_good": True,
            "labels": LABELS.get(kind, []),
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

    def stage_text(self, area: Area, by: Person, **given: Any) -> StageText:
        """A version that waits for the forum; the standard English one unless told otherwise."""
        stage = given.get("stage", StageKey.GATHERING_ADVICE)
        facts: dict[str, Any] = {
            "stage": stage,
            "reading": Reading.STANDARD,
            "language": "en",
            "number": 1,
            "kept_words": asdict(words_of_stage(stage).words),
            "based_on_digest": "",
            "sent_back_reason": "",
            "written_at": A_MOMENT,
        }
        return self.keep(StageText(area_id=area.id, written_by_id=by.id, **facts | given))

    def theme(self, area: Area, name: str = "Waiting", **given: Any) -> Theme:
        facts: dict[str, Any] = {
            "position": 1,
            "goes_in": "How long it took.",
            "stays_out": "Not being told.",
            "examples": "It took a year.\nIt was quick.",
        }
        return self.keep(Theme(area_id=area.id, name=name, **facts | given))
