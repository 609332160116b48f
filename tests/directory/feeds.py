"""Feeds for tests, written here: a small one in each shape, and changes to them."""

import copy
import json
from pathlib import Path
from typing import Any

OLDER_SERVICE: dict[str, Any] = {
    "id": 7,
    "updated_at": "2026-02-03T12:48:54.730Z",
    "name": "Paddlers",
    "description": "<p>Canoeing for <b>beginners</b>.</p><p>Bring a towel &amp; a drink.</p>",
    "url": "www.paddlers.example.org",
    "min_age": 8,
    "max_age": 14,
    "free": False,
    "locations": [
        {
            "name": "Weir Hut",
            "address_1": " Weir Lane",
            "city": "Otherham",
            "state_province": "Nowhereshire",
            "postal_code": "zz1 1ck",
            "geometry": {"type": "Point", "coordinates": [-0.5, 51.5]},
            "mask_exact_address": False,
            "accessibilities": [{"name": "Accessible toilet"}],
        }
    ],
    "contacts": [{"name": "Ann Persona", "phones": [{"number": "020 7946 0501"}]}],
    "organisation": {"name": "River Trust", "email": "hello@river.example.org", "url": None},
    "taxonomies": [{"name": "Things to do"}, {"name": "Sports"}],
    "regular_schedules": [{"weekday": "Monday", "opens_at": "10:00", "closes_at": "17:30"}],
    "cost_options": [{"option": "Member", "amount": 3.5, "cost_type": "per session"}],
    "send_needs": [{"name": "Autism"}, {"name": "Hearing"}, {"name": "Autism"}],
}

STANDARD_SERVICE: dict[str, Any] = {
    "id": "f0d5ae0e-5b0c-4f43-8b53-0d6a4a4f0b01",
    "name": "Paddlers",
    "description": "Canoeing for beginners.",
    "url": "https://paddlers.example.org/",
    "email": "hello@paddlers.example.org",
    "status": "active",
    "fees_description": "£3.50 a session",
    "minimum_age": 8,
    "maximum_age": 100,
    "eligibility_description": "Anyone who can float.",
    "alert": "No session on 4 May.",
    "assured_date": "2026-02-03",
    "last_modified": "2026-01-15T10:30:45.123Z",
    "schedules": [
        {"freq": "WEEKLY", "byday": "TH,FR", "opens_at": "10:00:00", "closes_at": "18:00:00"}
    ],
    "service_at_locations": [
        {
            "location": {
                "location_type": "physical",
                "name": "Weir Hut",
                "latitude": 51.5,
                "longitude": -0.5,
                "addresses": [
                    {"address_1": "Weir Lane", "city": "Otherham", "postal_code": "ZZ1 1CK"}
                ],
                "accessibility": [{"description": "Level entrance"}],
            }
        }
    ],
    "organization": {"name": "River Trust", "website": "https://river.example.org/"},
    "contacts": [{"name": "Ann Persona", "phones": [{"number": '"020 7946 0501"'}]}],
    "attributes": [
        {"taxonomy_term": {"name": "Autism", "taxonomy": "SEND needs"}},
        {"taxonomy_term": {"name": "Hearing", "taxonomy_detail": {"name": "Needs"}}},
        {"taxonomy_term": {"name": "Sports", "taxonomy": "Service types"}},
    ],
}


def older(**given: Any) -> dict[str, Any]:
    """A service in the older shape, but for what is given."""
    return copy.deepcopy(OLDER_SERVICE) | given


def standard(**given: Any) -> dict[str, Any]:
    """A service of the standard, but for what is given."""
    return copy.deepcopy(STANDARD_SERVICE) | given


def older_page(*services: Any, **given: Any) -> dict[str, Any]:
    facts = {"number": 1, "totalPages": 1, "totalElements": len(services)}
    return facts | {"content": list(services)} | given


def standard_page(*services: Any, **given: Any) -> dict[str, Any]:
    facts = {"page_number": 1, "total_pages": 1, "total_items": len(services)}
    return facts | {"contents": list(services)} | given


def written(folder: Path, document: Any, name: str = "feed.json") -> Path:
    """The document as a file."""
    file = folder / name
    file.write_text(document if isinstance(document, str) else json.dumps(document))
    return file
