"""The answers to a judged question, counted, by its kind."""

from collections.abc import Mapping

from portal.domain.ratings import STARS, StarCounts
from portal.measures.agreement import Agreement
from portal.measures.answers import NO, YES, Answers, StarAnswers, YesNoAnswers
from portal.surveys.definition import AGREEMENT, YES_NO, AskedQuestion


def counted(question: AskedQuestion, by_value: Mapping[int, int]) -> Answers:
    """The answers to one question, from how many gave each value; none given is 0."""
    if question.kind == YES_NO:
        return YesNoAnswers(no=by_value.get(NO, 0), yes=by_value.get(YES, 0))
    scale = StarCounts(tuple(by_value.get(point, 0) for point in STARS))
    if question.kind == AGREEMENT:
        return Agreement(scale, question.high_is_good)
    return StarAnswers(scale)
