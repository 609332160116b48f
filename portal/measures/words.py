"""Published figures in plain words, the same on every page, chart and command."""

from collections.abc import Mapping, Sequence

from portal.domain.disclosure import HIDDEN, MEANING_OF_HIDDEN, Shown
from portal.domain.ratings import STARS
from portal.domain.verdict_words import plain_sentence
from portal.domain.verdicts import POINT, Comparison, Verdict
from portal.measures.definitions import direction_of
from portal.measures.shape import ComparedFigures, QuestionFigures, WaveFigures
from portal.surveys.audiences import PEOPLE, frozen_audience
from portal.surveys.channels import WORDS, Channel
from portal.surveys.definition import AGREEMENT, YES_NO, AskedQuestion
from portal.surveys.definition import STARS as STARS_KIND

GOOD_AGREEMENT = {True: slice(3, None), False: slice(0, 2)}
FEWER_THAN_TEN = "fewer than 10"
NOT_SHOWN = "not shown"


def good_answer(question: AskedQuestion) -> str:
    """What the share counts: stars, yes, or the two good answers by name."""
    if question.kind == AGREEMENT:
        return _either(question.labels[GOOD_AGREEMENT[question.high_is_good]])
    return "4 or 5 stars" if question.kind == STARS_KIND else "yes"


def gave_good_answer(question: AskedQuestion) -> str:
    """What people in the share did."""
    if question.kind == AGREEMENT:
        return f"chose {good_answer(question)}"
    return "gave 4 or 5 stars" if question.kind == STARS_KIND else "said yes"


def only_of_words(question: AskedQuestion, asked: Mapping[str, AskedQuestion]) -> str:
    """To whom a question was put, where it was not put to everybody; else empty."""
    earlier = asked.get(question.asked_if_key)
    if earlier is None:
        return ""
    answers = dict(zip(earlier.values, answer_words(earlier), strict=True))
    chosen = _either([answers[value] for value in sorted(question.asked_if_values)])
    return f"Asked only of those who answered {chosen} to: {earlier.wording}"


def answer_words(question: AskedQuestion) -> list[str]:
    """The answers to choose from, in the order of their numbers."""
    if question.kind == YES_NO:
        return ["no", "yes"]
    if question.kind != STARS_KIND:
        return list(question.labels)
    return [
        f"{star} {'star' if star == 1 else 'stars'} ({label})"
        for star, label in zip(STARS, question.labels, strict=True)
    ]


def shown_words(count: Shown) -> str:
    """A count, rounded to 5, or why it is not shown."""
    return MEANING_OF_HIDDEN if count == HIDDEN else f"{count:,}"


def base_words(base: Shown, question: AskedQuestion) -> str:
    """How many answered, rounded to 5; what is hidden of a follow-up need not be few."""
    hidden = MEANING_OF_HIDDEN if question.asked_if_key else FEWER_THAN_TEN
    return hidden if base == HIDDEN else f"{base:,}"


def share_words(figures: QuestionFigures) -> str:
    """The share, or why it is not shown."""
    return MEANING_OF_HIDDEN if figures["share"] == HIDDEN else f"{figures['share']}%"


def interval_words(figures: QuestionFigures) -> str:
    """Where the share likely lies."""
    if figures["low"] == HIDDEN:
        return NOT_SHOWN
    return f"{figures['low']}% and {figures['high']}%"


def spread_words(figures: QuestionFigures, question: AskedQuestion) -> str:
    """How many gave each answer, the best first, rounded to 5; the mean only beside them all."""
    answers = answer_words(question)
    if question.kind == STARS_KIND:
        answers = [words.partition(" (")[0] for words in answers]
    best_first = list(zip(answers, figures["counts"], strict=True))
    if question.kind != AGREEMENT or question.high_is_good:
        best_first.reverse()
    shown = [f"{answer}: {count}" for answer, count in best_first if count != HIDDEN]
    if not shown:
        return MEANING_OF_HIDDEN
    if len(shown) < len(answers):
        shown.append(f"the others: {MEANING_OF_HIDDEN}")
    mean = "" if figures["mean"] is None else f". Mean: {figures['mean']:.1f} stars"
    return ", ".join(shown) + mean


def plain_verdict(found: ComparedFigures, question: AskedQuestion, people: str) -> str:
    """The verdict in words for families; where there are no numbers, as it was published."""
    low, high, probability = found["low"], found["high"], found["probability"]
    if low is None or high is None:
        return found["sentence"]
    comparison = Comparison(
        Verdict(found["verdict"]),
        low=low * POINT,
        high=high * POINT,
        probability=None if probability is None else probability * POINT,
    )
    return plain_sentence(comparison, direction_of(question), people=people)


def people_in(figures: WaveFigures) -> str:
    """What sentences call those whom the wave asked."""
    return PEOPLE[frozen_audience(figures["definition"])]


def ways_words(figures: WaveFigures) -> list[tuple[str, str]]:
    """How many answers came by each way in, always in the same order; empty where unknown."""
    ways = figures.get("ways", {})
    return [(WORDS[channel], shown_words(ways[channel])) for channel in Channel if channel in ways]


def families_words(figures: WaveFigures) -> str:
    """Who answered, as one or two sentences."""
    families, invited, rate = figures["families"], figures["invited"], figures["rate"]
    people = people_in(figures)
    if families == HIDDEN:
        return f"Fewer than 10 {people} answered."
    answered = f"About {families:,} {people} answered."
    if rate is None:
        return f"{answered} Nobody knows how many were asked, so the response rate is unknown."
    return f"{answered} About {invited:,} were invited, so about {rate}% answered."


def _either(answers: Sequence[str]) -> str:
    return " or ".join(f"“{answer}”" for answer in answers)
