"""An area's contacts, standards and colour: changed by those who may, shown to everybody."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.areas import queries
from portal.areas.facts import AreaFacts
from portal.areas.models import Area, Contact
from portal.areas.services import change_area
from portal.audit.models import AuditEntry
from portal.domain.bodies import Body
from portal.domain.refusal import Refused
from portal.domain.roles import Role
from portal.surveys.definition import frozen
from portal.surveys.services import as_asked
from tests.factories import Make
from tests.pages import PageClient

CONTACTS = "/wandsworth/contacts"
EMERGENCIES = {"tel:999", "tel:111", "tel:08001111"}


@pytest.fixture
def area(make: Make) -> Area:
    return make.area("wandsworth")


@pytest.fixture
def administrator(client: PageClient, make: Make, area: Area) -> PageClient:
    """The area's administrator, signed in."""
    client.sign_in(make.person(Role.ADMINISTRATOR, area))
    return client


def entries(session: Session) -> list[AuditEntry]:
    return list(session.scalars(select(AuditEntry)))


class TestWhoMay:
    @pytest.mark.parametrize(
        ("role", "everywhere", "status"),
        [
            pytest.param(Role.ADMINISTRATOR, False, 200, id="administrator"),
            pytest.param(Role.OPERATOR, True, 200, id="operator"),
            pytest.param(Role.MANAGER, False, 403, id="manager"),
            pytest.param(Role.FORUM_REPRESENTATIVE, False, 403, id="forum representative"),
        ],
    )
    def test_by_role(
        self,
        client: PageClient,
        make: Make,
        area: Area,
        role: Role,
        everywhere: bool,
        status: int,
    ) -> None:
        client.sign_in(make.person(role, None if everywhere else area))
        page = client.page(CONTACTS, status)
        in_menu = page.select_one(f".portal-menu a[href='{CONTACTS}']") is not None
        assert in_menu == (status == 200)

    def test_the_administrator_of_another_area_finds_nothing(
        self, administrator: PageClient, make: Make
    ) -> None:
        make.area("merton")
        assert administrator.get("/merton/contacts").status_code == 404
        assert administrator.post("/merton/contacts").status_code in (400, 404)


class TestSaving:
    def test_what_is_there_is_filled_in_and_saving_it_changes_nothing(
        self, administrator: PageClient, session: Session
    ) -> None:
        said = administrator.send(CONTACTS, {}, follow=True).text
        assert "Nothing was different." in said
        assert entries(session) == []

    def test_a_change_shows_on_the_front_page_and_names_the_fields_only(
        self, administrator: PageClient, session: Session, area: Area
    ) -> None:
        given = {
            "casework_team_phone": "020 8871 0000",
            "forum_website": "https://forum.example.org/join",
            "update_promise_days": "21",
        }
        assert (
            "Families see it from now on." in administrator.send(CONTACTS, given, follow=True).text
        )
        page = administrator.page("/wandsworth/")
        assert page.select_one("a[href='tel:02088710000']")
        assert page.select_one("a[href='https://forum.example.org/join']")
        (entry,) = entries(session)
        assert (entry.act, entry.area_id) == ("area:changed", area.id)
        assert entry.details == {
            "fields": ["update_promise_days", "casework_team.phone", "forum.website"]
        }

    def test_a_colour_brings_its_text_colour(
        self, administrator: PageClient, session: Session
    ) -> None:
        administrator.send(CONTACTS, {"brand_colour": " #FFDD00 "})
        link = administrator.page(CONTACTS).select_one("link[href*='colours.css']")
        assert link
        assert "v=%23ffdd00" in str(link["href"]), "Browsers would keep the old colour for a while."
        sheet = administrator.get(str(link["href"])).text
        assert sheet == ":root { --area-brand: #ffdd00; --area-on-brand: #000000; }"
        (entry,) = entries(session)
        assert entry.details == {"fields": ["brand_colour", "brand_text_colour"]}

    def test_a_body_that_was_missing_is_added(
        self, administrator: PageClient, session: Session, area: Area
    ) -> None:
        session.execute(delete(Contact).where(Contact.body == Body.FORUM))
        session.commit()
        given = {"forum_name": "The Forum", "forum_what_for": "Anything."}
        assert administrator.send(CONTACTS, given).status_code == 302
        assert queries.contacts(session, area.id)[Body.FORUM].name == "The Forum"

    @pytest.mark.parametrize(
        ("field", "typed", "sentence"),
        [
            pytest.param(
                "casework_team_name", " ", "Enter the name of the casework team", id="name"
            ),
            pytest.param(
                "forum_what_for",
                "",
                "Enter what a family can ask the parent carer forum",
                id="what for",
            ),
            pytest.param(
                "forum_name", "x" * 121, "Name must be 120 characters or fewer", id="too long"
            ),
            pytest.param(
                "forum_phone",
                "ask at the desk",
                "Enter a telephone number for the parent carer forum",
                id="phone in words",
            ),
            pytest.param(
                "forum_email",
                "forum",
                "Enter an e-mail address for the parent carer forum",
                id="e-mail",
            ),
            pytest.param(
                "advice_service_website",
                "javascript://example.org/%0aalert(1)",
                "Enter a web address for the advice service",
                id="a script as website",
            ),
            pytest.param("reply_standard_working_days", "0", "between 1 and 60", id="no days"),
            pytest.param("reply_standard_working_days", "61", "between 1 and 60", id="61 days"),
            pytest.param("update_promise_days", "soon", "a whole number between", id="no number"),
            pytest.param("update_promise_days", "", "a whole number between", id="days left empty"),
            pytest.param("brand_colour", "red", "Enter a colour as #", id="a colour's name"),
            pytest.param("brand_colour", "", "Enter a colour as #", id="no colour"),
        ],
    )
    def test_a_mistake_is_explained_and_nothing_is_kept(
        self,
        administrator: PageClient,
        session: Session,
        area: Area,
        field: str,
        typed: str,
        sentence: str,
    ) -> None:
        before = queries.facts(session, area)
        answer = administrator.send(CONTACTS, {field: typed, "forum_name": "New"} | {field: typed})
        assert answer.status_code == 422
        assert sentence in answer.text
        session.expire_all()
        assert queries.facts(session, area) == before
        assert entries(session) == []

    def test_one_fixed_number_of_queries(
        self,
        administrator: PageClient,
        query_count: Callable[[], AbstractContextManager[list[str]]],
    ) -> None:
        administrator.page(CONTACTS)
        with query_count() as asked:
            administrator.page(CONTACTS)
        assert len(asked) == 3, asked


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"reply_standard_working_days": 0}, id="no days"),
        pytest.param({"update_promise_days": 61}, id="61 days"),
        pytest.param({"brand_colour": "red"}, id="no colour"),
    ],
)
def test_the_service_refuses_what_no_form_has_checked(
    session: Session, area: Area, wrong: dict[str, object]
) -> None:
    before = queries.facts(session, area)
    with pytest.raises(Refused):
        change_area(session, area, AreaFacts(**{**vars(before), **wrong}))
    assert queries.facts(session, area) == before


@pytest.mark.parametrize("column", ["brand_colour", "brand_text_colour"])
def test_the_style_sheet_never_says_anything_but_colours(
    client: PageClient, make: Make, column: str
) -> None:
    make.area("wandsworth", **{column: "#fff; } body { display: none"})
    answer = client.get("/wandsworth/colours.css")
    assert (answer.status_code, answer.text) == (200, "")


class TestInProduction:
    @pytest.fixture
    def planted(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
        """What `flask areas plant` says there."""
        with monkeypatch.context() as patch:
            patch.setitem(app.config, "PORTAL_ENVIRONMENT", "production")
            return app.test_cli_runner().invoke(args=["areas", "plant", "wandsworth"]).output

    def test_nobody_gets_an_invented_number(self, planted: str, session: Session) -> None:
        contacts = session.scalars(select(Contact)).all()
        assert {(each.phone, each.email, each.website) for each in contacts} == {("", "", "")}
        assert len(contacts) == 3
        assert planted == (
            "Here now: Wandsworth.\n"
            "An administrator must give the telephone numbers and e-mail addresses at "
            "/wandsworth/contacts: until then families see none.\n"
        )

    def test_the_pages_leave_out_what_is_not_known(
        self, planted: str, client: PageClient, make: Make
    ) -> None:
        area = make.the_area("wandsworth")
        parent, newcomer = (make.person(Role.PARENT_OR_CARER, area) for _ in range(2))
        child, other = make.child(area, parent), make.child(area, parent, first_name="Ada")
        make.request(child)
        survey = make.survey(area, key="assessment-wandsworth")
        asking = frozen(
            [as_asked(make.question(survey, "comment"))], invited_group="families", channel="web"
        )
        make.wave(survey, date(2026, 3, 1), definition=asking, channels=["open_link"])
        for person, address in (
            (newcomer, "/wandsworth/"),
            (newcomer, "/wandsworth/children"),
            (newcomer, "/wandsworth/feedback/assessment"),
            (parent, f"/wandsworth/children/{child.id}"),
            (parent, f"/wandsworth/children/{other.id}"),
        ):
            client.sign_in(person)
            main = client.page(address).select_one("main")
            assert main
            words = " ".join(main.text.split())
            assert "(SNAS)" in words, address
            links = {
                str(link["href"]) for link in main.select("a[href^='tel:'], a[href^='mailto:']")
            }
            assert links <= EMERGENCIES, address
            assert not [each for each in main.select("ul") if not each.select("li")], address
            for left_hanging in ("Phone:", "E-mail:", " ,", ",.", "None"):
                assert left_hanging not in words, f"{address}: {left_hanging}"

    def test_it_asks_until_somebody_can_be_reached(
        self, planted: str, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for contact in session.scalars(select(Contact)):
            contact.phone = "020 8871 0000"
        session.commit()
        monkeypatch.setitem(app.config, "PORTAL_ENVIRONMENT", "production")
        again = app.test_cli_runner().invoke(args=["areas", "plant", "wandsworth"])
        assert again.output == "Here now: Wandsworth.\n"
