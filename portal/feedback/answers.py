"""What one family said, before anything of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.domain.refusal import Refused
from portal.feedback.definition import COMMENT, STARS, YES_NO, AskedQuestion

SAY_SOMETHING = "Answer at least one question, or write a comment"
VALUES = {STARS: range(1, 6), YES_NO: range(2)}


@dataclass(frozen=True)
class Said:
    """Answers by question key (1 to 5 stars, 0 for no, 1 for yes), and words."""

    answers: Mapping[str, int]
    comment: str = ""
    may_be_published: bool = False

    def check(self, asked: Sequence[AskedQuestion]) -> None:
        """Raise `Refused` where nothing was said, or something that was not asked."""
        if not self.answers and not self.comment:
            raise Refused(f"{SAY_SOMETHING}.")
        offered = {question.key: VALUES.get(question.kind, range(0)) for question in asked}
        if any(value not in offered.get(key, ()) for key, value in self.answers.items()):
            raise Refused("This survey does not offer that answer. Choose one of those shown.")
        if self.comment and COMMENT not in offered:
            raise Refused("This survey has no box for words. Choose an answer instead.")
