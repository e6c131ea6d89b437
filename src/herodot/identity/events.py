"""Whether two reports tell of one event: its type, time, place, people and numbers, and the reports' own words.

One rule: a type alone joins nothing; two raids are two until time, place or people bring them together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from herodot.identity.profile import VICTIMS, Profile
from herodot.identity.reasons import Feature, Known, copied_passage, same_description
from herodot.values.edtf import bounds, is_valid

EVENT_JOINED, EVENT_UNDECIDED = 4.5, 3.0
"""As `reasons.JOINED`: events share more by chance than names do."""
MOST = 40
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
PARTICIPANTS = frozenset(("actor", "target", "participant", *VICTIMS))
DAY = len("2024-01-31")
FAR_DAYS = 4
"""Days between two dates that sources may still disagree on."""


def event_pairs(profiles: Mapping[str, Profile], known: Known) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of events of near types that share a person, a group, a place or a day."""
    blocks: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for p in sorted(profiles.values(), key=lambda p: p.id):
        if p.type == "Event":
            for key in _keys(p, known):
                blocks[key].append(p)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for a, b in combinations(block, 2) if len(block) <= MOST else ():
            if a.report != b.report and (a.id, b.id) not in seen and _types_fit(a, b):
                seen.add((a.id, b.id))
                yield a, b


def _keys(profile: Profile, known: Known) -> set[tuple[str, str]]:
    keys = {("day", str(value)) for name, value in profile.facts if name == "date"}
    things = [str(v) for name, v in profile.facts if name in ("weapon", "target") and str(v).strip()]
    keys |= {("thing", v.casefold().split()[-1].rstrip("s") + profile.published[:7]) for v in things}
    keys |= {
        ("entity", known.cluster[t.other]) for t in profile.ties if t.is_subject and t.other in known.cluster
    }
    if profile.description:
        keys.add(("words", profile.description))
    return keys


def _types(profile: Profile) -> set[str]:
    return {str(value) for name, value in profile.facts if name == "event_type"}


def _types_fit(one: Profile, other: Profile) -> bool:
    mine, theirs = _types(one), _types(other)
    if not mine or not theirs or mine & theirs:
        return True
    return any(mine & near and theirs & near for near in NEAR_TYPES)


def same_type(one: Profile, other: Profile, known: Known) -> float:
    """Both reports give it the same type."""
    return 1.2 if _types(one) & _types(other) else 0.0


def same_day(one: Profile, other: Profile, known: Known) -> float:
    """Both put it at the same time."""
    mine, theirs = _dates(one), _dates(other)
    if mine & theirs:
        first, last = bounds(next(iter(mine & theirs)))
        return 2.6 if (last - first).days <= 2 else 1.0
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
    return min(4.0, sum((2.4 if role in VICTIMS else 1.5) * _tells(c, known) for role, c in shared))


def same_death(one: Profile, other: Profile, known: Known) -> float:
    """The same person died in it, and a person dies once."""
    return 2.5 if _values(one, {"killed"}, known) & _values(other, {"killed"}, known) & known.people else 0.0


def same_company(one: Profile, other: Profile, known: Known) -> float:
    """The same people or groups appear in it, in other roles."""
    shared = _values(one, PARTICIPANTS, known) & _values(other, PARTICIPANTS, known)
    same = {c for _, c in _roles(one, known) & _roles(other, known)}
    return min(1.5, sum(0.8 * _tells(c, known) for c in shared - same))


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


def _values(profile: Profile, properties: set[str] | frozenset[str], known: Known) -> set[str]:
    return {
        known.cluster[t.other]
        for t in profile.ties
        if t.is_subject and t.property in properties and t.other in known.cluster
    }


def _roles(profile: Profile, known: Known) -> set[tuple[str, str]]:
    return {
        (t.property, known.cluster[t.other])
        for t in profile.ties
        if t.is_subject and t.property in PARTICIPANTS and t.other in known.cluster
    }


def _tells(cluster: str, known: Known) -> float:
    """How much it tells that both name it: what is in most reports of the case is in most events."""
    share = known.spread.get(cluster, 1) / max(known.reports, 6)
    return max(0.25, 1.0 - share)


def _stems(profile: Profile) -> set[str]:
    return {word[:5] for words in profile.words for word in words.split() if len(word) > 3}
