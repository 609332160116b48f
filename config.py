"""Settings, read from the environment once, when the application is made.

Every setting is a row of `SETTINGS` and a row of the README's table; a test holds the
two together. A default must be safe in production and fit to be published, so secrets
have none: without them a production start stops with a sentence naming what is missing.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from limits import parse_many

PROJECT = Path(__file__).resolve().parent
INSTANCE = PROJECT / "instance"
SHORTEST_SECRET = 32
UUID = "-".join(f"[0-9a-f]{{{length}}}" for length in (8, 4, 4, 4, 12))
ENVIRONMENTS = ("production", "development", "demonstration", "testing")

# The demonstration tells the same story every day, so its today stands still.
DEMONSTRATION_TODAY = "2026-11-18"


class SettingError(RuntimeError):
    """A setting is missing or cannot be read; the message says which and what to do."""


@dataclass(frozen=True)
class Setting:
    """One row of the settings table: what it is for, how it is read and what stands in."""

    name: str
    purpose: str
    default: str | None = None
    read: Callable[[str], Any] = str
    elsewhere: str | None = None
    """The stand-in outside production, for settings that production must be given."""


def _environment(text: str) -> str:
    if text not in ENVIRONMENTS:
        raise ValueError(f"one of {', '.join(ENVIRONMENTS)}")
    return text


def _whole_number(text: str) -> int:
    if not text.isdigit():
        raise ValueError("a whole number")
    return int(text)


def _security(text: str) -> str:
    if text not in ("starttls", "tls", "none"):
        raise ValueError("starttls, tls or none")
    return text


def _limit(text: str) -> str:
    try:
        parse_many(text)
    except ValueError:
        raise ValueError("a limit such as 10 per 15 minutes") from None
    return text


def _secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET:
        raise ValueError(f"a random word of at least {SHORTEST_SECRET} characters")
    return text


def _web_address(text: str) -> str:
    parts = urlsplit(text.rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ValueError("a web address without a path, such as https://send.example.org")
    return text.rstrip("/")


def _mail_address(text: str) -> str:
    name, _, domain = text.partition("@")
    if not name or "." not in domain or any(sign.isspace() for sign in text):
        raise ValueError("an e-mail address such as send@example.org")
    return text


def _notify_key(text: str) -> str:
    if text and not re.fullmatch(rf".+-{UUID}-{UUID}", text):
        raise ValueError("a whole key: its name and two long numbers, joined by hyphens")
    return text


def _template(text: str) -> str:
    if text and not re.fullmatch(UUID, text):
        raise ValueError("a template’s number, such as f33517ff-2a88-4f6e-b855-c550268ce08a")
    return text


def _fixed_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError("a date such as 2026-11-18") from None


def _database(text: str) -> str:
    if text.startswith(("postgresql+psycopg://", "sqlite:///")):
        return text
    raise ValueError("an address starting postgresql+psycopg:// or sqlite:///")


SETTINGS = (
    Setting("PORTAL_ENVIRONMENT", "Which kind of place this is", "production", _environment),
    Setting("SECRET_KEY", "Signs sessions and forms", read=_secret, elsewhere="development" * 3),
    Setting(
        "PORTAL_ADDRESS",
        "The address families see, written into e-mails",
        read=_web_address,
        elsewhere="http://127.0.0.1:5000",
    ),
    Setting("DATABASE_URL", "Where the facts are kept", "", lambda text: text and _database(text)),
    Setting(
        "MAIL_FROM",
        "The sender of every e-mail",
        read=_mail_address,
        elsewhere="portal@example.org",
    ),
    Setting("MAIL_SERVER", "The SMTP server", "localhost"),
    Setting("MAIL_PORT", "Its port", "587", _whole_number),
    Setting("MAIL_SECURITY", "How it is encrypted: starttls, tls or none", "starttls", _security),
    Setting("MAIL_USERNAME", "Who signs in to it, if it asks", ""),
    Setting("MAIL_PASSWORD", "The password for that", ""),
    Setting("NOTIFY_API_KEY", "GOV.UK Notify's key; without it no text messages", "", _notify_key),
    Setting("NOTIFY_SMS_TEMPLATE", "Its template whose body is ((message))", "", _template),
    Setting(
        "NOTIFY_ADDRESS",
        "Where Notify is",
        "https://api.notifications.service.gov.uk",
        _web_address,
    ),
    Setting("QUEUE_FILE", "Where waiting jobs are noted", ""),
    Setting("TRUSTED_PROXIES", "Proxies in front whose headers are believed", "0", _whole_number),
    Setting(
        "SIGN_IN_LIMIT", "Sign-in attempts from one network address", "30 per 15 minutes", _limit
    ),
    Setting("FEEDBACK_LIMIT", "Answers sent from one network address", "60 per hour", _limit),
    Setting("LINK_LIMIT", "Links asked for one e-mail address", "5 per 15 minutes", _limit),
    Setting("PORTAL_TODAY", "Fixes today's date, for demonstrations", "", _fixed_day),
)


def read_settings(environ: Mapping[str, str]) -> dict[str, Any]:
    """The Flask configuration that `environ` asks for.

    Raises `SettingError` with a sentence for a person when a setting is missing where
    production needs it, or cannot be read.
    """
    environment = environ.get("PORTAL_ENVIRONMENT") or "production"
    settings = {setting.name: _value(setting, environ, environment) for setting in SETTINGS}
    if environment == "demonstration":
        settings["PORTAL_TODAY"] = settings["PORTAL_TODAY"] or _fixed_day(DEMONSTRATION_TODAY)
    _check_together(settings)
    return settings | _derived(settings)


def _value(setting: Setting, environ: Mapping[str, str], environment: str) -> Any:
    text = environ.get(setting.name) or setting.default
    if text is None and environment != "production":
        text = setting.elsewhere
    if text is None:
        raise SettingError(
            f"{setting.name} is not set. Give it a value in the environment before starting "
            f"in production: {setting.purpose[0].lower()}{setting.purpose[1:]}."
        )
    try:
        return setting.read(text)
    except ValueError as problem:
        raise SettingError(f"{setting.name} must be {problem}.") from None


def _check_together(settings: dict[str, Any]) -> None:
    if settings["NOTIFY_API_KEY"] and not settings["NOTIFY_SMS_TEMPLATE"]:
        raise SettingError(
            "NOTIFY_SMS_TEMPLATE is not set. Text messages need it beside NOTIFY_API_KEY: make a "
            "text message template in GOV.UK Notify whose whole body is ((message))."
        )


def _hosts(settings: dict[str, Any]) -> list[str]:
    """The names that this portal answers to: its own, and this machine's for health checks."""
    return [_host(settings), "localhost", "127.0.0.1"]


def _host(settings: dict[str, Any]) -> str:
    return urlsplit(settings["PORTAL_ADDRESS"]).hostname or ""


def _derived(settings: dict[str, Any]) -> dict[str, Any]:
    """What Flask and its extensions want to be told, worked out from the settings above."""
    environment = settings["PORTAL_ENVIRONMENT"]
    name = "demonstration" if environment == "demonstration" else "portal"
    return {
        "SQLALCHEMY_DATABASE_URI": settings["DATABASE_URL"]
        or f"sqlite:///{INSTANCE / f'{name}.sqlite'}",
        "QUEUE_FILE": settings["QUEUE_FILE"] or str(INSTANCE / f"{name}-queue.sqlite"),
        # A statement's values are families' words and addresses: no error message shows them.
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "PORTAL_HOST": _host(settings),
        "MAIL_OVER": "smtp" if environment == "production" else "console",
        "SESSION_COOKIE_SECURE": environment == "production",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": 12 * 60 * 60,
        # The twelve hours run from signing in, however busy the person is.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "TRUSTED_HOSTS": _hosts(settings) if environment == "production" else None,
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        "WTF_CSRF_TIME_LIMIT": None,
        "RATELIMIT_HEADERS_ENABLED": False,
    }
