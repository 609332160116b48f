"""The bodies that a family meets in every local area."""

from enum import StrEnum


class Body(StrEnum):
    """Who can be contacted in an area, in the order a family needs them."""

    CASEWORK_TEAM = "casework_team"
    ADVICE_SERVICE = "advice_service"
    FORUM = "forum"
