"""Who stands to whom, as it is said: relations between entities, and events in which they meet.

One rule: a tie is never without who claims it; of an event, who is said to have done it stands to whom it was done to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations, islice

from herodot.model.vocabulary import load_vocabulary
from herodot.picture.answers import Answer
from herodot.picture.index import Index
from herodot.picture.scope import Scope, scope
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
    """The nearest to who was asked for first, then those with most ties; of a drawing only those that are drawn."""
    ties: tuple[Tie, ...] = ()
    entities: int = 0
    """How many have ties, and how many ties there are, those too that were not asked for."""
    total: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What a tie is made from once it is to be shown."""

    one: str
    other: str
    answers: tuple[Answer, ...]
    """The relation; of an event, what puts each of the two into it."""
    event: str
    both_ways: bool


def ties(index: Index, asked: Scope, most: int = 0, drawn: int = 0) -> Ties:
    """The ties that were asked for; around somebody also those among all whom these ties reach.

    `drawn`: only so many entities, that hang together, and their ties first; `most`: only so many ties; 0 for all.
    """
    found = _asked_for(index, asked)
    reach = _Reach(index, found, asked.about)
    nodes = reach.drawn_first(drawn) if drawn else reach.order()
    if drawn:
        inside = set(nodes)
        found = [
            *_with_each(tuple(t for t in found if t.one in inside and t.other in inside), most),
            *(t for t in found if not (t.one in inside and t.other in inside)),
        ]
    return Ties(
        nodes=tuple(map(reach.node, nodes)),
        ties=tuple(_tie(index, link) for link in found[: most or None]),
        entities=len(reach.near),
        total=len(found),
    )


def _with_each(found: Sequence[Link], most: int) -> Iterator[Link]:
    """The links in their order, but so that the first `most` tie everybody: nobody is drawn with no line."""
    reached, first = set[str](), list[Link]()
    for link in found:
        if not {link.one, link.other} <= reached:
            reached |= {link.one, link.other}
            first.append(link)
    tying = {id(link) for link in first}
    more = (link for link in found if id(link) not in tying)
    shown = tying | {id(link) for link in islice(more, max(most - len(first), 0))}
    yield from (link for link in found if id(link) in shown)
    yield from (link for link in found if id(link) not in shown)


def _asked_for(index: Index, asked: Scope) -> list[Link]:
    """The links of what was asked for, those of most interest first."""
    every = index.once(_links)
    if asked is scope(index):
        return list(every)
    kept = {id(a) for a in asked.answers}
    stays = [t for t in every if (t.event in asked.subjects if t.event else id(t.answers[0]) in kept)]
    if not asked.about or any(_is_event(index, key) for key in asked.about):
        return stays
    # Of an event in which somebody appears, only what stands between that one and the others.
    met = (t for t in stays if not t.event or t.one in asked.about or t.other in asked.about)
    near = {key for t in met for key in (t.one, t.other)}
    return [t for t in every if t.one in near and t.other in near]


def _links(index: Index) -> tuple[Link, ...]:
    """All links of a picture, those of most interest first."""
    relations = (t for a in index.picture.answers if (t := _relation(index, a)) is not None)
    events = (key for key in sorted(index.facts) if _is_event(index, key))
    found = (*relations, *(t for event in events for t in _meetings(index, event)))
    return tuple(sorted(found, key=lambda link: _rank(index, link)))


def _is_event(index: Index, key: str) -> bool:
    entity = index.picture.entities.get(key)
    return entity is not None and entity.type == "Event"


def _rank(index: Index, link: Link) -> tuple[int, int, str, str, str]:
    disputed = any(a.against for a in link.answers)
    one, other = index.labels[link.one], index.labels[link.other]
    return (-disputed, -min(a.independent_roots for a in link.answers), one, _words(index, link), other)


def _relation(index: Index, a: Answer) -> Link | None:
    """The link that an answer is; `None` where it is none: of an event, with a text or number, or with a place."""
    value, entities = str(a.value), index.picture.entities
    if a.value_type != "entity" or a.property in NOT_TIES or value not in entities:
        return None
    if "Event" in (entities[a.subject].type, entities[value].type):
        return None
    return Link(a.subject, value, (a,), "", load_vocabulary().properties[a.property].symmetric)


def _meetings(index: Index, event: str) -> Iterator[Link]:
    """In an event: doers with whom it was done to, participants with one another and with doers."""
    said = index.facts[event]
    doers, hit, there = (
        [a for p in names for a in said.get(p, ()) if a.value_type == "entity"]
        for names in (("actor",), DONE_TO, ("participant",))
    )
    there = there[:MOST_TOGETHER]
    pairs = [(a, b, False) for a in doers for b in (*hit, *there)]
    pairs += [(a, b, True) for a, b in combinations(there, 2)]
    for one, other, both_ways in pairs:
        ends = str(one.value), str(other.value)
        if ends[0] != ends[1] and not any(_is_event(index, end) for end in ends):
            yield Link(*ends, (one, other), event, both_ways)


def _words(index: Index, link: Link) -> str:
    roles = " and ".join(dict.fromkeys(a.property.replace("_", " ") for a in link.answers))
    return f"{index.labels[link.event]}: {roles}" if link.event else roles


def _tie(index: Index, link: Link) -> Tie:
    """The link as a page tells it."""
    shown = index.labels
    return Tie(
        one=link.one,
        one_shown=shown[link.one],
        other=link.other,
        other_shown=shown[link.other],
        shown=_words(index, link),
        event=link.event,
        standing=first_to_look_at(a.standing for a in link.answers),
        both_ways=link.both_ways,
        told=tuple(told(index.picture, a, shown) for a in link.answers),
    )


class _Reach:
    """Who is tied to whom by some links, and how far from who was asked for."""

    def __init__(self, index: Index, found: Collection[Link], about: Collection[str]) -> None:
        self.index = index
        self.near: dict[str, list[str]] = defaultdict(list)
        for t in found:
            self.near[t.one].append(t.other)
            self.near[t.other].append(t.one)
        self.steps = dict.fromkeys((key for key in about if key in self.near), 0)
        waiting = list(self.steps)
        for key in waiting:
            for other in self.near[key]:
                if other not in self.steps:
                    self.steps[other] = self.steps[key] + 1
                    waiting.append(other)
        self._farther = max(self.steps.values()) + 1 if self.steps else 0

    def order(self) -> list[str]:
        """All entities: the nearest first, then those with most ties."""
        return sorted(self.near, key=self._place)

    def _place(self, key: str) -> tuple[int, int, str, str]:
        return self.steps.get(key, self._farther), -len(self.near[key]), self.index.labels[key], key

    def node(self, key: str) -> Node:
        """An entity for a page."""
        return Node(
            entity=key,
            shown=self.index.labels[key],
            type=self.index.picture.entities[key].type,
            ties=len(self.near[key]),
            steps=self.steps.get(key, self._farther),
        )

    def drawn_first(self, most: int) -> list[str]:
        """At most so many that hang together: from the first on, each time the first that is tied to one of them.

        Where none is, the first of those left begins anew. So a drawing shows neighbourhoods, not lone ends.
        """
        order = self.order()
        chosen: dict[str, None] = {}
        edge: list[tuple[tuple[int, int, str, str], str]] = []
        fresh = iter(order)
        while len(chosen) < min(most, len(order)):
            key = heappop(edge)[1] if edge else next(fresh)
            if key not in chosen:
                chosen[key] = None
                for other in dict.fromkeys(self.near[key]):
                    heappush(edge, (self._place(other), other))
        return list(chosen)
