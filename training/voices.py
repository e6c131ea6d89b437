"""The trees by which `herodot.reader.voices` chooses who speaks, learned from annotated worlds.

One rule: the reader's own parse, candidates and links are what it learns on, never the annotators'; and a network is
only believed on worlds that it had not learned from, since on the others it is surer than it will be.

    python -m training.voices --read MODEL WORLD … [--read MODEL WORLD …] [--check MODEL WORLD …] [--write]

Each names a model's folder and worlds that this model never saw. LightGBM (Ke et al. 2017) learns a choice among the
candidates of each statement, the outlet one of them. Prints root and chain accuracy on what it fitted on, and on the
worlds to check; `--write` puts the trees into `reader/voices.npz`.
"""

from __future__ import annotations

import argparse
import pathlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from herodot.reader import voices as reading
from herodot.reader.attribution import find_quotes
from herodot.reader.candidates import Spot
from herodot.reader.cast import OUTLET, Cast, make_cast
from herodot.reader.coreference import surface
from herodot.reader.events import find_events
from herodot.reader.forest import Forest, write_forest
from herodot.reader.parse import Parse
from herodot.reader.runtime import Network, load_network
from herodot.reader.sections import Houses, add_houses
from herodot.reader.signs import Signs
from herodot.reader.voices import Voices
from training import silver
from training.phases import phases
from training.weighing import flat

TREES = pathlib.Path(__file__).parents[1] / "src" / "herodot" / "reader" / "voices.npz"
NUMBER = 120
SETTINGS = {
    "num_leaves": 16, "max_depth": 6, "min_data_in_leaf": 100, "learning_rate": 0.08, "feature_fraction": 0.15,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "seed": 1, "num_threads": 1,
    "deterministic": True, "verbose": -1,
}  # fmt: skip
RARE = 60
"""Signs that fewer candidates have are left out."""
LEAST_GAIN = 0.0005
"""Signs that bring less than this share of what all bring are left out, and the trees learned once more."""

Example = list[tuple[Signs, bool]]
"""The candidates for one statement: their signs, and whether each says it."""


@dataclass(slots=True)
class Read:
    """A report as the reader sees it, with the annotators' rows: `(sides, chain, property)`."""

    parse: Parse
    spots: list[Spot]
    cast: Cast
    voices: Voices
    houses: Houses
    rows: list[tuple[tuple[int, ...], list[str], str]]
    names: dict[str, set[str]]
    """Folded surface strings of each annotated entity here."""

    def is_same(self, key: str, id_: str, outlet_id: str) -> bool:
        """Whether an entity of the reader's is the annotators' `id_`: the same words, or one's within the other's."""
        if OUTLET in (key,) or id_ == outlet_id:
            return key == OUTLET and id_ == outlet_id
        member = self.cast.members[key]
        ours = {surface(self.parse.text(self.spots[n].start, self.spots[n].end)) for n in member.spots}
        ours |= {surface(member.name)} if member.name else set()
        return any(
            a == b or (min(len(a), len(b)) > 3 and (_within(a, b) or _within(b, a)))
            for a in ours
            for b in self.names[id_]
        )


def _within(a: str, b: str) -> bool:
    return re.search(rf"\b{re.escape(a)}\b", b) is not None


def read_world(folder: pathlib.Path, network: Network) -> Iterator[Read]:
    """Every report of a world through the reader's phases up to the cast."""
    for seen in phases(folder, network):
        parse, spots, outlet = seen.parse, seen.spots, seen.report["outlet"]
        events = find_events(parse, spots, seen.links, seen.entity_of, network.labels.faint)
        cast = make_cast(parse, spots, seen.clusters, events, outlet)
        houses = add_houses(parse, spots, cast, outlet, seen.report["byline"])
        voices = Voices(parse, spots, seen.links, find_quotes(parse, spots), cast, houses)
        here = seen.report["id"]
        names = {
            id_: {surface(s) for s in (*e.get("mentions", {}).get(here, ()), *(e.get("names") or ()))}
            for id_, e in seen.entities.items()
        }
        found = seen.annotated
        rows = [(_sides(parse, spots, found, row), row["chain"], row["property"]) for row in found.statements]
        yield Read(parse, spots, cast, voices, houses, [r for r in rows if r[0]], names)


def _sides(
    parse: Parse, spots: Sequence[Spot], found: silver.Annotated, row: dict[str, Any]
) -> tuple[int, ...]:
    """The spots of a statement's subject and value within its evidence, else every spot of the evidence."""
    first, stop = row["words"]
    start, end = found.offsets[first][0], found.offsets[stop - 1][1]
    inside = [
        n
        for n, s in enumerate(spots)
        if start <= parse.words[s.start].start and parse.words[s.end - 1].end <= end
    ]
    sides = []
    for id_ in (row["subject"], str(row["value"])):
        places = [f for f in found.found if id_ in f.ids and first <= f.start and f.end <= stop]
        chars = [(found.offsets[f.start][0], found.offsets[f.end - 1][1]) for f in places]
        over = [
            n
            for n in inside
            for a, b in chars
            if a <= parse.words[spots[n].start].start < b and spots[n].kind != "role"
        ]
        sides += over[:1]
    return tuple(dict.fromkeys(sides)) or tuple(inside)


def choices(reads: Sequence[Read]) -> Iterator[Example]:
    """For every statement the signs of each that might say it and whether it does, where anybody does."""
    for read in reads:
        for sides, chain, property_ in read.rows:
            front = read.houses.front(read.voices.anchor(sides))
            own = len(chain) == 1 or (
                len(chain) == len(front) == 2 and read.is_same(front[1], chain[1], chain[0])
            )
            rows = [
                (row, own if key == OUTLET else not own and read.is_same(key, chain[-1], chain[0]))
                for key, (row, _) in read.voices.candidates(sides, property_).items()
            ]
            if any(right for _, right in rows):
                yield rows


def fit(examples: Sequence[Example]) -> Forest:
    """Trees whose sums make the right choices likeliest, from the signs that bring most."""
    counts = Counter(name for rows in examples for row, _ in rows for name, value in row.items() if value)
    names = tuple(sorted(name for name, number in counts.items() if number >= RARE))
    booster = _boost(examples, names)
    gains = booster.feature_importance("gain")
    names = tuple(n for n, gain in zip(names, gains, strict=True) if gain > LEAST_GAIN * gains.sum())
    return flat(_boost(examples, names).dump_model()["tree_info"], names)


def _boost(examples: Sequence[Example], names: Sequence[str]) -> Any:
    """LightGBM's trees for a logistic choice among the candidates of each example."""
    import lightgbm

    column = {name: n for n, name in enumerate(names)}
    flat_rows = [(row, right) for rows in examples for row, right in rows]
    signs = np.zeros((len(flat_rows), len(names)), np.float32)
    for n, (row, _) in enumerate(flat_rows):
        for name, value in row.items():
            if name in column:
                signs[n, column[name]] = value
    right = np.array([float(r) for _, r in flat_rows])
    group = np.repeat(np.arange(len(examples)), [len(rows) for rows in examples])
    settings = {**SETTINGS, "objective": _choice(right, group)}
    return lightgbm.train(settings, lightgbm.Dataset(signs, right), NUMBER)


def _choice(
    right: NDArray[np.float64], group: NDArray[np.int64]
) -> Callable[[NDArray[np.float64], Any], tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Gradient and curvature of the surprise at the right ones of each group, by the sums of the trees."""
    starts = np.flatnonzero(np.diff(group, prepend=-1))

    def objective(sums: NDArray[np.float64], _: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        powers = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        chances = powers / np.add.reduceat(powers, starts)[group]
        good = np.add.reduceat(chances * right, starts)[group]
        return chances - chances * right / np.maximum(good, 1e-12), np.maximum(chances * (1 - chances), 1e-3)

    return objective


def accuracy(reads: Sequence[Read]) -> dict[str, tuple[int, float, float]]:
    """Statements, share of right roots and of right chains: all, and by the number of links annotated."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for read in reads:
        for sides, chain, property_ in read.rows:
            ours = read.voices.chain(sides, property_)
            same = [read.is_same(a, b, chain[0]) for a, b in zip(ours, chain, strict=False)]
            for key in ("all", str(min(len(chain), 3))):
                counts[key][0] += 1
                counts[key][1] += read.is_same(ours[-1], chain[-1], chain[0])
                counts[key][2] += len(ours) == len(chain) and all(same)
    return {key: (n, round(a / n, 3), round(b / n, 3)) for key, (n, a, b) in sorted(counts.items())}


def read_all(asked: Sequence[Sequence[pathlib.Path]]) -> list[Read]:
    """The reports of worlds, each group of worlds read by the model before it."""
    found: list[Read] = []
    for model, *worlds in asked:
        network = load_network(model)
        found += [read for world in worlds for read in read_world(world, network)]
    return found


def main() -> None:
    """Fits, measures and, if asked, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("read", "check"):
        parser.add_argument(
            f"--{name}", type=pathlib.Path, nargs="+", action="append", default=[], metavar="MODEL WORLD"
        )
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reads, rest = read_all(args.read), read_all(args.check)
    if TREES.exists():
        print("before", accuracy(rest or reads))
    forest = fit(list(choices(reads)))
    reading.trees.cache_clear()
    reading.trees = lambda: forest  # type: ignore[assignment]
    for read in (*reads, *rest):
        read.voices.forget()
    print("fitted on", accuracy(reads))
    print("the others", accuracy(rest) if rest else "none")
    if args.write:
        TREES.write_bytes(write_forest(forest))


if __name__ == "__main__":
    main()
