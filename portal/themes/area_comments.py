"""The comments of an area, and the stars that their families gave overall, as statements.

Every other query of the forum starts from these, so that none can reach another area.
"""

import uuid
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from portal.areas.scope import within
from portal.feedback.models import Answer, Comment, Question, Response, Survey, Wave
from portal.themes.comments import OVERALL

overall = aliased(Question, name="overall")


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


def of_area_with_stars(area_id: uuid.UUID, *columns: Any) -> Select[Any]:
    """The same beside `overall` and its `Answer`: both empty where the family gave no stars."""
    return (
        of_area(area_id, *columns)
        .outerjoin(overall, and_(overall.survey_id == Survey.id, overall.key == OVERALL))
        .outerjoin(
            Answer, and_(Answer.response_id == Response.id, Answer.question_id == overall.id)
        )
    )
