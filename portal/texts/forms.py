"""The forms for writing a stage text and for sending one back."""

from dataclasses import asdict

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput, GovTextArea, GovTextInput
from wtforms import HiddenField, StringField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.domain.stages import StageWords
from portal.domain.typed_words import tidy_words
from portal.web.fields import without_blanks

LONGEST_STAGE_NAME = 80
LONGEST_FIELD = 3000
LONGEST_REASON = 1000

FIELD_NAMES: dict[str, str] = {
    "name": "Name of the stage",
    "what_happens": "What happens",
    "who_does_what": "Who does what",
    "how_long": "How long it takes",
    "you_can": "What you can do",
    "your_rights": "Your rights",
}


def _tidy(text: str | None) -> str | None:
    """A filter for texts of several paragraphs: blanks within a line go, empty lines stay."""
    lines = tidy_words(text).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


def _paragraphs(field: str) -> TextAreaField:
    words = FIELD_NAMES[field]
    return TextAreaField(
        words,
        widget=GovTextArea(),
        filters=[_tidy],
        validators=[
            DataRequired(f"Fill in “{words}”"),
            Length(
                max=LONGEST_FIELD, message=f"“{words}” must be {LONGEST_FIELD} letters or fewer"
            ),
        ],
        render_kw={"params": {"rows": 5}},
    )


class WordsForm(FlaskForm):
    """The six fields of a stage text; `after` is the version that the writer had before them."""

    after = HiddenField()
    name = StringField(
        FIELD_NAMES["name"],
        widget=GovTextInput(),
        filters=[without_blanks],
        validators=[
            DataRequired(f"Fill in “{FIELD_NAMES['name']}”"),
            Length(
                max=LONGEST_STAGE_NAME,
                message=f"The name must be {LONGEST_STAGE_NAME} letters or fewer",
            ),
        ],
    )
    what_happens = _paragraphs("what_happens")
    who_does_what = _paragraphs("who_does_what")
    how_long = _paragraphs("how_long")
    you_can = _paragraphs("you_can")
    your_rights = _paragraphs("your_rights")
    save = SubmitField("Send to the forum to check", widget=GovSubmitInput())

    @property
    def words(self) -> StageWords:
        """What was filled in."""
        return StageWords(**{field: self[field].data for field in FIELD_NAMES})

    @property
    def seen(self) -> int:
        """The number of the version that the writer had; -1 where that cannot be read."""
        given = self.after.data or ""
        return int(given) if given.isascii() and given.isdigit() else -1

    @staticmethod
    def filled_in(words: StageWords, number: int) -> dict[str, str]:
        """What the fields say to begin with."""
        return {**asdict(words), "after": str(number)}


class SendBackForm(FlaskForm):
    """Why a text should not be read by families as it is."""

    reason = TextAreaField(
        "What should be different?",
        description="The administrator reads this and writes the text anew.",
        widget=GovTextArea(),
        filters=[_tidy],
        validators=[
            DataRequired("Say what should be different"),
            Length(
                max=LONGEST_REASON, message=f"The reason must be {LONGEST_REASON} letters or fewer"
            ),
        ],
        render_kw={"params": {"rows": 4}},
    )
    send = SubmitField("Send it back", widget=GovSubmitInput())
