"""What the fictional families answered, wave by wave, and the words they left.

Each star question has a count for every star, worst first; fewer answers than responses
means that some left it out. The answers are dealt to responses in an order fixed by a seed.
"""

from dataclasses import dataclass
from datetime import date

Stars = tuple[int, int, int, int, int]


@dataclass(frozen=True)
class WaveStory:
    """One wave: when, how many were invited and answered, and what.

    `knew_next_step` counts the yeses and the noes of the one question of that kind.
    """

    name: str
    opens: date
    closes: date
    invited: int
    responses: int
    stars: dict[str, Stars]
    knew_next_step: tuple[int, int]
    comments: tuple[str, ...] = ()
    closed: bool = True


WANDSWORTH = (
    WaveStory(
        "Autumn 2025",
        date(2025, 11, 3),
        date(2025, 11, 30),
        180,
        52,
        {
            "understanding": (9, 15, 13, 10, 4),
            "ease": (16, 17, 10, 6, 2),
            "informed": (18, 15, 9, 6, 3),
            "views": (8, 11, 14, 12, 6),
            "professionals": (5, 9, 14, 16, 7),
            "satisfaction": (12, 14, 12, 9, 5),
        },
        (14, 37),
        (
            "Nobody rang us for eleven weeks. I found out by chance that the case had moved on.",
            "The psychologist was lovely and really got my son. The letters made no sense to me.",
            "I still do not understand what the stages are or who decides.",
            "We asked three times for a date. Nobody knew.",
            "School helped us fill in the form. Without Mrs Pemberton we would have given up.",
            "It took 32 weeks to get our plan.",
            "I felt listened to at the meeting, then the draft said none of it.",
            "Everything by post and always on a Friday afternoon.",
        ),
    ),
    WaveStory(
        "Spring 2026",
        date(2026, 4, 13),
        date(2026, 5, 10),
        195,
        61,
        {
            "understanding": (6, 12, 15, 18, 9),
            "ease": (15, 19, 13, 9, 4),
            "informed": (13, 16, 14, 12, 5),
            "views": (8, 12, 17, 15, 8),
            "professionals": (6, 11, 16, 19, 8),
            "satisfaction": (10, 14, 16, 14, 6),
        },
        (24, 36),
        (
            "The new leaflet helped. I knew what week we were in.",
            "Our caseworker wrote every fortnight, even when there was no news. Thank you.",
            "Health advice was late again and nobody told us why.",
            "The draft plan was long and hard to read. I had to ask WIASS to explain it.",
            "My daughter was asked what she wanted. That was new and it was good.",
            "Phoned nine times. Nobody called back.",
            "Great staff, too few of them.",
            "The form asked the same thing four times.",
            "We never met the person who wrote the social care advice.",
            "I felt my views were in the plan this time.",
        ),
    ),
    WaveStory(
        "Autumn 2026",
        date(2026, 9, 14),
        date(2026, 10, 11),
        210,
        74,
        {
            "understanding": (3, 8, 15, 29, 18),
            "ease": (14, 21, 18, 14, 6),
            "informed": (8, 12, 16, 23, 14),
            "views": (9, 14, 20, 20, 10),
            "professionals": (23, 22, 17, 8, 3),
            "satisfaction": (8, 14, 19, 22, 10),
        },
        (45, 27),
        (
            "Being able to see the dates at night when I cannot sleep has helped me more than "
            "anything.",
            "I knew each step and who to ask. A big change from my older child.",
            "The speech therapist left and the advice never came. We waited and waited.",
            "The psychologist saw my son for twenty minutes and got his name wrong.",
            "Advice was written by somebody who had never met us.",
            "Kind people, but the reports were late and thin.",
            "They told us it would be late before it was late. I can live with that.",
            "The plan says what he needs. We are happy with it.",
            "Nobody explained what a personal budget is.",
            "Still far too slow but at least we are told.",
            "My son is 15 and nobody asked him anything.",
            "The school was closed all summer so nothing moved. We were told in July.",
        ),
    ),
    WaveStory(
        "Winter 2026",
        date(2026, 11, 9),
        date(2026, 12, 6),
        205,
        12,
        {
            "understanding": (0, 1, 3, 5, 3),
            "ease": (2, 3, 4, 2, 1),
            "informed": (1, 2, 2, 4, 3),
            "views": (1, 2, 3, 4, 2),
            "professionals": (1, 3, 4, 3, 1),
            "satisfaction": (1, 2, 3, 4, 2),
        },
        (8, 4),
        (
            "We were told the decision two days early. Thank you.",
            "I could not find out who our new caseworker is.",
        ),
        closed=False,
    ),
)

MERTON = (
    WaveStory(
        "Autumn 2025",
        date(2025, 11, 3),
        date(2025, 11, 30),
        120,
        21,
        {
            "understanding": (2, 4, 6, 6, 3),
            "ease": (4, 6, 5, 4, 2),
            "informed": (3, 5, 5, 5, 3),
            "views": (1, 3, 5, 7, 5),
            "professionals": (1, 3, 6, 7, 4),
            "satisfaction": (2, 4, 5, 6, 4),
        },
        (10, 11),
        (
            "The online form was quick. I hope somebody reads it.",
            "Annual review meeting went well but the paperwork took eight months.",
            "Kids First helped me more than anyone.",
        ),
    ),
    WaveStory(
        "Spring 2026",
        date(2026, 4, 13),
        date(2026, 5, 10),
        130,
        26,
        {
            "understanding": (2, 4, 7, 8, 5),
            "ease": (5, 7, 6, 5, 3),
            "informed": (3, 5, 7, 7, 4),
            "views": (1, 3, 6, 9, 7),
            "professionals": (2, 4, 6, 9, 5),
            "satisfaction": (2, 5, 6, 8, 5),
        },
        (14, 12),
        (
            "My views were in the plan and so were his.",
            "We moved schools in the middle and had to start again.",
            "Nobody knew who was on the panel.",
        ),
    ),
    WaveStory(
        "Autumn 2026",
        date(2026, 9, 14),
        date(2026, 10, 11),
        125,
        8,
        {
            "understanding": (0, 1, 2, 3, 2),
            "ease": (1, 2, 2, 2, 1),
            "informed": (1, 1, 2, 2, 2),
            "views": (0, 1, 2, 3, 2),
            "professionals": (0, 2, 2, 3, 1),
            "satisfaction": (0, 2, 2, 3, 1),
        },
        (5, 3),
        ("The link came while we were on holiday.",),
    ),
    WaveStory(
        "Winter 2026",
        date(2026, 11, 9),
        date(2026, 12, 6),
        130,
        3,
        {
            "understanding": (0, 0, 1, 1, 1),
            "ease": (0, 1, 1, 1, 0),
            "informed": (0, 1, 0, 1, 1),
            "views": (0, 0, 1, 1, 1),
            "professionals": (0, 1, 1, 1, 0),
            "satisfaction": (0, 0, 1, 2, 0),
        },
        (2, 1),
        closed=False,
    ),
)

WAVES: dict[str, tuple[WaveStory, ...]] = {"wandsworth": WANDSWORTH, "merton": MERTON}

READ_BY_FORUM: dict[str, tuple[str, ...]] = {
    "Nobody rang us for eleven weeks.": ("Being kept informed", "Waiting and timeliness"),
    "The psychologist was lovely": ("Professional advice and health", "Praise"),
    "I still do not understand": ("Understanding the process",),
    "It took 32 weeks": ("Waiting and timeliness",),
    "I felt listened to at the meeting": ("Being listened to", "Quality of the plan"),
    "The new leaflet helped.": ("Understanding the process", "Praise"),
    "Health advice was late again": (
        "Professional advice and health",
        "Waiting and timeliness",
    ),
    "Phoned nine times.": ("Making contact",),
    "My daughter was asked": ("Being listened to", "Praise"),
    "The psychologist saw my son": ("Professional advice and health", "Staff manner"),
    "Advice was written by": ("Professional advice and health",),
    "Annual review meeting": ("Annual review",),
}
"""How comments that the forum has read begin, and the themes it gave them."""
