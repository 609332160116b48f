"""Keys made of names."""

import pytest

from portal.domain.slugs import slug


@pytest.mark.parametrize(
    ("text", "key"),
    [("NEAS", "neas"), ("South & East", "south-east"), ("Ysgol Siân!", "ysgol-sian"), ("为", "")],
)
def test_slug(text: str, key: str) -> None:
    assert slug(text) == key
