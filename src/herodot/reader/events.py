"""Which triggers of one report tell of one event.

One rule: one type of event may be told twice without being two events; what joins them is the network's word, or the
same victim or the same word for it where the dates do not differ.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from herodot.reader.candidates import Spot
from herodot.reader.links import Link
from herodot.reader.parse import Parse
from herodot.values.edtf import overlap

SAME = 0.5
VICTIMS = frozenset(("killed", "captured", "released", "wounded", "target"))
"""Who an event happened to: what tells it from another of its type."""
ANOTHER = frozenset(
    "another other second third next separate earlier previous similar new each every".split()
)
"""Words before a trigger that make it an event of its own."""
STEM = 5
"""Letters of a trigger that are compared."""


@dataclass(slots=True)
class Event:
    """One event: its triggers (numbers of spots), and its type by each trigger."""

    spots: list[int]
    event_type: str


def stem(word: str) -> str:
    """What "arrest", "arrests" and "arrested" have in common: the first letters without an ending."""
    return re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word.lower())[:STEM]


def name_types(spots: Sequence[Spot], links: Sequence[Link]) -> list[Spot]:
    """The spots, each event with the type that the second graph gives it."""
    types = {k.subject: k.event_type for k in links if k.label == "event_type" and k.subject == k.value}
    return [
        replace(s, event_type=types.get(n, s.event_type)) if s.event_type else s for n, s in enumerate(spots)
    ]


def find_events(
    parse: Parse, spots: Sequence[Spot], links: Sequence[Link], entity_of: Mapping[int, int], least: float
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
    groups = _joined_by_keys(parse, spots, links, entity_of, groups, least)
    return [Event(sorted(g), spots[max(g, key=lambda n: sure[n])].event_type) for g in groups]


def _joined_by_keys(
    parse: Parse,
    spots: Sequence[Spot],
    links: Sequence[Link],
    entity_of: Mapping[int, int],
    groups: Sequence[list[int]],
    least: float,
) -> list[list[int]]:
    """The groups, those of one type that have a victim or a word in common made one unless their dates differ.

    In the annotated reports four in five pairs of triggers of one type with one word for it are of one event."""
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
    of_key: dict[tuple[str, object], list[list[int]]] = defaultdict(list)
    for group in groups:
        keys: list[tuple[str, object]] = []
        for n in group:
            at, kind = spots[n].start, spots[n].event_type
            if not any(w.text.lower() in ANOTHER for w in parse.words[max(0, at - 2) : at]):
                keys.append((kind, stem(parse.words[at].text)))
            keys += [(kind, victim) for victim in sorted(victims[n])]
        days = {d for n in group for d in dates[n]}
        likely = (old for k in keys for old in of_key[k])
        home = next((old for old in likely if _may_be_one(days, {d for n in old for d in dates[n]})), None)
        if home is None:
            home = []
            found.append(home)
        home += group
        for k in keys:
            if not any(old is home for old in of_key[k]):
                of_key[k].append(home)
    return found


def _may_be_one(days: set[str], others: set[str]) -> bool:
    """Whether two events could be one by their dates: one of them has none, or some share a day."""
    return not days or not others or any(overlap(a, b) for a in days for b in others)
