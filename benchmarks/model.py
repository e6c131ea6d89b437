"""Hands the shipped model's heads to the reader's benchmarks, one narrow question at a time.

One rule: benchmarks see the model only through `Model`, so a figure is of what ships and not of a training
script.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from benchmarks.scoring import Span, Tree


class Model(Protocol):
    """What the corpora ask of a reader."""

    def names(self, sentences: Sequence[Sequence[str]]) -> Sequence[Sequence[Span]]:
        """For each sentence of one document, given as words, the names in it; spans count words.

        Labels as in `en_worldwide_ner`: Date, Facility, Location, Misc, Money, NORP, Organization, Person,
        Product.
        """
        ...

    def attributions(self, body: str) -> Sequence[Span]:
        """The parts of attributions in an article; spans count characters.

        Labels `source`, `cue`, `content`.
        """
        ...

    def trees(self, sentences: Sequence[Sequence[str]]) -> Sequence[Tree]:
        """For each sentence of one document, given as words, its dependency tree."""
        ...


def load_model() -> Model | None:
    """The shipped model, or `None` while there is none."""
    return None
