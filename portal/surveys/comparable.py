"""What makes the figures of a question comparable from one wave to another."""

from collections.abc import Mapping
from typing import Any

from portal.domain.comparability import Definition
from portal.surveys.audiences import frozen_audience
from portal.surveys.definition import AskedQuestion
from portal.surveys.models import Layout


def comparable(
    question: AskedQuestion, questions: Mapping[str, AskedQuestion], frozen: Mapping[str, Any]
) -> Definition:
    """What was asked of whom and how; `questions` are those of the definition, by key."""
    return Definition(
        wording=question.wording,
        # Stars where there was yes or no are other answers, whatever they are called.
        options=(question.kind, *question.labels),
        channel=frozen["channel"],
        invited_group=frozen["invited_group"],
        order=tuple(questions),
        help_text=question.help_text,
        offers_unknown=question.offers_unknown,
        high_is_good=question.high_is_good,
        condition=_condition(question, questions.get(question.asked_if_key)),
        layout=frozen.get("layout", Layout.ONE_PAGE.value),
        audience=frozen_audience(frozen).value,
    )


def _condition(question: AskedQuestion, earlier: AskedQuestion | None) -> tuple[str, ...]:
    """The earlier question as it was worded and the answers that lead on; empty without one."""
    if earlier is None:
        return ()
    labels = dict(zip(earlier.values, earlier.labels, strict=False))
    answers = [labels.get(value, str(value)) for value in sorted(question.asked_if_values)]
    return (earlier.kind, earlier.wording, *answers)
