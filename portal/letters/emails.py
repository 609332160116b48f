"""What the e-mail that leads from a letter to an account says. It names no child."""

from flask import render_template

from portal.mail.message import Message


def account_link(to: str, *, council: str, address: str) -> Message:
    """The link that opens an account, after the child's date of birth."""
    text = render_template("letters/link_email.txt", council=council, address=address)
    return Message("account-link", to, "Your link to open an account", text)
