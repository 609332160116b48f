"""The forms for signing in and for roles."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSubmitInput, GovTextInput
from wtforms import EmailField, RadioField, SelectChoice, StringField, SubmitField
from wtforms.validators import DataRequired, Email, InputRequired, Length

from portal.domain.roles import Role
from portal.web.fields import short_enough, without_blanks

ADDRESS_CHECK = "Enter an e-mail address in the correct format, like name@example.org"
LONGEST_ADDRESS = 254

STAFF_ROLES = {
    Role.CASEWORKER: "Caseworker",
    Role.MANAGER: "Manager of the casework team",
    Role.FORUM_REPRESENTATIVE: "Parent carer forum representative",
    Role.BOARD_MEMBER: "Board member",
    Role.ADMINISTRATOR: "Administrator",
}


class SignInForm(FlaskForm):
    """Asks for the address that a sign-in link is sent to."""

    email = EmailField(
        "E-mail address",
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


class ButtonForm(FlaskForm):
    """A form that is only a button: it carries the token against forged requests."""


class GrantRoleForm(FlaskForm):
    """Gives somebody a role in this area."""

    name = StringField(
        "Full name",
        widget=GovTextInput(),
        filters=[without_blanks],
        validators=[DataRequired("Enter the person’s name"), short_enough],
    )
    email = EmailField(
        "E-mail address",
        widget=GovTextInput(),
        filters=[without_blanks],
        validators=[InputRequired("Enter the person’s e-mail address"), Email(ADDRESS_CHECK)],
    )
    role = RadioField(
        "Role",
        widget=GovRadioInput(),
        choices=[SelectChoice(role.value, words) for role, words in STAFF_ROLES.items()],
        validators=[InputRequired("Select a role")],
    )
    grant = SubmitField("Give this role", widget=GovSubmitInput())
