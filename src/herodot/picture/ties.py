"""Who stands to whom, as it is said: relations between entities, and events in which they meet.

One rule: a tie is never without who claims it; of an event, who is said to have done it stands to whom it was done to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from herodot.model.vocabulary import load_vocabulary
from herodot.picture.answers import Answer
from herodot.picture.board import labels
from herodot.picture.picture import Picture
from herodot.picture.scope import Scope
from herodot.picture.told import Told, first_to_look_at, told

DONE_TO = ("target", "killed", "wounded", "captured", "released", "missing", "displaced")
NOT_TIES = frozenset(
    ("born_in", "lives_in", "nationality", "located_in", "based_in", "present_in", "same_as")
)
"""Relations to places, which the map shows, and to oneself."""
MOST_TOGETHER = 8
"""Participants of one event that are each tied to every other; of a larger gathering only the first so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One relation between two entities, or one event in which both appear."""

    one: str
    one_shown: str
    other: str
    other_shown: str
    shown: str
    """How one stands to the other: "leader of", "raid at Marrat: actor, target"."""
    event: str
    """Id of the event in which they meet; empty for a relation."""
    standing: str
    """Of an event: of what most calls for a look."""
    both_ways: bool
    """Whether neither end comes first: spouses, allies, participants."""
    told: tuple[Told, ...]
    """The relation; of an event, what puts each of the two into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity that has ties."""

    entity: str
    shown: str
    type: str
    ties: int
    steps: int
    """How many ties it is away from who was asked for; 0 where nobody was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Entities and their ties, those first that matter most."""

    nodes: tuple[Node, ...] = ()
    """The nearest to who was asked for first, then those with most ties."""
    ties: tuple[Tie, ...] = ()


def ties(picture: Picture, asked: Scope) -> Ties:
    """The ties that were asked for; around somebody also those among all whom these ties reach."""
    shown = labels(picture)
    relations = [t for a in asked.answers if (t := _relation(picture, a, shown)) is not None]
    events = sorted(e for e in asked.subjects if _is_event(picture, e))
    if asked.about and not any(_is_event(picture, key) for key in asked.about):
        # Of an event in which somebody appears, only what stands between that one and the others.
        met = [t for t in _meetings(picture, asked, events, shown) if asked.about & {t.one, t.other}]
        near = {key for t in (*relations, *met) for key in (t.one, t.other)}
        everything = [a for said in asked.facts.values() for same in said.values() for a in same]
        more = [a for a in everything if a.subject in near and str(a.value) in near]
        relations = [t for a in more if (t := _relation(picture, a, shown)) is not None]
        among = _meetings(picture, asked, sorted(k for k in asked.facts if _is_event(picture, k)), shown)
        met = [t for t in among if t.one in near and t.other in near]
    else:
        met = list(_meetings(picture, asked, events, shown))
    found = sorted((*relations, *met), key=_rank)
    return Ties(nodes=_nodes(picture, found, asked.about, shown), ties=tuple(found))


def _is_event(picture: Picture, key: str) -> bool:
    return key in picture.entities and picture.entities[key].type == "Event"


def _rank(tie: Tie) -> tuple[int, int, str, str, str]:
    disputed = any(t.denied_by for t in tie.told)
    return (-disputed, -min(t.independent_roots for t in tie.told), tie.one_shown, tie.shown, tie.other_shown)


def _relation(picture: Picture, a: Answer, shown: Mapping[str, str]) -> Tie | None:
    """The tie that an answer is; `None` where it is none: of an event, with a text or number, or with a place."""
    value = str(a.value)
    if a.value_type != "entity" or a.property in NOT_TIES or value not in picture.entities:
        return None
    if "Event" in (picture.entities[a.subject].type, picture.entities[value].type):
        return None
    said = told(picture, a, shown)
    return Tie(
        one=a.subject,
        one_shown=shown[a.subject],
        other=value,
        other_shown=shown[value],
        shown=a.property.replace("_", " "),
        event="",
        standing=a.standing,
        both_ways=load_vocabulary().properties[a.property].symmetric,
        told=(said,),
    )


def _meetings(
    picture: Picture, asked: Scope, events: Iterable[str], shown: Mapping[str, str]
) -> Iterator[Tie]:
    """In each event: doers with whom it was done to, participants with one another and with doers."""
    for event in events:
        said = asked.facts.get(event, {})
        doers, hit, there = (
            [a for p in names for a in said.get(p, ()) if a.value_type == "entity"]
            for names in (("actor",), DONE_TO, ("participant",))
        )
        there = there[:MOST_TOGETHER]
        pairs = [(a, b, False) for a in doers for b in (*hit, *there)]
        pairs += [(a, b, True) for a, b in combinations(there, 2)]
        for one, other, both_ways in pairs:
            ends = str(one.value), str(other.value)
            if ends[0] != ends[1] and not any(_is_event(picture, end) for end in ends):
                yield _meeting(picture, (one, other), shown, both_ways=both_ways)


def _meeting(
    picture: Picture, pair: tuple[Answer, Answer], shown: Mapping[str, str], *, both_ways: bool
) -> Tie:
    one, other = pair
    roles = " and ".join(dict.fromkeys(a.property.replace("_", " ") for a in pair))
    return Tie(
        one=str(one.value),
        one_shown=shown[str(one.value)],
        other=str(other.value),
        other_shown=shown[str(other.value)],
        shown=f"{shown[one.subject]}: {roles}",
        event=one.subject,
        standing=first_to_look_at(a.standing for a in pair),
        both_ways=both_ways,
        told=tuple(told(picture, a, shown) for a in pair),
    )


def _nodes(
    picture: Picture, found: Collection[Tie], about: Collection[str], shown: Mapping[str, str]
) -> tuple[Node, ...]:
    near: dict[str, list[str]] = defaultdict(list)
    for t in found:
        near[t.one].append(t.other)
        near[t.other].append(t.one)
    steps = dict.fromkeys((key for key in about if key in near), 0)
    waiting = list(steps)
    for key in waiting:
        for other in near[key]:
            if other not in steps:
                steps[other] = steps[key] + 1
                waiting.append(other)
    nodes = [
        Node(
            entity=key,
            shown=shown[key],
            type=picture.entities[key].type,
            ties=len(others),
            steps=steps.get(key, max(steps.values()) + 1) if steps else 0,
        )
        for key, others in near.items()
    ]
    return tuple(sorted(nodes, key=lambda n: (n.steps, -n.ties, n.shown, n.entity)))


def drawn_first(found: Ties, most: int) -> tuple[Node, ...]:
    """At most so many nodes that hang together: from the first on, each time the first that is tied to one of them.

    Where none is, the first of those left begins anew. So a drawing shows neighbourhoods, not lone ends.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for t in found.ties:
        near[t.one].add(t.other)
        near[t.other].add(t.one)
    left = {n.entity: n for n in found.nodes}
    chosen: list[Node] = []
    edge: set[str] = set()
    while left and len(chosen) < most:
        key = next((k for k in left if k in edge), None) or next(iter(left))
        chosen.append(left.pop(key))
        edge |= near[key]
    return tuple(chosen)
