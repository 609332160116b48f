"""Every address: guarded, kept for ever, in kebab-case, and blind to other areas."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from portal.accounts.access import DEMONSTRATION, PUBLIC, SIGNED_IN
from portal.accounts.models import Person
from portal.areas.models import Area
from portal.domain.roles import Permission, Role
from portal.feedback import drafts
from portal.feedback.drafts import Writing
from portal.feedback.keys import WaveSecret
from portal.feedback.receipts import new_receipt
from portal.feedback.seals import new_token
from portal.feedback.tickets import Ticket, random_nonce
from portal.measures.models import Release
from portal.measures.services import publish_due_releases
from portal.surveys.channels import Channel
from portal.surveys.models import Wave
from tests.factories import A_DAY, A_MOMENT, Make
from tests.pages import PageClient

GUARDS = {PUBLIC, SIGNED_IN, DEMONSTRATION, *Permission}
NO_SECRET = WaveSecret(b"")
NOTHING_ASKED = {"questions": [], "invited_group": "families", "channel": "web"}
# What stands in addresses beside ids: families' links and the names of surveys are texts.
WORDS = {"area", "language", "number", "slug", "ticket", "token"}
ADDRESSES = Path(__file__).parent / "addresses.txt"


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_route_names_its_guard(app: Flask) -> None:
    for rule in rules(app):
        guard = getattr(app.view_functions[rule.endpoint], "guard", None)
        assert guard in GUARDS, f"{rule} ({rule.endpoint}) names no guard."


def test_no_address_disappears(app: Flask) -> None:
    """Letters and posters carry addresses: one that was published stays."""
    here = {str(rule) for rule in rules(app)}
    kept = set(ADDRESSES.read_text().split())
    assert not kept - here, f"These addresses are gone: {sorted(kept - here)}"
    assert not here - kept, f"Add these to {ADDRESSES.name}: {sorted(here - kept)}"


def test_addresses_are_in_kebab_case(app: Flask) -> None:
    for rule in rules(app):
        words = re.sub(r"<[^>]+>", "", str(rule))
        assert re.fullmatch(r"[a-z0-9/.-]*", words), rule


def test_ids_in_addresses_are_typed(app: Flask) -> None:
    for rule in rules(app):
        for name in rule.arguments - WORDS:
            assert f"<uuid:{name}>" in str(rule), f"{rule} takes any text for {name}."


def objects_of(make: Make, area: Area, person: Person) -> dict[str, Any]:
    """One of everything that stands in an address, all in one area; `person` is the child."""
    child = make.child(area)
    make.guardian(child, person, as_young_person=True)
    request = make.request(child)
    day = request.received_on + timedelta(days=30)
    exception = make.exception(request, "final", "personal_circumstances", day, person)
    survey = make.survey(area, key=f"assessment-{area.slug}")
    wave = make.wave(survey, definition=NOTHING_ASKED, closed_on=A_DAY)
    words = make.question(survey, "comment")
    publish_due_releases(make.session, today=wave.closes_on, now=A_MOMENT)
    release = make.session.scalars(select(Release).where(Release.wave_id == wave.id)).one()
    return {
        "grant_id": make.grant(make.person(), Role.CASEWORKER, area).id,
        "child_id": child.id,
        "request_id": request.id,
        "received_id": request.received[0].id,
        "event_id": make.event(request, "decided_to_assess", day, person).id,
        "advice_id": make.advice(request, "School", day, person).id,
        "exception_id": exception.id,
        "update_id": make.update(request, person).id,
        "guardian_id": make.guardian(child, make.person()).id,
        "letter_id": make.letter(request, person).id,
        "question_id": make.family_question(request, person).id,
        "comment_id": make.comment(make.response(wave), words).id,
        "service_id": make.local_service(area).id,
        "text_id": make.stage_text(area, person).id,
        "theme_id": make.theme(area).id,
        "wave_id": wave.id,
        "slug": "assessment",
        "token": draft_of(make, wave),
        "ticket": Ticket(wave.id, Channel.EMAIL, A_DAY, random_nonce()).text(NO_SECRET),
        "number": 1,
        "release_id": release.id,
        "survey_id": survey.id,
        "language": "pl",
        "survey_question_id": words.id,
    }


def draft_of(make: Make, wave: Wave) -> str:
    """The token of the private link to answers that somebody is writing."""
    token = new_token()
    drafts.start(make.session, wave.id, token, Writing(new_receipt()))
    make.session.commit()
    return token


def with_ids(app: Flask) -> list[Rule]:
    return [rule for rule in rules(app) if rule.arguments - WORDS]


def addresses(app: Flask, area: str, objects: dict[str, Any]) -> list[tuple[Rule, str]]:
    """Every address with an id, as it would be in `area` with these objects."""
    found = []
    for rule in with_ids(app):
        names = rule.arguments - {"area"}
        assert names <= set(objects), f"Say in objects_of how to make the object of {rule}."
        values = {name: objects[name] for name in names}
        with app.test_request_context():
            found.append((rule, app.url_for(rule.endpoint, area=area, **values)))
    return found


@pytest.fixture
def everybody(make: Make) -> Person:
    """Somebody with every role of Wandsworth, and none in Merton."""
    person, home = make.person(), make.area("wandsworth")
    for role in set(Role) - {Role.OPERATOR}:
        make.grant(person, role, home)
    return person


def test_another_areas_object_is_404(
    app: Flask,
    client: PageClient,
    make: Make,
    everybody: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """For every address with an id: Wandsworth's people do not find Merton's object."""
    # Without the forms' token, so that a POST reaches the view and not just the token's check.
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    elsewhere = objects_of(make, make.area("merton"), everybody)
    client.sign_in(everybody)
    for rule, address in addresses(app, "wandsworth", elsewhere):
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            status = client.open(address, method=method).status_code
            assert status == 404, f"{method} {rule} answered {status}"


def test_a_part_of_another_areas_case_is_404_under_our_own(
    app: Flask,
    client: PageClient,
    make: Make,
    everybody: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nor is it found behind the number of a case of their own."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    elsewhere = objects_of(make, make.area("merton"), everybody)
    own = make.request(make.child(make.the_area("wandsworth")))
    client.sign_in(everybody)
    mixed = elsewhere | {"request_id": own.id}
    for rule, address in addresses(app, "wandsworth", mixed):
        if len(rule.arguments) > 2:
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                status = client.open(address, method=method).status_code
                assert status == 404, f"{method} {rule} answered {status}"


def test_ones_own_object_is_there(
    app: Flask, client: PageClient, make: Make, everybody: Person
) -> None:
    """So that the two tests above do not pass because nothing is ever found."""
    objects = objects_of(make, make.the_area("wandsworth"), everybody)
    client.sign_in(everybody)
    for rule, address in addresses(app, "wandsworth", objects):
        if "GET" in (rule.methods or set()):
            assert client.get(address).status_code != 404, rule
