"""The form that nobody has filled in is kept ready, and never one that has become untrue."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.areas.models import Area, Contact
from portal.domain.bodies import Body
from portal.surveys.models import Wave
from tests.factories import Make
from tests.feedback.answering import FORM
from tests.feedback.conftest import opened
from tests.pages import PageClient


def text_of(client: PageClient, address: str = FORM) -> str:
    return client.page(address).select_one("main form").text


def test_a_changed_contact_is_shown_at_once(
    client: PageClient, session: Session, area: Area, wave: Wave
) -> None:
    text_of(client)
    of_team = select(Contact).where(Contact.area_id == area.id, Contact.body == Body.CASEWORK_TEAM)
    session.scalars(of_team).one().phone = "020 7946 0999"
    session.commit()

    assert "020 7946 0999" in text_of(client)


def test_each_language_has_its_own(client: PageClient, wave: Wave) -> None:
    english, polish = text_of(client), text_of(client, f"{FORM}?language=pl")

    assert english != polish
    assert text_of(client) == english


def test_another_area_is_given_its_own_contact(
    client: PageClient, session: Session, make: Make, wave: Wave
) -> None:
    merton = make.area("merton")
    opened(session, merton)
    of_merton = select(Contact).where(Contact.area_id == merton.id)
    for contact in session.scalars(of_merton):
        contact.phone = "020 7946 0111"
    session.commit()
    text_of(client)

    assert "020 7946 0111" in text_of(client, "/merton/feedback/assessment")
    assert "020 7946 0111" not in text_of(client)


def test_the_private_token_is_new_for_each_visitor(client: PageClient, wave: Wave) -> None:
    tokens = {
        str(client.page(FORM).select_one("main input[name=token]")["value"]) for _ in range(3)
    }
    assert len(tokens) == 3
