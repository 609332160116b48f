"""With a full copy of the database, and even with the portal's secret, nobody is traced.

A small area lives through a wave; then both engines' own tools copy the database, and the
program in `attacker` tries everything it knows. That it is no dummy is shown by leaks planted in
the same copies: each is found by the part of the program that is meant to find it.
"""

import hashlib
import hmac
import logging
import os
import sqlite3
import subprocess
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from portal.feedback.keys import WaveSecret
from portal.feedback.tickets import Ticket, nonce_for, spent_digest
from portal.surveys.channels import Channel
from tests.conftest import ENGINES
from tests.engines import program
from tests.feedback import a_small_area, attacker
from tests.feedback.a_small_area import Life
from tests.feedback.attacker import Copy, Row
from tests.feedback.conftest import TODAY
from tests.feedback.on_real_engines import running

MOST_LUCKY = 12
"""How many of some 80 guesses may be right by chance, over all orders that are tried."""
MOST_ALIKE = 0.7
"""How far an order may resemble that of arrival: 5 standard errors for 50 comments."""


LISTENING = "A line that shows that the logs are listened to."


@dataclass
class Copies:
    """What was copied, when, and what else the attacker got hold of."""

    life: Life
    while_open: Copy
    after_close: Copy
    transactions: dict[str, dict[str, list[str]]]
    log: str


@pytest.fixture(scope="module", params=ENGINES)
def copies(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Copies]:
    folder = tmp_path_factory.mktemp("small-area")
    url = f"sqlite:///{folder / 'portal.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").fresh_database()
    copy = copy_of_sqlite if request.param == "sqlite" else copy_of_postgresql
    log = Listener()
    logging.getLogger().addHandler(log)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    with running(url, folder) as app:
        life = a_small_area.begun(app)
        logging.getLogger("portal.feedback.services").debug(LISTENING)
        a_small_area.live(life)
        while_open = copy(url)
        transactions = by_transaction(life) if request.param == "postgresql" else {}
        a_small_area.close(life)
        yield Copies(
            life,
            while_open,
            copy(url),
            transactions,
            "\n".join(log.lines),
        )
    logging.getLogger().removeHandler(log)
    logging.getLogger().setLevel(level)


class Listener(logging.Handler):
    """Keeps every line of every log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(("sqlalchemy", "alembic")):
            self.lines.append(record.getMessage())


def copy_of_sqlite(url: str) -> Copy:
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        return attacker.from_sqlite(connection.iterdump())


def copy_of_postgresql(url: str) -> Copy:
    parts = make_url(url)
    folder = Path(str(parts.query["host"]))
    dumped = subprocess.run(
        [
            program("pg_dump"),
            *("--host", folder, "--username", parts.username or "", parts.database or ""),
        ],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"LC_ALL": "C"},
    )
    return attacker.from_pg_dump(dumped.stdout)


def by_transaction(life: Life) -> dict[str, dict[str, list[str]]]:
    """Which answers and which ledger rows each transaction wrote last, on the live server."""
    found: dict[str, dict[str, list[str]]] = {}
    for table, key in (("responses", "id"), ("spent_tickets", "digest")):
        groups: dict[str, list[str]] = defaultdict(list)
        for one, transaction in life.session.execute(
            text(f"SELECT {key}, xmin::text FROM {table}")
        ):
            groups[transaction].append(str(one))
        found[table] = groups
    life.session.commit()
    return found


def whom(copy: Copy, life: Life) -> Callable[[str, Row], str | None]:
    """Whom a row is about, as far as the copy and the mail server's log tell."""
    emails = {row["id"]: row["email"] for row in copy.rows["people"]}
    children = {row["child_id"]: emails[row["person_id"]] for row in copy.rows["guardians"]}
    requests = {row["id"]: children.get(row["child_id"]) for row in copy.rows["requests"]}
    news = {row["id"]: requests.get(row["request_id"]) for row in copy.rows["case_news"]}
    letters = {str(each.message_id).partition("@")[0]: each.to for each in life.tray.messages}

    def about(table: str, row: Row) -> str | None:
        if table == "spent_tickets":
            return life.digests.get(str(row["digest"]))
        if table == "outbox_messages":
            return letters.get(str(uuid.UUID(str(row["id"]))))
        for known, column in (
            *((news, "news_id"), (requests, "request_id"), (children, "child_id")),
            *((emails, "person_id"), (requests, "id"), (children, "id"), (emails, "id")),
        ):
            if (found := known.get(row.get(column))) and found.endswith("@example.org"):
                return found
        return row.get("email")

    return about


def hits(copy: Copy, life: Life) -> dict[str, int]:
    """How many guesses were right, for each two orders."""
    truth = {plain_id(one): email for one, email in life.truth.items()}
    return {
        title: sum(truth.get(plain_id(one)) == email for one, email in pairs)
        for title, pairs in attacker.guesses_by_order(copy, whom(copy, life)).items()
    }


def plain_id(one: str) -> str:
    return one.replace("-", "")


def order_of(copy: Copy, table: str, key: str) -> list[str]:
    return list(dict.fromkeys(plain_id(str(row[key])) for row in copy.rows[table]))


def both(copies: Copies) -> list[Copy]:
    return [copies.while_open, copies.after_close]


def test_the_area_really_lived(copies: Copies) -> None:
    rows, life = copies.while_open.rows, copies.life
    assert len(life.truth) > 65
    assert len(rows["responses"]) == len(life.truth) + a_small_area.PASSERS_BY
    assert len(rows["spent_tickets"]) == len(life.truth) + a_small_area.PAPERS
    assert {len(rows[name]) for name in ("asked_stages", "told_news")} == {30}
    for name in ("comments", "readings", "drafts", "outbox_messages", "invitations", "wave_keys"):
        assert len(rows[name]) >= 1, name
    assert {row["stage"] for row in rows["responses"]} == {None, "deciding_whether_to_assess"}
    assert [row["recipient"] for row in rows["outbox_messages"] if row["recipient"]] == []
    assert copies.after_close.rows["invitations"] == []


def test_no_value_of_people_or_cases_stands_in_answers(copies: Copies) -> None:
    """Nor a digest of one, with the portal's secret and the wave's key as with neither."""
    for copy in both(copies):
        keys = [bytes.fromhex(str(row["key"]).lstrip("\\x")) for row in copy.rows["wave_keys"]]
        assert attacker.shared_values(copy, [copies.life.secret.encode(), *keys]) == set()


def test_no_key_leads_from_answers_to_people_or_back(copies: Copies) -> None:
    for copy in both(copies):
        assert attacker.leading_keys(copy) == set()


def test_no_day_or_moment_stands_beside_an_answer(copies: Copies) -> None:
    for copy in both(copies):
        assert attacker.fine_moments(copy) == set()


def test_no_answer_belongs_to_fewer_than_ten(copies: Copies) -> None:
    for copy in both(copies):
        assert attacker.small_groups(copy) == set()


def test_no_order_tells_who_said_what(copies: Copies) -> None:
    for copy in both(copies):
        found = hits(copy, copies.life)
        assert len(found) > 100
        assert {title: many for title, many in found.items() if many > MOST_LUCKY} == {}


@pytest.mark.parametrize("table", ["responses", "answers", "comments", "readings"])
def test_no_table_lies_in_the_order_of_arrival(copies: Copies, table: str) -> None:
    """Of readings too: the forum read each comment as soon as it had come."""
    when = {plain_id(one): number for number, one in enumerate(copies.life.arrived)}
    key = {"responses": "id", "readings": "comment_id"}.get(table, "response_id")
    for copy in both(copies):
        of_comment = {
            plain_id(str(row["id"])): plain_id(str(row["response_id"]))
            for row in copy.rows["comments"]
        }
        lie = [of_comment.get(one, one) for one in order_of(copy, table, key)]
        lie = [one for one in lie if one in when]
        assert len(lie) > 30
        correlation = attacker.rank_correlation([when[one] for one in lie], range(len(lie)))
        assert abs(correlation) < MOST_ALIKE
        assert attacker.neighbours_kept(lie, list(when)) < 0.2


def test_the_ledger_does_not_lie_in_the_order_of_arrival(copies: Copies) -> None:
    when = {digest: number for number, digest in enumerate(copies.life.digests)}
    for copy in both(copies):
        lie = [str(row["digest"]) for row in copy.rows["spent_tickets"] if row["digest"] in when]
        correlation = attacker.rank_correlation([when[one] for one in lie], range(len(lie)))
        assert abs(correlation) < MOST_ALIKE


@pytest.mark.parametrize("copies", ["postgresql"], indirect=True)
def test_the_numbers_of_transactions_do_not_tell_either(copies: Copies) -> None:
    """In each the attacker guesses the new answer and the new ticket, and joins the two."""
    life = copies.life
    guessed = {
        table: attacker.newest_of_each(groups, [one for group in groups.values() for one in group])
        for table, groups in copies.transactions.items()
    }
    pairs = [
        (guessed["responses"][number], guessed["spent_tickets"][number])
        for number in guessed["responses"].keys() & guessed["spent_tickets"].keys()
    ]
    right = sum(life.truth.get(one) == life.digests.get(digest, "") for one, digest in pairs)
    assert pairs
    assert right <= max(2, len(pairs) // 5)
    sizes = [len(group) for group in copies.transactions["responses"].values()]
    assert max(sizes) == 25


def spenders(copy: Copy, secret: str) -> set[str]:
    """With the portal's secret: which of those invited used their link, from the ledger."""
    found = set()
    ledger = {row["digest"] for row in copy.rows["spent_tickets"]}
    keys = {
        row["wave_id"]: bytes.fromhex(str(row["key"]).lstrip("\\x"))
        for row in copy.rows["wave_keys"]
    }
    for row in copy.rows["invitations"]:
        if row["wave_id"] not in keys:
            continue
        marks = WaveSecret(hmac.digest(secret.encode(), keys[row["wave_id"]], "sha256"))
        ticket = Ticket(
            uuid.UUID(str(row["wave_id"])),
            Channel.EMAIL,
            TODAY.replace(day=1),
            nonce_for(marks, uuid.UUID(str(row["id"])).bytes),
        )
        if spent_digest(ticket.text(marks), marks) in ledger:
            found.add(str(row["email"]))
    return found


def test_with_the_secret_an_open_wave_tells_who_answered_and_nothing_else(copies: Copies) -> None:
    """The attacker is competent: it finds exactly those. What they said stays hidden."""
    life = copies.life
    invited = {email for email in life.digests.values() if email.startswith("invited")}
    assert spenders(copies.while_open, life.secret) == invited


def test_with_the_secret_a_closed_wave_tells_not_even_that(copies: Copies) -> None:
    kept = deepcopy(copies.after_close)
    kept.rows["invitations"] = copies.while_open.rows["invitations"]
    assert spenders(kept, copies.life.secret) == set()
    closed = str(copies.life.wave.id).replace("-", "")
    assert closed not in {plain_id(str(row["wave_id"])) for row in kept.rows["wave_keys"]}


def test_neither_the_log_nor_the_audit_record_tells(copies: Copies) -> None:
    life = copies.life
    audit = str(copies.after_close.rows["audit_entries"])
    assert LISTENING in copies.log
    hidden = [*life.words, *life.truth, *map(plain_id, life.truth), *life.digests]
    for one in hidden:
        assert one not in copies.log
        assert one not in audit
    for address in life.truth.values():
        assert address not in copies.log


# The attacker is no dummy: what is planted, it finds.


def planted(copies: Copies) -> tuple[Copy, Life]:
    return deepcopy(copies.while_open), copies.life


@pytest.mark.parametrize(
    "plant",
    [
        pytest.param(lambda email: email, id="the-address"),
        pytest.param(lambda email: hashlib.sha256(email.encode()).hexdigest(), id="its-digest"),
        pytest.param(
            lambda email: hashlib.md5(email.encode()).hexdigest()[:20], id="half-a-digest"
        ),
    ],
)
def test_a_planted_value_is_found(copies: Copies, plant: Callable[[str], str]) -> None:
    copy, life = planted(copies)
    one, email = next(iter(life.truth.items()))
    copy.rows["responses"] = [
        {**row, "pair_mark": plant(email)} if plain_id(str(row["id"])) == plain_id(one) else row
        for row in copy.rows["responses"]
    ]
    assert "people.email in responses.pair_mark" in attacker.shared_values(copy)


def test_a_planted_key_is_found(copies: Copies) -> None:
    copy, _ = planted(copies)
    copy.leads_to.add(("responses", "people"))
    assert "responses leads to people" in attacker.leading_keys(copy)
    copy.leads_to = {("asked_stages", "responses")}
    assert attacker.leading_keys(copy) == {"asked_stages leads to answers"}


def test_a_planted_moment_is_found(copies: Copies) -> None:
    copy, _ = planted(copies)
    copy.rows["comments"] = [{**row, "at": "2026-03-16"} for row in copy.rows["comments"]]
    assert attacker.fine_moments(copy) == {"comments holds a day"}


def test_a_planted_small_group_is_found(copies: Copies) -> None:
    copy, _ = planted(copies)
    copy.rows["responses"] = [
        {**row, "stage": "no_plan", "band": "late"} if number == 3 else row
        for number, row in enumerate(copy.rows["responses"])
    ]
    assert attacker.small_groups(copy) == {"stage no_plan late"}


def test_a_planted_order_is_found(copies: Copies) -> None:
    """Answers that lie as they came can be matched with the letters as they went."""
    copy, life = planted(copies)
    place = {plain_id(one): number for number, one in enumerate(life.arrived)}
    copy.rows["responses"] = sorted(
        (row for row in copy.rows["responses"] if plain_id(str(row["id"])) in place),
        key=lambda row: place[plain_id(str(row["id"]))],
    )
    found = hits(copy, life)
    assert max(found.values()) > MOST_LUCKY * 2
    lie = order_of(copy, "responses", "id")
    assert attacker.neighbours_kept(lie, list(place)) == 1
    assert attacker.rank_correlation([place[one] for one in lie], range(len(lie))) == 1


def test_an_odd_one_out_in_its_transaction_is_found() -> None:
    every = [f"{number:04}" for number in range(300)]
    groups = {"1": [*every[100:124], every[7]], "2": [*every[3:27], every[200]]}
    assert attacker.newest_of_each(groups, every) == {"1": every[7], "2": every[200]}
