"""How far a version of a text is on its way: written, checked by the forum, published."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.domain.readings import STANDARD_ENGLISH, VARIANTS, Variant
from portal.domain.stages import STAGES, StageKey
from portal.texts.models import StageText
from portal.texts.queries import is_based_on

ORDER = tuple(each.key for each in STAGES)


class TextState(StrEnum):
    """What was done last with one version."""

    WAITING = "waiting"
    SENT_BACK = "sent_back"
    CHECKED = "checked"
    PUBLISHED = "published"


def state_of(text: StageText) -> TextState:
    """How far this version is."""
    if text.published_at is not None:
        return TextState.PUBLISHED
    if text.sent_back_at is not None:
        return TextState.SENT_BACK
    return TextState.WAITING if text.checked_at is None else TextState.CHECKED


@dataclass(frozen=True)
class Standing:
    """Where one text of an area stands.

    `published` is what families read, None where they read the portal's own or nothing.
    `coming` is a newer version on its way. Each is outdated where the standard text that it
    was made from is not the one that families read now.
    """

    stage: StageKey
    variant: Variant
    published: StageText | None
    coming: StageText | None
    published_is_outdated: bool
    coming_is_outdated: bool

    @property
    def newest(self) -> StageText | None:
        """The version that was written last."""
        return self.coming or self.published

    @property
    def coming_state(self) -> TextState | None:
        """How far the newer version is."""
        return None if self.coming is None else state_of(self.coming)


def standings(found: Sequence[StageText]) -> dict[tuple[StageKey, Variant], Standing]:
    """Every text there can be, from the newest and the published versions of an area."""
    newest = {
        (text.stage, text.variant): text for text in sorted(found, key=lambda text: text.number)
    }
    published = {
        (text.stage, text.variant): text for text in found if text.published_at is not None
    }
    return {
        (stage, variant): _standing(
            stage,
            variant,
            published.get((stage, variant)),
            newest.get((stage, variant)),
            published.get((stage, STANDARD_ENGLISH)),
        )
        for stage in ORDER
        for variant in VARIANTS
    }


def _standing(
    stage: StageKey,
    variant: Variant,
    published: StageText | None,
    newest: StageText | None,
    standard: StageText | None,
) -> Standing:
    coming = newest if newest is not published else None
    return Standing(
        stage,
        variant,
        published,
        coming,
        published is not None and is_outdated(published, standard),
        coming is not None and is_outdated(coming, standard),
    )


def is_outdated(text: StageText, standard: StageText | None) -> bool:
    """Whether a variant was made from another standard text than the one families read now."""
    if text.variant == STANDARD_ENGLISH:
        return False
    return not is_based_on(text, text.stage, standard.id if standard else None)
