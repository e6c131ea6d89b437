"""Weights of the evidence by which `herodot.reader.voices` chooses who speaks, learned from annotated worlds.

One rule: the reader's own parse, candidates and links are what it learns on, never the annotators'; and a network is
only believed on worlds that it had not learned from, since on the others it is surer than it will be.

    python -m training.voices --read MODEL WORLD … [--read MODEL WORLD …] [--check MODEL WORLD …] [--write]

Each names a model's folder and worlds that this model never saw. Prints root and chain accuracy on what it fitted on,
and on the worlds to check.
"""

from __future__ import annotations

import argparse
import pathlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from herodot.reader.acts import lexicon
from herodot.reader.agencies import add_agency
from herodot.reader.attribution import find_quotes
from herodot.reader.candidates import Spot
from herodot.reader.cast import OUTLET, Cast, make_cast
from herodot.reader.coreference import surface
from herodot.reader.events import find_events
from herodot.reader.parse import Parse
from herodot.reader.runtime import Network, load_network
from herodot.reader.voices import Voices
from training import silver
from training.phases import phases, write_weights

WEIGHTS = pathlib.Path(__file__).parents[1] / "src" / "herodot" / "reader" / "attribution.json"
DECAY, STEPS = 0.0005, 150


@dataclass(slots=True)
class Read:
    """A report as the reader sees it, with the annotators' rows: `(sides, chain, property)`."""

    parse: Parse
    spots: list[Spot]
    cast: Cast
    voices: Voices
    agency: str | None
    outlet: str
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
        agency = add_agency(parse, spots, cast, outlet, seen.report["byline"])
        voices = Voices(parse, spots, seen.links, find_quotes(parse, spots), cast.of_spot.get, agency)
        here = seen.report["id"]
        names = {
            id_: {surface(s) for s in (*e.get("mentions", {}).get(here, ()), *(e.get("names") or ()))}
            for id_, e in seen.entities.items()
        }
        found = seen.annotated
        rows = [(_sides(parse, spots, found, row), row["chain"], row["property"]) for row in found.statements]
        yield Read(parse, spots, cast, voices, agency, outlet, [r for r in rows if r[0]], names)


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


def choices(reads: Sequence[Read]) -> Iterator[list[tuple[dict[str, float], bool]]]:
    """For every statement the evidence for each that might say it and whether it does; the outlet first, with none."""
    for read in reads:
        for sides, chain, property_ in read.rows:
            outer = chain[0]
            found = read.voices.candidates(sides, property_)
            own = len(chain) == 1 or (
                len(chain) == 2 and read.agency is not None and read.is_same(read.agency, chain[1], outer)
            )
            rows = [
                (row, not own and read.is_same(key, chain[-1], outer))
                for key, (row, _) in found.items()
                if key not in (OUTLET, read.agency)
            ]
            if own or any(right for _, right in rows):
                yield [({}, own), *rows]


def fit(examples: Sequence[list[tuple[dict[str, float], bool]]]) -> dict[str, float]:
    """Weights that make the right choice likeliest: a logistic choice among candidates, the outlet at zero."""
    import torch

    torch.set_num_threads(1)
    names = {
        name: n for n, name in enumerate(sorted({k for rows in examples for row, _ in rows for k in row}))
    }
    flat = [(row, right, n) for n, rows in enumerate(examples) for row, right in rows]
    features = torch.zeros(len(flat), len(names))
    for n, (row, _, _) in enumerate(flat):
        for name, value in row.items():
            features[n, names[name]] = value
    right = torch.tensor([float(r) for _, r, _ in flat])
    group = torch.tensor([n for _, _, n in flat])
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        powers = torch.exp((features @ weights).clamp(-30, 30))
        total = torch.zeros(len(examples)).index_add(0, group, powers)
        good = torch.zeros(len(examples)).index_add(0, group, powers * right)
        loss = -torch.log(good / total).mean() + DECAY * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return {name: round(float(weights[n].detach()), 3) for name, n in names.items()}


def accuracy(reads: Sequence[Read]) -> dict[str, tuple[int, float, float]]:
    """Statements, share of right roots and of right chains: all, and by the number of links annotated."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for read in reads:
        for sides, chain, property_ in read.rows:
            ours = read.voices.chain(OUTLET, sides, property_)
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
    print("before", accuracy(rest or reads))
    data = dict(lexicon())
    data["weights"] = fit(list(choices(reads)))
    lexicon()["weights"].clear()
    lexicon()["weights"].update(data["weights"])
    for read in (*reads, *rest):
        read.voices.forget()
    print("fitted on", accuracy(reads))
    print("the others", accuracy(rest) if rest else "none")
    if args.write:
        write_weights(WEIGHTS, data)


if __name__ == "__main__":
    main()
