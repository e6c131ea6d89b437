"""By which words profiles find one another: words of names by their sound, and what events are told by.

One rule: a key is a function of one profile.
"""

from __future__ import annotations

from functools import cache, lru_cache

from herodot.identity.events import event_stems
from herodot.identity.names import ORGANIZATIONS
from herodot.identity.profile import Profile
from herodot.identity.reasons import called
from herodot.identity.stories import story_marks
from herodot.model.vocabulary import load_vocabulary
from herodot.values.names import looks_like_acronym
from herodot.values.names_spelling import sound_key
from herodot.values.names_words import name_words, words_of

NEAR_TYPES = (
    frozenset(
        "raid clash armed_attack bombing suicide_bombing air_strike shelling assassination execution death".split()
    ),
    frozenset("kidnapping arrest".split()),
    frozenset("release escape".split()),
    frozenset("meeting agreement ceasefire".split()),
    frozenset("withdrawal displacement deployment".split()),
    frozenset("seizure armed_attack raid".split()),
    frozenset("demand threat accusation announcement pledge".split()),
)
"""Types that two reports may give one event."""


@lru_cache(maxsize=100_000)
def name_keys(kind: str, names: tuple[str, ...]) -> frozenset[str]:
    """A key for each word of the names, and for a body its acronym, or what may be it."""
    keys: set[str] = set()
    for name in names:
        words = [w for w in words_of(name) if w not in name_words().function_words and len(w) > 1]
        keys |= {sound_key(w) for w in words}
        if kind in ORGANIZATIONS:
            initials = "".join(w[0] for w in words)
            keys.add("=" + (name.replace(".", "").lower() if looks_like_acronym(name) else initials))
    return frozenset(keys)


def event_keys(profile: Profile) -> set[tuple[str, str]]:
    """An event's days, weapons, things that were hit, and words, these with names of its report; who took part is
    looked up by ties."""
    if profile.type != "Event":
        return set()
    keys = {("day", str(value)) for name, value in profile.facts if name == "date"}
    things = [str(v) for name, v in profile.facts if name in ("weapon", "target") and str(v).strip()]
    keys |= {("thing", v.casefold().split()[-1].rstrip("s") + profile.published[:7]) for v in things}
    if profile.description:
        keys.add(("words", profile.description))
    marks = story_marks(profile.story)
    types = [str(value) for name, value in profile.facts if name == "event_type"]
    keys |= {("told", f"{word} {mark}") for word in (*event_stems(profile.words), *types) for mark in marks}
    return keys


def word_keys(profile: Profile) -> set[tuple[str, str]]:
    """What something without a name is called, with names of its report."""
    words = [f"{profile.type} {' '.join(sorted(stems))}" for stems in called(profile)]
    return {("called", f"{word} {mark}") for word in words for mark in story_marks(profile.story)}


_OTHER_TYPE = 1 << 62


def event_types(profile: Profile) -> int:
    """The types that an event is given and those that are near them, a bit each: two events that share none are two.

    All bits where it is given no type.
    """
    types = {str(value) for name, value in profile.facts if name == "event_type"}
    bits = 0
    for name in types:
        bits |= _type_bits().get(name, _OTHER_TYPE)
    return bits or (1 << 63) - 1


@cache
def _type_bits() -> dict[str, int]:
    """For each type its own bit, and one for each group of near types that it is in."""
    own = {name: 1 << place for place, name in enumerate(sorted(load_vocabulary().event_types))}
    groups = len(own)
    return {
        name: bit | sum(1 << (groups + n) for n, near in enumerate(NEAR_TYPES) if name in near)
        for name, bit in own.items()
    }
