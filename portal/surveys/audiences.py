"""Who answers a survey, as sentences about its figures call them."""

from collections.abc import Mapping
from typing import Any

from portal.surveys.models import Audience

PEOPLE: dict[Audience, str] = {
    Audience.PARENT: "families",
    Audience.YOUNG_PERSON: "young people",
    Audience.PROFESSIONAL: "professionals",
}


def frozen_audience(definition: Mapping[str, Any]) -> Audience:
    """Whom a frozen definition asks; parents and carers where it is older than the others."""
    return Audience(definition.get("audience", Audience.PARENT.value))
