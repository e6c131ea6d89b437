"""Where the places of a report lie: country, first-level area, coordinates.

One rule: all places of a report are resolved together, since each speaks for its neighbours; who is not found has no
location, never a guess at zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from herodot.model.records import Entity, Location
from herodot.values.places import Place, load_gazetteer, resolve_places


def locate(entities: Sequence[Entity], body: str) -> list[Entity]:
    """The entities, each named place with its location where the gazetteer has one."""
    names = [e.names[0] for e in entities if e.type == "Place" and e.names]
    if not names:
        return list(entities)
    found = dict(zip(names, resolve_places(names, load_gazetteer(), context=body), strict=True))
    return [
        replace(e, location=_location(found[e.names[0]])) if e.type == "Place" and e.names else e
        for e in entities
    ]


def _location(place: Place | None) -> Location | None:
    if place is None:
        return None
    return Location(
        name=place.name,
        country=place.country,
        area=place.area,
        latitude=round(place.latitude, 5),
        longitude=round(place.longitude, 5),
        kind=place.kind,
    )
