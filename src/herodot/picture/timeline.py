"""What happened when, as it is said: events in order of their dates, undated ones apart.

One rule: a date is as wide as the source made it; two dates for one event are two lines of one event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as day

from herodot.picture.answers import Answer
from herodot.picture.index import Index
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events in order."""

    moments: tuple[Moment, ...]
    total: int
    """How many there are, those too that were not asked for."""


def timeline(index: Index, asked: Scope | None = None, start: int = 0, most: int = 0) -> Timeline:
    """All events, or those that were asked for, by date; those without one at the end. Of them at most so many from
    one on, 0 for all."""
    part, order = asked or scope(index), index.once(_in_order)
    found = [(event, date) for event, date in order if event in part.subjects]
    return Timeline(
        moments=tuple(
            _moment(index, event, date) for event, date in found[start : start + most if most else None]
        ),
        total=len(found),
    )


def _in_order(index: Index) -> tuple[tuple[str, Answer | None], ...]:
    """Each event with each of its dates, in order: what a moment is made from once it is to be shown."""
    picture, shown = index.picture, index.labels
    rows = [
        ((date is None, *_days(date), shown[event], event), event, date)
        for event, said in index.facts.items()
        if event in picture.entities and picture.entities[event].type == "Event"
        for date in _dates(said) or (None,)
    ]
    rows.sort(key=lambda row: row[0])
    return tuple((event, date) for _, event, date in rows)


def _dates(said: Mapping[str, tuple[Answer, ...]]) -> list[Answer]:
    return [a for a in said.get("date", ()) if is_valid(str(a.value).rstrip("~?%"))]


def _days(date: Answer | None) -> tuple[str, str]:
    return ends(str(date.value)) if date else ("", "")


def _moment(index: Index, event: str, date: Answer | None) -> Moment:
    picture, shown, said = index.picture, index.labels, index.facts[event]
    kinds = sorted(said.get("event_type", ()), key=lambda a: (not a.for_, -a.independent_roots, str(a.value)))
    happened, places, actors = (
        tuple(told(picture, a, shown) for a in answers)
        for answers in (kinds[:1], said.get("place", ()), said.get("actor", ()))
    )
    first, last = _days(date)
    words = str(date.value) if date else ""
    return Moment(
        event=event,
        shown=shown[event],
        date=words,
        first_day=first,
        last_day=last,
        rough=any(mark in words for mark in "~?%"),
        rivals=tuple(sorted(map(str, date.rivals))) if date else (),
        told=told(picture, date, shown) if date else None,
        happened=happened[0] if happened else None,
        places=places,
        actors=actors,
        reports=len(picture.entities[event].reports),
    )


def ends(edtf: str) -> tuple[str, str]:
    """The first and the last day that a date may mean; empty for an end that is open."""
    first, last = bounds(edtf.rstrip("~?%"))
    return ("" if first == day.min else str(first)), ("" if last == day.max else str(last))
