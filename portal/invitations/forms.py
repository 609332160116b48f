"""The forms that plan a wave and invite people to it."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovSubmitInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from portal.domain.typed_words import tidy_words
from portal.surveys.channels import WORDS
from portal.web.fields import DateField, needs_a_date

LONGEST_NAME = 80
LONGEST_GROUP = 200
MOST_INVITED = 1_000_000
LONGEST_PASTE = 300_000


class WholeNumberField(IntegerField):
    """A number of people."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.invalid_value_message = "The number invited must be a whole number, like 250"


class WaveForm(FlaskForm):
    """Plans one wave."""

    name = StringField(
        "Name of the wave",
        widget=GovTextInput(),
        description="For example: Spring 2026. Everybody can read it.",
        filters=[tidy_words],
        validators=[
            DataRequired("Enter a name for the wave"),
            Length(
                max=LONGEST_NAME, message=f"The name must be {LONGEST_NAME} characters or fewer"
            ),
        ],
    )
    opens_on = DateField(
        "First day",
        description="It opens by itself on this day, once the council and the forum have both "
        "agreed to the questions.",
        validators=[needs_a_date],
    )
    closes_on = DateField(
        "Last day", description="It closes by itself after this day.", validators=[needs_a_date]
    )
    invited = WholeNumberField(
        "How many are invited (optional)",
        widget=GovTextInput(),
        description="Leave this empty where you cannot know, as with a page open to everybody.",
        validators=[
            Optional(),
            NumberRange(
                1, MOST_INVITED, f"The number invited must be between 1 and {MOST_INVITED:,}"
            ),
        ],
        render_kw={"inputmode": "numeric"},
    )
    invited_group = StringField(
        "Who is invited, if not the people that the survey names (optional)",
        widget=GovTextInput(),
        description="Figures of waves that asked different people cannot be compared.",
        filters=[tidy_words],
        validators=[
            Length(
                max=LONGEST_GROUP,
                message=f"Who is invited must be {LONGEST_GROUP} characters or fewer",
            )
        ],
    )
    channels = SelectMultipleField(
        "How people are asked",
        widget=GovCheckboxesInput(),
        description="Figures of waves that asked in different ways cannot be compared.",
        choices=[SelectChoice(channel.value, words) for channel, words in WORDS.items()],
        validators=[InputRequired("Select how people are asked")],
    )
    remind_on = DateField(
        "Day of the reminder by e-mail (optional)",
        description="Goes only to people who were invited by e-mail and have not used their link.",
        validators=[Optional()],
    )
    save = SubmitField("Save this wave", widget=GovSubmitInput())


class NewWaveForm(WaveForm):
    """Plans a wave of one of the area's surveys, by the survey's id."""

    survey = RadioField(
        "Which survey",
        widget=GovRadioInput(),
        choices=[],
        validators=[InputRequired("Select a survey")],
    )

    def offer(self, surveys: Iterable[tuple[str, str]]) -> None:
        """Offer these surveys, by their ids and titles."""
        self.survey.choices = [SelectChoice(value, title) for value, title in surveys]


class InviteForm(FlaskForm):
    """Adds addresses to a wave's list."""

    addresses = TextAreaField(
        "E-mail addresses (optional)",
        widget=GovTextArea(),
        description="One a line, or with commas between them. At most 5,000 at a time.",
        validators=[
            Length(max=LONGEST_PASTE, message="That is too much at a time. Paste it in two parts")
        ],
        render_kw={"params": {"rows": 8, "spellcheck": False, "autocomplete": "off"}},
    )
    families = BooleanField(
        "All families with an account here whose request is open, or ended in the last 12 months",
        widget=GovCheckboxInput(),
    )
    add = SubmitField("Add to the list", widget=GovSubmitInput())
