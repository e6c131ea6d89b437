"""Who is not who it was: what a new matching does to resolved entities.

One rule: by numbers only, and an entity that only gained or lost members of reports that changed is still itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from herodot.identity.clusters import members_of
from herodot.identity.columns import Ints
from herodot.identity.resolve import Matched, first_of
from herodot.identity.sorted_sets import once


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """What changed between two matchings. Resolved entities go by their ids then and now."""

    was: Mapping[str, str]
    """For each entity of a report the resolved one, before and now."""
    now: Mapping[str, str]
    others: frozenset[str]
    """Entities of reports that did not change whose resolved one goes by another id, or has other members of these."""
    made: frozenset[str]
    """Resolved entities that have other members than before."""
    unmade: frozenset[str]
    """Those of before that had other members than now."""
    members_then: Members
    members: Members


class Members:
    """Who belongs to a resolved entity."""

    def __init__(self, matched: Matched) -> None:
        """As it was matched."""
        self._ids, self._at = matched.columns.ids, matched.columns.at
        cluster = matched.clusters[-1]
        self._order = np.argsort(cluster, kind="stable")
        self._sorted = cluster[self._order]

    def of(self, key: str) -> list[str]:
        """Its entities of reports, in the order of ids."""
        low, high = np.searchsorted(self._sorted, [self._at[key], self._at[key] + 1])
        return [self._ids[n] for n in self._order[low:high].tolist()]


def regrouped(old: Matched, new: Matched, moved: Ints) -> Regrouped:
    """What changed. `moved` gives each old number's new one; -1 for those of reports that changed or are gone."""
    before, after = old.clusters[-1], new.clusters[-1]
    size, stays = len(after), moved >= 0
    kept = moved[stays]
    was, now = np.arange(size), np.arange(size)
    was[kept] = first_of(before[stays], kept, len(moved))
    now[kept] = first_of(after[kept], kept, size)
    fresh = np.ones(size, np.bool_)
    fresh[kept] = False
    others = members_of(was, was != now) | members_of(now, was != now)
    others[kept] |= moved[before[stays]] != after[kept]
    others &= ~fresh
    near = np.zeros(size, np.bool_)
    near[moved[members_of(before, ~stays) & stays]] = True
    made = members_of(after, others | fresh | near)
    changed = ~stays
    changed[stays] |= made[kept]
    return Regrouped(
        was=old.cluster,
        now=new.cluster,
        others=frozenset(new.columns.ids[n] for n in np.flatnonzero(others)),
        made=frozenset(new.columns.ids[n] for n in once(after[made])),
        unmade=frozenset(old.columns.ids[n] for n in once(before[members_of(before, changed)])),
        members_then=Members(old),
        members=Members(new),
    )
