"""Colours: which ones are accepted, and the text colour that can be read on them.

Luminance and contrast as the Web Content Accessibility Guidelines 2.2 define them. Against
any colour black or white reaches 4.5:1, the least that they ask for text.
"""

import re

from portal.domain.refusal import Refused

BLACK, WHITE = "#000000", "#ffffff"
HEX_COLOUR = re.compile(r"#[0-9a-f]{6}")
WRONG_COLOUR = "Enter a colour as # and six digits or letters from a to f, like #1d3c5a."


def colour(text: str) -> str:
    """`text` as `#rrggbb` in small letters. Raises Refused for anything else."""
    small = text.strip().lower()
    if not HEX_COLOUR.fullmatch(small):
        raise Refused(WRONG_COLOUR)
    return small


def text_colour_on(background: str) -> str:
    """Black or white, whichever contrasts more with `background`: always at least 4.5:1.

    Raises Refused where `background` is no colour.
    """
    return max(WHITE, BLACK, key=lambda text: contrast(text, background))


def contrast(one: str, other: str) -> float:
    """From 1 for the same colour to 21 for black on white. Raises Refused for no colours."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(text: str) -> float:
    digits = colour(text)[1:]
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
