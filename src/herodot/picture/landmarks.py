"""Larger towns by which one knows one's way on a map.

One rule: they say nothing of any report, and are told apart from what reports name.
"""

from __future__ import annotations

from dataclasses import dataclass

from herodot.values.places import load_gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town on the map."""

    name: str
    latitude: float
    longitude: float


def towns_in(south: float, north: float, west: float, wide: float, most: int) -> tuple[Town, ...]:
    """The most populous towns between two latitudes, in so many degrees eastward of a longitude. Some milliseconds."""
    found = load_gazetteer().largest_cities(south, north, west, wide, most)
    return tuple(Town(name=p.name, latitude=p.latitude, longitude=p.longitude) for p in found)
