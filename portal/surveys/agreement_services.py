"""Both sides agreeing to a survey as it stands: the council's administrator and the forum."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.audit.services import Act, record
from portal.domain.refusal import Refused
from portal.surveys.models import Question, Side, Survey, SurveyAgreement


def agree(
    session: Session, survey: Survey, side: Side, *, by: uuid.UUID, today: date, now: datetime
) -> None:
    """Keep one side's yes; saying it twice changes nothing.

    Waits for whoever is changing the survey. Raises `Refused` where the same person has said
    it for the other side, for a survey that asks nothing, and for one that has ended.
    """
    session.execute(select(Survey.id).where(Survey.id == survey.id).with_for_update())
    wanted = select(SurveyAgreement).where(SurveyAgreement.survey_id == survey.id)
    there = session.scalars(wanted).all()
    if any(each.side is side for each in there):
        return
    _check_may_agree(session, survey, there, by)
    session.add(SurveyAgreement(survey_id=survey.id, side=side, person_id=by, on=today))
    session.flush()
    record(
        session,
        Act.SURVEY_AGREED,
        at=now,
        actor_id=by,
        area_id=survey.area_id,
        object_id=survey.id,
        side=side.value,
    )


def start_over(session: Session, survey: Survey) -> None:
    """Note that the survey changed: both sides must agree again, and its version grows once."""
    session.execute(delete(SurveyAgreement).where(SurveyAgreement.survey_id == survey.id))
    if survey.version == survey.frozen_version:
        survey.version += 1
    session.flush()


def _check_may_agree(
    session: Session, survey: Survey, there: Sequence[SurveyAgreement], by: uuid.UUID
) -> None:
    if any(each.person_id == by for each in there):
        raise Refused(
            "You have agreed for the other side already. Somebody else must agree for this one."
        )
    if survey.ended_on is not None:
        raise Refused("This survey has ended. There is nothing to agree to any more.")
    if not _asks(session, survey):
        raise Refused("This survey has no question yet. Add one before you agree to it.")


def _asks(session: Session, survey: Survey) -> bool:
    counted = select(func.count()).where(
        Question.survey_id == survey.id, Question.removed.is_(False)
    )
    return bool(session.scalar(counted))
