"""Sets of numbers as sorted arrays in which each is once.

One rule: by sorting and by halving; numpy's own set functions hash, which costs ten times as much at this size.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

N = TypeVar("N", np.int64, np.uint64)


def once(values: NDArray[N]) -> NDArray[N]:
    """The set of some values."""
    ordered = np.sort(values)
    return ordered[begins(ordered)]


def begins(ordered: NDArray[N]) -> NDArray[np.bool_]:
    """Which values of a sorted array are the first of their kind."""
    first: NDArray[np.bool_] = np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)]
    return first


def is_in(values: NDArray[N], some: NDArray[N]) -> NDArray[np.bool_]:
    """Which values are in a set."""
    if not len(some):
        return np.zeros(len(values), np.bool_)
    found: NDArray[np.bool_] = some[np.minimum(np.searchsorted(some, values), len(some) - 1)] == values
    return found


def united(one: NDArray[N], other: NDArray[N]) -> NDArray[N]:
    """What is in either set."""
    return once(np.concatenate([one, other])) if len(one) and len(other) else one if len(one) else other


def in_one_only(one: NDArray[N], other: NDArray[N]) -> NDArray[N]:
    """What is in one of two sets and not in the other."""
    return np.sort(np.concatenate([one[~is_in(one, other)], other[~is_in(other, one)]]))
