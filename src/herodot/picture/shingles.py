"""Which reports may share a passage: runs of words that few reports have, found by sorting, never pair by pair.

One rule: numbers only. A text is its words' hashes; what they mean is not asked here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from herodot.identity.sorted_sets import is_in, once

Hashes = NDArray[np.uint32]
Runs = NDArray[np.uint64]
Ints = NDArray[np.int64]

WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
STEM = 6
"""Letters of a word that count where words, not their order, are compared: endings differ when text is rewritten."""
RUN = 4
"""Words in a run: short enough to outlive an editor, long enough to be rare."""
COMMON = 40
"""A run that more reports than this have (a company's boilerplate, an agency's slug) tells nothing."""
SHARED = 2
"""Runs that two reports must share before their sentences are compared."""
PART = 4_000_000
"""Runs that are sorted at a time, and pairs that wait to be counted: about 200 MB."""
SLICE = 500_000
"""Words whose runs are made at a time."""


@lru_cache(maxsize=400_000)
def word_hashes(word: str) -> tuple[int, int]:
    """The numbers of a word and of its stem, case aside: the same on every machine."""
    folded = word.casefold()
    return zlib.crc32(folded.encode()), zlib.crc32(folded[:STEM].encode())


def unpacked(data: bytes) -> Hashes:
    """Hashes that were kept as bytes, little-endian."""
    return np.frombuffer(data, "<u4").astype(np.uint32)


def runs(words: Hashes, length: int = RUN) -> Runs:
    """A hash for each run of `length` words, [words - length + 1]."""
    if len(words) < length:
        return np.zeros(0, np.uint64)
    mixed = np.zeros(len(words) - length + 1, np.uint64)
    for n in range(length):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + words[n : n + len(mixed)].astype(np.uint64)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def candidate_pairs(
    texts: Sequence[Hashes], part: int = PART, among: NDArray[np.bool_] | None = None
) -> list[tuple[int, int]]:
    """Pairs of texts, the smaller number first, that share at least `SHARED` rare runs; with `among`, those pairs only
    of which one is there marked.

    Runs are looked at in parts, by their hashes, so memory grows with the words (4 bytes each) and with the pairs
    found, time with the words. The result does not depend on `part`.
    """
    lengths = np.array([len(words) for words in texts], np.int64)
    parts = int(lengths.sum()) // part + 1
    tally, some = _Tally(part), None if among is None else runs_of(texts, np.flatnonzero(among))
    for number in range(parts):
        for rows in _groups(*_runs_of_part(texts, lengths, number, parts, some)):
            tally.add(rows if among is None else rows[among[rows >> 32] | among[rows & 0xFFFFFFFF]])
    pairs, counts = tally.counted()
    return [(int(p >> 32), int(p & 0xFFFFFFFF)) for p in pairs[counts >= SHARED]]


def runs_of(texts: Sequence[Hashes], numbers: Ints) -> Runs:
    """The runs of some of the texts, each once, sorted."""
    return once(np.concatenate([np.zeros(0, np.uint64), *(runs(texts[n]) for n in numbers)]))


def no_longer_rare(texts: Sequence[Hashes], was: NDArray[np.bool_], now: NDArray[np.bool_]) -> Ints:
    """Texts that have a run which is rare either among those that there were or among those that there are, not both.

    `was`, `now`: which of the texts these are."""
    some = runs_of(texts, np.flatnonzero(was != now))
    lengths = np.array([len(words) for words in texts], np.int64)
    hashes, owner = _runs_of_part(texts, lengths, 0, 1, some)
    order = np.lexsort((owner, hashes))
    hashes, owner = hashes[order], owner[order]
    once = np.r_[True, (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])][: len(hashes)]
    hashes, owner = hashes[once], owner[once]
    place = np.searchsorted(some, hashes)
    rare = [np.bincount(place, marked[owner], minlength=len(some)) <= COMMON for marked in (was, now)]
    return np.unique(owner[(rare[0] != rare[1])[place]]).astype(np.int64)


def _runs_of_part(
    texts: Sequence[Hashes], lengths: Ints, number: int, parts: int, some: Runs | None = None
) -> tuple[Runs, NDArray[np.int32]]:
    """The runs of all texts whose hashes fall into one part, with the texts that have them, in order of texts; with
    `some`, sorted, only those that are among these."""
    hashes, owners = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
    ends = np.cumsum(lengths)
    first = 0
    while first < len(texts):
        last = max(int(np.searchsorted(ends, ends[first] - lengths[first] + SLICE, "right")), first + 1)
        owner = np.repeat(np.arange(first, last, dtype=np.int32), lengths[first:last])
        found = runs(np.concatenate(texts[first:last]))
        # A run that begins in one text and ends in the next is none.
        kept = owner[: len(found)] == owner[RUN - 1 :][: len(found)]
        if parts > 1:
            kept &= found % np.uint64(parts) == number
        if some is not None:
            kept &= is_in(found, some)
        hashes.append(found[kept])
        owners.append(owner[: len(found)][kept])
        first = last
    return np.concatenate(hashes), np.concatenate(owners)


def _groups(hashes: Runs, owner: NDArray[np.int32]) -> Iterator[Ints]:
    """Pairs of texts, each as one number, once for each rare run that both have."""
    order = np.argsort(hashes, kind="stable")
    hashes, owner = hashes[order], owner[order]
    # A text that has a run twice has it once.
    once = np.r_[True, (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1])][: len(hashes)]
    hashes, owner = hashes[once], owner[once]
    first = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]][: len(hashes)])
    size = np.diff(np.r_[first, len(hashes)])
    for width in range(2, COMMON + 1):
        starts = first[size == width]
        if len(starts):
            rows = owner[starts[:, None] + np.arange(width)].astype(np.int64)
            for a in range(width - 1):
                for b in range(a + 1, width):
                    yield rows[:, a] << 32 | rows[:, b]


class _Tally:
    """Counts numbers without holding each of them as often as it comes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: list[Ints] = []
        self._waits = 0
        self._numbers = np.zeros(0, np.int64)
        self._counts = np.zeros(0, np.int64)

    def add(self, numbers: Ints) -> None:
        """Counts them, at the latest when many wait."""
        self._waiting.append(numbers)
        self._waits += len(numbers)
        if self._waits > self._most:
            self._merge()

    def counted(self) -> tuple[Ints, Ints]:
        """All numbers in order, and how often each came."""
        self._merge()
        return self._numbers, self._counts

    def _merge(self) -> None:
        if not self._waiting:
            return
        new, counts = np.unique(np.concatenate(self._waiting), return_counts=True)
        self._waiting, self._waits = [], 0
        self._numbers, place = np.unique(np.concatenate([self._numbers, new]), return_inverse=True)
        total = np.zeros(len(self._numbers), np.int64)
        np.add.at(total, place, np.concatenate([self._counts, counts]))
        self._counts = total
