"""How near two profiles' names are, in four grades.

One rule: names alone are compared here; what is said of their bearers is weighed in `reasons`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from herodot.identity.bodies import is_generic
from herodot.identity.profile import Profile
from herodot.values.names import (
    could_be_same_organization,
    could_be_same_person,
    fold,
    is_acronym_of,
    looks_like_acronym,
)

Grade = Literal["same", "alike", "part", "different", "none"]
"""`same`: one name in full. `alike`: one name, spelled or shortened otherwise. `part`: a lone name of a longer one.
`different`: both have full names, and no two agree. `none`: one of them has no name."""

ORGANIZATIONS = frozenset(("Organization", "PublicBody"))
_ORDER: tuple[Grade, ...] = ("same", "alike", "part", "different", "none")


def grade(one: Profile, other: Profile) -> Grade:
    """The best grade over all pairs of names of two profiles of one kind."""
    if not one.folded or not other.folded:
        return "none"
    if one.type in ORGANIZATIONS and acronym_clash(one.names, other.names):
        return "different"
    # Most pairs that are compared share a name: then no other pair of names can do better.
    shared = one.folded & other.folded
    if shared and (one.type != "Person" or any(map(_has_two_words, shared))):
        return "same"
    return _best(one.type, one.names, other.names)


@lru_cache(maxsize=100_000)
def _best(kind: str, names: tuple[str, ...], others: tuple[str, ...]) -> Grade:
    if kind == "Person":
        compare = _people
    elif kind in ORGANIZATIONS:
        compare = _organizations
    else:
        compare = _others
    return min((compare(a, b) for a in names for b in others), key=_ORDER.index)


@lru_cache(maxsize=100_000)
def acronym_clash(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether one acronym stands for two bodies: each has a full name that it spells, with no word in common.

    "Agence France-Presse" and "Australian Federal Police" are two AFP; "Fuerzas Armadas Revolucionarias de Colombia",
    and "Revolutionary Armed Forces of Colombia" have words in common, and a name in another language that the acronym
    does not spell tells nothing.
    """
    shorts = [n for n in (*names, *others) if looks_like_acronym(n)]
    if not shorts:
        return False
    for short in dict.fromkeys(shorts):
        first, second = ([n for n in part if is_acronym_of(short, n)] for part in (names, others))
        if first and second:
            return all(_stems(a).isdisjoint(_stems(b)) for a in first for b in second)
    return False


def only_acronym(one: Profile, other: Profile) -> bool:
    """Whether two bodies that go by one name share nothing but an acronym, as written or as spelled by a full name."""
    if one.type not in ORGANIZATIONS:
        return False
    shared = one.folded & other.folded
    if shared:
        shorts = {fold(n) for n in (*one.names, *other.names) if looks_like_acronym(n)}
        return shared <= shorts
    return any(looks_like_acronym(n) for n in (*one.names, *other.names)) and not any(
        _organizations(a, b) in ("same", "alike")
        for a in one.names
        for b in other.names
        if not looks_like_acronym(a) and not looks_like_acronym(b)
    )


def _stems(name: str) -> set[str]:
    return {word[:STEM] for word in fold(name).split() if len(word) >= STEM}


STEM = 4
"""Letters by which two words are one in two languages."""


def is_full(name: str) -> bool:
    """Whether a person's name has two words or more, initials aside."""
    return _has_two_words(fold(name))


def _has_two_words(folded: str) -> bool:
    return sum(len(w) > 1 for w in folded.split()) >= 2


@lru_cache(maxsize=100_000)
def _people(one: str, other: str) -> Grade:
    if fold(one) == fold(other):
        return "same" if is_full(one) else "part"
    full = is_full(one), is_full(other)
    if could_be_same_person(one, other):
        return "alike" if all(full) else "part"
    return "different" if all(full) else "none"


@lru_cache(maxsize=100_000)
def _organizations(one: str, other: str) -> Grade:
    if fold(one) == fold(other):
        return "same"
    if is_acronym_of(one, other) or is_acronym_of(other, one):
        return "alike"
    if looks_like_acronym(one) or looks_like_acronym(other):
        return "none"
    if could_be_same_organization(one, other):
        # "the Front" may be any front that the text speaks of.
        return "part" if is_generic(one) != is_generic(other) else "alike"
    return "different"


@lru_cache(maxsize=100_000)
def _others(one: str, other: str) -> Grade:
    a, b = fold(one), fold(other)
    if a == b:
        return "same"
    short, long = sorted((a.split(), b.split()), key=len)
    rest = [w for w in long if w not in short]
    if short and len(rest) == len(long) - len(short) and all(w in PLACE_KINDS for w in rest):
        return "alike"
    return "different"


PLACE_KINDS = frozenset(
    "province region state city town village island district county valley river mountains area camp prison "
    "governorate department commune peninsula lake hotel airport base port".split()
)
