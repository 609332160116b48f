"""Who may import what: the rules that keep the house in rooms."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PORTAL = PROJECT / "portal"

# In this order: each capability may import those before it, never those after.
CAPABILITIES = (
    "areas",
    "audit",
    "outbox",
    "accounts",
    "texts",
    "cases",
    "waits",
    "questions",
    "timeline",
    "letters",
    "surveys",
    "feedback",
    "invitations",
    "notices",
    "directory",
    "pathway",
    "themes",
    "measures",
    "pages",
    "demonstration",
)
FOUNDATIONS = ("domain", "extensions", "mail", "terminal", "web")
HEAVY = ("scipy", "textblob", "statsmodels", "sklearn", "pandas", "numpy", "nltk")
FILES = sorted(PORTAL.rglob("*.py"))
NAMES = [str(file.relative_to(PROJECT)) for file in FILES]


def imported(file: Path) -> Iterator[str]:
    """The dotted names of everything a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively; say portal.… instead."
            yield from (f"{node.module}.{name.name}" for name in node.names)


def room(dotted: str) -> str:
    """`cases` for `portal.cases.models.Child`; empty for what is not the portal's."""
    parts = dotted.split(".")
    return parts[1] if parts[0] == "portal" and len(parts) > 1 else ""


def own_room(file: Path) -> str:
    return file.relative_to(PORTAL).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_a_capability_imports_only_those_above_it(file: Path) -> None:
    here = own_room(file)
    if here not in CAPABILITIES:
        return
    allowed = {*FOUNDATIONS, *CAPABILITIES[: CAPABILITIES.index(here) + 1], ""}
    below = {name for name in imported(file) if room(name) not in allowed}
    assert not below, f"{file.name} in {here} may not import {below}."


@pytest.mark.parametrize("file", sorted((PORTAL / "domain").rglob("*.py")), ids=lambda f: f.name)
def test_the_domain_is_standard_library_only(file: Path) -> None:
    for name in imported(file):
        root = name.split(".")[0]
        assert name.startswith("portal.domain") or root in sys.stdlib_module_names, name


@pytest.mark.parametrize("file", sorted((PORTAL / "domain").rglob("*.py")), ids=lambda f: f.name)
def test_the_domain_asks_no_clock_and_opens_no_file(file: Path) -> None:
    clock = {"today", "now", "utcnow", "time", "monotonic", "open", "print", "input"}
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = node.func.id if isinstance(node.func, ast.Name) else called
            assert called not in clock, f"{file.name}:{node.lineno} calls {called}()."


@pytest.mark.parametrize("folder", ["web", "mail"])
def test_furniture_and_mail_know_no_capability(folder: str) -> None:
    for file in (PORTAL / folder).rglob("*.py"):
        known = {room(name) for name in imported(file)} & set(CAPABILITIES)
        assert not known, f"{file} imports {known}."


NEVER = {
    "models.py": ("flask", "wtforms", "flask_wtf"),
    "queries.py": ("flask", "wtforms", "flask_wtf"),
    "services.py": ("flask", "wtforms", "flask_wtf"),
    "forms.py": ("sqlalchemy", "portal.extensions"),
    "presenter.py": ("flask", "sqlalchemy", "portal.extensions"),
    "views.py": ("sqlalchemy",),
}


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_each_kind_of_file_keeps_to_its_own_work(file: Path) -> None:
    for ending, forbidden in NEVER.items():
        if file.name == ending or file.name.endswith(f"_{ending}"):
            broken = {name for name in imported(file) if name.startswith(forbidden)}
            # Flask-Login's mixin is a property of the person, not of a page.
            broken -= {"flask_login.UserMixin"}
            assert not broken, f"{file.name} may not import {broken}."


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_one_place_commits(file: Path) -> None:
    if file.name == "unit_of_work.py":
        return
    for node in ast.walk(ast.parse(file.read_text())):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        assert not (called and node.func.attr == "commit"), f"{file.name}:{node.lineno} commits."  # type: ignore[attr-defined]


def test_nothing_is_called_common_utils_or_helpers() -> None:
    for file in FILES:
        assert file.stem not in ("common", "utils", "helpers"), file


def modules_after(statement: str) -> set[str]:
    """What a fresh Python has loaded after `statement`."""
    code = f"{statement}; import sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        env={"PORTAL_ENVIRONMENT": "testing", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_the_domain_loads_without_flask() -> None:
    imports = "; ".join(f"import portal.domain.{f.stem}" for f in (PORTAL / "domain").glob("*.py"))
    loaded = modules_after(imports.replace("portal.domain.__init__", "portal.domain"))
    assert not loaded & {"flask", "sqlalchemy", "wtforms"}


def test_a_web_worker_starts_without_the_heavy_libraries() -> None:
    assert not modules_after("import wsgi") & set(HEAVY)
