"""`flask compare` and `flask suppress`, as a person and as a program call them."""

import json

import pytest
from click.testing import CliRunner

from portal.measures.commands import compare, suppress

NO_NUMBERS = {"before": None, "after": None, "difference": None, "low": None, "high": None}


def run(command, *arguments):
    return CliRunner().invoke(command, arguments)


def document(command, *arguments):
    result = run(command, *arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == 1
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "figures", "verdict"),
    [
        pytest.param(
            ("14/25", "19/26"),
            {"before": 0.56, "after": 0.7308, "difference": 0.1708, "low": -0.0876, "high": 0.4017},
            "no clear change",
            id="T-21",
        ),
        pytest.param(
            ("52/70", "33/68"),
            {
                "before": 0.7429,
                "after": 0.4853,
                "difference": -0.2576,
                "low": -0.4021,
                "high": -0.0953,
            },
            "got worse",
            id="T-23",
        ),
        pytest.param(
            ("400/800", "408/800"),
            {"before": 0.5, "after": 0.51, "difference": 0.01, "low": -0.0389, "high": 0.0588},
            "about the same",
            id="T-25",
        ),
        pytest.param(
            ("172/238", "110/124"),
            {
                "before": 0.7227,
                "after": 0.8871,
                "difference": 0.1644,
                "low": 0.0784,
                "high": 0.2391,
            },
            "improved",
            id="T-33",
        ),
        pytest.param(
            ("400/800", "408/800", "--margin", "5"),
            {"before": 0.5, "after": 0.51, "difference": 0.01, "low": -0.0389, "high": 0.0588},
            "no clear change",
            id="T-25 with a margin of five points",
        ),
        pytest.param(("14/25", "8/9"), NO_NUMBERS, "too few answers", id="nine answers"),
    ],
)
def test_shares(arguments, figures, verdict):
    found = document(compare, *arguments)
    assert list(found) == ["before", "after", "difference", "low", "high", "verdict"]
    assert found == {**figures, "verdict": verdict}


@pytest.mark.parametrize(
    ("arguments", "figures", "verdict"),
    [
        pytest.param(
            ("4,6,9,14,7", "2,4,8,16,12"),
            {
                "before": 0.525,
                "after": 0.6667,
                "difference": 0.1417,
                "low": 0.4756,
                "high": 0.7172,
                "probability": 0.5964,
            },
            "no clear change",
            id="T-19",
        ),
        pytest.param(
            ("4,6,9,14,7", "0,0,0,0,9"),
            {**NO_NUMBERS, "probability": None},
            "too few answers",
            id="nine answers",
        ),
        pytest.param(
            ("1,0,0,0,0", "0,0,0,0,1"),
            {**NO_NUMBERS, "probability": None},
            "too few answers",
            id="one answer each",
        ),
    ],
)
def test_stars(arguments, figures, verdict):
    found = document(compare, *arguments)
    assert list(found) == [
        "before",
        "after",
        "difference",
        "low",
        "high",
        "probability",
        "verdict",
    ]
    assert found == {**figures, "verdict": verdict}


@pytest.mark.parametrize(
    "waves",
    [
        pytest.param(("14/25", "24/28"), id="shares"),
        pytest.param(("60,60,120,96,84", "50,50,120,110,90"), id="stars"),
    ],
)
def test_more_questions_widen_the_interval(waves):
    one, ten = document(compare, *waves), document(compare, *waves, "--questions", "10")
    assert ten["low"] < one["low"] < one["high"] < ten["high"]
    assert (ten["before"], ten["after"]) == (one["before"], one["after"])


def test_figures_have_four_decimals_and_no_negative_zero():
    assert (
        '"difference": 0.0,' in run(compare, "1000000/3000001", "999999/3000000", "--json").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(
            ("14/25", "19/26"),
            "Before: 56 % of 25. After: 73 % of 26.\n"
            "No clear change: it could be anywhere from 9 points worse to 40 points better.\n",
            id="shares",
        ),
        pytest.param(
            ("4,6,9,14,7", "2,4,8,16,12"),
            "Four or five stars. Before: 53 % of 40. After: 67 % of 42.\n"
            "Mean stars 3.35, then 3.76: +0.41 (-0.11 to +0.93).\n"
            "No clear change: it could be anywhere from 2 points worse to 22 points better. "
            "Of 100 pairs of an earlier and a later answer, the later has more stars in 60 "
            "(ties count half); points are counted from 50, which is no change.\n",
            id="T-19 stars with their means",
        ),
        pytest.param(
            ("0,0,50,0,0", "0,0,50,0,0"),
            "Four or five stars. Before: 0 % of 50. After: 0 % of 50.\n"
            "Mean stars 3.00, then 3.00: +0.00.\n"
            "About the same: it could be anywhere from 5 points worse to 5 points better, "
            "too little to matter. "
            "Of 100 pairs of an earlier and a later answer, the later has more stars in 50 "
            "(ties count half); points are counted from 50, which is no change.\n",
            id="stars that never differ have no interval for the mean",
        ),
        pytest.param(
            ("0,0,0,0,9", "2,4,8,16,12"),
            "Too few answers: each survey needs at least 10.\n",
            id="too few stars: no numbers",
        ),
        pytest.param(
            ("9/9", "19/26"),
            "Too few answers: each survey needs at least 10.\n",
            id="too few for a share: no numbers",
        ),
    ],
)
def test_words(arguments, words):
    result = run(compare, *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (0, words, "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(("3/2", "1/2"), "3 of 2", id="more yes answers than answers"),
        pytest.param(("14/25", "3/2"), "3 of 2", id="in the second wave"),
        pytest.param(("x", "1/2"), "“x”", id="no number"),
        pytest.param(("-3/4", "1/2"), "“-3”", id="below 0"),
        pytest.param(("1/-2", "1/2"), "“-2”", id="a base below 0"),
        pytest.param(("14/25", "4,6,9,14,7"), "one of each given", id="a share and stars"),
        pytest.param(("4,6,9,14,7", "14/25"), "one of each given", id="stars and a share"),
        pytest.param(("1,2,3,4", "1,2,3,4,5"), "five star counts", id="four stars"),
        pytest.param(("0/0", "1/2"), "Nobody answered", id="a base of 0"),
        pytest.param(("1,2,3,4,5", "0,0,0,0,0"), "Nobody answered", id="no stars"),
        pytest.param(("-1,2,3,4,5", "1,2,3,4,5"), "“-1”", id="stars below 0"),
        pytest.param(("1/2", "1/2", "--questions", "0"), "number of questions", id="no questions"),
        pytest.param(("1/2", "1/2", "--margin", "0"), "margin", id="no margin"),
        pytest.param(("1/2", "1/2", "--margin", "nan"), "margin", id="a margin that is no number"),
        pytest.param(("1/2", "1/2", "--margin", "-5"), "margin", id="a margin below 0"),
    ],
)
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["words", "json"])
def test_what_cannot_be_compared_is_refused_in_one_line(arguments, sentence, form):
    result = run(compare, *arguments, *form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("14/25",), id="one wave only"),
        pytest.param(("1/2", "1/2", "1/2"), id="three waves"),
        pytest.param(("1/2", "1/2", "--questions", "two"), id="questions in words"),
        pytest.param(("1/2", "1/2", "--margine", "5"), id="a misspelt option"),
    ],
)
def test_misuse_is_refused_in_one_line(arguments):
    result = run(compare, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        pytest.param("3,12,25", ["c", "c", 25], id="S-1"),
        pytest.param("0,14,26", [0, 15, 25], id="S-2"),
        pytest.param("4,3,2", ["c", "c", "c"], id="S-4"),
        pytest.param("38,4", ["c", "c"], id="S-6"),
        pytest.param("40", [40], id="one count"),
    ],
)
def test_suppress(counts, shown):
    assert document(suppress, counts) == shown


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        pytest.param(
            "3,12,25", "c, c, 25 (total 40)\nc: too few answers to show safely\n", id="S-1"
        ),
        pytest.param("0,14,26", "0, 15, 25 (total 40)\n", id="S-2 nothing hidden"),
        pytest.param("4,3,2", "c, c, c (total c)\nc: too few answers to show safely\n", id="S-4"),
    ],
)
def test_suppress_in_words(counts, words):
    result = run(suppress, counts)
    assert (result.exit_code, result.stdout, result.stderr) == (0, words, "")


@pytest.mark.parametrize("counts", ["", ",", "x", "3;12", "1.5,20", "-1,20", "3,-12", "3,12,"])
def test_what_cannot_be_suppressed_is_refused_in_one_line(counts):
    result = run(suppress, counts, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "whole numbers" in result.stderr
    assert len(result.stderr.splitlines()) == 1
