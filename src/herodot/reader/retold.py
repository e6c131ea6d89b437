"""How likely a trigger tells again of the event of an earlier one: what speaks for and against it, and the weights.

One rule: the evidence is computed here for training and reading alike; `training.retold` fits `retold.json`.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from herodot.reader.candidates import Spot
from herodot.reader.links import Link
from herodot.reader.parse import Parse
from herodot.values.edtf import overlap

REACH = 40
"""Triggers before one that are looked at, so that a long report takes linear time."""
TOLD = 0.1
"""A role less likely than this is no evidence."""
MANY = 8
LEAST_SAME = 0.02
VIOLENT = frozenset(
    "raid clash armed_attack bombing suicide_bombing air_strike shelling assassination execution death".split()
)
"""Types by which one event is often told in turn: an attack, a clash and the deaths in it."""
ANOTHER = frozenset(
    "another other second third next separate earlier previous similar new each every".split()
)
"""Words before a trigger that make it an event of its own."""
KNOWN, FRESH = frozenset("the this that these those".split()), frozenset("a an".split())
ROLES = ("killed", "wounded", "captured", "released", "target", "actor", "participant", "place")
STEM = 5
"""Letters of a trigger that are compared."""


@dataclass(slots=True)
class Told:
    """What the second graph says of each trigger: its roles, `{role: {entity: score}}`, its days, and the score by
    which a later trigger (first) tells of the same as an earlier one; and how many triggers there are of each type."""

    roles: dict[int, dict[str, dict[int, float]]] = field(default_factory=lambda: defaultdict(dict))
    days: dict[int, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    same: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    types: Counter[str] = field(default_factory=Counter)


@cache
def weights() -> dict[str, float]:
    """The shipped weights of `retold.json`; `new` is what a likeness must outweigh."""
    data: dict[str, Any] = json.loads((files("herodot.reader") / "retold.json").read_text("utf-8"))
    return {name: float(value) for name, value in data.items()}


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What "arrest", "arrests" and "arrested" have in common: the first letters without an ending."""
    return re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word.lower())[:STEM]


def told_of(
    spots: Sequence[Spot], links: Sequence[Link], entity_of: Mapping[int, int], triggers: Sequence[int]
) -> Told:
    """The links of a text in the order that `evidence` needs."""
    told = Told(types=Counter(spots[n].event_type for n in triggers))
    for link in links:
        if link.label == "same":
            told.same[max(link.subject, link.value), min(link.subject, link.value)] += link.score / 2
        elif link.score >= TOLD and link.subject != link.value:
            date = spots[link.value].date
            if link.label == "date" and date is not None and date.edtf:
                days = told.days[link.subject]
                days[date.edtf] = max(link.score, days.get(date.edtf, 0.0))
            elif link.label in ROLES and link.value in entity_of:
                role = told.roles[link.subject].setdefault(link.label, {})
                who = entity_of[link.value]
                role[who] = max(link.score, role.get(who, 0.0))
    return told


def evidence(parse: Parse, spots: Sequence[Spot], told: Told, before: int, after: int) -> dict[str, float]:
    """What speaks for and against the trigger `after` telling of the same event as `before` (numbers of spots)."""
    one, other = spots[before], spots[after]
    words = parse.words
    first, second = words[one.start], words[other.start]
    gap = second.sentence - first.sentence
    lead = {words[n].text.lower() for n in range(max(other.start - 2, 0), other.start)}
    noun = second.pos in ("NOUN", "PROPN")
    alike, named = one.event_type == other.event_type, stem(first.text) == stem(second.text)
    same = min(max(told.same.get((after, before), 0.0), LEAST_SAME), 1 - LEAST_SAME)
    row = {
        "any": 1.0,
        "same": math.log(same / (1 - same)),
        "type": float(alike),
        "other type": float(not alike),
        "violent": float(not alike and {one.event_type, other.event_type} <= VIOLENT),
        "word": float(named),
        "type and word": float(alike and named),
        "sentence": float(gap == 0),
        "next sentence": float(gap == 1),
        "far": float(gap > 6),
        "the": float(noun and bool(lead & KNOWN)),
        "a": float(noun and bool(lead & FRESH)),
        "another": float(bool(lead & ANOTHER)),
        "many alike": min(told.types[other.event_type], MANY) / MANY,
    }
    return row | _roles(told, before, after)


def _roles(told: Told, before: int, after: int) -> dict[str, float]:
    """Roles that both triggers have: shared, as sure as the less sure of the two, or held by others."""
    row: dict[str, float] = {}
    victims: list[set[int]] = [set(), set()]
    mine, theirs = told.roles[before], told.roles[after]
    for role in ROLES if mine and theirs else ():
        one, other = mine.get(role, {}), theirs.get(role, {})
        both = one.keys() & other.keys()
        if both:
            row[f"shared {role}"] = max(min(one[k], other[k]) for k in both)
        elif one and other:
            row[f"other {role}"] = min(max(one.values()), max(other.values()))
        if role in ROLES[:5]:
            victims[0] |= one.keys()
            victims[1] |= other.keys()
    row["shared victim"] = float(bool(victims[0] & victims[1]))
    one_days, other_days = told.days[before], told.days[after]
    if not one_days or not other_days:
        return row
    scores = [min(a, b) for x, a in one_days.items() for y, b in other_days.items() if overlap(x, y)]
    if scores:
        row["shared date"] = max(scores)
    else:
        row["other date"] = min(max(one_days.values()), max(other_days.values()))
    return row


def likeness(row: Mapping[str, float]) -> float:
    """The weighted sum of the evidence; an event is told again where it is above zero."""
    known = weights()
    return sum([known.get(name, 0.0) * value for name, value in row.items() if value]) - known["new"]
