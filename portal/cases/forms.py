"""The forms with which officers add requests, record facts and invite families."""

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovRadioInput,
    GovSubmitInput,
    GovTextInput,
)
from wtforms import BooleanField, EmailField, RadioField, SelectChoice, StringField, SubmitField
from wtforms.validators import DataRequired, Email, InputRequired, Length, ValidationError

from portal.accounts.forms import ADDRESS_CHECK, LONGEST_ADDRESS
from portal.cases.words import ADVICE_BODIES, EVENTS, GROUNDS, LIMITS, SOURCES
from portal.domain.roles import Role
from portal.web.fields import DateField, needs_a_date, short_enough, without_blanks

A_DATE = "For example, 27 3 2026"
SOMEBODY_ELSE = "other"
NEVER_HAPPENED = "never"
WENT_DIFFERENTLY = "differently"


def _choices(words: Mapping[Any, str]) -> list[SelectChoice]:
    return [SelectChoice(str(key), shown) for key, shown in words.items()]


def _name(label: str, missing: str) -> StringField:
    return StringField(
        label,
        widget=GovTextInput(),
        filters=[without_blanks],
        validators=[DataRequired(missing), short_enough],
    )


def _one_of(label: str, words: Mapping[Any, str], missing: str, **kwargs: Any) -> RadioField:
    return RadioField(
        label,
        widget=GovRadioInput(),
        choices=_choices(words),
        validators=[InputRequired(missing)],
        **kwargs,
    )


def _day(label: str, hint: str = A_DATE) -> DateField:
    return DateField(label, description=hint, validators=[needs_a_date])


def _send(label: str) -> SubmitField:
    return SubmitField(label, widget=GovSubmitInput())


class ChildDetailsForm(FlaskForm):
    """Says who a child is."""

    first_name = _name("First name", "Enter the child’s first name")
    last_name = _name("Last name", "Enter the child’s last name")
    born = _day("Date of birth", "For example, 27 3 2016")


class NewRequestForm(ChildDetailsForm):
    """Adds a child and a request in one go."""

    received_on = _day("Day the request was received", f"This day starts the clock. {A_DATE}")
    source = _one_of("Who asked for the assessment?", SOURCES, "Select who asked")
    send = _send("Add this request")


class ChildForm(ChildDetailsForm):
    """Corrects a child's name or date of birth."""

    send = _send("Correct this")


class ReceivedForm(FlaskForm):
    """Corrects the day a request was received."""

    received_on = _day("Day the request was received")
    send = _send("Correct this day")


class EventForm(FlaskForm):
    """Records something that happened."""

    kind = _one_of("What happened?", EVENTS, "Select what happened")
    happened_on = _day("Day it happened")
    send = _send("Record this")


class CorrectionForm(FlaskForm):
    """Corrects a record of something that happened otherwise, or not at all."""

    what = _one_of(
        "What is wrong with the record?",
        {
            WENT_DIFFERENTLY: "Something else happened, or it was another day",
            NEVER_HAPPENED: "It did not happen",
        },
        "Select what is wrong",
    )
    kind = _one_of("What happened?", EVENTS, "Select what happened")
    happened_on = DateField("Day it happened", description="Left alone if it did not happen.")
    send = _send("Correct this record")

    def validate_happened_on(self, field: DateField) -> None:
        """What happened has a day."""
        if self.what.data == WENT_DIFFERENTLY:
            needs_a_date(self, field)


class AskAdviceForm(FlaskForm):
    """Records whom advice was asked of."""

    body = _one_of(
        "Who was asked for advice?",
        {**{body: body for body in ADVICE_BODIES}, SOMEBODY_ELSE: "Somebody else"},
        "Select who was asked",
    )
    other = StringField(
        "If somebody else: which service?",
        description="The family reads this. Name the service, not a person.",
        widget=GovTextInput(),
        filters=[without_blanks],
        validators=[short_enough],
    )
    asked_on = _day("Day they were asked", f"Their six weeks begin with it. {A_DATE}")
    send = _send("Record this")

    def validate_other(self, field: StringField) -> None:
        """Somebody else needs a name."""
        if self.body.data == SOMEBODY_ELSE and not field.data:
            raise ValidationError("Enter which service was asked")

    @property
    def chosen_body(self) -> str:
        """Who was asked, in the words that are kept."""
        return str(self.other.data if self.body.data == SOMEBODY_ELSE else self.body.data)


class AdviceAskedForm(FlaskForm):
    """Corrects the day advice was asked for."""

    asked_on = _day("Day they were asked", f"Their six weeks begin with it. {A_DATE}")
    send = _send("Correct this day")


class AdviceReceivedForm(FlaskForm):
    """Records when advice came."""

    received_on = _day("Day the advice came")
    send = _send("Record this")


class ExceptionForm(FlaskForm):
    """Records a ground for going past a time limit."""

    limit = _one_of("Which time limit?", LIMITS, "Select which time limit")
    ground = _one_of(
        "Which of the law’s grounds?",
        GROUNDS,
        "Select the ground",
        description=(
            "The law knows no others. Waiting lists and staff shortages are not grounds. "
            "A missed appointment counts only for giving advice. A closure does not count there."
        ),
    )
    starts_on = _day(
        "First day",
        f"The first day closed or away, or the day of the missed appointment. {A_DATE}",
    )
    ends_on = DateField(
        "Day it ended",
        description="The day of re-opening or coming back. Leave empty if it has not ended yet.",
    )
    family_told_on = _day("Day the family was told", f"Tell them before you record it. {A_DATE}")
    send = _send("Record this exception")


class ExceptionEndForm(FlaskForm):
    """Records when a ground held no more."""

    ends_on = _day("Day it ended")
    send = _send("Record this")


class InvitationForm(FlaskForm):
    """Invites somebody to see a child's timeline."""

    name = _name("Full name", "Enter the person’s name")
    email = EmailField(
        "E-mail address",
        description="Check it with the person: whoever reads its e-mails sees this case.",
        widget=GovTextInput(),
        filters=[without_blanks],
        validators=[
            InputRequired("Enter the person’s e-mail address"),
            Length(max=LONGEST_ADDRESS, message=ADDRESS_CHECK),
            Email(ADDRESS_CHECK),
        ],
    )
    role = _one_of(
        "Who are they?",
        {
            Role.PARENT_OR_CARER: "Parent or carer",
            Role.YOUNG_PERSON: "The young person themselves",
        },
        "Select who they are",
    )
    young_person_agreed = BooleanField(
        "The young person agreed to this person seeing their case",
        widget=GovCheckboxInput(),
    )
    send = _send("Send the invitation")
