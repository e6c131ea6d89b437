"""Where things are, as it is said: events and entities at their places, each place as wide as it is known.

One rule: no place is drawn finer than it was named; what has no known place is listed, never guessed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from herodot.model.records import Location
from herodot.picture.answers import Answer, statements_of
from herodot.picture.index import Index
from herodot.picture.scope import Scope
from herodot.picture.told import Told, told
from herodot.values.places import load_gazetteer

PLACING = ("place", "based_in", "present_in", "controls", "lives_in", "born_in")
"""Properties that put something at a place."""
EARTH_KM = 6371.0
SHARE = 6
"""Of more than six places one has at most a sixth of the things of a page, so that the capital does not take all."""
WIDE_KM = {"city": 5.0, "district": 30.0, "area": 100.0, "region": 500.0, "country": 300.0}
"""How far around its middle something may be that is only said to be there, where nothing better is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Where a place is and how wide."""

    called: str
    """As the gazetteer writes it."""
    kind: str
    """`country`, `area`, `district`, `region` or `city`."""
    country: str
    """ISO 3166-1 code of two letters; empty for what lies in several countries."""
    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An event or entity that is said to be at a place."""

    entity: str
    shown: str
    type: str
    told: Told
    """Who puts it there and who denies it."""
    elsewhere: tuple[str, ...]
    """Names of the places where others put it, so that both cannot hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place with what is said to be there."""

    place: str
    """Entity id."""
    shown: str
    extent: Extent | None
    """`None` where nobody knows where it lies."""
    inside: str
    """Where only a place around it is known: that place's name. The extent is then of that place."""
    others: tuple[Extent, ...]
    """Other places of that name, where the words of other reports put it."""
    things: tuple[Thing, ...]
    count: int
    """How many things are there, those too that a page has no room for."""
    sign: str
    """`differs` where somebody puts one of them elsewhere, `denied` where somebody denies one, `supposed` where all are
    only wanted or planned; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeless:
    """An event for which nobody names a place."""

    event: str
    shown: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """All that was asked for, by place."""

    located: tuple[Site, ...] = field(default=())
    """Those with most things first."""
    unlocated: tuple[Site, ...] = field(default=())
    """Places of which nobody knows where they lie, with what is there."""
    placeless: tuple[Placeless, ...] = field(default=())
    places: int = 0
    """How many places are known, and of how many nobody knows where they lie, those too that were not asked for."""
    unknown: int = 0
    things: int = 0
    """How many things there are at places, and events without one."""


def sites(index: Index, asked: Scope, most: int = 0, first: Callable[[Extent], bool] | None = None) -> Sites:
    """The places of what was asked for: of each event and entity in it, and of each place that was asked for.

    `most`: only so many places, of all together so many things, and so many events without a place; 0 for all.
    `first`: which places come before others; else those with most things.
    """
    there: dict[str, list[Answer]] = defaultdict(list)
    for answer in _placings(asked):
        there[str(answer.value)].append(answer)
    atlas, shown = index.once(_Atlas), index.labels
    order = sorted(there, key=lambda key: (-len(there[key]), shown[key], key))
    at = {key: extent for key in order if (extent := atlas.where(key)) is not None}
    located, unlocated = list(at), [key for key in order if key not in at]
    if first is not None:
        located.sort(key=lambda key: not first(at[key]))
    placeless = _placeless(index, asked)
    return Sites(
        located=tuple(_sites(index, located, there, atlas, most)),
        unlocated=tuple(_sites(index, unlocated, there, atlas, most)),
        placeless=tuple(_line(index, event, first) for event, first in placeless[: most or None]),
        places=len(located),
        unknown=len(unlocated),
        things=sum(map(len, there.values())) + len(placeless),
    )


def _sites(
    index: Index, places: Sequence[str], there: Mapping[str, list[Answer]], atlas: _Atlas, most: int
) -> Iterator[Site]:
    """The sites, of each some of its things, of all together at most so many."""
    left = most or sum(len(there[key]) for key in places)
    share = max(1, most // SHARE) if most and len(places) > SHARE else left
    for key in places[: most or None]:
        site = _site(index, key, there[key], atlas, min(left, share))
        left -= len(site.things)
        yield site


def _placings(asked: Scope) -> Iterator[Answer]:
    """Each answer that puts what was asked for at a place."""
    kept = {id(a) for a in asked.answers}
    for subject in asked.subjects:
        said = asked.facts.get(subject, {})
        for property_ in PLACING:
            for a in said.get(property_, ()):
                # An event is shown whole where anything of it was asked for; of entities only what was asked for.
                if property_ == "place" or id(a) in kept:
                    yield a


def _thing(index: Index, a: Answer) -> Thing:
    rivals, shown = a.rivals if a.property == "place" else (), index.labels
    return Thing(
        entity=a.subject,
        shown=shown[a.subject],
        type=index.picture.entities[a.subject].type,
        told=told(index.picture, a, shown),
        elsewhere=tuple(sorted(shown.get(str(r), str(r)) for r in rivals)),
    )


def _site(index: Index, place: str, there: Sequence[Answer], atlas: _Atlas, most: int) -> Site:
    """A place with at most so many of the things that answers put there."""
    own = atlas.extents(place)
    around = None if own else atlas.around(place)
    wide = atlas.extents(around) if around else own
    others = (
        () if around else tuple(e for e in own[1:] if apart_km(own[0], e) > own[0].radius_km + e.radius_km)
    )
    shown, entities = index.labels, index.picture.entities
    order = sorted(
        there,
        key=lambda a: (entities[a.subject].type != "Event", shown[a.subject], a.subject, a.property),
    )
    return Site(
        place=place,
        shown=shown[place],
        extent=wide[0] if wide else None,
        inside=shown[around] if around else "",
        others=others,
        things=tuple(_thing(index, a) for a in order[:most]),
        count=len(there),
        sign=sign_of(
            differs=any(others) or any(a.rivals for a in there if a.property == "place"),
            denied=any(a.against for a in there),
            said=any(a.for_ for a in there),
        ),
    )


def sign_of(*, differs: bool, denied: bool, said: bool) -> str:
    """How what is at a place stands, in one word: see `Site.sign`."""
    if differs:
        return "differs"
    if denied:
        return "denied"
    return "" if said else "supposed"


class _Atlas:
    """Knows where the places of a picture lie."""

    def __init__(self, index: Index) -> None:
        self.picture, self.facts = index.picture, index.facts
        self._extents: dict[str, tuple[Extent, ...]] = {}

    def where(self, place: str) -> Extent | None:
        """Where it lies, or what it lies in; `None` where nobody knows."""
        around = None if self.extents(place) else self.around(place)
        return next(iter(self.extents(around or place)), None)

    def extents(self, place: str) -> tuple[Extent, ...]:
        """Where a place lies: first where most reports put it, then where others do."""
        if place not in self._extents:
            self._extents[place] = self._voted(place)
        return self._extents[place]

    def _voted(self, place: str) -> tuple[Extent, ...]:
        votes: dict[Location, int] = defaultdict(int)
        for part in self.picture.parts.get(place, ()):
            if part.location is not None:
                votes[part.location] += 1
        order = sorted(votes, key=lambda at: (-votes[at], at.country, at.name, at.latitude, at.longitude))
        return tuple(map(extent_of, order))

    def around(self, place: str) -> str | None:
        """The nearest place known that somebody says it lies in; `None` where nobody says so."""
        seen, waiting = {place}, [place]
        while waiting:
            said = [a for inner in waiting for a in self.facts.get(inner, {}).get("located_in", ()) if a.for_]
            said.sort(key=lambda a: (-a.independent_roots, str(a.value)))
            waiting = list(dict.fromkeys(str(a.value) for a in said if str(a.value) not in seen))
            for outer in waiting:
                if self.extents(outer):
                    return outer
            seen.update(waiting)
        return None


def extent_of(location: Location) -> Extent:
    """How wide a place is: of a first level area by its towns, of others by their kind."""
    wide = WIDE_KM[location.kind]
    if location.kind == "area":
        at = location.latitude, location.longitude
        wide = load_gazetteer().reach_km(location.country, location.area or location.name, at) or wide
    return Extent(
        called=location.name,
        kind=location.kind,
        country=location.country,
        latitude=location.latitude,
        longitude=location.longitude,
        radius_km=wide,
    )


def apart_km(one: Extent, other: Extent) -> float:
    """How far the middles of two places lie apart."""
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    along = math.radians(other.longitude - one.longitude)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(along / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(half, 1.0)))


def _placeless(index: Index, asked: Scope) -> list[tuple[str, Answer]]:
    """Events that were asked for, of which something is told but no place, with that; the latest said first."""
    found = []
    for event in asked.subjects:
        said = asked.facts.get(event, {})
        entity = index.picture.entities.get(event)
        if entity is None or entity.type != "Event" or said.get("place"):
            continue
        told_of = said.get("event_type") or next((said[p] for p in sorted(said)), ())
        if told_of:
            first = max(told_of, key=lambda a: (bool(a.for_), a.independent_roots, len([*statements_of(a)])))
            found.append((event, first))
    found.sort(key=lambda f: (index.labels[f[0]], f[0]))
    found.sort(key=lambda f: f[1].last_said, reverse=True)
    return found


def _line(index: Index, event: str, first: Answer) -> Placeless:
    return Placeless(event=event, shown=index.labels[event], told=told(index.picture, first, index.labels))
