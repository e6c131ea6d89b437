"""From degrees to a flat drawing: which part of the world is shown, how large, and the lines of land in it.

One rule: a map of one region keeps true distances at its middle latitude, along and across (equirectangular).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.web.labels import Box
from herodot.web.shapes import Country

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Points = npt.NDArray[np.float64]

WIDTH, LOWEST, HIGHEST, ASKED = 960.0, 380.0, 640.0, 540.0
"""Of a map, in its own units; the last is the height of one that was asked for by its middle."""
NARROWEST_DEGREES = 4.0
"""Closer than that nobody is taken who did not ask for it: the shapes are thinned to two kilometres."""
MARGIN = 0.12
KM_IN_A_DEGREE = 111.2
GRID = (15, 9)
"""Points across and down by which the middle of what is seen of a country is found."""
THINNEST = 0.8
"""Units between two points of a line below which the second is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The part of the world that a map shows."""

    west: float
    """Degrees; may go beyond 180 where the view lies across that line."""
    north: float
    scale: float
    """Units of the drawing in a degree of latitude."""
    squeeze: float
    """A degree of longitude in degrees of latitude."""
    height: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point lies in the drawing."""
        east = (longitude - self.west) % 360.0
        if east * self.squeeze * self.scale > WIDTH and east > 180.0:
            east -= 360.0
        return east * self.squeeze * self.scale, (self.north - latitude) * self.scale

    def units(self, km: float) -> float:
        """How long a distance is in the drawing."""
        return km / KM_IN_A_DEGREE * self.scale

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of its middle."""
        return self.north - self.height / self.scale / 2, self.west + WIDTH / self.scale / self.squeeze / 2

    @property
    def km(self) -> float:
        """How many kilometres lie across it, at its middle."""
        return WIDTH / self.scale * KM_IN_A_DEGREE

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point is in the drawing."""
        x, y = self.at(latitude, longitude)
        return 0 <= x <= WIDTH and 0 <= y <= self.height


def view_around(latitude: float, longitude: float, km: float) -> View:
    """The view of so many kilometres across around a point; no wider than once around the world."""
    squeeze = max(math.cos(math.radians(latitude)), 0.2)
    scale = WIDTH / min(km / KM_IN_A_DEGREE, 360.0 * squeeze)
    height = min(ASKED, 170.0 * scale)
    return View(
        west=longitude - WIDTH / scale / squeeze / 2,
        north=latitude + height / scale / 2,
        scale=scale,
        squeeze=squeeze,
        height=round(height, 1),
    )


def view_of(boxes: Sequence[Box], narrowest: float = NARROWEST_DEGREES) -> View:
    """The view that holds all boxes (degrees: left west, bottom south), with a margin; the world where there are none.

    It is no narrower than so many degrees of latitude. Where the boxes lie on both sides of the 180th meridian, the
    view goes across it if it is narrower so.
    """
    if not boxes:
        boxes = [Box(left=-170.0, top=72.0, right=180.0, bottom=-56.0)]
    west, wide = _narrowest([(b.left, b.right) for b in boxes])
    south, north = max(-85.0, min(b.bottom for b in boxes)), min(85.0, max(b.top for b in boxes))
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.2)
    across = max(wide * (1 + 2 * MARGIN), narrowest / squeeze)
    down = max((north - south) * (1 + 2 * MARGIN), narrowest * LOWEST / WIDTH)
    across = max(across, down * WIDTH / HIGHEST / squeeze)
    scale = WIDTH / (across * squeeze)
    height = min(max(down * scale, LOWEST), HIGHEST)
    return View(
        west=west + wide / 2 - across / 2,
        north=(south + north) / 2 + height / scale / 2,
        scale=scale,
        squeeze=squeeze,
        height=round(height, 1),
    )


def _narrowest(spans: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The western end and the width of the shortest stretch of longitudes that holds all spans."""
    ordered = sorted((west % 360.0, (west % 360.0) + min(east - west, 360.0)) for west, east in spans)
    best, reached = (0.0, ordered[0][0]), ordered[0][1]
    for west, east in ordered[1:]:
        if west - reached > best[0]:
            best = (west - reached, west)
        reached = max(reached, east)
    last_gap = ordered[0][0] + 360.0 - reached
    start = ordered[0][0] if last_gap >= best[0] else best[1]
    wide = max(0.0, 360.0 - max(last_gap, best[0]))
    return (start - 360.0 if start > 180.0 else start), wide


def outline(country: Country, view: View) -> str:
    """A country's shape within the view as the `d` of an SVG path; empty where it lies outside."""
    import numpy as np

    pad = 4.0
    parts = []
    for ring in country.rings:
        down = (view.north - ring[:, 1]) * view.scale
        if down.max() < -pad or down.min() > view.height + pad:
            continue
        east = (ring[:, 0] - view.west) * view.squeeze * view.scale
        around = 360.0 * view.squeeze * view.scale
        for turn in (-around, 0.0, around):
            if east.max() + turn < -pad or east.min() + turn > WIDTH + pad:
                continue
            points = _clipped(
                np.column_stack((east + turn, down)), (-pad, -pad, WIDTH + pad, view.height + pad)
            )
            parts.append(_path(points))
    return "".join(parts)


def _clipped(points: Points, frame: tuple[float, float, float, float]) -> Points:
    """What of a closed line lies in a rectangle (Sutherland and Hodgman 1974), side by side."""
    import numpy as np

    for axis, edge, sign in ((0, frame[0], 1), (0, frame[2], -1), (1, frame[1], 1), (1, frame[3], -1)):
        if not len(points):
            break
        inside = (points[:, axis] - edge) * sign >= 0
        if inside.all():
            continue
        after, in_after = np.roll(points, -1, axis=0), np.roll(inside, -1)
        kept: list[Points] = []
        for here, there, is_in, comes_in in zip(points, after, inside, in_after, strict=True):
            if is_in:
                kept.append(here)
            if is_in != comes_in:
                kept.append(here + (there - here) * ((edge - here[axis]) / (there[axis] - here[axis])))
        points = np.array(kept).reshape(-1, 2)
    return points


def _path(points: Points) -> str:
    """A closed line; points that lie on the one before are left out, and so is a line that is a speck."""
    kept = [points[0]] if len(points) else []
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= THINNEST:
            kept.append(point)
    if len(kept) < 3:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z"


def largest_part(country: Country) -> Box:
    """The box around the largest part of a country, in degrees."""
    ring = max(
        country.rings,
        key=lambda r: float(r[:, 0].max() - r[:, 0].min()) * float(r[:, 1].max() - r[:, 1].min()),
    )
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    return Box(left=float(west), top=float(north), right=float(east), bottom=float(south))


def spot(country: Country, view: View) -> tuple[float, float] | None:
    """A point of the drawing well within what is seen of a country; `None` where next to nothing is.

    Of points on a grid those in the country are taken, and of them the one nearest to their mean.
    """
    import numpy as np

    across, down = np.meshgrid(
        np.linspace(0, WIDTH, GRID[0] + 2)[1:-1], np.linspace(0, view.height, GRID[1] + 2)[1:-1]
    )
    x, y = across.ravel(), down.ravel()
    inside = np.zeros(len(x), dtype=bool)
    for ring in country.rings:
        east = (ring[:, 0] - view.west) * view.squeeze * view.scale
        south = (view.north - ring[:, 1]) * view.scale
        x1, y1, x2, y2 = east[:-1, None], south[:-1, None], east[1:, None], south[1:, None]
        crosses = (y1 > y) != (y2 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            right = x < x1 + (x2 - x1) * ((y - y1) / (y2 - y1))
        inside ^= ((crosses & right).sum(axis=0) % 2).astype(bool)
    if not inside.any():
        return None
    x, y = x[inside], y[inside]
    best = int(np.argmin((x - x.mean()) ** 2 + (y - y.mean()) ** 2))
    return float(x[best]), float(y[best])


def scale_bar(view: View) -> tuple[int, float]:
    """A round number of kilometres that is a sixth of the map or less, and its length in the drawing."""
    steps: Iterator[int] = (n * 10**power for power in range(4, -1, -1) for n in (5, 2, 1))
    km = next((step for step in steps if view.units(step) <= WIDTH / 6), 1)
    return km, round(view.units(km), 1)
