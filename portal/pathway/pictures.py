"""Which picture stands beside a line of Easy Read: the first whose words the line says.

The pictures are `static/pictures/<name>.svg`. They only support the words beside them, so
they have no words of their own.
"""

import re
from functools import lru_cache

PICTURES: tuple[tuple[str, str], ...] = (
    ("moved", r"\b(new council|new area|old council|moved)\b"),
    ("stop", r"\b(stopped|taken back|took it back|mistake|missed)\b"),
    ("complain", r"\bcomplain|something is wrong\b"),
    ("tribunal", r"\b(appeal|tribunal|court)"),
    ("mediation", r"\b(mediation|meeting|meet|talk)\b"),
    ("advice-service", r"\bSENDIASS|take sides|free\b"),
    ("calendar", r"\b(weeks?|days?|months?|year|date|late|time)\b"),
    ("letter", r"\b(letter|sends?|sent|write to|write and say|tell you|certificate)\b"),
    ("psychologist", r"\bpsychologist"),
    ("health", r"\b(health|doctors?|nurses?)\b"),
    ("school", r"\b(schools?|colleges?|nursery|teachers?|learn)\b"),
    ("plan", r"\b(plans?|draft|reports?|paper|advice)\b"),
    ("choice", r"\b(decides?|choice|choose|chooses|yes or no|says? (yes|no))\b"),
    ("talking", r"\b(tell|say|ask|asks|answer|think)\b"),
    ("child", r"\b(child|children|you)\b"),
    ("council", r"\bcouncil\b"),
)
OTHERWISE = "talking"


# Texts change seldom and are read often.
@lru_cache(maxsize=2048)
def picture_of(line: str) -> str:
    """The name of the picture for a line."""
    return next(
        (name for name, said in PICTURES if re.search(said, line, re.IGNORECASE)), OTHERWISE
    )
