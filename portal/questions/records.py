"""Questions as pages read them: with names of people in place of their numbers."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from portal.domain.replies import Reply


@dataclass(frozen=True)
class OwnQuestion:
    """A question as its asker sees it. `answer` and who gave it are empty while it waits.

    `closed_on` is set where it was closed without an answer.
    """

    id: uuid.UUID
    request_id: uuid.UUID
    words: str
    asked_on: date
    due_on: date
    answer: str
    answered_on: date | None
    answered_by: str
    closed_on: date | None = None

    @property
    def reply(self) -> Reply:
        """What counts of it against the day promised."""
        return Reply(self.due_on, self.answered_on)


@dataclass(frozen=True)
class InboxQuestion:
    """A question as officers see it: about whom, who has it, who answered or closed it.

    `taken_by`, `answered_by` and `closed_by` are empty where nobody did. `asker_sees` is whether
    whoever asked may see the case today, and so would read an answer.
    """

    id: uuid.UUID
    request_id: uuid.UUID
    reference: str
    first_name: str
    last_name: str
    asked_by: str
    words: str
    asked_on: date
    due_on: date
    taken_by_id: uuid.UUID | None
    taken_by: str
    taken_at: datetime | None
    answer: str
    answered_on: date | None
    answered_by: str
    closed_because: str | None
    closed_on: date | None
    closed_by: str
    asker_sees: bool

    @property
    def child(self) -> str:
        """The child's name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def reply(self) -> Reply:
        """What counts of it against the day promised."""
        return Reply(self.due_on, self.answered_on)
