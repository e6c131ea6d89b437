"""Which pairs that are still apart somebody should look at: the surer in a queue, the fainter beside one of the two.

One rule: however many pairs were weighed, of the fainter each event has but its best few.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from herodot.identity.blocking import coded, ends
from herodot.identity.columns import Bools, Ints
from herodot.identity.sorted_sets import begins, is_in, once
from herodot.identity.steps import FAR, STEPS, Scores

FEW = 3
"""Pairs below the queue that an event has at least room for: they are kept where they are among the best of either."""


class Left(NamedTuple):
    """Pairs of profiles of clusters that are still apart and that nobody has decided on: for each two clusters the
    nearest, the nearest of all first."""

    pairs: Ints
    scores: Ints
    """In hundredths."""
    steps: Ints
    """The step that came to it."""


class Perhaps(NamedTuple):
    """Pairs of events that may be one, sorted."""

    pairs: Ints
    scores: Ints
    """In hundredths."""


def left_open(pairs: Sequence[Ints], scores: Sequence[Scores], cluster: Ints, apart: Ints) -> Left:
    """The pairs of all steps that are still open. Of one that was compared several times what it came to last counts.

    `cluster`: of each profile in the end; `apart`: pairs that people hold to be two."""
    found = []
    for number, (some, weighed) in enumerate(zip(pairs, scores, strict=True)):
        one, other = ends(some)
        open_ = (weighed != FAR) & (cluster[one] != cluster[other])
        found.append((some[open_], weighed[open_].astype(np.int64), np.full(open_.sum(), number, np.int64)))
    pair, score, step = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((-step, pair))
    order = order[begins(pair[order])]
    two = coded(*(cluster[end] for end in ends(pair)))
    order = order[~is_in(two[order], once(coded(*(cluster[end] for end in ends(apart)))))]
    order = order[np.lexsort((pair[order], -score[order], two[order]))]
    order = order[begins(two[order])]
    order = order[np.lexsort((pair[order], -score[order]))]
    return Left(pair[order], score[order], step[order])


def queued(left: Left) -> Bools:
    """Which of them a person should decide on."""
    bars = np.array([round(step.undecided * 100) for step in STEPS])
    found: Bools = left.scores >= bars[left.steps]
    return found


def perhaps_one(left: Left, cluster: Ints) -> Perhaps:
    """The events that may be one: all that wait in the queue, and of the fainter those that are among the best few of
    one of the two."""
    weighed = np.array([step.perhaps < step.undecided for step in STEPS])[left.steps]
    sure = queued(left)
    faint = np.flatnonzero(weighed & ~sure)
    both = np.concatenate([cluster[end] for end in ends(left.pairs[faint])])
    rank = np.empty(len(both), np.int64)
    order = np.lexsort((np.tile(np.arange(len(faint)), 2), both))
    starts = np.maximum.accumulate(np.where(begins(both[order]), np.arange(len(both)), 0))
    rank[order] = np.arange(len(both)) - starts
    best = (rank < FEW).reshape(2, -1).any(axis=0)
    kept = np.sort(np.concatenate([np.flatnonzero(weighed & sure), faint[best]]))
    kept = kept[np.argsort(left.pairs[kept])]
    return Perhaps(left.pairs[kept], left.scores[kept])


def exchanged_pairs(was: Perhaps, now: Perhaps, moved: Ints) -> tuple[Bools, Bools]:
    """Which pairs of before are not what they were, and which of now are new; `moved`: each profile's new number."""
    one, other = (moved[end] for end in ends(was.pairs))
    stays = np.flatnonzero((one >= 0) & (other >= 0))
    there = coded(one[stays], other[stays])
    place = np.minimum(np.searchsorted(now.pairs, there), max(len(now.pairs) - 1, 0))
    if len(now.pairs):
        same = (now.pairs[place] == there) & (now.scores[place] == was.scores[stays])
    else:
        same = np.zeros(len(there), np.bool_)
    gone, new = np.ones(len(was.pairs), np.bool_), np.ones(len(now.pairs), np.bool_)
    gone[stays[same]] = False
    new[place[same]] = False
    return gone, new
