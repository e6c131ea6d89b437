"""Entities over all reports: what the clusters of `identity` come to.

One rule: a resolved entity holds what its members hold, nothing more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from herodot.identity.names import ORGANIZATIONS
from herodot.model.records import Entity, Location, Mention, Statement
from herodot.picture.naming import described, is_bare_kind, ordered
from herodot.values.names import fold

NO_KIND = frozenset(
    "a an the one two some several of in at to from with who that and other its their his her".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Somebody or something that one or more reports speak of."""

    id: str
    type: str
    names: tuple[str, ...]
    """The name to call it by first."""
    description: str
    """Of who has no name, or only a word of kind for one."""
    members: tuple[str, ...]
    """Entities of single reports."""
    reports: tuple[str, ...]
    location: Location | None
    kind_words: frozenset[str]
    """Of who has no name: the words that say what kind of source it is ("official", "residents")."""

    @property
    def label(self) -> str:
        """What to call it: its name, else its description."""
        return self.description or (self.names[0] if self.names else "?")


def resolved_entities(
    entities: Iterable[Entity], mentions: Iterable[Mention], cluster: Mapping[str, str]
) -> dict[str, Resolved]:
    """The entity of each cluster, by id."""
    members: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        members[cluster[entity.id]].append(entity)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.kind in ("description", "trigger"):
            said[cluster[mention.entity]][mention.text] += 1
    return {key: _resolved(key, found, said[key]) for key, found in members.items()}


def _resolved(key: str, members: list[Entity], said: Counter[str]) -> Resolved:
    members.sort(key=lambda e: e.id)
    names: Counter[str] = Counter(n for e in members for n in dict.fromkeys(e.names))
    types = Counter(e.type for e in members)
    kind = min(types, key=lambda t: (-types[t], t))
    full = ordered(names, kind)
    first = next((e.description for e in members if e.description), "")
    words = {w for text in (first, *said) for w in fold(text).split()}
    return Resolved(
        id=key,
        type=kind,
        names=tuple(full),
        description=_description(full, kind, first, said),
        members=tuple(e.id for e in members),
        reports=tuple(dict.fromkeys(e.report for e in members)),
        location=next((e.location for e in members if e.location), None),
        kind_words=frozenset(w.rstrip("s") for w in words - NO_KIND) if not full else frozenset(),
    )


def _description(names: list[str], kind: str, first: str, said: Counter[str]) -> str:
    if not names:
        return first or (min(said, key=lambda t: (-said[t], t)) if said else "")
    return described(names[0], said) if kind in ORGANIZATIONS and is_bare_kind(names[0]) else ""


def resolved_statement(statement: Statement, cluster: Mapping[str, str]) -> Statement:
    """The statement with the ids of resolved entities."""
    qualifiers = dict(statement.qualifiers)
    if "area" in qualifiers:
        qualifiers["area"] = cluster.get(str(qualifiers["area"]), str(qualifiers["area"]))
    return replace(
        statement,
        subject=cluster[statement.subject],
        value=cluster[str(statement.value)] if statement.value_type == "entity" else statement.value,
        chain=tuple(cluster[link] for link in statement.chain),
        qualifiers=qualifiers,
    )
