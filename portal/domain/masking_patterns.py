"""Patterns of what identifies a person without being a name: numbers, addresses, dates."""

import re

from portal.domain.plain_words import MONTHS

# "3 may" in lower case is more often "3 may help" than a day in May.
_MONTH = "|".join(
    "(?-i:May|MAY)" if month == "May" else f"{month[:3]}(?:{month[3:]})?" for month in MONTHS
)
_MONTH = f"(?:{_MONTH}|Sept)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:(?:19|20)\d{2}|\d{2})"
_GAP = r"[ \t\u00a0\-–()]{0,3}"

E_MAIL = re.compile(
    r"[\w.+%'’-]+@[\w-]+(?:\.[\w-]+)*"
    r"|\b[\w.+-]+ ?[\[(]?\bat\b[\])]? ?[\w-]+ ?[\[(]?\bdot\b[\])]? ?\w{2,}",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"\b{_DAY}[ \t]*[./\-–][ \t]*(?:0?[1-9]|1[0-2])[ \t]*[./\-–][ \t]*{_YEAR}\b"
    r"|\b(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])\b"
    rf"|\b{_DAY}[ \t]*(?:of[ \t]+)?{_MONTH}\b\.?(?:,?[ \t]*{_YEAR}\b)?"
    rf"|\b{_MONTH}\.?[ \t]+{_DAY}(?:,?[ \t]+(?:19|20)\d{{2}})?\b(?![:.]\d)"
    rf"|(?<=\bborn in )(?:{_MONTH}[ \t]+)?(?:19|20)\d{{2}}\b",
    re.IGNORECASE,
)
# A pupil's number (a letter, 11 digits and one more sign) and a case's own reference.
REFERENCE = re.compile(
    r"\b[A-Za-z]\d{11}[0-9A-Za-z]\b"
    r"|\b[A-Za-z]{1,6}[-/]\d{2,4}[-/]\d{2,}\b"
    r"|\b(?=[A-Za-z/-]*\d)(?=(?:[A-Za-z/-]*\d){4})[A-Za-z]{1,6}[-/]?[\dA-Za-z]{4,}\b"
)
PHONE = re.compile(
    rf"(?<![\w+])(?:\+|00)44{_GAP}(?:\(0\){_GAP})?\d(?:{_GAP}\d){{8,9}}(?!\d)"
    rf"|(?<![\w+])\(?0\d(?:{_GAP}\d){{8,9}}(?!\d)"
    r"|(?<![\w+])0[38]00[ -]?\d{4}(?!\d)"
    rf"|(?<![\w+])\+\d(?:{_GAP}\d){{8,14}}(?!\d)"
)
_INWARD = "[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}"
# "year 5 2nd class" is no postcode.
_INWARD = "[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}"
# "year 5 2nd class" is no postcode.
POSTCODE = re.compile(rf"\b[A-Za-z]{{1,2}}\d[A-Za-z\d]? ?\d(?!st\b|nd\b|rd\b|th\b){_INWARD}\b")
# An NHS number has ten digits, often in groups; any other long number may be as telling.
NUMBER = re.compile(r"(?<![\w£.])\d{3}[ -]\d{3}[ -]\d{4}(?!\d)|(?<![\w£.,])\d{6,}(?!\d)")

# In this order: what an earlier pattern took is out of reach of the later ones.
PATTERNS = (
    ("[e-mail]", E_MAIL),
    ("[date]", DATE),
    ("[phone]", PHONE),
    ("[postcode]", POSTCODE),
    ("[number]", REFERENCE),
    ("[number]", NUMBER),
)


def without_identifying_numbers(text: str) -> str:
    """`text` with e-mail addresses, dates, phone and other numbers and postcodes masked."""
    for mask, pattern in PATTERNS:
        text = pattern.sub(mask, text)
    return text
