"""What the letters to invited people say. None names a child."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template
from werkzeug.routing import MapAdapter

from portal.feedback.presenter import minutes
from portal.invitations.sending_services import Letter
from portal.mail.message import Message
from portal.surveys.definition import asked_questions


@dataclass(frozen=True)
class Composer:
    """Writes letters with whole addresses, where no page is being made."""

    portal: str
    pages: MapAdapter

    def __call__(self, letter: Letter) -> Message:
        """The letter as an e-mail."""
        area, definition = letter.area, letter.wave.definition or {}
        title = title_of(definition, letter.wave.survey.title)
        text = render_template(
            "invitations/invitation.txt",
            letter=letter,
            area=area,
            title=title,
            minutes=minutes(asked_questions(definition)),
            link=self._of("feedback.ticket", area=area.slug, ticket=letter.ticket),
            wishes=self._of("notices.index", area=area.slug) if letter.has_account else "",
        )
        kind, about = "survey-invitation", "Please tell us"
        if letter.reminds:
            kind, about = "survey-reminder", "A reminder"
        return Message(kind, letter.to, f"{about}: {title}", text)

    def _of(self, endpoint: str, **values: Any) -> str:
        return self.portal + self.pages.build(endpoint, values)


def title_of(definition: Mapping[str, Any] | None, otherwise: str) -> str:
    """The survey's title as a wave froze it; else as it stands."""
    return str((definition or {}).get("title") or otherwise)


def composer() -> Composer:
    """How the application at work writes letters."""
    settings = current_app.config
    return Composer(settings["PORTAL_ADDRESS"], current_app.url_map.bind(settings["PORTAL_HOST"]))
