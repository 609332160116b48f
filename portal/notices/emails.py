"""Writes notices out as e-mails and text messages. None names a child: phones show them to all."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, render_template

from portal.domain.bodies import Body
from portal.mail.message import Channel, Message
from portal.notices.addresses import Addresses, addresses
from portal.notices.notice import Notice

LONGEST_TEXT = 160


@dataclass(frozen=True)
class Composer:
    """Writes by e-mail, and by text message where `texts` says that the portal can send them."""

    addresses: Addresses
    texts: bool

    def __call__(self, notice: Notice) -> Sequence[Message]:
        """A message for each way that the reader wants; none for what they do not want."""
        wishes, must = notice.reader.wishes, notice.said.sort is None
        if not wishes.wants(notice.said.sort):
            return []
        found = []
        if wishes.by_email or must:
            found.append(self._email(notice))
        if wishes.mobile and self.texts and not must:
            found.append(self._text(notice))
        return found

    def _email(self, notice: Notice) -> Message:
        said, area = notice.said, notice.place.area
        unsubscribe = ""
        if said.sort is not None:
            unsubscribe = self.addresses.unsubscribe(area.slug, notice.reader.person_id)
        text = render_template(
            "emails/notice.txt",
            notice=notice,
            area=area,
            standing=notice.standing,
            team=notice.place.contacts.get(Body.CASEWORK_TEAM),
            advice_service=notice.place.contacts.get(Body.ADVICE_SERVICE),
            page=self.addresses.leads_to(notice),
            survey=self._survey(notice),
            wishes=self.addresses.wishes(area.slug),
            unsubscribe=unsubscribe,
        )
        return Message(said.kind, notice.reader.email, said.subject, text, unsubscribe=unsubscribe)

    def _survey(self, notice: Notice) -> str:
        """The one-time link to a survey; empty where nothing is asked."""
        if notice.asked is None:
            return ""
        return self.addresses.ticket(notice.place.area.slug, notice.asked.ticket)

    def _text(self, notice: Notice) -> Message:
        area = notice.place.area.slug
        text = text_message(notice, self.addresses.children(area), stop=self.addresses.wishes(area))
        to = notice.reader.wishes.mobile
        return Message(notice.said.kind, to, "", text, channel=Channel.SMS)


def text_message(notice: Notice, address: str, *, stop: str) -> str:
    """What changed in general, the stage, where to read more and `stop`, where to end the texts.

    At most 160 characters: where the addresses leave too little room, less is said. How a request
    ended is not said at all: a text shows on a locked phone.
    """
    said, standing = f"{notice.said.subject}.", notice.standing
    stage = f"Stage: {standing.stage}." if standing and not standing.ended else ""
    full = f"{said} {stage} {address}"
    tries = (f"{full} Stop: {stop}", full, f"{said} {address}")
    for words in (" ".join(each.split()) for each in tries):
        if len(words) <= LONGEST_TEXT:
            return words
    return address


def composer() -> Composer:
    """How the application at work writes notices."""
    return Composer(addresses(), texts=bool(current_app.config["NOTIFY_API_KEY"]))
