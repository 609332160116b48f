"""Small rooms: files and functions that can be read in one sitting."""

import ast
import statistics
from pathlib import Path

import pytest

PORTAL = Path(__file__).parents[2] / "portal"
FILES = [file for file in sorted(PORTAL.rglob("*.py")) if file.read_text().strip()]
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def functions() -> list[int]:
    """The length in lines of every function of the portal."""
    found = []
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append((node.end_lineno or node.lineno) - node.lineno + 1)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PORTAL)))
def test_a_file_says_what_belongs_in_it_and_stays_small(file: Path) -> None:
    text = file.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE, "Cut this file in two."
    assert ast.get_docstring(ast.parse(text)), "Say in a docstring what belongs here."


def test_files_and_functions_are_small_on_the_whole() -> None:
    lines = [len(file.read_text().splitlines()) for file in FILES]
    assert statistics.median(lines) <= 100
    lengths = functions()
    assert statistics.median(lengths) <= 12
    assert statistics.quantiles(lengths, n=10)[-1] <= 30
    assert max(lengths) <= LONGEST_FUNCTION
