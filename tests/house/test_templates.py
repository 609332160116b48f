"""Templates: each page has a title and a frame, and imports only what it uses."""

import re
from pathlib import Path

import pytest
from flask import Flask

from portal.extensions import csrf

PROJECT = Path(__file__).parents[2]
TEMPLATES = PROJECT / "templates"
CODE = "".join(file.read_text() for file in (PROJECT / "portal").rglob("*.py"))
PAGES = sorted(
    file
    for file in TEMPLATES.rglob("*.html")
    if f'"{file.relative_to(TEMPLATES)}"' in CODE
    and file.parent.name != "components"
    # An underscore marks a part of a page.
    and not file.name.startswith("_")
)
EVERY = sorted(TEMPLATES.rglob("*.*"))


def name(file: Path) -> str:
    return str(file.relative_to(TEMPLATES))


@pytest.mark.parametrize("file", PAGES, ids=name)
def test_a_page_has_the_frame_and_a_title(file: Path) -> None:
    text = file.read_text()
    assert '{% extends "base.html" %}' in text
    assert "{% block title %}" in text, "A page says its title."


def test_the_pages_are_found() -> None:
    assert len(PAGES) > 10


@pytest.mark.parametrize("file", EVERY, ids=name)
def test_nothing_is_imported_in_vain(file: Path) -> None:
    text = file.read_text()
    for imports in re.findall(r"{%-? from \S+ import ([\w, ]+)", text):
        for macro in imports.replace("with context", "").split(","):
            used = len(re.findall(rf"\b{macro.strip()}\b", text))
            assert used > 1, f"{macro} is imported and not used."


@pytest.mark.parametrize("file", EVERY, ids=name)
def test_no_text_skips_its_escaping(file: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape false", file.read_text())


@pytest.mark.parametrize("file", [f for f in EVERY if f.suffix == ".html"], ids=name)
def test_no_inline_script_or_style(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"\son\w+=|\sstyle=|<style", text)
    assert all("nonce=" in tag for tag in re.findall(r"<script[^>]*>", text))


# Forms that carry nobody's authority, by the templates they stand in and where they are sent.
WITHOUT_A_SESSION = {
    "feedback/_form.html": {"feedback.begin", "feedback.begin_with_ticket", "feedback.answers"},
    "feedback/question.html": {"feedback.question"},
    "feedback/check.html": {"feedback.check"},
    "notices/unsubscribe.html": {"notices.unsubscribe"},
}


def test_only_these_addresses_take_a_form_without_a_session(app: Flask) -> None:
    views = {f"{view.__module__}.{view.__name__}": e for e, view in app.view_functions.items()}
    exempt = {views[name] for name in csrf._exempt_views}

    assert exempt == set().union(*WITHOUT_A_SESSION.values())


@pytest.mark.parametrize("file", [f for f in EVERY if f.suffix == ".html"], ids=name)
def test_every_form_that_sends_carries_its_token(file: Path) -> None:
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", file.read_text(), re.S):
        assert "csrf_token" in form or name(file) in WITHOUT_A_SESSION, form[:80]
        assert "action=" in form, form[:80]
