"""Which mentions of one report stand for one entity.

One rule: the same words and the parts of a name are joined by rule, a description and a pronoun by what was learned
(`antecedents`, `pronouns`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from herodot.reader.antecedents import FAMILY, compare, describe, unite
from herodot.reader.attribution import Quote
from herodot.reader.called import ways_to_call
from herodot.reader.candidates import PRONOUNS, Spot, bare_name
from herodot.reader.forest import Forest
from herodot.reader.links import Link
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of
from herodot.reader.pronouns import Pronouns, stand_for
from herodot.values.names_organizations import could_be_same_organization, is_acronym_of, looks_like_acronym
from herodot.values.names_people import (
    could_be_first_family_name,
    could_be_same_person,
    person_parts,
    strip_titles,
)
from herodot.values.places import country_of

MOST_ALIKE = 40
"""Names with one sound that are compared; more only a list of thousands of names has."""
NEW = frozenset(("a", "an", "another", "some", "other", "several"))
OWN = frozenset(("his", "her", "their", "its", "my", "our", "whose"))
COUNTED = frozenset("two three four five six seven eight nine ten".split())
SOUNDS = str.maketrans("cqxzvp", "kkssff")
SORTS = frozenset(("Person", "thing", "many", "any"))
"""What the pronouns of the third person may stand for (`PRONOUNS`)."""
RELATIVE = frozenset(("any",))
"""The same of "who" and "whose", which stand by rule for what is right before them."""
REACH_SENTENCES = 2
"""How far back a pronoun looks."""


@dataclass(slots=True)
class Cluster:
    """The spots (numbers) of one entity, in order. `kind` is its entity type."""

    kind: str
    spots: list[int] = field(default_factory=list)
    pronouns: list[int] = field(default_factory=list)


def find_entities(
    parse: Parse,
    spots: Sequence[Spot],
    links: Sequence[Link],
    forest: Forest | None = None,
    pronouns: Forest | None = None,
    quotes: Sequence[Quote] = (),
) -> list[Cluster]:
    """Clusters of the mentions of entities; pronouns are added to the cluster they most likely stand for.

    1. the same words, 2. parts of names, acronyms, demonyms, 3. descriptions, where there are trees to tell whom they
    stand for, 4. pronouns, by trees where there are some. `quotes` are what somebody says.
    """
    mentions = [n for n, s in enumerate(spots) if s.kind in FAMILY]
    groups = _Groups(mentions)
    by_words: dict[tuple[str, str], int] = {}
    bodies: dict[str, int] = {}
    for n in mentions:
        # A name is one whatever kind it was taken for here and there; the kinds are put to the vote.
        family = FAMILY[spots[n].kind]
        text = parse.text(spots[n].start, spots[n].end)
        people = family == "group" and country_of(text) is not None
        key = ("name" if spots[n].named and not people else family, surface(text))
        if key in by_words and not _brings_new(parse, spots[n]):
            groups.join(by_words[key], n)
        by_words.setdefault(key, n)
        if FAMILY[spots[n].kind] == "body" and " " in key[1]:
            # The tagger is in two minds whether "coalition forces" is a name.
            if key[1] in bodies and not _brings_new(parse, spots[n]):
                groups.join(bodies[key[1]], n)
            bodies.setdefault(key[1], n)
    _join_names(parse, spots, groups)
    for one, other in ways_to_call(parse, spots, mentions, surface):
        groups.join(one, other)
    _join_beside(parse, spots, groups)
    members = sorted(groups.members())
    if forest is None:
        clusters = [Cluster(_kind(spots, own), own) for own in members]
    else:
        clusters = _described(parse, spots, links, members, forest)
    clusters.sort(key=lambda c: c.spots[0])
    if pronouns is None:
        _add_pronouns(parse, spots, clusters)
        return clusters
    _add_pronouns(parse, spots, clusters, RELATIVE)
    entities = [(c.kind, c.spots) for c in clusters]
    for p, k in stand_for(Pronouns(parse, spots, links, entities, quotes), pronouns):
        clusters[k].pronouns.append(p)
    return clusters


@lru_cache(maxsize=4096)
def surface(text: str) -> str:
    """Words for comparison: folded case, one space, no article, no possessive; a demonym as its country."""
    folded = re.sub(r"\s+", " ", text.casefold().replace("’", "'")).strip(" .,;:\"'“”()")
    folded = re.sub(r"'s$|'$", "", folded)
    folded = re.sub(r"^(?:the|a|an|its|his|her|their|our|this|that|these|those) ", "", folded)
    country = country_of(text.strip()) if text[:1].isupper() else None
    return country.casefold() if country else folded


class _Groups:
    """Disjoint sets of spot numbers."""

    def __init__(self, members: Sequence[int]) -> None:
        self.parent = {n: n for n in members}

    def find(self, n: int) -> int:
        while self.parent[n] != n:
            n = self.parent[n]
        return n

    def join(self, a: int, b: int) -> None:
        a, b = self.find(a), self.find(b)
        self.parent[max(a, b)] = min(a, b)

    def members(self) -> list[list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for n in self.parent:
            found[self.find(n)].append(n)
        return [sorted(m) for m in found.values()]


def _brings_new(parse: Parse, spot: Spot) -> bool:
    """Whether a description may be of somebody new although its words were there before: "a gunman", "his wife"."""
    if spot.named:
        return False
    before = parse.words[spot.start - 1].text.lower() if spot.start else ""
    first = parse.words[spot.start].text.lower()
    if before in ("the", "these", "those", "this", "that"):
        return False
    return before in NEW | OWN or first in NEW | OWN | COUNTED


def _join_names(parse: Parse, spots: Sequence[Spot], groups: _Groups) -> None:
    """Parts of people's names, short forms and acronyms of bodies; a short form that fits two stays apart."""
    names: dict[str, dict[int, str]] = {"person": {}, "body": {}, "place": {}}
    for n in groups.parent:
        family = FAMILY[spots[n].kind]
        if spots[n].named and family in names and groups.find(n) == n:
            names[family][n] = parse.text(*bare_name(parse, spots[n]))
    _join_people(names["person"], groups)
    for long, short in _alike_bodies(names["body"]):
        groups.join(long, short)
    for n, m in _bracketed(parse, spots, groups):
        groups.join(n, m)


def _alike_bodies(names: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Pairs of organizations' names, longer first, of which one is a short form or the acronym of the other."""
    by_key: dict[str, list[int]] = defaultdict(list)
    names = {n: re.sub(r"(?i)^the ", "", text) for n, text in names.items()}
    for n, text in names.items():
        for key in {*map(sound_key, text.split()), "initial " + text[:1].casefold()}:
            by_key[key].append(n)
    for short in sorted(names, key=lambda n: (len(names[n]), n)):
        text = names[short]
        keys = {sound_key(word) for word in text.split()}
        if looks_like_acronym(text):
            keys.add("initial " + text[:1].casefold())
        near = {n for key in keys for n in by_key[key][:MOST_ALIKE]} - {short}
        for long in sorted(near):
            if len(names[long]) >= len(text) and (
                is_acronym_of(text, names[long]) or could_be_same_organization(names[long], text)
            ):
                yield long, short


@lru_cache(maxsize=8192)
def sound_key(word: str) -> str:
    """What spellings of one name have in common: its first three consonants, doubled ones once."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    letters = [c for c in plain.translate(SOUNDS) if c.isalpha() and c not in "aeiouyjwh'"]
    return "".join(c for n, c in enumerate(letters) if not n or letters[n - 1] != c)[:3] or plain[:1]


def _join_people(names: dict[int, str], groups: _Groups) -> None:
    """Each short name with the one fuller name that it could be part of; with none where there are two."""
    bare = {n: strip_titles(text)[1] or text for n, text in names.items()}
    size = {n: len(bare[n].split()) for n in names}
    by_key: dict[str, list[int]] = defaultdict(list)
    for n in names:
        for key in {sound_key(word) for word in bare[n].split()}:
            by_key[key].append(n)
    for n in sorted(names, key=lambda n: (size[n], n)):
        near = {m for word in bare[n].split() for m in by_key[sound_key(word)][:MOST_ALIKE]}
        others = [
            m for m in sorted(near) if m != n and size[m] >= size[n] and groups.find(m) != groups.find(n)
        ]
        fits = [m for m in others if could_be_same_person(bare[m], bare[n])]
        fits = fits or [m for m in others if could_be_first_family_name(bare[m], bare[n])]
        longest = {groups.find(m): size[m] for m in fits}
        if len(longest) == 1:
            groups.join(next(iter(longest)), n)
        elif longest:
            before = [m for m in fits if m < n]
            if before and size[n] == 1 and person_parts(bare[before[-1]]).family:
                groups.join(before[-1], n)


def _bracketed(parse: Parse, spots: Sequence[Spot], groups: _Groups) -> list[tuple[int, int]]:
    """A name and the acronym in brackets right behind it, whatever its letters."""
    ends = {spots[n].end: n for n in groups.parent if FAMILY[spots[n].kind] in ("body", "group")}
    found = []
    for n in groups.parent:
        start, end = spots[n].start, spots[n].end
        if end - start == 1 and start >= 2 and parse.words[start - 1].text == "(" and end < len(parse.words):
            word = parse.words[start].text
            if parse.words[end].text == ")" and sum(c.isupper() for c in word) >= 2 and start - 1 in ends:
                found.append((ends[start - 1], n))
    return found


def _join_beside(parse: Parse, spots: Sequence[Spot], groups: _Groups) -> None:
    """Joins a description to the name that it stands in apposition to ("Name, its former spokesman") and a title to
    the name right after it."""
    by_head: dict[int, int] = {}
    named = {groups.find(n) for n in groups.parent if spots[n].named}

    def join(a: int, b: int) -> None:
        one, other = groups.find(a), groups.find(b)
        if one == other or (one in named and other in named):
            return
        groups.join(a, b)
        if one in named or other in named:
            named.add(groups.find(a))

    for n in groups.parent:
        by_head.setdefault(head_of(parse, spots[n].start, spots[n].end), n)
    ordered = sorted(groups.parent, key=lambda n: spots[n].start)
    for n in ordered:
        spot = spots[n]
        word = parse.words[head_of(parse, spot.start, spot.end)]
        other = by_head.get(word.head) if word.relation == "appos" else None
        if other is not None and _may_join(spots[n], spots[other]):
            join(other, n)
    for a, b in pairwise(ordered):
        titled = spots[a].kind == spots[b].kind == "Person" and spots[a].end == spots[b].start
        if (
            titled
            and _may_join(spots[a], spots[b])
            and parse.words[spots[a].end - 1].pos in ("NOUN", "PROPN")
        ):
            groups.join(a, b)


def _may_join(one: Spot, other: Spot) -> bool:
    """Whether two spots side by side are of one sort, at most one of them is a name, and neither holds the other."""
    apart = one.end <= other.start or other.end <= one.start
    return apart and _alike(one.kind, other.kind) and not (one.named and other.named)


def _described(
    parse: Parse, spots: Sequence[Spot], links: Sequence[Link], members: Sequence[list[int]], forest: Forest
) -> list[Cluster]:
    """Clusters with descriptions where they most likely belong."""
    groups = [describe(parse, spots, own, _kind(spots, own)) for own in members]
    clusters = []
    for entity in unite(compare(parse, spots, links, groups), forest, len(groups)):
        own = sorted(n for g in entity for n in members[g])
        clusters.append(Cluster(_kind(spots, own), own))
    return clusters


def _alike(a: str, b: str) -> bool:
    return FAMILY[a] == FAMILY[b] or {FAMILY[a], FAMILY[b]} == {"body", "group"}


def _kind(spots: Sequence[Spot], members: Sequence[int]) -> str:
    if len(members) == 1:
        return spots[members[0]].kind
    votes: Counter[str] = Counter()
    for n in members:
        votes[spots[n].kind] += spots[n].score + spots[n].named  # type: ignore[assignment]
    return votes.most_common(1)[0][0]


def _add_pronouns(
    parse: Parse,
    spots: Sequence[Spot],
    clusters: Sequence[Cluster],
    sorts: frozenset[str] = SORTS,
) -> None:
    """Gives each pronoun of some sorts to the nearest fitting entity before it, subjects first."""
    owner = {n: c for c in clusters for n in c.spots}
    for p, spot in enumerate(spots):
        if spot.kind != "pronoun":
            continue
        sort = PRONOUNS[parse.words[spot.start].text.lower()]
        if sort not in sorts:
            continue
        best: tuple[float, Cluster] | None = None
        for n in range(p - 1, -1, -1):
            if n not in owner or spots[n].end > spot.start:
                continue
            apart = parse.words[spot.start].sentence - parse.words[spots[n].start].sentence
            if apart > REACH_SENTENCES:
                break
            if sort == "any" and (apart or spot.start - spots[n].end > 2):
                continue
            score = (
                _fit(sort, owner[n].kind)
                - apart * 1.5
                + _prominence(parse, spots[n])
                - (spot.start - spots[n].start) / 100
            )
            if _fit(sort, owner[n].kind) > 0 and (best is None or score > best[0]):
                best = (score, owner[n])
        if best is not None:
            best[1].pronouns.append(p)


def _fit(sort: str, kind: str) -> float:
    table = {
        "Person": {"Person": 2.0},
        "thing": {"Organization": 2.0, "PublicBody": 2.0, "Place": 0.5},
        "many": {"Group": 2.0, "Organization": 1.0, "PublicBody": 1.0},
        "any": {"Person": 2.0, "Group": 2.0},
    }
    return table[sort].get(kind, 0.0)


def _prominence(parse: Parse, spot: Spot) -> float:
    """Subjects are taken up by pronouns more than objects, and those more than what stands inside another phrase."""
    tops = [n for n in range(spot.start, spot.end) if not spot.start <= parse.words[n].head < spot.end]
    relation = parse.words[tops[0]].relation if tops else ""
    if relation.startswith("nsubj"):
        return 1.0
    return 0.4 if relation in ("obj", "root", "obl:agent", "appos") else 0.0
