"""A draft is read and its words are masked before it is held: what stands then is what counts."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from portal.feedback import drafts
from portal.feedback.answers import Words
from portal.feedback.drafts import Writing
from portal.feedback.receipts import new_receipt
from portal.feedback.seals import new_token
from portal.feedback.services import WaveClosed, masked_comments
from portal.feedback.writing_services import Desk, send_as_read
from portal.surveys.models import Wave
from tests.feedback.answering import kept
from tests.feedback.conftest import TODAY

SECRET = "a secret for tests"


@pytest.fixture
def desk(session: Session, wave: Wave) -> Desk:
    """What somebody wrote, as it was read."""
    key = next(each["key"] for each in wave.definition["questions"] if each["kind"] == "comment")
    writing = Writing(new_receipt(), comments={key: Words("Our Maximilian waited.")})
    token = new_token()
    assert drafts.start(session, wave.id, token, writing)
    return Desk(wave, token, writing)


def send(session: Session, desk: Desk) -> list[tuple[str, str]]:
    """Send it as it was read; the words that are kept, and what readers see of them."""
    comments = masked_comments(session, desk.wave, desk.writing.said)
    send_as_read(session, desk, comments, secret=SECRET, today=TODAY)
    session.commit()
    return [(each.text, each.redacted_text) for one in kept(session) for each in one.comments]


def test_what_was_masked_before_is_kept(session: Session, desk: Desk) -> None:
    assert send(session, desk) == [("Our Maximilian waited.", "Our [name] waited.")]


def test_what_was_changed_since_is_masked_anew(session: Session, desk: Desk) -> None:
    (key,) = desk.writing.comments
    changed = replace(desk.writing, comments={key: Words("We thank Persephone.")})
    drafts.keep(session, desk.token, changed)

    assert send(session, desk) == [("We thank Persephone.", "We thank [name].")]


def test_what_was_sent_since_is_not_sent_again(session: Session, desk: Desk) -> None:
    comments = masked_comments(session, desk.wave, desk.writing.said)
    for _ in range(2):
        send_as_read(session, desk, comments, secret=SECRET, today=TODAY)
    session.commit()

    assert len(kept(session)) == 1


def test_what_was_given_up_since_is_not_sent(session: Session, desk: Desk) -> None:
    drafts.forget_one(session, desk.token)

    with pytest.raises(WaveClosed):
        send(session, desk)
    assert kept(session) == []
