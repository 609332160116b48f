"""What a family is asked when a stage of its request has ended: which survey, by which link."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.cases.facts import facts_of
from portal.cases.models import CaseNews
from portal.cases.records import CaseRecord
from portal.domain.facts import Event, EventKind
from portal.domain.refusal import Refused
from portal.domain.stage_ends import StageEnd, stage_ends
from portal.domain.stages import StageKey
from portal.feedback.entries import Entry
from portal.feedback.tickets import Band, Ticket, nonce_for
from portal.notices.gathering import Told
from portal.notices.readers import Reader
from portal.notices.said import Said
from portal.notices.stage_survey import StageSurvey
from portal.notices.wishes import Sort
from portal.surveys.channels import Channel
from portal.surveys.models import Audience

NEW_STEP = "notice-new-step"
STAGES = tuple(StageKey)

LEAST_TIME = timedelta(days=14)
"""How long a family must have to answer; nobody is asked at the last moment."""

FITTING: dict[bool, tuple[Audience, ...]] = {
    True: (Audience.YOUNG_PERSON, Audience.PARENT),
    False: (Audience.PARENT,),
}
"""Whose version of a survey fits a young person, and whose a parent; the first there is."""


@dataclass(frozen=True)
class Asked:
    """A one-time link for one person. `until` is the last day on which it works."""

    request_id: uuid.UUID
    person_id: uuid.UUID
    stage: StageKey
    wave_id: uuid.UUID
    entry: Entry
    ticket: str
    until: date

    @property
    def row(self) -> tuple[uuid.UUID, StageKey, uuid.UUID]:
        """As which it is known that this person was asked of this stage."""
        return self.request_id, self.stage, self.person_id


@dataclass(frozen=True)
class Asking:
    """The surveys that can be asked of today, and who was asked of which stage before."""

    surveys: Sequence[StageSurvey]
    before: Collection[tuple[uuid.UUID, StageKey, uuid.UUID]]
    today: date

    def of(self, told: Told, reader: Reader, part: Sequence[tuple[CaseNews, Said]]) -> Asked | None:
        """One link for the newest stage that the news of one e-mail ended; None where none fits.

        The same news gives the same link. A text message has no room for one beside the page's
        address, so whoever wants no e-mails is not asked.
        """
        if not reader.wishes.by_email or Sort.SURVEYS not in reader.wishes.sorts:
            return None
        surveys = list(self._fitting(told, reader))
        for news, end in _ends(part, told.case):
            survey = next((each for each in surveys if end.stage.value in each.stages), None)
            if survey is not None:
                asked = self._link(survey, end, news, told.case.id, reader.person_id)
                return None if asked.row in self.before else asked
        return None

    def _fitting(self, told: Told, reader: Reader) -> Iterator[StageSurvey]:
        here = [each for each in self.surveys if each.area_id == told.place.area.id]
        for audience in FITTING[reader.as_young_person]:
            yield from (each for each in here if each.audience is audience)

    def _link(
        self,
        survey: StageSurvey,
        end: StageEnd,
        news: CaseNews,
        request_id: uuid.UUID,
        person_id: uuid.UUID,
    ) -> Asked:
        entry = Entry(Channel.STAGE_END, stage=end.stage.value, band=_band(end))
        nonce = nonce_for(survey.secret, news.id.bytes, person_id.bytes)
        month = self.today.replace(day=1)
        ticket = Ticket(survey.wave_id, entry.way, month, nonce, entry.stage, entry.band)
        return Asked(
            request_id,
            person_id,
            end.stage,
            survey.wave_id,
            entry,
            ticket.text(survey.secret),
            survey.closes_on,
        )


def _ends(
    part: Sequence[tuple[CaseNews, Said]], case: CaseRecord
) -> list[tuple[CaseNews, StageEnd]]:
    """The stages that new steps ended, the last one first; what was put right ended none."""
    ends = [
        (news, end)
        for news, what in part
        if what.kind == NEW_STEP
        for end in _ended_by(news.object_id, case)
    ]
    return sorted(ends, key=lambda each: STAGES.index(each[1].stage), reverse=True)


def _ended_by(event_id: uuid.UUID, case: CaseRecord) -> Iterable[StageEnd]:
    row = next(each for each in case.events if each.id == event_id)
    if row.happened_on is None:
        return ()
    try:
        return stage_ends(facts_of(case), Event(EventKind(row.kind), row.happened_on))
    except Refused:
        return ()


def _band(end: StageEnd) -> str:
    if end.on_time is None:
        return ""
    return Band.ON_TIME if end.on_time else Band.LATE
