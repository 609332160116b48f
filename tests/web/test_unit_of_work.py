"""A request is kept whole or not at all, and reading writes nothing."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.extensions import db
from portal.web.unit_of_work import after_commit, committing, only_reading
from tests.factories import Make
from tests.pages import PageClient


@pytest.fixture
def blank(app: Flask, make: Make) -> Area:
    return make.area("wandsworth")


def rename(name: str) -> None:
    area = db.session.scalars(select(Area)).one()
    area.name = name
    db.session.flush()


def name_of(session: Session) -> str:
    session.expire_all()
    return session.scalars(select(Area)).one().name


@pytest.mark.parametrize(
    ("method", "status", "kept"),
    [
        pytest.param("POST", 200, "New", id="a POST that succeeds is kept"),
        pytest.param("POST", 302, "New", id="a redirect is a success"),
        pytest.param("POST", 422, "Wandsworth", id="a refused form keeps nothing"),
        pytest.param("POST", 500, "Wandsworth", id="an error keeps nothing"),
    ],
)
def test_the_status_decides(
    app: Flask, blank: Area, session: Session, method: str, status: int, kept: str
) -> None:
    from portal.web.unit_of_work import _settle

    with app.test_request_context("/", method=method):
        rename("New")
        _settle(app.response_class(status=status))
    assert name_of(session) == kept


def test_a_get_that_writes_is_a_fault(app: Flask, blank: Area) -> None:
    with app.test_request_context("/"), pytest.raises(RuntimeError, match="tried to write"):
        rename("New")


def test_what_only_reads_before_a_post_writes_cannot_write(
    app: Flask, blank: Area, session: Session
) -> None:
    with app.test_request_context("/", method="POST"):
        with only_reading(), pytest.raises(RuntimeError, match="tried to write"):
            rename("Too early")
        rename("New")
        db.session.commit()
    assert name_of(session) == "New"


def test_what_waits_for_the_commit_happens_after_it_or_never(app: Flask, blank: Area) -> None:
    from portal.web.unit_of_work import _settle

    done: list[str] = []
    for status, expected in ((422, []), (302, ["sent"])):
        with app.test_request_context("/", method="POST"):
            after_commit(lambda: done.append("sent"))
            response = _settle(app.response_class(status=status))
        assert done == []
        response.close()
        assert done == expected


def test_a_command_that_fails_half_way_keeps_nothing(
    app: Flask, blank: Area, session: Session
) -> None:
    def fail_half_way() -> None:
        with committing():
            rename("New")
            raise KeyError

    with app.app_context(), pytest.raises(KeyError):
        fail_half_way()
    assert name_of(session) == "Wandsworth"


def test_a_command_that_ends_well_is_kept(app: Flask, blank: Area, session: Session) -> None:
    with app.app_context(), committing():
        rename("New")
    assert name_of(session) == "New"


def test_pages_open_without_writing(client: PageClient, blank: Area) -> None:
    assert client.page("/").select_one("main a[href='/wandsworth/']")
