"""Which type a change of reports gives to those who share a full name.

One rule: the same votes as `profile.with_one_type` counts, found by columns, so that only bearers of names that came
or went are looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

import numpy as np

from herodot.identity.columns import Columns, code, long_code
from herodot.identity.profile import elected, full_names, has_words
from herodot.identity.sorted_sets import is_in, once, united
from herodot.model.records import Entity
from herodot.model.vocabulary import load_vocabulary


def voted_anew(
    columns: Columns, gone: Collection[str], new: Sequence[Entity]
) -> tuple[dict[str, str], set[str]]:
    """The types of new entities, and the other reports in which somebody's type changes.

    `columns` are those before; `gone`: reports whose profiles do not count any more."""
    types = {code(t): t for t in (*load_vocabulary().entity_types, *(e.type for e in new))}
    names = {e.id: [long_code(name) for name in full_names(e)] for e in new}
    left = np.array([report in gone for report in columns.reports], np.bool_)
    owner, key = columns.votes
    stays = ~left[columns.each.report[owner]]
    touched = once(
        np.concatenate([key[~stays], np.array([n for told in names.values() for n in told], np.uint64)])
    )
    owner, key = owner[stays], key[stays]
    some = once(owner[is_in(key, touched)])
    of_some = is_in(owner, some)
    counted = is_in(key, united(once(key[of_some]), touched))
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    read = columns.each.read
    for name, kind in zip(key[counted].tolist(), read[owner[counted]].tolist(), strict=True):
        votes[name][types[kind]] += 1
    for e in new:
        for name in names[e.id]:
            votes[name][e.type] += 1

    def type_of(own: str, told: Sequence[int], has_words: bool) -> str:
        total: Counter[str] = Counter()
        for name in told:
            total.update(votes[name])
        return elected(total, own, has_words)

    told_of: dict[int, list[int]] = defaultdict(list)
    for one, name in zip(owner[of_some].tolist(), key[of_some].tolist(), strict=True):
        told_of[one].append(name)
    kinds = columns.each.kind
    changed = {
        columns.reports[columns.each.report[one]]
        for one, told in told_of.items()
        if code(type_of(types[int(read[one])], told, bool(columns.each.worded[one]))) != kinds[one]
    }
    return {e.id: type_of(e.type, names[e.id], has_words(full_names(e))) for e in new}, changed
