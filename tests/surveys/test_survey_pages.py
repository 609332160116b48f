"""The pages on which surveys are made, opened and filled in as an administrator and a forum."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from portal.domain.roles import Role
from portal.surveys import question_services
from portal.surveys.definition import AGREEMENT, CHOICE, COMMENT, STARS, YES_NO
from portal.surveys.models import Audience, Layout, Question, Side, Survey, Wave
from portal.surveys.question_rules import AGREEMENT_LABELS, NO_AND_YES
from portal.surveys.starting import STARTING
from portal.surveys.wave_services import Plan, open_wave, plan_wave
from tests.factories import Make
from tests.feedback.conftest import NOW, TODAY
from tests.pages import PageClient, form_on
from tests.surveys.conftest import STAR_LABELS, Makers

Listen = Callable[[], AbstractContextManager[list[str]]]
SURVEYS = "/wandsworth/surveys"
MAY_MAKE = {Role.ADMINISTRATOR, Role.FORUM_REPRESENTATIVE}
ASSESSMENT = STARTING["assessment"]


def text_of(page: BeautifulSoup) -> str:
    assert page.main
    return " ".join(page.main.text.split())


def at(survey: Survey, *parts: object) -> str:
    return "/".join([SURVEYS, str(survey.id), *map(str, parts)])


def buttons(page: BeautifulSoup) -> set[str]:
    return {" ".join(button.text.split()) for button in page.select("main button")}


@pytest.fixture
def survey(makers: Makers) -> Survey:
    """A survey of the portal's own questions, to which nobody has agreed."""
    return makers.survey(ASSESSMENT.title, ASSESSMENT)


@pytest.fixture
def empty(makers: Makers) -> Survey:
    return makers.survey("Ours")


class TestWhoMayCome:
    @pytest.mark.parametrize("role", sorted(set(Role) - MAY_MAKE - {Role.OPERATOR}))
    def test_other_roles_are_turned_away(
        self, client: PageClient, makers: Makers, survey: Survey, make: Make, role: Role
    ) -> None:
        client.sign_in(make.person(role, makers.area))
        question = survey.questions[0].id
        for address in (
            SURVEYS,
            f"{SURVEYS}/new",
            at(survey),
            at(survey, "change"),
            at(survey, "end"),
            at(survey, "questions", "add"),
            at(survey, "questions", question),
            at(survey, "questions", question, "condition"),
            at(survey, "questions", question, "remove"),
        ):
            client.page(address, 403)

    @pytest.mark.parametrize("maker", ["administrator", "forum"])
    def test_both_sides_make_surveys(
        self, client: PageClient, makers: Makers, survey: Survey, maker: str
    ) -> None:
        client.sign_in(getattr(makers, maker))
        for address in (SURVEYS, f"{SURVEYS}/new", at(survey), at(survey, "questions", "add")):
            client.page(address)
        assert client.page("/wandsworth/").select(f".portal-menu a[href='{SURVEYS}']")

    def test_another_areas_survey_is_not_there(
        self, client: PageClient, makers: Makers, survey: Survey, make: Make
    ) -> None:
        client.sign_in(make.person(Role.ADMINISTRATOR, make.area("merton")))
        client.page(f"/merton/surveys/{survey.id}", 404)
        client.page(f"/merton/surveys/{survey.id}/end", 404)
        assert ASSESSMENT.title not in client.get("/merton/surveys").text

    def test_another_surveys_question_is_not_there(
        self, client: PageClient, makers: Makers, survey: Survey, empty: Survey
    ) -> None:
        client.sign_in(makers.forum)
        client.page(at(empty, "questions", makers.fresh(survey).questions[0].id), 404)


class TestTheList:
    def test_says_who_is_asked_who_agreed_and_when(
        self, client: PageClient, makers: Makers, survey: Survey, empty: Survey
    ) -> None:
        makers.agree(survey, Side.FORUM)
        client.sign_in(makers.forum)
        rows = [
            [" ".join(cell.text.split()) for cell in row.select("th, td")]
            for row in client.page(SURVEYS).select("tbody tr")
        ]
        assert rows == [
            [ASSESSMENT.title, "Parents and carers", "8", "Only the forum", "Never"],
            ["Ours", "Parents and carers", "0", "Nobody yet", "Never"],
        ]
        makers.agree(survey)
        plan = Plan("Spring", TODAY, TODAY, ["open_link"])
        wave = plan_wave(makers.session, survey, plan, by=None, today=TODAY, now=NOW)
        open_wave(makers.session, wave, by=None, today=TODAY, now=NOW)
        makers.session.commit()
        said = text_of(client.page(SURVEYS))
        assert "The council and the forum Spring, open until 16 March 2026" in said

    def test_without_any_says_so(self, client: PageClient, makers: Makers) -> None:
        client.sign_in(makers.forum)
        assert "There is no survey yet." in text_of(client.page(SURVEYS))

    def test_asks_the_database_as_often_for_many_as_for_one(
        self, client: PageClient, makers: Makers, survey: Survey, query_count: Listen
    ) -> None:
        client.sign_in(makers.forum)
        client.page(SURVEYS)
        with query_count() as one:
            client.page(SURVEYS)
        for number in range(5):
            makers.agree(makers.survey(f"Survey {number}", ASSESSMENT))
        with query_count() as many:
            client.page(SURVEYS)
        assert len(one) == len(many) <= 7


class TestMaking:
    @pytest.mark.parametrize("key", list(STARTING))
    def test_from_what_comes_with_the_portal(
        self, client: PageClient, makers: Makers, key: str
    ) -> None:
        client.sign_in(makers.forum)
        assert client.page(f"{SURVEYS}/new").select(f"main a[href$='start={key}']")
        made = client.send(f"{SURVEYS}/new?start={key}", {}, follow=True)
        assert made.status_code == 200
        survey = makers.session.scalars(select(Survey)).one()
        assert (survey.title, survey.audience) == (STARTING[key].title, STARTING[key].audience)
        for question in STARTING[key].questions:
            assert question.wording in made.text.replace("&#39;", "'")

    def test_an_empty_one(self, client: PageClient, makers: Makers) -> None:
        client.sign_in(makers.administrator)
        address = f"{SURVEYS}/new?start=empty"
        refused = client.send(address, {"title": " "})
        assert refused.status_code == 422
        assert "Enter a title for the survey" in refused.text
        assert "Select who is asked" in refused.text
        data = {"title": " Ours\u200b ", "audience": "young_person"}
        made = client.send(address, data, follow=True)
        assert "The survey “Ours” is made." in made.text
        survey = makers.session.scalars(select(Survey)).one()
        assert (survey.title, survey.audience) == ("Ours", Audience.YOUNG_PERSON)

    def test_the_same_title_twice_is_refused_and_stays_typed(
        self, client: PageClient, makers: Makers, survey: Survey
    ) -> None:
        client.sign_in(makers.forum)
        refused = client.send(f"{SURVEYS}/new?start=assessment", {})
        assert refused.status_code == 422
        assert "There is a survey of this title for the same people already." in refused.text
        assert f'value="{ASSESSMENT.title}"' in refused.text


class TestTheSurveysPage:
    def test_says_all_of_every_question(
        self, client: PageClient, makers: Makers, empty: Survey
    ) -> None:
        saw = makers.add(empty, "Did you see it?", kind=YES_NO, labels=NO_AND_YES, concept="Seeing")
        makers.add(
            empty,
            "We were heard.",
            kind=AGREEMENT,
            labels=AGREEMENT_LABELS,
            high_is_good=False,
            help_text="By anybody.",
            offers_unknown=False,
            asked_if_key=saw.key,
            asked_if_values=(1,),
        )
        makers.session.commit()
        client.sign_in(makers.forum)
        said = text_of(client.page(at(empty)))
        for words in (
            "1. Did you see it?",
            "Kind Yes or no",
            "Good answer “Yes” is good",
            "About Seeing",
            "2. We were heard.",
            "Kind Disagree to agree",
            "Answers strongly disagree; disagree; neither",
            "Good answer Disagreeing is good",
            "Help By anybody.",
            "Don’t know Not offered",
            "Only asked After “yes” to question 1",
            "Laid out All questions on one page",
            "Sent after No stage",
            "Polish: 0 of 3 translated",
        ):
            assert words.replace(" ", "") in said.replace(" ", ""), words

    def test_asks_the_database_as_often_for_many_questions_as_for_one(
        self, client: PageClient, makers: Makers, empty: Survey, query_count: Listen
    ) -> None:
        makers.add(empty)
        makers.session.commit()
        client.sign_in(makers.forum)
        client.page(at(empty))
        with query_count() as one:
            client.page(at(empty))
        for number in range(20):
            makers.add(empty, f"Question {number}?")
        makers.agree(empty)
        with query_count() as many:
            client.page(at(empty))
        assert len(one) == len(many) <= 11

    def test_says_what_cannot_be_compared_and_that_a_wave_is_open(
        self, client: PageClient, makers: Makers, survey: Survey
    ) -> None:
        makers.agree(survey)
        plan = Plan("Spring", TODAY, TODAY, ["open_link"], invited_group="Others")
        wave = plan_wave(makers.session, survey, plan, by=None, today=TODAY, now=NOW)
        open_wave(makers.session, wave, by=None, today=TODAY, now=NOW)
        makers.session.commit()
        client.sign_in(makers.forum)
        said = text_of(client.page(at(survey)))
        assert "The wave “Spring” is open until 16 March 2026." in said
        assert "Changed since" not in said
        first, second = makers.fresh(survey).questions[:2]
        client.send(at(survey, "questions", first.id), {"wording": "New words?"})
        said = text_of(client.page(at(survey)))
        assert "Changed since the wave “Spring”" in said
        assert (
            "wording of the question changed: figures cannot be compared for “New words?”" in said
        )
        client.send(
            at(survey), {"direction": "up"}, form=at(survey, "questions", second.id, "move")
        )
        said = text_of(client.page(at(survey)))
        assert "order of the questions changed: figures cannot be compared for any" in said


class TestAgreeing:
    def test_each_side_has_its_own_button_and_a_change_takes_the_yes_away(
        self, client: PageClient, makers: Makers, survey: Survey
    ) -> None:
        for person, words in (
            (makers.administrator, "the council"),
            (makers.forum, "the forum"),
        ):
            client.sign_in(person)
            page = client.page(at(survey))
            assert {each for each in buttons(page) if "Agree" in each} == {f"Agree for {words}"}
            done = client.send(at(survey), {}, form=at(survey, "agree"), follow=True)
            assert f"You have agreed to the survey for {words}." in done.text
        said = text_of(client.page(at(survey)))
        assert "The council: Agreed Ada Council, 16 March 2026" in said
        assert "The forum: Agreed Fay Forum, 16 March 2026" in said
        client.send(at(survey, "change"), {"asks_code_word": "y"})
        assert text_of(client.page(at(survey))).count("Not yet") == 2

    @pytest.mark.parametrize(
        ("person", "side", "status"),
        [
            pytest.param("administrator", "forum", 403, id="administrator for the forum"),
            pytest.param("forum", "council", 403, id="forum for the council"),
            pytest.param("forum", "nobody", 400, id="no side"),
        ],
    )
    def test_nobody_agrees_for_the_other_side(
        self,
        client: PageClient,
        makers: Makers,
        survey: Survey,
        person: str,
        side: str,
        status: int,
    ) -> None:
        client.sign_in(getattr(makers, person))
        sent = client.send(at(survey), {"side": side}, form=at(survey, "agree"))
        assert sent.status_code == status
        assert "Agreed " not in text_of(client.page(at(survey))).replace("Agreed to", "")

    def test_an_administrator_alone_never_opens_a_wave(
        self, client: PageClient, makers: Makers, survey: Survey, make: Make
    ) -> None:
        """Not even one who also holds the forum's role."""
        make.grant(makers.administrator, Role.FORUM_REPRESENTATIVE, makers.area)
        client.sign_in(makers.administrator)
        page = client.page(at(survey))
        assert {"Agree for the council", "Agree for the forum"} <= buttons(page)
        agreed = client.send(at(survey), {"side": "council"}, form=at(survey, "agree"))
        assert agreed.status_code == 303
        again = client.send(at(survey), {"side": "forum"}, form=at(survey, "agree"))
        assert again.status_code == 422
        assert "Somebody else must agree for this one." in again.text
        plan = Plan("Spring", TODAY, TODAY, ["open_link"])
        wave = plan_wave(makers.session, survey, plan, by=None, today=TODAY, now=NOW)
        makers.session.commit()
        opening = f"/wandsworth/waves/{wave.id}/open"
        assert not client.page(opening).select("main form")
        # The token of another page's form, as somebody would send who does not ask the page.
        token = form_on(client.page(at(survey)), at(survey, "agree")).select_one("input")["value"]
        refused = client.post(opening, data={"csrf_token": token})
        assert refused.status_code == 422
        assert "must both agree to the questions first" in refused.text
        makers.session.expire_all()
        assert makers.session.get_one(Wave, wave.id).opened_on is None

    def test_to_what_was_changed_meanwhile_is_refused(
        self, client: PageClient, makers: Makers, survey: Survey
    ) -> None:
        client.sign_in(makers.forum)
        form = form_on(client.page(at(survey)), at(survey, "agree"))
        had = {field["name"]: field["value"] for field in form.select("input")}
        makers.add(makers.fresh(survey), "Put in quietly?")
        makers.session.commit()
        refused = client.post(at(survey, "agree"), data=had)
        assert refused.status_code == 422
        assert "Somebody else changed the survey since you opened this page." in refused.text

    def test_an_empty_survey_has_nothing_to_agree_to(
        self, client: PageClient, makers: Makers, empty: Survey
    ) -> None:
        client.sign_in(makers.forum)
        assert not [each for each in buttons(client.page(at(empty))) if "Agree" in each]


class TestWhatIsSaidOfIt:
    def test_is_changed(self, client: PageClient, makers: Makers, empty: Survey) -> None:
        client.sign_in(makers.forum)
        data: dict[str, Any] = {
            "title": "New title",
            "introduction": "Because.\r\nReally.",
            "invited_group": "Families",
            "layout": "a_question_a_page",
            "asks_code_word": "y",
            "after_stages": ["gathering_advice", "finishing_the_plan"],
        }
        done = client.send(at(empty, "change"), data, follow=True)
        assert "The survey is changed. Both sides must agree." in done.text
        survey = makers.fresh(empty)
        assert (survey.title, survey.key) == ("New title", "ours-wandsworth")
        assert survey.introduction == "Because.\nReally."
        assert survey.layout is Layout.A_QUESTION_A_PAGE
        assert survey.asks_code_word
        assert survey.after_stages == ["gathering_advice", "finishing_the_plan"]
        again = client.send(at(empty, "change"), {}, follow=True)
        assert "Nothing changed." in again.text
        cleared = client.page(at(empty, "change"))
        assert len(cleared.select("input[name=after_stages][checked]")) == 2

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            pytest.param({"title": ""}, "Enter a title", id="no title"),
            pytest.param({"title": "a" * 81}, "80 characters", id="long title"),
            pytest.param({"introduction": "  "}, "Say why you ask", id="no reason"),
            pytest.param({"introduction": "a" * 601}, "600 characters", id="long reason"),
            pytest.param({"invited_group": ""}, "Say who is invited", id="nobody invited"),
            pytest.param({"layout": "sideways"}, "Not a valid choice", id="no such layout"),
            pytest.param({"after_stages": ["never"]}, "valid choice", id="no such stage"),
            pytest.param({"seen": "old"}, "Somebody else changed the survey", id="changed since"),
        ],
    )
    def test_what_is_refused(
        self,
        client: PageClient,
        makers: Makers,
        survey: Survey,
        data: dict[str, Any],
        sentence: str,
    ) -> None:
        client.sign_in(makers.forum)
        sent = client.send(at(survey, "change"), {"title": "New"} | data)
        assert sent.status_code == 422
        assert sentence in sent.text
        assert makers.fresh(survey).title == ASSESSMENT.title


SCALE = {f"answer_{point}": label for point, label in enumerate(STAR_LABELS, start=1)}
ASKED = {"wording": "How?", "new_concept": "Being kept informed"}


class TestAQuestion:
    @pytest.mark.parametrize(
        ("kind", "data", "kept"),
        [
            pytest.param(STARS, SCALE, (list(STAR_LABELS), True, True), id="stars"),
            pytest.param(
                AGREEMENT,
                {"direction": "low"},
                (list(AGREEMENT_LABELS), False, True),
                id="agreement comes with its words",
            ),
            pytest.param(
                YES_NO, {"direction": "low"}, (list(NO_AND_YES), False, True), id="yes or no"
            ),
            pytest.param(
                CHOICE,
                {"choices": " At  home \r\n\r\nAt school\r\n"},
                (["At home", "At school"], True, True),
                id="choice: empty lines go",
            ),
            pytest.param(COMMENT, {}, ([], True, False), id="own words"),
        ],
    )
    def test_of_each_kind_is_added(
        self,
        client: PageClient,
        makers: Makers,
        empty: Survey,
        kind: str,
        data: dict[str, str],
        kept: tuple[list[str], bool, bool],
    ) -> None:
        client.sign_in(makers.forum)
        add = at(empty, "questions", "add")
        assert client.page(add).select(f"main a[href$='kind={kind}']")
        done = client.send(f"{add}?kind={kind}", ASKED | data, follow=True)
        assert "The question is added. Both sides must agree." in done.text
        row = makers.fresh(empty).questions[0]
        assert (row.labels, row.high_is_good, row.offers_unknown) == kept
        assert (row.kind, row.concept, row.key) == (
            kind,
            "Being kept informed",
            "being_kept_informed",
        )

    @pytest.mark.parametrize(
        ("kind", "data", "sentence"),
        [
            pytest.param(COMMENT, {"wording": ""}, "Enter the question", id="no wording"),
            pytest.param(COMMENT, {"wording": "a" * 201}, "200 characters", id="long"),
            pytest.param(COMMENT, {"new_concept": ""}, "Say what the question", id="no concept"),
            pytest.param(STARS, SCALE | {"answer_3": ""}, "Enter words for answer 3", id="a gap"),
            pytest.param(STARS, SCALE | {"answer_3": "good"}, "say the same", id="twice"),
            pytest.param(CHOICE, {"choices": "one"}, "Give 2 to 12 answers", id="one choice"),
            pytest.param(
                CHOICE, {"choices": "\n".join(map(str, range(13)))}, "2 to 12", id="thirteen"
            ),
            pytest.param(YES_NO, {"direction": "sideways"}, "Not a valid choice", id="direction"),
        ],
    )
    def test_what_is_refused(
        self,
        client: PageClient,
        makers: Makers,
        empty: Survey,
        kind: str,
        data: dict[str, str],
        sentence: str,
    ) -> None:
        client.sign_in(makers.forum)
        sent = client.send(f"{at(empty, 'questions', 'add')}?kind={kind}", ASKED | data)
        assert sent.status_code == 422
        assert sentence in sent.text
        assert not makers.fresh(empty).questions

    def test_is_changed_and_its_form_shows_what_is(
        self, client: PageClient, makers: Makers, survey: Survey
    ) -> None:
        client.sign_in(makers.forum)
        address = at(survey, "questions", survey.questions[0].id)
        assert "New words or answers take its translations away" in client.get(address).text
        assert "Nothing changed." in client.send(address, {}, follow=True).text
        done = client.send(address, {"wording": "Other <b>words</b>?"}, follow=True)
        assert "The question is changed. Both sides must agree." in done.text
        assert "Other &lt;b&gt;words&lt;/b&gt;?" in done.text
        assert "take its translations away" not in client.get(address).text

    def test_of_which_somebody_wrote_new_words_is_not_written_over(
        self, client: PageClient, makers: Makers, survey: Survey
    ) -> None:
        client.sign_in(makers.forum)
        address = at(survey, "questions", survey.questions[0].id)
        sent = client.send(address, {"wording": "Mine?", "seen": "what was before"})
        assert sent.status_code == 422
        assert "Somebody else changed the survey since" in sent.text
        assert 'value="Mine?"' in sent.text

    def test_may_be_asked_another_way_until_a_wave_asks_it(
        self, client: PageClient, makers: Makers, empty: Survey
    ) -> None:
        question = makers.add(empty)
        makers.session.commit()
        client.sign_in(makers.forum)
        address = at(empty, "questions", question.id)
        client.send(f"{address}?kind=choice", {"choices": "a\nb"})
        assert makers.fresh(empty).questions[0].labels == ["a", "b"]
        makers.agree(empty)
        plan = Plan("Spring", TODAY, TODAY, ["open_link"])
        wave = plan_wave(makers.session, empty, plan, by=None, today=TODAY, now=NOW)
        open_wave(makers.session, wave, by=None, today=TODAY, now=NOW)
        makers.session.commit()
        page = client.page(f"{address}?kind=comment")
        assert "A wave has asked this question." in text_of(page)
        assert "How it is answered: One of several answers" in text_of(page)
        assert not page.select("a[href*='kind=stars']")

    def test_of_young_people_may_have_a_picture(
        self, client: PageClient, makers: Makers, survey: Survey
    ) -> None:
        client.sign_in(makers.forum)
        add = "questions/add?kind=comment"
        assert not client.page(f"{at(survey)}/{add}").select("select[name=picture]")
        client.send(f"{SURVEYS}/new?start=views-young-people", {})
        young = makers.session.scalars(
            select(Survey).where(Survey.audience == Audience.YOUNG_PERSON)
        ).one()
        client.send(f"{at(young)}/{add}", ASKED | {"picture": "talk"})
        row = makers.session.scalars(select(Question).where(Question.wording == "How?")).one()
        assert row.picture == "talk"

    def test_is_moved_and_removed(self, client: PageClient, makers: Makers, empty: Survey) -> None:
        first, second = makers.add(empty, "First?"), makers.add(empty, "Second?")
        makers.session.commit()
        client.sign_in(makers.administrator)
        move = at(empty, "questions", second.id, "move")
        done = client.send(at(empty), {"direction": "up"}, form=move, follow=True)
        assert "The question is moved. Both sides must agree." in done.text
        assert text_of(client.page(at(empty))).index("1. Second?") > 0
        assert client.send(at(empty), {"direction": "round"}, form=move).status_code == 400
        remove = at(empty, "questions", first.id, "remove")
        assert "The question is removed." in client.send(remove, {}, follow=True).text
        client.page(remove, 404)


class TestTheCondition:
    def test_is_chosen_in_two_steps_and_taken_away(
        self, client: PageClient, makers: Makers, empty: Survey
    ) -> None:
        saw = makers.add(empty, "Did you see it?", kind=YES_NO, labels=NO_AND_YES)
        makers.add(empty, "What was it?", kind=COMMENT, labels=())
        how = makers.add(empty, "How was it?")
        makers.session.commit()
        client.sign_in(makers.forum)
        address = at(empty, "questions", how.id, "condition")
        page = client.page(address)
        assert "Now it is always asked." in text_of(page)
        assert [link.text for link in page.select("main .govuk-list a")] == ["Did you see it?"]
        chosen = f"{address}?after={saw.key}"
        refused = client.send(chosen, {"values": []})
        assert refused.status_code == 422
        assert "Choose at least one answer" in refused.text
        client.send(chosen, {"values": ["1"]})
        assert "After “yes” to question 1" in text_of(client.page(at(empty)))
        kept = client.page(chosen).select("input[name=values][checked]")
        assert [box["value"] for box in kept] == ["1"]
        blocked = client.send(
            at(empty), {"direction": "up"}, form=at(empty, "questions", how.id, "move")
        )
        assert blocked.status_code == 303
        blocked = client.send(
            at(empty), {"direction": "up"}, form=at(empty, "questions", how.id, "move")
        )
        assert blocked.status_code == 422
        assert "“How was it?” is only asked after certain answers to" in blocked.text
        refused = client.send(at(empty, "questions", saw.id, "remove"), {})
        assert refused.status_code == 422
        assert "“How was it?” is only asked after" in refused.text
        assert "always" not in text_of(client.page(address))
        client.send(address, {})
        assert "Only asked" not in text_of(client.page(at(empty)))

    def test_is_not_offered_where_nothing_comes_before(
        self, client: PageClient, makers: Makers, empty: Survey
    ) -> None:
        first = makers.add(empty)
        makers.session.commit()
        client.sign_in(makers.forum)
        page = client.page(at(empty, "questions", first.id, "condition"))
        assert "it cannot depend on any" in text_of(page)


def test_a_survey_is_ended_and_then_only_read(
    client: PageClient, makers: Makers, survey: Survey
) -> None:
    client.sign_in(makers.forum)
    done = client.send(at(survey, "end"), {}, follow=True)
    assert f"The survey “{survey.title}” has ended." in done.text
    page = client.page(at(survey))
    assert "This survey ended on 16 March 2026. It was ended by the forum." in text_of(page)
    assert not buttons(page)
    assert "Ended on 16 March 2026" in text_of(client.page(SURVEYS))
    for address in (
        at(survey, "end"),
        at(survey, "change"),
        at(survey, "questions", survey.questions[0].id),
    ):
        refused = client.send(address, {"title": "New", "wording": "New?"})
        assert refused.status_code == 422
        assert "This survey has ended" in refused.text
    assert len(question_services.in_order(makers.fresh(survey))) == len(ASSESSMENT.questions)


def test_a_survey_with_a_wave_to_come_does_not_end(
    client: PageClient, makers: Makers, survey: Survey
) -> None:
    plan_wave(
        makers.session,
        survey,
        Plan("Spring", TODAY, TODAY, ["open_link"]),
        by=None,
        today=TODAY,
        now=NOW,
    )
    makers.session.commit()
    client.sign_in(makers.forum)
    refused = client.send(at(survey, "end"), {})
    assert refused.status_code == 422
    assert "The wave “Spring” is planned." in refused.text
