"""The forms that make a letter, type its code, and turn it into an account."""

import uuid

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovSubmitInput,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    SubmitField,
)
from wtforms.validators import UUID, DataRequired, Email, InputRequired, Length

from portal.accounts.forms import ADDRESS_CHECK, LONGEST_ADDRESS
from portal.domain.roles import Role
from portal.web.fields import DateField, needs_a_date, short_enough, without_blanks

LONGEST_TYPED = 40


class LetterForm(FlaskForm):
    """Says who a letter is for. `letter_id` makes sending the form twice one letter."""

    letter_id = HiddenField(default=lambda: str(uuid.uuid4()), validators=[UUID()])
    name = StringField(
        "Full name",
        description="As it stands on the envelope.",
        widget=GovTextInput(),
        filters=[without_blanks],
        validators=[DataRequired("Enter the person’s name"), short_enough],
    )
    role = RadioField(
        "Who is it for?",
        widget=GovRadioInput(),
        choices=[
            SelectChoice(Role.PARENT_OR_CARER.value, "A parent or carer"),
            SelectChoice(Role.YOUNG_PERSON.value, "The young person themselves"),
        ],
        validators=[InputRequired("Select who it is for")],
    )
    make = SubmitField("Make the letter", widget=GovSubmitInput())


class EndAccessForm(FlaskForm):
    """Asks which of the letters that still work are to end with somebody's access."""

    letters = SelectMultipleField(
        "Is one of these letters theirs? Tick it to end it as well",
        description="Each still opens a page about this child.",
        widget=GovCheckboxesInput(),
    )


class CodeForm(FlaskForm):
    """Takes the reference and the code that stand in a letter, however they are typed."""

    reference = StringField(
        "Reference",
        description="It looks like CK7-MQ42.",
        widget=GovTextInput(),
        validators=[
            DataRequired("Enter the reference from your letter"),
            Length(max=LONGEST_TYPED, message="Enter only the reference from your letter"),
        ],
    )
    code = StringField(
        "Code",
        description="8 letters and numbers, like 4K7Q-M2XD. You can leave out the hyphen.",
        widget=GovTextInput(),
        validators=[
            DataRequired("Enter the code from your letter"),
            Length(max=LONGEST_TYPED, message="Enter only the code from your letter"),
        ],
    )
    own_device = BooleanField(
        "This is my own phone or computer. Keep the page open here for 12 weeks",
        widget=GovCheckboxInput(),
    )
    show = SubmitField("Show me", widget=GovSubmitInput())


class LinkForm(FlaskForm):
    """Takes the e-mail address that an account is to have."""

    reference = HiddenField()
    email = EmailField(
        "Your e-mail address",
        description="Use one that only you read.",
        widget=GovTextInput(),
        filters=[without_blanks],
        validators=[
            InputRequired("Enter your e-mail address"),
            Length(max=LONGEST_ADDRESS, message=ADDRESS_CHECK),
            Email(ADDRESS_CHECK),
        ],
        render_kw={"autocomplete": "email"},
    )
    send = SubmitField("Send me a link", widget=GovSubmitInput())


class BirthDateForm(FlaskForm):
    """Asks for what a stranger with the letter would not know."""

    born = DateField(
        "Date of birth of the child or young person",
        description="For example, 27 3 2016",
        validators=[needs_a_date],
    )
    open = SubmitField("Open my account", widget=GovSubmitInput())
