"""Reports cut up for comparison: a small signature of each is kept, the rest is made when two are compared.

One rule: a signature is a function of one report; what all reports together tell of a word is its weight.
"""

from __future__ import annotations

import math
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from herodot.model.records import Report
from herodot.picture.shingles import WORD, Hashes, runs, word_hashes

Span = tuple[int, int]

LONG_RUN = 6
"""A sentence is taken word for word where runs of so many words cover most of it."""
LEAST_STEMS = 4
"""A sentence with fewer words that say something is not looked at."""
HELD = 500_000
"""Words of cut texts that are held at a time: about 250 MB."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What of a report is held while all are looked through: 8 bytes a word or less."""

    words: Hashes
    """In their order."""
    stems: Hashes
    """Stems of its sentences that say something, each once, sorted."""


@dataclass(slots=True)
class CutText:
    """A report cut up for comparison. Sentences are half-open runs of word numbers."""

    report: Report
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    """Where each word begins and ends, in characters."""
    words: Hashes
    sentences: list[Span]
    stems: list[frozenset[int]]
    """For each sentence the stems of its words that say something."""
    where: dict[int, list[int]]
    """For each stem the sentences that have it."""
    long_runs: dict[int, int]
    """For each run of `LONG_RUN` words its first place."""


def signature(report: Report, sentences: Sequence[Span], skipped: frozenset[int]) -> Signature:
    """The signature of one report. `skipped`: stems of words that say nothing."""
    spans, words, stems = _numbers(report.text)
    told: set[int] = set()
    for _, own in _sentences(spans[:, 0], stems, sentences, skipped):
        told |= own
    return Signature(words, np.sort(np.fromiter(told, np.uint32, len(told))))


def cut(report: Report, sentences: Sequence[Span], skipped: frozenset[int]) -> CutText:
    """All that the comparison of two reports looks at."""
    spans, words, stems = _numbers(report.text)
    kept = _sentences(spans[:, 0], stems, sentences, skipped)
    where: dict[int, list[int]] = defaultdict(list)
    for number, (_, own) in enumerate(kept):
        for stem in own:
            where[stem].append(number)
    return CutText(
        report=report,
        starts=spans[:, 0],
        ends=spans[:, 1],
        words=words,
        sentences=[span for span, _ in kept],
        stems=[own for _, own in kept],
        where=where,
        long_runs={run: at for at, run in reversed(list(enumerate(runs(words, LONG_RUN).tolist())))},
    )


def _numbers(text: str) -> tuple[NDArray[np.int64], Hashes, list[int]]:
    """Where each word stands, its hash, and its stem's."""
    spans: list[Span] = []
    numbers: list[Span] = []
    for m in WORD.finditer(text):
        spans.append(m.span())
        numbers.append(word_hashes(m[0]))
    words = np.fromiter((word for word, _ in numbers), np.uint32, len(numbers))
    return np.array(spans, np.int64).reshape(-1, 2), words, [stem for _, stem in numbers]


def _sentences(
    starts: NDArray[np.int64], stems: list[int], sentences: Sequence[Span], skipped: frozenset[int]
) -> list[tuple[Span, frozenset[int]]]:
    """The sentences with enough words that say something, as runs of words, with the stems of those words."""
    edges = np.searchsorted(starts, np.array(sentences, np.int64).reshape(-1, 2)).tolist()
    found = (((low, high), frozenset(stems[low:high]) - skipped) for low, high in edges)
    return [(span, own) for span, own in found if len(own) >= LEAST_STEMS]


class Shelf(Protocol):
    """Where texts lie."""

    def report(self, key: str, /) -> Report:
        """The report of that id."""

    def sentences(self, key: str, /) -> Sequence[Span]:
        """The sentences of its text."""

    def fetch(self, keys: Iterable[str], /) -> None:
        """Tells that those will be asked for."""


class AllTexts:
    """Texts that are all here."""

    def __init__(self, reports: Iterable[Report], sentences: Mapping[str, Sequence[Span]]) -> None:
        """Takes the reports, and the sentences of each."""
        self._reports = {r.id: r for r in reports}
        self._sentences = sentences

    def report(self, key: str) -> Report:
        """The report of that id."""
        return self._reports[key]

    def sentences(self, key: str) -> Sequence[Span]:
        """The sentences of its text."""
        return self._sentences[key]

    def fetch(self, keys: Iterable[str]) -> None:
        """Does nothing."""


class CutTexts:
    """Cuts texts when asked for them and holds those last asked for, up to `HELD` words."""

    def __init__(self, shelf: Shelf, skipped: frozenset[int]) -> None:
        """Nothing is cut yet."""
        self.shelf, self._skipped = shelf, skipped
        self._held: OrderedDict[str, CutText] = OrderedDict()
        self._words = 0

    def __getitem__(self, key: str) -> CutText:
        text = self._held.get(key)
        if text is None:
            text = cut(self.shelf.report(key), self.shelf.sentences(key), self._skipped)
            self._held[key] = text
            self._words += len(text.words)
            while self._words > HELD and len(self._held) > 1:
                _, oldest = self._held.popitem(last=False)
                self._words -= len(oldest.words)
        self._held.move_to_end(key)
        return text

    def signature(self, key: str) -> Signature:
        """The signature of one report."""
        return signature(self.shelf.report(key), self.shelf.sentences(key), self._skipped)


def weights_of(signatures: Iterable[Signature]) -> dict[int, float]:
    """What each stem tells: the fewer reports have it, the more.

    In tenths, so that one report more changes the weights of few stems, and with them few comparisons."""
    every = np.concatenate([np.zeros(0, np.uint32), *(s.stems for s in signatures)])
    stems, counts = np.unique(every, return_counts=True)
    known = {count: max(round(math.log(1 + 30 / count), 1), 0.1) for count in set(counts.tolist())}
    return {stem: known[count] for stem, count in zip(stems.tolist(), counts.tolist(), strict=True)}
