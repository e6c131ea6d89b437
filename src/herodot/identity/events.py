"""Whether two reports tell of one event: its type, time, place, people and numbers, and the reports' own words.

One rule: a type alone joins nothing; two raids are two until time, place or people bring them together.
"""

from __future__ import annotations

from math import fsum

from herodot.identity.profile import VICTIMS, Profile
from herodot.identity.reasons import Feature, Known, copied_passage, same_description
from herodot.values.edtf import bounds, is_valid

EVENT_JOINED, EVENT_UNDECIDED = 4.5, 3.0
"""As `reasons.JOINED`: events share more by chance than names do."""
PARTICIPANTS = frozenset(("actor", "target", "participant", *VICTIMS))
DAY = len("2024-01-31")
FAR_DAYS = 4
"""Days between two dates that sources may still disagree on."""


def _types(profile: Profile) -> set[str]:
    return {str(value) for name, value in profile.facts if name == "event_type"}


def same_type(one: Profile, other: Profile, known: Known) -> float:
    """Both reports give it the same type."""
    return 1.2 if _types(one) & _types(other) else 0.0


def same_day(one: Profile, other: Profile, known: Known) -> float:
    """Both put it at the same time."""
    mine, theirs = _dates(one), _dates(other)
    if shared := mine & theirs:
        widths = [(last - first).days for first, last in map(bounds, shared)]
        return 2.6 if min(widths) <= 2 else 1.0
    return 0.8 if any(_days_apart(a, b) == 0 for a in mine for b in theirs) else 0.0


def other_day(one: Profile, other: Profile, known: Known) -> float:
    """They put it at different times."""
    gaps = [_days_apart(a, b) for a in _dates(one) for b in _dates(other)]
    if not gaps or min(gaps) == 0:
        return 0.0
    return -0.5 if min(gaps) <= FAR_DAYS else -4.0


def same_place(one: Profile, other: Profile, known: Known) -> float:
    """Both put it at the same place."""
    shared = _values(one, {"place"}, known) & _values(other, {"place"}, known)
    return max((2.0 * _tells(c, known) for c in shared), default=0.0)


def other_place(one: Profile, other: Profile, known: Known) -> float:
    """They put it at different places."""
    mine, theirs = (_values(p, {"place"}, known) for p in (one, other))
    return -0.8 if mine and theirs and mine.isdisjoint(theirs) else 0.0


def same_people(one: Profile, other: Profile, known: Known) -> float:
    """The same people or groups did it or had it done to them, in the same role."""
    shared = _roles(one, known) & _roles(other, known)
    return min(4.0, fsum((2.4 if role in VICTIMS else 1.5) * _tells(c, known) for role, c in shared))


def same_death(one: Profile, other: Profile, known: Known) -> float:
    """The same person died in it, and a person dies once."""
    shared = _values(one, {"killed"}, known) & _values(other, {"killed"}, known)
    return 2.5 if any(known.people[c] for c in shared) else 0.0


def same_company(one: Profile, other: Profile, known: Known) -> float:
    """The same people or groups appear in it, in other roles."""
    shared = _values(one, PARTICIPANTS, known) & _values(other, PARTICIPANTS, known)
    same = {c for _, c in _roles(one, known) & _roles(other, known)}
    return min(1.5, fsum(0.8 * _tells(c, known) for c in shared - same))


def other_people(one: Profile, other: Profile, known: Known) -> float:
    """They name different victims."""
    for role in VICTIMS:
        mine, theirs = (_values(p, {role}, known) for p in (one, other))
        if mine and theirs and mine.isdisjoint(theirs):
            return -0.8
    return 0.0


def same_number(one: Profile, other: Profile, known: Known) -> float:
    """Both give the same number of dead, wounded, captured or freed."""
    counts = [{f for f in p.facts if f[0].endswith("_count") and f[1] not in (0, 1)} for p in (one, other)]
    return 1.5 if counts[0] & counts[1] else 0.0


def same_thing(one: Profile, other: Profile, known: Known) -> float:
    """Both name the same weapon, or the same thing that was hit or taken."""
    mine, theirs = (
        {
            str(v).casefold().split()[-1].rstrip("s")
            for name, v in p.facts
            if name in ("weapon", "target") and str(v).strip()
        }
        for p in (one, other)
    )
    return 1.0 if mine & theirs else 0.0


def same_whole(one: Profile, other: Profile, known: Known) -> float:
    """Both are part of, or follow from, the same event."""
    links = {"part_of", "because_of"}
    return 1.2 if _values(one, links, known) & _values(other, links, known) else 0.0


def published_together(one: Profile, other: Profile, known: Known) -> float:
    """The reports were published within three days."""
    if len(one.published) < DAY or len(other.published) < DAY:
        return 0.0
    return 0.8 if _days_apart(one.published, other.published) <= 3 else 0.0


def same_words(one: Profile, other: Profile, known: Known) -> float:
    """Both reports use the same word for it."""
    return 0.6 if _stems(one) & _stems(other) else 0.0


def published_far_apart(one: Profile, other: Profile, known: Known) -> float:
    """The reports are months apart, and one of them gives no date for it."""
    if (_dates(one) and _dates(other)) or not one.published or not other.published:
        return 0.0
    gap = _days_apart(one.published, other.published)
    return -1.5 if gap > 120 else -0.7 if gap > 45 else 0.0


EVENT_FEATURES: tuple[Feature, ...] = (
    copied_passage, same_description, same_type, same_day, other_day, same_place, other_place, same_people, same_death,
    same_company, other_people, same_number, same_thing, same_whole, same_words, published_together,
    published_far_apart,
)  # fmt: skip


def _dates(profile: Profile) -> set[str]:
    return {d for name, v in profile.facts if name == "date" and is_valid(d := str(v).rstrip("~?"))}


def _days_apart(one: str, other: str) -> int:
    (low, high), (first, last) = bounds(one), bounds(other)
    return max(0, (low - last).days, (first - high).days)


def _values(profile: Profile, properties: set[str] | frozenset[str], known: Known) -> set[int]:
    return {
        known.cluster[t.other]
        for t in profile.ties
        if t.is_subject and t.property in properties and t.other in known.cluster
    }


def _roles(profile: Profile, known: Known) -> set[tuple[str, int]]:
    return {
        (t.property, known.cluster[t.other])
        for t in profile.ties
        if t.is_subject and t.property in PARTICIPANTS and t.other in known.cluster
    }


def _tells(cluster: int, known: Known) -> float:
    """How much it tells that both name it: what is in most reports of the case is in most events."""
    return max(0.25, 1.0 - known.share(cluster, 6))


def _stems(profile: Profile) -> set[str]:
    return {word[:5] for words in profile.words for word in words.split() if len(word) > 3}
