"""Which language a page speaks, and how its strings and dates are said in it.

The pathway can be read in other languages than English, chosen by `?language=` in the
address, so that a link to the Urdu page can be sent on. Its own strings are marked in the
templates by `_("…")` and translated in `portal/translations`; stage texts, which areas
write and forums check, are not strings and are kept with their versions. Whatever has no
translation stays English, so only the translated parts of a page are marked by
`language_marks`: a screen reader then changes its voice where the language changes.
"""

from datetime import date, datetime
from pathlib import Path

from babel.dates import format_date
from flask import Flask, has_request_context, request
from flask_babel import Babel, get_locale
from markupsafe import Markup

from portal.domain.england import day_of
from portal.domain.readings import ENGLISH, LANGUAGES

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"

# Whose dates a language is read with: Britain's English and Portugal's Portuguese.
LOCALES = {"en": "en_GB", "pl": "pl", "ur": "ur", "pt": "pt_PT"}


def init_app(app: Flask) -> None:
    """Give templates `_`, the language of the page and its dates.

    To be called after the template options are set, since this makes the template
    environment.
    """
    # The forms' own sentences are the portal's, not the form library's in many languages.
    app.config["WTF_I18N_ENABLED"] = False
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    Babel().init_app(app, default_locale=LOCALES[ENGLISH], locale_selector=_chosen)
    app.jinja_env.globals.update(page_language=page_language, language_marks=language_marks)
    app.add_template_filter(day_in_language)


def page_language() -> str:
    """The code of the language that the page being made is read in; English outside a page."""
    locale = get_locale() if has_request_context() else None
    return locale.language if locale else ENGLISH


def text_direction(language: str) -> str:
    """`rtl` for a language written from right to left, else `ltr`."""
    return LANGUAGES[language].direction


def language_marks(language: str = "") -> Markup:
    """The `lang` and `dir` of a part of the page, to stand inside its opening tag.

    `language` is the code of the part's own language; empty for the page's.
    """
    code = language or page_language()
    return Markup('lang="{}" dir="{}"').format(code, text_direction(code))


def day_in_language(day: date, language: str = "") -> str:
    """A date in words, as the language says it: 27 marca 2026 in Polish.

    Digits are the western ones in every language, because the letters that a family
    compares them with are English. A moment is said as its day in England.
    """
    if isinstance(day, datetime):
        day = day_of(day)
    return format_date(day, "long", locale=LOCALES[language or page_language()])


def _chosen() -> str:
    """The locale asked for in the address; English where it is none of ours."""
    return LOCALES.get(request.args.get("language", ENGLISH), LOCALES[ENGLISH])
