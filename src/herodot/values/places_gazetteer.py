"""The bundled gazetteer: a name in, the places it may be out. GeoNames data (CC BY 4.0), general geography.

One rule: nothing is read into memory that is not asked for; the file is mapped, so processes share it.

`data/places.bin` is made by `training/gazetteer.py`: the magic, a line of JSON with `[offset, length]` of
each of `SECTIONS`, then the sections. `rows` are `ROW` records; `names` and `keys` are marisa tries; `first`
leads from a key's number to its row, or, with the bit `MANY`, into `more`: a count, then rows, the most
populous first. Keys of demonyms begin with "~". `areas` is JSON: country code, country name, first level
area or null.
"""

from __future__ import annotations

import json
import math
import mmap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from herodot.values.places_fold import Reduced, place_key, reductions, skeleton, tidy, without_article

if TYPE_CHECKING:
    import marisa_trie
    import numpy as np
    import numpy.typing as npt

DATA = Path(__file__).parent / "data"
KINDS = ("country", "area", "district", "region", "city")
CAPITAL = 8
"""Added to a row's kind when it is a country's capital."""
_PROMINENCE = {
    "country": (7.0, 0.0),
    "region": (6.5, 0.0),
    "area": (2.5, 0.6),
    "district": (0.0, 0.8),
    "city": (0.0, 0.8),
}
"""Of each kind: what it counts by itself, and for each power of ten of inhabitants."""
_CAPITAL = 1.0
_BELOW_ITS_CITY = 4.0
_BELOW_A_CAPITAL = 1.5
_BELOW_A_COUNTRY = 1.0
_BELOW_ITS_COUNTRY = 4.0
_ALIKE = 0.7
"""Share of letters that two transliterations have in common, of all letters of both."""
KM_IN_A_DEGREE = 111.2
"""Of latitude."""
SECTIONS = ("rows", "names", "keys", "first", "more", "areas")
MANY = 1 << 31
ROW = [
    ("latitude", "<f4"),
    ("longitude", "<f4"),
    ("population", "<u4"),
    ("area", "<u2"),
    ("name", "<u4"),
    ("kind", "u1"),
]
REMEMBERED = 1 << 10
"""Keys whose places are kept: reports name the same places again and again, and a row costs more than a look."""
_MAGIC = b"HERODOT-PLACES-1\n"
_ALIGN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the map."""

    name: str
    """As the gazetteer writes it; for a part of a country or area as asked ("northern Mali")."""
    country: str
    """ISO 3166-1 code of two letters; empty for what lies in several countries (the Sahel)."""
    country_name: str
    area: str | None
    """First level area that holds it; `None` for countries and regions, and where not known."""
    latitude: float
    longitude: float
    population: int
    """Of areas: of their cities together; 0 when not known."""
    capital: bool = False
    """Whether it is a country's capital."""
    kind: str
    """`country` `area` (first level) `district` (second level) `region` (general geography) `city`."""


class Gazetteer:
    """Places by name. Opened by `load_gazetteer`."""

    def __init__(self, path: Path) -> None:
        import marisa_trie
        import numpy as np

        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        view = memoryview(self._map)
        end = self._map.find(b"\n", len(_MAGIC))
        spans = json.loads(view[len(_MAGIC) : end].tobytes())
        part = {name: view[start : start + length] for name, (start, length) in spans.items()}
        self._rows: npt.NDArray[np.void] = np.frombuffer(part["rows"], dtype=ROW)
        self._names: marisa_trie.Trie = marisa_trie.Trie().map(part["names"])
        self._keys: marisa_trie.Trie = marisa_trie.Trie().map(part["keys"])
        self._first: npt.NDArray[np.uint32] = np.frombuffer(part["first"], dtype="<u4")
        self._more: npt.NDArray[np.uint32] = np.frombuffer(part["more"], dtype="<u4")
        self._containers = int((self._rows["kind"] <= KINDS.index("area")).sum())  # the file begins with them
        self._areas: list[tuple[str, str, str | None]] = json.loads(part["areas"].tobytes())
        self._at = lru_cache(REMEMBERED)(self._ranked)
        self._containers_at = lru_cache(REMEMBERED * 8)(self._containers_of)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places that a name may be, the most prominent first; empty when none is known.

        Words around a name are understood: "Helmand province", "the district of X", "northern Mali" (a
        `region` at the middle of the country), "X's"; a demonym ("Pakistani") is its country. "X, Y" is X in
        Y.
        """
        name = tidy(name)
        found = (*self.demonym(name), *self.named(name)) or self._inside(name) or self._county(name)
        if found:
            return found
        for reduced in reductions(name):
            found = self.lookup(reduced.name)
            if reduced.kind and not any(place.kind == reduced.kind for place in found):
                found += self.spelled_like(
                    reduced.name
                )  # "Uruzgan province": the city is spelled so, the area not
            if found:
                return tuple(_as_asked(name, place, reduced) for place in _of_kind(reduced.kind, found))
        return self.spelled_like(name)

    def spelled_like(self, name: str) -> tuple[Place, ...]:
        """Places of countries with other scripts whose name may be the same in another transliteration."""
        bones = skeleton(name)
        near = [place for place in self._at(f"={bones}") if _alike(name, place.name)] if bones else []
        return tuple(near)

    def named(self, name: str) -> tuple[Place, ...]:
        """The places of exactly this name, apart from case, accents, marks, spaces and an Arabic article."""
        found = self._at(place_key(name))
        bare = without_article(name)
        return self._at(place_key(bare)) if not found and bare is not None else found

    def containers(self, name: str) -> tuple[Place, ...]:
        """The countries and first level areas of exactly this name; quick, for looking through a text."""
        return self._containers_at(name)

    def demonym(self, word: str) -> tuple[Place, ...]:
        """The countries or areas whose people or things are called so: "Pakistani" is Pakistan."""
        key = place_key(word)
        found = self._at(f"~{key}")
        return self._at(f"~{key[:-1]}") if not found and key.endswith("s") else found

    def reach_km(self, country: str, area: str, middle: tuple[float, float]) -> float | None:
        """How far from a point (latitude, longitude) 19 in 20 of the cities of a first level area lie.

        `None` where no city is known there. Some milliseconds.
        """
        import numpy as np

        numbers = [n for n, (code, _, name) in enumerate(self._areas) if (code, name) == (country, area)]
        cities = self._rows["kind"] % CAPITAL == KINDS.index("city")
        there = self._rows[cities & np.isin(self._rows["area"], numbers)]
        if not len(there):
            return None
        up = (there["latitude"] - middle[0]) * KM_IN_A_DEGREE
        along = (there["longitude"] - middle[1]) * KM_IN_A_DEGREE * math.cos(math.radians(middle[0]))
        return round(float(np.quantile(np.hypot(up, along), 0.95)), 1)

    def largest_cities(
        self, south: float, north: float, west: float, wide: float, most: int
    ) -> tuple[Place, ...]:
        """The most populous cities between two latitudes, in `wide` degrees eastward of a longitude.

        Those whose inhabitants nobody counted are none of them. Some milliseconds.
        """
        import numpy as np

        rows = self._rows
        numbers = np.flatnonzero(
            (rows["population"] > 0)
            & (rows["kind"] % CAPITAL == KINDS.index("city"))
            & (rows["latitude"] >= south)
            & (rows["latitude"] <= north)
            & ((rows["longitude"] - west) % 360.0 <= wide)
        )
        order = np.lexsort((numbers, -rows["population"][numbers].astype(np.int64)))
        return tuple(self._place(int(number)) for number in numbers[order[:most]])

    def _county(self, name: str) -> tuple[Place, ...]:
        return self.named(f"{name} County") + self.named(f"{name} Parish")

    def _inside(self, name: str) -> tuple[Place, ...]:
        head, comma, rest = name.partition(",")
        if not comma or not rest.strip():
            return ()
        outer = self.lookup(rest)
        inner = self.lookup(head)
        held = tuple(place for place in inner if any(holds(container, place) for container in outer))
        return held or inner

    def _containers_of(self, name: str) -> tuple[Place, ...]:
        key = place_key(tidy(name))
        numbers = self._numbers(key) if key else ()
        return tuple(self._place(number) for number in numbers if number < self._containers)

    def _ranked(self, key: str) -> tuple[Place, ...]:
        places = [self._place(number) for number in self._numbers(key)] if key else []
        scores = dict(zip(places, prominence(places), strict=True))
        return tuple(sorted(places, key=lambda place: -scores[place]))

    def _numbers(self, key: str) -> Sequence[int]:
        number = self._keys.get(key)
        if number is None:
            return ()
        lead = int(self._first[number])
        if not lead & MANY:
            return (lead,)
        start = lead ^ MANY
        return [int(row) for row in self._more[start + 1 : start + 1 + int(self._more[start])]]

    def _place(self, number: int) -> Place:
        latitude, longitude, population, area, name, kind = self._rows[number].item()
        country, country_name, area_name = self._areas[area]
        return Place(
            name=self._names.restore_key(name),
            country=country,
            country_name=country_name,
            area=area_name,
            latitude=round(latitude, 4),
            longitude=round(longitude, 4),
            population=population,
            kind=KINDS[kind % CAPITAL],
            capital=kind >= CAPITAL,
        )


def holds(outer: Place, inner: Place) -> bool:
    """Whether one place lies in the other by country and area. A place does not hold itself."""
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    if outer.kind == "area":
        same = outer.country == inner.country and outer.area == inner.area
        return same and inner.kind not in ("country", "area")
    return False


def prominence(places: Sequence[Place]) -> list[float]:
    """How probable each place of one name is, before anything else is known. Differences are log odds.

    An area that has its name from a city in it counts less than the city: plain "Kabul" is the city. Not so
    in the United States and Canada, where the bare name is the state's ("New York", "Quebec").
    Where a capital has the name, areas elsewhere count less ("Washington").
    """
    countries = {place.country for place in places if place.kind == "country"}
    cities = {(p.country, p.area, place_key(p.name)) for p in places if p.kind == "city"}
    has_capital = any(place.capital for place in places)
    scores = []
    for place in places:
        fixed, people = _PROMINENCE[place.kind]
        score = fixed + people * math.log10(place.population + 10) + _CAPITAL * place.capital
        if place.kind == "area" and place.country not in ("US", "CA"):
            score -= _BELOW_ITS_CITY * ((place.country, place.area, place_key(place.name)) in cities)
        score -= _BELOW_A_CAPITAL * (place.kind == "area" and has_capital)
        if (
            countries
            and place.kind != "country"
            and not (place.kind == "area" and place.country in ("US", "CA"))
        ):
            score -= _BELOW_ITS_COUNTRY if place.country in countries else _BELOW_A_COUNTRY
        scores.append(score)
    return scores


@cache
def load_gazetteer() -> Gazetteer:
    """The bundled gazetteer, opened once a process; some milliseconds, and memory only as it is used."""
    return Gazetteer(DATA / "places.bin")


def write_sections(path: Path, sections: Mapping[str, bytes]) -> None:
    """Writes the file in the shape that `Gazetteer` reads. Used by `training/gazetteer.py` and tests."""
    room = 512  # for the line of offsets, padded, so that offsets do not depend on its length
    spans, start = {}, room
    for name, part in sections.items():
        spans[name] = [start, len(part)]
        start += -(-len(part) // _ALIGN) * _ALIGN
    head = _MAGIC + json.dumps(spans).encode() + b"\n"
    with path.open("wb") as file:
        file.write(head.ljust(room, b" "))
        for part in sections.values():
            file.write(part.ljust(-(-len(part) // _ALIGN) * _ALIGN, b"\0"))


def _alike(name: str, other: str) -> bool:
    keys = [place_key(without_article(written) or written) for written in (name, other)]
    return SequenceMatcher(None, keys[0], keys[1], autojunk=False).ratio() >= _ALIKE


def _of_kind(kind: str | None, places: Sequence[Place]) -> Sequence[Place]:
    return [place for place in places if place.kind == kind] or places


def _as_asked(asked: str, place: Place, reduced: Reduced) -> Place:
    if reduced.part and place.kind in ("country", "area"):
        return replace(place, name=asked, kind="region")
    return place
