"""Where the nodes of a network are drawn: near what they are tied to, none over another.

One rule: the same ties give the same drawing, whatever else is in the case.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

ROUNDS = 120
"""Of stress majorization; by then a round moves no node by a hundredth of a step, on networks of 60."""
PARTING_ROUNDS = 300


def components(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The parts of a network that hang together, the largest first; nodes by number."""
    near: list[set[int]] = [set() for _ in range(count)]
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    left, parts = set(range(count)), []
    while left:
        waiting = [min(left)]
        left.discard(waiting[0])
        for node in waiting:
            fresh = sorted(near[node] & left)
            waiting += fresh
            left.difference_update(fresh)
        parts.append(sorted(waiting))
    return sorted(parts, key=lambda part: (-len(part), part))


def steps_between(count: int, pairs: Sequence[tuple[int, int]]) -> Floats:
    """How many ties lie between any two nodes of one component."""
    import numpy as np

    steps = np.full((count, count), np.inf)
    np.fill_diagonal(steps, 0.0)
    for a, b in pairs:
        steps[a, b] = steps[b, a] = 1.0
    for k in range(count):
        steps = np.minimum(steps, steps[:, k : k + 1] + steps[k : k + 1, :])
    return steps


def placed(count: int, pairs: Sequence[tuple[int, int]]) -> Floats:
    """Points for the nodes of one component, a tie about 1 long: distances as near to the steps as can be.

    Stress majorization (Gansner, Koren and North 2004), begun on a circle, so that nothing is left to chance.
    """
    import numpy as np

    if count == 1:
        return np.zeros((1, 2))
    steps = steps_between(count, pairs)
    turn = 2 * math.pi * np.arange(count) / count
    # The circle is pressed a little, since on a true one opposite pulls can cancel out.
    points = (
        np.column_stack((np.cos(turn), 0.7 * np.sin(turn) + 0.01 * np.arange(count) / count)) * count**0.5
    )
    np.fill_diagonal(steps, 1.0)
    weight = 1.0 / steps**2
    np.fill_diagonal(weight, 0.0)
    for _ in range(ROUNDS):
        apart = points[:, None, :] - points[None, :, :]
        far = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-9)
        pull = weight[..., None] * (points[None, :, :] + apart * (steps / far)[..., None])
        points = pull.sum(axis=1) / weight.sum(axis=1)[:, None]
        points -= points.mean(axis=0)
    settled: Floats = points
    return settled


def parted(points: Floats, sizes: Floats) -> Floats:
    """The points moved as little as need be so that boxes of those sizes (width, height) around them do not meet."""
    import numpy as np

    points = points.copy()
    half = (sizes[:, None, :] + sizes[None, :, :]) / 2
    order = np.arange(len(points))
    for _ in range(PARTING_ROUNDS):
        apart = points[:, None, :] - points[None, :, :]
        over = half - np.abs(apart)
        meet = (over > 0.5).all(axis=2) & (order[:, None] != order[None, :])
        if not meet.any():
            break
        # Along the way that is shorter; who is exactly above another goes by number.
        flat = over[..., 0] < over[..., 1]
        side = np.where(apart == 0, np.sign(order[:, None] - order[None, :])[..., None], np.sign(apart))
        move = np.where(np.stack((flat, ~flat), axis=2) & meet[..., None], over * side * 0.5, 0.0)
        points += move.sum(axis=1) * 0.6
    return points


def arranged(
    count: int,
    pairs: Sequence[tuple[int, int]],
    sizes: Sequence[tuple[float, float]],
    width: float,
    shortest: float = 0.0,
) -> tuple[list[tuple[float, float]], float]:
    """Points for all nodes in a drawing of that width, and its height. `sizes`: the box of each node with its words.

    Each component by itself, the largest first, in rows from left to right. `shortest`: how long a tie should be at
    least, where there is room, so that words can stand on it.
    """
    import numpy as np

    points: list[tuple[float, float]] = [(0.0, 0.0)] * count
    left = top = row = 0.0
    for part in components(count, pairs):
        number = {node: n for n, node in enumerate(part)}
        inner = [(number[a], number[b]) for a, b in pairs if a in number and b in number]
        boxes = np.array([sizes[node] for node in part])
        found = _upright(placed(len(part), inner)) * [1.0, FLAT] * _step(boxes, width, shortest)
        found = parted(found, boxes + GAP)
        low, high = (found - boxes / 2).min(axis=0), (found + boxes / 2).max(axis=0)
        if high[0] - low[0] > width:
            found = found * [max(0.4, (width - boxes[:, 0].max()) / (high[0] - low[0])), 1.0]
            found = parted(found, boxes + GAP)
            low, high = (found - boxes / 2).min(axis=0), (found + boxes / 2).max(axis=0)
        wide, tall = high - low
        if left and left + wide > width:
            left, top, row = 0.0, top + row + GAP, 0.0
        for node, point in zip(part, found - low + [left, top], strict=True):
            points[node] = (round(float(point[0]), 1), round(float(point[1]), 1))
        left, row = left + wide + GAP * 2, max(row, tall)
    return points, top + row


FLAT = 0.72
"""How much lower than wide: screens are wider than high, and words beside each other need more room than above."""
GAP = 14.0
"""Free space around each box."""


def _step(boxes: Floats, width: float, shortest: float) -> float:
    """How long a tie is: as long as the words are wide, less where many must find room."""
    return float(min(max(boxes[:, 0].mean() * 0.9 + 40.0, shortest), width / max(2.0, len(boxes) ** 0.5)))


def _upright(points: Floats) -> Floats:
    """The points turned so that they are wider than high; mirrored so that the first lies to the left and above."""
    import numpy as np

    if len(points) < 2:
        return points
    _, ways = np.linalg.eigh(np.cov(points.T) + np.diag([1e-9, 0.0]))
    turned: Floats = points @ ways[:, ::-1]
    return turned * np.where(turned[0] > 0, -1.0, 1.0)
