"""What happened when, as it is said: events in order of their dates, undated ones apart.

One rule: a date is as wide as the source made it; two dates for one event are two lines of one event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as day
from typing import Any

from herodot.picture.answers import Answer
from herodot.picture.board import labels
from herodot.picture.picture import Picture
from herodot.picture.scope import Scope, scope
from herodot.picture.told import Told, told
from herodot.values.edtf import bounds, is_valid


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One event at one of its dates."""

    event: str
    shown: str
    date: str
    """EDTF; empty for an event that nobody dates."""
    first_day: str
    """The first and the last day that the date may mean; empty for an open end and where there is no date."""
    last_day: str
    rough: bool
    """Whether the source says "about" or is not sure of the date."""
    rivals: tuple[str, ...]
    """Dates that others give, so that both cannot hold."""
    told: Told | None
    """Who gives the date, and who denies it; `None` where there is none."""
    happened: Told | None
    """What it was and who says so; `None` where nobody says what it was."""
    places: tuple[Told, ...]
    actors: tuple[Told, ...]
    """Everybody who is named as having done it, with who says so and who denies it."""
    reports: int


def timeline(picture: Picture, asked: Scope | None = None) -> tuple[Moment, ...]:
    """All events, or those that were asked for, by date; those without one at the end."""
    part = asked or scope(picture)
    shown = labels(picture)
    moments = [
        moment
        for event, said in part.facts.items()
        if event in part.subjects and picture.entities[event].type == "Event"
        for moment in _moments(picture, event, said, shown)
    ]
    return tuple(sorted(moments, key=lambda m: (not m.date, m.first_day, m.last_day, m.shown, m.event)))


def _moments(
    picture: Picture, event: str, said: Mapping[str, tuple[Answer, ...]], shown: Mapping[str, str]
) -> list[Moment]:
    dates = [a for a in said.get("date", ()) if is_valid(str(a.value).rstrip("~?%"))]
    kinds = sorted(said.get("event_type", ()), key=lambda a: (not a.for_, -a.independent_roots, str(a.value)))
    happened, places, actors = (
        tuple(told(picture, a, shown) for a in answers)
        for answers in (kinds[:1], said.get("place", ()), said.get("actor", ()))
    )
    return [
        Moment(
            event=event,
            shown=shown[event],
            **_when(picture, date, shown),
            happened=happened[0] if happened else None,
            places=places,
            actors=actors,
            reports=len(picture.entities[event].reports),
        )
        for date in dates or (None,)
    ]


def _when(picture: Picture, date: Answer | None, shown: Mapping[str, str]) -> dict[str, Any]:
    if date is None:
        return {"date": "", "first_day": "", "last_day": "", "rough": False, "rivals": (), "told": None}
    first, last = ends(str(date.value))
    return {
        "date": str(date.value),
        "first_day": first,
        "last_day": last,
        "rough": any(mark in str(date.value) for mark in "~?%"),
        "rivals": tuple(sorted(map(str, date.rivals))),
        "told": told(picture, date, shown),
    }


def ends(edtf: str) -> tuple[str, str]:
    """The first and the last day that a date may mean; empty for an end that is open."""
    first, last = bounds(edtf.rstrip("~?%"))
    return ("" if first == day.min else str(first)), ("" if last == day.max else str(last))
