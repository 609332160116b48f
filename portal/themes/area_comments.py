"""The comments of an area, and the stars that their families gave overall, as statements.

Every other query of the forum starts from these, so that none can reach another area.
"""

import uuid
from typing import Any

from sqlalchemy import Select, and_, select, tuple_

from portal.areas.scope import within
from portal.feedback.models import Answer, Comment, Response
from portal.surveys.models import Survey, Wave
from portal.themes.asked import AskedWaves


def of_area(area_id: uuid.UUID, *columns: Any) -> Select[Any]:
    """`columns` of the area's comments; answers imported from elsewhere have no area."""
    statement = (
        select(*columns)
        .select_from(Comment)
        .join(Response, Response.id == Comment.response_id)
        .join(Wave, Wave.id == Response.wave_id)
        .join(Survey, Survey.id == Wave.survey_id)
    )
    return within(statement, Survey, area_id)


def of_area_with_stars(area_id: uuid.UUID, asked: AskedWaves, *columns: Any) -> Select[Any]:
    """The same beside the `Answer` that speaks for the whole: empty where nobody gave stars.

    `asked` says for each wave which question that answer belongs to.
    """
    overall = [(wave_id, wave.overall) for wave_id, wave in asked.items() if wave.overall]
    is_overall = tuple_(Response.wave_id, Answer.question_id).in_(overall)
    return of_area(area_id, *columns).outerjoin(
        Answer, and_(Answer.response_id == Response.id, is_overall)
    )
