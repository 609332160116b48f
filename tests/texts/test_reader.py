"""The reader of the starting texts takes a whole file or none."""

from dataclasses import asdict

import pytest

from portal.domain.readings import STANDARD_ENGLISH
from portal.domain.stages import STAGES, StageKey
from portal.texts.starting import read_words, starting_words


def written(**changed: dict[str, object] | None) -> str:
    """A file of the standard words, with tables left out (None) or fields changed."""
    tables: dict[str, dict[str, object]] = {
        each.key.value: dict(asdict(each.words)) for each in STAGES
    }
    for name, fields in changed.items():
        if fields is None:
            del tables[name]
        else:
            tables[name] = tables.get(name, {}) | fields
    lines = []
    for name, fields in tables.items():
        lines.append(f"[{name}]")
        for field, value in fields.items():
            said = value if isinstance(value, int) else f'"""\n{value}\n"""'
            lines.extend([] if value is None else [f"{field} = {said}"])
    return "\n".join(lines)


def test_a_whole_file_is_read_without_blanks_around() -> None:
    assert read_words(written(), "a.toml") == {each.key: each.words for each in STAGES}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(written(no_plan=None), "a.toml: stage no_plan is missing", id="no stage"),
        pytest.param(written(plan_b={"name": "B"}), "stage plan_b is unknown", id="a strange one"),
        pytest.param(
            written(no_plan={"you_can": None}), "no_plan: field you_can is missing", id="no field"
        ),
        pytest.param(
            written(no_plan={"note": "x"}), "no_plan: field note is unknown", id="a strange field"
        ),
        pytest.param(
            written(no_plan={"you_can": "  "}), "no_plan: field you_can has no words", id="empty"
        ),
        pytest.param(
            written(no_plan={"you_can": 3}), "no_plan: field you_can has no words", id="a number"
        ),
        pytest.param("[no_plan", "a.toml: ", id="no TOML"),
        pytest.param(
            "\n".join(f"{key} = 1" for key in StageKey), "fields are missing", id="no tables"
        ),
    ],
)
def test_what_is_not_whole_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_words(text, "a.toml")


def test_the_standard_text_starts_from_the_portals_own_words() -> None:
    assert starting_words(STANDARD_ENGLISH) == {each.key: each.words for each in STAGES}
