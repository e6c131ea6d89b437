"""What the map, the network and the timeline show, as records.

One rule: one filter for the three, read alike; whoever is marked sensitive is on none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from herodot.export.care import without_sensitive
from herodot.model.errors import BadValue, NotFound
from herodot.pages.days import check_days
from herodot.pages.picture import going_by
from herodot.picture.scope import Scope, scope
from herodot.picture.sites import Placeless, Site, sites
from herodot.picture.ties import Node, Tie, Ties, drawn_first, ties
from herodot.picture.timeline import Moment, timeline

if TYPE_CHECKING:
    from herodot.picture.picture import Picture
    from herodot.workspace import Workspace

T = TypeVar("T")
Made = Callable[["Workspace", str], "Picture"]
"""Gives the picture as of a day, where one may be at hand already."""

SHARE = 6
"""Of more than six places one has at most a sixth of the map's page, so that the capital does not take all of it."""
NODES = 60
"""As many entities as one drawing of the network can be read with."""
REPORTS = 10_000
"""Reports with some words that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which part of the case is shown; all of it where nothing is set."""

    name: str = ""
    """Only in what this entity appears: its name, some of its words, or its id."""
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
    look: Look = field(default=ALL_OF_IT)
    located: tuple[Site, ...]
    """Places on the map, those with most things first."""
    unlocated: tuple[Site, ...]
    """Places of which nobody knows where they lie."""
    placeless: tuple[Placeless, ...]
    """Events for which nobody names a place."""
    left_out: int
    """Things at places and events that this page has no room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """Who stands to whom."""

    filter: Filter
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
    moments: tuple[Moment, ...]
    left_out: int
    """Dates and undated events that this page has no room for."""


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
    picture, part = _seen(workspace, asked, made)
    found = sites(picture, part)
    located, unlocated = _room(found.located, most), _room(found.unlocated, most)
    placeless = _first(found.placeless, most)
    hidden = sum(site.count - len(site.things) for site in (*located, *unlocated))
    return MapPage(
        filter=asked,
        look=look,
        located=located,
        unlocated=unlocated,
        placeless=placeless,
        left_out=hidden + len(found.placeless) - len(placeless),
    )


def _room(found: Sequence[Site], most: int) -> tuple[Site, ...]:
    """All sites, of each some of its things, of all together at most so many; `count` still says how many there are."""
    if not most:
        return tuple(found)
    shown, left = [], most
    share = max(1, most // SHARE) if len(found) > SHARE else most
    for site in found:
        things = site.things[: min(left, share)]
        left -= len(things)
        shown.append(replace(site, things=things))
    return tuple(shown)


def network_page(workspace: Workspace, asked: Filter, most: int = 0, made: Made | None = None) -> NetworkPage:
    """Entities and their ties; at most so many ties, 0 for all."""
    picture, part = _seen(workspace, asked, made)
    found = ties(picture, part)
    nodes = drawn_first(found, NODES)
    shown = _first(_drawn_ties_first(found, nodes), most)
    return NetworkPage(
        filter=asked,
        nodes=nodes,
        ties=shown,
        entities=len(found.nodes),
        left_out=len(found.ties) - len(shown),
    )


def _drawn_ties_first(found: Ties, nodes: Sequence[Node]) -> tuple[Tie, ...]:
    drawn = {n.entity for n in nodes}
    return tuple(sorted(found.ties, key=lambda t: not (t.one in drawn and t.other in drawn)))


def timeline_page(
    workspace: Workspace, asked: Filter, most: int = 0, made: Made | None = None
) -> TimelinePage:
    """Events by date; at most so many lines, 0 for all."""
    picture, part = _seen(workspace, asked, made)
    found = timeline(picture, part)
    shown = _first(found, most)
    return TimelinePage(filter=asked, moments=shown, left_out=len(found) - len(shown))


def _first(found: tuple[T, ...], most: int) -> tuple[T, ...]:
    return found[: most or None]


def _seen(workspace: Workspace, asked: Filter, made: Made | None) -> tuple[Picture, Scope]:
    """The picture and the part that was asked for. Raises `NotFound`, `BadValue`."""
    check_days(asked.since, asked.as_of)
    picture = without_sensitive(made(workspace, asked.as_of) if made else workspace.picture(asked.as_of))
    about = going_by(picture, (asked.name,) if asked.name else ())
    reports = None
    if asked.words:
        reports = [report.id for report, _ in workspace.facts.search(asked.words, REPORTS)]
        if not reports:
            raise NotFound(f"no report has all the words {asked.words!r}; try fewer words")
    return picture, scope(picture, about, reports, contested=asked.contested, since=asked.since)
