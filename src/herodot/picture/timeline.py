"""What happened when, as it is said: events in order of their dates, undated ones apart.

One rule: a date is as wide as the source made it; two dates for one event are two lines of one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from herodot.picture.answers import Answer
from herodot.picture.board import labels
from herodot.picture.picture import Picture
from herodot.values.edtf import bounds, is_valid


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One event at one of its dates."""

    event: str
    shown: str
    date: str
    """EDTF; empty for an event that nobody dates."""
    first_day: str
    last_day: str
    standing: str
    """Of the date."""
    independent_roots: int
    places: tuple[str, ...]
    actors: tuple[str, ...]
    """Everybody who is named as having done it; see the board for who says so and who denies it."""
    reports: int


def timeline(picture: Picture, about: Iterable[str] = ()) -> tuple[Moment, ...]:
    """All events, or those in which some entities appear, by date; those without one at the end."""
    wanted, shown = set(about), labels(picture)
    facts: dict[str, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for answer in picture.answers:
        if picture.entities[answer.subject].type == "Event" and (answer.for_ or answer.against):
            facts[answer.subject][answer.property].append(answer)
    moments = []
    for event, said in facts.items():
        everybody = {str(a.value) for answers in said.values() for a in answers if a.value_type == "entity"}
        if wanted and event not in wanted and wanted.isdisjoint(everybody):
            continue
        dates = [a for a in said["date"] if a.for_ and is_valid(str(a.value).rstrip("~?"))]
        for date in dates or (None,):
            first, last = bounds(str(date.value).rstrip("~?")) if date else ("", "")
            moments.append(
                Moment(
                    event=event,
                    shown=shown[event],
                    date=str(date.value) if date else "",
                    first_day=str(first),
                    last_day=str(last),
                    standing=date.standing if date else "",
                    independent_roots=date.independent_roots if date else 0,
                    places=tuple(shown[str(a.value)] for a in said["place"] if a.for_),
                    actors=tuple(shown[str(a.value)] for a in said["actor"] if a.value_type == "entity"),
                    reports=len(picture.entities[event].reports),
                )
            )
    return tuple(sorted(moments, key=lambda m: (not m.date, m.first_day, m.last_day, m.shown, m.event)))
