"""May two waves of a question be compared? Only when people were asked the same thing alike.

Any change of wording, scale, way of asking, invited group or order starts a new series.
"""

from dataclasses import dataclass

CHANGES = {
    "wording": "the wording of the question changed",
    "options": "the answers to choose from changed",
    "channel": "the way people were asked changed",
    "invited_group": "a different group of people was invited",
    "order": "the order of the questions changed",
}


@dataclass(frozen=True)
class Definition:
    """What was asked of whom, and how, as frozen when the wave opened.

    `options` are the worded answers in the order shown, `channel` how people were asked
    (web, paper, telephone), `order` the keys of the questions in the order they were put.
    """

    wording: str
    options: tuple[str, ...]
    channel: str
    invited_group: str
    order: tuple[str, ...]


def what_changed(before: Definition, after: Definition) -> tuple[str, ...]:
    """Why the two may not be compared, as clauses; empty when they may.

    One changed word is a change; only how the text is spaced or broken into lines is not.
    """
    return tuple(
        clause
        for part, clause in CHANGES.items()
        if _as_read(getattr(before, part)) != _as_read(getattr(after, part))
    )


def _as_read(text: str | tuple[str, ...]) -> tuple[str, ...]:
    texts = (text,) if isinstance(text, str) else text
    return tuple(" ".join(each.split()) for each in texts)
