"""Who is who: profiles into clusters, with the reasons for each pair that was near.

One rule: sure things first. Names join before what stands in the text about their bearers, those before events,
and events before people who are known only by what befell them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from herodot.identity.blocking import name_pairs, tie_pairs
from herodot.identity.clusters import Clusters
from herodot.identity.events import EVENT_FEATURES, EVENT_JOINED, EVENT_UNDECIDED, event_pairs
from herodot.identity.profile import Profile
from herodot.identity.reasons import FEATURES, JOINED, UNDECIDED, Feature, Known, Reason, reasons, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two clusters that may be one, for a person to decide, with what speaks for and against."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who is who. A cluster goes by the smallest of its profiles' ids."""

    cluster: Mapping[str, str]
    doubts: tuple[Doubt, ...]
    """The nearest first."""


def resolve(
    profiles: Mapping[str, Profile],
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
    copied: frozenset[tuple[str, str]] = frozenset(),
) -> Resolution:
    """Joins what is one. `same` and `different` are what people decided; `copied` pairs stand in copied passages.

    The result does not depend on the order of the profiles. Time grows with the number of pairs that `blocking` gives.
    """
    ordered = {key: profiles[key] for key in sorted(profiles)}
    clusters = Clusters(ordered, different)
    for one, other in sorted(same):
        if one in ordered and other in ordered:
            clusters.join(one, other)
    _join_told(ordered, clusters)
    doubts: dict[tuple[str, str], Doubt] = {}
    steps: tuple[
        tuple[Callable[[Known], Iterator[tuple[Profile, Profile]]], tuple[Feature, ...], float, float], ...
    ] = (
        (lambda known: name_pairs(ordered.values()), FEATURES, JOINED, UNDECIDED),
        (lambda known: _alike(ordered, copied), FEATURES, JOINED, UNDECIDED),
        (lambda known: tie_pairs(ordered, known.cluster), FEATURES, JOINED, UNDECIDED),
        (lambda known: _events(ordered, known), EVENT_FEATURES, EVENT_JOINED, EVENT_UNDECIDED),
        (lambda known: _events(ordered, known), EVENT_FEATURES, EVENT_JOINED, EVENT_UNDECIDED),
        (lambda known: tie_pairs(ordered, known.cluster), FEATURES, JOINED, UNDECIDED),
    )
    for pairs, features, joined, undecided in steps:
        known = _known(ordered, clusters, copied)
        for doubt in _scored(pairs(known), known, features, undecided):
            if doubt.score >= joined and clusters.may_join(doubt.one, doubt.other):
                clusters.join(doubt.one, doubt.other)
            else:
                doubts[doubt.one, doubt.other] = doubt
    return Resolution(cluster=clusters.result(), doubts=_left(doubts.values(), clusters))


def _known(profiles: Mapping[str, Profile], clusters: Clusters, copied: frozenset[tuple[str, str]]) -> Known:
    cluster = clusters.result()
    reports: dict[str, set[str]] = defaultdict(set)
    for key, p in profiles.items():
        reports[cluster[key]].add(p.report)
    return Known(
        cluster=cluster,
        spread={key: len(found) for key, found in reports.items()},
        copied=copied,
        reports=len({p.report for p in profiles.values()}),
        people=frozenset(cluster[key] for key, p in profiles.items() if p.type == "Person"),
    )


def _join_told(profiles: Mapping[str, Profile], clusters: Clusters) -> None:
    """What a source says is one and the same."""
    for key, p in profiles.items():
        for t in p.ties:
            if (
                t.property == "same_as"
                and t.other in profiles
                and clusters.may_join(key, t.other, one_report=True)
            ):
                clusters.join(key, t.other)


def _scored(
    pairs: Iterable[tuple[Profile, Profile]], known: Known, features: tuple[Feature, ...], least: float
) -> list[Doubt]:
    found = []
    for a, b in pairs:
        if a.report != b.report and known.cluster[a.id] != known.cluster[b.id]:
            why = reasons(a, b, known, features)
            if (score := total(why)) >= least:
                one, other = sorted((a.id, b.id))
                found.append(Doubt(one=one, other=other, score=round(score, 2), reasons=why))
    return sorted(found, key=lambda d: (-d.score, d.one, d.other))


def _alike(
    profiles: Mapping[str, Profile], copied: frozenset[tuple[str, str]]
) -> Iterator[tuple[Profile, Profile]]:
    """Pairs in copied passages, and those described in the very same words."""
    described: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for p in profiles.values():
        if p.description and p.type != "Event":
            described[p.type, p.description].append(p)
    for _, block in sorted(described.items()):
        yield from pairwise(block)
    for one, other in sorted(copied):
        if one in profiles and other in profiles and profiles[one].type == profiles[other].type != "Event":
            yield profiles[one], profiles[other]


def _events(profiles: Mapping[str, Profile], known: Known) -> Iterator[tuple[Profile, Profile]]:
    yield from event_pairs(profiles, known)
    for one, other in sorted(known.copied):
        if one in profiles and other in profiles and profiles[one].type == profiles[other].type == "Event":
            yield profiles[one], profiles[other]


def _left(doubts: Iterable[Doubt], clusters: Clusters) -> tuple[Doubt, ...]:
    """One doubt for each two clusters that are still apart and that nobody has decided on."""
    best: dict[tuple[str, str], Doubt] = {}
    for doubt in doubts:
        one, other = sorted((clusters.of(doubt.one), clusters.of(doubt.other)))
        known = best.get((one, other))
        if (
            one != other
            and not clusters.forbidden(one, other)
            and (known is None or known.score < doubt.score)
        ):
            best[one, other] = doubt
    return tuple(sorted(best.values(), key=lambda d: (-d.score, d.one, d.other)))
