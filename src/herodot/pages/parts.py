"""Which part of a long list a page shows, so that no page is heavier than a person can read.

One rule: nothing is left out unsaid; every part can be asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which lines of a list are shown."""

    start: int
    """How many lines come before."""
    shown: int
    total: int
    most: int
    """How many lines a page has room for; 0 where it has for all."""

    @property
    def before(self) -> int | None:
        """Where the part before begins; `None` where this is the first."""
        return max(min(self.start, self.total) - self.most, 0) if self.start else None

    @property
    def after(self) -> int | None:
        """Where the next part begins; `None` where this is the last."""
        end = self.start + self.shown
        return end if self.shown and end < self.total else None


def cut(lines: Sequence[T], start: int, most: int) -> tuple[tuple[T, ...], Part]:
    """At most so many of the lines from one on, and which they are; all from there on where `most` is 0."""
    shown = tuple(lines[start : start + most if most else None])
    return shown, Part(start=start, shown=len(shown), total=len(lines), most=most)
