"""The shapes of countries, from Natural Earth (public domain), as rings of degrees.

One rule: they are for knowing one's way; whose ground it is, no shape here decides.

`data/countries.bin` is made by `training/shapes.py`: JSON, packed with zlib. `arcs`: lines, each the first point and
then the steps from point to point, in `STEP` degrees, longitude before latitude. `countries`: code, name, polygons;
a polygon is rings (the outer one first), a ring is numbers of arcs, `~n` for arc n backwards.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ring = npt.NDArray[np.float64]

DATA = Path(__file__).parent / "data" / "countries.bin"
STEP = 0.01
"""Degrees: the finest that the file tells apart, about a kilometre."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Country:
    """One country."""

    code: str
    """ISO 3166-1, two letters; empty where it has none."""
    name: str
    rings: tuple[Ring, ...]
    """Closed lines of longitude, past 180 where they cross it, and latitude; a point lies inside where an odd number of
    rings is around it."""


@cache
def load_countries() -> tuple[Country, ...]:
    """All countries. Read once a process, some 30 milliseconds."""
    import numpy as np

    made = json.loads(zlib.decompress(DATA.read_bytes()))
    arcs = [np.cumsum(np.array(line).reshape(-1, 2), axis=0) * STEP for line in made["arcs"]]

    def ring(numbers: list[int]) -> Ring:
        lines = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        whole = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
        # Across the 180th meridian a line goes on; else it would run back once around the world.
        along = np.unwrap(whole[:, 0], period=360.0)
        whole = np.column_stack((along, whole[:, 1]))
        if along[-1] - along[0] > 180.0:  # around the south pole: closed along it
            whole = np.vstack((whole, [[along[-1], -90.0], [along[0], -90.0]], whole[:1]))
        return whole

    return tuple(
        Country(code=code, name=name, rings=tuple(ring(numbers) for polygon in shape for numbers in polygon))
        for code, name, shape in made["countries"]
    )
