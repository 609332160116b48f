"""What Easy Read asks of a text: no long sentences.

Source: the Department of Health's guidance on making written information easier to
understand for people with learning disabilities (2010).
"""

import re

LONGEST_SENTENCE = 15
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?:])\s+|\n+")


def too_long(text: str) -> str | None:
    """The first sentence of more than 15 words, or None where every one is short enough."""
    sentences = (sentence.strip() for sentence in BETWEEN_SENTENCES.split(text))
    return next((each for each in sentences if len(each.split()) > LONGEST_SENTENCE), None)
