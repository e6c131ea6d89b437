"""What is known of clusters when pairs are compared: who is in which, how many reports name it, whether it is a person.

One rule: shares are whole hundredths, so that a report more changes few of them, and so few scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from herodot.identity.blocking import has_kind
from herodot.identity.clusters import members_of
from herodot.identity.columns import Bools, Columns, Ints
from herodot.identity.sorted_sets import once


class Labels(Mapping[str, int]):
    """The cluster of each profile, looked up by its number."""

    def __init__(self, at: Mapping[str, int], labels: list[int]) -> None:
        self._at, self._labels = at, labels

    def __getitem__(self, key: str) -> int:
        return self._labels[self._at[key]]

    def __contains__(self, key: object) -> bool:
        return key in self._at

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._labels)


class Standings:
    """What `standing` gives after each step, looked at once where two steps are the same."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._last: tuple[Ints, Ints] | None = None

    def of(self, cluster: Ints) -> Ints:
        """What it gives of those clusters."""
        if self._last is None or not np.array_equal(self._last[0], cluster):
            self._last = cluster, standing(self._columns, cluster)
        return self._last[1]


def spread(columns: Columns, cluster: Ints) -> Ints:
    """In how many reports each cluster is; 0 for a number that is no cluster's."""
    reports = max(len(columns.reports), 1)
    both = once(cluster * reports + columns.each.report)
    return np.bincount(both // reports, minlength=len(cluster))


def named(columns: Columns) -> Bools:
    """Who has a name that is more than words of kind; no event has."""
    found: Bools = (columns.each.form > 0) & ~columns.each.generic
    return found


def standing(columns: Columns, cluster: Ints) -> Ints:
    """All that a score takes from a tie's other end, beside who it is: how spread it is, whether it is a person, and
    whether other reports could mean it."""
    counts, reports = spread(columns, cluster), len(columns.reports)
    persons = members_of(cluster, has_kind(columns, "Person"))
    known = members_of(cluster, named(columns)) | (counts[cluster] > 1)
    shares = (hundredths_of(counts, max(reports, fewest)) for fewest in (5, 6))
    low, high = (share[cluster] for share in shares)
    found: Ints = (low << 20) + (high << 2) + 2 * persons.astype(np.int64) + known
    return found


def hundredths_of(parts: Ints, whole: int) -> Ints:
    """As `hundredths`, for many."""
    return (200 * parts + whole) // (2 * whole)
