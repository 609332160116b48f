"""Writing a version of a stage text, having it checked by the forum, and publishing it.

Three signatures, by at least two people: who wrote a version does not check it, and who
checked it does not publish it.
"""

import uuid
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.audit.services import Act, record
from portal.domain.easy_read import too_long
from portal.domain.readings import STANDARD_ENGLISH, Reading, Variant
from portal.domain.refusal import Refused
from portal.domain.stages import WORD_FIELDS, StageKey, StageWords
from portal.texts import queries
from portal.texts.models import StageText
from portal.texts.starting import starting_words
from portal.texts.states import TextState, is_outdated, standings, state_of
from portal.texts.wording import PORTALS_OWN_DIGESTS, digest_of

SOMEBODY_WROTE = "Somebody else wrote a new version of this text just now. Read that one first."


def write(
    session: Session,
    area_id: uuid.UUID,
    stage: StageKey,
    variant: Variant,
    words: StageWords,
    *,
    after: int,
    by: uuid.UUID,
    now: datetime,
) -> StageText:
    """Keep a new version of a text, to be checked by the forum.

    `after` is the number of the version that the writer had before them, 0 for none. Raises
    `Refused` where a newer one came between, where nothing is changed, and where a sentence
    of an Easy Read text is too long.
    """
    _refuse_long_sentences(variant, words)
    newest = queries.newest(session, area_id, stage, variant)
    if (newest.number if newest else 0) != after:
        raise Refused(SOMEBODY_WROTE)
    if newest is not None and newest.words == words:
        raise Refused(
            "Nothing is changed. Change the text, or go back: the page of the text lets you "
            "have the same words checked again."
        )
    return _keep(session, area_id, stage, variant, words, after + 1, by, now)


def start(
    session: Session, area_id: uuid.UUID, variant: Variant, *, by: uuid.UUID, now: datetime
) -> int:
    """Put the portal's own starting texts to the forum, for each stage that has no version.

    How many there were. Of two people who do this at once only one writes a stage's text.
    """
    there = {
        text.stage for text in queries.on_the_desk(session, area_id) if text.variant == variant
    }
    missing = [stage for stage in StageKey if stage not in there]
    for stage in missing:
        words = starting_words(variant)[stage]
        _keep(session, area_id, stage, variant, words, 1, by, now)
    return len(missing)


def ask_again(session: Session, text: StageText, *, by: uuid.UUID, now: datetime) -> StageText:
    """Have the same words checked against the standard text that families read now.

    They become a new version. Raises `Refused` where the standard text has not changed.
    """
    standard = queries.published_standard(session, text.area_id, text.stage)
    if not is_outdated(text, standard):
        raise Refused("The standard text has not changed since. There is nothing to check again.")
    _refuse_if_not_newest(session, text)
    return _keep(
        session, text.area_id, text.stage, text.variant, text.words, text.number + 1, by, now
    )


def check(session: Session, text: StageText, *, by: uuid.UUID, now: datetime) -> None:
    """Sign for the forum that families can read this version.

    Raises `Refused` for one's own text, for a version that is not waiting, and where the
    standard text changed since it was written.
    """
    _refuse_unless_waiting(session, text)
    if text.written_by_id == by:
        raise Refused("You wrote this text yourself. Somebody else must check it for the forum.")
    _refuse_outdated(session, text)
    text.checked_by_id, text.checked_at = by, now
    session.flush()
    _audit(session, Act.TEXT_CHECKED, text, by, now)


def send_back(
    session: Session, text: StageText, reason: str, *, by: uuid.UUID, now: datetime
) -> None:
    """Say for the forum why families should not read this version.

    Raises `Refused` without a reason and for a version that is not waiting.
    """
    if not reason.strip():
        raise Refused("Say what should be different, so that it can be written anew.")
    _refuse_unless_waiting(session, text)
    text.sent_back_by_id, text.sent_back_at = by, now
    text.sent_back_reason = reason.strip()
    session.flush()
    _audit(session, Act.TEXT_SENT_BACK, text, by, now)


def publish(session: Session, text: StageText, *, by: uuid.UUID, now: datetime) -> None:
    """Let families read this version from now on.

    Raises `Refused` without the forum's signature, for the person who signed for the forum,
    where somebody else published it just now, and where the standard text changed since.
    """
    state = state_of(text)
    if state == TextState.PUBLISHED:
        raise Refused("Somebody else has published this version already. Families read it now.")
    if state != TextState.CHECKED:
        raise Refused(
            "The forum has not checked this version. It can be published once somebody of the "
            "forum has signed that families can read it."
        )
    _refuse_if_not_newest(session, text)
    if text.checked_by_id == by:
        raise Refused("You checked this text for the forum. Another administrator publishes it.")
    _refuse_outdated(session, text)
    text.published_by_id, text.published_at = by, now
    session.flush()
    _audit(session, Act.TEXT_PUBLISHED, text, by, now)


def publish_all_checked(
    session: Session, area_id: uuid.UUID, *, by: uuid.UUID, now: datetime
) -> int:
    """Publish every version that the forum has checked and nothing hinders; how many.

    Standard texts go first. What was made from the text that one of them takes the place of
    stays, to be checked against the new one, and so does what this person checked.
    """
    ready = [
        each.coming
        for each in standings(queries.on_the_desk(session, area_id)).values()
        if each.coming is not None and each.coming_state == TextState.CHECKED
    ]
    ready.sort(key=lambda text: text.variant != STANDARD_ENGLISH)
    return sum(_is_published(session, text, by, now) for text in ready)


def _is_published(session: Session, text: StageText, by: uuid.UUID, now: datetime) -> bool:
    # Waits for anybody else who signs it, and then reads what they signed.
    session.refresh(text, with_for_update=True)
    try:
        publish(session, text, by=by, now=now)
    except Refused:
        return False
    return True


def _keep(
    session: Session,
    area_id: uuid.UUID,
    stage: StageKey,
    variant: Variant,
    words: StageWords,
    number: int,
    by: uuid.UUID,
    now: datetime,
) -> StageText:
    """Add the version. Of two with one number the database refuses the second."""
    text = StageText(
        area_id=area_id,
        stage=stage,
        reading=variant.reading,
        language=variant.language,
        number=number,
        kept_words=asdict(words),
        based_on_id=None,
        based_on_digest="",
        written_by_id=by,
        written_at=now,
        sent_back_reason="",
    )
    if variant != STANDARD_ENGLISH:
        standard = queries.published_standard(session, area_id, stage)
        text.based_on_id = standard.id if standard else None
        text.based_on_digest = digest_of(standard.words) if standard else PORTALS_OWN_DIGESTS[stage]
    try:
        with session.begin_nested():
            session.add(text)
    except IntegrityError as taken:
        raise Refused(SOMEBODY_WROTE) from taken
    _audit(session, Act.TEXT_WRITTEN, text, by, now)
    return text


def _audit(session: Session, act: Act, text: StageText, by: uuid.UUID, now: datetime) -> None:
    record(
        session,
        act,
        at=now,
        actor_id=by,
        area_id=text.area_id,
        object_id=text.id,
        number=text.number,
    )


def _refuse_long_sentences(variant: Variant, words: StageWords) -> None:
    if variant.reading != Reading.EASY_READ:
        return
    for field in WORD_FIELDS:
        if sentence := too_long(getattr(words, field)):
            raise Refused(
                f"An Easy Read sentence has 15 words or fewer. Say this one shorter: “{sentence}”"
            )


def _refuse_unless_waiting(session: Session, text: StageText) -> None:
    done = {
        TextState.PUBLISHED: "This version is published already.",
        TextState.CHECKED: "The forum has checked this version already.",
        TextState.SENT_BACK: "The forum has sent this version back already.",
    }.get(state_of(text))
    if done:
        raise Refused(done)
    _refuse_if_not_newest(session, text)


def _refuse_if_not_newest(session: Session, text: StageText) -> None:
    newest = queries.newest(session, text.area_id, text.stage, text.variant)
    if newest is not None and newest.number != text.number:
        raise Refused(
            f"Version {newest.number} of this text was written in the meantime. Open that one."
        )


def _refuse_outdated(session: Session, text: StageText) -> None:
    if is_outdated(text, queries.published_standard(session, text.area_id, text.stage)):
        raise Refused(
            "The standard text of this stage has changed since this version was written. It "
            "must be written, or asked for again, from the new one."
        )
