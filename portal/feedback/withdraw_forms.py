"""The form that asks for a receipt code."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput, GovTextInput
from wtforms import StringField, SubmitField
from wtforms.validators import DataRequired, Length

LONGEST_TYPED = 40


class ReceiptForm(FlaskForm):
    """Takes the code however it is typed."""

    receipt = StringField(
        "Your receipt code",
        description="12 letters and numbers, like 4K7Q-M2XD-9RTA. You can leave out the hyphens.",
        widget=GovTextInput(),
        validators=[
            DataRequired("Enter the code that you were shown when you sent your answers"),
            Length(max=LONGEST_TYPED, message="Enter only the code, without other words"),
        ],
    )
    delete = SubmitField("Delete my answers", widget=GovSubmitInput())
