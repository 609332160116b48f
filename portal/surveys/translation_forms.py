"""The form for a survey's words in another language: a box for each part of each piece."""

from typing import Any

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import GovSubmitInput
from wtforms import Field, HiddenField, StringField, SubmitField, TextAreaField
from wtforms.validators import Length

from portal.domain.typed_words import one_line, tidy_words
from portal.surveys.translation_sheet import (
    HELP_TEXT,
    INTRODUCTION,
    LABEL,
    TITLE,
    WORDING,
    Piece,
    Sheet,
    mark_of,
)

LONGEST = {TITLE: 200, INTRODUCTION: 4000, WORDING: 400, HELP_TEXT: 1000, LABEL: 200}
NAMES = {
    TITLE: "Title",
    INTRODUCTION: "Introduction",
    WORDING: "Question",
    HELP_TEXT: "Help text",
    LABEL: "Answer",
}
LONG = (INTRODUCTION, HELP_TEXT)


class TranslationForm(FlaskForm):
    """The words in one language; `seen` is the mark of what the writer had before them."""

    seen = HiddenField()
    save = SubmitField("Save the translation", widget=GovSubmitInput())

    sheet: Sheet = ()

    def box(self, piece: Piece, name: str) -> Field:
        """The box for one part of a piece."""
        return self[box_name(piece, name)]

    @property
    def said(self) -> dict[str, dict[str, str]]:
        """What was filled in: the words of each piece by its key and their names."""
        return {
            piece.key: {name: self.box(piece, name).data or "" for name in piece.english}
            for piece in self.sheet
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every piece is said as a whole or not at all; each gap is told at its box."""
        sound: bool = super().validate(extra_validators)
        said = self.said
        for piece in self.sheet:
            for name in piece.filled_in(said[piece.key]).gaps:
                self.box(piece, name).errors = [_gap(piece, name)]
                sound = False
        return sound


def translation_form(sheet: Sheet) -> TranslationForm:
    """A form for this sheet, filled in with what it says already."""
    boxes = {
        box_name(piece, name): _box(name, english)
        for piece in sheet
        for name, english in piece.english.items()
    }
    said = {box_name(piece, name): words for piece in sheet for name, words in piece.said.items()}
    kind = type("TranslationForm", (TranslationForm,), {**boxes, "sheet": sheet})
    form: TranslationForm = kind(data={**said, "seen": mark_of(sheet)})
    return form


def box_name(piece: Piece, name: str) -> str:
    """The name of a box: `title` and `introduction`, or with its question's key behind."""
    return f"{name}-{piece.key}" if piece.key else name


def named(name: str) -> str:
    """What a part is called: `Answer 2`."""
    part, _, place = name.partition("-")
    return f"{NAMES[part]} {place}".strip()


def _box(name: str, english: str) -> Field:
    part = name.partition("-")[0]
    kind, tidy = (TextAreaField, tidy_words) if part in LONG else (StringField, one_line)
    longest = LONGEST[part]
    too_long = f"{named(name)} must be {longest} characters or fewer"
    return kind(english, filters=[tidy], validators=[Length(max=longest, message=too_long)])


def _gap(piece: Piece, name: str) -> str:
    whole = "the whole question" if piece.key else "title and introduction"
    return f"Translate “{piece.english[name]}” too, or leave {whole} empty"
