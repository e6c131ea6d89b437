"""The trees by which `reader/antecedents.py` tells whom a description stands for, from worlds new to what read them.

    python -m training.antecedents --model FOLDER --read MODEL WORLD … [--read MODEL WORLD …] [--check WORLD …]

Each `--read` names a model and worlds that this model never saw. The reader puts mentions together by their words and
by apposition; of every two groups that are worth comparing, the annotators say whether they are one. LightGBM (Ke et
al. 2017) learns it from the signs, and the trees are written into the model's `antecedents.npz`. `--check` prints
B-cubed (Bagga and Baldwin 1998) over the groups of worlds that are not learned from, as `--model` reads them, by words
alone and with the trees.
"""

from __future__ import annotations

import argparse
import pathlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from herodot.reader.antecedents import SIGNS, Row, compare, describe, unite
from herodot.reader.coreference import find_entities, surface
from herodot.reader.forest import Forest, write_forest
from herodot.reader.runtime import Network, load_network
from herodot.reader.signs import Signs
from training.phases import Phases, phases
from training.weighing import learn

UNTOLD = 0.3
"""What a pair counts of which the annotators do not have both sides."""
MAJORITY = 0.6
"""Share of a group's mentions that must be one entity's, or the group is nobody's."""


@dataclass(slots=True)
class Told:
    """Groups of one report: whose each is by the annotators, empty for nobody's, and what is compared."""

    whose: list[str]
    mentions: list[int]
    rows: list[Row]


def told(seen: Phases) -> Told:
    """The groups of a report that stand together by their words alone, compared."""
    parse, spots = seen.parse, seen.spots
    clusters = sorted(find_entities(parse, spots, seen.links, None), key=lambda c: c.spots[0])
    groups = [describe(parse, spots, c.spots, c.kind) for c in clusters]
    owners: dict[str, set[str]] = defaultdict(set)
    for id_, entity in seen.entities.items():
        if entity["type"] != "Event":
            for text in entity.get("mentions", {}).get(seen.report["id"], ()):
                owners[surface(text)].add(id_)
    whose, mentions = [], []
    for group in groups:
        texts = [surface(parse.text(spots[n].start, spots[n].end)) for n in group.spots]
        votes: Counter[str] = Counter()
        for text in texts:
            for id_ in owners.get(text, ()):
                votes[id_] += 1 / len(owners[text])  # type: ignore[assignment]
        best, share = votes.most_common(1)[0] if votes else ("", 0.0)
        whose.append(best if share > 0.5 and share >= MAJORITY * votes.total() else "")
        mentions.append(len(set(texts)))
    return Told(whose, mentions, list(compare(parse, spots, seen.links, groups)))


def examples(reports: Sequence[Told]) -> tuple[list[Signs], list[bool], list[float]]:
    """The signs of all pairs, whether both are one, and how much each counts."""
    signs: list[Signs] = []
    right: list[bool] = []
    counts: list[float] = []
    for report in reports:
        for one, other, own in report.rows:
            a, b = report.whose[one], report.whose[other]
            signs.append({name: float(value) for name, value in zip(SIGNS, own, strict=True) if value})
            right.append(bool(a) and a == b)
            counts.append(1.0 if a and b else UNTOLD)
    return signs, right, counts


def b_cubed(reports: Sequence[Told], forest: Forest | None) -> tuple[float, float, float]:
    """Precision, recall and F1 over the groups that annotators have, each counted by its different words; groups by
    words alone where there are no trees."""
    hit_p = hit_r = total = 0.0
    for report in reports:
        home = list(range(len(report.whose)))
        for entity in unite(report.rows, forest, len(home)) if forest else ():
            for n in entity:
                home[n] = entity[0]
        whose = [own or f"nobody {n}" for n, own in enumerate(report.whose)]
        for n, own in enumerate(report.whose):
            if own:
                here = {m for m, h in enumerate(home) if h == home[n]}
                theirs = {m for m, w in enumerate(whose) if w == own}
                both = sum(report.mentions[m] for m in here & theirs)
                hit_p += report.mentions[n] * both / sum(report.mentions[m] for m in here)
                hit_r += report.mentions[n] * both / sum(report.mentions[m] for m in theirs)
                total += report.mentions[n]
    p, r = hit_p / max(total, 1), hit_r / max(total, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def read(network: Network, worlds: Sequence[pathlib.Path]) -> list[Told]:
    """All reports of some worlds."""
    return [told(seen) for world in worlds for seen in phases(world, network)]


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument(
        "--read", type=pathlib.Path, nargs="+", action="append", required=True, metavar="MODEL WORLD"
    )
    parser.add_argument("--check", type=pathlib.Path, nargs="*", default=[])
    args = parser.parse_args()
    reports: list[Told] = []
    for model, *worlds in args.read:
        reports += read(load_network(model), worlds)
        print(f"{model.name}: {len(reports)} reports so far", flush=True)
    forest = learn(*examples(reports))
    (args.model / "antecedents.npz").write_bytes(write_forest(forest))
    print(f"{len(forest.roots)} trees, {len(forest.feature)} nodes, {len(forest.names)} signs")
    held = read(load_network(args.model), args.check)
    if held:
        for name, trees in (("by words", None), ("with trees", forest)):
            print(name, *(f"{x:.3f}" for x in b_cubed(held, trees)))


if __name__ == "__main__":
    main()
