"""The audit record keeps what each act declares, and nothing else."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.audit.models import AuditEntry
from portal.audit.services import Act, record
from tests.factories import A_MOMENT, Make

PERSONAL = ("name", "email", "born", "text", "comment", "address", "phone", "reference")


def test_an_act_is_kept_with_its_details(session: Session, make: Make) -> None:
    area = make.area()
    actor = make.person()
    record(
        session,
        Act.EVENT_RECORDED,
        at=A_MOMENT,
        actor_id=actor.id,
        area_id=area.id,
        kind="draft_sent",
    )
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.act, entry.at, entry.details) == (
        "case:event:recorded",
        A_MOMENT,
        {"kind": "draft_sent"},
    )


@pytest.mark.parametrize(
    "details",
    [
        pytest.param({}, id="a detail is missing"),
        pytest.param({"kind": "draft_sent", "name": "Sam"}, id="a detail too many"),
    ],
)
def test_other_details_are_refused(session: Session, details: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="case:event:recorded keeps"):
        record(session, Act.EVENT_RECORDED, at=A_MOMENT, actor_id=None, **details)


def test_no_act_declares_a_personal_detail() -> None:
    for act in Act:
        assert not set(act.details) & set(PERSONAL), act


def test_acts_have_tags_of_their_own() -> None:
    tags = [act.tag for act in Act]
    assert len(tags) == len(set(tags))
