"""A survey that families are asked when a stage has ended, as it stands on one day."""

import uuid
from dataclasses import dataclass
from datetime import date

from portal.feedback.keys import WaveSecret
from portal.surveys.models import Audience


@dataclass(frozen=True)
class StageSurvey:
    """A survey that is asked at the end of `stages`, with its wave of today."""

    area_id: uuid.UUID
    wave_id: uuid.UUID
    audience: Audience
    stages: frozenset[str]
    closes_on: date
    secret: WaveSecret
