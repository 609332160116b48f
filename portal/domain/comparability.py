"""May two waves of a question be compared? Only when people were asked the same thing alike.

Any change of wording, help, scale, condition, way of asking, invited group or order starts a
new series. That a survey has a new version is no reason in itself, nor is a new translation.
"""

from dataclasses import dataclass

WAY_OF_ASKING = "the way people were asked changed"
INVITED = "a different group of people was invited"
CHANGES = {
    "wording": "the wording of the question changed",
    "help_text": "the help beside the question changed",
    "options": "the answers to choose from changed",
    "offers_unknown": "“I do not know” was offered in only one of the two surveys",
    "high_is_good": "which answers count as good changed",
    "condition": "the answers that lead to the question changed",
    "channel": WAY_OF_ASKING,
    "layout": WAY_OF_ASKING,
    "invited_group": INVITED,
    "audience": INVITED,
    "order": "the order of the questions changed",
}


@dataclass(frozen=True)
class Definition:
    """What was asked of whom, and how, as frozen when the wave opened.

    `options` are the worded answers in the order shown, `channel` how people were asked
    (web, paper, telephone), `order` the keys of the questions in the order they were put.
    `condition` is the earlier question and those of its answers that lead to this one; empty
    where everybody was asked. What was never said is what surveys did before they could.
    """

    wording: str
    options: tuple[str, ...]
    channel: str
    invited_group: str
    order: tuple[str, ...]
    help_text: str = ""
    offers_unknown: bool = True
    high_is_good: bool = True
    condition: tuple[str, ...] = ()
    layout: str = "one_page"
    audience: str = "parent"


def what_changed(before: Definition, after: Definition) -> tuple[str, ...]:
    """Why the two may not be compared, as clauses; empty when they may.

    One changed word is a change; only how the text is spaced or broken into lines is not.
    """
    changes = (
        clause
        for part, clause in CHANGES.items()
        if _as_read(getattr(before, part)) != _as_read(getattr(after, part))
    )
    return tuple(dict.fromkeys(changes))


def _as_read(said: str | bool | tuple[str, ...]) -> tuple[str, ...]:
    texts = said if isinstance(said, tuple) else (str(said),)
    return tuple(" ".join(each.split()) for each in texts)
