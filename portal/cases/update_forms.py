"""The form with which officers tell a family how its case goes."""

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovCharacterCount, GovRadioInput, GovSubmitInput
from wtforms import RadioField, SelectChoice, SubmitField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.cases.late_reasons import LATE_REASONS
from portal.domain.time_limits import MilestoneKey
from portal.domain.typed_words import tidy_words
from portal.web.fields import DateField

LONGEST = 1200
NOTHING_LATE, NO_STEP = "nothing", "none"
EXPECTED_STEPS: dict[str, str] = {
    MilestoneKey.DECIDE_TO_ASSESS: "The decision whether to assess",
    MilestoneKey.DRAFT_PLAN: "The draft plan",
    MilestoneKey.FINAL_PLAN: "The final plan",
}


class TellFamilyForm(FlaskForm):
    """What is going on, why something is late, and what to expect when."""

    words = TextAreaField(
        "What do you want to tell the family?",
        description=(
            "Say what you are doing now and what comes next. Everybody in the family who can see "
            "this case reads it, and gets an e-mail that there is news."
        ),
        widget=GovCharacterCount(),
        filters=[tidy_words],
        validators=[
            DataRequired("Write what you want to tell the family"),
            Length(max=LONGEST, message=f"What you tell must be {LONGEST:,} characters or fewer"),
        ],
    )
    late_reason = RadioField(
        "If a step is late: why?",
        widget=GovRadioInput(),
        choices=[
            *(SelectChoice(key, words) for key, words in LATE_REASONS.items()),
            SelectChoice(NOTHING_LATE, "Nothing is late"),
        ],
        default=NOTHING_LATE,
    )
    expected_step = RadioField(
        "Which step can you give a day for?",
        widget=GovRadioInput(),
        choices=[
            *(SelectChoice(key, words) for key, words in EXPECTED_STEPS.items()),
            SelectChoice(NO_STEP, "None yet"),
        ],
        default=NO_STEP,
    )
    expected_on = DateField(
        "Day you expect it",
        description="It stands beside the law’s date and never moves it. Leave empty if none.",
    )
    send = SubmitField("Tell the family", widget=GovSubmitInput())
