"""A case written out, one module a format. One rule: a target is whole or untouched, never half-written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from herodot.export.target import opened
from herodot.model.errors import BadValue

if TYPE_CHECKING:
    from herodot.export.facts import Facts

EXPORTERS = {"jsonl": "herodot.export.jsonl"}
"""Each format and the module whose `write(facts, out, min_confidence)` gives it."""


def export(facts: Facts, form: str, target: str, min_confidence: float = 0.0) -> dict[str, int]:
    """Writes what the case holds to the file `target`, `-` for the standard output; rows written, by kind."""
    if form not in EXPORTERS:
        raise BadValue(f"no format is called {form!r}; there are: {', '.join(EXPORTERS)}")
    writer = import_module(EXPORTERS[form])
    with opened(target) as out:
        counts: dict[str, int] = writer.write(facts, out, min_confidence)
    return counts
