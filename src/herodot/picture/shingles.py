"""Which reports may share a passage: runs of words that few reports have, found by sorting, never pair by pair.

One rule: numbers only. A text is its words' hashes; what they mean is not asked here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
Ints = NDArray[np.int64]

WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")
RUN = 4
"""Words in a run: short enough to outlive an editor, long enough to be rare."""
COMMON = 40
"""A run that more reports than this have (a company's boilerplate, an agency's slug) tells nothing."""
SHARED = 2
"""Runs that two reports must share before their sentences are compared."""


def words_of(text: str) -> list[tuple[int, int]]:
    """The `[start, end)` of each word."""
    return [m.span() for m in WORD.finditer(text)]


def hashes_of(text: str, spans: Sequence[tuple[int, int]]) -> Hashes:
    """One hash a word, case aside."""
    return np.fromiter((word_hash(text[a:b].casefold()) for a, b in spans), np.uint32, len(spans))


@lru_cache(maxsize=200_000)
def word_hash(word: str) -> int:
    """The same number for the same word on every machine."""
    return zlib.crc32(word.encode())


def runs(words: Hashes, length: int = RUN) -> NDArray[np.uint64]:
    """A hash for each run of `length` words, [words - length + 1]."""
    if len(words) < length:
        return np.zeros(0, np.uint64)
    mixed = np.zeros(len(words) - length + 1, np.uint64)
    for n in range(length):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + words[n : n + len(mixed)].astype(np.uint64)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def candidate_pairs(texts: Sequence[Hashes], keep: int = 1) -> list[tuple[int, int]]:
    """Pairs of texts, the smaller number first, that share at least `SHARED` rare runs.

    `keep`: one in so many runs is looked at, the same ones in every text; raise it for a corpus of millions.
    Time and memory grow with the number of words and of pairs found.
    """
    hashes, owners = [], []
    for number, words in enumerate(texts):
        own = np.unique(runs(words))
        own = own[own % np.uint64(keep) == 0] if keep > 1 else own
        hashes.append(own)
        owners.append(np.full(len(own), number, np.int32))
    if not hashes:
        return []
    every, owner = np.concatenate(hashes), np.concatenate(owners)
    order = np.argsort(every, kind="stable")
    every, owner = every[order], owner[order]
    first = np.flatnonzero(np.r_[True, every[1:] != every[:-1]])
    size = np.diff(np.r_[first, len(every)])
    found: list[Ints] = []
    for width in range(2, COMMON + 1):
        starts = first[size == width]
        if not len(starts):
            continue
        rows = owner[starts[:, None] + np.arange(width)].astype(np.int64)
        for a in range(width - 1):
            for b in range(a + 1, width):
                found.append(rows[:, a] << 32 | rows[:, b])
    if not found:
        return []
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    least = SHARED if keep == 1 else 1
    return [(int(p >> 32), int(p & 0xFFFFFFFF)) for p in pairs[counts >= least]]
