"""The floor that pages are measured against: bare Flask views on the same database.

Each view does what nobody could leave out: read the rows that the page shows, one plain
query a table, and render a template as long as the portal's own page. No sign-in, no roles,
no law, no forms, no headers.
"""

import os
import uuid
from typing import Any

from flask import Flask, render_template
from jinja2 import DictLoader
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from portal.accounts import models as _accounts  # noqa: F401 (other tables point to these)
from portal.areas.models import Area, Contact
from portal.cases.models import (
    AdviceRequest,
    CaseEvent,
    CaseException,
    CasePosition,
    Child,
    FamilyUpdate,
    Guardian,
    ReceivedDate,
    Request,
)
from portal.measures.models import Release
from portal.questions.models import FamilyQuestion
from portal.texts.models import StageText
from portal.waits.models import WaitingFigure

LINE = "A line of text as long as most lines of a page, so that there are as many to write. "
TEMPLATE = """<!doctype html>
<html lang="en"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
{% for row in rows %}<p>{{ row }}</p>
{% endfor %}{% for number in range(lines) %}<p>{{ line }}</p>
{% endfor %}</body></html>"""

OF_A_REQUEST: tuple[Any, ...] = (
    ReceivedDate,
    CaseEvent,
    AdviceRequest,
    CaseException,
    FamilyUpdate,
    CasePosition,
    FamilyQuestion,
)
OF_AN_AREA: tuple[Any, ...] = (Contact, WaitingFigure)
STANDARD = (StageText.reading == "standard", StageText.language == "en")

app = Flask("floor")
app.jinja_loader = DictLoader({"page.html": TEMPLATE})
engine = create_engine(os.environ["DATABASE_URL"])


def page(title: str, rows: list[str], size: int) -> str:
    """A page of about `size` bytes with these rows in it."""
    left = size - sum(len(row) + len("<p></p>\n") for row in rows)
    lines = max(0, left // (len(LINE) + len("<p></p>\n")))
    return render_template("page.html", title=title, rows=rows, line=LINE, lines=lines)


@app.get("/health")
def health() -> str:
    return "well"


@app.get("/timeline/<uuid:child_id>/<int:size>")
def timeline(child_id: uuid.UUID, size: int) -> str:
    with Session(engine) as session:
        child = session.scalars(select(Child).where(Child.id == child_id)).one()
        request = session.scalars(select(Request).where(Request.child_id == child.id)).one()
        rows = [request.reference]
        for table in OF_A_REQUEST:
            found = session.scalars(select(table).where(table.request_id == request.id))
            rows += [str(vars(row)["request_id"]) for row in found]
        for table in OF_AN_AREA:
            found = session.scalars(select(table).where(table.area_id == child.area_id))
            rows += [str(vars(row)["area_id"]) for row in found]
        texts = session.scalars(
            select(StageText).where(StageText.area_id == child.area_id, *STANDARD)
        )
        rows += [f"{row.stage} {row.number}" for row in texts]
        let_in = session.scalars(select(Guardian).where(Guardian.child_id == child.id))
        rows += [f"{row.since}" for row in let_in]
        return page(child.name, rows, size)


@app.get("/measures/<slug>/<int:size>")
def measures(slug: str, size: int) -> str:
    with Session(engine) as session:
        area = session.scalars(select(Area).where(Area.slug == slug)).one()
        found = session.scalars(select(Release).where(Release.area_id == area.id)).all()
        rows = [
            f"{question['key']} {question.get('base')}"
            for release in found
            for question in release.figures["questions"]
        ]
        return page(area.name, rows, size)
