"""Form fields that the component library lacks or gets wrong."""

from datetime import date
from typing import Any

from flask import render_template
from markupsafe import Markup
from wtforms import Field
from wtforms.validators import StopValidation

from portal.domain.typed_words import one_line

PARTS = ("day", "month", "year")
EARLIEST_YEAR = 1990
LATEST_YEAR = 2100
LONGEST_NAME = 120


class DateField(Field):
    """A date asked for as day, month and year, each in its own box.

    Its data is a `date`, or None where all three boxes are empty. Anything else is an
    error with a sentence; what was typed stays in the boxes.
    """

    parts = PARTS
    data: Any
    """The date; None where all boxes are empty, which a form that needs one refuses."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, widget=_date_boxes, **kwargs)
        self.typed: dict[str, str] = dict.fromkeys(PARTS, "")

    @property
    def focus_id(self) -> str:
        """The box that an error message leads to."""
        return f"{self.id}-day"

    @property
    def described_by(self) -> str:
        """The ids of the hint and the error, for screen readers."""
        shown = (("hint", self.description), ("error", self.errors))
        return " ".join(f"{self.id}-{name}" for name, there in shown if there)

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        super().process(None, *args, **kwargs)
        if isinstance(self.data, date):
            self.typed = {part: str(getattr(self.data, part)) for part in PARTS}
        if formdata is not None and any(f"{self.name}-{part}" in formdata for part in PARTS):
            self.raw_data = [""]
            self.typed = {part: formdata.get(f"{self.name}-{part}", "").strip() for part in PARTS}
            self.data = None
            if any(self.typed.values()):
                self.raw_data = ["typed"]
                self._read()

    def _read(self) -> None:
        missing = [part for part in PARTS if not self.typed[part]]
        if missing:
            self.process_errors.append(f"{self.label.text} must include a {' and '.join(missing)}")
            return
        try:
            day, month, year = (_number(self.typed[part]) for part in PARTS)
            self.data = date(year, month, day)
        except (ValueError, OverflowError):
            self.process_errors.append(f"{self.label.text} must be a real date, like 27 3 2026")
            return
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            self.data = None
            self.process_errors.append(
                f"{self.label.text} must have a year between {EARLIEST_YEAR} and {LATEST_YEAR}"
            )


def _number(typed: str) -> int:
    """The number in a box. Python's own reading would take 1_1 for 11."""
    if not (typed.isascii() and typed.isdigit()):
        raise ValueError
    return int(typed)


def _date_boxes(field: DateField, **kwargs: Any) -> Markup:
    return Markup(render_template("components/date_input.html", field=field))


def needs_a_date(form: Any, field: DateField) -> None:
    """Stop with a sentence where no date was given."""
    if field.data is None and not field.process_errors:
        raise StopValidation(f"Enter {field.label.text[0].lower()}{field.label.text[1:]}")


def short_enough(form: Any, field: Field) -> None:
    """Stop with a sentence where a name is longer than any name."""
    if len(field.data or "") > LONGEST_NAME:
        raise StopValidation(f"{field.label.text} must be {LONGEST_NAME} characters or fewer")


def without_blanks(text: str | None) -> str | None:
    """A filter for text boxes: phones leave blanks, and pasted text signs that nobody sees."""
    return one_line(text) if text else text
