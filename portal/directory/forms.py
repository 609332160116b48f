"""The search form, which is an address, and the form that sets a service beside stages."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, StopValidation

from portal.directory.folding import looked_for
from portal.directory.postcodes import Postcode
from portal.domain.refusal import Refused
from portal.domain.stages import STAGES
from portal.web.fields import without_blanks

OLDEST_CHILD = 25
LONGEST_WORDS = 100
AGE_CHECK = f"Enter an age in whole years, from 0 to {OLDEST_CHILD}"
POSTCODE_NEEDED = "Enter a postcode, so that we know where to measure from"
DISTANCES = ("1", "3", "5", "10")


def _is_an_age(form: FlaskForm, field: Field) -> None:
    typed = field.data or ""
    if typed and not (typed.isascii() and typed.isdigit() and int(typed) <= OLDEST_CHILD):
        raise StopValidation(AGE_CHECK)


def _is_a_postcode(form: FlaskForm, field: Field) -> None:
    if not field.data and form["within"].data:
        raise StopValidation(POSTCODE_NEEDED)
    if field.data:
        try:
            Postcode.read(field.data)
        except Refused as refusal:
            raise StopValidation(refusal.sentence) from None


class SearchForm(FlaskForm):
    """What to look for. It is sent by opening an address, so it changes nothing."""

    class Meta:
        csrf = False

    words = StringField(
        "What are you looking for?",
        description="For example: swimming, or parent group.",
        default="",
        filters=[without_blanks],
        validators=[Length(max=LONGEST_WORDS, message=f"Use {LONGEST_WORDS} letters or fewer")],
    )
    need = SelectField("Need", default="", choices=[])
    age = StringField(
        "Age of the child", default="", filters=[without_blanks], validators=[_is_an_age]
    )
    near = StringField(
        "Postcode, or its first half",
        default="",
        filters=[without_blanks],
        validators=[_is_a_postcode],
    )
    within = SelectField(
        "How far",
        default="",
        choices=[
            SelectChoice("", "Any distance"),
            *(SelectChoice(far, f"{far} mile{'' if far == '1' else 's'}") for far in DISTANCES),
        ],
    )

    def __init__(self, asked: MultiDict[str, str], needs: Sequence[str]) -> None:
        super().__init__(formdata=asked)
        self.need.choices = [SelectChoice("", "Any need"), *(SelectChoice(n, n) for n in needs)]

    @property
    def postcode(self) -> Postcode | None:
        """The postcode typed, if any. Only for a form that was found right."""
        return Postcode.read(self.near.data) if self.near.data else None

    @property
    def beginnings(self) -> tuple[str, ...]:
        """How the words begin that must all be found."""
        return looked_for(self.words.data or "")

    @property
    def years(self) -> int | None:
        """The age typed. Only for a form that was found right."""
        return int(self.age.data) if self.age.data else None

    @property
    def in_address(self) -> dict[str, str]:
        """What to write into an address so that it asks for the same."""
        asked = ("words", "need", "age", "near", "within")
        return {name: self[name].data for name in asked if self[name].data}


class StagesForm(FlaskForm):
    """Beside which stages a service is shown; whether they are stages is for the service."""

    stages = SelectMultipleField(
        "Show it beside these stages",
        choices=[SelectChoice(stage.key.value, stage.name) for stage in STAGES],
        validate_choice=False,
    )
