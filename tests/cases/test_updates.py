"""Telling a family how its case goes: what is kept, what is refused, what follows."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.audit.models import AuditEntry
from portal.cases.models import CaseNews, CasePosition, FamilyUpdate, Request
from portal.domain.roles import Role
from tests.cases.filling import TODAY, ago, day
from tests.factories import Make
from tests.pages import PageClient

WORDS = "The psychologist comes on Monday."


def test_an_update_is_kept_with_its_news_its_place_and_its_audit(
    client: PageClient, make: Make, session: Session, case: Request, address: str, officer: Person
) -> None:
    make.told(case, ago(40))
    sent = client.send(
        f"{address}/updates/new",
        {
            "words": f"  {WORDS}\r\nThen we write. ",
            "late_reason": "psychologist",
            "expected_step": "decide_to_assess",
            **day("expected_on", ago(-7)),
        },
        follow=True,
    )
    assert "The family can read this now." in sent.text
    row = session.scalars(select(FamilyUpdate)).one()
    assert (row.words, row.late_reason) == (f"{WORDS}\nThen we write.", "psychologist")
    assert (row.expected_step, row.expected_on) == ("decide_to_assess", ago(-7))
    news = session.scalars(select(CaseNews)).one()
    assert (news.kind, news.object_id, news.spread_at) == ("update", row.id, None)
    assert session.get_one(CasePosition, case.id).told_on == TODAY
    act = session.scalars(select(AuditEntry).where(AuditEntry.act == "case:family:told")).one()
    assert (act.details, act.actor_id, act.object_id) == ({}, officer.id, row.id)


def test_words_alone_are_enough(
    client: PageClient, session: Session, case: Request, address: str
) -> None:
    client.send(f"{address}/updates/new", {"words": WORDS})
    row = session.scalars(select(FamilyUpdate)).one()
    assert (row.late_reason, row.expected_step, row.expected_on) == (None, None, None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({"words": " "}, "Write what you want to tell the family", id="nothing"),
        pytest.param({"words": "x" * 1201}, "must be 1,200 characters or fewer", id="far too much"),
        pytest.param(
            {"expected_step": "final_plan"},
            "Give both the step and the day you expect it, or neither.",
            id="a step without a day",
        ),
        pytest.param(
            day("expected_on", ago(-7)),
            "Give both the step and the day you expect it, or neither.",
            id="a day without a step",
        ),
        pytest.param(
            {"expected_step": "final_plan", **day("expected_on", ago(1))},
            "15 March 2026 has passed. Give the day you expect now.",
            id="a day that has passed",
        ),
        pytest.param(
            {"late_reason": "holidays"}, "Not a valid choice", id="a reason that is not listed"
        ),
        pytest.param(
            {"expected_step": "comment_on_draft", **day("expected_on", ago(-7))},
            "Not a valid choice",
            id="a step that is not the council’s",
        ),
    ],
)
def test_what_is_refused_keeps_nothing_and_loses_no_word(
    client: PageClient, session: Session, address: str, given: dict[str, str], said: str
) -> None:
    answer = client.send(f"{address}/updates/new", {"words": WORDS, **given})
    assert answer.status_code == 422
    assert said in answer.text
    assert given.get("words", WORDS).strip() in answer.text
    assert session.scalars(select(FamilyUpdate)).all() == []
    assert session.scalars(select(CaseNews)).all() == []


def test_the_newest_update_stands_and_the_older_stay(
    client: PageClient, make: Make, case: Request, address: str, officer: Person
) -> None:
    for words in ("We asked for advice.", "We have all advice."):
        client.send(f"{address}/updates/new", {"words": words})
    told = [
        row.text for row in client.page(address).select("main tbody tr") if "told you" in row.text
    ]
    assert ["all advice" in told[0], "asked for advice" in told[1]] == [True, True]


def test_what_was_told_by_mistake_is_taken_back(
    client: PageClient, make: Make, session: Session, case: Request, address: str, officer: Person
) -> None:
    parent = make.person(Role.PARENT_OR_CARER, make.the_area("wandsworth"))
    make.guardian(case.child, parent)
    client.send(f"{address}/updates/new", {"words": WORDS, "late_reason": "psychologist"})
    row = session.scalars(select(FamilyUpdate)).one()
    client.send(f"{address}/updates/{row.id}/take-back", {})
    client.send(f"{address}/updates/{row.id}/take-back", {})

    session.expire_all()
    assert session.scalars(select(CaseNews)).one().spread_at, "News not sent yet is not sent."
    assert WORDS not in client.page(address).text
    client.sign_in(parent)
    page = client.page(f"/wandsworth/children/{case.child_id}")
    assert WORDS not in page.text
    assert "psychologist’s advice" not in page.text
    assert "The team told this by mistake and took it back." in page.text


def test_the_officer_is_told_when_nobody_reads_it(
    client: PageClient, make: Make, case: Request, address: str
) -> None:
    assert "Nobody in the family can read this yet." in client.page(f"{address}/updates/new").text
    make.guardian(case.child, make.person())
    page = client.page(f"{address}/updates/new")
    assert "Nobody in the family can read this yet." not in page.text


def test_the_reason_given_last_is_offered_again(
    client: PageClient, case: Request, address: str
) -> None:
    client.send(f"{address}/updates/new", {"words": WORDS, "late_reason": "health"})
    chosen = client.page(f"{address}/updates/new").select_one("input[name=late_reason][checked]")
    assert chosen
    assert chosen["value"] == "health"
