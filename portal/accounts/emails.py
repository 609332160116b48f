"""What the sign-in e-mails say."""

from flask import render_template

from portal.mail.message import Message


def sign_in_link(to: str, address: str) -> Message:
    """The link that signs somebody in."""
    text = render_template("emails/sign_in_link.txt", address=address)
    return Message("sign-in-link", to, "Your link to sign in", text)


def role_given(to: str, role: str, area: str, address: str) -> Message:
    """Tells somebody that they were given a role and how to start."""
    text = render_template("emails/role_given.txt", role=role, area=area, address=address)
    return Message("role-given", to, "You can now use the SEND portal", text)
