"""Profiles joined into clusters under what forbids it.

One rule: joining is refused where a person decided so, where one report speaks of two, or where full names disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from herodot.identity.names import ORGANIZATIONS, acronym_clash, grade, is_full
from herodot.identity.profile import Profile

MOST_NAMES = 12
"""Names of a cluster that a newcomer's are compared with: the fullest."""


class Clusters:
    """A union-find over profile ids; a cluster goes by the smallest id in it, so order of joining shows nowhere."""

    def __init__(self, profiles: Mapping[str, Profile], apart: Iterable[tuple[str, str]] = ()) -> None:
        """`apart`: pairs that may never come into one cluster."""
        self.profiles = profiles
        self._top = {key: key for key in profiles}
        self.members: dict[str, list[str]] = {key: [key] for key in profiles}
        self._reports = {key: {p.report} for key, p in profiles.items()}
        self._named = {key: [p] if p.folded else [] for key, p in profiles.items()}
        self._apart: dict[str, set[str]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def of(self, key: str) -> str:
        """The cluster of a profile."""
        top = key
        while self._top[top] != top:
            top = self._top[top]
        while self._top[key] != top:
            self._top[key], key = top, self._top[key]
        return top

    def forbidden(self, one: str, other: str) -> bool:
        """Whether a person decided that some members of the two clusters are different."""
        small, large = sorted((self.of(one), self.of(other)), key=lambda k: len(self.members[k]))
        return any(
            self.of(enemy) == large for key in self.members[small] for enemy in self._apart.get(key, ())
        )

    def may_join(self, one: str, other: str, *, one_report: bool = False) -> bool:
        """Whether nothing speaks against one cluster of two. `one_report`: a source says so within one report."""
        a, b = self.of(one), self.of(other)
        if a == b:
            return True
        if self.forbidden(a, b):
            return False
        if one_report:
            return True
        return self._reports[a].isdisjoint(self._reports[b]) and not self._names_disagree(a, b)

    def _names_disagree(self, one: str, other: str) -> bool:
        first, second = (_fullest(self._named[key]) for key in (one, other))
        if self.profiles[one].type in ORGANIZATIONS:
            return any(acronym_clash(a.names, b.names) for a in first for b in second)
        if self.profiles[one].type != "Person":
            return False
        grades = {grade(a, b) for a in first for b in second}
        return "different" in grades and "same" not in grades

    def join(self, one: str, other: str) -> None:
        """One cluster of two, whatever speaks against it."""
        a, b = sorted((self.of(one), self.of(other)))
        if a != b:
            self._top[b] = a
            self.members[a] += self.members.pop(b)
            self._reports[a] |= self._reports.pop(b)
            self._named[a] = _fullest(self._named[a] + self._named.pop(b))

    def result(self) -> dict[str, str]:
        """Each profile and its cluster."""
        return {key: self.of(key) for key in self.profiles}


def _fullest(named: list[Profile]) -> list[Profile]:
    distinct = {p.folded: p for p in reversed(named)}
    return sorted(
        distinct.values(), key=lambda p: (-sum(map(is_full, p.names)), -max(map(len, p.names)), p.id)
    )[:MOST_NAMES]
