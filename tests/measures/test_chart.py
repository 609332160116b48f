"""Where a chart puts what, for a drawing that is 340 units wide."""

import pytest

from portal.measures.chart import Chart, Point, drawn


def chart(*figures, asked_differently=False) -> Chart:
    points = [
        Point("Spring", f"{each[0]}%", f"{each[1]}% and {each[2]}%", each, asked_differently)
        for each in figures
    ]
    return drawn("A title", points)


@pytest.mark.parametrize(
    ("percentage", "across"),
    [
        pytest.param(0, 14.0, id="nobody, at the left upright"),
        pytest.param(50, 167.0, id="half"),
        pytest.param(100, 320.0, id="everybody, at the right upright"),
    ],
)
def test_shares_stand_on_the_scale(percentage, across):
    (row,) = chart((percentage, percentage, percentage)).rows
    assert row.low == row.dot == row.high == across


def test_the_scale_has_its_numbers_under_its_uprights():
    drawing = chart((50, 40, 60))
    assert drawing.ticks == [(14.0, 0), (167.0, 50), (320.0, 100)]
    assert drawing.grid == "M14.0 4V52M90.5 4V52M167.0 4V52M243.5 4V52M320.0 4V52"


def test_rows_stand_below_one_another_and_nothing_is_cut_off():
    drawing = chart((50, 40, 60), (60, 50, 70), (70, 60, 80))
    assert [row.top for row in drawing.rows] == [4, 52, 100]
    assert drawing.height > drawing.ticks_at > drawing.rows[-1].top + 48


def test_what_is_hidden_is_not_drawn():
    hidden = drawn("A title", [Point("Spring", "too few", "not shown", ("c", "c", "c"), False)])
    (row,) = hidden.rows
    assert row.dot is row.low is row.high is None
    assert hidden.description == "Spring: too few."


def test_a_new_series_is_said():
    said = "Asked differently from here. Spring: 50%, likely between 40% and 60%."
    assert chart((50, 40, 60), asked_differently=True).description == said
