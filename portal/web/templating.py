"""Makes templates find the components and say dates and numbers as people do."""

import hashlib
from datetime import date, datetime
from pathlib import Path

from flask import Flask, url_for
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from portal.domain.england import ENGLAND
from portal.web.navigation import PLACES


def init_app(app: Flask) -> None:
    """Load components, filters and the menu into every template."""
    libraries = ("govuk_frontend_jinja", "govuk_frontend_wtf")
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(str(app.template_folder)),
            PrefixLoader({name: PackageLoader(name) for name in libraries}),
        ]
    )
    WTFormsHelpers(app)
    app.add_template_filter(spoken_date)
    app.add_template_filter(counted)
    versions = _versions(Path(str(app.static_folder)) / "build")

    def built(name: str) -> str:
        """The address of a built file; it changes whenever the file does."""
        return url_for("static", filename=f"build/{name}", v=versions.get(name))

    app.context_processor(lambda: {"places": PLACES, "built": built})


def _versions(folder: Path) -> dict[str, str]:
    files = [file for file in folder.glob("*") if file.is_file()]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12] for file in files}


def spoken_date(day: date) -> str:
    """27 March 2026, as letters say it. A moment is said as its day in England."""
    if isinstance(day, datetime):
        day = day.astimezone(ENGLAND).date()
    return f"{day.day} {day:%B %Y}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 day`, `2 days`: a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
