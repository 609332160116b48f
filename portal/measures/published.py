"""The body of the public page, written once for each set of releases.

Releases never change, so what the page says of a set of them never changes either. A new
release or a correction is another set, known by the digests in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

from flask import render_template
from markupsafe import Markup

from portal.measures.models import Release
from portal.measures.presenter import survey_over_time
from portal.measures.series import published_surveys

SETS_KEPT = 64


@dataclass(frozen=True)
class Published:
    """A set of releases; two sets with the same digests are the same set."""

    digests: tuple[str, ...]
    releases: Sequence[Release] = field(compare=False)

    @classmethod
    def of(cls, releases: Sequence[Release]) -> Self:
        return cls(tuple(release.digest for release in releases), releases)


@lru_cache(SETS_KEPT)
def in_words(published: Published) -> Markup:
    """Every survey of the set over time: verdicts, charts and tables."""
    surveys = [survey_over_time(survey) for survey in published_surveys(published.releases)]
    return Markup(render_template("measures/_surveys.html", surveys=surveys))
