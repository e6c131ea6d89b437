"""Which profiles are compared at all: those that share a key that few have.

One rule: the number of pairs grows with the number of profiles, not with its square; a key that too many share is
no key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from herodot.identity.bodies import is_generic
from herodot.identity.names import ORGANIZATIONS, grade
from herodot.identity.profile import KIN, UNIQUE_OFFICES, Profile
from herodot.values.names import looks_like_acronym
from herodot.values.names_spelling import sound_key
from herodot.values.names_words import name_words, words_of

MOST = 60
"""Names that one key may bring together."""


def name_pairs(profiles: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of profiles that share a word of their names, acronyms with what they may stand for included.

    Profiles with one and the same name are chained, not paired each with each.
    """
    forms: dict[tuple[str, frozenset[str]], list[Profile]] = defaultdict(list)
    for p in profiles:
        if p.folded and p.type != "Event":
            forms["Organization" if p.type in ORGANIZATIONS else p.type, p.folded].append(p)
    blocks: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for (kind, _), alike in sorted(forms.items(), key=lambda kv: kv[1][0].id):
        alike.sort(key=lambda p: p.id)
        # Bodies with names of kind only ("the army") are one per country: all of them are compared.
        generic = kind == "Organization" and all(map(is_generic, alike[0].names))
        yield from combinations(alike[:MOST], 2) if generic else pairwise(alike)
        heads = alike[:MOST] if generic else alike[:1]
        for head in heads:
            for key in _keys(head):
                blocks[kind, key].append(head)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        if 1 < len(block) <= MOST:
            for a, b in combinations(block, 2):
                if (a.id, b.id) not in seen:
                    seen.add((a.id, b.id))
                    yield a, b


def _keys(profile: Profile) -> set[str]:
    keys: set[str] = set()
    for name in profile.names:
        words = [w for w in words_of(name) if w not in name_words().function_words and len(w) > 1]
        keys |= {sound_key(w) for w in words}
        if profile.type in ORGANIZATIONS:
            initials = "".join(w[0] for w in words)
            keys.add("=" + (name.replace(".", "").lower() if looks_like_acronym(name) else initials))
    return keys


def tie_pairs(
    profiles: Mapping[str, Profile], cluster: Mapping[str, str]
) -> Iterator[tuple[Profile, Profile]]:
    """Pairs that hold the same office, are kin of the same person, or met the same fate; one without its full name."""
    blocks: dict[tuple[str, bool, str], list[Profile]] = defaultdict(list)
    for p in sorted(profiles.values(), key=lambda p: p.id):
        if p.type not in ("Person", "Group"):
            continue
        for t in p.ties:
            if t.other in cluster and (
                t.property in KIN or (t.is_subject and t.property in UNIQUE_OFFICES) or not t.is_subject
            ):
                blocks[t.property, t.is_subject, cluster[t.other]].append(p)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for a, b in combinations(block[:MOST], 2):
            if (
                a.type == b.type
                and (not (a.folded and b.folded) or grade(a, b) == "part")
                and a.report != b.report
                and (a.id, b.id) not in seen
            ):
                seen.add((a.id, b.id))
                yield a, b
