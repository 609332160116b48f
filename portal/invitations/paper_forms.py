"""The forms for printing paper forms and for the number of one that came back."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovSubmitInput,
    GovTextInput,
)
from wtforms import BooleanField, IntegerField, RadioField, SelectChoice, StringField, SubmitField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from portal.domain.readings import ENGLISH
from portal.domain.typed_words import one_line
from portal.invitations.paper_services import MOST_COPIES

HOW_MANY = f"Enter how many forms, from 1 to {MOST_COPIES}"
LONGEST_TYPED = 60


class CopiesField(IntegerField):
    """How many forms to print."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(HOW_MANY) from None


class PrintForm(FlaskForm):
    """How many forms, in which language, and whether in large print."""

    copies = CopiesField(
        "How many forms",
        widget=GovTextInput(),
        description=f"From 1 to {MOST_COPIES} at a time. Every form gets a number of its own.",
        validators=[InputRequired(HOW_MANY), NumberRange(1, MOST_COPIES, HOW_MANY)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    language = RadioField(
        "In which language",
        widget=GovRadioInput(),
        default=ENGLISH,
        choices=[],
        validators=[InputRequired("Select a language")],
    )
    large = BooleanField(
        "Large print (18 point instead of 14 point, on more pages)", widget=GovCheckboxInput()
    )
    make = SubmitField("Make the forms", widget=GovSubmitInput())

    def offer(self, languages: Iterable[tuple[str, str]]) -> None:
        """Offer these languages, by code and own name; with none of them it is English."""
        choices = [SelectChoice(code, own_name) for code, own_name in languages]
        if choices:
            self.language.choices = choices
        else:
            del self.language

    @property
    def chosen_language(self) -> str:
        """The code of the language. Only of a form that was accepted."""
        return str(self.language.data) if self.language else ENGLISH


class NumberForm(FlaskForm):
    """Asks for the number on a paper form."""

    number = StringField(
        "Number on the form",
        widget=GovTextInput(),
        description="12 letters and digits in three groups.",
        filters=[one_line],
        validators=[
            DataRequired("Enter the number on the form"),
            Length(max=LONGEST_TYPED, message="Enter the 12 letters and digits on the form"),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"},
    )
    go_on = SubmitField("Continue", widget=GovSubmitInput())
