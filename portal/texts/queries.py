"""Reading stage texts: what families see, and what the desk of an area keeps.

What families see of a stage, on the status page and on the pathway alike, comes from
`stage_words` and from nowhere else, so the two cannot differ.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Select, Table, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload

from portal.areas.scope import within
from portal.domain.readings import STANDARD_ENGLISH, Variant
from portal.domain.stages import StageKey, StageWords
from portal.texts.models import StageText
from portal.texts.wording import PORTALS_OWN, PORTALS_OWN_DIGESTS, ShownText

texts = cast(Table, StageText.__table__)

SIGNATURES = (
    StageText.written_by,
    StageText.checked_by,
    StageText.sent_back_by,
    StageText.published_by,
)
IS_STANDARD = and_(
    texts.c.reading == STANDARD_ENGLISH.reading, texts.c.language == STANDARD_ENGLISH.language
)
IS_ASKED_FOR = and_(
    texts.c.reading == bindparam("reading"), texts.c.language == bindparam("language")
)


def _newest_number(*conditions: Any) -> Any:
    """The highest number among the versions of the same text for which `conditions` hold.

    They are functions of the table, which stands in the query under a second name.
    """
    other = texts.alias()
    same = (other.c[name] == texts.c[name] for name in ("area_id", "stage", "reading", "language"))
    return (
        select(func.max(other.c.number))
        .where(*same, *(holds(other) for holds in conditions))
        .correlate(texts)
        .scalar_subquery()
    )


IS_PUBLISHED_ONE = and_(
    texts.c.published_at.is_not(None),
    texts.c.number == _newest_number(lambda other: other.c.published_at.is_not(None)),
)
SHOWN = within(
    select(
        texts.c.id,
        texts.c.stage,
        texts.c.reading,
        texts.c.language,
        texts.c.words,
        texts.c.based_on_id,
        texts.c.based_on_digest,
        texts.c.checked_at,
    ),
    texts.c,
    cast(Any, bindparam("area_id")),
).where(IS_PUBLISHED_ONE, or_(IS_STANDARD, IS_ASKED_FOR))


def stage_words(
    session: Session, area_id: uuid.UUID, variant: Variant
) -> Mapping[StageKey, ShownText]:
    """What families of the area read about every stage when they ask for `variant`.

    Where the area has not published it, the standard English text stands in its place; where
    the area has published none of that either, the portal's own words.
    """
    given = {"area_id": area_id, "reading": variant.reading, "language": variant.language}
    rows = session.connection().execute(SHOWN, given).all()
    standard = {row.stage: row for row in rows if _variant(row) == STANDARD_ENGLISH}
    asked = {row.stage: row for row in rows if _variant(row) == variant}
    return {key: _shown(key, asked.get(key), standard.get(key)) for key in StageKey}


def _variant(row: Any) -> Variant:
    return Variant(row.reading, row.language)


def _shown(key: StageKey, asked: Any, standard: Any) -> ShownText:
    row = asked or standard
    if row is None:
        return ShownText(key, STANDARD_ENGLISH, PORTALS_OWN[key], checked_at=None)
    variant, words = _variant(row), StageWords(**row.words)
    if variant == STANDARD_ENGLISH:
        return ShownText(key, variant, words, row.checked_at)
    current = standard.id if standard else None
    return ShownText(key, variant, words, row.checked_at, not is_based_on(row, key, current))


def is_based_on(row: Any, stage: StageKey, standard_id: uuid.UUID | None) -> bool:
    """Whether a variant was made from the standard text that families read now.

    `standard_id` is the version that the area has published; None where it reads the
    portal's own words, which a newer portal may have changed.
    """
    if standard_id is not None:
        return bool(row.based_on_id == standard_id)
    return row.based_on_id is None and row.based_on_digest == PORTALS_OWN_DIGESTS[stage]


def variants_published(session: Session, area_id: uuid.UUID) -> set[Variant]:
    """The variants of which the area has published at least one text."""
    wanted = select(texts.c.reading, texts.c.language).distinct()
    wanted = within(cast(Any, wanted), texts.c, area_id)
    return {
        _variant(row)
        for row in session.connection().execute(wanted.where(texts.c.published_at.is_not(None)))
    }


def text(
    session: Session, area_id: uuid.UUID, text_id: uuid.UUID, *, to_change: bool = False
) -> StageText | None:
    """One version of the area, with the people who signed it.

    `to_change` keeps others who would sign it waiting until this one is done.
    """
    wanted = within(select(StageText), StageText, area_id).where(StageText.id == text_id)
    wanted = _with_people(wanted)
    if to_change:
        wanted = wanted.with_for_update(of=StageText)
    return session.scalar(wanted)


def versions(
    session: Session, area_id: uuid.UUID, stage: StageKey, variant: Variant
) -> Sequence[StageText]:
    """Every version of one text with the people who signed it, newest first."""
    return session.scalars(
        _with_people(_of(area_id, stage, variant)).order_by(StageText.number.desc())
    ).all()


def newest(
    session: Session, area_id: uuid.UUID, stage: StageKey, variant: Variant
) -> StageText | None:
    """The version of one text that was written last."""
    wanted = _of(area_id, stage, variant).order_by(StageText.number.desc()).limit(1)
    return session.scalar(wanted)


def published_standard(session: Session, area_id: uuid.UUID, stage: StageKey) -> StageText | None:
    """The standard English text of one stage that the area has published; None for none."""
    return session.scalar(_of(area_id, stage, STANDARD_ENGLISH).where(IS_PUBLISHED_ONE))


def base_of(session: Session, text: StageText) -> StageWords:
    """The standard words that a variant was made from; the portal's own where it says none."""
    base = session.get(StageText, text.based_on_id) if text.based_on_id else None
    return base.words if base else PORTALS_OWN[text.stage]


def on_the_desk(session: Session, area_id: uuid.UUID) -> Sequence[StageText]:
    """Of every text of the area the newest version and the one that families read."""
    wanted = within(select(StageText), StageText, area_id)
    wanted = wanted.where(or_(texts.c.number == _newest_number(), IS_PUBLISHED_ONE))
    return session.scalars(wanted.order_by(StageText.number)).all()


def _of(area_id: uuid.UUID, stage: StageKey, variant: Variant) -> Select[StageText]:
    return within(select(StageText), StageText, area_id).where(
        StageText.stage == stage,
        StageText.reading == variant.reading,
        StageText.language == variant.language,
    )


def _with_people(wanted: Select[StageText]) -> Select[StageText]:
    return wanted.options(*(joinedload(signature) for signature in SIGNATURES))
