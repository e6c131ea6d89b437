"""Which triggers of one report tell of one event.

One rule: one type of event may be told twice without being two events; what joins them is the network's word, or the
same word for it where nothing (date, place, people) speaks against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from herodot.reader.candidates import Spot
from herodot.reader.links import Link
from herodot.reader.parse import Parse

SAME = 0.5
EXACT = ("date", "place", "killed", "captured", "target", "actor", "released", "wounded")


@dataclass(slots=True)
class Event:
    """One event: its triggers (numbers of spots), and its type by each trigger."""

    spots: list[int]
    event_type: str


def name_types(spots: Sequence[Spot], links: Sequence[Link]) -> list[Spot]:
    """The spots, each event with the type that the second graph gives it."""
    types = {k.subject: k.event_type for k in links if k.label == "event_type" and k.subject == k.value}
    return [
        replace(s, event_type=types.get(n, s.event_type)) if s.event_type else s for n, s in enumerate(spots)
    ]


def find_events(parse: Parse, spots: Sequence[Spot], links: Sequence[Link], least: float) -> list[Event]:
    """Events from the triggers that the second graph confirms with a probability of `least` or more."""
    sure = {k.subject: k.score for k in links if k.label == "event_type" and k.subject == k.value}
    triggers = [n for n, s in enumerate(spots) if s.event_type and sure.get(n, 0.0) >= least]
    same: dict[tuple[int, int], float] = defaultdict(float)
    for link in links:
        if link.label == "same":
            same[min(link.subject, link.value), max(link.subject, link.value)] += link.score / 2
    groups: list[list[int]] = []
    for n in triggers:
        home = _home(parse, spots, groups, n, same)
        if home is None:
            groups.append([n])
        else:
            home.append(n)
    return [Event(g, spots[max(g, key=lambda n: sure[n])].event_type) for g in groups]


def _home(
    parse: Parse, spots: Sequence[Spot], groups: list[list[int]], n: int, same: dict[tuple[int, int], float]
) -> list[int] | None:
    """The group that a trigger belongs to, if any: the one whose members it is most likely the same as."""
    best: tuple[float, list[int]] | None = None
    for group in groups:
        chances = [same[min(n, m), max(n, m)] for m in group if (min(n, m), max(n, m)) in same]
        score = max(chances, default=0.0)
        if score >= SAME and (best is None or score > best[0]):
            best = (score, group)
    return best[1] if best else None
