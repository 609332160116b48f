"""The forms for reading a comment and for the wording of a theme."""

import uuid

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput, GovTextArea, GovTextInput
from wtforms import Field, SelectMultipleField, StringField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.themes.frame import ThemeWording
from portal.web.fields import without_blanks

LONGEST_NAME = 60
LONGEST_TEXT = 500
LONGEST_EXAMPLE = 200

NO_THEME = uuid.UUID(int=0)


def _theme_id(given: object) -> uuid.UUID:
    """The id of a theme. What is no id at all is the id of nobody's theme."""
    try:
        return uuid.UUID(str(given))
    except ValueError:
        return NO_THEME


class ReadingForm(FlaskForm):
    """Which themes a comment belongs to; none is an answer too.

    Whether they are the area's themes is for the service to say.
    """

    themes = SelectMultipleField(
        "Which themes does it belong to?", coerce=_theme_id, validate_choice=False
    )


def _line(label: str, longest: int, hint: str = "") -> Field:
    return StringField(
        label,
        widget=GovTextInput(),
        description=hint,
        filters=[without_blanks],
        validators=_needed(label, longest),
    )


def _lines(label: str, hint: str) -> Field:
    return TextAreaField(
        label,
        widget=GovTextArea(),
        description=hint,
        filters=[without_blanks],
        validators=_needed(label, LONGEST_TEXT),
        render_kw={"params": {"rows": 3}},
    )


def _needed(label: str, longest: int) -> list[DataRequired | Length]:
    return [
        DataRequired(f"Fill in “{label}”"),
        Length(max=longest, message=f"“{label}” must be {longest} letters or fewer"),
    ]


class ThemeForm(FlaskForm):
    """How a reader knows whether a comment belongs in a theme."""

    name = _line("Name of the theme", LONGEST_NAME)
    goes_in = _lines("What goes in", "Which comments belong here?")
    stays_out = _lines("What does not", "Which look alike but belong elsewhere, and where?")
    example = _line(
        "First example", LONGEST_EXAMPLE, "In your own words, so that no family is recognised."
    )
    other_example = _line("Second example", LONGEST_EXAMPLE)
    save = SubmitField("Save", widget=GovSubmitInput())

    @property
    def wording(self) -> ThemeWording:
        """What was filled in."""
        return ThemeWording(
            name=self.name.data,
            goes_in=self.goes_in.data,
            stays_out=self.stays_out.data,
            examples=(self.example.data, self.other_example.data),
        )

    @staticmethod
    def filled_in(wording: ThemeWording) -> dict[str, str]:
        """What the fields say of a theme that is there already."""
        example, other = wording.examples
        return {
            "name": wording.name,
            "goes_in": wording.goes_in,
            "stays_out": wording.stays_out,
            "example": example,
            "other_example": other,
        }
