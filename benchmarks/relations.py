"""Relations between people, bodies and places: CoNLL04's dev sentences, and re3d's dev documents.

One rule: a relation is right where the type agrees and each side shares a character with the right mention; how our
properties are told in a corpus's types stands in one table a corpus.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import in_dev
from benchmarks.results import Figure
from benchmarks.scoring import Span, Tally
from benchmarks.shipped import Seen, joined, overlaps
from herodot.values.places import countries_of

ACTORS = frozenset(("Person", "Organization", "PublicBody", "Group"))
OFFICES = frozenset(
    "leader_of deputy_leader_of commander_of spokesperson_for official_of member_of founder_of".split()
)
CONLL04 = {
    "lives_in": "Live_In",
    "born_in": "Live_In",
    "nationality": "Live_In",
    "located_in": "Located_In",
    "based_in": "OrgBased_In",
    "killed by": "Kill",
    **dict.fromkeys(OFFICES, "Work_For"),
}
"""Ours in CoNLL04's types; an office in a place, or in a body that goes by a country's name, is `Live_In`."""
RE3D = {
    "leader_of": "InChargeOf",
    "commander_of": "InChargeOf",
    "controls": "InChargeOf",
    "took": "InChargeOf",
    **dict.fromkeys(
        "deputy_leader_of official_of spokesperson_for member_of branch_of splinter_of".split(), "BelongsTo"
    ),
    **dict.fromkeys("located_in based_in present_in lives_in born_in at".split(), "CoLocated"),
    **dict.fromkeys(("hostile_to", "fought", "killed by"), "FightingAgainst"),
    "allied_with": "AlliesOf",
    **dict.fromkeys(("supports", "sympathetic_to"), "Likes"),
    "opposes": "Dislikes",
    **dict.fromkeys(("nationality", "size", "occupation"), "HasAttrOf"),
    **dict.fromkeys(("same_as", "also_known_as", "named twice"), "IsSynonymOf"),
    "met": "CommWith",
}
"""Ours in re3d's types."""
SYMMETRIC = frozenset("CoLocated FightingAgainst AlliesOf IsSynonymOf CommWith Apart".split())
FIGHTS = frozenset(
    "raid clash armed_attack bombing suicide_bombing air_strike shelling assassination execution".split()
)
MURDERS = frozenset(("assassination", "execution"))
MEETINGS = frozenset("meeting agreement ceasefire".split())
SURE = 0.5
"""Least agreement of re3d's annotators on a relation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A typed relation between two stretches of a text; what is said may give several places for a side."""

    type: str
    subject: tuple[Span, ...]
    value: tuple[Span, ...]


def conll04_sentences(path: Path) -> Iterator[tuple[str, list[Relation]]]:
    """The sentences of a CoNLL04 file in BILOU labels, as texts with their relations."""
    for row in json.loads(path.read_text("utf-8")):
        body, places = joined([_plain(t) for t in row["tokens"]])
        spans = [Span(start=places[a][0], end=places[b][1], label=kind) for a, b, kind in _bilou(row["tags"])]
        yield (
            body,
            [
                Relation(type=r["type"], subject=(spans[r["head"]],), value=(spans[r["tail"]],))
                for r in row["relations"]
            ],
        )


def _plain(token: str) -> str:
    return {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', "`": "'"}.get(token, token)


def _bilou(tags: list[str]) -> list[tuple[int, int, str]]:
    """First word, last word and kind of each entity."""
    found = []
    start = 0
    for n, tag in enumerate(tags):
        if tag[:2] in ("B-", "U-"):
            start = n
        if tag[:2] in ("L-", "U-"):
            found.append((start, n, tag[2:]))
    return found


def re3d_documents(folder: Path) -> Iterator[tuple[str, list[Relation]]]:
    """Dev documents of every folder but BBC's (whose text is for non-commercial use), by their ids."""
    for source in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith("BBC")):
        relations = _rows(source / "relations.json")
        for document in _rows(source / "documents.json"):
            if in_dev(str(document["_id"])):
                yield (
                    str(document["text"]),
                    [
                        _re3d(r)
                        for r in relations
                        if r["documentId"] == document["_id"] and float(str(r["confidence"])) >= SURE
                    ],
                )


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8-sig").splitlines() if line.strip()]


def _re3d(row: dict[str, object]) -> Relation:
    sides = [
        Span(start=int(str(row[f"{side}Begin"])), end=int(str(row[f"{side}End"])), label="")
        for side in ("source", "target")
    ]
    return Relation(type=str(row["type"]), subject=(sides[0],), value=(sides[1],))


def relation_figures(
    texts: Iterable[tuple[str, list[Relation]]],
    predict: Callable[[str], list[Relation]],
    symmetric: frozenset[str] = frozenset(),
) -> dict[str, Figure]:
    """Precision, recall and F1 over all types, and the F1 of each type that is there.

    A gold relation given in both directions of a symmetric type counts once."""
    by_type: dict[str, Tally] = {}
    for body, gold in texts:
        said = predict(body)
        for kind in {r.type for r in (*gold, *said)}:
            there = _distinct([r for r in gold if r.type == kind], kind in symmetric)
            given = [r for r in said if r.type == kind]
            by_type[kind] = by_type.get(kind, Tally()) + Tally(
                said_right=sum(any(_fits(g, s, kind in symmetric) for g in there) for s in given),
                gold_found=sum(any(_fits(g, s, kind in symmetric) for s in given) for g in there),
                said=len(given),
                gold=len(there),
            )
    total = sum(by_type.values(), Tally())
    each = {f"relation_{k.lower()}_f1": round(t.f1, 3) for k, t in sorted(by_type.items()) if t.gold}
    return {
        "relation_f1": round(total.f1, 3),
        "relation_p": round(total.precision, 3),
        "relation_r": round(total.recall, 3),
        **each,
    }


def _distinct(relations: list[Relation], symmetric: bool) -> list[Relation]:
    kept: dict[object, Relation] = {}
    for r in relations:
        key = (r.subject, r.value)
        kept.setdefault(frozenset(key) if symmetric else key, r)
    return list(kept.values())


def _fits(gold: Relation, said: Relation, symmetric: bool) -> bool:
    straight = _touch(gold.subject, said.subject) and _touch(gold.value, said.value)
    return straight or (symmetric and _touch(gold.subject, said.value) and _touch(gold.value, said.subject))


def _touch(some: Iterable[Span], others: tuple[Span, ...]) -> bool:
    return any(overlaps(a, b) for a in some for b in others)


def conll04_said(seen: Seen) -> list[Relation]:
    """The shipped reader's statements in CoNLL04's types."""
    found = []
    for name, subject, value in sides_told(seen):
        kind = CONLL04.get(name)
        if kind == "Work_For":
            in_place = value[0] == "Place" or any(countries_of(seen.body[m.start : m.end]) for m in value[1])
            kind = "Live_In" if in_place else kind
        if subject[0] != "Person" and kind in ("Work_For", "Live_In"):
            continue  # of CoNLL04's entities only people live and work
        if kind:
            found.append(Relation(type=kind, subject=subject[1], value=value[1]))
    return _once(found)


def re3d_said(seen: Seen) -> list[Relation]:
    """The shipped reader's statements in re3d's types."""
    return _once(
        [
            Relation(type=RE3D[name], subject=subject[1], value=value[1])
            for name, subject, value in sides_told(seen)
            if name in RE3D
        ]
    )


def _once(relations: list[Relation]) -> list[Relation]:
    return list({(r.type, r.subject, r.value): r for r in relations}.values())


Side = tuple[str, tuple[Span, ...]]
"""The kind of an entity, and its mentions in the sentences that say it."""


def sides_told(seen: Seen) -> Iterator[tuple[str, Side, Side]]:
    """What the reader affirms of two sides: its own properties, and what follows from an event's roles.

    `killed by`: actor and killed of one event (of an assassination or execution its target too), the killer first;
    `fought`: actor and target, or two actors, of a fight; `took`: actor and target of a seizure; `met`: two who take
    part in a meeting; `at`: who takes part, and the place; `named twice`: two mentions of one entity, no pronouns, in
    one sentence."""
    mentions = seen.mentions()
    kinds = {e.id: e.type for e in seen.reading.entities}
    roles: dict[str, list[tuple[str, str, Side]]] = {}
    types: dict[str, set[str]] = {}
    for s in seen.reading.statements:
        if s.polarity == "denied":
            continue
        where = _sentences(seen, s.evidence[0].start, s.evidence[0].end)
        value: Side = ("text", (Span(start=s.evidence[0].start, end=s.evidence[0].end, label=""),))
        if s.value_type == "entity":
            value = (kinds[str(s.value)], _inside(mentions[str(s.value)], where))
        elif s.value_type == "text" and (at := seen.body.find(str(s.value), where.start, where.end)) >= 0:
            value = ("text", (Span(start=at, end=at + len(str(s.value)), label=""),))
        if kinds[s.subject] != "Event":
            yield s.property, (kinds[s.subject], _inside(mentions[s.subject], where)), value
        elif s.property == "event_type":
            types.setdefault(s.subject, set()).add(str(s.value))
        elif s.value_type == "entity":
            roles.setdefault(s.subject, []).append((s.property, str(s.value), value))
    for event, parts in roles.items():
        yield from follows(types.get(event, set()), parts)
    yield from _named_twice(seen, mentions)


def follows(types: set[str], parts: list[tuple[str, str, Side]]) -> Iterator[tuple[str, Side, Side]]:
    """What the roles of one event say of two of those in it."""
    for role, one, first in parts:
        for other_role, other, second in parts:
            if one == other:
                continue
            if role == "actor" and (other_role == "killed" or (other_role == "target" and types & MURDERS)):
                yield "killed by", first, second
            elif (role == "actor" and other_role in ("target", "wounded") and types & FIGHTS) or (
                role == other_role == "actor" and "clash" in types and one < other
            ):
                yield "fought", first, second
            elif role == "actor" and other_role == "target" and "seizure" in types:
                yield "took", first, second
            if role != "place" and other_role == "place" and first[0] in ACTORS:
                yield "at", first, second
            if types & MEETINGS and {first[0], second[0]} <= ACTORS and one < other:
                yield "met", first, second


def _named_twice(seen: Seen, mentions: dict[str, list[Span]]) -> Iterator[tuple[str, Side, Side]]:
    for spans in mentions.values():
        ordered = sorted((m for m in spans if m.label != "pronoun"), key=lambda m: m.start)
        for one in ordered:
            for other in ordered:
                if other.start >= one.end and overlaps(other, _sentences(seen, one.start, one.end)):
                    yield "named twice", ("", (one,)), ("", (other,))


def _sentences(seen: Seen, start: int, end: int) -> Span:
    """The whole sentences that a stretch lies in."""
    words = seen.parse.words
    numbers = {w.sentence for w in words if w.start < end and start < w.end}
    inside = [w for w in words if w.sentence in numbers]
    return Span(start=inside[0].start, end=inside[-1].end, label="")


def _inside(mentions: list[Span], where: Span) -> tuple[Span, ...]:
    """Those mentions that lie there; all, where none does."""
    return tuple(m for m in mentions if overlaps(m, where)) or tuple(mentions)
