"""One fictional question to a casework team, told in days before today."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """One question: by whom and how many days ago; `answered` days ago, None while it waits.

    `officer` is who took it on, at once, and who answers it; empty where nobody has it yet.
    `about` is the first name of one of several children.
    """

    by: str
    days_ago: int
    words: str
    officer: str = ""
    answered: int | None = None
    answer: str = ""
    about: str = ""
