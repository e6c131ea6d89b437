"""Which profiles are compared at all: those that share a key that few have.

One rule: the number of pairs grows with the number of profiles, not with its square; a key that too many share is
no key. A pair is one number, its smaller profile in the upper half; pairs come sorted, each once.
"""

from __future__ import annotations

import numpy as np

from herodot.identity.columns import EVENTS, PEOPLE, Bools, Columns, Ints, Longs, code
from herodot.identity.sorted_sets import begins, once

MOST = 60
"""Names that one key may bring together."""
MOST_EVENTS = 40
HALF = np.int64(0xFFFFFFFF)


def coded(one: Ints, other: Ints) -> Ints:
    """Pairs as numbers."""
    return np.minimum(one, other) << 32 | np.maximum(one, other)


def ends(pairs: Ints) -> tuple[Ints, Ints]:
    """The two profiles of each pair."""
    return pairs >> 32, pairs & HALF


def name_pairs(columns: Columns) -> Ints:
    """Pairs of profiles that share a word of their names, acronyms with what they may stand for included.

    Profiles with one and the same name are chained, not paired each with each; the first stands for all. Bodies with
    names of kind only ("the army") are one per country: all of them are compared.
    """
    each = columns.each
    named = np.flatnonzero(each.form)
    order = named[np.argsort(each.form[named], kind="stable")]
    first, rank = _ranked(each.form[order])
    generic = each.generic[order[first]]
    next_to = np.flatnonzero(~generic[1:] & (rank[1:] > 0)) + 1
    chained = coded(order[next_to - 1], order[next_to])
    of_kind = order[generic]
    heads = np.zeros(len(columns.ids), np.bool_)
    heads[order[(rank == 0) | (generic & (rank < MOST))]] = True
    keyed = heads[columns.names.owner]
    return _once(
        chained,
        block_pairs(of_kind, each.form[of_kind], MOST, cut=True),
        block_pairs(columns.names.owner[keyed], columns.names.key[keyed], MOST),
    )


def described_pairs(columns: Columns) -> Ints:
    """Those described in the very same words, chained; and those without a name that are called the same in reports
    that name the same."""
    told = np.flatnonzero(columns.each.described)
    order = told[np.argsort(columns.each.described[told], kind="stable")]
    _, rank = _ranked(columns.each.described[order])
    next_to = np.flatnonzero(rank > 0)
    things = ~has_kind(columns, "Event")[columns.marks.owner]
    called = block_pairs(columns.marks.owner[things], columns.marks.key[things], MOST)
    return _once(coded(order[next_to - 1], order[next_to]), called)


def tie_pairs(columns: Columns, cluster: Ints) -> Ints:
    """Pairs of one type that hold the same office, are kin of the same person, or met the same fate."""
    ties = columns.ties
    used = ties.use & PEOPLE > 0
    key = ties.key[used] << np.uint64(32) | cluster[ties.other[used]].astype(np.uint64)
    pairs = _once(block_pairs(ties.owner[used], key, MOST, cut=True))
    one, other = ends(pairs)
    alike: Bools = columns.each.kind[one] == columns.each.kind[other]
    return pairs[alike]


def event_pairs(columns: Columns, cluster: Ints) -> Ints:
    """Pairs of events of near types that share a person, a group, a place, a day or a thing."""
    used = columns.ties.use & EVENTS > 0
    marked = has_kind(columns, "Event")[columns.marks.owner]
    owner = np.concatenate([columns.marks.owner[marked], columns.ties.owner[used]])
    key = np.concatenate([columns.marks.key[marked], cluster[columns.ties.other[used]].astype(np.uint64)])
    pairs = _once(block_pairs(owner, key, MOST_EVENTS))
    one, other = ends(pairs)
    return pairs[columns.each.types[one] & columns.each.types[other] > 0]


def block_pairs(owner: Ints, key: Longs, most: int, *, cut: bool = False) -> Ints:
    """Pairs of all that share a key, not sorted. A key that more than `most` share gives none; with `cut`, those of
    the first `most`."""
    order = np.lexsort((owner, key))
    owner, key = owner[order], key[order]
    apart = np.r_[True, (key[1:] != key[:-1]) | (owner[1:] != owner[:-1])][: len(key)]
    owner, key = owner[apart], key[apart]
    first = np.flatnonzero(begins(key))
    size = np.diff(np.r_[first, len(key)])
    if cut:
        size = np.minimum(size, most)
    found = [np.zeros(0, np.int64)]
    for width in range(2, most + 1):
        starts = first[size == width]
        if len(starts):
            rows = owner[starts[:, None] + np.arange(width)]
            a, b = np.triu_indices(width, 1)
            found.append((rows[:, a] << 32 | rows[:, b]).ravel())
    return np.concatenate(found)


def has_kind(columns: Columns, kind: str) -> Bools:
    """Which profiles are of a type."""
    found: Bools = columns.each.kind == code(kind)
    return found


def _ranked(keys: Longs) -> tuple[Ints, Ints]:
    """Of sorted keys: where each one's group begins, and its place in the group."""
    first = np.maximum.accumulate(np.where(begins(keys), np.arange(len(keys)), 0))
    return first, np.arange(len(keys)) - first


def _once(*pairs: Ints) -> Ints:
    return once(np.concatenate(pairs))
