"""Words that need explaining, with what they mean, to be shown under the text they stand in."""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Term:
    """A hard word: how a text may say it (a regular expression) and what it means."""

    word: str
    said_as: str
    meaning: str


# Longer terms stand before those inside them: a text that says "EHC plan" gets that one.
TERMS: tuple[Term, ...] = (
    Term(
        "EHC needs assessment",
        "EHC (needs )?assessments?",
        "EHC is short for education, health and care. The assessment is a full check of what "
        "is hard for a child or young person, and what help they need to learn.",
    ),
    Term(
        "EHC plan",
        "EHC plans?",
        "EHC is short for education, health and care. The plan is a paper that says what help "
        "a child or young person must get. The law says that the council must see to it.",
    ),
    Term(
        "draft",
        "drafts?( plan)?",
        "The first version of a plan. It is not finished, so you can ask for changes.",
    ),
    Term(
        "final plan",
        "final plans?",
        "The finished plan, with the name of the school or college. From then on the help in "
        "it must be given.",
    ),
    Term(
        "advice",
        "advice (comes|is|in|about|from|for)|the advice|all the advice|for advice",
        "A report from someone who knows your child or has met them, such as a teacher or a "
        "doctor. It says what is hard for your child, and what would help.",
    ),
    Term(
        "educational psychologist",
        "(educational )?psychologists?",
        "Someone who is trained to find out how children learn and feel, and what helps them "
        "at school.",
    ),
    Term(
        "social care",
        "social care",
        "The part of the council that helps families at home. It is asked about every child, "
        "even if it has never met them.",
    ),
    Term(
        "ICB",
        "ICBs?|integrated care boards?",
        "The integrated care board. It plans and pays for NHS health services in your area.",
    ),
    Term(
        "mediation certificate",
        "mediation certificates?|certificates?",
        "A paper from a mediation adviser. It shows that you have talked about mediation. You "
        "need it for most appeals. You get it even if you say no to mediation.",
    ),
    Term(
        "mediation adviser",
        "mediation advisers?",
        "Someone who explains mediation to you. They do not work for the council. Their name "
        "and number are in the council’s letter.",
    ),
    Term(
        "mediation",
        "mediation",
        "A meeting where someone who does not take sides helps you and the council to agree. "
        "It is free. You do not have to go.",
    ),
    Term(
        "appeal",
        "appeals?",
        "To ask a tribunal to look at what the council decided, and to change it.",
    ),
    Term(
        "tribunal",
        "tribunals?",
        "A kind of court for these cases. It does not belong to the council. It costs nothing "
        "to ask it, and you do not need a lawyer.",
    ),
    Term(
        "SENDIASS",
        "SENDIASS|free advice service",
        "The information, advice and support service for special educational needs and "
        "disability. It is free. It does not take sides, and it keeps what you say to itself.",
    ),
    Term(
        "complain",
        "complain(ts?)?",
        "To tell the council in writing that something is wrong. It must answer you. If the "
        "answer does not help, you can go to the Local Government and Social Care Ombudsman.",
    ),
)


# Texts change seldom and are read often.
@lru_cache(maxsize=512)
def terms_in(text: str) -> tuple[Term, ...]:
    """The hard words that stand in a text, in the order of the list."""
    rest, found = text, []
    for term in TERMS:
        said = re.compile(rf"\b(?:{term.said_as})\b", re.IGNORECASE)
        if said.search(rest):
            found.append(term)
            # Taken out, so that a longer term is not explained a second time in part.
            rest = said.sub(" ", rest)
    return tuple(found)
