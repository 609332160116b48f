"""What the desk of an area's stage texts says, in plain words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.domain.readings import STANDARD_ENGLISH, VARIANTS, Variant
from portal.domain.stages import STAGES, StageKey, stage
from portal.texts.models import StageText
from portal.texts.states import Standing, TextState, state_of


@dataclass(frozen=True)
class Tag:
    """A few words and their colour among GOV.UK's tags."""

    words: str
    colour: str


STATES: dict[TextState, Tag] = {
    TextState.WAITING: Tag("Waiting for the forum", "yellow"),
    TextState.SENT_BACK: Tag("Sent back by the forum", "orange"),
    TextState.CHECKED: Tag("Checked, not published", "turquoise"),
    TextState.PUBLISHED: Tag("Published", "green"),
}
BEING_UPDATED = Tag("Being updated", "purple")
NONE_YET = Tag("None", "grey")
PORTALS_OWN = Tag("Portal’s own words", "grey")


@dataclass(frozen=True)
class Cell:
    """One text on the desk: where it stands, and the version to open (None: none written)."""

    stage: StageKey
    variant: Variant
    title: str
    tags: tuple[Tag, ...]
    newest: StageText | None


@dataclass(frozen=True)
class Desk:
    """Every text of an area by stage, and what waits for whom."""

    rows: Sequence[tuple[str, Sequence[Cell]]]
    to_check: Sequence[Cell]
    to_publish: Sequence[Cell]
    to_write: Sequence[Cell]
    never_started: Sequence[Variant]


def title_of(stage_key: StageKey, variant: Variant) -> str:
    """What a text is called on the desk: `Gathering advice, Easy Read`."""
    return f"{stage(stage_key).name}, {variant.name}"


def desk(standings: Mapping[tuple[StageKey, Variant], Standing]) -> Desk:
    """The desk, with what should be done next in the order of the stages."""
    cells = {key: _cell(standing) for key, standing in standings.items()}
    states = {key: standing.coming_state for key, standing in standings.items()}
    outdated = {key for key, each in standings.items() if _must_be_written(each)}
    return Desk(
        rows=[(each.name, [cells[each.key, variant] for variant in VARIANTS]) for each in STAGES],
        to_check=_those(cells, (k for k, s in states.items() if s == TextState.WAITING), outdated),
        to_publish=_those(
            cells, (k for k, s in states.items() if s == TextState.CHECKED), outdated
        ),
        to_write=[cells[key] for key in cells if key in outdated],
        never_started=[
            variant
            for variant in VARIANTS
            if all(standings[key, variant].newest is None for key in StageKey)
        ],
    )


def _those(
    cells: Mapping[tuple[StageKey, Variant], Cell],
    keys: Iterable[tuple[StageKey, Variant]],
    without: set[tuple[StageKey, Variant]],
) -> list[Cell]:
    return [cells[key] for key in keys if key not in without]


def _must_be_written(standing: Standing) -> bool:
    """Whether the next step is the administrator's: to write, or to ask the forum again."""
    if standing.coming is None:
        return standing.published_is_outdated
    return standing.coming_is_outdated or standing.coming_state == TextState.SENT_BACK


def _cell(standing: Standing) -> Cell:
    return Cell(
        standing.stage,
        standing.variant,
        title_of(standing.stage, standing.variant),
        _tags(standing),
        standing.newest,
    )


def _tags(standing: Standing) -> tuple[Tag, ...]:
    tags = []
    if standing.published is not None:
        tags.append(Tag(f"Version {standing.published.number} published", "green"))
        if standing.published_is_outdated:
            tags.append(BEING_UPDATED)
    elif standing.variant == STANDARD_ENGLISH:
        tags.append(PORTALS_OWN)
    elif standing.coming is None:
        tags.append(NONE_YET)
    if standing.coming is not None:
        tags.append(STATES[state_of(standing.coming)])
    return tuple(tags)
