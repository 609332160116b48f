"""Letters of the fictional waves: written as ever on their day, and sent there and then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.demonstration.casework import at_the_office
from portal.demonstration.wave_stories import SurveyStory, WaveStory
from portal.invitations.queries import family_addresses
from portal.invitations.sending_services import Letter, Sending, invite_some, remind_some
from portal.invitations.services import add
from portal.mail.message import Message
from portal.notices.unwilling import unwilling
from portal.outbox.services import claim, settle_sent
from portal.surveys.channels import Channel
from portal.surveys.models import Wave

HOST = "example.org"


@dataclass(frozen=True)
class Office:
    """Who makes and keeps an area's surveys; `secret` and `compose` are the portal's own."""

    area: Area
    administrator: Person
    representative: Person
    secret: str
    compose: Callable[[Letter], Message]


def list_people(
    session: Session, wave: Wave, survey: SurveyStory, story: WaveStory, office: Office
) -> None:
    """Put those whom the wave invites on its list."""
    number = sum(came.handed_out for came in story.came if came.way is Channel.EMAIL)
    area = office.area
    people = {
        f"{survey.invites}.{place:02}@{area.slug}.example.org" for place in range(1, number + 1)
    }
    if story.invites_families:
        people |= family_addresses(session, area.id, wave.survey.audience, story.opens)
    if people:
        by, now = office.administrator.id, at_the_office(story.opens)
        add(session, wave, people, by=by, today=story.opens, now=now)


def write_to_people(session: Session, wave: Wave, office: Office, on: date) -> None:
    """Write what an open wave's list has waiting on a day, and regard every letter as sent."""
    now = at_the_office(on)
    sending = Sending(office.secret, office.compose, unwilling, on, now)
    for some in (invite_some, remind_some):
        while some(session, wave.id, sending):
            pass
    while letter := claim(session, host=HOST, now=now):
        settle_sent(session, letter, now=now)
