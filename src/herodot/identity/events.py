"""Whether two reports tell of one event: its type, time, place, people and numbers, and the reports' own words.

One rule: a type alone joins nothing; two raids are two until time, place, people or the story bring them together.

Each piece of evidence is a strength, mostly from 0 to 1; `training.events` learned what it weighs, in
`event_weights.json`, and how much must come together.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from importlib.resources import files
from math import fsum

from herodot.identity.profile import VICTIMS, Profile
from herodot.identity.reasons import Feature, Known, copied_passage, same_description
from herodot.identity.stories import ONE_STORY, is_told, one_story, stems_of, story_likeness
from herodot.model.records import Value
from herodot.values.edtf import bounds, is_valid

EVENT_JOINED, EVENT_UNDECIDED, EVENT_PERHAPS = 6.2, 5.2, 3.0
"""As `reasons.JOINED`: events share more by chance than names do. From the last on they are shown side by side to who
looks at one of them: of what was read a fifth there is one event."""
ACTORS = frozenset(("actor", "target", *VICTIMS))
PARTICIPANTS = ACTORS | {"participant"}
DID, HIT = frozenset({"actor"}), frozenset(("target", *VICTIMS))
PLACE, KILLED, WHOLES = frozenset({"place"}), frozenset({"killed"}), frozenset({"part_of", "because_of"})
DAY = len("2024-01-31")
FAR_DAYS = 4
"""Days between two dates that sources may still disagree on."""
MUCH, OTHER_STORY = 0.6, 0.1
"""Likeness of stories from which there is no more to tell, and below which they are two."""
Facts = frozenset[tuple[str, Value]]
Strength = Callable[[Profile, Profile, Known], float]


def same_type(one: Profile, other: Profile, known: Known) -> float:
    """Both reports give it the same type."""
    return float(bool(_types(one) & _types(other)))


def other_type(one: Profile, other: Profile, known: Known) -> float:
    """They give it different types."""
    mine, theirs = _types(one), _types(other)
    return float(bool(mine and theirs and mine.isdisjoint(theirs)))


def same_day(one: Profile, other: Profile, known: Known) -> float:
    """Both put it at the same time."""
    shared = _dates(one.facts) & _dates(other.facts)
    return float(any((last - first).days <= 2 for first, last in map(bounds, shared)))


def around_same_day(one: Profile, other: Profile, known: Known) -> float:
    """The times that they give do not exclude each other."""
    if same_day(one, other, known):
        return 0.0
    return float(any(_days_apart(a, b) == 0 for a in _dates(one.facts) for b in _dates(other.facts)))


def near_day(one: Profile, other: Profile, known: Known) -> float:
    """They put it a few days apart."""
    return float(0 < _least_days(one, other) <= FAR_DAYS)


def other_day(one: Profile, other: Profile, known: Known) -> float:
    """They put it at different times."""
    return float(_least_days(one, other) > FAR_DAYS)


def same_place(one: Profile, other: Profile, known: Known) -> float:
    """Both put it at the same place."""
    shared = _values(one, PLACE, known) & _values(other, PLACE, known)
    return max((_tells(c, known) for c in shared), default=0.0)


def other_place(one: Profile, other: Profile, known: Known) -> float:
    """The places at which they put it go by different words."""
    return _others(one, other, PLACE, known)


def same_people(one: Profile, other: Profile, known: Known) -> float:
    """The same people or groups did it or had it done to them, in the same role."""
    shared = _same_roles(one, other, known)
    return min(MOST, fsum((1.6 if role in VICTIMS else 1.0) * _tells(c, known) for role, c in shared))


MOST = 2.5
"""Of people whom two events share, what counts at most."""


def same_death(one: Profile, other: Profile, known: Known) -> float:
    """The same person died in it, and a person dies once."""
    shared = _values(one, KILLED, known) & _values(other, KILLED, known)
    return float(any(known.people[c] for c in shared))


def same_company(one: Profile, other: Profile, known: Known) -> float:
    """The same people or groups appear in it, in other roles or as mere participants."""
    shared = _values(one, PARTICIPANTS, known) & _values(other, PARTICIPANTS, known)
    same = {c for _, c in _same_roles(one, other, known)}
    return min(MOST, fsum(_tells(c, known) for c in shared - same))


def other_victims(one: Profile, other: Profile, known: Known) -> float:
    """They name different victims."""
    mine, theirs = known.subject_ends(one), known.subject_ends(other)
    return float(any(mine[role].isdisjoint(theirs[role]) for role in mine.keys() & theirs.keys() & VICTIMS))


def nothing_shared(one: Profile, other: Profile, known: Known) -> float:
    """Nobody who did it or had it done to them in one is in the other, nor is its place or a number."""
    mine, theirs = _cast(one, known), _cast(other, known)
    return float(_is_apart(mine, theirs) and mine.names(theirs) and not same_number(one, other, known))


def nothing_surely_shared(one: Profile, other: Profile, known: Known) -> float:
    """Nothing tells that somebody in one is in the other too, nor that its place or a number is."""
    # "Their camp" and "nine people" are in no other report by that, and who did it in one is no other than to whom it
    # was done in the other. It weighs as much: of what a reader reads, pairs without it join too often.
    mine, theirs = _cast(one, known), _cast(other, known)
    return float(_is_apart(mine, theirs) and not mine.names(theirs) and not same_number(one, other, known))


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who and what is in an event."""

    acting: frozenset[int]
    all: frozenset[int]
    did: bool
    hit: bool
    """Whether anybody whom another report could mean did it, or had it done to them."""

    def names(self, other: _Cast) -> bool:
        """Whether both name somebody in the same role, so that these could be one."""
        return (self.did and other.did) or (self.hit and other.hit)


def _cast(profile: Profile, known: Known) -> _Cast:
    found = known.casts.get(profile.id)
    if found is None:
        did, hit = (any(map(known.is_known, _values(profile, roles, known))) for roles in (DID, HIT))
        found = known.casts[profile.id] = _Cast(
            _values(profile, ACTORS, known), _values(profile, PARTICIPANTS | PLACE, known), did, hit
        )
    return found


def _is_apart(mine: _Cast, theirs: _Cast) -> bool:
    # Who did it is what sources quarrel about: alone it tells no two events apart.
    return bool(mine.acting and theirs.acting) and mine.all.isdisjoint(theirs.all)


def same_number(one: Profile, other: Profile, known: Known) -> float:
    """Both give the same number of dead, wounded, captured or freed."""
    return float(bool(_counts(one.facts) & _counts(other.facts)))


def same_thing(one: Profile, other: Profile, known: Known) -> float:
    """Both name the same weapon, or the same thing that was hit or taken."""
    return float(bool(_things(one.facts) & _things(other.facts)))


def same_whole(one: Profile, other: Profile, known: Known) -> float:
    """Both are part of, or follow from, the same event."""
    return float(bool(_values(one, WHOLES, known) & _values(other, WHOLES, known)))


def same_word(one: Profile, other: Profile, known: Known) -> float:
    """Both reports use the same word for it."""
    return float(bool(event_stems(one.words) & event_stems(other.words)))


def same_word_in_story(one: Profile, other: Profile, known: Known) -> float:
    """The reports tell one story, and use the same word for it."""
    return same_word(one, other, known) * one_story(one.story, other.story)


def same_word_in_same_text(one: Profile, other: Profile, known: Known) -> float:
    """The reports have much in common, and use the same word for it."""
    likeness = min(story_likeness(one.story, other.story), MUCH)
    return same_word(one, other, known) * max(0.0, likeness - ONE_STORY) / (MUCH - ONE_STORY)


def all_words_in_story(one: Profile, other: Profile, known: Known) -> float:
    """The reports tell one story, and all that one calls it the other calls it too."""
    mine, theirs = event_stems(one.words), event_stems(other.words)
    alike = bool(mine and theirs) and (mine <= theirs or theirs <= mine)
    return float(alike) * one_story(one.story, other.story)


def same_story(one: Profile, other: Profile, known: Known) -> float:
    """The reports tell one story."""
    return one_story(one.story, other.story)


def other_story(one: Profile, other: Profile, known: Known) -> float:
    """The reports tell different stories."""
    told = is_told(one.story) and is_told(other.story)
    return float(told and story_likeness(one.story, other.story) < OTHER_STORY)


def untold_story(one: Profile, other: Profile, known: Known) -> float:
    """One of the reports is too short to know its story by."""
    return float(not (is_told(one.story) and is_told(other.story)))


def published_together(one: Profile, other: Profile, known: Known) -> float:
    """The reports were published within three days."""
    if len(one.published) < DAY or len(other.published) < DAY:
        return 0.0
    return float(_days_apart(one.published, other.published) <= 3)


def published_far_apart(one: Profile, other: Profile, known: Known) -> float:
    """The reports are months apart, and one of them gives no date for it."""
    if (_dates(one.facts) and _dates(other.facts)) or not one.published or not other.published:
        return 0.0
    gap = _days_apart(one.published, other.published)
    return 1.0 if gap > 120 else 0.5 if gap > 45 else 0.0


STRENGTHS: tuple[Strength, ...] = (
    same_type, other_type, same_day, around_same_day, near_day, other_day, same_place, other_place, same_people,
    same_death, same_company, other_victims, nothing_shared, nothing_surely_shared, same_number,
    same_thing, same_whole, same_word,
    same_word_in_story, same_word_in_same_text, all_words_in_story, same_story, other_story, untold_story,
    published_together, published_far_apart,
)  # fmt: skip


@cache
def event_weights() -> dict[str, float]:
    """What each strength weighs, by its name, about in log odds (base 2)."""
    held: dict[str, float] = json.loads(
        files("herodot.identity").joinpath("event_weights.json").read_text("utf-8")
    )
    return held


def _weighed(strength: Strength) -> Feature:
    """The same evidence, by what it weighs."""

    @wraps(strength)
    def feature(one: Profile, other: Profile, known: Known) -> float:
        return strength(one, other, known) * event_weights()[strength.__name__]

    return feature


def may_be_one(one: Profile, other: Profile) -> bool:
    """Whether two events are worth weighing: not where their days are far apart, which hardly anything outweighs
    but the very same long description."""
    return _least_days(one, other) <= FAR_DAYS or bool(
        one.description and one.description == other.description
    )


def copied_words(one: Profile, other: Profile, known: Known) -> float:
    """One report copied the passage that speaks of it from the other."""
    return COPIED if copied_passage(one, other, known) else 0.0


def described_alike(one: Profile, other: Profile, known: Known) -> float:
    """Both are described in the very same words, too many for chance."""
    return DESCRIBED if same_description(one, other, known) else 0.0


COPIED, DESCRIBED = 8.5, 8.0
"""As much as all but a type or a word of one's own: other reasons hardly add to these."""
EVENT_FEATURES: tuple[Feature, ...] = (copied_words, described_alike, *map(_weighed, STRENGTHS))


@lru_cache(maxsize=100_000)
def event_stems(words: frozenset[str]) -> frozenset[str]:
    """The stems of all words for an event."""
    return frozenset[str]().union(*map(stems_of, words))


def _types(profile: Profile) -> frozenset[str]:
    return _said(profile.facts, "event_type")


@lru_cache(maxsize=50_000)
def _said(facts: Facts, name: str) -> frozenset[str]:
    return frozenset(str(value) for key, value in facts if key == name)


@lru_cache(maxsize=50_000)
def _counts(facts: Facts) -> frozenset[tuple[str, Value]]:
    return frozenset(f for f in facts if f[0].endswith("_count") and f[1] not in (0, 1))


@lru_cache(maxsize=50_000)
def _things(facts: Facts) -> frozenset[str]:
    return frozenset(
        str(v).casefold().split()[-1].rstrip("s")
        for name, v in facts
        if name in ("weapon", "target") and str(v).strip()
    )


@lru_cache(maxsize=50_000)
def _dates(facts: Facts) -> frozenset[str]:
    return frozenset(d for value in _said(facts, "date") if is_valid(d := value.rstrip("~?")))


def _least_days(one: Profile, other: Profile) -> int:
    return _least(_dates(one.facts), _dates(other.facts))


@lru_cache(maxsize=50_000)
def _least(mine: frozenset[str], theirs: frozenset[str]) -> int:
    return min((_days_apart(a, b) for a in mine for b in theirs), default=0)


@lru_cache(maxsize=50_000)
def _days_apart(one: str, other: str) -> int:
    (low, high), (first, last) = bounds(one), bounds(other)
    return max(0, (low - last).days, (first - high).days)


def _values(profile: Profile, properties: frozenset[str], known: Known) -> frozenset[int]:
    ends = known.subject_ends(profile)
    return frozenset[int]().union(*(ends[name] for name in ends.keys() & properties))


def _others(one: Profile, other: Profile, properties: frozenset[str], known: Known) -> float:
    mine, theirs = (_values(p, properties, known) for p in (one, other))
    return float(bool(mine and theirs and mine.isdisjoint(theirs)))


def _same_roles(one: Profile, other: Profile, known: Known) -> list[tuple[str, int]]:
    mine, theirs = known.subject_ends(one), known.subject_ends(other)
    return [(name, c) for name in mine.keys() & theirs.keys() & ACTORS for c in mine[name] & theirs[name]]


def _tells(cluster: int, known: Known) -> float:
    """How much it tells that both name it: what is in most reports of the case is in most events."""
    return max(0.25, 1.0 - known.share(cluster, 6))
