"""What the fictional families answered about the assessment, and the words they left."""

from datetime import date

from portal.demonstration.wave_stories import Came, SurveyStory, WaveStory
from portal.surveys.channels import Channel
from portal.surveys.starting import KEY

EVERY_WAY = (
    Channel.OPEN_LINK,
    Channel.EMAIL,
    Channel.POSTER,
    Channel.KIOSK,
    Channel.PAPER,
)


def came(
    by_open_link: int,
    by_email: tuple[int, int],
    by_poster: int,
    by_kiosk: int,
    on_paper: tuple[int, int],
) -> tuple[Came, ...]:
    """How many came by each way; by e-mail and on paper also how many were handed out."""
    return (
        Came(Channel.OPEN_LINK, by_open_link),
        Came(Channel.EMAIL, *by_email),
        Came(Channel.POSTER, by_poster),
        Came(Channel.KIOSK, by_kiosk),
        Came(Channel.PAPER, *on_paper),
    )


WANDSWORTH = (
    WaveStory(
        "Autumn 2025",
        date(2025, 11, 3),
        date(2025, 11, 30),
        came(24, (14, 40), 6, 3, (5, 12)),
        {
            "understanding": (9, 15, 13, 10, 4),
            "ease": (16, 17, 10, 6, 2),
            "informed": (18, 15, 9, 6, 3),
            "views": (8, 11, 14, 12, 6),
            "professionals": (5, 9, 14, 16, 7),
            "satisfaction": (12, 14, 12, 9, 5),
            "next_step": (37, 14),
        },
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
        invited=180,
    ),
    WaveStory(
        "Spring 2026",
        date(2026, 4, 13),
        date(2026, 5, 10),
        came(29, (15, 40), 7, 4, (6, 12)),
        {
            "understanding": (6, 12, 15, 18, 9),
            "ease": (15, 19, 13, 9, 4),
            "informed": (13, 16, 14, 12, 5),
            "views": (8, 12, 17, 15, 8),
            "professionals": (6, 11, 16, 19, 8),
            "satisfaction": (10, 14, 16, 14, 6),
            "next_step": (36, 24),
        },
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
        invited=195,
    ),
    WaveStory(
        "Autumn 2026",
        date(2026, 9, 14),
        date(2026, 10, 11),
        came(36, (17, 44), 8, 6, (7, 15)),
        {
            "understanding": (3, 8, 15, 29, 18),
            "ease": (14, 21, 18, 14, 6),
            "informed": (8, 12, 16, 23, 14),
            "views": (9, 14, 20, 20, 10),
            "professionals": (23, 22, 17, 8, 3),
            "satisfaction": (8, 14, 19, 22, 10),
            "next_step": (27, 45),
        },
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
        invited=210,
    ),
    WaveStory(
        "Winter 2026",
        date(2026, 11, 9),
        date(2026, 12, 6),
        came(5, (4, 0), 1, 1, (1, 6)),
        {
            "understanding": (0, 1, 3, 5, 3),
            "ease": (2, 3, 4, 2, 1),
            "informed": (1, 2, 2, 4, 3),
            "views": (1, 2, 3, 4, 2),
            "professionals": (1, 3, 4, 3, 1),
            "satisfaction": (1, 2, 3, 4, 2),
            "next_step": (4, 8),
        },
        (
            "We were told the decision two days early. Thank you.",
            "I could not find out who our new caseworker is.",
        ),
        remind_on=date(2026, 11, 23),
        invites_families=True,
        invited=205,
    ),
)

MERTON = (
    WaveStory(
        "Autumn 2025",
        date(2025, 11, 3),
        date(2025, 11, 30),
        came(10, (6, 20), 2, 1, (2, 6)),
        {
            "understanding": (2, 4, 6, 6, 3),
            "ease": (4, 6, 5, 4, 2),
            "informed": (3, 5, 5, 5, 3),
            "views": (1, 3, 5, 7, 5),
            "professionals": (1, 3, 6, 7, 4),
            "satisfaction": (2, 4, 5, 6, 4),
            "next_step": (11, 10),
        },
        (
            "The online form was quick. I hope somebody reads it.",
            "Annual review meeting went well but the paperwork took eight months.",
            "Kids First helped me more than anyone.",
        ),
        invited=120,
    ),
    WaveStory(
        "Spring 2026",
        date(2026, 4, 13),
        date(2026, 5, 10),
        came(13, (7, 20), 2, 1, (3, 6)),
        {
            "understanding": (2, 4, 7, 8, 5),
            "ease": (5, 7, 6, 5, 3),
            "informed": (3, 5, 7, 7, 4),
            "views": (1, 3, 6, 9, 7),
            "professionals": (2, 4, 6, 9, 5),
            "satisfaction": (2, 5, 6, 8, 5),
            "next_step": (12, 14),
        },
        (
            "My views were in the plan and so were his.",
            "We moved schools in the middle and had to start again.",
            "Nobody knew who was on the panel.",
        ),
        invited=130,
    ),
    WaveStory(
        "Autumn 2026",
        date(2026, 9, 14),
        date(2026, 10, 11),
        came(4, (2, 16), 1, 0, (1, 6)),
        {
            "understanding": (0, 1, 2, 3, 2),
            "ease": (1, 2, 2, 2, 1),
            "informed": (1, 1, 2, 2, 2),
            "views": (0, 1, 2, 3, 2),
            "professionals": (0, 2, 2, 3, 1),
            "satisfaction": (0, 2, 2, 3, 1),
            "next_step": (3, 5),
        },
        ("The link came while we were on holiday.",),
        invited=125,
    ),
    WaveStory(
        "Winter 2026",
        date(2026, 11, 9),
        date(2026, 12, 6),
        came(1, (1, 0), 0, 0, (1, 6)),
        {
            "understanding": (0, 0, 1, 1, 1),
            "ease": (0, 1, 1, 1, 0),
            "informed": (0, 1, 0, 1, 1),
            "views": (0, 0, 1, 1, 1),
            "professionals": (0, 1, 1, 1, 0),
            "satisfaction": (0, 0, 1, 2, 0),
            "next_step": (1, 2),
        },
        remind_on=date(2026, 11, 23),
        invites_families=True,
        invited=130,
    ),
)

ASSESSMENT: dict[str, SurveyStory] = {
    area: SurveyStory(KEY, date(2025, 10, 27), EVERY_WAY, waves)
    for area, waves in (("wandsworth", WANDSWORTH), ("merton", MERTON))
}

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
