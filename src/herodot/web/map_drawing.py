"""The map as shapes and words, made from the page's record.

One rule: a mark is as wide as the place is known; a country is its shape, never a pin in its middle.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from herodot.pages.drawn import Look, MapPage
from herodot.picture.landmarks import Town, towns_in
from herodot.picture.sites import Extent, Site
from herodot.web.globe import (
    KM_IN_A_DEGREE,
    WIDTH,
    View,
    largest_part,
    outline,
    scale_bar,
    spot,
    view_of,
)
from herodot.web.labels import Box, Label, Room, named, shortened
from herodot.web.map_look import Step, around, steps, to_countries, to_place, view_for
from herodot.web.shapes import Country, load_countries

SIZE = 13.0
"""Height of letters, in units of the drawing."""
SMALLEST = {"city": 4.5, "district": 9.0, "area": 15.0, "region": 24.0, "country": 15.0}
"""Radius of a mark where the map's scale would make it smaller, so that kinds still differ."""
LONGEST_NAME = 44
CROWDED = 9.0
"""Nearer than that two points lie over one another: they are drawn as one, which leads closer."""
ROOMY = 10.0
"""From that radius a town is drawn as wide as it is known, a ring; below it as a point."""
SPECK = 16.0
"""A country less than that across and up has a ring, else nobody would find it."""
TOWN_KM, TOWNS, TOWN_SIZE = 1500.0, 14, 11.0
"""Narrower maps show so many larger towns, to know one's way."""
OUTSIDE = 12
"""Places outside the drawing that are named."""
FAR_SHARE, FAR_MOST, FAR_TIMES, FAR_FEWEST = 0.2, 12, 3.0, 5
"""Left outside the drawing, told below it: at most that share of places and so many, where the rest then needs a map
so many times narrower. With fewer places none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One extent with what is there."""

    number: int
    """In the table, from 1."""
    kind: str
    x: float
    y: float
    radius: float
    shape: str
    """The country's shape, for what is only known to be in it; empty for a circle."""
    ringed: bool
    """Whether a circle is drawn: also around a country too small to be seen."""
    sign: str
    """`differs`, `denied`, `supposed` or empty."""
    label: Label | None
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A line between two places where different sources put one thing."""

    x1: float
    y1: float
    x2: float
    y2: float
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """All that the template draws."""

    width: float
    height: float
    land: tuple[str, ...]
    names: tuple[Label, ...]
    """Of countries, where there is room."""
    marks: tuple[Mark, ...]
    guesses: tuple[Mark, ...]
    """Other places of a name, where other reports put it."""
    joins: tuple[Join, ...]
    towns: tuple[tuple[float, float, Label], ...]
    """Larger towns that no report need have named, with where their points lie."""
    far: tuple[Step, ...]
    """Places outside the drawing, each a link that looks there."""
    far_more: int
    """Such places that are not named."""
    bar_km: int
    bar: float
    km: int
    """Across the map, at its middle."""
    steps: tuple[Step, ...]
    """Links closer, wider and to each side."""
    countries: tuple[Step, ...]
    places: tuple[str, ...]
    """For each place of the table the address that looks at it from near."""


def draw_map(page: MapPage) -> MapDrawing:
    """The drawing for a page. A place at which several names lie is one mark, and so are points over one another."""
    countries = {c.code: c for c in load_countries() if c.code}
    grouped: dict[tuple[object, ...], list[tuple[int, Site]]] = defaultdict(list)
    for number, site in enumerate(page.located, 1):
        grouped[_where(site)].append((number, site))
    groups = list(grouped.values())
    boxes = [_box(_extent(g), countries) for g in groups]
    far = _far(boxes) if page.look == Look() else set()
    view = view_for(page.look, [box for n, box in enumerate(boxes) if n not in far], countries)
    far = {n for n, g in enumerate(groups) if n in far or not _is_seen(_extent(g), view, countries)}
    near = [g for n, g in enumerate(groups) if n not in far]
    marks = _marks(page, near, view, countries)
    # Points take their ground first, then each mark's words, then what is left is for names to know one's way by.
    bar_km, bar = scale_bar(view)
    of_bar = Box(left=12, top=view.height - 40, right=max(bar, 60) + 20, bottom=view.height)
    frame = Box(left=2, top=2, right=WIDTH - 2, bottom=view.height - 2)
    room = Room(frame, (of_bar, *(b for m in marks for b in _taken(m))))
    marks = [replace(m, label=_label(m, room)) for m in sorted(marks, key=lambda m: (m.radius, m.number))]
    land = [(c, outline(c, view)) for c in load_countries()]
    told = {
        _extent(g).country for g in near if _is_country(_extent(g)) and any(not site.inside for _, site in g)
    }
    names = _names([c for c, shape in land if shape and c.code not in told], view, room)
    away = [site for n in sorted(far) for _, site in groups[n]]
    return MapDrawing(
        width=WIDTH,
        height=view.height,
        land=tuple(shape for _, shape in land if shape),
        names=names,
        marks=tuple(sorted(marks, key=lambda m: (not m.shape, -m.radius, m.number))),
        guesses=_guesses(near, view),
        joins=_joins(page.located, view),
        towns=_towns(view, room),
        far=tuple(
            Step(words=site.shown, key="", address=to_place(page, site.extent))
            for site in away[:OUTSIDE]
            if site.extent
        ),
        far_more=max(0, len(away) - OUTSIDE),
        bar_km=bar_km,
        bar=bar,
        km=round(view.km),
        steps=steps(page, view),
        countries=to_countries(page, countries),
        places=tuple(to_place(page, site.extent) for site in page.located if site.extent),
    )


def _is_seen(at: Extent, view: View, countries: Mapping[str, Country]) -> bool:
    """Whether anything of an extent lies in the drawing."""
    if _is_country(at) and at.country in countries:
        return bool(outline(countries[at.country], view))
    x, y = view.at(at.latitude, at.longitude)
    r = view.units(at.radius_km)
    return -r < x < WIDTH + r and -r < y < view.height + r


def _where(site: Site) -> tuple[object, ...]:
    at = site.extent
    if at is None:
        return (site.place,)
    return (at.country,) if _is_country(at) else (at.kind, round(at.latitude, 2), round(at.longitude, 2))


def _is_country(at: Extent) -> bool:
    """Whether all that is known is the country: also for a part of one, whose bounds nobody knows."""
    return at.kind == "country" or (at.kind == "region" and bool(at.country))


def _extent(group: Sequence[tuple[int, Site]]) -> Extent:
    at = group[0][1].extent
    assert at is not None
    return at


def _box(at: Extent, countries: Mapping[str, Country]) -> Box:
    """The ground that an extent covers, in degrees."""
    if _is_country(at) and at.country in countries:
        return largest_part(countries[at.country])
    up = at.radius_km / KM_IN_A_DEGREE
    along = up / max(math.cos(math.radians(at.latitude)), 0.2)
    return Box(
        left=at.longitude - along,
        top=at.latitude + up,
        right=at.longitude + along,
        bottom=at.latitude - up,
    )


def _far(boxes: Sequence[Box]) -> set[int]:
    """Which of the boxes lie so far from the rest that a map of all would show little of any."""
    far: set[int] = set()
    if len(boxes) < FAR_FEWEST:
        return far
    whole = view_of(boxes).scale
    while len(far) + 1 <= min(FAR_SHARE * len(boxes), FAR_MOST):
        left = [n for n in range(len(boxes)) if n not in far]
        # Only who reaches farthest to one side can widen a map.
        outermost = {
            min(left, key=lambda n: boxes[n].left),
            max(left, key=lambda n: boxes[n].right),
            min(left, key=lambda n: boxes[n].bottom),
            max(left, key=lambda n: boxes[n].top),
        }
        scales = {n: view_of([boxes[k] for k in left if k != n]).scale for n in outermost}
        far.add(max(outermost, key=lambda n: (scales[n], -n)))
        if max(scales.values()) >= FAR_TIMES * whole:
            return far
    return set()


def _guesses(groups: Sequence[Sequence[tuple[int, Site]]], view: View) -> tuple[Mark, ...]:
    return tuple(
        _guess(number, site, other, view)
        for g in groups
        for number, site in g
        for other in site.others
        if view.holds(other.latitude, other.longitude)
    )


def _marks(
    page: MapPage, groups: Sequence[Sequence[tuple[int, Site]]], view: View, countries: Mapping[str, Country]
) -> list[Mark]:
    """A mark for each group; for points that lie over one another one for all of them."""
    marks = [_mark(g, _extent(g), view, countries) for g in groups]
    heaps: list[list[int]] = []
    for n, mark in enumerate(marks):
        point = _is_point(mark)
        for heap in heaps if point else ():
            first = marks[heap[0]]
            if _is_point(first) and math.dist((first.x, first.y), (mark.x, mark.y)) < CROWDED:
                heap.append(n)
                break
        else:
            heaps.append([n])
    return [
        marks[heap[0]] if len(heap) == 1 else _heaped(page, [groups[n] for n in heap], marks[heap[0]], view)
        for heap in heaps
    ]


def _is_point(mark: Mark) -> bool:
    return mark.kind == "city" and mark.radius < ROOMY


def _heaped(page: MapPage, groups: Sequence[Sequence[tuple[int, Site]]], first: Mark, view: View) -> Mark:
    """Points over one another as one; its link leads to where they lie apart."""
    held = [pair for g in groups for pair in g]
    names = list(dict.fromkeys(site.shown for _, site in held))
    count = sum(site.count for _, site in held)
    ends = [_extent(g) for g in groups]
    # So close that the two farthest from one another lie well apart, yet not from a continent to a village.
    up = max(e.latitude for e in ends) - min(e.latitude for e in ends)
    along = (max(e.longitude for e in ends) - min(e.longitude for e in ends)) * view.squeeze
    km = max(view.km / 64, math.hypot(up, along) * KM_IN_A_DEGREE * 4)
    return replace(
        first,
        sign=_sign(held),
        radius=7.0,
        label=Label(
            text=f"{shortened(names[0], LONGEST_NAME)} and {len(names) - 1} more ({count})",
            x=0,
            y=0,
            anchor="",
        ),
        title=f"{names[0]} and {len(names) - 1} more: {', '.join(names)}. {count} things; look closer",
        address=around(page, ends[0].latitude, ends[0].longitude, km),
    )


def _mark(
    group: Sequence[tuple[int, Site]], at: Extent, view: View, countries: Mapping[str, Country]
) -> Mark:
    number = group[0][0]
    count = sum(site.count for _, site in group)
    only = next((t for _, site in group for t in site.things), None) if count == 1 else None
    x, y = view.at(at.latitude, at.longitude)
    shape, speck, radius = "", False, max(SMALLEST[at.kind], view.units(at.radius_km))
    if _is_country(at) and at.country in countries:
        shape = outline(countries[at.country], view)
        box = largest_part(countries[at.country])
        (left, top), (right, bottom) = view.at(box.top, box.left), view.at(box.bottom, box.right)
        speck = max(abs(right - left), bottom - top) < SPECK
        radius = SMALLEST[at.kind] if speck else radius
        x, y = spot(countries[at.country], view) or ((left + right) / 2, (top + bottom) / 2)
    many = f" ({count})" if count > 1 else ""
    quotes = only.told.quotes if only else ()
    names = ", ".join(dict.fromkeys(site.shown for _, site in group))
    if at.kind != "city" and all(site.inside for _, site in group):
        names += ", somewhere here"
    what = only.shown if only else f"{count} things"
    return Mark(
        number=number,
        kind=at.kind,
        x=round(x, 1),
        y=round(y, 1),
        radius=round(radius, 1),
        shape=shape,
        ringed=not shape or speck,
        sign=_sign(group),
        label=Label(text=f"{shortened(names, LONGEST_NAME)}{many}", x=0, y=0, anchor=""),
        title=named(shortened(names, LONGEST_NAME), f"{names}: {what}"),
        # Of one thing the words themselves; of several the row of the table that has the words of each.
        address=f"/report/{quotes[0].report}?statement={quotes[0].statement}#marked"
        if quotes
        else f"#place-{number}",
    )


def _sign(group: Sequence[tuple[int, Site]]) -> str:
    """The sign of the site that most calls for a look."""
    signs = {site.sign for _, site in group}
    return next(sign for sign in ("differs", "denied", "", "supposed") if sign in signs)


def _taken(mark: Mark) -> list[Box]:
    """What a mark covers so that no words may lie there: a point all of itself, a wide extent nothing."""
    if mark.kind != "city":
        return []
    r = (mark.radius if mark.radius < ROOMY else SMALLEST["city"]) + 1
    return [Box(left=mark.x - r, top=mark.y - r, right=mark.x + r, bottom=mark.y + r)]


def _label(mark: Mark, room: Room) -> Label | None:
    words = mark.label.text if mark.label else ""
    words = f"≠ {words}" if mark.sign == "differs" else words
    if mark.kind == "city":
        radius = mark.radius if mark.radius < 2.5 * ROOMY else ROOMY
        return room.beside(words, mark.x, mark.y, radius + (6 if mark.sign == "denied" else 3), SIZE)
    return room.at(words, mark.x, mark.y, SIZE) or room.beside(words, mark.x, mark.y, SIZE, SIZE)


def _guess(number: int, site: Site, other: Extent, view: View) -> Mark:
    x, y = view.at(other.latitude, other.longitude)
    return Mark(
        number=number,
        kind=other.kind,
        x=round(x, 1),
        y=round(y, 1),
        radius=round(max(SMALLEST[other.kind], view.units(other.radius_km)), 1),
        shape="",
        ringed=True,
        sign="differs",
        label=None,
        title=f"{site.shown}, as the words of another report put it: {other.called}",
        address=f"#place-{number}",
    )


def _joins(located: Sequence[Site], view: View) -> tuple[Join, ...]:
    """Lines between the places of one thing that cannot both hold, and between the places that one name may be."""
    ends: list[tuple[Extent, Extent, str]] = []
    where: dict[str, list[Site]] = defaultdict(list)
    for site in located:
        for thing in site.things:
            if thing.elsewhere:
                where[thing.entity].append(site)
        ends += [(site.extent, other, f"Which {site.shown}?") for other in site.others if site.extent]
    for entity, held in where.items():
        for n, one in enumerate(held):
            for other in held[n + 1 :]:
                thing = next(t for t in one.things if t.entity == entity)
                if other.shown in thing.elsewhere and one.extent and other.extent:
                    ends.append((one.extent, other.extent, f"{thing.shown}: {one.shown} or {other.shown}"))
    return tuple(
        Join(**dict(zip(("x1", "y1", "x2", "y2"), (round(v, 1) for v in (*a, *b)), strict=True)), title=words)
        for one, other, words in ends
        if (a := view.at(one.latitude, one.longitude)) != (b := view.at(other.latitude, other.longitude))
    )


def _names(shown: Sequence[Country], view: View, room: Room) -> tuple[Label, ...]:
    """Names of countries in the middle of their largest part, or of what is seen of them, where that is free."""
    names = []
    for country in sorted(shown, key=lambda c: -sum(len(r) for r in c.rings)):
        box = largest_part(country)
        tries = [view.at((box.top + box.bottom) / 2, (box.left + box.right) / 2)]
        if not view.holds((box.top + box.bottom) / 2, (box.left + box.right) / 2):
            tries = [found] if (found := spot(country, view)) else []
        # A little lower or higher where what is there has the middle.
        tried = (
            room.at(country.name, x, y + off * SIZE, SIZE)
            for x, y in tries
            for off in (0, 1.4, -1.4, 2.8, -2.8)
        )
        if label := next((found for found in tried if found), None):
            names.append(label)
    return tuple(names)


def _towns(view: View, room: Room) -> tuple[tuple[float, float, Label], ...]:
    """Larger towns of a map that is not too wide, where there is room for point and name."""
    if view.km > TOWN_KM:
        return ()
    south = view.north - view.height / view.scale
    wide = WIDTH / view.scale / view.squeeze
    found = []
    for town in towns_in(south, view.north, view.west, wide, TOWNS):
        if placed := _town(town, view, room):
            found.append(placed)
    return tuple(found)


def _town(town: Town, view: View, room: Room) -> tuple[float, float, Label] | None:
    x, y = view.at(town.latitude, town.longitude)
    point = Box(left=x - 2, top=y - 2, right=x + 2, bottom=y + 2)
    if not room.is_free(point):
        return None
    label = room.beside(town.name, x, y, 4, TOWN_SIZE)
    return (round(x, 1), round(y, 1), label) if label else None
