"""Pairs of candidate spans and what grammar says of them: the input of the network's second graph.

One rule: training and reading make pairs here and nowhere else, so that the features always mean the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KINDS = (
    "Person", "Organization", "PublicBody", "Place", "Group", "Work", "Event",
    "date", "number", "pronoun", "role", "occupation", "weapon",
)  # fmt: skip
"""What a candidate can be."""
VALUES_ONLY = frozenset(("date", "number", "role", "occupation", "weapon"))
"""Kinds that are never a subject."""
DISTANCE_EDGES = (1, 2, 3, 5, 9, 17, 33)
DISTANCES = 2 * (len(DISTANCE_EDGES) + 1) + 1
PATHS = 27
REACH = 2
"""Pairs further apart than this many sentences are not made, but for two events."""
MOST_CANDIDATES = 150
"""Of one window; more (a list of names without verbs) and the last ones are left out, to stay linear."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A half-open span of words, counted in the window, that may be a subject or a value.

    `event_type` is the index of the event type plus one, 0 for what is no event."""

    start: int
    end: int
    kind: str
    event_type: int = 0


@dataclass(frozen=True, slots=True)
class Pairs:
    """Index and feature arrays, one entry a pair: subject `i`, value `j` (candidate numbers; `i == j` asks whether
    an event is one), signed distance, sentences apart (0 to 3), tree path and the word where the path turns."""

    i: NDArray[np.int64]
    j: NDArray[np.int64]
    distance: NDArray[np.int64]
    apart: NDArray[np.int64]
    path: NDArray[np.int64]
    turn: NDArray[np.int64]


def head_word(candidate: Candidate, heads: Sequence[int]) -> int:
    """The word of a span that is governed from outside it."""
    for word in range(candidate.start, candidate.end):
        if not candidate.start <= heads[word] < candidate.end or heads[word] == word:
            return word
    return candidate.end - 1


def make_pairs(candidates: Sequence[Candidate], heads: Sequence[int], sentences: Sequence[int]) -> Pairs:
    """All ordered pairs worth a question. `heads` and `sentences` are of the window's words."""
    tops = [head_word(c, heads) for c in candidates]
    chains = [_ancestors(t, heads) for t in tops]
    rows: list[tuple[int, int, int, int, int, int]] = []
    for i, a in enumerate(candidates):
        if a.kind in VALUES_ONLY:
            continue
        for j, b in enumerate(candidates):
            apart = abs(sentences[a.start] - sentences[b.start])
            if (i == j and a.kind != "Event") or (apart > REACH and not _far(a, b)):
                continue
            path, turn = _path(chains[i], chains[j]) if apart == 0 else (PATHS - 1, tops[i])
            rows.append((i, j, _distance(a, b), min(apart, 3), path, turn))
    columns = np.array(rows, np.int64).reshape(-1, 6).T
    return Pairs(*columns)


def _far(a: Candidate, b: Candidate) -> bool:
    return a.kind == b.kind == "Event"


def _distance(a: Candidate, b: Candidate) -> int:
    """Bucket of the words between: 0 where the spans touch or overlap, then by `DISTANCE_EDGES`, after or before."""
    if b.start >= a.end:
        return 1 + sum(b.start - a.end >= edge for edge in DISTANCE_EDGES)
    if a.start >= b.end:
        return 2 + len(DISTANCE_EDGES) + sum(a.start - b.end >= edge for edge in DISTANCE_EDGES)
    return 0


def _ancestors(word: int, heads: Sequence[int]) -> list[int]:
    chain = [word]
    while heads[chain[-1]] != chain[-1] and len(chain) < 12:
        chain.append(heads[chain[-1]])
    return chain


def _path(a: list[int], b: list[int]) -> tuple[int, int]:
    """Bucket of steps up from `a` and down to `b`, and the word where the path turns."""
    places = {word: n for n, word in enumerate(b)}
    for up, word in enumerate(a):
        if word in places:
            return min(up, 4) * 5 + min(places[word], 4), word
    return PATHS - 2, a[0]
