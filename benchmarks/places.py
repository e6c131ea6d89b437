"""How well `resolve_places` puts the gold place names of news articles on the map: LGL and GeoVirus.

    python benchmarks/places.py CORPORA     # the folder that holds `geoparsing/`

Prints a table and, with `--json FILE`, writes the figures. `within` is the share of the resolved that lie
within 161 km (100 miles) of the gold point; `resolved` the share of gold names with a point that were given
a place; `known` and `held out` are the halves of LGL by the MD5 of the article's id, the weights were chosen
on the first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from herodot.values.places import Gazetteer, Place, load_gazetteer, resolve_places

NEAR_KM = 161.0
_COUNTRY_OF_ENDING = {
    "uk": "United Kingdom",
    "ca": "Canada",
    "au": "Australia",
    "ie": "Ireland",
    "nz": "New Zealand",
}


@dataclass(frozen=True, slots=True)
class Article:
    """Gold names in order, their points, and what is known of the outlet by its address."""

    id: str
    text: str
    names: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    hints: tuple[str, ...]


def lgl(path: Path) -> Iterator[Article]:
    """The articles of the Local Global Lexicon."""
    for node in ElementTree.parse(path).getroot():
        names, points = [], []
        for gold in node.iter("toponym"):
            tag = gold.find("gaztag")
            latitude = gold.findtext("lat") if tag is None else tag.findtext("lat")
            longitude = gold.findtext("lon") if tag is None else tag.findtext("lon")
            if latitude and longitude:
                names.append(gold.findtext("phrase") or "")
                points.append((float(latitude), float(longitude)))
        ending = (node.findtext("domain") or "").rpartition(".")[2]
        hints = (_COUNTRY_OF_ENDING[ending],) if ending in _COUNTRY_OF_ENDING else ()
        text = node.findtext("text") or ""
        yield Article(node.get("docid") or "", text, tuple(names), tuple(points), hints)


def geovirus(path: Path) -> Iterator[Article]:
    """The articles of GeoVirus."""
    for node in ElementTree.parse(path).getroot():
        gold = list(node.iter("location"))
        names = tuple(place.findtext("name") or "" for place in gold)
        points = tuple((float(p.findtext("lat") or 0), float(p.findtext("lon") or 0)) for p in gold)
        yield Article(node.findtext("source") or "", node.findtext("text") or "", names, points, ())


def first_half(article: Article) -> bool:
    """Whether an article is of the half that the weights were chosen on."""
    return int(hashlib.md5(article.id.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0


def distance_km(place: Place, point: tuple[float, float]) -> float:
    """Along the great circle."""
    lat1, lat2 = math.radians(place.latitude), math.radians(point[0])
    turn = math.radians(point[1] - place.longitude) / 2
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(turn) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


def measure(articles: list[Article], gazetteer: Gazetteer) -> dict[str, float]:
    """Share resolved, share of those within 161 km, and names."""
    total = resolved = near = 0
    for article in articles:
        found = resolve_places(article.names, gazetteer, article.hints, article.text)
        for place, point in zip(found, article.points, strict=True):
            total += 1
            resolved += place is not None
            near += place is not None and distance_km(place, point) <= NEAR_KM
    return {"names": total, "resolved": resolved / total, "within": near / max(resolved, 1)}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    folder = options.corpora / "geoparsing" / "data" / "Corpora"
    gazetteer = load_gazetteer()
    local, virus = list(lgl(folder / "lgl.xml")), list(geovirus(folder / "GeoVirus.xml"))
    parts = {
        "lgl": local,
        "lgl_known": [article for article in local if first_half(article)],
        "lgl_held_out": [article for article in local if not first_half(article)],
        "geovirus": virus,
    }
    figures: dict[str, float] = {}
    for part, articles in parts.items():
        started = time.perf_counter()
        result = measure(articles, gazetteer)
        speed = len(articles) / (time.perf_counter() - started)
        print(f"{part:14} names {result['names']:5.0f}  resolved {result['resolved']:.3f}"
              f"  within 161 km {result['within']:.3f}  articles a second {speed:.0f}")  # fmt: skip
        figures |= {f"{part}_{name}": value for name, value in result.items()}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
