"""Publishing: once, for ever, by one worker only, and corrected in the open."""

import threading
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from portal.areas.models import Area
from portal.audit.models import AuditEntry
from portal.domain.refusal import Refused
from portal.extensions import db
from portal.feedback.models import Answer, Response
from portal.measures import queries
from portal.measures.digest import digest_matches, digest_of
from portal.measures.models import Release
from portal.measures.services import publish_correction, publish_due_releases
from portal.surveys.models import Question, Survey, Wave
from portal.web.unit_of_work import committing
from tests.factories import Make
from tests.measures.held_waves import EARLIER, LATER, NOW, TODAY, HeldSurvey, a_survey

FIRST_DAY, SECOND_DAY = date(2025, 9, 1), date(2026, 1, 5)


def releases(session: Session) -> list[Release]:
    session.expire_all()
    return list(queries.every_release(session))


def test_a_closed_wave_is_published_once(held: HeldSurvey, session: Session) -> None:
    wave = held.hold(FIRST_DAY, {"satisfaction": EARLIER})
    assert (held.publish(), held.publish()) == (1, 0)
    (release,) = releases(session)
    assert (release.wave_id, release.number, release.reason) == (wave.id, 1, "")
    assert (release.area_id, release.survey_id) == (held.survey.area_id, held.survey.id)
    assert release.published_at == NOW


def test_publishing_stands_in_the_audit_record(held: HeldSurvey, session: Session) -> None:
    held.hold(FIRST_DAY, {"satisfaction": EARLIER})
    held.publish()
    (release,) = releases(session)
    (entry,) = session.scalars(select(AuditEntry))
    assert (entry.act, entry.object_id) == ("measures:release:published", release.id)
    assert (entry.actor_id, entry.details) == (None, {"number": 1})


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"closed": False}, id="open"),
        pytest.param({"closed_on": TODAY + timedelta(days=1)}, id="closes tomorrow"),
    ],
)
def test_an_open_wave_is_not_published(held: HeldSurvey, facts: dict[str, Any]) -> None:
    held.hold(date(2026, 3, 1), {"satisfaction": EARLIER}, **facts)
    assert held.publish() == 0


def test_each_wave_is_compared_with_the_one_before(held: HeldSurvey, session: Session) -> None:
    later = held.hold(SECOND_DAY, {"satisfaction": LATER})
    earlier = held.hold(FIRST_DAY, {"satisfaction": EARLIER})
    assert held.publish() == 2
    by_wave = {release.wave_id: release.figures for release in releases(session)}
    assert by_wave[earlier.id]["compared_with"] is None
    assert by_wave[later.id]["compared_with"] == {"id": str(earlier.id), "name": earlier.name}
    comparison = by_wave[later.id]["questions"][0]["comparison"]
    assert comparison
    assert comparison["verdict"] == "no clear change"


def test_a_wave_is_not_compared_with_another_survey(
    held: HeldSurvey, session: Session, make: Make, area: Area
) -> None:
    other = a_survey(session, make, area)
    other.hold(FIRST_DAY, {"satisfaction": EARLIER})
    held.hold(SECOND_DAY, {"satisfaction": LATER})
    assert held.publish() == 2
    assert [release.figures["compared_with"] for release in releases(session)] == [None, None]


def test_a_wave_is_not_compared_with_one_that_is_still_open(
    held: HeldSurvey, session: Session
) -> None:
    held.hold(FIRST_DAY, {"satisfaction": EARLIER}, closed=False)
    held.hold(SECOND_DAY, {"satisfaction": LATER})
    assert held.publish() == 1
    assert releases(session)[0].figures["compared_with"] is None


def test_surveys_of_no_area_are_published_too(session: Session, make: Make) -> None:
    imported = a_survey(session, make, None)
    imported.hold(FIRST_DAY, {"satisfaction": EARLIER})
    assert imported.publish() == 1
    assert releases(session)[0].area_id is None


def test_counting_takes_as_many_queries_for_one_wave_as_for_five(
    held: HeldSurvey, query_count
) -> None:
    for waves, start in ((1, FIRST_DAY), (5, SECOND_DAY - timedelta(days=1000))):
        for number in range(waves):
            day = start + timedelta(days=40 * number)
            held.hold(day, {"satisfaction": EARLIER}, more=3)
        with query_count() as statements:
            held.publish()
        reads = [each for each in statements if each.lstrip().upper().startswith("SELECT")]
        assert len(reads) == 6, reads


def test_later_answers_change_nothing_that_is_published(held: HeldSurvey, session: Session) -> None:
    wave = held.hold(FIRST_DAY, {"satisfaction": EARLIER})
    held.publish()
    before = releases(session)[0].figures
    held.answer(wave, {"satisfaction": (0, 0, 0, 0, 50)})
    session.execute(update(Question).values(wording="Something else?"))
    assert held.publish() == 0
    (release,) = releases(session)
    assert release.figures == before
    assert digest_matches(release)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"reason": "another"}, id="reason"),
        pytest.param({"number": 2}, id="number"),
        pytest.param({"published_at": NOW + timedelta(seconds=1)}, id="moment"),
    ],
)
def test_the_digest_covers_more_than_the_figures(
    held: HeldSurvey, session: Session, change: dict[str, Any]
) -> None:
    held.hold(FIRST_DAY, {"satisfaction": EARLIER})
    held.publish()
    (release,) = releases(session)
    facts: dict[str, Any] = {
        "wave_id": release.wave_id,
        "number": release.number,
        "reason": release.reason,
        "published_at": release.published_at,
    }
    assert digest_of(release.figures, **facts) == release.digest
    assert digest_of(release.figures, **facts | change) != release.digest


def test_a_changed_definition_changes_the_digest(held: HeldSurvey, session: Session) -> None:
    held.hold(FIRST_DAY, {"satisfaction": EARLIER})
    held.publish()
    (release,) = releases(session)
    release.figures["definition"]["questions"][0]["wording"] += " "
    assert not digest_matches(release)


class TestCorrections:
    def corrected(self, held: HeldSurvey, wave: Wave, reason: str = "Two were counted twice."):
        return publish_correction(held.session, wave.id, reason, now=NOW, by=None)

    def test_a_correction_is_the_next_number_and_says_why(
        self, held: HeldSurvey, session: Session
    ) -> None:
        wave = held.hold(FIRST_DAY, {"satisfaction": (5, 6, 9, 14, 26)})
        held.publish()
        late = session.scalars(select(Response.id).join(Answer).where(Answer.value == 5)).all()
        session.execute(delete(Answer).where(Answer.response_id.in_(late[:20])))
        session.execute(delete(Response).where(Response.id.in_(late[:20])))
        correction = self.corrected(held, wave, " Twenty came twice. ")
        assert (correction.number, correction.reason) == (2, "Twenty came twice.")
        assert digest_matches(correction)
        assert [release.figures["questions"][0]["base"] for release in releases(session)] == [
            60,
            40,
        ]

    def test_a_third_release_follows_the_second(self, held: HeldSurvey) -> None:
        wave = held.hold(FIRST_DAY, {"satisfaction": EARLIER})
        held.publish()
        assert [self.corrected(held, wave).number for _ in range(2)] == [2, 3]
        assert held.publish() == 0

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_a_correction_needs_a_reason(self, held: HeldSurvey, reason: str) -> None:
        wave = held.hold(FIRST_DAY, {"satisfaction": EARLIER})
        held.publish()
        with pytest.raises(Refused, match="Say why"):
            self.corrected(held, wave, reason)

    def test_what_is_not_published_cannot_be_corrected(self, held: HeldSurvey) -> None:
        wave = held.hold(FIRST_DAY, {"satisfaction": EARLIER})
        with pytest.raises(Refused, match="nothing can be corrected"):
            self.corrected(held, wave)

    @pytest.mark.parametrize(
        "more",
        [
            pytest.param((0, 0, 1, 0, 0), id="one more, seen in the share only"),
            pytest.param((0, 0, 0, 4, 0), id="four more, seen in a rounded count"),
        ],
    )
    def test_a_correction_that_would_show_a_family_is_refused(
        self, held: HeldSurvey, session: Session, more: tuple[int, ...]
    ) -> None:
        wave = held.hold(FIRST_DAY, {"satisfaction": (5, 6, 9, 14, 7)})
        held.publish()
        held.answer(wave, {"satisfaction": more})
        with pytest.raises(Refused, match="what single families said"):
            self.corrected(held, wave)
        assert len(releases(session)) == 1

    def test_a_correction_of_how_people_were_asked_is_always_allowed(
        self, held: HeldSurvey, session: Session
    ) -> None:
        held.hold(FIRST_DAY, {"satisfaction": EARLIER})
        wave = held.hold(SECOND_DAY, {"satisfaction": LATER})
        held.publish()
        assert wave.definition
        session.execute(
            update(Wave)
            .where(Wave.id == wave.id)
            .values(definition=wave.definition | {"channel": "paper"})
        )
        correction = self.corrected(held, wave, "It was on paper.")
        comparison = correction.figures["questions"][0]["comparison"]
        assert comparison
        assert comparison["verdict"] == "cannot compare"


@pytest.fixture
def kept_survey(migrated_app: Flask) -> Iterator[uuid.UUID]:
    """A survey with two closed waves, kept for good and removed after the test."""
    with migrated_app.app_context():
        with committing() as session:
            held = a_survey(session, Make(session), None)
            held.hold(FIRST_DAY, {"satisfaction": EARLIER})
            held.hold(SECOND_DAY, {"satisfaction": LATER})
            survey_id = held.survey.id
        yield survey_id
        db.session.remove()
        with committing() as session:
            waves = select(Wave.id).where(Wave.survey_id == survey_id)
            responses = select(Response.id).where(Response.wave_id.in_(waves))
            session.execute(delete(AuditEntry))
            session.execute(delete(Release))
            session.execute(delete(Answer).where(Answer.response_id.in_(responses)))
            session.execute(delete(Response).where(Response.wave_id.in_(waves)))
            session.execute(delete(Wave).where(Wave.survey_id == survey_id))
            session.execute(delete(Question).where(Question.survey_id == survey_id))
            session.execute(delete(Survey).where(Survey.id == survey_id))
        db.session.remove()


def test_of_two_workers_at_once_one_publishes(migrated_app: Flask, kept_survey: uuid.UUID) -> None:
    """The second looks while the first has published and not committed: it waits, and passes on.

    On PostgreSQL it waits at the first row that is there already, on SQLite before it begins.
    """
    published = []

    def second_worker() -> None:
        with migrated_app.app_context():
            with committing() as session:
                published.append(publish_due_releases(session, today=TODAY, now=NOW))
            db.session.remove()

    second = threading.Thread(target=second_worker)
    with committing() as session:
        published.append(publish_due_releases(session, today=TODAY, now=NOW))
        second.start()
        second.join(timeout=0.5)
        assert second.is_alive()
    second.join()
    with committing() as session:
        kept = session.execute(select(Release.wave_id, Release.number)).all()
        acts = session.scalar(select(func.count()).select_from(AuditEntry))
    assert published == [2, 0]
    assert len({wave_id for wave_id, _ in kept}) == len(kept) == acts == 2
    assert {number for _, number in kept} == {1}


def test_a_run_that_dies_half_way_leaves_no_half(
    migrated_app: Flask, kept_survey: uuid.UUID
) -> None:
    def killed_before_it_is_kept() -> None:
        with committing() as session:
            assert publish_due_releases(session, today=TODAY, now=NOW) == 2
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed_before_it_is_kept()
    with committing() as session:
        assert publish_due_releases(session, today=TODAY, now=NOW) == 2
