"""The texts that an area can start from: one file a variant, in the folder `starting`.

A file holds a table for every stage with its six fields. They are drafts: families see none
of them before an area's forum has checked it.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from portal.domain.readings import STANDARD_ENGLISH, Variant
from portal.domain.stages import WORD_FIELDS, StageKey, StageWords
from portal.texts.wording import PORTALS_OWN

FOLDER = Path(__file__).resolve().parent / "starting"


@cache
def starting_words(variant: Variant) -> Mapping[StageKey, StageWords]:
    """What an area starts from. Raises `ValueError` where the file is not whole."""
    if variant == STANDARD_ENGLISH:
        return PORTALS_OWN
    file = FOLDER / f"{variant.reading}-{variant.language}.toml"
    return read_words(file.read_text(encoding="utf-8"), file.name)


def read_words(text: str, name: str) -> dict[StageKey, StageWords]:
    """The words of every stage in the file called `name`.

    Raises `ValueError` naming the stage and field where something is missing, empty, more
    than there should be or no TOML.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ValueError(f"{name}: {problem}") from problem
    _compare(set(tables), {key.value for key in StageKey}, f"{name}: stage")
    return {key: _words(tables[key], f"{name}: {key}: field") for key in StageKey}


def _words(table: object, where: str) -> StageWords:
    if not isinstance(table, dict):
        raise ValueError(f"{where}s are missing.")
    _compare(set(table), set(WORD_FIELDS), where)
    for field, said in table.items():
        if not isinstance(said, str) or not said.strip():
            raise ValueError(f"{where} {field} has no words.")
    return StageWords(**{field: table[field].strip() for field in WORD_FIELDS})


def _compare(there: set[str], wanted: set[str], where: str) -> None:
    for missing in sorted(wanted - there):
        raise ValueError(f"{where} {missing} is missing.")
    for unknown in sorted(there - wanted):
        raise ValueError(f"{where} {unknown} is unknown.")
