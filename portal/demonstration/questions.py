"""What the fictional families asked the casework team: waiting, late, answered in time or not."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.accounts.queries import person_at
from portal.areas.models import Area
from portal.cases.change import Change
from portal.cases.queries import own_cases
from portal.demonstration.asked import Asked
from portal.demonstration.people import address_of
from portal.demonstration.summer_questions import summer_questions
from portal.domain.england import day_of
from portal.questions.queries import question_to_change
from portal.questions.services import answer, ask, take

QUESTIONS: dict[str, tuple[Asked, ...]] = {
    "wandsworth": (
        *summer_questions(),
        Asked(
            "Mark Bennett",
            40,
            "We sent our comments on the draft. Do you need anything else from us?",
            "Femi Adeyemi",
            37,
            "Thank you, we have your comments. You need do nothing more now. We read them "
            "together with the school’s and write the final plan.",
        ),
        Asked(
            "Nadia Khan",
            27,
            "We missed the hospital appointment because Idris was ill. Do we lose our place?",
            "Joanna Wright",
            15,
            "No, you keep your place. The hospital sends you a new date.\n\nI am sorry that this "
            "answer took so long.",
            about="Idris",
        ),
        Asked(
            "Fiona Reid",
            20,
            "I want to appeal. From which day do the two months count?",
            "Ruth Kelleher",
            19,
            "From the date at the top of our letter. WIASS can help you with the appeal. It is "
            "free, and it does not work for the council.",
        ),
        Asked(
            "Alison Bennett",
            12,
            "The date for Theo’s plan has passed. What are you waiting for, and when do we get it?",
            "Femi Adeyemi",
        ),
        Asked(
            "Kezia Boateng",
            5,
            "Can I come to the meeting about my plan? And can my brother come with me?",
            "Joanna Wright",
        ),
        Asked(
            "Efua Osei",
            1,
            "Amara has letters from the hospital. Do I send them, or do you ask the hospital?",
        ),
    ),
    "merton": (
        Asked(
            "Anna Moretti",
            22,
            "Who is coming to see Lucia at school, and will I meet them?",
            "Beatriz Costa",
            18,
            "The educational psychologist comes on a school morning and rings you afterwards. "
            "If you want to be there, ring us and we arrange it.",
        ),
        Asked(
            "Debbie Cole",
            9,
            "It is more than twenty weeks now. Harvey starts at a new school in January. Will "
            "the plan be ready?",
            "Beatriz Costa",
        ),
    ),
}


def plant_questions(session: Session, area: Area, now: datetime) -> None:
    """Ask and answer them, each on its day before `now`; the families must be there already."""
    for number, asked in enumerate(QUESTIONS[area.slug]):
        change = _change(session, area, asked.by, now - timedelta(days=asked.days_ago))
        cases = own_cases(session, area.id, change.by, as_of=change.today)
        case = next(each for each in cases if asked.about in ("", each.child.first_name))
        question = ask(
            session,
            case.id,
            asked.words,
            token=str(number),
            standard_days=area.reply_standard_working_days,
            change=change,
        )
        if asked.officer:
            _take_and_answer(session, area, question.id, asked, now)


def _take_and_answer(
    session: Session, area: Area, question_id: uuid.UUID, asked: Asked, now: datetime
) -> None:
    question = question_to_change(session, area.id, question_id)
    assert question is not None
    taking = _change(session, area, asked.officer, now - timedelta(days=asked.days_ago))
    take(session, question, had_by=None, change=taking)
    if asked.answered is not None:
        answering = _change(session, area, asked.officer, now - timedelta(days=asked.answered))
        answer(session, question, asked.answer, change=answering)


def _change(session: Session, area: Area, name: str, moment: datetime) -> Change:
    """A change by the fictional person of this name."""
    person = person_at(session, address_of(name, area.slug))
    assert person is not None
    return Change(area.id, person.id, day_of(moment), moment)
