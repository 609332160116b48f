"""What the e-mails about cases say. None names a child: phones show them to anybody."""

from flask import render_template

from portal.mail.message import Message


def invitation(to: str, *, council: str, area: str, address: str) -> Message:
    """Tells somebody that they may follow an assessment and how to sign in."""
    text = render_template(
        "emails/guardian_invited.txt", council=council, area=area, address=address, email=to
    )
    return Message("guardian-invited", to, "You are invited to the SEND portal", text)
