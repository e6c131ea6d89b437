"""Text becomes mentions and statements with evidence: five phases for the network, then small composers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from herodot.reader.read import Reader


def load_reader() -> Reader:
    """The reader with the shipped model; see `read.load_reader`. Until then nothing heavy is imported."""
    from herodot.reader.read import load_reader as load

    return load()
