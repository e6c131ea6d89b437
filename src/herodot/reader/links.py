"""What the second graph says of each pair of candidates, as records.

One rule: scores become probabilities here; what to make of them is the composers' business.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from herodot.reader.candidates import Spot, as_candidate
from herodot.reader.pairs import KINDS, MOST_CANDIDATES, Candidate, Pairs, head_word, make_pairs
from herodot.reader.parse import Parse
from herodot.reader.prepare import Window
from herodot.reader.runtime import Network

LEAST = 0.05
"""Links less likely than this are not kept."""
LEAST_SCORE = -3.0
"""Scores below it are surely less likely (`LEAST` is -2.944): most are, and their probability is not computed."""


@dataclass(slots=True)  # not frozen: a report has hundreds, and freezing triples what one costs
class Link:
    """Candidate `subject` stands to candidate `value` (numbers of spots) as `label` says, with its probability and
    the chances of `[denied]`, each certainty and each mood. Of an event with itself also the likeliest type."""

    subject: int
    value: int
    label: str
    score: float
    denied: float
    certainty: tuple[float, ...]
    mood: tuple[float, ...]
    event_type: str = ""


def find_links(parse: Parse, spots: Sequence[Spot], network: Network) -> list[Link]:
    """All links of a text, window by window; `spots` are in the order of their first words. Linear in the windows."""
    links: list[Link] = []
    starts = [s.start for s in spots]
    for window, hidden in zip(parse.windows, parse.hidden, strict=True):
        inside = range(bisect_left(starts, window.start), bisect_left(starts, window.stop))
        numbers = [n for n in inside if spots[n].end <= window.stop][:MOST_CANDIDATES]
        if numbers:
            links += _window_links(parse, spots, numbers, window, hidden, network)
    return links


def _window_links(
    parse: Parse,
    spots: Sequence[Spot],
    numbers: Sequence[int],
    window: Window,
    hidden: NDArray[np.float16],
    network: Network,
) -> list[Link]:
    candidates = [as_candidate(spots[n], window.start, network.labels) for n in numbers]
    heads = [parse.words[n].head - window.start for n in range(window.start, window.stop)]
    pairs = make_pairs(candidates, heads, window.sentences)
    if not len(pairs.i):
        return []
    relations = parse.relation_numbers[window.start : window.stop]
    arrays = pair_arrays(candidates, pairs, heads, relations, window)
    scores = network.run_pairs(hidden.astype(np.float32), *arrays)
    rows, labels = np.nonzero(scores.labels > LEAST_SCORE)
    chances = _logistic(scores.labels[rows, labels])
    modality = scores.modality[rows]
    own = pairs.i[rows] == pairs.j[rows]
    names, types = network.labels.pairs, network.labels.event_types
    return [
        Link(
            numbers[i],
            numbers[j],
            names[label],
            chance,
            denied,
            tuple(certainty),
            tuple(mood),
            types[best] if is_own else "",
        )
        for i, j, label, chance, denied, certainty, mood, best, is_own in zip(
            pairs.i[rows].tolist(),
            pairs.j[rows].tolist(),
            labels.tolist(),
            chances.tolist(),
            _logistic(modality[:, 0]).tolist(),
            _softmax(modality[:, 1:4]).tolist(),
            _softmax(modality[:, 4:]).tolist(),
            scores.events[rows].argmax(axis=1).tolist(),
            own.tolist(),
            strict=True,
        )
        if chance >= LEAST
    ]


def pair_arrays(
    candidates: Sequence[Candidate],
    pairs: Pairs,
    heads: Sequence[int],
    relations: Sequence[int],
    window: Window,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The second graph's inputs beside the hidden vectors: spans [C, 3], kinds [C, 3], pairs [P, 6], between [P, 2]."""
    first, last = np.array(window.first), np.array(window.last)
    tops = [head_word(c, heads) for c in candidates]
    starts = np.array([c.start for c in candidates], np.int64)
    stops = np.array([c.end - 1 for c in candidates], np.int64)
    spans = np.stack([first[starts], last[stops], first[tops]], 1)
    kinds = np.array(
        [(KINDS.index(c.kind), c.event_type, relations[t]) for c, t in zip(candidates, tops, strict=True)]
    )
    turn = first[pairs.turn]
    columns = np.stack([pairs.i, pairs.j, pairs.distance, pairs.apart, pairs.path, turn], 1)
    ends = np.append(first, first[-1] + 1)
    low = ends[np.minimum(np.minimum(stops[pairs.i], stops[pairs.j]) + 1, len(first))]
    high = ends[np.maximum(starts[pairs.i], starts[pairs.j])]
    return spans, kinds, columns, np.stack([low, np.maximum(low, high)], 1)


def _logistic(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0))), np.float32)


def _softmax(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(rows - rows.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)
