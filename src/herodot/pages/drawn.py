"""What the map, the network and the timeline show, as records.

One rule: one filter for the three, read alike; whoever is marked sensitive is on none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from herodot.export.care import without_sensitive
from herodot.model.errors import BadValue, NotFound
from herodot.pages.days import check_days
from herodot.pages.parts import Part
from herodot.pages.picture import Made, going_by, index_of
from herodot.picture.index import Index
from herodot.picture.scope import Scope, scope
from herodot.picture.sites import Extent, Placeless, Site, apart_km, sites
from herodot.picture.ties import Node, Tie, ties
from herodot.picture.timeline import Moment, timeline

if TYPE_CHECKING:
    from herodot.workspace import Workspace

NODES = 60
"""As many entities as one drawing of the network can be read with."""
REPORTS = 10_000
"""Reports with some words that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which part of the case is shown; all of it where nothing is set."""

    name: str = ""
    """Only in what this entity appears: its name, some of its words, or its id."""
    id: str = ""
    """Which entity is meant by a name that a page wrote for it; without weight once somebody typed another."""
    words: str = ""
    """Only what is said in reports that have all these words."""
    contested: bool = False
    """Only what is disputed, withdrawn, superseded or denied."""
    since: str = ""
    """Only what was said on or after that day."""
    as_of: str = ""
    """As it was known on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Which part of the world the map shows; all that is here where nothing is set."""

    near: str = ""
    """A country's ISO 3166-1 code of two letters: that country."""
    middle: str = ""
    """Latitude and longitude in degrees, as `13.5,2.1`: around that point."""
    km: float = 0.0
    """Then so many kilometres across."""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of the middle."""
        latitude, _, longitude = self.middle.partition(",")
        return (float(latitude), float(longitude)) if longitude else None


ALL_OF_IT = Look()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """What is where."""

    filter: Filter
    called: str
    """What the entity is called whose id the filter names; empty where it names none."""
    look: Look = field(default=ALL_OF_IT)
    located: tuple[Site, ...]
    """Places on the map, those with most things first."""
    unlocated: tuple[Site, ...]
    """Places of which nobody knows where they lie."""
    placeless: tuple[Placeless, ...]
    """Events for which nobody names a place."""
    places: int
    """How many places are known, shown or not, and of how many nobody knows where they lie."""
    unknown: int
    left_out: int
    """Things at places and events that this page has no room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """Who stands to whom."""

    filter: Filter
    called: str
    """As on the map."""
    nodes: tuple[Node, ...]
    """The entities that are drawn."""
    ties: tuple[Tie, ...]
    """Those of most interest first; of entities that are not drawn too."""
    entities: int
    """How many have ties, drawn or not."""
    left_out: int
    """Ties that this page has no room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """Events in order."""

    filter: Filter
    called: str
    """As on the map."""
    moments: tuple[Moment, ...]
    part: Part
    """Which of all dates and undated events these are."""
    left_out: int
    """Dates and undated events that are not among them."""


def look_of(near: str, middle: str, km: str) -> Look:
    """The part of the world that was asked for, in words of an address. Raises `BadValue`."""
    if near and not re.fullmatch("[A-Za-z]{2}", near):
        raise BadValue(f"{near!r} is no country: write its two letters, as ML")
    if not middle:
        return Look(near=near.upper())
    point = re.fullmatch(r"(-?\d{1,2}(?:\.\d+)?),\s*(-?\d{1,3}(?:\.\d+)?)", middle)
    if point is None or abs(float(point[1])) > 90 or abs(float(point[2])) > 180:
        raise BadValue(f"{middle!r} is no point: write latitude and longitude, as 13.5,2.1")
    if not re.fullmatch(r"\d{1,5}(?:\.\d+)?", km or "400"):
        raise BadValue(f"{km!r} is no width: write kilometres, as 400")
    return Look(middle=f"{float(point[1]):g},{float(point[2]):g}", km=float(km or 400))


def map_page(
    workspace: Workspace, asked: Filter, most: int = 0, made: Made | None = None, look: Look = ALL_OF_IT
) -> MapPage:
    """Places with what is said to be there; 0 for all, else at most so many things, and events without a place."""
    index, part, asked = _seen(workspace, asked, made)
    found = sites(index, part, most, _seen_first(look))
    shown = sum(len(site.things) for site in (*found.located, *found.unlocated)) + len(found.placeless)
    return MapPage(
        filter=asked,
        called=called(index, asked.name),
        look=look,
        located=found.located,
        unlocated=found.unlocated,
        placeless=found.placeless,
        places=found.places,
        unknown=found.unknown,
        left_out=found.things - shown,
    )


def _seen_first(look: Look) -> Callable[[Extent], bool] | None:
    """Which places come first where a page has no room for all: those in the part of the world that is looked at."""
    if look.point is not None:
        latitude, longitude = look.point
        middle = Extent(
            called="", kind="city", country="", latitude=latitude, longitude=longitude, radius_km=look.km / 2
        )
        return lambda at: apart_km(at, middle) <= at.radius_km + middle.radius_km
    return (lambda at: at.country == look.near) if look.near else None


def network_page(workspace: Workspace, asked: Filter, most: int = 0, made: Made | None = None) -> NetworkPage:
    """Entities and their ties; at most so many ties, 0 for all."""
    index, part, asked = _seen(workspace, asked, made)
    found = ties(index, part, most, NODES)
    return NetworkPage(
        filter=asked,
        called=called(index, asked.name),
        nodes=found.nodes,
        ties=found.ties,
        entities=found.entities,
        left_out=found.total - len(found.ties),
    )


def timeline_page(
    workspace: Workspace, asked: Filter, most: int = 0, made: Made | None = None, start: int = 0
) -> TimelinePage:
    """Events by date; at most so many lines, from one on, 0 for all."""
    index, part, asked = _seen(workspace, asked, made)
    found = timeline(index, part, start, most)
    return TimelinePage(
        filter=asked,
        called=called(index, asked.name),
        moments=found.moments,
        part=Part(start=start, shown=len(found.moments), total=found.total, most=most),
        left_out=found.total - len(found.moments),
    )


def _seen(workspace: Workspace, asked: Filter, made: Made | None) -> tuple[Index, Scope, Filter]:
    """The picture, the part that was asked for, and the filter with the id of who is meant.

    Raises `NotFound`, `BadValue`.
    """
    check_days(asked.since, asked.as_of)
    index = index_of(workspace, asked.as_of, made).once(shareable)
    asked = replace(asked, name=meant(index, asked.name, asked.id), id="")
    about = going_by(index, (asked.name,) if asked.name else ())
    reports = None
    if asked.words:
        reports = [report.id for report, _ in workspace.facts.search(asked.words, REPORTS)]
        if not reports:
            raise NotFound(f"no report has all the words {asked.words!r}; try fewer words")
    return index, scope(index, about, reports, contested=asked.contested, since=asked.since), asked


def meant(index: Index, name: str, id_: str) -> str:
    """The id where the name is still what that entity is called, as a page wrote it; else the name as it was typed."""
    return id_ if name and called(index, id_) == name else name


def called(index: Index, id_: str) -> str:
    """What the entity of that id is called; empty where it is no id."""
    return index.labels[id_] if id_ in index.picture.entities else ""


def shareable(index: Index) -> Index:
    """The picture without whoever is marked sensitive; itself where nobody is."""
    left = without_sensitive(index.picture)
    return index if left is index.picture else Index(left)
