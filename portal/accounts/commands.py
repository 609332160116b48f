"""`flask people`: naming the first operator, who names everybody else on the pages."""

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup

from portal.accounts.services import grant_role
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.terminal import Answer, PlainCommand, speaks
from portal.web.clock import now
from portal.web.unit_of_work import committing

people = AppGroup("people", help="Who may sign in.")


@people.command("make-operator", cls=PlainCommand)
@click.argument("email")
@click.argument("name")
@speaks
def make_operator(email: str, name: str) -> Answer:
    """Let the person at EMAIL, called NAME, name the administrators of every area."""
    try:
        address = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError:
        raise Refused(f"{email} is not an e-mail address.") from None
    with committing() as session:
        person = grant_role(
            session,
            email=address,
            name=name,
            role=Role.OPERATOR,
            area_id=None,
            by=None,
            now=now(),
        )
    return Answer(
        {"email": person.email, "role": Role.OPERATOR.value},
        f"{person.name} is an operator and can sign in with {person.email}.",
    )
