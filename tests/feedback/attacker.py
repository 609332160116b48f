"""What somebody with a copy of the database would try, to learn whose answers are whose.

Everything here knows only what the copy holds. `Copy` is a logical dump: each table's rows in
the order in which the dump has them, every value as text.
"""

import base64
import hashlib
import hmac
import re
import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

Row = Mapping[str, str | None]

ANSWERS = ("responses", "answers", "comments")
LEDGERS = ("spent_tickets", "way_counts", "drafts", "imported_answers")
WHAT_WAS_ASKED = ("areas", "surveys", "questions", "waves")
SAID_OF_COMMENTS = ("readings", "reading_themes")
SHORTEST = 8
"""Shorter values are words and small numbers, which agree by chance."""
FEWEST = 10


@dataclass
class Copy:
    """A logical dump, and what its schema says of keys and of columns that hold days."""

    rows: dict[str, list[Row]]
    leads_to: set[tuple[str, str]]
    """Which table has a foreign key to which."""
    moments: dict[str, str] = field(default_factory=dict)
    """`table.column` of every date and every moment, with its type in small letters."""

    def values(self, tables: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Where a value stands (`table.column`), and the value."""
        for table in tables:
            for row in self.rows[table]:
                yield from ((f"{table}.{name}", value) for name, value in row.items() if value)

    @property
    def others(self) -> list[str]:
        """Every table of people, cases and messages."""
        answering = (*ANSWERS, *LEDGERS, *SAID_OF_COMMENTS, *WHAT_WAS_ASKED)
        return [name for name in self.rows if name not in answering]


def from_pg_dump(text: str) -> Copy:
    """The copy in what `pg_dump` writes as plain SQL."""
    rows: dict[str, list[Row]] = {}
    for table, columns, body in re.findall(
        r"^COPY public\.(\w+) \(([^)]*)\) FROM stdin;\n(.*?)^\\\.$", text, re.M | re.S
    ):
        names = [name.strip().strip('"') for name in columns.split(",")]
        split = (line.split("\t") for line in body.splitlines())
        rows[table] = [
            {
                name: None if value == r"\N" else value
                for name, value in zip(names, line, strict=True)
            }
            for line in split
        ]
    keys = re.findall(
        r"ALTER TABLE ONLY public\.(\w+)\s+ADD CONSTRAINT \S+ FOREIGN KEY \([^)]*\) "
        r"REFERENCES public\.(\w+)",
        text,
    )
    moments = {}
    for table, body in re.findall(r"CREATE TABLE public\.(\w+) \((.*?)\n\);", text, re.S):
        for name, kind in re.findall(r'^\s+"?(\w+)"? (date|timestamp|time)', body, re.M):
            moments[f"{table}.{name}"] = kind
    return Copy(rows, set(keys), moments)


def from_sqlite(lines: Iterable[str]) -> Copy:
    """The copy in what `iterdump` writes, each table in the order of its lines."""
    there = sqlite3.connect(":memory:")
    text = "\n".join(lines)
    there.executescript(text)
    tables = [
        name for (name,) in there.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    keys: set[tuple[str, str]] = set()
    moments: dict[str, str] = {}
    rows: dict[str, list[Row]] = {}
    for table in tables:
        keys |= {(table, key[2]) for key in there.execute(f"PRAGMA foreign_key_list({table})")}
        columns = [(each[1], each[2]) for each in there.execute(f"PRAGMA table_info({table})")]
        for name, kind in columns:
            if kind.lower().startswith(("date", "time")):
                moments[f"{table}.{name}"] = kind.lower()
        names = [name for name, _ in columns]
        rows[table] = [
            {
                name: None
                if value is None
                else value.hex()
                if isinstance(value, bytes)
                else str(value)
                for name, value in zip(names, row, strict=True)
            }
            for row in there.execute(f'SELECT * FROM "{table}"')
        ]
    return Copy(rows, keys, moments)


# Equal values, and values that follow from others.


def plain(value: str) -> str:
    """A value without what an engine adds: hyphens, capitals, the sign before bytes."""
    return re.sub(r"[^a-z0-9+/=_@.]", "", value.lower())


def derived(value: str, secrets: Sequence[bytes] = ()) -> Iterator[str]:
    """What a careless program might have kept in the place of this value."""
    forms = [value.encode(), value.lower().encode(), plain(value).encode()]
    try:
        number = uuid.UUID(value)
        forms += [number.bytes, str(number).encode(), number.hex.encode()]
    except ValueError:
        pass
    for form in dict.fromkeys(forms):
        digests = [
            hashlib.new(name, form).digest()
            for name in ("md5", "sha1", "sha256", "sha512", "blake2b")
        ]
        for secret in secrets:
            digests += [hmac.digest(secret, form, name) for name in ("sha1", "sha256")]
            digests.append(hashlib.sha256(secret + form).digest())
        for known in (form, *digests):
            yield known.hex()
            yield plain(base64.urlsafe_b64encode(known).decode().rstrip("="))
    yield plain(value)


def shared_values(copy: Copy, secrets: Sequence[bytes] = ()) -> set[str]:
    """Values of people and cases that stand, as such or derived, in answers and ledgers."""
    asked = {plain(value) for _, value in copy.values(WHAT_WAS_ASKED)}
    kept: dict[str, set[str]] = defaultdict(set)
    for place, value in copy.values((*ANSWERS, *LEDGERS)):
        if plain(value) not in asked and not place.endswith((".month", ".scored_by")):
            kept[place].add(plain(value))
    corpora = {place: "\n".join(values) for place, values in kept.items()}
    found = set()
    for there, value in set(copy.values(copy.others)):
        if len(plain(value)) < SHORTEST or plain(value) in asked:
            continue
        for form in set(derived(value, secrets)):
            if len(form) >= SHORTEST:
                cut = form[:16] if len(form) >= 32 else form
                found |= {f"{there} in {place}" for place, text in corpora.items() if cut in text}
    return found


# Keys and moments.


def reachable(copy: Copy, start: str) -> set[str]:
    """Every table that this one's rows lead to by foreign keys."""
    found, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += [target for source, target in copy.leads_to if source == here]
    return found


def leading_keys(copy: Copy) -> set[str]:
    """Foreign keys that lead from answers to people and cases, or from these to answers."""
    allowed = {*ANSWERS, *LEDGERS, *WHAT_WAS_ASKED}
    out = {
        f"{table} leads to {other}"
        for table in (*ANSWERS, *LEDGERS)
        for other in reachable(copy, table) - allowed
    }
    kept = {*ANSWERS, *LEDGERS}
    back = {
        f"{table} leads to answers"
        for table in copy.rows
        if table not in (*kept, *SAID_OF_COMMENTS) and reachable(copy, table) & kept
    }
    return out | back


def fine_moments(copy: Copy) -> set[str]:
    """Days and moments in the rows of answers, of what is said of them, and of ledgers."""
    beside = (*ANSWERS, *SAID_OF_COMMENTS, *LEDGERS)
    found = {place for place in copy.moments if place.split(".")[0] in beside}
    for table in beside:
        for row in copy.rows[table]:
            days = [
                value for value in row.values() if value and re.match(r"\d{4}-\d\d-\d\d", value)
            ]
            if any(len(day) > 10 or not day.endswith("-01") for day in days):
                found.add(f"{table} holds a day")
    months = {row["month"] for row in copy.rows["responses"]}
    waves = {row["wave_id"] for row in copy.rows["responses"]}
    if len(months) <= len(waves):
        found.discard("responses.month")
    return found


# Small groups.


def small_groups(copy: Copy) -> set[str]:
    """Answers whose wave, stage, band and month fewer than ten others can have."""
    spent: dict[tuple[str | None, ...], int] = defaultdict(int)
    for row in copy.rows["way_counts"]:
        spent[row["wave_id"], row["stage"], row["band"]] += int(row["used"] or 0)
    found = set()
    for row in copy.rows["responses"]:
        group = row["wave_id"], row["stage"], row["band"]
        if row["stage"] is not None and spent[group] < FEWEST:
            found.add(f"stage {row['stage']} {row['band']}")
    months: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for row in copy.rows["responses"]:
        months[row["wave_id"], row["month"]] += 1
    several = {wave for wave, _ in months if sum(wave == other for other, _ in months) > 1}
    found |= {
        f"month {month}"
        for (wave, month), many in months.items()
        if wave in several and many < FEWEST
    }
    return found


# Order.


def rank_correlation(one: Sequence[int], other: Sequence[int]) -> float:
    """Spearman's rank correlation; the values of each are all different."""
    places = [[sorted(values).index(value) for value in values] for values in (one, other)]
    number: int = len(one)
    apart: int = sum(
        (first - second) * (first - second) for first, second in zip(*places, strict=True)
    )
    return float(1 - 6 * apart / (number * (number * number - 1)))


def orders(copy: Copy, table: str) -> dict[str, list[Row]]:
    """Every order that the rows of a table can be put in: the dump's, and that of each column."""
    rows = copy.rows[table]
    columns = rows[0].keys() if rows else ()
    found = {table: rows}
    for name in columns:
        filled = [row for row in rows if row[name] is not None]
        if len({row[name] for row in filled}) > 1:
            found[f"{table} by {name}"] = sorted(filled, key=lambda row: str(row[name]))
    return found


def aligned(number: int, length: int, total: int) -> int:
    """Which of `total` rows stands at the same part of its table as this one of `length`."""
    return min(total - 1, round(number * (total - 1) / max(length - 1, 1)))


def guesses_by_order(
    copy: Copy, person_in: Callable[[str, Row], str | None]
) -> dict[str, list[tuple[str, str]]]:
    """Pairs of (response id, person) for every two orders, matched place by place.

    `person_in` says whom a row of another table is about, as far as the copy tells.
    """
    of_comment = {row["id"]: str(row["response_id"]) for row in copy.rows["comments"]}
    responses: dict[str, list[str]] = {}
    for table, column in (
        *(("responses", "id"), ("answers", "response_id"), ("comments", "response_id")),
        ("readings", "comment_id"),
    ):
        for name, rows in orders(copy, table).items():
            said = (of_comment.get(row[column], str(row[column])) for row in rows)
            responses[name] = list(dict.fromkeys(said))
    found = {}
    for table in [*copy.others, "spent_tickets"]:
        for name, rows in orders(copy, table).items():
            people = list(dict.fromkeys(one for row in rows if (one := person_in(table, row))))
            for (ours, ids), turned in product(responses.items(), (False, True)):
                if len(people) < FEWEST or len(ids) < FEWEST:
                    continue
                theirs = people[::-1] if turned else people
                title = f"{ours} ~ {name}{' backwards' if turned else ''}"
                found[title] = [
                    (one, theirs[aligned(place, len(ids), len(theirs))])
                    for place, one in enumerate(ids)
                ]
    return found


def neighbours_kept(order: Sequence[str], truth: Sequence[str]) -> float:
    """The share of neighbours in `order` that truly came one after the other."""
    place = {one: number for number, one in enumerate(truth)}
    near = [abs(place[one] - place[other]) == 1 for one, other in pairwise(order)]
    return sum(near) / max(len(near), 1)


def newest_of_each(groups: Mapping[str, Sequence[str]], every: Sequence[str]) -> dict[str, str]:
    """For each transaction the row that seems to be new in it: the one farthest from the rest.

    `every` is all rows in the order of their ids; a group holds those of one transaction.
    """
    place = {one: number for number, one in enumerate(sorted(every))}
    guessed = {}
    for transaction, group in groups.items():
        places = sorted(place[one] for one in group)
        alone = {
            one: min(
                (abs(place[one] - other) for other in places if other != place[one]), default=0
            )
            for one in group
        }
        guessed[transaction] = max(group, key=lambda one: alone[one])
    return guessed
