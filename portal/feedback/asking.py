"""All questions of a survey on one page, as HTML.

What a wave asks does not change while it is open. So the form that nobody has filled in yet,
which is the most wanted page of all, is made once for each language and kept ready.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from flask import render_template
from markupsafe import Markup

from portal.areas.models import Contact
from portal.feedback.forms import Filled
from portal.surveys.definition import AskedQuestion

FORMS_KEPT_READY = 64


@dataclass(frozen=True)
class Helper:
    """Whom to contact for help, as the note before a comment's box says it."""

    name: str
    phone: str
    email: str

    @classmethod
    def of(cls, contact: Contact | None) -> "Helper | None":
        """What is said of a contact, if there is one."""
        return cls(contact.name, contact.phone, contact.email) if contact else None


@dataclass(frozen=True)
class Asking:
    """All that the questions' HTML depends on, apart from what somebody filled in.

    `young` is the young person's version. The page must be in `language`.
    """

    asked: tuple[AskedQuestion, ...] = field(hash=False)
    language: str
    young: bool
    helper: Helper | None


def questions_html(asking: Asking, filled: Filled) -> Markup:
    """The questions, filled in and with what is wrong beside each."""
    return _untouched(asking) if filled == Filled() else _rendered(asking, filled)


@lru_cache(maxsize=FORMS_KEPT_READY)
def _untouched(asking: Asking) -> Markup:
    return _rendered(asking, Filled())


def _rendered(asking: Asking, filled: Filled) -> Markup:
    return Markup(
        render_template(
            "feedback/_asked.html",
            asked=asking.asked,
            form=filled,
            language=asking.language,
            contact=asking.helper,
            young=asking.young,
        )
    )
