"""The forms that make a survey and say what it is."""

from collections.abc import Callable

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
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length

from portal.domain.stages import STAGES
from portal.domain.typed_words import tidy_words
from portal.surveys.models import Audience, Layout
from portal.surveys.presenter import AUDIENCES, LAYOUTS
from portal.surveys.services import Particulars
from portal.web.fields import without_blanks

LONGEST_TITLE = 80
LONGEST_INTRODUCTION = 600
LONGEST_GROUP = 200


def at_most(what: str, longest: int) -> Length:
    """The check that a text is short enough to be read."""
    return Length(max=longest, message=f"{what} must be {longest} characters or fewer")


def needed(sentence: str, what: str, longest: int) -> list[Callable[..., None]]:
    """The checks of a text that must be there; `sentence` says so."""
    return [DataRequired(sentence), at_most(what, longest)]


def _title() -> Field:
    return StringField(
        "Title",
        widget=GovTextInput(),
        description="Everybody who is asked reads it.",
        filters=[without_blanks],
        validators=needed("Enter a title for the survey", "The title", LONGEST_TITLE),
    )


class NewSurveyForm(FlaskForm):
    """Makes a survey."""

    title = _title()
    audience = RadioField(
        "Who is asked?",
        widget=GovRadioInput(),
        choices=[SelectChoice(each.value, words) for each, words in AUDIENCES.items()],
        validators=[InputRequired("Select who is asked")],
    )
    save = SubmitField("Make this survey", widget=GovSubmitInput())

    @property
    def chosen_audience(self) -> Audience:
        """Who is asked. Only for a form that was found right."""
        return Audience(self.audience.data)


class SurveyForm(FlaskForm):
    """What is said of a survey beside its questions; `seen` marks what the person had read."""

    seen = HiddenField()
    title = _title()
    introduction = TextAreaField(
        "Why we ask",
        widget=GovTextArea(),
        description="People read this before the first question.",
        filters=[tidy_words],
        validators=needed("Say why you ask", "The words on why you ask", LONGEST_INTRODUCTION),
        render_kw={"params": {"rows": 4}},
    )
    invited_group = TextAreaField(
        "Who is invited",
        widget=GovTextArea(),
        description="Figures of waves that invited different people cannot be compared.",
        filters=[without_blanks],
        validators=needed("Say who is invited", "The words on who is invited", LONGEST_GROUP),
        render_kw={"params": {"rows": 3}},
    )
    layout = RadioField(
        "How are the questions laid out?",
        widget=GovRadioInput(),
        description="Figures of waves that were laid out in different ways cannot be compared.",
        choices=[SelectChoice(each.value, words) for each, words in LAYOUTS.items()],
        validators=[InputRequired("Select how the questions are laid out")],
    )
    after_stages = SelectMultipleField(
        "After which stages do families get a link to it?",
        widget=GovCheckboxesInput(),
        description="Only while a wave is open that asks this way. Choose none to send no links.",
        choices=[SelectChoice(stage.key.value, stage.name) for stage in STAGES if not stage.ended],
    )
    asks_code_word = BooleanField(
        "Ask for a code word",
        widget=GovCheckboxInput(),
        description="A family may choose a word and give it again in a later wave. Then we can "
        "tell whether things got better for the same families. The word stays with them.",
    )
    save = SubmitField("Save", widget=GovSubmitInput())

    @property
    def said(self) -> Particulars:
        """What was filled in. Only for a form that was found right."""
        return Particulars(
            title=self.title.data or "",
            introduction=self.introduction.data or "",
            invited_group=self.invited_group.data or "",
            layout=Layout(self.layout.data),
            asks_code_word=bool(self.asks_code_word.data),
            after_stages=list(self.after_stages.data or ()),
        )

    @staticmethod
    def filled_in(said: Particulars, seen: str) -> dict[str, object]:
        """What the fields say to begin with."""
        return {
            "seen": seen,
            "title": said.title,
            "introduction": said.introduction,
            "invited_group": said.invited_group,
            "layout": said.layout.value,
            "after_stages": list(said.after_stages),
            "asks_code_word": said.asks_code_word,
        }
