"""Which part of the world a map shows, and the links to the next: closer, wider, to each side, to a country.

One rule: a link says all of what it leads to, so that each look can be kept, sent on and gone back to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from herodot.pages.drawn import Look, MapPage
from herodot.picture.sites import Extent
from herodot.web.globe import KM_IN_A_DEGREE, WIDTH, View, largest_part, view_around, view_of
from herodot.web.labels import Box
from herodot.web.shapes import Country

CLOSEST_KM, WIDEST_KM = 60.0, 40_000.0
"""Across a map: closer, the shapes, thinned to two kilometres, would say nothing; wider is more than the world."""
CLOSER, STEP = 2.0, 0.4
"""How much narrower one step is, and by which share of what is seen one moves."""
AROUND = 8.0
"""A place is looked at with so many times its own radius across, so that it is seen where it lies."""
COUNTRIES = 8
"""Links to countries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A link to another part of the world."""

    words: str
    key: str
    """The key that goes there while the map has the focus; empty where none does."""
    address: str


def view_for(look: Look, boxes: Sequence[Box], countries: Mapping[str, Country]) -> View:
    """What is looked at: the point or country that was asked for, else all boxes."""
    if point := look.point:
        return view_around(*point, min(max(look.km, CLOSEST_KM), WIDEST_KM))
    if look.near in countries:
        return view_of([largest_part(countries[look.near])], narrowest=CLOSEST_KM / KM_IN_A_DEGREE)
    return view_of(boxes)


def steps(page: MapPage, view: View) -> tuple[Step, ...]:
    """From what is seen closer and wider, to each side, and back to all that is here; none that changes nothing."""
    latitude, longitude = view.middle
    km, tall, wide = view.km, view.height / view.scale * STEP, WIDTH / view.scale / view.squeeze * STEP
    found = [
        Step(words="All that is here", key="0", address=address(page, Look())),
        Step(words="Closer", key="+", address=around(page, latitude, longitude, km / CLOSER)),
        Step(words="Wider", key="-", address=around(page, latitude, longitude, km * CLOSER)),
        Step(words="West", key="ArrowLeft", address=around(page, latitude, longitude - wide, km)),
        Step(words="North", key="ArrowUp", address=around(page, latitude + tall, longitude, km)),
        Step(words="South", key="ArrowDown", address=around(page, latitude - tall, longitude, km)),
        Step(words="East", key="ArrowRight", address=around(page, latitude, longitude + wide, km)),
    ]
    vain = {
        "0": page.look == Look(),
        "+": km <= CLOSEST_KM * 1.01,
        "-": km >= view_around(latitude, longitude, WIDEST_KM).km * 0.99,
    }
    return tuple(step for step in found if not vain.get(step.key))


def to_countries(page: MapPage, countries: Mapping[str, Country]) -> tuple[Step, ...]:
    """Links to the countries with most things, where there are several or a part of one is seen."""
    counts: Counter[str] = Counter()
    for site in page.located:
        if site.extent and site.extent.country in countries:
            counts[site.extent.country] += site.count
    if len(counts) < 2 and page.look == Look():
        return ()
    most = sorted(counts, key=lambda code: (-counts[code], countries[code].name))[:COUNTRIES]
    return tuple(
        Step(words=countries[code].name, key="", address=address(page, Look(near=code))) for code in most
    )


def to_place(page: MapPage, at: Extent) -> str:
    """The address of a place seen from near."""
    if at.kind in ("country", "region") and at.country:
        return address(page, Look(near=at.country))
    return around(page, at.latitude, at.longitude, max(at.radius_km * AROUND, 2 * CLOSEST_KM))


def around(page: MapPage, latitude: float, longitude: float, km: float) -> str:
    """The address of so many kilometres around a point; what lies beyond a pole or the date line is set right."""
    middle = f"{min(max(latitude, -80.0), 80.0):.3f},{(longitude + 180.0) % 360.0 - 180.0:.3f}"
    return address(page, Look(middle=middle, km=round(min(max(km, CLOSEST_KM), WIDEST_KM), 1)))


def address(page: MapPage, look: Look) -> str:
    """The map of what the page was asked for, with another look; the browser goes to the drawing at once."""
    asked = {k: v for k, v in (asdict(page.filter) | asdict(look)).items() if v}
    given = {k: "1" if v is True else f"{v:g}" if isinstance(v, float) else v for k, v in asked.items()}
    return f"/map?{urlencode(given, safe=',')}#drawing" if given else "/map#drawing"
