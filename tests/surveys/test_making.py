"""Making a survey, its questions and its end: what is kept, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.audit.models import AuditEntry
from portal.domain.refusal import Refused
from portal.surveys import agreement_services, making_queries, question_services, services
from portal.surveys.definition import COMMENT, YES_NO
from portal.surveys.models import (
    Audience,
    Layout,
    Question,
    QuestionTranslation,
    Side,
    Survey,
    SurveyTranslation,
    Wave,
)
from portal.surveys.question_rules import MOST_QUESTIONS, NO_AND_YES
from portal.surveys.services import RESERVED_SLUGS, make_survey
from portal.surveys.starting import STARTING
from portal.surveys.wave_services import Plan, change_plan, close_wave, open_wave, plan_wave
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY
from tests.surveys.conftest import STAR_LABELS, Makers, stars


def opened(makers: Makers, survey: Survey, first: date = TODAY) -> Wave:
    """A wave of the survey, agreed to by both sides and open."""
    makers.agree(survey)
    plan = Plan("Spring", first, date(2026, 4, 30), ["open_link"])
    wave = plan_wave(makers.session, survey, plan, by=None, today=TODAY, now=NOW)
    open_wave(makers.session, wave, by=None, today=TODAY, now=NOW)
    makers.session.commit()
    return wave


def acts(session: Session) -> list[tuple[str, Any]]:
    kept = session.execute(
        select(AuditEntry.act, AuditEntry.details).where(AuditEntry.act.startswith("surveys:"))
    )
    return sorted((act, str(details)) for act, details in kept)


def sides(makers: Makers, survey: Survey) -> list[Side]:
    agreed = making_queries.agreed_in(makers.session, makers.area)
    return [each.side for each in agreed if each.survey_id == survey.id]


def wordings(makers: Makers, survey: Survey) -> list[str]:
    return [row.wording for row in question_services.in_order(makers.fresh(survey))]


class TestMaking:
    @pytest.mark.parametrize("key", list(STARTING))
    def test_from_every_survey_that_comes_with_the_portal(self, makers: Makers, key: str) -> None:
        start = STARTING[key]
        survey = makers.survey(start.title, start)
        rows = question_services.in_order(survey)
        assert [services.as_asked(row) for row in rows] == [
            replace(question, position=place, translations=None)
            for place, question in enumerate(start.questions, start=1)
        ]
        assert (survey.title, survey.introduction) == (start.title, start.introduction)
        translated = select(SurveyTranslation.language).where(
            SurveyTranslation.survey_id == survey.id
        )
        assert set(makers.session.scalars(translated)) == set(start.translations)
        words = select(QuestionTranslation).where(QuestionTranslation.question_id == rows[0].id)
        assert {row.language: row.wording for row in makers.session.scalars(words)} == {
            language: said["wording"]
            for language, said in (start.questions[0].translations or {}).items()
        }

    @pytest.mark.parametrize(
        ("title", "key"),
        [
            pytest.param("How it went", "how-it-went-wandsworth", id="plain"),
            pytest.param("  Été & après!", "ete-apres-wandsworth", id="letters with marks"),
            pytest.param("为什么", "survey-wandsworth", id="no plain letter"),
            pytest.param("Ticket", "ticket-survey-wandsworth", id="a word of ours"),
            pytest.param("a" * 80, f"{'a' * 60}-wandsworth", id="long"),
        ],
    )
    def test_the_key_is_made_from_the_title(self, makers: Makers, title: str, key: str) -> None:
        assert makers.survey(title).key == key

    def test_a_key_that_is_taken_gets_a_number(self, makers: Makers, make: Make) -> None:
        assert makers.survey("How it went?").key == "how-it-went-wandsworth"
        assert makers.survey("How it went!").key == "how-it-went-2-wandsworth"

    def test_the_keys_of_two_areas_never_meet(self, makers: Makers, make: Make) -> None:
        """South-wandsworth's `how` would be called as wandsworth's `how-south`."""
        other = make.area("south-wandsworth")
        makers.survey("How south")
        there = replace(makers, area=other).survey("How")
        assert there.key == "how-2-south-wandsworth"

    def test_reserved_words_are_those_of_the_addresses(self) -> None:
        assert {"ticket", "withdraw", "writing", "kiosk"} <= RESERVED_SLUGS

    def test_the_title_of_the_same_peoples_survey_is_refused(self, makers: Makers) -> None:
        ended = makers.survey("How it went")
        with pytest.raises(Refused, match="of this title"):
            makers.survey("HOW it went")
        services.end_survey(
            makers.session, ended, [Side.FORUM], by=makers.forum.id, today=TODAY, now=NOW
        )
        assert makers.survey("How it went").key == "how-it-went-2-wandsworth"

    def test_other_people_may_have_a_survey_of_that_title(self, makers: Makers) -> None:
        makers.survey("How it went")
        other = make_survey(
            makers.session,
            makers.area,
            title="How it went",
            audience=Audience.YOUNG_PERSON,
            start=None,
            by=makers.forum.id,
            now=NOW,
        )
        assert other.audience is Audience.YOUNG_PERSON


class TestQuestions:
    def test_a_key_comes_from_the_concept_and_stays(self, makers: Makers) -> None:
        survey = makers.survey()
        first = makers.add(survey, "How was it?")
        second = makers.add(survey, "And then?")
        assert [first.key, second.key] == ["satisfaction", "satisfaction_2"]
        question_services.change_question(
            makers.session,
            survey,
            first,
            stars("New words?", concept="Being kept informed"),
            by=makers.forum.id,
            now=NOW,
        )
        assert (first.key, first.concept) == ("satisfaction", "Being kept informed")

    def test_there_are_forty_at_most(self, makers: Makers) -> None:
        survey = makers.survey()
        for number in range(MOST_QUESTIONS):
            makers.add(survey, f"Question {number}?")
        with pytest.raises(Refused, match="40 questions at most"):
            makers.add(survey)

    def test_moving_changes_places(self, makers: Makers) -> None:
        survey = makers.survey()
        _, second, _ = (makers.add(survey, wording) for wording in ("A", "B", "C"))
        move: dict[str, Any] = {"by": makers.forum.id, "now": NOW}
        assert question_services.move_question(makers.session, survey, second, up=True, **move)
        assert wordings(makers, survey) == ["B", "A", "C"]
        survey = makers.fresh(survey)
        first = question_services.in_order(survey)[0]
        assert not question_services.move_question(makers.session, survey, first, up=True, **move)
        last = question_services.in_order(survey)[-1]
        assert not question_services.move_question(makers.session, survey, last, up=False, **move)

    @pytest.mark.parametrize("up", [pytest.param(True, id="up"), pytest.param(False, id="down")])
    def test_nothing_moves_past_what_it_depends_on(self, makers: Makers, up: bool) -> None:
        survey = makers.survey()
        saw = makers.add(survey, "Did you?", kind=YES_NO, labels=NO_AND_YES)
        how = makers.add(survey, "How?")
        act: dict[str, Any] = {"by": makers.forum.id, "now": NOW}
        question_services.set_condition(makers.session, survey, how, saw.key, [1, 1], **act)
        assert how.asked_if_values == [1]
        with pytest.raises(Refused, match=r"“How\?” is only asked after.*“Did you\?”"):
            question_services.move_question(
                makers.session, survey, how if up else saw, up=up, **act
            )
        with pytest.raises(Refused, match="“How\\?”"):
            question_services.remove_question(makers.session, survey, saw, **act)
        assert wordings(makers, survey) == ["Did you?", "How?"]

    def test_a_condition_is_taken_away(self, makers: Makers) -> None:
        survey = makers.survey()
        saw = makers.add(survey, "Did you?", kind=YES_NO, labels=NO_AND_YES)
        how = makers.add(survey, "How?", asked_if_key=saw.key, asked_if_values=(1,))
        assert question_services.set_condition(
            makers.session, survey, how, "", [1], by=makers.forum.id, now=NOW
        )
        assert (how.asked_if_key, how.asked_if_values) == ("", [])

    def test_one_that_was_never_asked_is_deleted(self, makers: Makers) -> None:
        survey = makers.survey(start=STARTING["assessment"])
        question = question_services.in_order(survey)[0]
        question_services.remove_question(
            makers.session, survey, question, by=makers.forum.id, now=NOW
        )
        makers.session.commit()
        assert makers.session.get(Question, question.id) is None
        rows = question_services.in_order(makers.fresh(survey))
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))

    def test_one_that_a_wave_asked_is_only_removed_and_its_key_stays_its_own(
        self, makers: Makers
    ) -> None:
        survey = makers.survey()
        question = makers.add(survey)
        makers.add(survey, "And?")
        opened(makers, survey)
        survey = makers.fresh(survey)
        question = question_services.in_order(survey)[0]
        question_services.remove_question(
            makers.session, survey, question, by=makers.forum.id, now=NOW
        )
        makers.session.commit()
        kept = makers.session.get(Question, question.id)
        assert kept
        assert kept.removed
        assert wordings(makers, survey) == ["And?"]
        assert makers.add(makers.fresh(survey)).key == "satisfaction_3"

    @pytest.mark.parametrize(
        "changed",
        [
            pytest.param({"kind": COMMENT, "labels": ()}, id="kind"),
            pytest.param({"high_is_good": False}, id="direction"),
        ],
    )
    def test_kind_and_direction_stay_once_asked(
        self, makers: Makers, changed: dict[str, Any]
    ) -> None:
        survey = makers.survey()
        question = makers.add(survey)
        act: dict[str, Any] = {"by": makers.forum.id, "now": NOW}
        first = stars(kind=YES_NO, labels=NO_AND_YES)
        for asked in (replace(first, **changed), first):
            assert question_services.change_question(makers.session, survey, question, asked, **act)
        opened(makers, survey)
        survey = makers.fresh(survey)
        question = survey.questions[0]
        with pytest.raises(Refused, match="A wave has asked this question"):
            question_services.change_question(
                makers.session, survey, question, replace(first, **changed), **act
            )
        question_services.change_question(
            makers.session, survey, question, replace(first, wording="Again?"), **act
        )
        assert wordings(makers, survey) == ["Again?"]

    @pytest.mark.parametrize(
        ("changed", "forgotten"),
        [
            pytest.param({"wording": "New?"}, True, id="wording"),
            pytest.param({"help_text": "New."}, True, id="help"),
            pytest.param({"labels": tuple("abcde")}, True, id="answers"),
            pytest.param({"offers_unknown": False}, False, id="unknown offered"),
            pytest.param({"concept": "Something"}, False, id="concept"),
        ],
    )
    def test_new_words_take_the_translations_away(
        self, makers: Makers, changed: dict[str, Any], forgotten: bool
    ) -> None:
        survey = makers.survey(start=STARTING["assessment"])
        question = question_services.in_order(survey)[0]
        assert making_queries.is_translated(makers.session, question)
        asked = replace(services.as_asked(question), **changed)
        question_services.change_question(
            makers.session, survey, question, asked, by=makers.forum.id, now=NOW
        )
        assert making_queries.is_translated(makers.session, question) is not forgotten


def said(survey: Survey, **changed: Any) -> services.Particulars:
    return replace(services.particulars_of(survey), **changed)


CHANGES: dict[str, Callable[[Makers, Survey, Question], Any]] = {
    "title": lambda m, s, q: services.change_survey(
        m.session, s, said(s, title="New"), by=m.forum.id, now=NOW
    ),
    "layout": lambda m, s, q: services.change_survey(
        m.session, s, said(s, layout=Layout.A_QUESTION_A_PAGE), by=m.forum.id, now=NOW
    ),
    "question added": lambda m, s, q: m.add(s, "More?"),
    "question changed": lambda m, s, q: question_services.change_question(
        m.session, s, q, stars("Other words?"), by=m.forum.id, now=NOW
    ),
    "condition": lambda m, s, q: question_services.set_condition(
        m.session, s, s.questions[1], q.key, [1], by=m.forum.id, now=NOW
    ),
    "order": lambda m, s, q: question_services.move_question(
        m.session, s, q, up=False, by=m.forum.id, now=NOW
    ),
    "question removed": lambda m, s, q: question_services.remove_question(
        m.session, s, q, by=m.forum.id, now=NOW
    ),
}


@pytest.mark.parametrize("name", list(CHANGES))
class TestEveryChange:
    def test_starts_the_agreement_over_and_makes_one_new_version(
        self, makers: Makers, name: str
    ) -> None:
        survey = makers.survey()
        makers.add(survey)
        makers.add(survey, "And?")
        frozen = opened(makers, survey).definition
        assert survey.version == survey.frozen_version == 1
        makers.agree(survey)
        survey = makers.fresh(survey)
        CHANGES[name](makers, survey, survey.questions[0])
        assert sides(makers, survey) == []
        assert survey.version == 2
        makers.add(survey, "Once more?")
        assert survey.version == 2
        wave = makers.session.scalars(select(Wave).where(Wave.survey_id == survey.id)).one()
        assert wave.definition == frozen

    def test_is_refused_when_the_survey_has_ended(self, makers: Makers, name: str) -> None:
        survey = makers.survey()
        question = makers.add(survey)
        makers.add(survey, "And?")
        services.end_survey(
            makers.session, survey, [Side.FORUM], by=makers.forum.id, today=TODAY, now=NOW
        )
        with pytest.raises(Refused, match="has ended"):
            CHANGES[name](makers, survey, question)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            lambda m, s, q: services.change_survey(m.session, s, said(s), by=m.forum.id, now=NOW),
            id="survey",
        ),
        pytest.param(
            lambda m, s, q: question_services.change_question(
                m.session, s, q, services.as_asked(q), by=m.forum.id, now=NOW
            ),
            id="question",
        ),
        pytest.param(
            lambda m, s, q: question_services.set_condition(
                m.session, s, q, "", [], by=m.forum.id, now=NOW
            ),
            id="condition",
        ),
    ],
)
def test_what_changes_nothing_leaves_the_agreement(
    makers: Makers, change: Callable[[Makers, Survey, Question], bool]
) -> None:
    survey = makers.survey(start=STARTING["assessment"])
    makers.agree(survey)
    survey = makers.fresh(survey)
    assert not change(makers, survey, survey.questions[0])
    assert sides(makers, survey) == [Side.COUNCIL, Side.FORUM]


def test_a_new_title_takes_its_translations_away(makers: Makers) -> None:
    start = STARTING["assessment"]
    survey = makers.survey(start.title, start)
    wanted = select(SurveyTranslation).where(SurveyTranslation.survey_id == survey.id)
    act: dict[str, Any] = {"by": makers.forum.id, "now": NOW}
    services.change_survey(makers.session, survey, said(survey, asks_code_word=True), **act)
    assert makers.session.scalars(wanted).all()
    services.change_survey(makers.session, survey, said(survey, title="New"), **act)
    assert not makers.session.scalars(wanted).all()
    assert survey.key == "how-the-assessment-went-for-you-wandsworth"


def test_a_survey_made_with_another_title_starts_without_translations_of_it(
    makers: Makers,
) -> None:
    survey = makers.survey("Ours", STARTING["assessment"])
    wanted = select(SurveyTranslation).where(SurveyTranslation.survey_id == survey.id)
    assert not makers.session.scalars(wanted).all()
    assert making_queries.is_translated(makers.session, survey.questions[0])


class TestAgreeing:
    def test_to_nothing_is_refused(self, makers: Makers) -> None:
        survey = makers.survey()
        with pytest.raises(Refused, match="no question yet"):
            makers.agree(survey, Side.COUNCIL)

    def test_for_both_sides_is_refused(self, makers: Makers) -> None:
        survey = makers.survey(start=STARTING["assessment"])
        makers.agree(survey, Side.COUNCIL)
        with pytest.raises(Refused, match="agreed for the other side"):
            agreement_services.agree(
                makers.session,
                survey,
                Side.FORUM,
                by=makers.administrator.id,
                today=TODAY,
                now=NOW,
            )
        assert sides(makers, survey) == [Side.COUNCIL]

    def test_to_a_survey_that_has_ended_is_refused(self, makers: Makers) -> None:
        survey = makers.survey(start=STARTING["assessment"])
        services.end_survey(
            makers.session, survey, [Side.FORUM], by=makers.forum.id, today=TODAY, now=NOW
        )
        with pytest.raises(Refused, match="has ended"):
            makers.agree(survey, Side.FORUM)

    @pytest.mark.parametrize("side", list(Side))
    def test_one_side_alone_opens_no_wave(self, makers: Makers, side: Side) -> None:
        survey = makers.survey(start=STARTING["assessment"])
        makers.agree(survey, side)
        plan = Plan("Spring", TODAY, date(2026, 4, 30), ["open_link"])
        wave = plan_wave(makers.session, survey, plan, by=None, today=TODAY, now=NOW)
        with pytest.raises(Refused, match="must both agree"):
            open_wave(makers.session, wave, by=None, today=TODAY, now=NOW)


class TestEnding:
    def test_is_refused_while_a_wave_is_planned_or_open(self, makers: Makers) -> None:
        survey = makers.survey(start=STARTING["assessment"])
        makers.agree(survey)
        plan = Plan("Spring", TODAY, date(2026, 4, 30), ["open_link"])
        wave = plan_wave(makers.session, survey, plan, by=None, today=TODAY, now=NOW)
        act: dict[str, Any] = {"by": makers.forum.id, "today": TODAY, "now": NOW}
        with pytest.raises(Refused, match="“Spring” is planned"):
            services.end_survey(makers.session, survey, [Side.FORUM], **act)
        open_wave(makers.session, wave, by=None, today=TODAY, now=NOW)
        with pytest.raises(Refused, match="“Spring” is open"):
            services.end_survey(makers.session, survey, [Side.FORUM], **act)
        close_wave(makers.session, wave, by=None, today=TODAY, now=NOW)
        services.end_survey(makers.session, survey, [Side.FORUM], **act)
        assert survey.ended_on == TODAY
        with pytest.raises(Refused, match="has ended"):
            plan_wave(
                makers.session,
                survey,
                replace(plan, opens_on=date(2026, 5, 1), closes_on=date(2026, 5, 2)),
                by=None,
                today=TODAY,
                now=NOW,
            )

    def test_a_wave_that_never_opened_cannot_be_planned_anew(self, makers: Makers) -> None:
        survey = makers.survey(start=STARTING["assessment"])
        plan = Plan("Spring", TODAY, TODAY, ["open_link"])
        wave = plan_wave(makers.session, survey, plan, by=None, today=TODAY, now=NOW)
        later = date(2026, 3, 20)
        act: dict[str, Any] = {"by": makers.forum.id, "today": later, "now": NOW}
        services.end_survey(makers.session, survey, [Side.FORUM], **act)
        with pytest.raises(Refused, match="has ended"):
            change_plan(makers.session, wave, replace(plan, opens_on=later, closes_on=later), **act)


def test_the_record_says_what_was_done_and_no_words(makers: Makers) -> None:
    survey = makers.survey("How it went")
    makers.add(survey, "A secret wording?")
    makers.agree(survey)
    services.end_survey(
        makers.session, survey, [Side.FORUM], by=makers.forum.id, today=TODAY, now=NOW
    )
    assert acts(makers.session) == [
        ("surveys:survey:agreed", "{'side': 'council'}"),
        ("surveys:survey:agreed", "{'side': 'forum'}"),
        ("surveys:survey:changed", "{'fields': ['question-added']}"),
        ("surveys:survey:ended", "{'sides': ['forum']}"),
        ("surveys:survey:made", "{}"),
    ]


def test_labels_are_kept_as_given(makers: Makers) -> None:
    question = makers.add(makers.survey())
    assert tuple(question.labels) == STAR_LABELS
