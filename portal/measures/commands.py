"""Commands over single figures: `flask compare` and `flask suppress`."""

import click

from portal.domain.comparisons import (
    MARGIN_FOR_SHARES,
    MARGIN_FOR_STARS,
    compare_shares,
    compare_stars,
)
from portal.domain.disclosure import HIDDEN, MEANING_OF_HIDDEN, shown_row
from portal.domain.given_counts import read_counts, read_wave
from portal.domain.means import mean_change
from portal.domain.multiplicity import tail_for
from portal.domain.ratings import StarCounts
from portal.domain.refusal import Refused
from portal.domain.shares import Share
from portal.domain.verdict_words import sentence
from portal.domain.verdicts import Comparison, Verdict, margin_from_points
from portal.measures.distributions import t_critical
from portal.terminal import Answer, PlainCommand, speaks

DECIMALS = 4
# A count below 0 starts like an option; it is better refused as a count.
TAKES_MINUS_SIGNS = {"ignore_unknown_options": True}


@click.command("compare", cls=PlainCommand, context_settings=TAKES_MINUS_SIGNS)
@click.argument("before")
@click.argument("after")
@click.option(
    "--questions", type=int, default=1, help="How many questions are judged together (Bonferroni)."
)
@click.option(
    "--margin",
    type=float,
    help="Percentage points too few to matter: 10 for shares, 6 for stars unless given.",
)
@speaks
def compare(before: str, after: str, questions: int, margin: float | None) -> Answer:
    """Give the verdict on two waves of one question.

    BEFORE and AFTER are shares (14/25 19/26), or counts of one to five stars
    (4,6,9,14,7 2,4,8,16,12).
    """
    earlier, later = read_wave(before), read_wave(after)
    fraction = None if margin is None else margin_from_points(margin)
    if isinstance(earlier, Share) and isinstance(later, Share):
        return _compared_shares(earlier, later, questions, fraction or MARGIN_FOR_SHARES)
    if isinstance(earlier, StarCounts) and isinstance(later, StarCounts):
        return _compared_stars(earlier, later, questions, fraction or MARGIN_FOR_STARS)
    raise Refused("Compare a share with a share, or stars with stars: one of each given.")


@click.command("suppress", cls=PlainCommand, context_settings=TAKES_MINUS_SIGNS)
@click.argument("counts")
@speaks
def suppress(counts: str) -> Answer:
    """Show a row of COUNTS (3,12,25) as it may be published."""
    row = shown_row(read_counts(counts))
    words = f"{', '.join(map(str, row.counts))} (total {row.total})"
    if HIDDEN in row.counts:
        words += f"\n{HIDDEN}: {MEANING_OF_HIDDEN}"
    return Answer(document=list(row.counts), words=words)


def _compared_shares(before: Share, after: Share, questions: int, margin: float) -> Answer:
    found = compare_shares(before, after, questions=questions, margin=margin)
    words = sentence(found)
    if found.verdict is not Verdict.TOO_FEW_ANSWERS:
        words = f"{_shares_in_words(before, after)}\n{words}"
    return Answer(_document(found), words)


def _compared_stars(before: StarCounts, after: StarCounts, questions: int, margin: float) -> Answer:
    found = compare_stars(before, after, t_critical=t_critical, questions=questions, margin=margin)
    words = sentence(found)
    if found.verdict is not Verdict.TOO_FEW_ANSWERS:
        shares = _shares_in_words(before.four_and_five, after.four_and_five)
        means = _means_in_words(before, after, questions)
        words = f"Four or five stars. {shares}\n{means}\n{words}"
    document = _document(found)
    verdict = document.pop("verdict")
    return Answer(
        document | {"probability": _rounded(found.probability), "verdict": verdict}, words
    )


def _document(found: Comparison) -> dict[str, float | str | None]:
    return {
        "before": _rounded(found.before),
        "after": _rounded(found.after),
        "difference": _rounded(found.difference),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "verdict": found.verdict.value,
    }


def _rounded(figure: float | None) -> float | None:
    # Adding 0 turns the negative zero that rounding leaves into a plain one.
    return None if figure is None else round(figure, DECIMALS) + 0.0


def _shares_in_words(before: Share, after: Share) -> str:
    earlier, later = (f"{share.percentage} % of {share.of}" for share in (before, after))
    return f"Before: {earlier}. After: {later}."


def _means_in_words(before: StarCounts, after: StarCounts, questions: int) -> str:
    """The means beside the verdict; no interval where no answer differs from another."""
    found = mean_change(before.by_star, after.by_star)
    means = f"Mean stars {before.mean:.2f}, then {after.mean:.2f}: {found.difference:+.2f}"
    if found.standard_error == 0:
        return f"{means}."
    spread = found.interval(t_critical(tail_for(questions), found.degrees_of_freedom))
    return f"{means} ({spread.low:+.2f} to {spread.high:+.2f})."
