"""The form of the date calculator."""

from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm

from portal.domain.time_limits import REGULATIONS_BEGAN
from portal.web.fields import DateField
from portal.web.languages import day_in_language


class DatesForm(FlaskForm):
    """The day that an assessment was asked for. It changes nothing, so it is sent by address."""

    class Meta:
        csrf = False

    asked = DateField(lazy_gettext("The day you asked"))

    def accepts(self, today: date) -> bool:
        """Whether the day is one to count from; if not, its one error says why.

        The sentences take the place of the field's own, which are English.
        """
        problem = self._problem(today)
        self.asked.errors = [problem] if problem else []
        return not problem

    def _problem(self, today: date) -> str:
        field: Any = self.asked
        if field.data is None:
            if any(field.typed.values()):
                return str(gettext("Enter a real day, like 27 3 2026"))
            return str(gettext("Enter the day you asked, like 27 3 2026"))
        if field.data > today:
            return str(gettext("The day you asked must be today or earlier"))
        if field.data < REGULATIONS_BEGAN:
            began = day_in_language(REGULATIONS_BEGAN)
            return str(gettext("These rules began on %(day)s. Enter a later day", day=began))
        return ""
