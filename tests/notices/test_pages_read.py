"""Every page about notices can be read at the age of eleven."""

import pytest
from flask import Flask

from portal.accounts.models import Person
from portal.cases.models import Child, Request
from portal.notices.tokens import unsubscribe_token
from tests.house.test_reading_age import check, sentences_of
from tests.pages import PageClient


@pytest.mark.usefixtures("with_texts")
def test_the_choice_of_notices(client: PageClient, parent: Person, child: Child) -> None:
    client.sign_in(parent)
    check(sentences_of(client.page("/wandsworth/notices")))


def test_the_calendar_before_and_after(client: PageClient, parent: Person, case: Request) -> None:
    client.sign_in(parent)
    address = f"/wandsworth/children/{case.child_id}/calendar"
    check(sentences_of(client.page(address)))
    client.send(address, {})
    check(sentences_of(client.page(address)))


def test_turning_emails_off(app: Flask, client: PageClient, parent: Person) -> None:
    token = unsubscribe_token(parent.id, app.config["SECRET_KEY"])
    address = f"/wandsworth/notices/unsubscribe/{token}"
    check(sentences_of(client.page(address)))
    check(sentences_of(client.page("/wandsworth/notices/unsubscribe/broken", status=404)))
