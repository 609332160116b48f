"""What somebody is writing: kept sealed under a private link until it is sent or given up."""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any, Self, cast

from sqlalchemy import CursorResult, Uuid, bindparam, delete, select, text
from sqlalchemy.orm import Session

from portal.domain.readings import ENGLISH
from portal.feedback.answers import Said, Words
from portal.feedback.models import Draft
from portal.feedback.seals import digest_of, seal, unseal
from portal.surveys.channels import Channel

NEW = text(
    "INSERT INTO drafts (digest, wave_id, sealed) VALUES (:digest, :wave_id, :sealed) "
    "ON CONFLICT (digest) DO NOTHING"
).bindparams(bindparam("wave_id", type_=Uuid()))
KEEP = text("UPDATE drafts SET sealed = :sealed WHERE digest = :digest")
DRAFTS = Draft.__table__.c
FIND = select(DRAFTS.wave_id, DRAFTS.sealed).where(DRAFTS.digest == bindparam("digest"))
HOLD = FIND.with_for_update()


@dataclass(frozen=True)
class Writing:
    """Answers so far. `None` is "I do not know, or it does not apply".

    `ticket` is the text of a one-time link, `paper` a form's number; both empty without one.
    `receipt` is the code by which the answers can be withdrawn. Once they are `sent`, nothing
    but the receipt is left of them here.
    """

    receipt: str
    answers: dict[str, int | None] = field(default_factory=dict)
    comments: dict[str, Words] = field(default_factory=dict)
    code_word: str = ""
    way: Channel = Channel.OPEN_LINK
    ticket: str = ""
    paper: str = ""
    language: str = ENGLISH
    sent: bool = False

    @property
    def said(self) -> Said:
        """The answers as they are kept; "I do not know" is none."""
        return Said.of(self.answers, self.comments, self.code_word)

    def as_sent(self) -> "Writing":
        """What is left when the answers are on their way: the receipt, and how they came."""
        return Writing(self.receipt, way=self.way, language=self.language, sent=True)

    def to_json(self) -> str:
        """All of it in one text."""
        comments = {
            key: [words.text, words.may_be_published] for key, words in self.comments.items()
        }
        return json.dumps(vars(self) | {"comments": comments, "way": self.way.value})

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` made."""
        told: dict[str, Any] = json.loads(text)
        comments = {key: Words(*words) for key, words in told["comments"].items()}
        return cls(**told | {"comments": comments, "way": Channel(told["way"])})


def start(session: Session, wave_id: uuid.UUID, token: str, writing: Writing) -> bool:
    """Keep a new draft under this private link; False where the link has one already.

    Waits for somebody who starts one under the same link at this moment.
    """
    values = {"digest": digest_of(token), "wave_id": wave_id, "sealed": _sealed(writing, token)}
    done = cast("CursorResult[Any]", session.execute(NEW, values))
    return bool(done.rowcount)


def keep(session: Session, token: str, writing: Writing) -> None:
    """Keep the draft of this private link in place of the one before."""
    session.execute(KEEP, {"digest": digest_of(token), "sealed": _sealed(writing, token)})


def find(session: Session, token: str, *, held: bool = False) -> tuple[uuid.UUID, Writing] | None:
    """The wave and the draft of a private link; None where the link opens nothing.

    `held` lets nobody else change it until this transaction ends.
    """
    row = session.execute(HOLD if held else FIND, {"digest": digest_of(token)}).one_or_none()
    words = unseal(row.sealed, token) if row else None
    return (row.wave_id, Writing.from_json(words)) if row and words else None


def forget_one(session: Session, token: str) -> None:
    """Forget the draft of this private link, if there is one."""
    session.execute(delete(Draft).where(Draft.digest == digest_of(token)))


def forget(session: Session, wave_ids: list[uuid.UUID]) -> None:
    """Forget every draft of these waves, sent or not."""
    session.execute(delete(Draft).where(Draft.wave_id.in_(wave_ids)))


def _sealed(writing: Writing, token: str) -> str:
    return seal(writing.to_json(), token)
