"""The fictional requests, each told in days after it was received.

Together they stand at every stage, on time and late, with each ground for an exception,
refused, without a plan, with one, taken back and moved away. What the families were told in
between stands in `updates`.
"""

from dataclasses import dataclass
from datetime import date

from portal.cases.words import FAMILY, HEALTH, PSYCHOLOGIST, SCHOOL, SOCIAL_CARE
from portal.domain.facts import EventKind, Ground, Limit

NURSERY = "Nursery"


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
    """One child's request. `why` says what it is here to show.

    `guardians` were let in on the day it was received, and the young person themselves so many
    days after it as `own_account` says. `letter_to` is a parent who has a letter and no account.
    `told` are days on which the family was told in general words how it goes.
    """

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
    own_account: int | None = None
    letter_to: str = ""
    told: tuple[int, ...] = ()


YES = EventKind.DECIDED_TO_ASSESS
NO = EventKind.DECIDED_NOT_TO_ASSESS
DRAFT = EventKind.DRAFT_SENT
COMMENTS = EventKind.COMMENTS_RECEIVED
NO_PLAN = EventKind.DECIDED_NO_PLAN
FINAL = EventKind.FINAL_PLAN_ISSUED


def advice_in(asked: int, *received: int | None) -> tuple[Advice, ...]:
    """Advice asked of the usual four on one day, and when each answered."""
    bodies = (SCHOOL, PSYCHOLOGIST, HEALTH, SOCIAL_CARE)
    return tuple(Advice(body, asked, on) for body, on in zip(bodies, received, strict=True))


STORIES: dict[str, tuple[Story, ...]] = {
    "wandsworth": (
        Story(
            "late at the end, with a legal reason, the team’s own reason and an expected day",
            "Theo Bennett",
            date(2017, 2, 9),
            date(2026, 6, 19),
            ("Alison Bennett", "Mark Bennett"),
            ((YES, 41), (DRAFT, 126), (COMMENTS, 140)),
            advice_in(42, 75, 96, 83, 80),
            (ExceptionStory(Limit.FINAL, Ground.PERSONAL_CIRCUMSTANCES, 84, 105, 87),),
        ),
        Story(
            "just begun, on time, with a question that waits for an answer",
            "Amara Osei",
            date(2020, 3, 12),
            date(2026, 10, 30),
            ("Efua Osei",),
        ),
        Story(
            "late in deciding whether to assess, and nobody has said anything",
            "Leo Hartley",
            date(2014, 11, 2),
            date(2026, 9, 28),
            ("Jess Hartley",),
            source="school",
        ),
        Story(
            "gathering advice, on time; two parents who live apart, and neither sees the other",
            "Zofia Nowak",
            date(2018, 7, 21),
            date(2026, 9, 7),
            ("Marta Nowak", "Piotr Nowak"),
            ((YES, 38),),
            (*advice_in(39, 60, None, 70, None), Advice(FAMILY, 39)),
        ),
        Story(
            "two children: one with late advice and a missed appointment, one just begun",
            "Idris Khan",
            date(2015, 1, 30),
            date(2026, 7, 27),
            ("Nadia Khan",),
            ((YES, 39),),
            advice_in(42, 70, 99, None, 81),
            (ExceptionStory(Limit.ADVICE, Ground.MISSED_APPOINTMENT, 63, 64, 66),),
        ),
        Story(
            "a draft with the family, on time, and days left to comment",
            "Maisie Clarke",
            date(2016, 5, 17),
            date(2026, 7, 31),
            ("Sarah Clarke",),
            ((YES, 35), (DRAFT, 103)),
            advice_in(38, 60, 77, 70, 74),
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
            "late with a draft, after a school closed over the summer",
            "Hana Suzuki",
            date(2013, 9, 4),
            date(2026, 6, 11),
            ("Yuki Suzuki",),
            ((YES, 36), (DRAFT, 152)),
            advice_in(39, 92, 82, 78, 75),
            (ExceptionStory(Limit.FINAL, Ground.SCHOOL_CLOSED, 42, 83, 43),),
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
                Advice(PSYCHOLOGIST, 54, 90),
                Advice(HEALTH, 54, None),
            ),
            (ExceptionStory(Limit.DECIDE, Ground.EARLY_YEARS_CLOSED, 7, 47, 10),),
        ),
        Story(
            "not assessed, and days left to appeal",
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
            ((YES, 39), (NO_PLAN, 109)),
            advice_in(42, 66, 79, 81, 71),
        ),
        Story(
            "a plan, on time",
            "Freya Lindqvist",
            date(2019, 4, 14),
            date(2026, 5, 5),
            ("Ingrid Lindqvist",),
            ((YES, 38), (DRAFT, 108), (COMMENTS, 121), (FINAL, 136)),
            advice_in(41, 66, 79, 80, 70),
        ),
        Story(
            "a plan, seven weeks late, after four weeks away",
            "Tomos Evans",
            date(2011, 10, 6),
            date(2026, 2, 16),
            ("Carys Evans",),
            ((YES, 44), (DRAFT, 161), (COMMENTS, 172), (FINAL, 189)),
            advice_in(50, 88, 116, 101, 88),
            (ExceptionStory(Limit.FINAL, Ground.ABSENT_FOUR_WEEKS, 60, 95, 58),),
        ),
        Story(
            "taken back by the family",
            "Noor Haddad",
            date(2017, 6, 11),
            date(2026, 9, 14),
            ("Rania Haddad",),
            ((EventKind.WITHDRAWN, 21),),
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
            "a young person’s own request",
            "Kezia Boateng",
            date(2009, 11, 23),
            date(2026, 10, 12),
            (),
            own_account=0,
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
        Story(
            "two children: one with late advice and a missed appointment, one just begun",
            "Layla Khan",
            date(2019, 8, 2),
            date(2026, 10, 19),
            ("Nadia Khan",),
        ),
        Story(
            "a plan sent lately to the young person; their parent waits to be asked",
            "Malachi Obi",
            date(2010, 3, 15),
            date(2026, 6, 15),
            ("Ngozi Obi",),
            ((YES, 38), (DRAFT, 102), (COMMENTS, 115), (FINAL, 137)),
            advice_in(39, 81, 78, 74, 80),
            own_account=21,
        ),
        Story(
            "came in today: a letter and no account yet",
            "Rowan Tran",
            date(2020, 5, 6),
            date(2026, 11, 18),
            (),
            letter_to="Linh Tran",
        ),
    ),
    "merton": (
        Story(
            "gathering advice, on time",
            "Lucia Moretti",
            date(2016, 9, 9),
            date(2026, 9, 1),
            ("Anna Moretti",),
            ((YES, 37),),
            advice_in(38, 66, 73, None, None),
        ),
        Story(
            "late at the end, and nobody has said why",
            "Harvey Cole",
            date(2014, 4, 19),
            date(2026, 5, 28),
            ("Debbie Cole",),
            ((YES, 60), (DRAFT, 158)),
            advice_in(61, 99, 130, 118, 105),
        ),
        Story(
            "some advice is late, and the family has not heard for weeks",
            "Eleni Markou",
            date(2018, 1, 17),
            date(2026, 8, 17),
            ("Sofia Markou",),
            ((YES, 38),),
            advice_in(39, 60, None, None, 63),
        ),
        Story(
            "a plan, on time",
            "Samira Yusuf",
            date(2019, 1, 5),
            date(2026, 4, 20),
            ("Hodan Yusuf",),
            ((YES, 39), (DRAFT, 105), (COMMENTS, 119), (FINAL, 136)),
            advice_in(42, 70, 80, 81, 77),
        ),
        Story(
            "a plan, late, outside the law’s grounds",
            "Jack Donnelly",
            date(2013, 7, 30),
            date(2026, 1, 12),
            ("Claire Donnelly",),
            ((YES, 42), (DRAFT, 170), (FINAL, 200)),
            advice_in(44, 88, 140, 120, 98),
        ),
        Story(
            "just begun, on time",
            "Mei Lin Tan",
            date(2021, 2, 18),
            date(2026, 11, 9),
            ("Wei Tan",),
            source="health",
        ),
        Story(
            "came in today: a letter and no account yet",
            "Ines Carvalho",
            date(2017, 12, 12),
            date(2026, 11, 18),
            (),
            letter_to="Rita Carvalho",
        ),
    ),
}
