"""Children, the adults responsible for them, requests and their dated facts.

Nothing here stores a stage or a status: `portal.domain.assessment` computes both from
the facts and a date.
"""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.accounts.models import Person
from portal.cases.newest import newest
from portal.extensions import Identified, Model


class Child(Identified, Model):
    """A child or young person of an area."""

    __tablename__ = "children"

    area_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("areas.id"), index=True)
    first_name: Mapped[str]
    last_name: Mapped[str]
    born: Mapped[date]

    requests: Mapped[list["Request"]] = relationship(
        back_populates="child", order_by="Request.reference", lazy="raise"
    )

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Guardian(Identified, Model):
    """A person who may see a child's requests, from one day until another.

    The young person's own access is a row here too: the holder of the right and the
    parents are each let in by name, never by sharing. `since` is the first day of the
    access and `until` the first day without it, so that ending it works at once.

    Once compulsory school age has ended, a parent sees the case only if the young person
    agreed after that day: `agreed_on` is when. `calendar_key` is the secret part of the
    address of their calendar, or None while they have none.
    """

    __tablename__ = "guardians"
    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", name="until_not_before_since"),
        UniqueConstraint("calendar_key"),
        Index("ix_guardians_person_id_child_id", "person_id", "child_id"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("children.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    as_young_person: Mapped[bool] = mapped_column(default=False)
    agreed_on: Mapped[date | None]
    calendar_key: Mapped[str | None]

    person: Mapped[Person] = relationship(lazy="raise")


class Request(Identified, Model):
    """A request for an EHC needs assessment; the day it was received starts the clock.

    That day is a fact of its own, so that a mistyped one can be corrected and still be read.
    `source` is one of the words of `portal.cases.words.SOURCES`.
    """

    __tablename__ = "requests"

    child_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("children.id"), index=True)
    reference: Mapped[str] = mapped_column(unique=True)
    source: Mapped[str]
    caseworker_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"), index=True)

    child: Mapped[Child] = relationship(back_populates="requests", lazy="raise")
    received: Mapped[list["ReceivedDate"]] = relationship(
        order_by="ReceivedDate.recorded_at", lazy="raise"
    )
    events: Mapped[list["CaseEvent"]] = relationship(order_by="CaseEvent.recorded_at", lazy="raise")
    advice: Mapped[list["AdviceRequest"]] = relationship(
        order_by="AdviceRequest.asked_on", lazy="raise"
    )
    exceptions: Mapped[list["CaseException"]] = relationship(
        order_by="CaseException.recorded_at", lazy="raise"
    )
    updates: Mapped[list["FamilyUpdate"]] = relationship(
        order_by="FamilyUpdate.written_at", lazy="raise"
    )

    @property
    def received_on(self) -> date:
        """The day that stands; `received` must be loaded."""
        return newest(self.received).received_on


class ReceivedDate(Identified, Model):
    """The day on which a request was received, as somebody recorded it.

    Every request has one. A wrong one is corrected by a newer one naming it in `corrects_id`;
    neither is ever deleted, and the newest stands.
    """

    __tablename__ = "received_dates"
    __table_args__ = (UniqueConstraint("corrects_id"),)

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), index=True)
    received_on: Mapped[date]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("received_dates.id"))


class CaseEvent(Identified, Model):
    """A dated, past-tense fact about a request.

    A wrong one is corrected by a newer one naming it in `corrects_id`: with another kind
    or day, or with no day at all where it never happened. Neither is ever deleted.
    """

    __tablename__ = "case_events"
    __table_args__ = (UniqueConstraint("corrects_id"),)

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), index=True)
    kind: Mapped[str]
    happened_on: Mapped[date | None]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("case_events.id"))


class AdviceRequest(Identified, Model):
    """Advice asked of a body, due six weeks after it was asked (regulation 8).

    `recorded_by_id` and `recorded_at` tell of the newest thing recorded: the asking, then the
    receiving.
    """

    __tablename__ = "advice_requests"
    __table_args__ = (
        CheckConstraint("received_on IS NULL OR received_on >= asked_on", name="not_before_asked"),
        UniqueConstraint("request_id", "body"),
    )

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"))
    body: Mapped[str]
    asked_on: Mapped[date]
    received_on: Mapped[date | None]
    recorded_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    recorded_at: Mapped[datetime]


class CaseException(Identified, Model):
    """A dated fact with a legal ground beside a limit; it never moves the due date.

    `recorded_at` is when it was decided. `ends_on` is the first day the ground held no more,
    None while it still holds, and `end_recorded_at` when that was kept. A wrong one is
    withdrawn by setting `withdrawn_at`, and stays to be read.
    """

    __tablename__ = "case_exceptions"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), index=True)
    limit: Mapped[str] = mapped_column("time_limit")
    ground: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    decided_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    family_told_on: Mapped[date]
    recorded_at: Mapped[datetime]
    end_recorded_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class FamilyUpdate(Identified, Model):
    """What an officer told the family, in plain words; the newest stands beside the older ones.

    One that was told by mistake is taken back: nobody in the family reads its words again.
    `late_reason` is one of the keys of `portal.cases.late_reasons`. `expected_on` is when the
    team expects the step `expected_step`; it stands beside the law's day and never moves it.
    """

    __tablename__ = "family_updates"
    __table_args__ = (
        CheckConstraint("(expected_step IS NULL) = (expected_on IS NULL)", name="a_day_has_a_step"),
    )

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), index=True)
    words: Mapped[str]
    late_reason: Mapped[str | None]
    expected_step: Mapped[str | None]
    expected_on: Mapped[date | None]
    written_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"))
    written_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]


class CaseNews(Identified, Model):
    """Something the family is told, written in the transaction of what it tells of.

    A background task turns it into messages and then sets `spread_at`. `person_id` names the
    only person it is for; None where it is for everybody who may see the child.
    """

    __tablename__ = "case_news"
    __table_args__ = (
        Index("ix_case_news_request_id_at", "request_id", "at"),
        Index("ix_case_news_spread_at", "spread_at"),
    )

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"))
    kind: Mapped[str]
    object_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    spread_at: Mapped[datetime | None]


class CasePosition(Model):
    """Where a request stands in the officers' list: days worked out from its facts, no status.

    Each says what is true on any day, so nothing here goes out of date by itself. `due_on` is
    the last lawful day of what the council owes next, None once ended; `told_on` is when the
    family last heard, None before it ever did, and `silent_since` that day or the day received.
    `portal.cases.positions` keeps it and can make it anew.
    """

    __tablename__ = "case_positions"
    __table_args__ = (Index("ix_case_positions_area_id_ended_on", "area_id", "ended_on"),)

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    area_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("areas.id"))
    contradictory: Mapped[bool]
    due_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    told_on: Mapped[date | None]
    silent_since: Mapped[date]
