"""The fictional requests, each told in days after it was received.

Together they stand at every stage, on time and late, with each ground for an exception,
refused, without a plan, with one, taken back and moved away.
"""

from dataclasses import dataclass
from datetime import date

from portal.domain.facts import EventKind, Ground, Limit

SCHOOL = "School"
NURSERY = "Nursery"
PSYCHOLOGY = "Educational psychologist"
HEALTH = "Community paediatrics"
CARE = "Social care"


@dataclass(frozen=True)
class Advice:
    """A body, the day it was asked and the day it answered (None: not yet)."""

    body: str
    asked: int
    received: int | None = None


@dataclass(frozen=True)
class ExceptionStory:
    """An exception, in days after the request was received."""

    limit: Limit
    ground: Ground
    start: int
    end: int
    family_told: int


@dataclass(frozen=True)
class Story:
    """One child's request. `why` says what it is here to show."""

    why: str
    child: str
    born: date
    received: date
    guardians: tuple[str, ...]
    events: tuple[tuple[EventKind, int], ...] = ()
    advice: tuple[Advice, ...] = ()
    exceptions: tuple[ExceptionStory, ...] = ()
    source: str = "parent_or_young_person"
    corrected: tuple[EventKind, int, int] | None = None
    """An event first recorded on a wrong day: its kind, the wrong day and the right one."""
    own_account: bool = False
    """The guardian is the young person."""


YES = EventKind.DECIDED_TO_ASSESS
NO = EventKind.DECIDED_NOT_TO_ASSESS
DRAFT = EventKind.DRAFT_SENT
COMMENTS = EventKind.COMMENTS_RECEIVED
NO_PLAN = EventKind.DECIDED_NO_PLAN
FINAL = EventKind.FINAL_PLAN_ISSUED


def advice_in(asked: int, *received: int | None) -> tuple[Advice, ...]:
    """Advice asked of the usual four on one day, and when each answered."""
    bodies = (SCHOOL, PSYCHOLOGY, HEALTH, CARE)
    return tuple(Advice(body, asked, on) for body, on in zip(bodies, received, strict=True))


STORIES: dict[str, tuple[Story, ...]] = {
    "wandsworth": (
        Story(
            "late at the end, with an exception that does not move the date",
            "Theo Bennett",
            date(2017, 2, 9),
            date(2026, 6, 19),
            ("Alison Bennett", "Mark Bennett"),
            ((YES, 41), (DRAFT, 128), (COMMENTS, 140)),
            advice_in(42, 75, 96, 83, 80),
            (ExceptionStory(Limit.FINAL, Ground.PERSONAL_CIRCUMSTANCES, 84, 105, 86),),
        ),
        Story(
            "just begun, on time",
            "Amara Osei",
            date(2020, 3, 12),
            date(2026, 10, 30),
            ("Efua Osei",),
        ),
        Story(
            "late in deciding whether to assess",
            "Leo Hartley",
            date(2014, 11, 2),
            date(2026, 9, 28),
            ("Jess Hartley",),
            source="school",
        ),
        Story(
            "gathering advice, on time",
            "Zofia Nowak",
            date(2018, 7, 21),
            date(2026, 9, 7),
            ("Marta Nowak", "Piotr Nowak"),
            ((YES, 38),),
            advice_in(40, 61, None, 70, None),
        ),
        Story(
            "gathering advice, some of it late; a missed appointment",
            "Idris Khan",
            date(2015, 1, 30),
            date(2026, 7, 27),
            ("Nadia Khan",),
            ((YES, 40),),
            advice_in(42, 70, 99, None, 81),
            (ExceptionStory(Limit.ADVICE, Ground.MISSED_APPOINTMENT, 63, 64, 66),),
        ),
        Story(
            "a draft with the family, on time",
            "Maisie Clarke",
            date(2016, 5, 17),
            date(2026, 7, 31),
            ("Sarah Clarke",),
            ((YES, 36), (DRAFT, 103)),
            advice_in(37, 60, 77, 71, 74),
        ),
        Story(
            "all advice is in: deciding on a plan",
            "Ella Moss",
            date(2019, 10, 8),
            date(2026, 8, 10),
            ("Grace Moss",),
            ((YES, 37),),
            advice_in(38, 59, 78, 74, 70),
        ),
        Story(
            "a school closed over the summer",
            "Hana Suzuki",
            date(2013, 9, 4),
            date(2026, 6, 11),
            ("Yuki Suzuki",),
            ((YES, 36), (DRAFT, 152)),
            advice_in(39, 92, 80, 79, 75),
            (ExceptionStory(Limit.FINAL, Ground.SCHOOL_CLOSED, 42, 83, 44),),
        ),
        Story(
            "a nursery closed over the summer; the first decision was late",
            "Alfie Turner",
            date(2022, 6, 3),
            date(2026, 7, 17),
            ("Kim Turner",),
            ((YES, 52),),
            (
                Advice(NURSERY, 5, 55),
                Advice(PSYCHOLOGY, 54, 90),
                Advice(HEALTH, 54, None),
            ),
            (ExceptionStory(Limit.DECIDE, Ground.EARLY_YEARS_CLOSED, 7, 47, 10),),
        ),
        Story(
            "not assessed",
            "Callum Reid",
            date(2012, 8, 25),
            date(2026, 8, 20),
            ("Fiona Reid",),
            ((NO, 41),),
            source="school",
        ),
        Story(
            "assessed, no plan",
            "Priya Raman",
            date(2015, 12, 1),
            date(2026, 6, 22),
            ("Latha Raman",),
            ((YES, 40), (NO_PLAN, 110)),
            advice_in(41, 66, 79, 82, 70),
        ),
        Story(
            "a plan, on time",
            "Freya Lindqvist",
            date(2019, 4, 14),
            date(2026, 5, 4),
            ("Ingrid Lindqvist",),
            ((YES, 39), (DRAFT, 110), (COMMENTS, 121), (FINAL, 138)),
            advice_in(40, 66, 79, 82, 70),
        ),
        Story(
            "a plan, seven weeks late, after four weeks away",
            "Tomos Evans",
            date(2011, 10, 6),
            date(2026, 2, 16),
            ("Carys Evans",),
            ((YES, 44), (DRAFT, 160), (COMMENTS, 172), (FINAL, 189)),
            advice_in(46, 90, 118, 101, 88),
            (ExceptionStory(Limit.FINAL, Ground.ABSENT_FOUR_WEEKS, 60, 95, 58),),
        ),
        Story(
            "taken back by the family",
            "Noor Haddad",
            date(2017, 6, 11),
            date(2026, 9, 14),
            ("Rania Haddad",),
            ((EventKind.WITHDRAWN, 20),),
        ),
        Story(
            "moved to another area",
            "Oscar Whitfield",
            date(2016, 2, 28),
            date(2026, 8, 3),
            ("Tom Whitfield",),
            ((YES, 35), (EventKind.MOVED_AWAY, 70)),
            advice_in(36, 60, None, None, 66),
        ),
        Story(
            "a young person's own request",
            "Kezia Boateng",
            date(2009, 11, 23),
            date(2026, 10, 12),
            ("Kezia Boateng",),
            own_account=True,
        ),
        Story(
            "a date that was put right",
            "Ravi Desai",
            date(2018, 3, 3),
            date(2026, 8, 24),
            ("Meera Desai",),
            ((YES, 42),),
            advice_in(43, 70, None, 78, None),
            corrected=(YES, 45, 42),
        ),
    ),
    "merton": (
        Story(
            "gathering advice, on time",
            "Lucia Moretti",
            date(2016, 9, 9),
            date(2026, 8, 31),
            ("Anna Moretti",),
            ((YES, 37),),
            advice_in(38, 66, 74, None, None),
        ),
        Story(
            "late at the end without an exception",
            "Harvey Cole",
            date(2014, 4, 19),
            date(2026, 5, 28),
            ("Debbie Cole",),
            ((YES, 60), (DRAFT, 158)),
            advice_in(61, 100, 130, 118, 105),
        ),
        Story(
            "a plan, on time",
            "Samira Yusuf",
            date(2019, 1, 5),
            date(2026, 4, 20),
            ("Hodan Yusuf",),
            ((YES, 40), (DRAFT, 105), (COMMENTS, 118), (FINAL, 136)),
            advice_in(41, 70, 80, 82, 77),
        ),
        Story(
            "a plan, late, outside the law's grounds",
            "Jack Donnelly",
            date(2013, 7, 30),
            date(2026, 1, 12),
            ("Claire Donnelly",),
            ((YES, 42), (DRAFT, 170), (FINAL, 201)),
            advice_in(44, 88, 140, 120, 97),
        ),
        Story(
            "just begun, on time",
            "Mei Lin Tan",
            date(2021, 2, 18),
            date(2026, 11, 9),
            ("Wei Tan",),
            source="health",
        ),
    ),
}
