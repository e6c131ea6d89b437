"""Profiles joined into clusters under what forbids it.

One rule: joining is refused where a person decided so, where one report speaks of two, or where full names disagree.
What a cluster is goes by who is in it, never by the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from herodot.identity.columns import Bools, Columns, Ints, Profiles, code
from herodot.identity.names import ORGANIZATIONS, acronym_clash, grade, is_full
from herodot.identity.profile import Profile

MOST_NAMES = 12
"""Names of a cluster that a newcomer's are compared with: the fullest."""
_PERSON = code("Person")
_BODIES = frozenset(map(code, ORGANIZATIONS))


class Clusters:
    """A union-find over profile numbers; a cluster goes by the smallest in it, so order of joining shows nowhere."""

    def __init__(
        self,
        columns: Columns,
        profiles: Profiles,
        looked_at: Ints,
        cluster: Ints,
        apart: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Clusters of those `looked_at`, all members of each among them, as `cluster` has them.

        `apart`: pairs that may never come into one cluster."""
        self._columns, self._profiles = columns, profiles
        listed = looked_at.tolist()
        self._top: dict[int, int] = dict(zip(listed, cluster[looked_at].tolist(), strict=True))
        self._members: dict[int, list[int]] = {}
        self._reports: dict[int, set[int]] = {}
        reports = columns.each.report[looked_at].tolist()
        for (key, top), report in zip(self._top.items(), reports, strict=True):
            if top in self._members:
                self._members[top].append(key)
                self._reports[top].add(report)
            else:
                self._members[top], self._reports[top] = [key], {report}
        self._named: dict[int, list[int]] = {}
        self._disagree: dict[tuple[tuple[int, ...], ...], bool] = {}
        self._apart: dict[int, set[int]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def of(self, key: int) -> int:
        """The cluster of a profile."""
        top = key
        while self._top[top] != top:
            top = self._top[top]
        while self._top[key] != top:
            self._top[key], key = top, self._top[key]
        return top

    def forbidden(self, one: int, other: int) -> bool:
        """Whether a person decided that some members of the two clusters are different."""
        if not self._apart:
            return False
        small, large = sorted((self.of(one), self.of(other)), key=lambda k: len(self._members[k]))
        return any(
            enemy in self._top and self.of(enemy) == large
            for key in self._members[small]
            for enemy in self._apart.get(key, ())
        )

    def may_join(self, one: int, other: int, *, one_report: bool = False) -> bool:
        """Whether nothing speaks against one cluster of two. `one_report`: a source says so within one report."""
        a, b = self.of(one), self.of(other)
        if a == b:
            return True
        if self.forbidden(a, b):
            return False
        if one_report:
            return True
        return self._reports[a].isdisjoint(self._reports[b]) and not self._names_disagree(a, b)

    def _names_disagree(self, one: int, other: int) -> bool:
        kind = self._columns.each.kind[min(one, other)]
        if kind != _PERSON and kind not in _BODIES:
            return False
        names = [self._names(key) for key in (one, other)]
        # Most newcomers are written as others were: what names come to is worked out once for each way to write them.
        written = tuple(tuple(self._columns.each.spelled[some].tolist()) for some in names)
        if written not in self._disagree:
            first, second = ([self._profile(n) for n in some] for some in names)
            self._disagree[written] = _disagree(first, second, bodies=kind != _PERSON)
        return self._disagree[written]

    def _names(self, cluster: int) -> list[int]:
        """Profiles that have the cluster's names between them."""
        if cluster not in self._named:
            self._named[cluster] = self._fullest(self._members[cluster])
        return self._named[cluster]

    def _fullest(self, members: Iterable[int]) -> list[int]:
        forms: dict[int, int] = {}
        for key in sorted(members):
            if form := int(self._columns.each.form[key]):
                forms.setdefault(form, key)
        if len(forms) < 2:
            return list(forms.values())
        distinct: dict[frozenset[str], int] = {}
        for key in forms.values():
            distinct.setdefault(self._profile(key).folded, key)
        # Only the names count here, so that the fullest of two clusters are the fullest of their fullest.
        return [key for _, key in sorted(distinct.items(), key=lambda kv: _fullness(kv[0]))[:MOST_NAMES]]

    def _profile(self, number: int) -> Profile:
        return self._profiles[self._columns.ids[number]]

    def join(self, one: int, other: int) -> None:
        """One cluster of two, whatever speaks against it."""
        a, b = sorted((self.of(one), self.of(other)))
        if a != b:
            self._top[b] = a
            named = self._named.pop(a, None), self._named.pop(b, None)
            self._members[a] += self._members.pop(b)
            self._reports[a] |= self._reports.pop(b)
            if named[0] is not None and named[1] is not None:
                self._named[a] = self._fullest(named[0] + named[1])

    def result(self) -> tuple[Ints, Ints]:
        """The profiles that were looked at, and the cluster of each."""
        keys = np.fromiter(self._top, np.int64, len(self._top))
        return keys, np.fromiter(map(self.of, self._top), np.int64, len(self._top))


def _disagree(first: Iterable[Profile], second: Sequence[Profile], *, bodies: bool) -> bool:
    if bodies:
        return any(acronym_clash(a.names, b.names) for a in first for b in second)
    grades = {grade(a, b) for a in first for b in second}
    return "different" in grades and "same" not in grades


def _fullness(folded: frozenset[str]) -> tuple[int, int, list[str]]:
    return -sum(map(is_full, folded)), -max(map(len, folded)), sorted(folded)


def together(size: int, one: Ints, other: Ints) -> Ints:
    """For each of `size` the smallest that it is linked with, directly or through others; links go both ways."""
    low = np.arange(size)
    while True:
        least = np.minimum(low[one], low[other])
        new = low.copy()
        np.minimum.at(new, one, least)
        np.minimum.at(new, other, least)
        # What a link's ends went by goes by the new smallest too: chains are short after few rounds.
        np.minimum.at(new, low[one], least)
        np.minimum.at(new, low[other], least)
        while not np.array_equal(shorter := new[new], new):
            new = shorter
        if np.array_equal(new, low):
            return low
        low = new


def members_of(cluster: Ints, some: Bools) -> Bools:
    """All that are in a cluster with any of `some`."""
    marked = np.zeros(len(cluster), np.bool_)
    marked[cluster[some]] = True
    return marked[cluster]
