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
    same: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for link in links:
        if link.label == "same":
            same[max(link.subject, link.value)][min(link.subject, link.value)] += link.score / 2
    groups: list[list[int]] = []
    home: dict[int, list[int]] = {}
    for n in triggers:
        best = max(((score, m) for m, score in same[n].items() if m in home), default=(0.0, n))
        home[n] = home[best[1]] if best[0] >= SAME else []
        if not home[n]:
            groups.append(home[n])
        home[n].append(n)
    return [Event(g, spots[max(g, key=lambda n: sure[n])].event_type) for g in groups]
