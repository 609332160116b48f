"""The languages of the pathway: chosen by the address, marked, and whole in every catalogue."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, render_template_string

from portal.domain.readings import ENGLISH, LANGUAGES
from portal.web.languages import LOCALES, TRANSLATIONS, day_in_language, text_direction

PROJECT = Path(__file__).parents[2]
TRANSLATED = [code for code in LANGUAGES if code != ENGLISH]
VALUES = re.compile(r"%\(\w+\)[sd]")


def said(app: Flask, address: str, template: str) -> str:
    """What a template says on the page at `address`."""
    with app.test_request_context(address):
        return render_template_string(template)


def test_every_language_has_a_locale_and_none_beside() -> None:
    assert list(LOCALES) == list(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_runs_and_is_called_as_unicode_says(code: str) -> None:
    locale = Locale.parse(LOCALES[code])
    assert text_direction(code) == locale.text_direction
    own_name = locale.get_language_name()
    assert own_name
    assert LANGUAGES[code].own_name.casefold() == own_name.casefold()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        pytest.param("/", "en", id="nothing asked"),
        pytest.param("/?language=ur", "ur", id="Urdu"),
        pytest.param("/?language=pt", "pt", id="Portuguese"),
        pytest.param("/?language=en", "en", id="English"),
        pytest.param("/?language=de", "en", id="none of ours"),
        pytest.param("/?language=", "en", id="empty"),
        pytest.param("/?language=../../templates", "en", id="a path"),
        pytest.param("/?language=UR", "en", id="capitals"),
    ],
)
def test_the_address_chooses_the_language(app: Flask, address: str, code: str) -> None:
    assert said(app, address, "{{ page_language() }}") == code


@pytest.mark.parametrize(
    ("address", "template", "marks"),
    [
        pytest.param("/", "<p {{ language_marks() }}>", '<p lang="en" dir="ltr">', id="English"),
        pytest.param(
            "/?language=ur", "<p {{ language_marks() }}>", '<p lang="ur" dir="rtl">', id="the page"
        ),
        pytest.param(
            "/?language=ur",
            "<p {{ language_marks('pl') }}>",
            '<p lang="pl" dir="ltr">',
            id="a part in another language",
        ),
    ],
)
def test_a_part_says_its_language(app: Flask, address: str, template: str, marks: str) -> None:
    assert said(app, address, template) == marks


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        pytest.param(date(2026, 3, 27), "en", "27 March 2026", id="English"),
        pytest.param(date(2026, 3, 27), "pl", "27 marca 2026", id="Polish"),
        pytest.param(date(2026, 3, 27), "pt", "27 de março de 2026", id="Portuguese"),
        pytest.param(date(2026, 3, 27), "ur", "27 مارچ، 2026", id="Urdu, western digits"),
        pytest.param(
            datetime(2026, 3, 31, 23, 30, tzinfo=UTC), "en", "1 April 2026", id="a day in England"
        ),
    ],
)
def test_a_day_is_said_as_the_language_says_it(day: date, language: str, words: str) -> None:
    assert day_in_language(day, language) == words


def test_a_day_follows_the_page(app: Flask) -> None:
    template = "{{ day | day_in_language }}"
    with app.test_request_context("/?language=pl"):
        assert render_template_string(template, day=date(2026, 3, 27)) == "27 marca 2026"


def test_a_value_in_a_translated_string_is_escaped(app: Flask) -> None:
    template = "{{ _('%(name)s is here', name='<b>') }}"
    assert said(app, "/", template) == "&lt;b&gt; is here"


@pytest.fixture(scope="module")
def strings(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every string that is marked in the pathway, as the README says to collect them."""
    file = tmp_path_factory.mktemp("strings") / "messages.pot"
    subprocess.run(
        [
            *(sys.executable, "-m", "babel.messages.frontend", "extract"),
            *("--mapping-file=pyproject.toml", "--keywords=lazy_gettext", "--no-location"),
            *("--sort-output", "--omit-header", f"--output-file={file}", "."),
        ],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    with file.open("rb") as written:
        return read_po(written)


def catalogue(code: str) -> Catalog:
    with (TRANSLATIONS / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def said_in(forms: Any) -> tuple[str, ...]:
    """A string by itself, or in each of its forms where it counts something."""
    return (forms,) if isinstance(forms, str) else tuple(forms)


def test_the_pathway_has_strings(strings: Catalog) -> None:
    assert len(strings) > 20


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_string_is_translated(strings: Catalog, code: str) -> None:
    translated = catalogue(code)
    for message in strings:
        if message.id:
            found = translated.get(message.id, message.context)
            assert found, f"Not in the catalogue of {code}: {message.id!r}"
            assert not found.fuzzy, f"Fuzzy in {code}: {message.id!r}"
            assert all(said_in(found.string)), f"Not translated into {code}: {message.id!r}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_translation_is_left_over(strings: Catalog, code: str) -> None:
    for message in catalogue(code):
        assert not message.id or strings.get(message.id), f"No longer said: {message.id!r}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_carries_the_same_values(code: str) -> None:
    for message in catalogue(code):
        *_, english = said_in(message.id)
        for form in said_in(message.string):
            assert sorted(VALUES.findall(form)) == sorted(VALUES.findall(english)), message.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_is_read_is_what_was_translated(code: str) -> None:
    """The compiled catalogue, which the portal reads, is made from the one that people read."""
    compiled = BytesIO()
    write_mo(compiled, catalogue(code))
    there = (TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo").read_bytes()
    assert there == compiled.getvalue(), "Compile the catalogues, as their README says."
