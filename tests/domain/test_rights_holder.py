"""When rights pass to the young person: the last Friday in June of the year they turn 16."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.refusal import Refused
from portal.domain.rights_holder import (
    RightsHolder,
    end_of_compulsory_school_age,
    rights_holder,
)


@pytest.mark.parametrize(
    ("born", "ends"),
    [
        pytest.param(date(2009, 3, 15), date(2025, 6, 27), id="turns 16 in spring"),
        pytest.param(date(2008, 9, 1), date(2025, 6, 27), id="turns 16 on the first day of it"),
        pytest.param(date(2009, 8, 31), date(2025, 6, 27), id="turns 16 after leaving, in August"),
        pytest.param(date(2009, 9, 1), date(2026, 6, 26), id="turns 16 in the next school year"),
        pytest.param(date(2009, 6, 27), date(2025, 6, 27), id="turns 16 on that Friday"),
        pytest.param(date(2009, 12, 31), date(2026, 6, 26), id="turns 16 in December"),
        pytest.param(date(2007, 5, 5), date(2023, 6, 30), id="30 June is itself a Friday"),
        pytest.param(date(2008, 5, 5), date(2024, 6, 28), id="30 June is a Sunday"),
        pytest.param(date(2008, 2, 29), date(2024, 6, 28), id="born on a leap day"),
    ],
)
def test_the_end_of_compulsory_school_age(born, ends):
    assert end_of_compulsory_school_age(born) == ends


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        pytest.param(
            date(2025, 3, 15), RightsHolder.PARENT, id="the 16th birthday changes nothing"
        ),
        pytest.param(date(2025, 6, 26), RightsHolder.PARENT, id="the day before"),
        pytest.param(date(2025, 6, 27), RightsHolder.PARENT, id="the age ends with that day"),
        pytest.param(date(2025, 6, 28), RightsHolder.YOUNG_PERSON, id="the day after"),
    ],
)
def test_rights_pass_the_day_after_it(day, holder):
    assert rights_holder(date(2009, 3, 15), day) is holder


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_it_is_always_the_last_friday_in_june_of_a_school_year_with_the_16th_birthday(born):
    ends = end_of_compulsory_school_age(born)
    assert (ends.month, ends.isoweekday()) == (6, 5)
    assert (ends + timedelta(days=7)).month == 7
    year_begins, year_ends = date(ends.year - 1, 9, 1), date(ends.year, 8, 31)
    sixteen = date(born.year + 16, born.month, min(born.day, 28))
    assert year_begins <= sixteen <= year_ends


def test_a_birthday_at_the_end_of_the_calendar_is_refused():
    with pytest.raises(Refused, match="Check the year"):
        end_of_compulsory_school_age(date(9990, 1, 1))
