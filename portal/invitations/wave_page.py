"""What every page about a wave begins with."""

import uuid

from flask import abort

from portal.areas.current import current_area
from portal.extensions import db
from portal.surveys import queries
from portal.surveys.models import Wave


def the_wave(wave_id: uuid.UUID) -> Wave:
    """The wave of this area with its survey, or 404."""
    return queries.wave_in(db.session(), current_area(), wave_id) or abort(404)
