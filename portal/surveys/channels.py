"""The ways in which a wave reaches people, and how its frozen definition says them."""

from collections.abc import Iterable
from enum import StrEnum


class Channel(StrEnum):
    """One way. A wave may use several; figures compare only between waves that used the same."""

    OPEN_LINK = "open_link"
    EMAIL = "email"
    STAGE_END = "stage_end"
    POSTER = "poster"
    KIOSK = "kiosk"
    PAPER = "paper"


WORDS: dict[Channel, str] = {
    Channel.OPEN_LINK: "The portal’s own page, open to everybody",
    Channel.EMAIL: "A one-time link sent by e-mail",
    Channel.STAGE_END: "A link in the message that a stage of the assessment has ended",
    Channel.POSTER: "A poster with a code to scan",
    Channel.KIOSK: "A screen in a waiting room",
    Channel.PAPER: "On paper or by phone, typed in afterwards",
}

WITHOUT_TICKET = frozenset({Channel.OPEN_LINK, Channel.POSTER, Channel.KIOSK})
"""Ways in which anybody may answer who comes along."""


def in_words(channels: Iterable[str]) -> str:
    """The ways in one sentence, always in the same order."""
    chosen = set(channels)
    return "; ".join(words for channel, words in WORDS.items() if channel.value in chosen)
