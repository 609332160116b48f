"""Brings the rows of a file together: one respondent in one wave is one voice.

Where each comment stands in a row of its own, the same stars stand in all of them and
count once. What is known of an answer after it was imported is a digest, and no digest
holds an answer: a copy of the database could otherwise be asked who said what.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from portal.feedback.answer_file import GivenRow
from portal.feedback.periods import Period, Rhythm, period_of

OTHER_STARS = "other stars than in an earlier row of the same respondent"


@dataclass(frozen=True)
class Remark:
    """One comment of a voice, with the digest by which its row is known again."""

    question: str
    words: str
    digest: str


@dataclass
class Voice:
    """What one respondent said in one wave."""

    respondent: str
    period: Period
    month: date
    stars: int | None = None
    remarks: list[Remark] = field(default_factory=list)

    @property
    def stars_digest(self) -> str:
        """The digest by which this voice's stars are known again."""
        return digest("stars", self.respondent, self.period.first.isoformat())

    @property
    def digests(self) -> list[str]:
        """The digests of all that this voice said."""
        stars = [self.stars_digest] if self.stars else []
        return [*stars, *(remark.digest for remark in self.remarks)]


@dataclass
class Voices:
    """The voices of one organisation; the digests of each row, and the rows not believed."""

    voices: list[Voice] = field(default_factory=list)
    digests_by_row: dict[int, list[str]] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)


def digest(*parts: str) -> str:
    """One digest of several texts, which cannot be mistaken for other texts put together."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def gather(rows: Iterable[GivenRow], rhythm: Rhythm) -> Voices:
    """The voices behind the rows of one organisation, in the order of their first rows.

    A row whose stars contradict the respondent's earlier row in the same wave is refused.
    """
    gathered = Voices()
    found: dict[tuple[str, Period], Voice] = {}
    for row in rows:
        period = period_of(row.day, rhythm)
        voice = found.get((row.respondent, period))
        if voice is None:
            voice = Voice(row.respondent, period, row.day.replace(day=1))
            found[row.respondent, period] = voice
            gathered.voices.append(voice)
        if row.stars and voice.stars and row.stars != voice.stars:
            gathered.refused.append(row.number)
            continue
        gathered.digests_by_row[row.number] = list(_add(row, voice))
    return gathered


def _add(row: GivenRow, voice: Voice) -> Iterable[str]:
    """Add to the voice what the row says; the digests of what it says."""
    if row.stars:
        voice.stars = row.stars
        yield voice.stars_digest
    if row.comment:
        yield _remark(row, voice).digest


def _remark(row: GivenRow, voice: Voice) -> Remark:
    """The row's comment: the one with the same words, or another one of this voice."""
    on_question = [remark for remark in voice.remarks if remark.question == row.question]
    for remark in on_question:
        if remark.words == row.comment:
            return remark
    parts = (voice.respondent, voice.period.first.isoformat(), row.question)
    remark = Remark(row.question, row.comment, digest("comment", *parts, str(len(on_question))))
    voice.remarks.append(remark)
    return remark
