"""Dependency trees from arc scores.

One rule: what comes out is a forest without cycles, one or more roots a sentence; scores are never changed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def decode_heads(arcs: NDArray[np.float32]) -> list[int]:
    """Head of each word from scores [word, head] of one sentence; a root is its own head.

    Takes the best head of each word, then breaks every cycle at the word that loses least by another head: a root,
    or a word that does not itself hang on the cycle (it would only close another one).
    """
    heads: list[int] = arcs.argmax(axis=1).tolist()
    while cycle := _cycle(heads):
        hanging = _hanging(heads, cycle)
        best: tuple[float, int, int] | None = None
        for word in cycle:
            scores = np.where(hanging, -np.inf, arcs[word])
            scores[word] = arcs[word, word]
            other = int(scores.argmax())
            loss = float(arcs[word, heads[word]] - scores[other])
            if best is None or loss < best[0]:
                best = (loss, word, other)
        assert best is not None
        heads[best[1]] = best[2]
    return heads


def _hanging(heads: list[int], cycle: list[int]) -> NDArray[np.bool_]:
    """Which words are in a cycle or lead into it."""
    above = np.array(heads)
    hanging = np.zeros(len(heads), bool)
    hanging[cycle] = True
    while (more := hanging | hanging[above]).sum() > hanging.sum():
        hanging = more
    return hanging


def _cycle(heads: list[int]) -> list[int]:
    """The words of one cycle longer than a root's own loop; empty where there is none."""
    known = [head == word for word, head in enumerate(heads)]  # to end in a root
    for start in range(len(heads)):
        if known[start]:
            continue
        path = []
        word = start
        while not known[word]:
            known[word] = True
            path.append(word)
            word = heads[word]
        if word in path:
            return path[path.index(word) :]
    return []
