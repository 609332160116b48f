"""What a page about a case knows beside the case itself."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from portal.areas.bank_holidays import bank_holidays
from portal.areas.models import Area
from portal.domain.stages import StageKey, StageWords, stage
from portal.texts.wording import ShownText

# The last day to appeal against a decision is looked up in the years around today.
YEARS_BACK, YEARS_AHEAD = 3, 1


@dataclass(frozen=True)
class Setting:
    """The day, the area's promise and texts, the bank holidays.

    A stage that `texts` does not hold is told in the portal's own words.
    """

    as_of: date
    promise_days: int
    holidays: Set[date]
    texts: Mapping[StageKey, ShownText]

    def words(self, key: StageKey) -> StageWords:
        """What families of the area read about a stage."""
        return self.texts[key].words if key in self.texts else stage(key).words


def setting_in(area: Area, texts: Mapping[StageKey, ShownText], *, as_of: date) -> Setting:
    """The setting of a page of the area on a day."""
    holidays = bank_holidays(range(as_of.year - YEARS_BACK, as_of.year + YEARS_AHEAD + 1))
    return Setting(as_of, area.update_promise_days, holidays, texts)
