"""Settings: documented, safe where nothing is said, and refused with a sentence."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from config import SETTINGS, SettingError, read_settings

PROJECT = Path(__file__).parents[2]
ENOUGH = {
    "SECRET_KEY": "a long random word of many letters",
    "PORTAL_ADDRESS": "https://send.example.org",
    "MAIL_FROM": "send@example.org",
}


def test_the_readme_lists_every_setting_with_its_default_and_purpose() -> None:
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", (PROJECT / "README.md").read_text(), re.M
    )
    written = {name: (default.strip("`"), purpose) for name, default, purpose in rows}
    assert list(written) == [setting.name for setting in SETTINGS]
    for setting in SETTINGS:
        default = "must be given" if setting.default is None else setting.default or "none"
        assert written[setting.name] == (default, setting.purpose), setting.name


@pytest.mark.parametrize("missing", list(ENOUGH))
def test_production_does_not_start_without(missing: str) -> None:
    environ = {name: value for name, value in ENOUGH.items() if name != missing}
    with pytest.raises(SettingError, match=f"^{missing} is not set. Give it a value"):
        read_settings(environ)


def test_a_production_start_ends_with_one_sentence_and_no_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import wsgi"], cwd=PROJECT, env={}, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert done.stderr.startswith("SECRET_KEY is not set.")
    assert done.stderr.count("\n") == 1


def test_a_web_server_without_its_secret_stops_for_good() -> None:
    """And does not start one worker after another, for ever."""
    gunicorn = Path(sys.executable).parent / "gunicorn"
    done = subprocess.run(
        [gunicorn, "--bind=127.0.0.1:0", "wsgi:app"],
        cwd=PROJECT,
        env={"PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert done.stderr.count("SECRET_KEY is not set.") == 1


def test_what_is_not_said_is_production() -> None:
    settings = read_settings(ENOUGH)
    assert settings["PORTAL_ENVIRONMENT"] == "production"
    assert settings["MAIL_OVER"] == "smtp"
    assert settings["MAIL_SECURITY"] == "starttls"
    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["PORTAL_TODAY"] is None


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORTAL_ENVIRONMENT", "live", "PORTAL_ENVIRONMENT must be one of production"),
        ("MAIL_PORT", "smtp", "MAIL_PORT must be a whole number."),
        ("MAIL_SECURITY", "ssl", "MAIL_SECURITY must be starttls, tls or none."),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES must be a whole number."),
        ("PORTAL_TODAY", "tomorrow", "PORTAL_TODAY must be a date such as 2026-11-18."),
        ("SECRET_KEY", "x", "SECRET_KEY must be a random word of at least 32 characters."),
        ("PORTAL_ADDRESS", "p.example/", "PORTAL_ADDRESS must be a web address without a path"),
        ("PORTAL_ADDRESS", "https://p.example/x", "PORTAL_ADDRESS must be a web address"),
        ("MAIL_FROM", "not an address", "MAIL_FROM must be an e-mail address"),
        ("SIGN_IN_LIMIT", "10 in 15 min", "SIGN_IN_LIMIT must be a limit such as 10 per 15"),
        ("LINK_LIMIT", "many", "LINK_LIMIT must be a limit such as"),
        ("NOTIFY_API_KEY", "secret", "NOTIFY_API_KEY must be a whole key"),
        ("NOTIFY_SMS_TEMPLATE", "12", "NOTIFY_SMS_TEMPLATE must be a template’s number"),
        ("NOTIFY_ADDRESS", "notify", "NOTIFY_ADDRESS must be a web address"),
        (
            "NOTIFY_API_KEY",
            "portal-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0",
            "NOTIFY_SMS_TEMPLATE is not set. Text messages need it beside NOTIFY_API_KEY",
        ),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must be an address starting postgresql"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(name: str, value: str, sentence: str) -> None:
    with pytest.raises(SettingError, match=re.escape(sentence)):
        read_settings(ENOUGH | {name: value})


def test_no_secret_has_a_default() -> None:
    for setting in SETTINGS:
        if "SECRET" in setting.name or "PASSWORD" in setting.name:
            assert not setting.default


def test_the_demonstrations_day_stands_still() -> None:
    settings = read_settings({"PORTAL_ENVIRONMENT": "demonstration"})
    assert settings["PORTAL_TODAY"].isoformat() == "2026-11-18"
    assert settings["SQLALCHEMY_DATABASE_URI"].endswith("demonstration.sqlite")
