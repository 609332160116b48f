"""Telling the school or nursery apart from the other bodies that give advice.

Bodies are recorded in an authority's own words, so they are told apart by words.
"""

import re

# Advice is also asked of health, psychology, social care and the family (regulation 6(1)). A
# body named in none of these words may be the school by its own name ("Greenmead").
WORDS_OF_OTHERS = frozenset(
    {
        "camhs",
        "carer",
        "clinic",
        "clinician",
        "doctor",
        "ep",
        "father",
        "gp",
        "health",
        "hospital",
        "icb",
        "medical",
        "mother",
        "nhs",
        "nurse",
        "ot",
        "paediatrician",
        "paediatrics",
        "parent",
        "parents",
        "physiotherapist",
        "physiotherapy",
        "psychiatrist",
        "psychiatry",
        "psychologist",
        "psychologists",
        "psychology",
        "salt",
        "sendiass",
        "social",
        "speech",
        "therapist",
        "therapists",
        "therapy",
    }
)


def may_be_school(body: str) -> bool:
    """Whether the body could be a school, college or early-years provider.

    False when any word of its name belongs to another kind of body: a school nurse and an
    educational psychologist are not the school.
    """
    return WORDS_OF_OTHERS.isdisjoint(re.findall(r"[a-z]+", body.lower()))
