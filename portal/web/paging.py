"""Lists that are longer than a page: which page is shown, and which rows stand on it."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Paging:
    """One page of a list of `items` rows, `size` to a page; pages count from 1."""

    number: int
    items: int
    size: int

    @classmethod
    def of(cls, asked: str | None, items: int, *, size: int) -> Self:
        """The page that an address asks for, or the nearest there is."""
        number = int(asked) if asked and asked.isdecimal() else 1
        return cls(min(max(number, 1), _pages(items, size)), items, size)

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return _pages(self.items, self.size)

    @property
    def skip(self) -> int:
        """How many rows stand on the pages before."""
        return (self.number - 1) * self.size


def _pages(items: int, size: int) -> int:
    return max(1, -(-items // size))
