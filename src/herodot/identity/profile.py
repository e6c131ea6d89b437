"""What one report tells of one entity, gathered for comparison with what other reports tell.

One rule: a profile holds only what its report says; nothing of another report is looked at here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from herodot.identity.bodies import body_name
from herodot.identity.stories import story_of
from herodot.model.records import Entity, Location, Mention, Report, Statement, Value
from herodot.values.names import fold, strip_titles
from herodot.values.places import countries_of, load_gazetteer

UNIQUE_OFFICES = frozenset(("leader_of", "spokesperson_for"))
"""Offices that one person holds at a time, so that who holds one may be known by it."""
KIN = frozenset(("spouse_of", "parent_of", "sibling_of", "relative_of"))
VICTIMS = frozenset(("killed", "wounded", "captured", "released", "missing", "displaced"))
BODIES = frozenset(("Organization", "PublicBody"))
LONG_DESCRIPTION = 4
"""Words of a description that two reports hardly share by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One thing said of an entity that has another entity at its other end."""

    property: str
    other: str
    """Profile id."""
    is_subject: bool
    role: str = ""
    """The title as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One entity of one report. Names are as written, folded ones beside them."""

    id: str
    report: str
    type: str
    names: tuple[str, ...]
    """Titles taken off people, "Family, Given" put into order, aliases added."""
    folded: frozenset[str]
    words: frozenset[str]
    """Folded descriptions; of an event its triggers."""
    description: str
    """The folded description where it is long enough to tell something by itself, else empty."""
    published: str
    ties: tuple[Tie, ...] = ()
    facts: frozenset[tuple[str, Value]] = frozenset()
    """Property and value of what is said of it that is no entity: event types, dates, counts, ages."""
    country: str = ""
    """Of a public body without a name of its own: the country that its names or its report point to."""
    says_country: bool = False
    """Whether its own names or descriptions give that country."""
    place: Location | None = None
    read_type: str = ""
    """The type that its own report gives it."""
    full_names: tuple[str, ...] = ()
    """Folded: those that have a say in which type their bearers are of."""
    story: str = ""
    """What its report's story is known by, see `stories`."""


def make_profiles(
    reports: Mapping[str, Report],
    entities: Iterable[Entity],
    mentions: Iterable[Mention],
    statements: Iterable[Statement],
    places: Mapping[str, Location],
) -> dict[str, Profile]:
    """A profile for each entity, by its id. `places` gives where the gazetteer puts those that it knows."""
    listed = list(entities)
    types = {e.id: e.type for e in with_one_type(listed)}
    return profiles_typed(reports, listed, types, mentions, statements, places)


def profiles_typed(
    reports: Mapping[str, Report],
    entities: Iterable[Entity],
    types: Mapping[str, str],
    mentions: Iterable[Mention],
    statements: Iterable[Statement],
    places: Mapping[str, Location],
) -> dict[str, Profile]:
    """As `make_profiles`, where the type of each entity is known already."""
    said = _said(statements)
    words: dict[str, set[str]] = defaultdict(set)
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.kind != "pronoun":
            surfaces[mention.entity][mention.text] += 1
            if mention.kind == "trigger" or (
                mention.kind == "description" and types.get(mention.entity) != "Event"
            ):
                words[mention.entity].add(fold(mention.text))
    read = list(entities)
    typed = [e if e.type == types[e.id] else replace(e, type=types[e.id]) for e in read]
    main = _main_countries(typed, surfaces, places)
    stories = {key: story_of(reports[key].text) for key in {e.report for e in typed}}
    return {
        e.id: replace(
            _profile(
                e, reports[e.report], said[e.id], words[e.id], surfaces[e.id], main.get(e.report, ""), places
            ),
            read_type=own.type,
            full_names=tuple(full_names(own)),
            story=stories[e.report],
        )
        for own, e in zip(read, typed, strict=True)
    }


def with_one_type(entities: Iterable[Entity]) -> list[Entity]:
    """The entities; of those that share a full name all have the type that most reports give it.

    A reader may take one agency for a person in one report of ten. A lone word names too many things to be voted on."""
    listed = list(entities)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for e in listed:
        for name in full_names(e):
            votes[name][e.type] += 1
    return [replace(e, type=_voted(e, votes)) for e in listed]


def full_names(entity: Entity) -> list[str]:
    """Folded names, as often as it has them, that hardly two things of different types share."""
    if entity.type in ("Event", "Group"):
        return []
    return [
        f for name in entity.names if len((f := fold(name)).split()) > 1 or (name.isupper() and len(name) > 2)
    ]


def _voted(entity: Entity, votes: Mapping[str, Counter[str]]) -> str:
    total: Counter[str] = Counter()
    for name in full_names(entity):
        total.update(votes[name])
    return elected(total, entity.type, has_words(full_names(entity)))


def has_words(names: Iterable[str]) -> bool:
    """Whether any of those names has more words than one."""
    return any(len(name.split()) > 1 for name in names)


def elected(votes: Mapping[str, int], own: str, has_words: bool) -> str:
    """The type that has most votes; its own where none has more than that.

    `has_words`: whether its bearer goes by more than an acronym, which may be an agency's and a police force's."""
    if not votes:
        return own
    best, number = max(votes.items(), key=lambda kv: (kv[1], kv[0] == own, kv[0]))
    if best in BODIES and own in BODIES and not has_words:
        return own
    return best if number > votes.get(own, 0) else own


@dataclass(slots=True)
class _Said:
    ties: list[Tie]
    facts: set[tuple[str, Value]]
    aliases: list[str]


def _said(statements: Iterable[Statement]) -> defaultdict[str, _Said]:
    """What affirmed statements say of each entity. Denied ones tell nothing of who somebody is."""
    said: defaultdict[str, _Said] = defaultdict(lambda: _Said([], set(), []))
    for s in statements:
        if s.polarity == "denied":
            continue
        role = str(s.qualifiers.get("role", ""))
        if s.value_type == "entity":
            value = str(s.value)
            said[s.subject].ties.append(Tie(property=s.property, other=value, is_subject=True, role=role))
            said[value].ties.append(Tie(property=s.property, other=s.subject, is_subject=False, role=role))
        elif s.property == "also_known_as":
            said[s.subject].aliases.append(str(s.value))
        else:
            said[s.subject].facts.add((s.property, s.value))
    return said


def _profile(
    entity: Entity,
    report: Report,
    said: _Said,
    words: set[str],
    surfaces: Counter[str],
    main: str,
    places: Mapping[str, Location],
) -> Profile:
    names = tuple(
        dict.fromkeys(
            _comparable(n, entity.type) for n in (*entity.names, *said.aliases, *_names_in(entity, surfaces))
        )
    )
    described = fold(entity.description)
    own = _own_country(surfaces, entity) if entity.type == "PublicBody" else ""
    return Profile(
        id=entity.id,
        report=entity.report,
        type=entity.type,
        names=names,
        folded=frozenset(f for n in names if (f := fold(n))),
        words=frozenset(words),
        description=described if len(described.split()) >= LONG_DESCRIPTION else "",
        published=report.published or "",
        ties=tuple(said.ties),
        facts=frozenset(said.facts),
        country=own or main if entity.type == "PublicBody" else "",
        says_country=bool(own),
        place=places.get(entity.id),
    )


def _names_in(entity: Entity, surfaces: Mapping[str, int]) -> tuple[str, ...]:
    """Names that descriptions hold: the country of "Malian", "interior ministry" of "Niger's interior ministry"."""
    if entity.type == "Place":
        return tuple(c[0] for text in sorted(surfaces) if (c := countries_of(_bare(text))))
    if entity.type == "PublicBody":
        return tuple(n for text in sorted(surfaces) if (n := body_name(text)))
    return ()


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


_REVERSED = re.compile(r"^([^\W\d_][^,]*?[A-ZÀ-Þ]{2}[^,]*),\s*(.+)$")


def _comparable(name: str, kind: str) -> str:
    if kind != "Person":
        return name
    reverse = _REVERSED.match(name)
    if reverse and reverse[1].isupper():
        name = f"{reverse[2]} {reverse[1]}"
    return strip_titles(name)[1] or name


def _own_country(surfaces: Mapping[str, int], entity: Entity) -> str:
    """The code of the country that a body's own names and descriptions point to."""
    for text in (*entity.names, *surfaces, entity.description):
        for word in re.findall(r"[A-Z][\w’'-]+(?: [A-Z][\w-]+)?", text):
            bare = _bare(word)
            if code := country_code(bare) or country_code(bare.split()[0]):
                return code
    return ""


@lru_cache(maxsize=50_000)
def country_code(word: str) -> str:
    """The code of the country that a name or demonym is of, the most populous; empty when it is none."""
    gazetteer = load_gazetteer()
    found = [p for p in (*gazetteer.demonym(word), *gazetteer.containers(word)) if p.kind == "country"]
    return max(found, key=lambda p: p.population).country if found else ""


def _main_countries(
    entities: Iterable[Entity], surfaces: Mapping[str, Counter[str]], places: Mapping[str, Location]
) -> dict[str, str]:
    """For each report the country that most of its places lie in."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        if entity.type != "Place":
            continue
        texts = (*entity.names, *surfaces[entity.id])
        country = next((code for t in texts if (code := country_code(_bare(t)))), "")
        if not country and entity.id in places:
            country = places[entity.id].country
        if country:
            counts[entity.report][country] += sum(surfaces[entity.id].values()) or 1
    return {report: max(sorted(c), key=c.__getitem__) for report, c in counts.items()}
