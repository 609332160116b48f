"""Fictional requests of the last two years, drawn by lot from a fixed seed.

They are the background of the stories: enough of them that the portal can say how long
families really wait, how much advice came in time and how many promises to keep in touch were
kept. Most of them are over. Nothing happens at a weekend.
"""

import random
from calendar import FRIDAY
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from portal.cases.words import HEALTH, PSYCHOLOGIST, SCHOOL, SOCIAL_CARE
from portal.demonstration.stories import DRAFT, FINAL, NO, NO_PLAN, YES, Advice, Story
from portal.domain.facts import EventKind

SEED = 2026
OLDEST, YOUNGEST = 715, 150
"""Most were received between so many days ago, evenly spread."""
JUST_RECEIVED = (16, 47, 83, 121)
FEWEST_DAYS, MOST_DAYS = 105, 480
"""No plan comes sooner or takes longer."""

FIRST_NAMES = (
    *("Aaliyah", "Ben", "Chidi", "Daisy", "Elif", "Finn", "Gabriela", "Hamza", "Isla", "Jakub"),
    *("Keira", "Leon", "Mariam", "Nathan", "Olivia", "Pavel", "Quinn", "Rosa", "Sanjay", "Thea"),
    *("Umar", "Violet", "Will", "Xanthe", "Yara", "Zac", "Amara", "Bogdan", "Clara", "Dylan"),
    "Emre",
)
LAST_NAMES = (
    *("Abbott", "Barros", "Chowdhury", "Dunne", "Eze", "Fraser", "Goldberg", "Hughes", "Ibrahim"),
    *("Jones", "Kaur", "Lewis", "Mensah", "Novak", "Osei", "Patel", "Quaye", "Rossi", "Silva"),
    *("Thorne", "Usman", "Vasquez", "Walsh", "Yilmaz", "Zhang", "Ahmadi", "Byrne", "Castillo"),
    "Doyle",
)
# Last names are taken in steps, so that they do not begin with the first names' letters.
STRIDE = 7


@dataclass(frozen=True)
class Pace:
    """How many requests an area had, and how it dealt with them.

    Half the plans come within `median_days`; `spread` is how unlike they are, as the standard
    deviation of their logarithm. Children are named from number `names_from` on, so that no two
    areas share any.
    """

    requests: int
    median_days: int
    spread: float
    names_from: int
    in_touch: float
    """The chance that the next news comes within the promised days."""


PACES = {
    "wandsworth": Pace(66, median_days=163, spread=0.30, names_from=0, in_touch=0.82),
    "merton": Pace(58, median_days=143, spread=0.22, names_from=400, in_touch=0.9),
}

# In how many days half of each body's advice comes, and how unlike the others it is.
ADVICE = {
    SCHOOL: (24, 0.3),
    PSYCHOLOGIST: (41, 0.2),
    HEALTH: (40, 0.25),
    SOCIAL_CARE: (37, 0.3),
}
ADVICE_LASTS = 42
BEFORE_THE_END = 7
"""Advice comes at least so many days before what is decided with it."""
LOOKED_AT = 245
"""Advice and news of so many of the last days are made up: longer ago nobody looks."""
IN_TOUCH, OUT_OF_TOUCH = (6, 13), (15, 34)
"""Between so many days lies one telling and the next, kept to the promise and not."""

# How requests end, with how many in a hundred do.
ENDINGS = {FINAL: 70, NO: 18, NO_PLAN: 5, EventKind.WITHDRAWN: 4, EventKind.MOVED_AWAY: 3}


def past_requests(area: str, *, today: date) -> Iterator[Story]:
    """The area's background, oldest first, with all that had happened by `today`."""
    pace, dealt = PACES[area], random.Random(f"{SEED} {area} past requests")
    more = random.Random(f"{SEED} {area} advice and news")
    for number, days_ago in enumerate(_days_ago(pace.requests)):
        events = tuple(event for event in _events(pace, dealt) if event[1] <= days_ago)
        received = _at_work(today - timedelta(days=days_ago))
        age, day = timedelta(days=365 * dealt.randint(3, 15)), timedelta(dealt.randint(0, 364))
        drawn = Story(
            "the background",
            _name(number, pace),
            received - age - day,
            received,
            (),
            events,
            tuple(_advice(events, days_ago, more)),
            told=tuple(_told(events, days_ago, pace, more)),
        )
        yield _in_working_weeks(drawn)


def _in_working_weeks(story: Story) -> Story:
    """The same, with whatever fell on a weekend on the Friday before."""

    def moved(days: int) -> int:
        return (_at_work(story.received + timedelta(days=days)) - story.received).days

    return replace(
        story,
        events=tuple((kind, moved(days)) for kind, days in story.events),
        advice=tuple(
            Advice(each.body, moved(each.asked), each.received and moved(each.received))
            for each in story.advice
        ),
        told=tuple(moved(days) for days in story.told),
    )


def _at_work(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def _days_ago(requests: int) -> list[int]:
    spread = requests - len(JUST_RECEIVED)
    step = (OLDEST - YOUNGEST) / (spread - 1)
    return [round(OLDEST - number * step) for number in range(spread)] + sorted(
        JUST_RECEIVED, reverse=True
    )


def _events(pace: Pace, dealt: random.Random) -> tuple[tuple[EventKind, int], ...]:
    """What happens to one request, in days after it was received."""
    (ending,) = dealt.choices(list(ENDINGS), weights=list(ENDINGS.values()))
    decided, answered = dealt.randint(29, 42), dealt.randint(96, 112)
    drawn = pace.median_days * dealt.lognormvariate(0, pace.spread)
    final = round(min(max(drawn, FEWEST_DAYS), MOST_DAYS))
    if ending == FINAL:
        return (YES, decided), (DRAFT, final - dealt.randint(18, 40)), (FINAL, final)
    if ending == NO_PLAN:
        return (YES, decided), (NO_PLAN, answered)
    if ending == EventKind.MOVED_AWAY:
        return (YES, decided), (EventKind.MOVED_AWAY, answered)
    return ((ending, decided),)


def _advice(
    events: Iterable[tuple[EventKind, int]], days_ago: int, dealt: random.Random
) -> Iterator[Advice]:
    """Whom advice was asked of once it was decided to assess, and when it came."""
    days = dict(events)
    if YES not in days:
        return
    asked = min(days[YES] + dealt.randint(0, 3), days_ago)
    if days_ago - asked > LOOKED_AT + ADVICE_LASTS:
        return
    needed = [day for kind, day in days.items() if kind != YES and day > asked]
    last = min([*(day - BEFORE_THE_END for day in needed), days_ago])
    for body, (median, spread) in ADVICE.items():
        came = asked + round(median * dealt.lognormvariate(0, spread))
        is_awaited = not needed and came > days_ago
        yield Advice(body, asked, None if is_awaited else max(asked, min(came, last)))


def _told(
    events: Iterable[tuple[EventKind, int]], days_ago: int, pace: Pace, dealt: random.Random
) -> Iterator[int]:
    """The days on which the family was told how it goes, besides the steps themselves."""
    steps = dict(events)
    over = [day for kind, day in steps.items() if kind in ENDINGS]
    day, last = 0, min([*over, days_ago])
    while True:
        shortest, longest = IN_TOUCH if dealt.random() < pace.in_touch else OUT_OF_TOUCH
        day += dealt.randint(shortest, longest)
        if day >= last:
            return
        if days_ago - day <= LOOKED_AT:
            yield day


def _name(number: int, pace: Pace) -> str:
    """31 first names go round 29 last names, so a pair comes again after 899 children."""
    place = number + pace.names_from
    last = LAST_NAMES[STRIDE * place % len(LAST_NAMES)]
    return f"{FIRST_NAMES[place % len(FIRST_NAMES)]} {last}"
