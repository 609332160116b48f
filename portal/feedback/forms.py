"""The form that families fill in, built from what the wave asks, and the forms for waves."""

import re
import secrets
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSubmitInput, GovTextInput
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from portal.domain.typed_words import tidy_words
from portal.feedback.answers import SAY_SOMETHING, Said
from portal.feedback.definition import CHANNELS, COMMENT, LONGEST_COMMENT, YES_NO, AskedQuestion
from portal.web.fields import DateField, needs_a_date

NO_ANSWER = "none"
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
LONGEST_NAME = 80
MOST_INVITED = 1_000_000


class AnswerField(RadioField):
    """One question's radios, none of them chosen at first; leaving them so is no mistake."""

    def __init__(self, question: AskedQuestion, **kwargs: Any) -> None:
        values = ("1", "0") if question.kind == YES_NO else ("1", "2", "3", "4", "5")
        super().__init__(
            question.wording,
            choices=[SelectChoice(value, value) for value in (*values, NO_ANSWER)],
            **kwargs,
        )
        self.invalid_choice_message = f"Select one of the answers to “{question.wording}”"

    def pre_validate(self, form: Any) -> None:
        if self.raw_data:
            super().pre_validate(form)


class FeedbackForm(FlaskForm):
    """The part that every wave has. `questions` are the other ones, by key."""

    questions: Mapping[str, str] = MappingProxyType({})

    token = HiddenField()
    comment = TextAreaField(
        filters=[tidy_words],
        validators=[
            Length(
                max=LONGEST_COMMENT,
                message=f"What you write must be {LONGEST_COMMENT:,} characters or fewer",
            )
        ],
    )
    may_be_published = BooleanField()

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Each field by itself, then whether anything was said at all."""
        if not super().validate(*args, **kwargs):
            return False
        said = self.said()
        if said.answers or said.comment:
            return True
        self[next(iter(self.questions.values()), COMMENT)].errors = [SAY_SOMETHING]
        return False

    def said(self) -> Said:
        """What was answered; "I do not know" is no answer."""
        given = {key: self[name].data for key, name in self.questions.items()}
        return Said(
            answers={
                key: int(value) for key, value in given.items() if value not in (None, NO_ANSWER)
            },
            comment=self.comment.data or "",
            may_be_published=bool(self.may_be_published.data),
        )

    def number_itself(self) -> None:
        """Carry a new random token, by which a form sent twice is known again."""
        self.token.data = secrets.token_urlsafe(32)

    @property
    def number(self) -> str:
        """The token that it carries; empty where that is none of the portal's making."""
        token = self.token.data or ""
        return token if TOKEN.fullmatch(token) else ""


def feedback_form(questions: Sequence[AskedQuestion]) -> FeedbackForm:
    """The form for these questions."""
    asked = [question for question in questions if question.kind != COMMENT]
    names = {question.key: f"answer-{question.key}" for question in asked}
    fields = {names[question.key]: AnswerField(question) for question in asked}
    made: FeedbackForm = type("AskingForm", (FeedbackForm,), {**fields, "questions": names})()
    return made


class WholeNumberField(IntegerField):
    """A number of people."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.invalid_value_message = "The number of families must be a whole number, like 250"


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
        "First day", description="It opens by itself on this day.", validators=[needs_a_date]
    )
    closes_on = DateField(
        "Last day", description="It closes by itself after this day.", validators=[needs_a_date]
    )
    invited = WholeNumberField(
        "How many families are invited (optional)",
        widget=GovTextInput(),
        description="Leave this empty where you cannot know, as with a page open to everybody.",
        validators=[
            Optional(),
            NumberRange(
                1, MOST_INVITED, f"The number of families must be between 1 and {MOST_INVITED:,}"
            ),
        ],
        render_kw={"inputmode": "numeric"},
    )
    channel = RadioField(
        "How families are asked",
        widget=GovRadioInput(),
        description="Figures of waves that asked in different ways cannot be compared.",
        choices=[SelectChoice(words, words) for words in CHANNELS],
        validators=[InputRequired("Select how families are asked")],
    )
    save = SubmitField("Save this wave", widget=GovSubmitInput())
