"""Whole web addresses for messages, which are written where no page is being made."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import current_app
from werkzeug.routing import MapAdapter

from portal.notices.notice import Notice
from portal.notices.tokens import unsubscribe_token


@dataclass(frozen=True)
class Addresses:
    """The addresses of this portal's pages."""

    portal: str
    secret: str
    pages: MapAdapter

    def _of(self, endpoint: str, **values: Any) -> str:
        return self.portal + self.pages.build(endpoint, values)

    def children(self, area: str) -> str:
        """Where a family finds its children."""
        return self._of("timeline.children", area=area)

    def leads_to(self, notice: Notice) -> str:
        """The page on which to read more of a notice."""
        area, child = notice.place.area.slug, notice.child_id
        if notice.request_id is None:
            return self.children(area)
        if notice.said.leads_to == "questions":
            return self._of("questions.own.index", area=area, child_id=child)
        return self._of("timeline.child", area=area, child_id=child, request=notice.request_id)

    def ticket(self, area: str, ticket: str) -> str:
        """Where a one-time link leads."""
        return self._of("feedback.ticket", area=area, ticket=ticket)

    def wishes(self, area: str) -> str:
        """Where people choose what they are told."""
        return self._of("notices.index", area=area)

    def unsubscribe(self, area: str, person_id: uuid.UUID) -> str:
        """Where one person turns e-mails off without signing in."""
        token = unsubscribe_token(person_id, self.secret)
        return self._of("notices.unsubscribe", area=area, token=token)


def addresses() -> Addresses:
    """The addresses of the application at work."""
    settings = current_app.config
    pages = current_app.url_map.bind(settings["PORTAL_HOST"])
    return Addresses(settings["PORTAL_ADDRESS"], settings["SECRET_KEY"], pages)
