"""What families of one area asked last summer: enough to say how many answers came in time."""

from portal.demonstration.asked import Asked

OFTEN_ASKED: tuple[tuple[str, str], ...] = (
    (
        "Do I need to send you the school’s letter as well?",
        "No. The school sends it to us itself.",
    ),
    ("May I bring somebody to the meeting?", "Yes. Bring whoever helps you."),
    (
        "Who reads the advice when it comes?",
        "Your caseworker reads it first. You get a copy with the draft plan.",
    ),
    (
        "Can we send you a report that we paid for ourselves?",
        "Yes. Send us a copy. We read it with the rest.",
    ),
    ("Can I have the letters in large print?", "Yes. You get all of them in large print now."),
)
# By whom, how many days ago, and after how many days the answer came. Seven are in time.
DAYS_AGO: tuple[tuple[str, int, int], ...] = (
    ("Carys Evans", 139, 2),
    ("Ingrid Lindqvist", 133, 6),
    ("Yuki Suzuki", 127, 1),
    ("Latha Raman", 126, 9),
    ("Alison Bennett", 119, 5),
    ("Carys Evans", 112, 13),
    ("Kim Turner", 111, 4),
    ("Nadia Khan", 105, 2),
    ("Sarah Clarke", 98, 8),
    ("Tom Whitfield", 97, 1),
    ("Mark Bennett", 91, 6),
    ("Grace Moss", 84, 12),
    ("Fiona Reid", 77, 7),
    ("Meera Desai", 76, 3),
    ("Latha Raman", 70, 9),
    ("Marta Nowak", 63, 2),
    ("Piotr Nowak", 62, 4),
)
OFFICERS = ("Femi Adeyemi", "Joanna Wright")


def summer_questions() -> tuple[Asked, ...]:
    """Questions that come up again and again, each asked by somebody."""
    return tuple(
        Asked(
            by,
            days_ago,
            OFTEN_ASKED[number % len(OFTEN_ASKED)][0],
            OFFICERS[number % len(OFFICERS)],
            days_ago - took,
            OFTEN_ASKED[number % len(OFTEN_ASKED)][1],
        )
        for number, (by, days_ago, took) in enumerate(DAYS_AGO)
    )
