"""A feed is read in both shapes, told apart by what stands in it, and checked whole."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.directory.feed_file import read_feed, read_page
from portal.directory.record import Feed, GivenPlace, GivenService
from portal.domain.refusal import Refused
from tests.directory.feeds import older, older_page, standard, standard_page

TODAY = date(2026, 3, 16)
WEIR_HUT = GivenPlace(
    name="Weir Hut",
    address="Weir Lane, Otherham, ZZ1 1CK",
    postcode="ZZ1 1CK",
    outward="ZZ1",
    latitude=51.5,
    longitude=-0.5,
    access=("Accessible toilet",),
)


def read(*services: Any) -> Feed:
    return read_feed(services, is_whole=True, today=TODAY)


def only(*services: Any) -> GivenService:
    (service,) = read(*services).services
    return service


def test_a_service_in_the_older_shape() -> None:
    assert only(older()) == GivenService(
        source_id="7",
        name="Paddlers",
        description="Canoeing for beginners.\n\nBring a towel & a drink.",
        organisation="River Trust",
        url="https://www.paddlers.example.org",
        email="hello@river.example.org",
        phone="020 7946 0501",
        minimum_age=8,
        maximum_age=14,
        opening=("Monday, 10am to 5:30pm",),
        cost="Member £3.50 per session",
        is_free=False,
        needs=("Autism", "Hearing"),
        categories=("Things to do", "Sports"),
        updated_on=date(2026, 2, 3),
        places=(WEIR_HUT,),
    )


def test_a_service_of_the_standard() -> None:
    service = only(standard())

    assert service.phone == "020 7946 0501"
    assert (service.minimum_age, service.maximum_age) == (8, None)
    assert service.opening == ("Thursday and Friday, 10am to 6pm",)
    assert service.cost == "£3.50 a session"
    assert service.is_free is None
    assert service.needs == ("Autism", "Hearing")
    assert service.categories == ("Sports",)
    assert service.updated_on == date(2026, 2, 3)
    assert service.who_for == "Anyone who can float."
    assert service.notice == "No session on 4 May."
    assert [place.access for place in service.places] == [("Level entrance",)]
    assert service.places[0].postcode == "ZZ1 1CK"


@pytest.mark.parametrize(
    ("page", "needs"),
    [
        pytest.param(older_page(older()), ("Autism", "Hearing"), id="older in content"),
        pytest.param(standard_page(standard()), ("Autism", "Hearing"), id="standard in contents"),
        pytest.param(older_page(standard()), ("Autism", "Hearing"), id="standard in content"),
        pytest.param(standard_page(older()), ("Autism", "Hearing"), id="older in contents"),
    ],
)
def test_the_shapes_are_told_apart_by_the_services(
    page: dict[str, Any], needs: tuple[str, ...]
) -> None:
    services = read_page(json.dumps(page).encode()).services
    assert only(*services).needs == needs


@pytest.mark.parametrize(
    ("page", "number", "pages"),
    [
        pytest.param(older_page(older(), number=3, totalPages=141), 3, 141, id="older"),
        pytest.param(standard_page(standard(), page_number=2, total_pages=4), 2, 4, id="standard"),
        pytest.param({"contents": [standard()]}, 1, 1, id="nothing said"),
        pytest.param(older_page(number=0, totalPages=0), 0, 1, id="an empty one"),
    ],
)
def test_a_page_says_which_of_how_many_it_is(page: object, number: int, pages: int) -> None:
    found = read_page(json.dumps(page).encode())
    assert (found.number, found.pages) == (number, pages)


def test_ended_services_of_the_standard_are_passed_over() -> None:
    given = [
        standard(id=status, status=status)
        for status in ("active", "inactive", "defunct", "temporarily closed")
    ]
    assert [(each.source_id, each.closed_for_now) for each in read(*given).services] == [
        ("active", False),
        ("temporarily closed", True),
    ]


@pytest.mark.parametrize(
    ("given", "cost", "is_free"),
    [
        pytest.param({"fees_description": "Free."}, "Free.", True, id="free in words"),
        pytest.param({"fees_description": "", "fees": "£2"}, "£2", None, id="the older field"),
        pytest.param(
            {"fees_description": None, "cost_options": [{"option": "Child", "amount": 0}]},
            "Child: free",
            True,
            id="every price is nought",
        ),
        pytest.param(
            {
                "fees_description": None,
                "cost_options": [{"amount": 1200, "amount_description": "a year"}, {"amount": 0}],
            },
            "£1,200 a year, free",
            False,
            id="one price is not",
        ),
        pytest.param({"fees_description": None}, "", None, id="nothing said"),
    ],
)
def test_what_it_costs(given: dict[str, Any], cost: str, is_free: bool | None) -> None:
    service = only(standard(**given))
    assert (service.cost, service.is_free) == (cost, is_free)


def test_nowhere_is_no_position() -> None:
    nationwide = {
        "name": None,
        "address_1": " ",
        "city": "Nationwide",
        "postal_code": None,
        "geometry": {"coordinates": [0, 0]},
    }
    service = only(older(locations=[nationwide]))
    assert service.places == (GivenPlace(address="Nationwide"),)


def test_of_a_hidden_address_only_the_district_is_kept() -> None:
    hidden = older()["locations"][0] | {
        "mask_exact_address": True,
        "geometry": {"coordinates": [-0.123456, 51.987654]},
    }
    (place,) = only(older(locations=[hidden])).places
    assert place.address == "Otherham, ZZ1"
    assert (place.postcode, place.outward) == ("", "ZZ1")
    assert (place.latitude, place.longitude) == (51.99, -0.12)


def test_nobodys_name_is_kept() -> None:
    for service in (only(older()), only(standard())):
        assert "Persona" not in repr(service)


@pytest.mark.parametrize(
    ("given", "left_out"),
    [
        pytest.param(
            {"url": "javascript:alert(1)"},
            "url was left out, because “javascript:alert(1)” is no http or https address.",
            id="an address that is a script",
        ),
        pytest.param(
            {"url": "ftp://files.example.org/"},
            "url was left out, because “ftp://files.example.org/” is no http or https address.",
            id="an address of another kind",
        ),
        pytest.param(
            {"url": "https://user:word@example.org/"},
            "url was left out, because “https://user:word@example.org/” is no http or https "
            "address.",
            id="an address with a password",
        ),
        pytest.param(
            {"email": "ask at reception"},
            "email was left out, because “ask at reception” is no e-mail address.",
            id="no e-mail address",
        ),
        pytest.param(
            {"phones": [{"number": "n/a"}]},
            "phones 1: number was left out, because “n/a” is no telephone number.",
            id="no telephone number",
        ),
        pytest.param(
            {"assured_date": "2026-03-17"},
            "assured_date was left out, because “2026-03-17” is a day to come.",
            id="a day to come",
        ),
    ],
)
def test_what_is_odd_is_left_out_and_said(given: dict[str, Any], left_out: str) -> None:
    said = {"organization": {"name": "River Trust"}} | given
    feed = read(standard(**said))
    assert len(feed.left_out) == 1
    assert feed.left_out[0].startswith("Service 1 (“Paddlers”)")
    assert feed.left_out[0].endswith(left_out)
    assert next(iter(given.values())) not in (feed.services[0].url, feed.services[0].email)


@pytest.mark.parametrize(
    ("services", "sentence"),
    [
        pytest.param([], "The feed holds no services, so nothing was changed.", id="none"),
        pytest.param(
            [older(), 5], "Service 2: must be an object; “5” given.", id="no object, second"
        ),
        pytest.param(
            [older(id=None)],
            "Service 1 (“Paddlers”): id must be given, in 200 signs or fewer; “nothing” given.",
            id="no id",
        ),
        pytest.param(
            [older(), older(id=8), older()],
            "Service 3 (“Paddlers”): id “7” stands at Service 1 (“Paddlers”) too.",
            id="an id twice",
        ),
        pytest.param([older(name=" ")], "Service 1: name must be given.", id="no name"),
        pytest.param(
            [older(name={"en": "x"})],
            "Service 1: name must be text; “{'en': 'x'}” given.",
            id="a name that is no text",
        ),
        pytest.param(
            [older(min_age="twelve")],
            "Service 1 (“Paddlers”): min_age must be a number from 0 to 999; “twelve” given.",
            id="an age in words",
        ),
        pytest.param(
            [older(), standard(id="b", minimum_age=-1)],
            "Service 2 (“Paddlers”): minimum_age",
            id="an age below nought",
        ),
        pytest.param(
            [older(min_age=True)], "min_age must be a number from 0 to 999; “True” given.", id="yes"
        ),
        pytest.param(
            [older(min_age=float("nan"))], "min_age must be a number from 0 to 999", id="no number"
        ),
        pytest.param(
            [older(min_age=15)],
            "Service 1 (“Paddlers”): min_age (15) must not be more than max_age (14).",
            id="ages that cross",
        ),
        pytest.param(
            [older(updated_at="last week")],
            "updated_at must be a date, like 2026-03-31; “last week” given.",
            id="no date",
        ),
        pytest.param(
            [older(updated_at="2026-02-30")],
            "updated_at must be a date, like 2026-03-31; “2026-02-30” given.",
            id="no day in the calendar",
        ),
        pytest.param(
            [older(locations={})], "locations must be a list; “{}” given.", id="no list of places"
        ),
        pytest.param(
            [older(locations=["here"])],
            "locations 1: must be an object; “here” given.",
            id="a place that is no object",
        ),
        pytest.param(
            [older(locations=[{"geometry": {"coordinates": [1, 91]}}])],
            "locations 1: latitude must be a number from -90 to 90; “91” given.",
            id="no place on earth",
        ),
        pytest.param(
            [older(locations=[{"geometry": {"coordinates": [1, 2, 3]}}])],
            "coordinates must be longitude and latitude; “[1, 2, 3]” given.",
            id="three coordinates",
        ),
        pytest.param(
            [standard(status="open")],
            "Service 1 (“Paddlers”): status must be one of active, temporarily closed, inactive, "
            "defunct; “open” given.",
            id="an unknown status",
        ),
        pytest.param(
            [older(free="yes")], "free must be true or false; “yes” given.", id="free in words"
        ),
    ],
)
def test_what_cannot_be_is_refused_by_name(services: list[Any], sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(*services)
    assert sentence in refusal.value.sentence
    assert "\n" not in refusal.value.sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "cannot be read as JSON", id="empty"),
        pytest.param(b'{"contents": [}', "Expecting value, line 1, column 15.", id="broken"),
        pytest.param(b"\xff\xfe\x00", "cannot be read as JSON in UTF-8.", id="not UTF-8"),
        pytest.param(b"[" * 100_000, "cannot be read as JSON in UTF-8.", id="too deep"),
        pytest.param(b"[]", "The file is no page of services.", id="a bare list"),
        pytest.param(b'{"contents": {}}', "The file is no page of services.", id="no list"),
        pytest.param(b'{"services": []}', "The file is no page of services.", id="another name"),
    ],
)
def test_what_is_no_page_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_page(content)
    assert sentence in refusal.value.sentence


def test_long_texts_are_cut() -> None:
    service = only(older(name="n" * 500, description="d" * 20_000))
    assert len(service.name) == 300
    assert len(service.description) == 10_000


def test_the_real_sample(real_data: Path) -> None:
    """Twenty services of Buckinghamshire’s directory, as Scout handed them out in 2021."""
    page = read_page((real_data / "local_offer_services.json").read_bytes())
    feed = read_feed(page.services, is_whole=page.pages == 1, today=TODAY)

    assert (page.number, page.pages, feed.is_whole) == (1, 141, False)
    assert len(feed.services) == 20
    assert feed.left_out == ()
    named = {each.name: each for each in feed.services}
    brownies = named["12th Aylesbury Brownies"]
    assert brownies.needs == ("Autism", "Hearing", "Sensory and physical needs", "Visual")
    assert (brownies.minimum_age, brownies.maximum_age) == (5, 11)
    assert brownies.places[0].address == "Hazell Avenue, Aylesbury, HP21 7JF"
    somewhere = [place for each in feed.services for place in each.places if place.latitude]
    assert len(somewhere) == 13
