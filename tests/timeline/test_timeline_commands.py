"""`flask timeline` and `flask timeliness` as they are called, on real files."""

import json

import pytest
from click.testing import CliRunner

from portal.timeline.commands import timeline_command, timeliness_command

CASE = {
    "received": "2025-07-14",
    "events": [
        {"kind": "draft_sent", "on": "2025-11-20"},
        {"kind": "decided_to_assess", "on": "2025-08-25"},
    ],
    "advice": [{"body": "school", "asked": "2025-07-20", "received": "2025-09-20"}],
    "exceptions": [
        {"limit": "final", "ground": "school_closed", "from": "2025-07-24", "to": "2025-09-02"}
    ],
    "born": "2009-08-31",
}
TABLE = """reference,received,outcome,outcome_on,exception
r1,2021-01-04,plan,2021-05-24,
r2,2021-01-04,plan,2021-05-25,
r3,2021-01-11,refused,2021-02-22,
r4,2021-01-18,no_plan,2021-05-10,
r5,2021-01-25,withdrawn,2021-02-10,
r6,2021-02-01,,,
r7,2021-03-01,,,
r8,2021-01-05,plan,2021-06-20,x
r9,2021-02-08,plan,2021-06-01,x
r10,2021-02-15,moved,2021-04-01,
"""


@pytest.fixture(name="write")
def write_file(tmp_path):
    """Write bytes, text or a document to a file and give its path."""

    def write(content):
        path = tmp_path / "given"
        if not isinstance(content, (bytes, str)):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def run(command, *arguments):
    return CliRunner().invoke(command, arguments)


def assert_refused(result, sentence):
    """One clear line on standard error, exit code 2 and nothing on standard output."""
    assert result.exit_code == 2
    assert result.stdout == ""
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_timeline_of_a_case_file_is_one_json_document_with_the_keys_of_the_contract(write):
    result = run(timeline_command, write(CASE), "--as-of", "2025-12-10", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert list(found) == ["stage", "week", "milestones", "outcome", "exceptions"]
    assert (found["stage"], found["week"], found["outcome"]) == ("finishing_the_plan", 22, None)
    for step in found["milestones"]:
        assert list(step) == ["key", "due", "done", "on_time", "days_late", "rule"]
    assert [tuple(step.values())[:5] for step in found["milestones"]] == [
        ("decide_to_assess", "2025-08-25", "2025-08-25", True, 0),
        ("tell_no_plan", "2025-11-03", None, None, 0),
        ("draft_plan", None, "2025-11-20", None, 0),
        ("comment_on_draft", "2025-12-04", None, None, 0),
        ("final_plan", "2025-12-01", None, False, 9),
    ]
    assert found["exceptions"] == [
        {
            "limit": "final",
            "ground": "school_closed",
            "regulation": "13(3) with 10(4)(a)",
            "from": "2025-07-24",
            "to": "2025-09-02",
            "words": "The school was closed from 24 July 2025 until 2 September 2025. The law lets "
            "this step take longer because of it. The date itself stays the same.",
        }
    ]


def test_the_timeline_in_words_says_stage_dates_lateness_and_who_holds_the_rights(write):
    result = run(timeline_command, write(CASE), "--as-of", "2025-12-10")
    lines = result.stdout.splitlines()
    assert lines[0] == "Finishing the plan (week 22, on 10 December 2025)"
    assert lines[2:8] == [
        "- Decide whether to assess: by 25 August 2025; done on 25 August 2025, on time",
        "- Tell you if there will be no plan: by 3 November 2025; nothing recorded",
        "- Send you the draft plan: no date in law; target 20 October 2025; done on "
        "20 November 2025",
        "- Your time to comment on the draft: by 4 December 2025; nothing recorded",
        "- Send you the final plan: by 1 December 2025; nothing recorded, 9 days late",
        "- Advice from school: by 31 August 2025; done on 20 September 2025, 20 days late",
    ]
    assert lines[8].startswith("- Regulation 13(3) with 10(4)(a): The school was closed from")
    assert lines[-1] == "The young person holds the rights over this request."


def test_words_without_a_birthday_say_nothing_of_rights_and_in_2020_name_the_relaxation(write):
    result = run(timeline_command, write({"received": "2020-06-01"}), "--as-of", "2020-06-02")
    assert "rights" not in result.stdout
    assert result.stdout.count("more time because of coronavirus") == 1


def test_a_parent_holds_the_rights_over_a_young_childs_request(write):
    case = {"received": "2025-01-06", "born": "2018-01-01"}
    result = run(timeline_command, write(case), "--as-of", "2025-02-01")
    assert result.stdout.splitlines()[-1] == "The parent holds the rights over this request."


def test_the_file_may_begin_with_a_byte_order_mark(write):
    case = b"\xef\xbb\xbf" + json.dumps({"received": "2025-01-06"}).encode()
    assert run(timeline_command, write(case), "--as-of", "2025-01-06").exit_code == 0
    table = b"\xef\xbb\xbf" + TABLE.encode()
    assert run(timeliness_command, write(table), "--as-of", "2021-06-30").exit_code == 0


PLAN_FIRST = {
    "received": "2025-07-14",
    "events": [{"kind": "final_plan_issued", "on": "2025-07-01"}],
}
SHORT_ABSENCE = {
    "received": "2025-07-14",
    "exceptions": [
        {"limit": "final", "ground": "absent_four_weeks", "from": "2025-08-01", "to": "2025-08-21"}
    ],
}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(PLAN_FIRST, "before the request was received", id="a plan before the request"),
        pytest.param(SHORT_ABSENCE, "exceptions, row 1: the absence lasts 20 days", id="20 days"),
        pytest.param({"events": []}, "received: write the day", id="no day received"),
        pytest.param([], "the file: write an object", id="no object"),
        pytest.param("", "is empty", id="an empty file"),
        pytest.param(" \n\n", "is empty", id="only blank lines"),
        pytest.param('{\n"received":}', "is not JSON: line 2, column 12", id="broken JSON"),
        pytest.param("[" * 100_000, "is not JSON that can be read", id="brackets without end"),
        pytest.param("1" * 5_000, "is not JSON that can be read", id="a number without end"),
        pytest.param(b'{"received": "\xe9"}', "is not UTF-8 text", id="another encoding"),
        pytest.param(
            {"received": "2025-07-14", "line\nbreak": 1}, "no field “line?break”", id="a line break"
        ),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["words", "json"])
def test_a_bad_case_file_is_refused_in_one_line(write, content, sentence, form):
    result = run(timeline_command, write(content), "--as-of", "2025-12-10", *form)
    assert_refused(result, sentence)


@pytest.mark.parametrize("command", [timeline_command, timeliness_command])
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param([], "--as-of: write the day as YYYY-MM-DD", id="no day to look from"),
        pytest.param(["--as-of", "today"], "--as-of: write the day", id="today is no day"),
        pytest.param(["--as-of", "2025-02-30"], "not a day in the calendar", id="30 February"),
    ],
)
def test_a_bad_day_to_look_from_is_refused(write, command, arguments, sentence):
    content = CASE if command is timeline_command else TABLE
    assert_refused(run(command, write(content), *arguments), sentence)


def test_looking_from_before_the_request_is_refused(write):
    result = run(timeline_command, write(CASE), "--as-of", "2025-07-13")
    assert_refused(result, "The request was received on 14 July 2025.")


@pytest.mark.parametrize("command", [timeline_command, timeliness_command])
def test_a_file_that_is_not_there_or_is_a_folder_is_refused(command, tmp_path):
    missing = run(command, str(tmp_path / "missing"), "--as-of", "2025-01-01")
    assert_refused(missing, "There is no file")
    assert_refused(run(command, str(tmp_path), "--as-of", "2025-01-01"), "cannot be read as a file")


def test_the_six_readings_are_one_json_document_with_the_keys_of_the_contract(write):
    result = run(timeliness_command, write(TABLE), "--as-of", "2021-06-30", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {
        "plans_issued": {"met": 2, "of": 4, "share": 0.5},
        "plans_issued_excluding_exceptions": {"met": 1, "of": 2, "share": 0.5},
        "cohort_plans": {"met": 2, "of": 5, "share": 0.4},
        "cohort_plans_excluding_exceptions": {"met": 1, "of": 3, "share": 1 / 3},
        "cohort_outcomes": {"met": 4, "of": 7, "share": 4 / 7},
        "cohort_outcomes_excluding_exceptions": {"met": 3, "of": 5, "share": 0.6},
    }


def test_the_six_readings_in_words_carry_their_base_and_a_rounded_share(write):
    result = run(timeliness_command, write(TABLE), "--as-of", "2021-06-30")
    assert result.stdout.splitlines() == [
        "In time, as it stood on 30 June 2021:",
        "- Plans issued: 2 of 4 (50.0 %)",
        "- Plans issued, without exceptions: 1 of 2 (50.0 %)",
        "- Requests: plans issued or overdue: 2 of 5 (40.0 %)",
        "- Requests: plans issued or overdue, without exceptions: 1 of 3 (33.3 %)",
        "- Requests: every outcome in its own limit: 4 of 7 (57.1 %)",
        "- Requests: every outcome in its own limit, without exceptions: 3 of 5 (60.0 %)",
    ]


def test_a_table_without_cases_has_no_shares(write):
    header = TABLE.splitlines()[0]
    found = json.loads(
        run(timeliness_command, write(header), "--as-of", "2021-06-30", "--json").stdout
    )
    assert set(map(str, found.values())) == {"{'met': 0, 'of': 0, 'share': None}"}
    assert "no cases" in run(timeliness_command, write(header), "--as-of", "2021-06-30").stdout


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param("", "is empty", id="an empty file"),
        pytest.param("a,b\n1,2\n", "row 1: the column reference is missing", id="another header"),
        pytest.param(
            TABLE.replace("2021-05-25", "25/05/2021"),
            "row 3: outcome_on: write the day as YYYY-MM-DD",
            id="a British day",
        ),
        pytest.param(
            TABLE.replace("r4,", "r3,"), "row 5: reference: “r3” is in an earlier row", id="twice"
        ),
        pytest.param(TABLE + 'r11,"2021', "row 12: it is not a row", id="an open quote"),
        pytest.param(TABLE.encode("utf-16"), "is not UTF-8 text", id="another encoding"),
        pytest.param(TABLE + "r11,2021-\0", "row 12: ", id="a null character"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["words", "json"])
def test_a_bad_table_is_refused_in_one_line_naming_the_row(write, content, sentence, form):
    result = run(timeliness_command, write(content), "--as-of", "2021-06-30", *form)
    assert_refused(result, sentence)
