"""Who is put on a wave's list: by whom, how, and what anybody can see of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.roles import Role
from portal.invitations.models import Invitation
from portal.invitations.queries import family_addresses
from portal.surveys import wave_services
from portal.surveys.models import Audience, Wave
from tests.cases.filling import ago
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY, opened, plan
from tests.invitations.conftest import AMINA, BEN, BY_EMAIL, CATO, Send, invited, planned
from tests.pages import PageClient

Listen = Callable[[], AbstractContextManager[list[str]]]


def listed(session: Session) -> list[str]:
    return sorted(session.scalars(select(Invitation.email)))


def address(wave: Wave, act: str = "invite") -> str:
    return f"/wandsworth/waves/{wave.id}/{act}"


def test_addresses_are_pasted(administrator: PageClient, session: Session, area: Area) -> None:
    wave = planned(session, area)
    sent = administrator.send(address(wave), {"addresses": f"{AMINA}\n{BEN}"}, follow=True)

    assert "The list for e-mails now has 2 addresses." in sent.text
    assert "We have not written to anybody yet." in sent.text
    assert listed(session) == [AMINA, BEN]
    assert AMINA not in sent.text

    sent = administrator.send(address(wave), {"addresses": f"{BEN}, {CATO}"}, follow=True)
    assert "now has 3 addresses" in sent.text
    assert listed(session) == [AMINA, BEN, CATO]
    rows = session.scalars(select(AuditEntry).where(AuditEntry.act.startswith("invitations")))
    entries = [(entry.object_id, entry.details) for entry in rows]
    assert sorted(entries, key=str) == sorted(
        [(wave.id, {"number": 2}), (wave.id, {"number": 1})], key=str
    )


@pytest.mark.parametrize(
    ("given", "because"),
    [
        pytest.param({"addresses": ""}, "Paste addresses, or tick", id="nothing"),
        pytest.param({"addresses": f"{AMINA}\nben"}, "Line 2 holds something", id="a bad line"),
        pytest.param({"addresses": "x" * 300_001}, "too much at a time", id="far too much"),
        pytest.param({"families": "y"}, "No family here has an account", id="no families"),
    ],
)
def test_nothing_half_kept(
    administrator: PageClient, session: Session, wave: Wave, given: dict[str, str], because: str
) -> None:
    sent = administrator.send(address(wave), given)

    assert sent.status_code == 422
    assert because in sent.text
    assert listed(session) == []


@pytest.mark.parametrize(
    ("channels", "state", "because"),
    [
        pytest.param(["open_link"], "planned", "invites nobody by e-mail", id="no e-mails"),
        pytest.param(["email"], "closed", "takes no more answers", id="closed"),
        pytest.param(["email"], "missed", "takes no more answers", id="never opened"),
    ],
)
def test_waves_that_invite_nobody(
    administrator: PageClient,
    session: Session,
    area: Area,
    channels: list[str],
    state: str,
    because: str,
) -> None:
    wanted = replace(plan(), channels=channels)
    wave = (opened if state == "closed" else planned)(session, area, wanted)
    if state == "closed":
        wave_services.close_wave(session, wave, by=None, today=TODAY, now=NOW)
    if state == "missed":
        wave.opens_on = wave.closes_on = ago(3)
    session.commit()
    page = administrator.page(address(wave))

    assert because in page.text
    assert not page.select("main form")
    token = administrator.page("/wandsworth/waves/plan").select_one("[name=csrf_token]")["value"]
    given = {"addresses": AMINA, "csrf_token": token}
    assert administrator.post(address(wave), data=given).status_code == 422
    assert listed(session) == []


OPEN, OF_LATE, LONG_AGO = None, 300, 400


@pytest.mark.parametrize(
    ("ended", "born", "guardian", "audience", "is_asked"),
    [
        pytest.param(OPEN, 2016, {}, Audience.PARENT, True, id="an open request"),
        pytest.param(OF_LATE, 2016, {}, Audience.PARENT, True, id="ended of late"),
        pytest.param(LONG_AGO, 2016, {}, Audience.PARENT, False, id="ended long ago"),
        pytest.param(OPEN, 2016, {"until": TODAY}, Audience.PARENT, False, id="let out today"),
        pytest.param(OPEN, 2016, {"since": ago(-1)}, Audience.PARENT, False, id="not yet let in"),
        pytest.param(OPEN, 2008, {}, Audience.PARENT, False, id="may not see it any more"),
        pytest.param(
            OPEN, 2008, {"agreed_on": ago(9)}, Audience.PARENT, True, id="the young person agreed"
        ),
        pytest.param(OPEN, 2016, {}, Audience.YOUNG_PERSON, False, id="a parent, not asked"),
        pytest.param(
            OPEN, 2008, {"as_young_person": True}, Audience.YOUNG_PERSON, True, id="a young person"
        ),
        pytest.param(
            OPEN, 2008, {"as_young_person": True}, Audience.PARENT, False, id="not their survey"
        ),
        pytest.param(OPEN, 2016, {}, Audience.PROFESSIONAL, False, id="professionals"),
    ],
)
def test_which_families_are_asked(
    session: Session,
    make: Make,
    area: Area,
    ended: int | None,
    born: int,
    guardian: dict[str, Any],
    audience: Audience,
    is_asked: bool,
) -> None:
    parent = make.person(Role.PARENT_OR_CARER, area, email=AMINA)
    child = make.child(area, born=date(born, 5, 1))
    make.guardian(child, parent, **guardian)
    request = make.request(child, ago(500))
    if ended is not None:
        make.event(request, "withdrawn", ago(ended), make.person())
    elsewhere = make.area("merton")
    make.request(make.child(elsewhere, make.person(email=BEN)), ago(20))

    found = family_addresses(session, area.id, audience, TODAY)
    assert found == ({AMINA} if is_asked else set())


def test_one_address_is_one(administrator: PageClient, wave: Wave) -> None:
    sent = administrator.send(address(wave), {"addresses": AMINA}, follow=True)

    assert "The list for e-mails now has 1 address." in sent.text


def test_families_are_ticked(
    administrator: PageClient, session: Session, make: Make, area: Area, wave: Wave
) -> None:
    parents = [make.person(email=email) for email in (AMINA, BEN)]
    for _ in range(2):
        make.request(make.child(area, *parents))
    sent = administrator.send(address(wave), {"families": "y", "addresses": CATO}, follow=True)

    assert "now has 3 addresses" in sent.text
    assert listed(session) == [AMINA, BEN, CATO]


def test_professionals_have_no_accounts_to_tick(
    administrator: PageClient, session: Session, wave: Wave
) -> None:
    wave.survey.audience = Audience.PROFESSIONAL
    session.commit()

    assert not administrator.page(address(wave)).select("[name=families]")


def test_the_list_is_emptied_of_those_not_written_to(
    administrator: PageClient, session: Session, wave: Wave, send: Send
) -> None:
    invited(session, wave, [AMINA])
    send()
    invited(session, wave, [BEN, CATO])
    page = administrator.page(address(wave))
    assert "3 addresses on the list. We have written to 1 of them." in " ".join(page.text.split())

    assert (
        "2 people have not been written to"
        in administrator.page(address(wave, "invite/empty")).text
    )
    administrator.send(address(wave, "invite/empty"), {})
    assert listed(session) == [AMINA]


def test_a_wave_that_writes_no_e_mails_any_more_keeps_no_list(
    administrator: PageClient, session: Session, area: Area
) -> None:
    wave = planned(session, area, replace(BY_EMAIL, remind_on=None))
    invited(session, wave, [AMINA])
    administrator.send(f"/wandsworth/waves/{wave.id}/change", {"channels": ["paper"]})

    assert listed(session) == []


@pytest.mark.parametrize("number", [3, 5_000])
def test_a_long_list_asks_the_database_little(
    administrator: PageClient, session: Session, wave: Wave, query_count: Listen, number: int
) -> None:
    invited(session, wave, [AMINA])
    pasted = "\n".join(f"family-{each}@example.org" for each in range(number))
    with query_count() as asked:
        sent = administrator.send(address(wave), {"addresses": pasted})

    assert sent.status_code == 303
    assert len(listed(session)) == number + 1
    # One statement, which the driver runs for every row.
    inserts = [words for words in asked if words.startswith("INSERT INTO invitations")]
    assert len(inserts) == 1
    assert len(asked) - len(inserts) == 11, asked


def test_the_list_shows_how_many_and_never_who(
    administrator: PageClient, session: Session, wave: Wave
) -> None:
    invited(session, wave, [AMINA, BEN])
    pages = [administrator.page(place).text for place in ("/wandsworth/waves", address(wave))]

    assert "2 on the list for e-mails. Sent so far: 0" in pages[0]
    for text in pages:
        assert AMINA not in text
        assert BEN not in text
