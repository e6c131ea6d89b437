"""Which triggers of one report tell of one event.

One rule: one type of event may be told twice without being two events; what joins them is the network's word, or the
same victim where the dates do not differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from herodot.reader.candidates import Spot
from herodot.reader.links import Link

SAME = 0.5
VICTIMS = frozenset(("killed", "captured", "released", "wounded", "target"))
"""Who an event happened to: what tells it from another of its type."""


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


def find_events(
    spots: Sequence[Spot], links: Sequence[Link], entity_of: Mapping[int, int], least: float
) -> list[Event]:
    """Events from the triggers that the second graph confirms with a probability of `least` or more.

    `entity_of` gives the number of the entity that a spot stands for."""
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
    groups = _joined_by_victim(spots, links, entity_of, groups, least)
    return [Event(sorted(g), spots[max(g, key=lambda n: sure[n])].event_type) for g in groups]


def _joined_by_victim(
    spots: Sequence[Spot],
    links: Sequence[Link],
    entity_of: Mapping[int, int],
    groups: Sequence[list[int]],
    least: float,
) -> list[list[int]]:
    """The groups, those of one type that happened to one entity made one unless their dates differ."""
    victims: dict[int, set[int]] = defaultdict(set)
    dates: dict[int, set[str]] = defaultdict(set)
    for link in links:
        if link.score < least or link.subject == link.value:
            continue
        if link.label in VICTIMS and link.value in entity_of:
            victims[link.subject].add(entity_of[link.value])
        date = spots[link.value].date
        if link.label == "date" and date is not None and date.edtf:
            dates[link.subject].add(date.edtf)
    found: list[list[int]] = []
    of_victim: dict[tuple[str, int], list[int]] = {}
    for group in groups:
        keys = [(spots[n].event_type, v) for n in group for v in sorted(victims[n])]
        days = {d for n in group for d in dates[n]}
        old = next((of_victim[k] for k in keys if k in of_victim), None)
        known = {d for n in old or () for d in dates[n]}
        if old is not None and not (days and known and days.isdisjoint(known)):
            old += group
        else:
            found.append(list(group))
            old = found[-1]
        for k in keys:
            of_victim.setdefault(k, old)
    return found
