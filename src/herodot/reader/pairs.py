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
    "date", "number", "pronoun", "role", "occupation", "weapon", "thing",
)  # fmt: skip
"""What a candidate can be."""
PHRASES = frozenset(("role", "occupation", "weapon", "thing"))
"""Kinds whose words are themselves the value."""
VALUES_ONLY = PHRASES | {"date", "number"}
"""Kinds that are never a subject."""
DISTANCE_EDGES = (1, 2, 3, 5, 9, 17, 33)
DISTANCES = 2 * (len(DISTANCE_EDGES) + 1) + 1
PATHS = 27
REACH = 2
"""Pairs further apart than this many sentences are not made, but for two events."""
MOST_CANDIDATES = 150
"""Of one window; more (a list of names without verbs) and the last ones are left out, to stay linear."""


DEPTH = 12
"""Steps up the tree that a path may take."""
Ints = NDArray[np.int64]


@dataclass(slots=True)  # not frozen: a report has hundreds, and freezing triples what one costs
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

    i: Ints
    j: Ints
    distance: Ints
    apart: Ints
    path: Ints
    turn: Ints


def sort_of(kind: str) -> str:
    """Of two candidates on the same words both may stand where their sorts differ."""
    return "event" if kind == "Event" else "value" if kind in VALUES_ONLY else "entity"


def head_word(candidate: Candidate, heads: Sequence[int]) -> int:
    """The word of a span that is governed from outside it."""
    for word in range(candidate.start, candidate.end):
        if not candidate.start <= heads[word] < candidate.end or heads[word] == word:
            return word
    return candidate.end - 1


def make_pairs(candidates: Sequence[Candidate], heads: Sequence[int], sentences: Sequence[int]) -> Pairs:
    """All ordered pairs worth a question. `heads` and `sentences` are of the window's words."""
    if not candidates:
        none = np.zeros(0, np.int64)
        return Pairs(none, none, none, none, none, none)
    starts = np.array([c.start for c in candidates], np.int64)
    ends = np.array([c.end for c in candidates], np.int64)
    subjects = np.array([c.kind not in VALUES_ONLY for c in candidates])
    events = np.array([c.kind == "Event" for c in candidates])
    where = np.array(sentences, np.int64)[starts]
    apart = np.abs(where[:, None] - where[None, :])
    wanted = subjects[:, None] & ((apart <= REACH) | (events[:, None] & events[None, :]))
    np.fill_diagonal(wanted, events)
    i, j = np.nonzero(wanted)
    chains = np.array([_ancestors(head_word(c, heads), heads) for c in candidates], np.int64)
    chains = chains[:, (chains >= 0).any(axis=0)]
    between = apart[i, j]
    path, turn = np.full(len(i), PATHS - 1, np.int64), chains[i, 0]
    near = (between == 0).nonzero()[0]  # of pairs in two sentences no path is asked for
    path[near], turn[near] = _paths(chains, i[near], j[near])
    return Pairs(i, j, _distances(starts, ends, i, j), np.minimum(between, 3), path, turn)


def _distances(starts: Ints, ends: Ints, i: Ints, j: Ints) -> Ints:
    """Buckets of the words between: 0 where the spans touch or overlap, then by `DISTANCE_EDGES`, after or before."""
    after, before = starts[j] - ends[i], starts[i] - ends[j]
    edges = np.array(DISTANCE_EDGES)
    ahead = 1 + np.searchsorted(edges, after, "right")
    behind = 2 + len(edges) + np.searchsorted(edges, before, "right")
    return np.where(after >= 0, ahead, np.where(before >= 0, behind, 0))


def _ancestors(word: int, heads: Sequence[int]) -> list[int]:
    """A word and those above it, up to the root; filled up with -1."""
    chain = [word]
    while heads[chain[-1]] != chain[-1] and len(chain) < DEPTH:
        chain.append(heads[chain[-1]])
    return chain + [-1] * (DEPTH - len(chain))


def _paths(chains: Ints, i: Ints, j: Ints) -> tuple[Ints, Ints]:
    """Buckets of steps up from the subject and down to the value, and the words where the paths turn."""
    up, down = chains[i], chains[j]
    met = (up[:, :, None] == down[:, None, :]) & (up[:, :, None] >= 0)
    steps = met.any(axis=2)
    rise = steps.argmax(axis=1)
    fall = np.take_along_axis(met, rise[:, None, None], axis=1)[:, 0].argmax(axis=1)
    found = steps.any(axis=1)
    bucket = np.minimum(rise, 4) * 5 + np.minimum(fall, 4)
    turn = np.take_along_axis(up, rise[:, None], axis=1)[:, 0]
    return np.where(found, bucket, PATHS - 2), np.where(found, turn, up[:, 0])
