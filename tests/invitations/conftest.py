"""A wave that invites by e-mail, and the background work that writes its letters."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.domain.roles import Role
from portal.invitations import services
from portal.jobs import send_outbox
from portal.mail.message import Message
from portal.outbox.models import OutboxMessage
from portal.surveys import wave_services
from portal.surveys.models import Wave
from portal.surveys.wave_services import Plan
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, agreed_survey, opened, plan
from tests.pages import PageClient
from tests.tray import Tray

AMINA, BEN, CATO = "amina@example.org", "ben@example.org", "cato@example.org"
REMINDER = date(2026, 4, 9)
BY_EMAIL = replace(plan(), channels=["email"], remind_on=REMINDER)

Send = Callable[..., list[Message]]


def planned(session: Session, area: Area, wanted: Plan = BY_EMAIL) -> Wave:
    survey = agreed_survey(session, area)
    wave = wave_services.plan_wave(session, survey, wanted, by=None, today=TODAY, now=NOW)
    session.commit()
    return wave


def invited(session: Session, wave: Wave, addresses: Sequence[str], on: date = TODAY) -> int:
    number = services.add(session, wave, addresses, by=None, today=on, now=NOW)
    session.commit()
    return number


def outbox(session: Session) -> list[OutboxMessage]:
    session.expire_all()
    return list(session.scalars(select(OutboxMessage)))


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def wave(session: Session, area: Area) -> Wave:
    """Open since today, with a reminder planned."""
    return opened(session, area, BY_EMAIL)


@pytest.fixture
def administrator(client: PageClient, make: Make, area: Area) -> PageClient:
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    return client


@pytest.fixture
def send(app: Flask, session: Session, tray: Tray, monkeypatch: pytest.MonkeyPatch) -> Send:
    """Does the background work on a day; returns the letters that went out this time."""

    def send(on: date = TODAY) -> list[Message]:
        monkeypatch.setitem(app.config, "PORTAL_TODAY", on)
        before = len(tray.messages)
        session.commit()
        with app.app_context():
            send_outbox()
        session.expire_all()
        return tray.messages[before:]

    return send
