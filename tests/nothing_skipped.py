"""A pytest plugin: where CI is set, a test that needs a browser or a server may not be skipped.

On a person's machine a skip says what is missing; in continuous integration it would hide
that a whole engine was never tried.
"""

import os
from collections.abc import Generator

import pytest

NEVER_SKIPPED = ("journey", "postgresql")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of such a test into a failure that keeps its reason."""
    report = yield
    if os.environ.get("CI") and report.skipped and any(map(item.get_closest_marker, NEVER_SKIPPED)):
        report.outcome = "failed"
        report.longrepr = f"This may not be skipped in continuous integration: {report.longrepr}"
    return report
