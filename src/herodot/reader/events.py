"""Which triggers of one report tell of one event.

One rule: a trigger joins the earlier one that it is likeliest to tell of again (`retold`), or begins an event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from herodot.reader.candidates import Spot
from herodot.reader.links import Link
from herodot.reader.parse import Parse
from herodot.reader.retold import REACH, evidence, likeness, told_of


@dataclass(slots=True)
class Event:
    """One event: its triggers (numbers of spots), and its type by each trigger."""

    spots: list[int]
    event_type: str


def name_types(spots: Sequence[Spot], links: Sequence[Link]) -> list[Spot]:
    """The spots, each event with the type that the second graph gives it."""
    types = {k.subject: k.event_type for k in links if k.label == "event_type" and k.subject == k.value}
    return [
        replace(s, event_type=types[n]) if s.event_type and types.get(n, s.event_type) != s.event_type else s
        for n, s in enumerate(spots)
    ]


def find_events(
    parse: Parse, spots: Sequence[Spot], links: Sequence[Link], entity_of: Mapping[int, int], least: float
) -> list[Event]:
    """Events from the triggers that the second graph confirms with a probability of `least` or more.

    `entity_of` gives the number of the entity that a spot stands for."""
    sure = {k.subject: k.score for k in links if k.label == "event_type" and k.subject == k.value}
    triggers = [n for n, s in enumerate(spots) if s.event_type and sure.get(n, 0.0) >= least]
    told = told_of(spots, links, entity_of, triggers)
    groups: list[list[int]] = []
    home: dict[int, list[int]] = {}
    for place, n in enumerate(triggers):
        near = triggers[max(0, place - REACH) : place]
        best = max(((likeness(evidence(parse, spots, told, m, n)), m) for m in near), default=(0.0, n))
        home[n] = home[best[1]] if best[0] > 0 else []
        if not home[n]:
            groups.append(home[n])
        home[n].append(n)
    return [Event(g, spots[max(g, key=lambda n: sure[n])].event_type) for g in groups]
