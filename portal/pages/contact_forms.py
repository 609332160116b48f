"""The form for an area's contacts, its standards in days and its colour."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, Self

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput, GovTextArea, GovTextInput
from wtforms import EmailField, Field, IntegerField, StringField, SubmitField, TextAreaField
from wtforms.validators import (
    DataRequired,
    Email,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)

from portal.areas.facts import FEWEST_DAYS, MOST_DAYS, AreaFacts, ContactFacts
from portal.domain.bodies import Body
from portal.domain.colours import colour
from portal.domain.refusal import Refused
from portal.web.fields import without_blanks

BODIES = {
    Body.CASEWORK_TEAM: "the casework team",
    Body.ADVICE_SERVICE: "the advice service",
    Body.FORUM: "the parent carer forum",
}
PARTS = tuple(each.name for each in fields(ContactFacts))
LONGEST_NAME = 120
LONGEST_LINE = 250
# Digits and blanks only, so that a phone can ring what is written.
TELEPHONE = r"\+?[0-9][0-9 ]{5,20}"
# Other schemes than these could run a script when the link is followed.
WEBSITE = r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]+)?(/\S*)?"


class DaysField(IntegerField):
    """A number of days from 1 to 60."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        problem = f"{label} must be a whole number between {FEWEST_DAYS} and {MOST_DAYS}"
        super().__init__(
            label,
            widget=GovTextInput(),
            validators=[InputRequired(problem), NumberRange(FEWEST_DAYS, MOST_DAYS, problem)],
            render_kw={"inputmode": "numeric"},
            **kwargs,
        )
        self.invalid_value_message = problem


def _is_colour(form: FlaskForm, field: Field) -> None:
    try:
        colour(field.data or "")
    except Refused as refusal:
        raise ValidationError(refusal.sentence) from refusal


class AreaForm(FlaskForm):
    """The part without the bodies; `area_form` adds five fields for each of them."""

    reply_standard_working_days = DaysField(
        "Working days to reply to a family", description="The casework team’s own standard."
    )
    update_promise_days = DaysField(
        "Days between updates", description="A family hears from the team at least this often."
    )
    brand_colour = StringField(
        "Colour of the area",
        widget=GovTextInput(),
        description=(
            "For the bar at the top, like #1d3c5a. The words on it become black or white, "
            "whichever is easier to read."
        ),
        filters=[without_blanks],
        validators=[_is_colour],
    )
    save = SubmitField("Save", widget=GovSubmitInput())

    @classmethod
    def of(cls, facts: AreaFacts) -> Self:
        """The form as the area is, or as it was sent."""
        made: Self = type("FullAreaForm", (cls,), _fields_of_bodies())(data=_filled_in(facts))
        return made

    @property
    def bodies(self) -> Sequence[tuple[str, Sequence[Field]]]:
        """Each body in words with its fields."""
        return [
            (f"{words[0].upper()}{words[1:]}", [self[_name(body, part)] for part in PARTS])
            for body, words in BODIES.items()
        ]

    @property
    def facts(self) -> AreaFacts:
        """What was filled in."""
        return AreaFacts(
            reply_standard_working_days=self.reply_standard_working_days.data,
            update_promise_days=self.update_promise_days.data,
            brand_colour=self.brand_colour.data,
            contacts={body: self._contact(body) for body in BODIES},
        )

    def _contact(self, body: Body) -> ContactFacts:
        return ContactFacts(**{part: self[_name(body, part)].data or "" for part in PARTS})


def _name(body: Body, part: str) -> str:
    return f"{body.value}_{part}"


def _filled_in(facts: AreaFacts) -> dict[str, Any]:
    own = {name: value for name, value in vars(facts).items() if name != "contacts"}
    return own | {
        _name(body, part): value
        for body, contact in facts.contacts.items()
        for part, value in asdict(contact).items()
    }


def _fields_of_bodies() -> dict[str, Field]:
    return {
        _name(body, part): field
        for body, words in BODIES.items()
        for part, field in _parts(words).items()
    }


def _parts(words: str) -> Mapping[str, Field]:
    """The fields of one body; the errors name it, because every body has the same fields."""
    return {
        "name": _line("Name", DataRequired(f"Enter the name of {words}"), longest=LONGEST_NAME),
        "what_for": _line(
            "What a family can ask",
            DataRequired(f"Enter what a family can ask {words}"),
            kind=TextAreaField,
        ),
        "phone": _line(
            "Telephone number (optional)",
            Optional(),
            _whole(TELEPHONE, f"Enter a telephone number for {words}, like 020 7946 0101"),
        ),
        "email": _line(
            "E-mail address (optional)",
            Optional(),
            Email(f"Enter an e-mail address for {words}, like name@example.org"),
            kind=EmailField,
        ),
        "website": _line(
            "Website (optional)",
            Optional(),
            _whole(WEBSITE, f"Enter a web address for {words}, like https://example.org"),
        ),
    }


def _line(
    label: str, *checks: Any, longest: int = LONGEST_LINE, kind: type[Field] = StringField
) -> Field:
    too_long = Length(max=longest, message=f"{label} must be {longest} characters or fewer")
    is_long = kind is TextAreaField
    return kind(
        label,
        widget=GovTextArea() if is_long else GovTextInput(),
        filters=[without_blanks],
        validators=[*checks, too_long],
        render_kw={"params": {"rows": 2}} if is_long else None,
    )


def _whole(pattern: str, message: str) -> Regexp:
    return Regexp(rf"{pattern}\Z", message=message)
