"""The blueprint that every page on which people answer belongs to."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from portal.feedback.forms import NO_ANSWER
from portal.surveys.definition import LONGEST_COMMENT

bp = Blueprint("feedback", __name__)

PLACE = "/<area>/feedback/<slug>/writing/<token>"
"""Behind which every page of one private link stands."""


def _tell_templates(state: BlueprintSetupState) -> None:
    """The questions' templates, which other capabilities use too, say no number of their own."""
    state.app.jinja_env.globals.update(no_answer=NO_ANSWER, longest_comment=LONGEST_COMMENT)


bp.record_once(_tell_templates)
