"""The form with which people choose what they are told, and how."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import StopValidation

from portal.domain.refusal import Refused
from portal.notices.mobile import CHECK, uk_mobile
from portal.notices.wishes import SORTS, Sort, Wishes
from portal.web.fields import without_blanks


class WishesForm(FlaskForm):
    """Says by which ways a person is told, and of what."""

    by_email = BooleanField("E-mail")
    by_text = BooleanField("Text message")
    mobile = StringField("UK mobile number", filters=[without_blanks])
    sorts = SelectMultipleField(
        "What should we tell you?",
        choices=[SelectChoice(sort.value, words) for sort, words in SORTS.items()],
    )

    def validate_mobile(self, field: StringField) -> None:
        """Whoever wants text messages says where to."""
        if not self.by_text.data:
            return
        if not field.data:
            raise StopValidation("Enter your mobile number")
        try:
            uk_mobile(field.data)
        except Refused:
            raise StopValidation(CHECK) from None

    def validate_sorts(self, field: SelectMultipleField) -> None:
        """Whoever wants to be told says of what."""
        if not field.data and (self.by_email.data or self._wants_texts):
            raise StopValidation("Select what we should tell you, or turn every way off")

    @property
    def _wants_texts(self) -> bool:
        """Whether text messages are offered and chosen."""
        return bool(self.by_text and self.by_text.data)

    def show(self, wishes: Wishes) -> None:
        """Fill in what was chosen before."""
        self.by_email.data = wishes.by_email
        if self.by_text:
            self.by_text.data, self.mobile.data = bool(wishes.mobile), wishes.mobile
        self.sorts.data = [sort.value for sort in wishes.sorts]

    def read(self) -> Wishes:
        """What was chosen. Only of a form that was accepted."""
        mobile = uk_mobile(str(self.mobile.data)) if self._wants_texts else ""
        chosen = frozenset(Sort(each) for each in self.sorts.data or ())
        return Wishes(bool(self.by_email.data), mobile, chosen)
