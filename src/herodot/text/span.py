"""A stretch of a text. One rule: half-open `[start, end)`, in Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The characters `body[start:end]`."""

    start: int
    end: int
