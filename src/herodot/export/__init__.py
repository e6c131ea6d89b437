"""A case written out, one module a format. One rule: a target is whole or untouched, never half-written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from herodot.export.care import without_sensitive
from herodot.export.target import opened
from herodot.model.errors import BadValue

if TYPE_CHECKING:
    from herodot.picture.picture import Picture

EXPORTERS = {"jsonl": "herodot.export.jsonl"}
"""Each format and the module whose `write(picture, out)` gives it."""


def export(picture: Picture, form: str, target: str) -> dict[str, int]:
    """Writes the picture to the file `target`, `-` for the standard output; rows written, by kind."""
    if form not in EXPORTERS:
        raise BadValue(f"no format is called {form!r}; there are: {', '.join(EXPORTERS)}")
    writer = import_module(EXPORTERS[form])
    with opened(target) as out:
        counts: dict[str, int] = writer.write(without_sensitive(picture), out)
    return counts
