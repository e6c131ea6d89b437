"""Gradient-boosted decision trees, as arrays.

One rule: nothing here knows what the signs mean; the trees are learned outside (`training/weighing.py`).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

AT_ONCE = 512
"""Rows looked at together: more take more memory and no less time."""
ARRAYS = ("feature", "threshold", "left", "right", "value", "roots")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Decision trees (Friedman 2001), all nodes in one row. A leaf leads to itself and its `value` counts."""

    names: tuple[str, ...]
    """The sign that each column stands for; one that a draft lacks is 0."""
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    """A value up to this goes left."""
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    roots: NDArray[np.int32]
    depth: int
    slope: float
    offset: float
    """The logistic of `slope` times the sum of leaves plus `offset` is the chance."""

    def sums(self, signs: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """The sum of leaves for each row of signs, before `slope` and `offset`."""
        column = {name: n for n, name in enumerate(self.names)}
        parts = [
            self._sums(self._rows(signs[n : n + AT_ONCE], column)) for n in range(0, len(signs), AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _rows(self, signs: Sequence[Mapping[str, float]], column: Mapping[str, int]) -> NDArray[np.float64]:
        spare = len(self.names)  # a column for what the trees do not know
        rows = np.zeros((len(signs), spare + 1))
        at = [column.get(name, spare) for own in signs for name in own]
        numbers = np.repeat(np.arange(len(signs)), [len(own) for own in signs])
        rows[numbers, at] = [value for own in signs for value in own.values()]
        return rows

    def _sums(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        ways = np.stack([self.left, self.right], 1).ravel().astype(np.intp)  # `take` converts all other kinds
        feature = self.feature.astype(np.intp)
        row = np.arange(len(rows))[:, None] * rows.shape[1]
        values = rows.ravel()
        nodes = np.repeat(self.roots[None].astype(np.intp), len(rows), axis=0)
        for _ in range(self.depth):
            higher = values.take(row + feature.take(nodes)) > self.threshold.take(nodes)
            nodes = ways.take(2 * nodes + higher)
        found: NDArray[np.float64] = self.value.take(nodes).sum(axis=1)
        return found

    def chances_of(self, names: Sequence[str], rows: NDArray[np.float64]) -> list[float]:
        """How likely each of a few rows is to be borne out; `names` are those of its columns, [rows, names]."""
        place = {name: n for n, name in enumerate(names)}
        wide = np.concatenate([rows, np.zeros((len(rows), 1))], axis=1)
        sums = self._sums(np.ascontiguousarray(wide[:, [place.get(name, -1) for name in self.names]]))
        return [float(p) for p in 1 / (1 + np.exp(-(self.slope * sums + self.offset)))]

    def on(self, names: Sequence[str]) -> Forest:
        """The same trees for rows whose columns are `names`, and one more that is 0 for signs that they lack."""
        place = {name: n for n, name in enumerate(names)}
        columns = np.array([place.get(name, len(names)) for name in self.names], np.int32)
        return replace(self, names=(*names, ""), feature=columns[self.feature])

    def chances_at(self, rows: NDArray[np.float64]) -> list[float]:
        """How likely each of a few rows is to be borne out; the columns are the forest's own."""
        return [float(p) for p in 1 / (1 + np.exp(-(self.slope * self._sums(rows) + self.offset)))]

    def chances(self, signs: Sequence[Mapping[str, float]]) -> list[float]:
        """How likely each row of signs is to be borne out."""
        if not signs:
            return []
        sums = self.slope * self.sums(signs) + self.offset
        return [float(p) for p in 1 / (1 + np.exp(-sums))]


def read_forest(data: bytes) -> Forest:
    """Trees from the model's `weighing.npz`."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        arrays = {name: file[name] for name in ARRAYS}
        depth, slope, offset = file["depth"], file["slope"], file["offset"]
        names = tuple(str(name) for name in file["names"])
    arrays |= {name: arrays[name].astype(np.float64) for name in ("threshold", "value")}
    return Forest(names=names, depth=int(depth), slope=float(slope), offset=float(offset), **arrays)


def write_forest(forest: Forest) -> bytes:
    """The bytes from which `read_forest` makes the same."""
    out = io.BytesIO()
    arrays: dict[str, NDArray[Any]] = {
        "feature": forest.feature.astype(np.int16),
        "threshold": forest.threshold.astype(np.float32),
        "value": forest.value.astype(np.float32),
        "left": forest.left,
        "right": forest.right,
        "roots": forest.roots,
        "names": np.array(forest.names),
        "depth": np.array(forest.depth),
        "slope": np.array(forest.slope),
        "offset": np.array(forest.offset),
    }
    np.savez_compressed(out, allow_pickle=False, **arrays)
    return out.getvalue()
