"""Writing the audit record: each act declares the details it may carry."""

import uuid
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy.orm import Session

from portal.audit.models import AuditEntry


class Act(Enum):
    """What was done, and the only details that may be kept of it. None is personal."""

    SIGNED_IN = ("account:signed-in", ())
    SIGNED_OUT = ("account:signed-out", ())
    ROLE_GRANTED = ("account:role:granted", ("role",))
    ROLE_ENDED = ("account:role:ended", ("role",))
    AREA_CHANGED = ("area:changed", ("fields",))
    CHILD_ADDED = ("case:child:added", ())
    CHILD_CORRECTED = ("case:child:corrected", ("fields",))
    REQUEST_ADDED = ("case:request:added", ("source",))
    RECEIVED_CORRECTED = ("case:received:corrected", ())
    CASEWORKER_CHANGED = ("case:caseworker:changed", ())
    GUARDIAN_INVITED = ("case:guardian:invited", ())
    GUARDIAN_ENDED = ("case:guardian:ended", ())
    EVENT_RECORDED = ("case:event:recorded", ("kind",))
    EVENT_CORRECTED = ("case:event:corrected", ("kind",))
    ADVICE_ASKED = ("case:advice:asked", ("body",))
    ADVICE_RECEIVED = ("case:advice:received", ("body",))
    ADVICE_CORRECTED = ("case:advice:corrected", ("body",))
    EXCEPTION_RECORDED = ("case:exception:recorded", ("limit", "ground"))
    EXCEPTION_ENDED = ("case:exception:ended", ("limit", "ground"))
    EXCEPTION_WITHDRAWN = ("case:exception:withdrawn", ("limit", "ground"))
    FAMILY_TOLD = ("case:family:told", ())
    FAMILY_UPDATE_TAKEN_BACK = ("case:family:taken-back", ())
    YOUNG_PERSON_AGREED = ("case:guardian:agreed", ())
    QUESTION_ASKED = ("questions:question:asked", ())
    QUESTION_TAKEN = ("questions:question:taken", ())
    QUESTION_ANSWERED = ("questions:question:answered", ())
    QUESTION_CLOSED = ("questions:question:closed", ("because",))
    TEXT_WRITTEN = ("texts:text:written", ("number",))
    TEXT_CHECKED = ("texts:text:checked", ("number",))
    TEXT_SENT_BACK = ("texts:text:sent-back", ("number",))
    TEXT_PUBLISHED = ("texts:text:published", ("number",))
    LETTER_MADE = ("letters:letter:made", ())
    LETTER_USED = ("letters:letter:used", ())
    LETTER_ENDED = ("letters:letter:ended", ("why",))
    CODE_WRONG = ("letters:code:wrong", ())
    BIRTH_DATE_WRONG = ("letters:birth-date:wrong", ())
    ACCOUNT_LINKED = ("letters:account:linked", ())
    NOTICES_CHANGED = ("notices:wishes:changed", ())
    CALENDAR_STARTED = ("notices:calendar:started", ())
    CALENDAR_STOPPED = ("notices:calendar:stopped", ())
    SERVICES_IMPORTED = ("directory:services:imported", ("added", "changed", "gone"))
    SERVICE_STAGES_CHANGED = ("directory:service:stages", ("stages",))
    SURVEY_MADE = ("surveys:survey:made", ())
    SURVEY_CHANGED = ("surveys:survey:changed", ("fields",))
    SURVEY_TRANSLATED = ("surveys:survey:translated", ("language",))
    SURVEY_AGREED = ("surveys:survey:agreed", ("side",))
    SURVEY_ENDED = ("surveys:survey:ended", ("sides",))
    WAVE_PLANNED = ("feedback:wave:planned", ())
    WAVE_CHANGED = ("feedback:wave:changed", ())
    WAVE_OPENED = ("feedback:wave:opened", ())
    WAVE_CLOSED = ("feedback:wave:closed", ())
    PEOPLE_INVITED = ("invitations:people:invited", ("number",))
    PEOPLE_REMINDED = ("invitations:people:reminded", ("number",))
    PAPER_PRINTED = ("invitations:paper:printed", ("number",))
    ANSWERS_IMPORTED = ("feedback:answers:imported", ("responses", "refused"))
    COMMENT_READ = ("themes:comment:read", ())
    THEME_ADDED = ("themes:theme:added", ())
    THEME_CHANGED = ("themes:theme:changed", ("fields",))
    RELEASE_PUBLISHED = ("measures:release:published", ("number",))
    CASEWORK_PUBLISHED = ("measures:casework:published", ("number",))

    def __init__(self, tag: str, details: tuple[str, ...]) -> None:
        self.tag = tag
        self.details = details


def record(
    session: Session,
    act: Act,
    *,
    at: datetime,
    actor_id: uuid.UUID | None,
    area_id: uuid.UUID | None = None,
    object_id: uuid.UUID | None = None,
    **details: Any,
) -> None:
    """Keep that `actor_id` did `act` to `object_id`.

    Raises `ValueError` when `details` are not exactly the ones that the act declares.
    """
    if set(details) != set(act.details):
        raise ValueError(f"{act.tag} keeps {act.details}, not {tuple(details)}.")
    session.add(
        AuditEntry(
            at=at,
            actor_id=actor_id,
            area_id=area_id,
            object_id=object_id,
            act=act.tag,
            details=details,
        )
    )
    session.flush()
