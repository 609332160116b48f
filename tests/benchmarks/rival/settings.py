"""A Django project with that survey application and nothing else, tuned as well as we know.

SQLite has a write-ahead log, as the portal's has, and a transaction takes the write lock at its
start; connections are kept open. A request is not one transaction, which is Django's default and
the faster choice.
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

HERE = Path(__file__).resolve().parent
ADDRESS = urlsplit(os.environ["RIVAL_DATABASE"])

SECRET_KEY = "only-for-measuring"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "urls"
USE_TZ = True
STATIC_URL = "/static/"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
SURVEY_FIELD_VALIDATORS = {"min_length": {"text_area": 1}, "max_length": {"text_area": 1200}}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "tinymce",
    "djf_surveys",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "djf_surveys.context_processors.surveys_context",
            ]
        },
    }
]


def _database() -> dict[str, object]:
    if ADDRESS.scheme.startswith("sqlite"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ADDRESS.path.replace("//", "/"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": ADDRESS.path.strip("/"),
        "USER": ADDRESS.username or "",
        "HOST": ADDRESS.hostname or parse_qs(ADDRESS.query).get("host", [""])[0],
        "PORT": str(ADDRESS.port or ""),
    }


DATABASES = {"default": _database() | {"CONN_MAX_AGE": None}}
