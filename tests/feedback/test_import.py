"""Answers collected elsewhere: every person counted once, and nothing twice."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.audit.models import AuditEntry
from portal.feedback.commands import feedback
from portal.feedback.models import Answer, Comment, ImportedAnswer, Response
from portal.surveys.definition import asked_questions
from portal.surveys.models import Question, Survey, Wave
from tests.factories import Make

HEADER = ("respondent", "organisation", "date", "question", "stars", "comment")
BETTER, GOOD = "What could we do better?", "What was good?"

Import = Callable[..., Result]


def row(
    respondent: str = "r1",
    organisation: str = "North",
    day: str = "2024-05-06",
    question: str = BETTER,
    stars: str = "4",
    comment: str = "Answer the phone",
) -> tuple[str, ...]:
    return (respondent, organisation, day, question, stars, comment)


def as_csv(rows: Iterable[Iterable[str]], header: Iterable[str] = HEADER) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


@pytest.fixture
def run(app: Flask, tmp_path: Path) -> Import:
    """`flask feedback import` on a file with this content."""

    def run(content: str | bytes, *options: str, name: str = "Parent Survey.csv") -> Result:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return app.test_cli_runner().invoke(feedback, ["import", str(file), *options])

    return run


def reported(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def amounts(session: Session) -> dict[str, int]:
    tables = (Survey, Question, Wave, Response, Answer, Comment, ImportedAnswer)
    return {
        table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
        for table in tables
    }


def test_one_respondent_is_one_voice(run: Import, session: Session) -> None:
    """The same stars stand in each of a respondent's rows and count once."""
    report = reported(
        run(
            as_csv(
                [
                    row(question=BETTER, comment="Answer the phone"),
                    row(question=GOOD, comment="The staff"),
                    row(question="Anything else?", comment=""),
                    row("r2", stars="2", comment="Nothing."),
                ]
            ),
            "--json",
        )
    )
    kept = amounts(session)

    assert (report["responses_added"], report["stars_added"], report["comments_added"]) == (2, 2, 3)
    assert (kept["responses"], kept["answers"], kept["comments"]) == (2, 2, 3)
    assert report["rows_repeated"] == 1
    assert report["rows_refused"] == 0
    assert report["comments_left_out"] == {"blank": 1, "placeholder": 0}


def test_an_organisation_is_a_survey_and_a_quarter_a_wave(run: Import, session: Session) -> None:
    run(
        as_csv(
            [
                row(day="2024-03-31"),
                row("r2", day="2024-04-01"),
                row("r3", "South & East", day="2024-06-30"),
            ]
        )
    )
    waves = session.execute(
        select(Survey.key, Wave.name, Wave.opens_on, Wave.closes_on, Wave.opened_on, Wave.closed_on)
        .join(Wave.survey)
        .order_by(Survey.key, Wave.opens_on)
    ).all()
    first, spring, last = date(2024, 1, 1), date(2024, 4, 1), date(2024, 6, 30)

    assert [tuple(wave) for wave in waves] == [
        (
            "parent-survey-north",
            "January to March 2024",
            first,
            date(2024, 3, 31),
            first,
            date(2024, 3, 31),
        ),
        ("parent-survey-north", "April to June 2024", spring, last, spring, last),
        ("parent-survey-south-east", "April to June 2024", spring, last, spring, last),
    ]
    assert set(session.scalars(select(Survey.area_id))) == {None}
    assert set(session.scalars(select(Response.month))) == {
        date(2024, 3, 1),
        spring,
        date(2024, 6, 1),
    }


@pytest.mark.parametrize(
    ("rhythm", "name"),
    [("quarter", "October to December 2024"), ("month", "December 2024"), ("year", "2024")],
)
def test_waves_can_have_another_rhythm(
    run: Import, session: Session, rhythm: str, name: str
) -> None:
    run(as_csv([row(day="2024-12-31")]), "--wave-by", rhythm)

    assert session.scalars(select(Wave.name)).all() == [name]


def test_a_wave_keeps_what_was_asked(run: Import, session: Session) -> None:
    run(
        as_csv(
            [row(), row(question=GOOD, comment="Staff"), row("r2", question="  What was\n good? ")]
        )
    )
    definition = session.scalars(select(Wave.definition)).one()

    assert [
        (question.position, question.key, question.kind, question.wording)
        for question in asked_questions(definition)
    ] == [
        (1, "stars", "stars", "Stars given (1 star is the worst, 5 stars the best)"),
        (2, "what-could-we-do-better", "comment", BETTER),
        (3, "what-was-good", "comment", GOOD),
    ]
    assert definition["invited_group"] == "People whom North asked"
    assert definition["channel"] == "Collected elsewhere and imported from a file"


def test_questions_whose_keys_would_meet_get_two(run: Import, session: Session) -> None:
    run(as_csv([row(question="Why?"), row("r2", question="Why!"), row("r3", question="为什么")]))

    assert set(session.scalars(select(Question.key))) == {"stars", "why", "why-2", "comment"}


def test_the_same_file_twice_adds_nothing(run: Import, session: Session) -> None:
    content = as_csv(
        [row(), row(question=GOOD, comment="Staff"), row("r2", stars="", comment="Hm")]
    )
    run(content)
    before = amounts(session)
    report = reported(run(content, "--json"))

    assert amounts(session) == before
    assert report["rows_already_there"] == 3
    assert (report["responses_added"], report["comments_added"]) == (0, 0)
    assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1


def test_a_longer_file_adds_only_what_is_new(run: Import, session: Session) -> None:
    known = [row(), row("r2", stars="5", comment="Fine")]
    run(as_csv(known))
    report = reported(
        run(
            as_csv([row("r3", comment="New"), *known, row(question=GOOD, comment="Staff")]),
            "--json",
        )
    )

    assert report["rows_already_there"] == 2
    assert (report["responses_added"], report["stars_added"], report["comments_added"]) == (2, 1, 2)
    assert Counter(session.scalars(select(Answer.value))) == {4: 2, 5: 1}
    assert set(session.scalars(select(Comment.text))) == {
        "Answer the phone",
        "Fine",
        "New",
        "Staff",
    }


def test_the_same_row_in_one_file_counts_once(run: Import, session: Session) -> None:
    report = reported(run(as_csv([row(), row(), row(comment="Another thing")]), "--json"))

    assert report["rows_repeated"] == 1
    assert (report["responses_added"], report["comments_added"]) == (1, 2)


def test_two_waves_hear_the_same_respondent_twice(run: Import, session: Session) -> None:
    run(as_csv([row(day="2024-01-15"), row(day="2024-02-15"), row(day="2024-07-15", stars="1")]))

    assert Counter(session.scalars(select(Answer.value))) == {4: 1, 1: 1}


def test_no_digest_tells_what_was_answered(run: Import, session: Session) -> None:
    """The digests of two files that differ only in the answers are the same."""
    run(as_csv([row(stars="1", comment="Bad")]), "--survey", "one")
    run(as_csv([row(stars="5", comment="Good")]), "--survey", "two")
    digests = session.execute(
        select(Survey.key, ImportedAnswer.digest).join_from(
            ImportedAnswer, Survey, ImportedAnswer.survey_id == Survey.id
        )
    ).all()
    by_key = {key: {digest for own, digest in digests if own == key} for key, _ in digests}

    assert by_key["one-north"] == by_key["two-north"]
    assert len(by_key["one-north"]) == 2


REFUSED_ROWS = [
    pytest.param(row(respondent=" "), "no respondent", id="no respondent"),
    pytest.param(row(organisation=""), "no organisation", id="no organisation"),
    pytest.param(row(day="06/05/2024"), "not a day written like", id="a date in words"),
    pytest.param(row(day="2024-02-30"), "not a day written like", id="no such day"),
    pytest.param(row(day=""), "not a day written like", id="no date"),
    pytest.param(row(day="2026-03-17"), "lies in the future", id="tomorrow"),
    pytest.param(row(stars="0"), "from 1 to 5", id="no star"),
    pytest.param(row(stars="6"), "from 1 to 5", id="six stars"),
    pytest.param(row(stars="4.5"), "from 1 to 5", id="half a star"),
    pytest.param(row(stars="good"), "from 1 to 5", id="stars in words"),
    pytest.param(row(stars="٣"), "from 1 to 5", id="another digit"),
    pytest.param(row(question=""), "without its question", id="no question"),
    pytest.param(row(stars="", comment=" "), "neither stars nor a comment", id="nothing"),
    pytest.param(
        row(stars="", comment="Did not answer"), "neither stars nor a comment", id="a placeholder"
    ),
    pytest.param(row("r0", stars="1"), "other stars than", id="stars that contradict"),
]


@pytest.mark.parametrize(("bad", "because"), REFUSED_ROWS)
def test_a_row_that_cannot_be_kept_is_reported(
    run: Import, session: Session, bad: tuple[str, ...], because: str
) -> None:
    report = reported(run(as_csv([row("r0", comment="Kept"), bad]), "--json"))
    (refusal,) = report["refusals"]

    assert because in refusal["reason"]
    assert (refusal["rows"], refusal["first_rows"]) == (1, [3])
    assert report["rows_read"] == 2
    assert session.scalars(select(Comment.text)).all() == ["Kept"]


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        pytest.param("Nothing.", "Nothing.", id="nothing is an answer"),
        pytest.param("N/A", "N/A", id="people write N/A"),
        pytest.param("  Two\r\nlines \x00 ", "Two\nlines", id="tidied"),
        pytest.param("did not answer.", None, id="a placeholder"),
        pytest.param(" \n ", None, id="blank"),
        pytest.param("They did not answer", "They did not answer", id="a sentence"),
    ],
)
def test_what_is_a_comment(run: Import, session: Session, comment: str, kept: str | None) -> None:
    run(as_csv([row(comment=comment)]))

    assert session.scalar(select(Comment.text)) == kept
    assert session.scalar(select(Answer.value)) == 4


def test_comments_are_masked_scored_and_not_for_publication(run: Import, session: Session) -> None:
    run(as_csv([row(comment="Dr Omonori was very helpful. Ring 07700 900123.")]))
    comment = session.scalars(select(Comment)).one()

    assert comment.redacted_text == "[name] was very helpful. Ring [phone]."
    assert comment.polarity > 0
    assert not comment.may_be_published


BAD_FILES = [
    pytest.param("", (), "holds no answers", id="empty"),
    pytest.param(as_csv([]), (), "holds no answers", id="only a header"),
    pytest.param(
        as_csv([row()]).encode("utf-16"), (), "Line 1 is not written in UTF-8", id="UTF-16"
    ),
    pytest.param(
        as_csv([row(), row("r2", comment="Caf\xe9")]).encode("latin-1"),
        (),
        "Line 3 is not written in UTF-8",
        id="Latin-1",
    ),
    pytest.param(as_csv([row(), ("r2", "North")]), (), "Row 3 has 2 columns", id="a short row"),
    pytest.param(as_csv([(*row(), "")]), (), "Row 2 has 7 columns", id="a long row"),
    pytest.param(
        'respondent,date\n"open', (), "cannot be read as CSV", id="an open quotation mark"
    ),
    pytest.param(as_csv([row()], ["who", *HEADER[1:]]), (), "holds the respondent", id="no column"),
    pytest.param(
        as_csv([row()], [*HEADER[:3], "asked", *HEADER[4:]]),
        (),
        "holds the question",
        id="no question",
    ),
    pytest.param(
        as_csv([row()[:4]], HEADER[:4]), (), "holds the stars", id="neither stars nor comments"
    ),
    pytest.param(
        as_csv([row()], ["stars", *HEADER[1:]]), (), "column “stars” stands twice", id="twice"
    ),
    pytest.param(as_csv([row()]), ("--map", "who=respondent"), "no column “who”", id="map a ghost"),
    pytest.param(as_csv([row()]), ("--map", "stars"), "write COLUMN=FIELD", id="half a map"),
    pytest.param(
        as_csv([row()]), ("--map", "stars=rank"), "write COLUMN=FIELD", id="no such field"
    ),
    pytest.param(
        as_csv([row()]),
        ("--map", "stars=stars", "--map", "comment=stars"),
        "a second time",
        id="mapped twice",
    ),
    pytest.param(as_csv([row()]), ("--wave-by", "week"), "quarter, month, year", id="no rhythm"),
    pytest.param(as_csv([row()]), ("--survey", "My Survey"), "lower-case", id="no key"),
    pytest.param(as_csv([row()]), ("--survey", ""), "lower-case", id="an empty key"),
    pytest.param(as_csv([row()]), ("--survey", "assessment"), "portal’s own", id="our own key"),
    pytest.param(as_csv([row()]), ("--area", "nowhere"), "no area “nowhere”", id="no such area"),
    pytest.param(
        as_csv([row(organisation="A&B"), row(organisation="A B")]), (), "too alike", id="two in one"
    ),
]


@pytest.mark.parametrize(("content", "options", "because"), BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused_whole(
    run: Import, session: Session, content: str | bytes, options: tuple[str, ...], because: str
) -> None:
    result = run(content, *options)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert because in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not any(amounts(session).values())


def test_a_file_that_is_not_there_is_one_line(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(feedback, ["import", str(tmp_path / "no.csv")])

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("no.csv cannot be read: No such file or directory.\n")


def test_another_rhythm_later_is_refused(run: Import, session: Session) -> None:
    run(as_csv([row()]))
    before = amounts(session)
    result = run(as_csv([row("r2")]), "--wave-by", "month")

    assert result.exit_code == 2
    assert "Use the same --wave-by as before" in result.stderr
    assert amounts(session) == before


def test_answers_can_belong_to_an_area(run: Import, session: Session, make: Make) -> None:
    area = make.area("wandsworth")
    make.child(area, first_name="Zoë", last_name="Okafor")
    run(as_csv([row(comment="zoe had to wait")]), "--area", "wandsworth")

    assert session.scalars(select(Survey.area_id)).all() == [area.id]
    assert session.scalar(select(Comment.redacted_text)) == "[name] had to wait"
    refused = run(as_csv([row("r2")]))
    assert refused.exit_code == 2
    assert "belongs elsewhere" in refused.stderr


def test_columns_can_be_mapped(run: Import, session: Session) -> None:
    header = ("Person ID", "Trust", "Day", "Asked", "Rank", "Words", "Stars")
    report = reported(
        run(
            as_csv([(*row(), "nonsense")], header),
            *("--map", "person  id=respondent", "--map", "Trust=organisation"),
            *("--map", "Day=date", "--map", "Asked=question", "--map", "Rank=stars"),
            *("--map", "Words=comment", "--json"),
        )
    )

    assert report["responses_added"] == 1
    assert report["columns_unused"] == ["stars"]


def test_columns_may_come_in_any_order_and_after_a_mark(run: Import) -> None:
    content = "\ufeff" + as_csv(
        [tuple(reversed(row()))], [name.upper() for name in reversed(HEADER)]
    )

    assert reported(run(content, "--json"))["responses_added"] == 1


def test_stars_alone_are_enough(run: Import, session: Session) -> None:
    report = reported(
        run("respondent,organisation,date,stars\nr1,North,2024-05-06,3\n\n", "--json")
    )

    assert (report["rows_read"], report["stars_added"]) == (1, 1)
    assert session.scalars(select(Question.key)).all() == ["stars"]


def test_a_dry_run_only_says(run: Import, session: Session) -> None:
    result = run(as_csv([row()]), "--dry-run")

    assert "Would be added: 1 people’s answers (1 with stars) and 1 comments" in result.stdout
    assert not any(amounts(session).values())


def test_a_period_that_is_not_over_stays_open(run: Import, session: Session) -> None:
    """Today is 16 March 2026: this quarter's figures may still grow."""
    run(as_csv([row(day="2026-03-16")]))

    assert session.scalars(select(Wave.closed_on)).all() == [None]


def test_people_read_what_became_of_it(run: Import) -> None:
    words = run(as_csv([row(), row("r2", stars="9")])).stdout

    for said in (
        "Rows read: 2",
        "parent-survey-north: 1 people’s answers",
        "April to June 2024: 1, with 1 comments",
        "1: the stars are not a whole number from 1 to 5 (row 3)",
    ):
        assert said in words


def test_a_database_without_tables_is_one_sentence(
    app: Flask, run: Import, session: Session
) -> None:
    session.execute(text("ALTER TABLE imported_answers RENAME TO elsewhere"))
    session.commit()
    result = run(as_csv([row()]))

    assert result.exit_code == 2
    assert "Run `flask db upgrade`" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_real_patient_feedback(app: Flask, session: Session, real_data: Path) -> None:
    """3,710 rows of two trusts: 1,977 respondents, of whom 9 said nothing at all."""
    file = real_data / "patient_feedback.csv"
    command = [
        "import",
        str(file),
        "--survey",
        "patient-feedback",
        "--wave-by",
        "quarter",
        "--json",
    ]
    first = reported(app.test_cli_runner().invoke(feedback, command))
    kept = amounts(session)
    with file.open(encoding="utf-8", newline="") as lines:
        given = {
            (each["organisation"], each["respondent"]): each["stars"]
            for each in csv.DictReader(lines)
        }
    stars = session.execute(
        select(Survey.key, Answer.value, func.count())
        .join(Survey.questions)
        .join(Answer, Answer.question_id == Question.id)
        .group_by(Survey.key, Answer.value)
    ).all()

    assert first["rows_read"] == 3710
    assert first["rows_refused"] == 72
    assert first["responses_added"] == kept["responses"] == len(given) - 9
    assert first["comments_added"] == kept["comments"] == 3710 - 300 - 544
    assert {(key, str(value)): count for key, value, count in stars} == {
        (f"patient-feedback-{organisation.lower()}", value): count
        for (organisation, value), count in Counter(
            (organisation, value) for (organisation, _), value in given.items() if value
        ).items()
    }
    assert [len(survey["waves"]) for survey in first["surveys"]] == [6, 5]
    assert kept["questions"] == 4 + 3

    second = reported(app.test_cli_runner().invoke(feedback, command))
    assert amounts(session) == kept
    assert second["rows_already_there"] == 3710 - 72
    assert second["responses_added"] == second["comments_added"] == 0
