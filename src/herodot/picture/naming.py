"""What to call an entity that goes by several names: the one that tells it from others.

One rule: a name is chosen, never made; where there is only a word of kind, it is said as a description.
"""

from __future__ import annotations

from collections.abc import Mapping

from herodot.identity.bodies import is_generic
from herodot.identity.names import ORGANIZATIONS, PLACE_KINDS, is_full
from herodot.values.names import fold, looks_like_acronym
from herodot.values.places import countries_of

LONGEST = 6
"""Words of a description that can stand for a name."""


def ordered(names: Mapping[str, int], kind: str) -> list[str]:
    """Names with how many reports use each, the one to call it by first.

    What most reports use, a name of two words counting twice; but no name that is cut short goes before the whole one.
    """
    cut = {n: _is_cut(n, names, kind) for n in names}
    return sorted(names, key=lambda n: (cut[n], -names[n] * min(len(n.split()), 2), -len(n), n))


def is_bare_kind(name: str) -> bool:
    """Whether a name is one word of kind: "Party", "Schools"; it names any."""
    word = fold(name).removeprefix("the ")
    return len(word.split()) == 1 and (is_generic(word) or is_generic(word.removesuffix("s")))


def described(name: str, said: Mapping[str, int]) -> str:
    """How to speak of what goes by a word of kind alone: as the reports describe it with that word, else by the word.

    `said`: descriptions with how often they stand in the reports.
    """
    word = fold(name).removeprefix("the ").removesuffix("s")
    fit = [
        text
        for text in said
        if any(w.removesuffix("s") == word for w in fold(text).split()) and 1 < len(text.split()) <= LONGEST
    ]
    return min(fit, key=lambda t: (-said[t], -len(t), t)) if fit else name.lower()


def _is_cut(name: str, names: Mapping[str, int], kind: str) -> bool:
    """Whether another of the names is this one and more, and that more tells it from others."""
    if looks_like_acronym(name):
        return False
    if kind == "Person":
        return not is_full(name) and any(is_full(other) and _within(name, other) for other in names)
    if kind in ORGANIZATIONS:
        return is_bare_kind(name) and any(not is_bare_kind(other) and _within(name, other) for other in names)
    if kind == "Place":
        return any(_within(name, other) and _tells(name, other) for other in names)
    return False


def _within(name: str, other: str) -> bool:
    words, longer = fold(name).split(), fold(other).split()
    stems = {w.removesuffix("s") for w in longer}
    return len(words) < len(longer) and all(w.removesuffix("s") in stems for w in words)


def _tells(name: str, other: str) -> bool:
    """Whether what a place's longer name has more is no word of kind, no direction and no country around it."""
    if "," in other or not fold(other).startswith(fold(name) + " "):
        return False
    more = fold(other).removeprefix(fold(name) + " ")
    return not any(w in PLACE_KINDS for w in more.split()) and not countries_of(more)
