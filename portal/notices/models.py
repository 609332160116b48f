"""What each person wants to be told, by which way, and what each was told."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.stages import StageKey
from portal.extensions import Model


class NoticeSetting(Model):
    """One person's wishes. Whoever has no row never changed anything: see `wishes.Wishes`.

    `mobile` is where text messages go, empty while the person wants none.
    """

    __tablename__ = "notice_settings"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    by_email: Mapped[bool]
    mobile: Mapped[str]
    new_steps: Mapped[bool]
    answers: Mapped[bool]
    dates: Mapped[bool]
    surveys: Mapped[bool]
    changed_at: Mapped[datetime]


class ToldNews(Model):
    """That a piece of news was part of a message to one person.

    One message tells of several, so its key cannot say of which. A correction asks here whether
    its reader has an apology to get.
    """

    __tablename__ = "told_news"

    news_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_news.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)


class AskedStage(Model):
    """That a person was sent a ticket when this stage of a request ended: it is sent once."""

    __tablename__ = "asked_stages"

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("requests.id"), primary_key=True)
    stage: Mapped[StageKey] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
