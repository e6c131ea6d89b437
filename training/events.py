"""What each piece of evidence for two reports' events being one weighs, learned from ECB+ and annotated worlds.

One rule: what types, days, places and people weigh starts from what was set by hand and hardly moves; stories and words
are free.

    python -m training.events --worlds WORLDS --scorer SCORE.PY --corpus ECBPLUS --read MODEL WORLD … [--write]

ECB+ has hundreds of stories of one case and many events that go by one word, but no roles; worlds have roles, but
few events that several reports tell. What a reader reads has gaps and errors that neither has: each `--read` names a
model and worlds that it never saw, which the reader reads with it; pairs count whose both events annotators have.

Prints precision and recall of the pairs that blocking gives, each set apart.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import types
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
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
from herodot.identity.standing import named
from herodot.model.records import Entity, Mention, Reading, Report, Statement
from herodot.reader.locations import locate
from herodot.reader.read import Reader
from herodot.reader.runtime import load_network
from herodot.reports.exchange import Import, read_exchange
from herodot.text.body import canonical
from training.calibrate import by_file, exchange_rows, load_scorer, notice_world

WEIGHTS = pathlib.Path(__file__).parents[1] / "src" / "herodot" / "identity" / "event_weights.json"
BY_HAND = {
    "same_type": 1.2, "same_day": 2.6, "around_same_day": 0.8, "near_day": -0.5, "other_day": -8.0, "same_place": 2.0,
    "other_place": -1.5, "same_people": 1.5, "same_death": 5.5, "same_company": 0.8, "other_victims": -0.8,
    "same_number": 1.5, "same_thing": 1.0, "same_whole": 1.2, "same_word": 0.6, "published_together": 0.8,
    "published_far_apart": -1.5, "untold_story": 1.0,
}  # fmt: skip
"""What was set by hand before anything was learned; all else starts at 0."""
FIXED = ("other_place", "untold_story")
"""What stays as set by hand: in sets of sixteen reports hardly two events of a day and type are two, in a case of
thousands many are."""
UNSAID = frozenset(("same_place", "other_place", "same_company"))
"""What ECB+ cannot teach: who or what place stands in an event's sentence need not be the event's."""
AGAINST = ("other", "near", "nothing", "published_far")
HELD, FREE = 100.0, 5.0
"""How strongly weights by hand are held, and others are held to 0."""
OF_WORLDS, OF_READ = 50.0, 60.0
"""How much a pair of worlds, and of worlds as read, counts beside one of ECB+, which has hundreds of right ones for
each of theirs."""
BIT = float(np.log(2))
TRAIN = [str(n) for n in range(1, 36) if str(n) not in ecbplus.TOPICS]
"""ECB+'s training topics; those that are not there are passed over."""
Floats = NDArray[np.float64]


class Pairs(NamedTuple):
    """Strengths, a row a pair, and which pairs are one event."""

    rows: Floats
    right: Floats


def pairs_of(profiles: Mapping[str, Profile], gold: Callable[[str], str]) -> Pairs:
    """The pairs of events that blocking gives, by who is who at present; `gold` is empty where nobody knows."""
    columns, cluster = columns_of(profiles.values()), resolve(profiles).cluster
    known = known_of(profiles, cluster)
    labels = np.array([columns.at[cluster[key]] for key in columns.ids], np.int64)
    one, other = ends(event_pairs(columns, labels))
    apart = columns.each.report[one] != columns.each.report[other]
    ids = columns.ids
    named = [(ids[a], ids[b]) for a, b in zip(one[apart].tolist(), other[apart].tolist(), strict=True)]
    named = [(a, b) for a, b in named if gold(a) and gold(b)]
    rows = [[s(profiles[a], profiles[b], known) for s in STRENGTHS] for a, b in named]
    right = np.array([gold(a) == gold(b) for a, b in named], np.float64)
    return Pairs(np.array(rows, np.float64).reshape(-1, len(STRENGTHS)), right)


def known_of(profiles: Mapping[str, Profile], cluster: Mapping[str, str]) -> Known:
    """What the room knows when it compares."""
    number = {top: n for n, top in enumerate(sorted(set(cluster.values())))}
    reports: list[set[str]] = [set() for _ in number]
    people, with_name = ([False] * len(number) for _ in range(2))
    columns = columns_of(profiles.values())
    called = dict(zip(columns.ids, named(columns).tolist(), strict=True))
    for key, top in cluster.items():
        reports[number[top]].add(profiles[key].report)
        people[number[top]] |= profiles[key].type == "Person"
        with_name[number[top]] |= called[key]
    return Known(
        cluster={key: number[top] for key, top in cluster.items()}, spread=[len(r) for r in reports],
        reports=len({p.report for p in profiles.values()}), people=people,
        named=with_name,
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


def read_pairs(scorer: types.ModuleType, reader: Reader, folder: pathlib.Path) -> Pairs:
    """Of one annotated world as the reader reads it; of the pairs those that annotators know both sides of."""
    read = [
        (report, reader.read(report, canonical(report.text))) for report, _ in notice_world(reader, folder)
    ]
    score = scorer.Score(by_file(scorer.Gold(folder)), exchange_rows(read))
    gold = {ours: theirs for same in score.same.values() for theirs, ours in same.items()}
    own = [_apart(report.id, reading) for report, reading in read]
    profiles = _profiles(
        {report.id: report for report, _ in read},
        [e for reading in own for e in reading.entities],
        [m for reading in own for m in reading.mentions],
        [s for reading in own for s in reading.statements],
    )
    return pairs_of(profiles, lambda key: gold.get(key, ""))


def _apart(report: str, reading: Reading) -> Reading:
    """A reading whose ids are its report's own."""

    def own(key: str) -> str:
        return f"{report}/{key}"

    return replace(
        reading,
        entities=tuple(replace(e, id=own(e.id)) for e in reading.entities),
        mentions=tuple(replace(m, id=own(m.id), entity=own(m.entity)) for m in reading.mentions),
        statements=tuple(
            replace(
                s, id=own(s.id), subject=own(s.subject), chain=tuple(map(own, s.chain)),
                value=own(str(s.value)) if s.value_type == "entity" else s.value,
            )
            for s in reading.statements
        ),
    )  # fmt: skip


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
    fixed = np.array([False] + [name in FIXED for name in names])
    rows, free = np.c_[np.ones(len(pairs.rows)), pairs.rows], ~fixed
    while True:
        weights = np.where(free | fixed, start, 0.0)
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


def _all(sets: Sequence[Pairs]) -> Pairs:
    return Pairs(np.concatenate([p.rows for p in sets]), np.concatenate([p.right for p in sets]))


def main() -> None:
    """Fits, measures and, if asked, writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=pathlib.Path, required=True)
    parser.add_argument("--scorer", type=pathlib.Path, required=True)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument(
        "--but", nargs="*", default=["silver9"], help="worlds that are kept to look at afterwards"
    )
    parser.add_argument(
        "--read", type=pathlib.Path, nargs="+", action="append", required=True, metavar="MODEL WORLD"
    )
    parser.add_argument("--write", action="store_true")
    args: Any = parser.parse_args()
    folders = [p for p in sorted(args.worlds.glob("silver*")) if p.name not in args.but]
    scorer = load_scorer(args.scorer.parent)
    sets = {
        "ECB+": (ecb_pairs(args.corpus), 1.0),
        "worlds": (_all([world_pairs(args.scorer, folder) for folder in folders]), OF_WORLDS),
        "worlds as read": (
            _all([
                read_pairs(scorer, Reader(load_network(model), "events"), world)
                for model, *worlds in args.read for world in worlds
            ]),
            OF_READ,
        ),
    }  # fmt: skip
    counts = np.concatenate([np.full(len(pairs.right), share) for pairs, share in sets.values()])
    bar, weights = fit(_all([pairs for pairs, _ in sets.values()]), counts)
    print(f"even chances from {bar:.1f}", weights)
    for more in (-1.0, 0.0, 1.0):
        for name, (pairs, _) in sets.items():
            said = pairs.rows @ np.array(list(weights.values())) > bar + more
            hit = float(pairs.right[said].sum())
            print(f"  from {bar + more:.1f} {name}: precision {hit / max(said.sum(), 1):.3f}, "
                  f"recall {hit / max(pairs.right.sum(), 1):.3f} of {pairs.right.sum():.0f} pairs")  # fmt: skip
    if args.write:
        WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
