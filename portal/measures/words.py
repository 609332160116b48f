"""Published figures in plain words, the same on every page, chart and command."""

from portal.domain.disclosure import HIDDEN, MEANING_OF_HIDDEN, Shown
from portal.domain.ratings import STARS
from portal.domain.verdict_words import plain_sentence
from portal.domain.verdicts import POINT, Comparison, Direction, Verdict
from portal.feedback.definition import STARS as STARS_KIND
from portal.feedback.definition import AskedQuestion
from portal.measures.shape import ComparedFigures, QuestionFigures, WaveFigures

FEWER_THAN_TEN = "fewer than 10"
NO_INTERVAL = "not shown"


def good_answer(question: AskedQuestion) -> str:
    """What the share counts: stars or yes."""
    return "4 or 5 stars" if question.kind == STARS_KIND else "yes"


def gave_good_answer(question: AskedQuestion) -> str:
    """What families in the share did."""
    return "gave 4 or 5 stars" if question.kind == STARS_KIND else "said yes"


def answer_words(question: AskedQuestion) -> list[str]:
    """The answers to choose from, worst star first, or no and yes."""
    if question.kind != STARS_KIND:
        return ["no", "yes"]
    return [
        f"{star} {'star' if star == 1 else 'stars'} ({label})"
        for star, label in zip(STARS, question.labels, strict=True)
    ]


def shown_words(count: Shown) -> str:
    """A count, rounded to 5, or why it is not shown."""
    return MEANING_OF_HIDDEN if count == HIDDEN else f"{count:,}"


def base_words(base: Shown) -> str:
    """How many answered, rounded to 5."""
    return FEWER_THAN_TEN if base == HIDDEN else f"{base:,}"


def share_words(figures: QuestionFigures) -> str:
    """The share, or why it is not shown."""
    return MEANING_OF_HIDDEN if figures["share"] == HIDDEN else f"{figures['share']}%"


def interval_words(figures: QuestionFigures) -> str:
    """Where the share likely lies."""
    if figures["low"] == HIDDEN:
        return NO_INTERVAL
    return f"{figures['low']}% and {figures['high']}%"


def spread_words(figures: QuestionFigures, question: AskedQuestion) -> str:
    """How many gave each answer, the best first, rounded to 5; the mean only beside them all."""
    answers = [words.partition(" (")[0] for words in answer_words(question)]
    best_first = list(zip(answers, figures["counts"], strict=True))[::-1]
    shown = [f"{answer}: {count}" for answer, count in best_first if count != HIDDEN]
    if not shown:
        return MEANING_OF_HIDDEN
    if len(shown) < len(answers):
        shown.append(f"the others: {MEANING_OF_HIDDEN}")
    mean = "" if figures["mean"] is None else f". Mean: {figures['mean']:.1f} stars"
    return ", ".join(shown) + mean


def plain_verdict(found: ComparedFigures, question: AskedQuestion) -> str:
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
    direction = Direction.HIGH_IS_GOOD if question.high_is_good else Direction.LOW_IS_GOOD
    return plain_sentence(comparison, direction)


def families_words(figures: WaveFigures) -> str:
    """Who answered, as one or two sentences."""
    families, invited, rate = figures["families"], figures["invited"], figures["rate"]
    if families == HIDDEN:
        return "Fewer than 10 families answered."
    answered = f"About {families:,} families answered."
    if rate is None:
        return f"{answered} Nobody knows how many were asked, so the response rate is unknown."
    return f"{answered} About {invited:,} were invited, so about {rate}% answered."
