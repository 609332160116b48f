"""Writes an area whose open survey has six questions with stars and one comment.

Run as `python -m tests.benchmarks.asking` with the environment of the server that is measured.
"""

import os

from sqlalchemy import select

from config import read_settings
from portal.accounts.services import grant_role
from portal.app import create_app
from portal.areas.models import Area
from portal.areas.seeds import SEEDS, plant
from portal.domain.roles import Role
from portal.surveys import wave_services
from portal.surveys.agreement_services import agree
from portal.surveys.channels import Channel
from portal.surveys.models import Question, Side
from portal.surveys.services import ensure_survey
from portal.surveys.wave_services import Plan
from portal.web.clock import now, today
from portal.web.unit_of_work import committing

SLUG = "merton"
ROLES = {Side.COUNCIL: Role.ADMINISTRATOR, Side.FORUM: Role.FORUM_REPRESENTATIVE}


def write() -> None:
    """An open wave for six stars and one comment; yes-or-no questions are left out."""
    with committing() as session:
        areas = [plant(session, seed, fictional=True) for seed in SEEDS]
        (area,) = (area for area in areas if area.slug == SLUG)
        survey = ensure_survey(session, area)
        for question in session.scalars(select(Question).filter_by(survey_id=survey.id)):
            question.removed = question.kind not in ("stars", "comment")
        for side, role in ROLES.items():
            person = _person(session, area, role)
            agree(session, survey, side, by=person.id, today=today(), now=now())
        plan = Plan("Measured", today(), today(), [Channel.OPEN_LINK.value])
        wave = wave_services.plan_wave(session, survey, plan, by=None, today=today(), now=now())
        wave_services.open_wave(session, wave, by=None, today=today(), now=now())


def _person(session, area: Area, role: Role):
    return grant_role(
        session,
        email=f"{role.value}@example.org",
        name=role.value,
        role=role,
        area_id=area.id,
        by=None,
        now=now(),
    )


if __name__ == "__main__":
    with create_app(read_settings(os.environ)).app_context():
        write()
