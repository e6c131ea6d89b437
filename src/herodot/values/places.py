"""Places: what a name on a map may be, and which place each name of a report is.

One rule: a place is found, never invented; what no table holds is `None`.
"""

from __future__ import annotations

from functools import lru_cache

from herodot.values.places_fold import called_kind
from herodot.values.places_gazetteer import Gazetteer, Place, load_gazetteer
from herodot.values.places_resolve import resolve_places

__all__ = [
    "Gazetteer",
    "Place",
    "called_kind",
    "countries_of",
    "country_of",
    "load_gazetteer",
    "resolve_places",
]


@lru_cache(maxsize=1 << 13)
def countries_of(demonym_or_name: str) -> tuple[str, ...]:
    """The names of the countries that a demonym, name or acronym may be of, the most populous first."""
    gazetteer = load_gazetteer()
    places = (*gazetteer.demonym(demonym_or_name), *gazetteer.containers(demonym_or_name))
    found = {place.country_name: place.population for place in places if place.kind == "country"}
    return tuple(sorted(found, key=lambda name: -found[name]))


def country_of(demonym_or_name: str) -> str | None:
    """The country of a demonym, name or acronym: "Pakistani" gives "Pakistan"; `None` when it is none.

    Where several share it ("Congolese", "Dominican"), the most populous; `countries_of` gives all.
    """
    return next(iter(countries_of(demonym_or_name)), None)
