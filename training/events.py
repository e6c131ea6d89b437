"""What each piece of evidence for two reports' events being one weighs, learned from ECB+ and annotated worlds.

One rule: what types, days, places and people weigh starts from what was set by hand and hardly moves; stories and words
are free.

    python -m training.events --worlds WORLDS --scorer SCORE.PY --corpus ECBPLUS [--write]

ECB+ has hundreds of stories of one case and many events that go by one word, but nobody's role; worlds have roles, and
few events that several reports tell. Prints precision and recall of the pairs that blocking gives, each set apart.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import ecbplus
from benchmarks.shipped import load_shipped
from herodot.identity.blocking import ends, event_pairs
from herodot.identity.columns import columns_of
from herodot.identity.events import STRENGTHS
from herodot.identity.profile import Profile, make_profiles
from herodot.identity.reasons import Known
from herodot.identity.resolve import resolve
from herodot.model.records import Entity, Mention, Report, Statement
from herodot.reader.locations import locate
from herodot.reports.exchange import Import, read_exchange

WEIGHTS = pathlib.Path(__file__).parents[1] / "src" / "herodot" / "identity" / "event_weights.json"
BY_HAND = {
    "same_type": 1.2, "same_day": 2.6, "around_same_day": 0.8, "near_day": -0.5, "other_day": -8.0, "same_place": 2.0,
    "other_place": -0.8, "same_people": 1.5, "same_death": 5.5, "same_company": 0.8, "other_victims": -0.8,
    "same_number": 1.5, "same_thing": 1.0, "same_whole": 1.2, "same_word": 0.6, "published_together": 0.8,
    "published_far_apart": -1.5, "untold_story": 2.2,
}  # fmt: skip
"""What was set by hand before anything was learned; all else starts at 0."""
UNSAID = frozenset(("same_place", "other_place", "same_company"))
"""What ECB+ cannot teach: who or what place stands in an event's sentence need not be the event's."""
AGAINST = ("other", "near", "nothing", "published_far")
HELD, FREE = 300.0, 5.0
"""How strongly weights by hand are held, and others are held to 0."""
OF_WORLDS = 50.0
"""How much a pair of worlds counts beside one of ECB+, which has hundreds of right ones for each of theirs."""
BIT = float(np.log(2))
TRAIN = [str(n) for n in range(1, 36) if str(n) not in ecbplus.TOPICS]
"""ECB+'s training topics; those that are not there are passed over."""
Floats = NDArray[np.float64]


class Pairs(NamedTuple):
    """Strengths, a row a pair, and which pairs are one event."""

    rows: Floats
    right: Floats


def pairs_of(profiles: Mapping[str, Profile], gold: Callable[[str], str]) -> Pairs:
    """The pairs of events that blocking gives, by who is who at present."""
    columns, cluster = columns_of(profiles.values()), resolve(profiles).cluster
    known = known_of(profiles, cluster)
    labels = np.array([columns.at[cluster[key]] for key in columns.ids], np.int64)
    one, other = ends(event_pairs(columns, labels))
    apart = columns.each.report[one] != columns.each.report[other]
    ids = columns.ids
    named = [(ids[a], ids[b]) for a, b in zip(one[apart].tolist(), other[apart].tolist(), strict=True)]
    rows = [[s(profiles[a], profiles[b], known) for s in STRENGTHS] for a, b in named]
    right = np.array([gold(a) == gold(b) for a, b in named], np.float64)
    return Pairs(np.array(rows, np.float64).reshape(-1, len(STRENGTHS)), right)


def known_of(profiles: Mapping[str, Profile], cluster: Mapping[str, str]) -> Known:
    """What the room knows when it compares."""
    number = {top: n for n, top in enumerate(sorted(set(cluster.values())))}
    reports: list[set[str]] = [set() for _ in number]
    people = [False] * len(number)
    for key, top in cluster.items():
        reports[number[top]].add(profiles[key].report)
        people[number[top]] |= profiles[key].type == "Person"
    return Known(
        cluster={key: number[top] for key, top in cluster.items()}, spread=[len(r) for r in reports],
        reports=len({p.report for p in profiles.values()}), people=people,
    )  # fmt: skip


def ecb_pairs(corpus: pathlib.Path) -> Pairs:
    """Of all training topics as one case, read by the shipped reader as the benchmark does."""
    shipped = load_shipped()
    reports: dict[str, Report] = {}
    entities: list[Entity] = []
    mentions: list[Mention] = []
    statements: list[Statement] = []
    chains: dict[str, Counter[str]] = defaultdict(Counter)
    for story in ecbplus.stories(corpus, TRAIN):
        seen = shipped.see(story.body)
        homes = ecbplus.within(story, ecbplus.places_seen(seen))
        own, spots, said = ecbplus.records(story, homes, ecbplus.types_seen(story, seen))
        reports[story.name] = ecbplus.as_report(story)
        entities += locate(own, story.body)
        mentions += spots
        statements += said
        for m in story.markables:
            if m.kind:
                chains[homes[m.id]][m.chain] += 1
    gold = {key: count.most_common(1)[0][0] for key, count in chains.items()}
    found = pairs_of(_profiles(reports, entities, mentions, statements), gold.__getitem__)
    told = np.array([s.__name__ not in UNSAID for s in STRENGTHS], np.float64)
    return Pairs(found.rows * told, found.right)


def world_pairs(scorer: pathlib.Path, folder: pathlib.Path) -> Pairs:
    """Of one annotated world with all that its annotators say."""
    with tempfile.TemporaryDirectory() as where:
        told = pathlib.Path(where) / "oracle.jsonl"
        subprocess.run([sys.executable, str(scorer), "oracle", str(folder), str(told)], check=True)
        read = [item for item in read_exchange(told, "2031-01-01T00:00:00Z") if isinstance(item, Import)]
    profiles = _profiles(
        {item.report.id: item.report for item in read},
        [e for item in read for e in locate(item.reading.entities, item.report.text)],
        [m for item in read for m in item.reading.mentions],
        [s for item in read for s in item.reading.statements],
    )  # fmt: skip
    return pairs_of(profiles, lambda key: key.partition("/")[2])


def _profiles(
    reports: Mapping[str, Report],
    entities: Sequence[Entity],
    mentions: Iterable[Mention],
    statements: Iterable[Statement],
) -> dict[str, Profile]:
    places = {e.id: e.location for e in entities if e.location is not None}
    return make_profiles(reports, entities, mentions, statements, places)


def fit(pairs: Pairs, counts: Floats) -> tuple[float, dict[str, float]]:
    """What must come together, and what each strength weighs, in bits: the likeliest with the sign it must have."""
    names = [s.__name__ for s in STRENGTHS]
    start = np.r_[0.0, [BY_HAND.get(name, 0.0) * BIT for name in names]]
    hold = np.r_[1e-9, [HELD if name in BY_HAND else FREE for name in names]]
    sign = np.array([0] + [-1 if name.startswith(AGAINST) else 1 for name in names])
    rows, free = np.c_[np.ones(len(pairs.rows)), pairs.rows], np.ones(len(start), np.bool_)
    while True:
        weights = np.where(free, start, 0.0)
        for _ in range(60):
            chance = 1 / (1 + np.exp(-(rows @ weights).clip(-40, 40)))
            slope = rows.T @ (counts * (pairs.right - chance)) - hold * (weights - start)
            bend = rows.T @ (rows * (counts * chance * (1 - chance))[:, None]) + np.diag(hold)
            some = np.flatnonzero(free)
            change = np.linalg.solve(bend[np.ix_(some, some)], slope[some])
            weights[some] += change * min(1.0, 2 / max(float(np.abs(change).max()), 1e-9))
        wrong = free & (weights * sign < 0)
        if not wrong.any():
            found = {name: round(float(w) / BIT, 2) for name, w in zip(names, weights[1:], strict=True)}
            return -float(weights[0]) / BIT, found
        free &= ~wrong


def main() -> None:
    """Fits, measures and, if asked, writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=pathlib.Path, required=True)
    parser.add_argument("--scorer", type=pathlib.Path, required=True)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument(
        "--but", nargs="*", default=["silver9"], help="worlds that are kept to look at afterwards"
    )
    parser.add_argument("--write", action="store_true")
    args: Any = parser.parse_args()
    folders = [p for p in sorted(args.worlds.glob("silver*")) if p.name not in args.but]
    found = [world_pairs(args.scorer, folder) for folder in folders]
    worlds = Pairs(np.concatenate([p.rows for p in found]), np.concatenate([p.right for p in found]))
    ecb = ecb_pairs(args.corpus)
    both = Pairs(np.concatenate([ecb.rows, worlds.rows]), np.concatenate([ecb.right, worlds.right]))
    counts = np.r_[np.ones(len(ecb.right)), np.full(len(worlds.right), OF_WORLDS)]
    bar, weights = fit(both, counts)
    print(f"even chances from {bar:.1f}", weights)
    for more in (-1.0, 0.0, 1.0):
        for name, pairs in (("ECB+", ecb), ("worlds", worlds)):
            said = pairs.rows @ np.array(list(weights.values())) > bar + more
            hit = float(pairs.right[said].sum())
            print(f"  from {bar + more:.1f} {name}: precision {hit / max(said.sum(), 1):.3f}, "
                  f"recall {hit / max(pairs.right.sum(), 1):.3f} of {pairs.right.sum():.0f} pairs")  # fmt: skip
    if args.write:
        WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
