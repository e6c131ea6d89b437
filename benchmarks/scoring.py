"""The measures: counts of what was found, said and there; precision, recall, F1; attachment of trees.

One rule: pure functions over spans. Spans are half-open; their unit (words or characters) is the caller's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A labelled stretch `[start, end)` of one document."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts to be added up over documents. Where a match is one to one, both hits are the same number."""

    said_right: int = 0
    """Of what was said, how many are right."""
    gold_found: int = 0
    """Of what is there, how many were found."""
    said: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            said_right=self.said_right + other.said_right,
            gold_found=self.gold_found + other.gold_found,
            said=self.said + other.said,
            gold=self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 0 when nothing was said."""
        return self.said_right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 0 when nothing is there."""
        return self.gold_found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def exact(gold: Iterable[Span], said: Iterable[Span]) -> Tally:
    """Spans that agree in start, end and label. Each gold span is found once, however often it is said."""
    there, given = Counter(gold), Counter(said)
    hits = (there & given).total()
    return Tally(said_right=hits, gold_found=hits, said=given.total(), gold=there.total())


def overlapping(gold: Sequence[Span], said: Sequence[Span]) -> Tally:
    """Spans that share at least one unit with a span of their label on the other side.

    Precision runs over what was said and recall over what is there, so one long span over two gold spans is
    one right answer that finds two.
    """
    return Tally(
        said_right=sum(_touches_any(span, gold) for span in said),
        gold_found=sum(_touches_any(span, said) for span in gold),
        said=len(said),
        gold=len(gold),
    )


def _touches_any(span: Span, others: Sequence[Span]) -> bool:
    return any(o.label == span.label and o.start < span.end and span.start < o.end for o in others)


def of_label(spans: Iterable[Span], label: str) -> list[Span]:
    """Those of the spans that bear the label, in their order."""
    return [span for span in spans if span.label == label]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """How many words of trees hang where they should, with and without the right relation."""

    words: int = 0
    headed: int = 0
    related: int = 0
    """Under the right head with the right universal relation; a subtype (`nmod:poss`) is not looked at."""
    labelled: int = 0
    """Under the right head with the whole relation, its subtype too."""

    def __add__(self, other: Attachment) -> Attachment:
        return Attachment(
            words=self.words + other.words,
            headed=self.headed + other.headed,
            related=self.related + other.related,
            labelled=self.labelled + other.labelled,
        )

    @property
    def uas(self) -> float:
        """Share of words under their head."""
        return self.headed / self.words if self.words else 0.0

    @property
    def las(self) -> float:
        """Share of words under their head with their whole relation.

        The stricter of the two usual measures.
        """
        return self.labelled / self.words if self.words else 0.0

    @property
    def las_universal(self) -> float:
        """The same without subtypes, as the CoNLL 2018 shared task counts it."""
        return self.related / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A sentence's dependency tree.

    For each word its head (1-based, 0 for the root) and its relation to it.
    """

    heads: tuple[int, ...]
    relations: tuple[str, ...]


def attachment(gold: Tree, said: Tree) -> Attachment:
    """Compares two trees over the same words; punctuation counts like any word.

    Raises `ValueError` on lengths.
    """
    if len(gold.heads) != len(said.heads) or len(said.heads) != len(said.relations):
        raise ValueError(f"a tree of {len(said.heads)} words against one of {len(gold.heads)}")
    right = [g == s for g, s in zip(gold.heads, said.heads, strict=True)]
    named = [(g, s) for ok, g, s in zip(right, gold.relations, said.relations, strict=True) if ok]
    return Attachment(
        words=len(right),
        headed=sum(right),
        related=sum(g.partition(":")[0] == s.partition(":")[0] for g, s in named),
        labelled=sum(g == s for g, s in named),
    )
