"""Coreference measures: MUC (Vilain 1995), B³ (Bagga and Baldwin 1998), CEAF-e (Luo 2005), and their mean.

One rule: a chain is a set of mentions and a mention is any hashable value; what only one side has counts against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Chains = Collection[frozenset[Hashable]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The four sums of a measure, to be added up over documents: of what was said and of what is there, how much is
    right and how much there is."""

    said_right: float = 0.0
    said: float = 0.0
    gold_found: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Share) -> Share:
        return Share(
            said_right=self.said_right + other.said_right,
            said=self.said + other.said,
            gold_found=self.gold_found + other.gold_found,
            gold=self.gold + other.gold,
        )

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where either has nothing."""
        p = self.said_right / self.said if self.said else 0.0
        r = self.gold_found / self.gold if self.gold else 0.0
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conll:
    """The three measures over the same documents."""

    muc: Share = field(default_factory=Share)
    b_cubed: Share = field(default_factory=Share)
    ceaf_e: Share = field(default_factory=Share)

    def __add__(self, other: Conll) -> Conll:
        return Conll(
            muc=self.muc + other.muc,
            b_cubed=self.b_cubed + other.b_cubed,
            ceaf_e=self.ceaf_e + other.ceaf_e,
        )

    @property
    def f1(self) -> float:
        """The mean of the three F1, as CoNLL 2012 ranks systems."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3

    def figures(self, name: str) -> dict[str, float]:
        """The mean under `name`, each measure's F1 under its own name behind it."""
        return {
            name: round(self.f1, 3),
            f"{name}_muc": round(self.muc.f1, 3),
            f"{name}_b_cubed": round(self.b_cubed.f1, 3),
            f"{name}_ceaf_e": round(self.ceaf_e.f1, 3),
        }


def conll(gold: Chains, said: Chains) -> Conll:
    """The three measures of one document's chains, or of one case's over documents."""
    return Conll(muc=muc(gold, said), b_cubed=b_cubed(gold, said), ceaf_e=ceaf_e(gold, said))


def muc(gold: Chains, said: Chains) -> Share:
    """Links: how many a chain keeps when the other side cuts it. A chain of one has none."""
    gold_found, there = _links(gold, _home(said))
    said_right, given = _links(said, _home(gold))
    return Share(said_right=said_right, said=given, gold_found=gold_found, gold=there)


def _links(chains: Chains, home: Mapping[Hashable, int]) -> tuple[int, int]:
    kept = there = 0
    for chain in chains:
        parts = {home[m] for m in chain if m in home}
        kept += len(chain) - len(parts) - sum(m not in home for m in chain)
        there += len(chain) - 1
    return kept, there


def b_cubed(gold: Chains, said: Chains) -> Share:
    """Mentions: the share of each one's chain that the other side's chain of it holds."""
    return Share(
        said_right=_held(said, gold),
        said=sum(map(len, said)),
        gold_found=_held(gold, said),
        gold=sum(map(len, gold)),
    )


def _held(chains: Chains, others: Chains) -> float:
    home = _home(others)
    total = 0.0
    for chain in chains:
        counts: dict[int, int] = defaultdict(int)
        for m in chain:
            if m in home:
                counts[home[m]] += 1
        total += sum(n * n for n in counts.values()) / len(chain)
    return total


def ceaf_e(gold: Chains, said: Chains) -> Share:
    """Chains: the best one-to-one pairing of both sides', each pair worth twice what it shares by both sizes."""
    there, given = list(gold), list(said)
    home = _home(given)
    shared: dict[tuple[int, int], float] = {}
    for g, chain in enumerate(there):
        for s in {home[m] for m in chain if m in home}:
            both = len(chain) + len(given[s])
            shared[g, s] = 2 * len(chain & given[s]) / both
    best = best_pairing(shared)
    return Share(said_right=best, said=len(given), gold_found=best, gold=len(there))


def _home(chains: Chains) -> dict[Hashable, int]:
    """For each mention the number of its chain."""
    return {m: n for n, chain in enumerate(chains) for m in chain}


def best_pairing(worth: Mapping[tuple[int, int], float]) -> float:
    """The greatest sum of worths over pairs of rows and columns in which none comes twice; worths are above 0.

    Rows and columns that no chain of pairs connects are solved apart, so that a case of thousands stays quick."""
    rows: dict[int, set[int]] = defaultdict(set)
    columns: dict[int, set[int]] = defaultdict(set)
    for row, column in worth:
        rows[row].add(column)
        columns[column].add(row)
    total, done = 0.0, set[int]()
    for start in sorted(rows):
        if start in done:
            continue
        own_rows, own_columns, waiting = {start}, set[int](), [start]
        while waiting:
            for column in rows[waiting.pop()] - own_columns:
                own_columns.add(column)
                waiting += columns[column] - own_rows
                own_rows |= columns[column]
        done |= own_rows
        total += _assigned(worth, sorted(own_rows), sorted(own_columns))
    return total


def _assigned(worth: Mapping[tuple[int, int], float], rows: Sequence[int], columns: Sequence[int]) -> float:
    """The same of one block, by shortest augmenting paths (the Hungarian method; Kuhn 1955, Munkres 1957)."""
    if len(rows) > len(columns):
        return _assigned({(c, r): w for (r, c), w in worth.items()}, columns, rows)
    cost = [[-worth.get((r, c), 0.0) for c in columns] for r in rows]
    row_price, column_price = [0.0] * (len(rows) + 1), [0.0] * (len(columns) + 1)
    holder = [0] * (
        len(columns) + 1
    )  # the row, from 1, that holds each column; column 0 is where a path starts
    for row in range(1, len(rows) + 1):
        holder[0], at = row, 0
        least = [float("inf")] * (len(columns) + 1)
        came, used = [0] * (len(columns) + 1), [False] * (len(columns) + 1)
        while holder[at]:
            used[at] = True
            free = [c for c in range(1, len(columns) + 1) if not used[c]]
            for c in free:
                price = cost[holder[at] - 1][c - 1] - row_price[holder[at]] - column_price[c]
                if price < least[c]:
                    least[c], came[c] = price, at
            step = min(free, key=least.__getitem__)
            gap = least[step]
            for c in range(len(columns) + 1):
                if used[c]:
                    row_price[holder[c]] += gap
                    column_price[c] -= gap
                else:
                    least[c] -= gap
            at = step
        while at:
            holder[at] = holder[came[at]]
            at = came[at]
    return -sum(cost[holder[c] - 1][c - 1] for c in range(1, len(columns) + 1) if holder[c])


def chains_of(labels: Iterable[tuple[Hashable, Hashable]]) -> list[frozenset[Hashable]]:
    """Chains from pairs of a mention and its chain's label, in the order of the labels' first mentions."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, label in labels:
        found[label].add(mention)
    return [frozenset(chain) for chain in found.values()]
