"""Who is who: profiles into clusters, with the reasons for each pair that was near.

One rule: sure things first. Names join before what stands in the text about their bearers, those before events,
and events before people who are known only by what befell them.

What a step comes to is kept, so that a change is carried from step to step and only what it touches is looked at
again: pairs of profiles that changed or whose surroundings did, and clusters that such pairs may join.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from herodot.identity.blocking import coded, ends, has_kind
from herodot.identity.clusters import Clusters, members_of, together
from herodot.identity.columns import TOLD, AllProfiles, Bools, Columns, Ints, Profiles, columns_of
from herodot.identity.doubts import Perhaps, left_open, perhaps_one, queued
from herodot.identity.profile import Profile
from herodot.identity.reasons import Known, Reason, reasons, total
from herodot.identity.sorted_sets import in_one_only, is_in, once
from herodot.identity.standing import Labels, Standings, named, spread, standing
from herodot.identity.steps import AGAIN, FAR, STEPS, Scores

Pairs = Iterable[tuple[str, str]]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What matching came to, step by step. Numbers of profiles are those of `columns`."""

    columns: Columns
    clusters: tuple[Ints, ...]
    """For each profile its cluster's first profile: as told, then after each step."""
    pairs: tuple[Ints, ...]
    """Of each step the pairs that were compared, sorted."""
    scores: tuple[Scores, ...]
    """In hundredths, or `FAR`."""
    apart: Ints
    """Pairs that people hold to be two."""
    copied: Ints
    """Pairs that copied passages speak of."""
    doubts: tuple[tuple[int, Doubt], ...]
    """The step and the doubt, the nearest first."""
    perhaps: Perhaps

    @property
    def cluster(self) -> dict[str, str]:
        """The cluster of each profile."""
        ids = self.columns.ids
        return {key: ids[top] for key, top in zip(ids, self.clusters[-1].tolist(), strict=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was matched before, and what became of each profile's number since; -1 for who is gone or was replaced."""

    matched: Matched
    moved: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What people decided, and what copies show, as pairs of profile ids."""

    same: Pairs = ()
    different: Pairs = ()
    copied: Pairs = ()


def resolve(
    profiles: Mapping[str, Profile],
    same: Pairs = (),
    different: Pairs = (),
    copied: frozenset[tuple[str, str]] = frozenset(),
) -> Resolution:
    """Joins what is one. `same` and `different` are what people decided; `copied` pairs stand in copied passages.

    The result does not depend on the order of the profiles. Time grows with the number of pairs that `blocking` gives.
    """
    held = AllProfiles(profiles)
    found = match(columns_of(held.values()), held, Said(same=same, different=different, copied=copied))
    return Resolution(cluster=found.cluster, doubts=tuple(doubt for _, doubt in found.doubts))


def match(columns: Columns, profiles: Profiles, said: Said, before: Before | None = None) -> Matched:
    """All steps, one after the other; the same with `before` as without it, but sooner."""
    run = _Run(columns, profiles, said, before)
    for number in range(len(STEPS)):
        run.step(number)
    return run.matched()


class _Run:
    """The steps of one matching."""

    def __init__(self, columns: Columns, profiles: Profiles, said: Said, before: Before | None) -> None:
        self.columns, self.profiles, self.before = columns, profiles, before
        self.size = len(columns.ids)
        self.apart, self.copied = _numbered(columns, said.different), _numbered(columns, said.copied)
        self.copied_ids = frozenset((min(p), max(p)) for p in said.copied)
        self.clusters = [self._told(_numbered(columns, said.same))]
        self.pairs: list[Ints] = []
        self.scores: list[Scores] = []
        self.fresh: list[Ints] = []
        self.known: list[Known] = []
        self.standings = Standings(columns)
        self.were = Standings(before.matched.columns) if before else self.standings
        self.new = np.ones(self.size, np.bool_)
        """Who is new, or was replaced."""
        if before is not None:
            self.new[before.moved[before.moved >= 0]] = False

    def _told(self, same: Ints) -> Ints:
        """What people decided to be one, and what a source says is."""
        ties = self.columns.ties
        told = ties.use & TOLD > 0
        some = once(np.concatenate([*ends(same), *ends(self.apart), ties.owner[told], ties.other[told]]))
        cluster = np.arange(self.size)
        clusters = self._clusters(some, cluster)
        for one, other in zip(*(e.tolist() for e in ends(same)), strict=True):
            clusters.join(one, other)
        for one, other in zip(ties.owner[told].tolist(), ties.other[told].tolist(), strict=True):
            if clusters.may_join(one, other, one_report=True):
                clusters.join(one, other)
        keys, tops = clusters.result()
        cluster[keys] = tops
        return cluster

    def _clusters(self, looked_at: Ints, cluster: Ints) -> Clusters:
        apart = zip(*(e.tolist() for e in ends(self.apart)), strict=True)
        return Clusters(self.columns, self.profiles, looked_at, cluster, apart)

    def step(self, number: int) -> None:
        """Compares what is new to each other, joins what may be, and leaves the rest as it was."""
        step, cluster = STEPS[number], self.clusters[-1]
        self.known.append(self._known(cluster))
        pairs = step.pairs(self.columns, cluster, self.copied)
        one, other = ends(pairs)
        report = self.columns.each.report
        pairs = pairs[(report[one] != report[other]) & (cluster[one] != cluster[other])]
        changed = self.new.copy()
        self.pairs.append(pairs)
        self.scores.append(self._scored(number, pairs, changed))
        self.clusters.append(self._joined(number, changed))

    def _known(self, cluster: Ints) -> Known:
        if self.known and np.array_equal(cluster, self.clusters[-2]):
            return self.known[-1]
        labels, ids = cluster.tolist(), self.columns.ids
        return Known(
            # All pairs of a case are worth a dict; the few of a change are not.
            cluster=dict(zip(ids, labels, strict=True))
            if self.before is None
            else Labels(self.columns.at, labels),
            spread=spread(self.columns, cluster).tolist(),
            copied=self.copied_ids,
            reports=len(self.columns.reports),
            people=members_of(cluster, has_kind(self.columns, "Person")).tolist(),
            named=members_of(cluster, named(self.columns)).tolist(),
        )

    def _touched(self, number: int) -> Bools:
        """Profiles that are new, or that have a tie to somebody who is known otherwise than before."""
        if self.before is None:
            return self.new
        was, now = self._surroundings(number)
        otherwise = was != now
        old, moved = self.before.matched, self.before.moved
        stays = moved >= 0
        stands = self.standings.of(self.clusters[number])
        before = stands.copy()
        before[moved[stays]] = self.were.of(old.clusters[number])[stays]
        otherwise |= before != stands
        return self.new | self._tied_to(otherwise)

    def _surroundings(self, number: int) -> tuple[Ints, Ints]:
        """By which of those who were there before each goes, before and now; who is new goes by itself."""
        assert self.before is not None
        was, now = (np.arange(self.size) for _ in range(2))
        moved = self.before.moved
        stays = moved >= 0
        kept = moved[stays]
        was[kept] = first_of(self.before.matched.clusters[number][stays], kept, len(moved))
        now[kept] = first_of(self.clusters[number][kept], kept, self.size)
        return was, now

    def _scored(self, number: int, pairs: Ints, changed: Bools) -> Scores:
        """The scores of a step's pairs; marks in `changed` whose pairs are not what they were."""
        one, other = ends(pairs)
        touched, scores = self._touched(number), np.full(len(pairs), FAR, np.int16)
        fresh = touched[one] | touched[other]
        if self.before is not None:
            was, had = self._was(number, changed)
            fresh |= ~is_in(pairs, was) | is_in(pairs, self._newly_copied())
            scores[~fresh] = _looked_up(was, had, pairs[~fresh])
        self.fresh.append(pairs[fresh])
        if number in AGAIN:
            fresh = self._not_compared_yet(number, pairs, fresh, scores)
        scores[fresh] = self._compared(number, pairs[fresh])
        if self.before is not None:
            for other_now in (
                pairs[_looked_up(was, had, pairs) != scores],
                was[_looked_up(pairs, scores, was) != had],
            ):
                for end in ends(other_now):
                    changed[end] = True
        return scores

    def _not_compared_yet(self, number: int, pairs: Ints, fresh: Bools, scores: Scores) -> Bools:
        """Those of the `fresh` pairs that a step before like this one has not compared, or knew less of; sets the
        scores of the others."""
        first = AGAIN[number]
        earlier, cluster = self.clusters[first], self.clusters[number]
        if np.array_equal(earlier, cluster):
            touched = np.zeros(self.size, np.bool_)
        else:
            now = self.standings.of(cluster)
            touched = self._tied_to((earlier != cluster) | (now != standing(self.columns, earlier)))
        one, other = ends(pairs)
        known = fresh & is_in(pairs, self.pairs[first]) & ~touched[one] & ~touched[other]
        scores[known] = _looked_up(self.pairs[first], self.scores[first], pairs[known])
        return fresh & ~known

    def _tied_to(self, some: Bools) -> Bools:
        touched = np.zeros(self.size, np.bool_)
        touched[self.columns.ties.owner[some[self.columns.ties.other]]] = True
        return touched

    def _was(self, number: int, changed: Bools) -> tuple[Ints, Scores]:
        """The pairs that were compared before, and their scores; marks who has lost one that counted."""
        assert self.before is not None
        moved = self.before.moved
        pairs, scores = self.before.matched.pairs[number], self.before.matched.scores[number]
        one, other = (moved[end] for end in ends(pairs))
        stays = (one >= 0) & (other >= 0)
        left = np.maximum(one, other)[~stays & (scores != FAR)]
        changed[left[left >= 0]] = True
        return coded(one[stays], other[stays]), scores[stays]

    def _newly_copied(self) -> Ints:
        assert self.before is not None
        one, other = (self.before.moved[end] for end in ends(self.before.matched.copied))
        return in_one_only(self.copied, np.sort(coded(one, other)[(one >= 0) & (other >= 0)]))

    def _compared(self, number: int, pairs: Ints) -> list[int]:
        step, known, ids, profiles = STEPS[number], self.known[number], self.columns.ids, self.profiles
        named = [(ids[a], ids[b]) for a, b in zip(*(end.tolist() for end in ends(pairs)), strict=True)]
        profiles.fetch({key for pair in named for key in pair})
        scores = []
        for a, b in named:
            one, other, score = profiles[a], profiles[b], -np.inf
            if step.fits(one, other):
                score = total(reasons(one, other, known, step.features))
            scores.append(round(round(score, 2) * 100) if score >= step.perhaps else int(FAR))
        return scores

    def _joined(self, number: int, changed: Bools) -> Ints:
        """The clusters after a step. Only those are made again that something new may reach over pairs that count."""
        step, cluster = STEPS[number], self.clusters[-1]
        pairs, scores = (values[self.scores[-1] != FAR] for values in (self.pairs[-1], self.scores[-1]))
        one, other = ends(pairs)
        reach = together(
            self.size, np.concatenate([one, np.arange(self.size)]), np.concatenate([other, cluster])
        )
        result = cluster.copy()
        if self.before is not None:
            self._mark_changed(number, changed)
            quiet = ~members_of(reach, changed)
            moved = self.before.moved
            kept = np.flatnonzero(moved >= 0)
            after = np.arange(self.size)
            after[moved[kept]] = first_of(
                self.before.matched.clusters[number + 1][kept], moved[kept], len(moved)
            )
            result[quiet] = after[quiet]
        counted = np.zeros(self.size, np.bool_)
        counted[one] = True
        looked_at = members_of(reach, changed) & members_of(reach, counted)
        clusters = self._clusters(np.flatnonzero(looked_at), cluster)
        some = looked_at[one] & (scores >= round(step.joined * 100))
        one, other, scores = one[some], other[some], scores[some]
        order = np.lexsort((other, one, -scores.astype(np.int64)))
        for a, b in zip(one[order].tolist(), other[order].tolist(), strict=True):
            if clusters.may_join(a, b):
                clusters.join(a, b)
        keys, tops = clusters.result()
        result[keys] = tops
        return result

    def _mark_changed(self, number: int, changed: Bools) -> None:
        """Marks all in clusters that are not who they were before this step, and whom a decision speaks of anew."""
        assert self.before is not None
        was, now = self._surroundings(number)
        otherwise = was != now
        changed |= members_of(was, otherwise) | members_of(now, otherwise)
        moved, cluster = self.before.moved, self.before.matched.clusters[number]
        lost = members_of(cluster, moved < 0) & (moved >= 0)
        changed[moved[lost]] = True
        one, other = (moved[end] for end in ends(self.before.matched.apart))
        for end in ends(in_one_only(self.apart, np.sort(coded(one, other)[(one >= 0) & (other >= 0)]))):
            changed[end] = True
        for end in (one, other):
            changed[end[end >= 0]] |= (one < 0)[end >= 0] | (other < 0)[end >= 0]

    def matched(self) -> Matched:
        """What all steps came to."""
        left = left_open(self.pairs, self.scores, self.clusters[-1], self.apart)
        some = queued(left)
        doubts = zip(*(column[some].tolist() for column in left), strict=True)
        return Matched(
            columns=self.columns, clusters=tuple(self.clusters), pairs=tuple(self.pairs),
            scores=tuple(self.scores), apart=self.apart, copied=self.copied, doubts=tuple(self._doubts(doubts)),
            perhaps=perhaps_one(left, self.clusters[-1]),
        )  # fmt: skip

    def _doubts(self, left: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, Doubt]]:
        """The doubts of pairs, with their scores and the steps that came to them; those of before where they are what
        they were."""
        held = self.before.matched.doubts if self.before is not None else ()
        known = {(n, d.one, d.other): d for n, d in held}
        fresh = [set(pairs.tolist()) for pairs in self.fresh] if held else []
        for pair, score, number in left:
            first, second = (self.columns.ids[end] for end in (pair >> 32, pair & 0xFFFFFFFF))
            doubt = known.get((number, first, second))
            if doubt is None or pair in fresh[number]:
                doubt = self._doubt(number, first, second, score)
            yield number, doubt

    def _doubt(self, number: int, one: str, other: str, score: int) -> Doubt:
        self.profiles.fetch((one, other))
        why = reasons(self.profiles[one], self.profiles[other], self.known[number], STEPS[number].features)
        return Doubt(one=one, other=other, score=score / 100, reasons=why)


def _numbered(columns: Columns, pairs: Pairs) -> Ints:
    at = columns.at
    found = [(at[one], at[other]) for one, other in pairs if one in at and other in at]
    one, other = np.array(found, np.int64).reshape(-1, 2).T
    return once(coded(one, other))


def first_of(cluster: Ints, kept: Ints, size: int) -> Ints:
    """For each of those that were kept, by number, the first of them that is in its cluster."""
    least = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(least, cluster, kept)
    return least[cluster]


def _looked_up(pairs: Ints, scores: Scores, asked: Ints) -> Scores:
    """The scores of some pairs among all; `FAR` for those that are not there."""
    if not len(pairs):
        return np.full(len(asked), FAR, np.int16)
    place = np.minimum(np.searchsorted(pairs, asked), len(pairs) - 1)
    return np.where(pairs[place] == asked, scores[place], FAR)
