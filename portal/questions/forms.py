"""The forms with which a family asks and an officer takes on, answers and closes."""

import re
import secrets

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.domain.typed_words import tidy_words
from portal.questions.closing import REASONS
from portal.questions.limits import LONGEST_ANSWER, LONGEST_QUESTION

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def _words(what: str, missing: str, longest: int) -> TextAreaField:
    """A box for words. The browser does not cut them short: the page says what is too long."""
    return TextAreaField(
        what,
        filters=[tidy_words],
        validators=[
            DataRequired(missing),
            Length(max=longest, message=f"{what} must be {longest:,} characters or fewer"),
        ],
    )


class AskForm(FlaskForm):
    """Asks a question. It carries a random token, by which a form sent twice is known again."""

    token = HiddenField()
    words = _words("Your question", "Write your question", LONGEST_QUESTION)

    def number_itself(self) -> None:
        """Carry a new token."""
        self.token.data = secrets.token_urlsafe(32)

    @property
    def number(self) -> str:
        """The token that it carries; empty where that is none of the portal's making."""
        token = self.token.data or ""
        return token if TOKEN.fullmatch(token) else ""


class AnswerForm(FlaskForm):
    """Answers a question."""

    answer = _words("Your answer", "Write your answer", LONGEST_ANSWER)


class TakeForm(FlaskForm):
    """Takes a question on. `had_by` is the number of who had it when the page was made."""

    had_by = HiddenField()


class CloseForm(FlaskForm):
    """Closes a question without an answer, for one of the reasons listed."""

    because = SelectField(
        "Why?", choices=[SelectChoice(key, words) for key, words in REASONS.items()]
    )
