"""The locks say which packages, never where somebody once fetched them from."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]
RIVAL = PROJECT / "tests" / "benchmarks" / "rival"
REQUIREMENTS = sorted([*PROJECT.glob("requirements*"), *RIVAL.glob("requirements*")])
LOCKS = [path for path in REQUIREMENTS if path.suffix == ".txt"]
PINNED = re.compile(r"^[a-z0-9][a-z0-9.-]*==\S+", re.MULTILINE)


def _named(path: Path) -> str:
    return str(path.relative_to(PROJECT))


@pytest.mark.parametrize("path", [*REQUIREMENTS, PROJECT / ".npmrc"], ids=_named)
@pytest.mark.parametrize(
    "address", [r"\w+://", r"\bfile:", r"find.links", r"\bindex", r"registry\s*=", r" @ ", r"\.whl"]
)
def test_no_line_is_an_address(path: Path, address: str) -> None:
    assert not re.search(address, path.read_text())


@pytest.mark.parametrize("path", LOCKS, ids=_named)
def test_every_package_has_a_digest(path: Path) -> None:
    for entry in re.split(r"\n(?=\S)", path.read_text().strip()):
        assert PINNED.match(entry), entry
        assert "--hash=sha256:" in entry, entry


def _pins(name: str) -> set[str]:
    return {pin[0] for pin in PINNED.finditer((PROJECT / name).read_text())}


def test_the_tests_run_on_the_versions_that_the_portal_runs_on() -> None:
    assert len(_pins("requirements.txt")) > 20
    assert _pins("requirements.txt") <= _pins("requirements-dev.txt")


def _strings(found: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        for name, inside in found.items():
            yield from _strings(inside, key if key == "funding" else name)
    elif isinstance(found, list):
        for inside in found:
            yield from _strings(inside, key)
    elif isinstance(found, str):
        yield key, found


def test_the_browser_side_lock_holds_no_address() -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text())
    # Where to thank an author is no place to fetch a package from.
    strings = [text for key, text in _strings(lock) if key != "funding"]

    assert [text for text in strings if "://" in text or text.startswith(("file:", "git+"))] == []


def test_every_browser_side_package_has_a_digest() -> None:
    packages = json.loads((PROJECT / "package-lock.json").read_text())["packages"]

    assert {name for name, entry in packages.items() if "integrity" not in entry} == {""}
