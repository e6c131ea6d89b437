"""Where things are, as it is said: events and entities at their places, each place as wide as it is known.

One rule: no place is drawn finer than it was named; what has no known place is listed, never guessed.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from herodot.model.records import Location
from herodot.picture.answers import Answer, statements_of
from herodot.picture.board import labels
from herodot.picture.picture import Picture
from herodot.picture.scope import Scope
from herodot.picture.told import Told, told
from herodot.values.places import load_gazetteer

PLACING = ("place", "based_in", "present_in", "controls", "lives_in", "born_in")
"""Properties that put something at a place."""
EARTH_KM = 6371.0
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


def sites(picture: Picture, asked: Scope) -> Sites:
    """The places of what was asked for: of each event and entity in it, and of each place that was asked for."""
    shown = labels(picture)
    things: dict[str, list[Thing]] = defaultdict(list)
    for answer in _placings(asked):
        things[str(answer.value)].append(_thing(picture, answer, shown))
    atlas = _Atlas(picture, asked)
    found = [_site(key, here, atlas, shown) for key, here in things.items()]
    found.sort(key=lambda s: (-len(s.things), s.shown, s.place))
    return Sites(
        located=tuple(s for s in found if s.extent is not None),
        unlocated=tuple(s for s in found if s.extent is None),
        placeless=tuple(_placeless(picture, asked, shown)),
    )


def _placings(asked: Scope) -> Iterator[Answer]:
    """Each answer that puts what was asked for at a place."""
    kept = {(a.subject, a.property, str(a.value)) for a in asked.answers}
    for subject, said in asked.facts.items():
        for property_ in PLACING:
            for a in said.get(property_, ()):
                # An event is shown whole where anything of it was asked for; of entities only what was asked for.
                if (property_ == "place" and subject in asked.subjects) or (
                    a.subject,
                    a.property,
                    str(a.value),
                ) in kept:
                    yield a


def _thing(picture: Picture, a: Answer, shown: Mapping[str, str]) -> Thing:
    rivals = a.rivals if a.property == "place" else ()
    return Thing(
        entity=a.subject,
        shown=shown[a.subject],
        type=picture.entities[a.subject].type,
        told=told(picture, a, shown),
        elsewhere=tuple(sorted(shown.get(str(r), str(r)) for r in rivals)),
    )


def _site(place: str, things: list[Thing], atlas: _Atlas, shown: Mapping[str, str]) -> Site:
    own = atlas.extents(place)
    around = None if own else atlas.around(place)
    wide = atlas.extents(around) if around else own
    others = (
        () if around else tuple(e for e in own[1:] if apart_km(own[0], e) > own[0].radius_km + e.radius_km)
    )
    return Site(
        place=place,
        shown=shown[place],
        extent=wide[0] if wide else None,
        inside=shown[around] if around else "",
        others=others,
        things=tuple(sorted(things, key=lambda t: (t.type != "Event", t.shown, t.entity, t.told.property))),
        count=len(things),
        sign=sign_of(things, others),
    )


def sign_of(things: Iterable[Thing], others: Iterable[Extent]) -> str:
    """How what is at a place stands, in one word: see `Site.sign`."""
    if any(others) or any(t.elsewhere for t in things):
        return "differs"
    if any(t.told.denied_by for t in things):
        return "denied"
    return "" if any(t.told.said_by for t in things) else "supposed"


class _Atlas:
    """Knows where the places of a picture lie."""

    def __init__(self, picture: Picture, asked: Scope) -> None:
        self.picture, self.facts = picture, asked.facts

    def extents(self, place: str) -> tuple[Extent, ...]:
        """Where a place lies: first where most reports put it, then where others do."""
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


def _placeless(picture: Picture, asked: Scope, shown: Mapping[str, str]) -> Iterable[Placeless]:
    """Events that were asked for, of which something is told but no place; the latest said first."""
    found = []
    for event in asked.subjects:
        said = asked.facts.get(event, {})
        entity = picture.entities.get(event)
        if entity is None or entity.type != "Event" or said.get("place"):
            continue
        told_of = said.get("event_type") or next((said[p] for p in sorted(said)), ())
        if told_of:
            first = max(told_of, key=lambda a: (bool(a.for_), a.independent_roots, len([*statements_of(a)])))
            line = Placeless(event=event, shown=shown[event], told=told(picture, first, shown))
            found.append((first.last_said, line))
    found.sort(key=lambda f: (f[1].shown, f[1].event))
    found.sort(key=lambda f: f[0], reverse=True)
    return (each for _, each in found)
