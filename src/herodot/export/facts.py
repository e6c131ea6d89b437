"""What an export asks of a case. One rule: exports know this shape, not the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from herodot.model.records import Entity, Mention, Report, Statement


class Facts(Protocol):
    """A case to be read once, from front to back."""

    def reports(self) -> Iterator[Report]:
        """All reports."""

    def entities(self) -> Iterator[Entity]:
        """All entities."""

    def mentions(self) -> Iterator[Mention]:
        """All mentions, those of one entity together, in the order of `entities`."""

    def statements(self) -> Iterator[Statement]:
        """All statements."""
