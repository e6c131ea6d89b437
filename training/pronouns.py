"""The trees by which `reader/pronouns.py` tells whom a pronoun stands for, from worlds and from OntoGUM.

    python -m training.pronouns --model FOLDER --gum FOLDER --read MODEL WORLD … [--read …] [--check WORLD …]

OntoGUM (Zhu et al. 2021) says of every pronoun of its train part whom it stands for, or that it is nobody's. In worlds
annotators do not mark pronouns, but a statement whose evidence does not name its subject or value and holds one pronoun
that fits tells whom that one stands for; so does a root whose words are what a pronoun says. LightGBM (Ke et al. 2017)
learns it from the signs, once with every earlier pronoun where it belongs and once with those before as trees learned
on the other half have them, so that the trees know their own mistakes. The trees are written into the model's
`pronouns.npz`. `--check` prints, of the pronouns of other worlds and of GUM's dev part, how many stand for the right
one, by the rule without trees and with them.
"""

from __future__ import annotations

import argparse
import pathlib
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.ontogum import ChainedText, chained_text
from benchmarks.shipped import as_text
from herodot.reader.attribution import find_quotes
from herodot.reader.candidates import PRONOUNS, Spot
from herodot.reader.coreference import Cluster, find_entities, surface
from herodot.reader.forest import Forest, write_forest
from herodot.reader.links import Link
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of
from herodot.reader.pronouns import SIGNS, Pronouns, Row, choose
from herodot.reader.runtime import Network, load_network
from herodot.reader.signs import Signs
from training.antecedents import MAJORITY
from training.phases import Phases, phases, see
from training.weighing import learn

FITS = {
    "Person": ("Person",),
    "thing": ("Organization", "PublicBody", "Place", "Group", "Work"),
    "many": ("Group", "Organization", "PublicBody", "Person"),
    "any": ("Person", "Group"),
}
"""Kinds that a pronoun in evidence may stand for."""
SEVERAL = 0.4
"""What a statement tells of each of several pronouns of one sort in its evidence."""
SPOKEN = 0.5
"""What a root tells of a pronoun that says the words."""
TREES = 120
"""More take more time than what they bring is worth: they are asked anew for each pronoun."""
AGREED = 0.7
"""Share of what statements tell of a pronoun that must be of one entity."""
Decide = Callable[[int, Sequence[Row]], int | None]


@dataclass(slots=True)
class Told:
    """One report up to its pronouns, and whom they stand for: entities by number, none for nobody, and how much that
    counts; what nobody tells is absent."""

    parse: Parse
    spots: Sequence[Spot]
    links: Sequence[Link]
    clusters: list[Cluster]
    right: dict[int, tuple[frozenset[int], float]]

    def walk(self, decide: Decide) -> Iterator[tuple[int, list[Row]]]:
        """Each pronoun with its signs, the earlier ones standing for whom `decide` has them."""
        entities = [(c.kind, c.spots) for c in self.clusters]
        own = Pronouns(self.parse, self.spots, self.links, entities, find_quotes(self.parse, self.spots))
        for pronoun in own.numbers:
            rows = own.rows(pronoun)
            yield pronoun, rows
            own.take(pronoun, decide(pronoun, rows))

    def known(self, pronoun: int, rows: Sequence[Row]) -> int | None:
        """Whom a pronoun stands for by the annotators, or by rule where they do not tell."""
        if pronoun in self.right:
            wanted = self.right[pronoun][0]
        else:
            wanted = frozenset(n for n, c in enumerate(self.clusters) if pronoun in c.pronouns)
        return next((entity for entity, _ in rows if entity in wanted), None)


def told_by_chains(
    document: ChainedText, parse: Parse, spots: Sequence[Spot], links: Sequence[Link], clusters: list[Cluster]
) -> Told:
    """A document of OntoGUM. An entity is of the chain that most of its mentions share a governing word with."""
    begins = {word.start: n for n, word in enumerate(parse.words)}
    ends = {word.end: n + 1 for n, word in enumerate(parse.words)}
    by_head: dict[int, tuple[int, int]] = {}
    exact: dict[tuple[int, int], int] = {}
    for number, chain in enumerate(document.chains):
        for m in chain:
            exact[m.start, m.end] = number
            if m.start in begins and m.end in ends:
                first, stop = begins[m.start], ends[m.end]
                head = head_of(parse, first, stop)
                by_head[head] = min(by_head.get(head, (stop - first, number)), (stop - first, number))
    whose: list[int | None] = []
    for cluster in clusters:
        heads = (head_of(parse, spots[n].start, spots[n].end) for n in cluster.spots)
        votes = Counter(by_head[h][1] for h in heads if h in by_head)
        whose.append(votes.most_common(1)[0][0] if votes else None)
    right: dict[int, tuple[frozenset[int], float]] = {}
    for p in _pronouns(spots):
        word = parse.words[spots[p].start]
        chain_of = exact.get((word.start, word.end))
        found = (k for k, own in enumerate(whose) if chain_of is not None and own == chain_of)
        right[p] = frozenset(found), 1.0
    return Told(parse, spots, links, clusters, right)


def told_by_statements(seen: Phases) -> Told:
    """A report of a world."""
    whose = _whose(seen)
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for pronoun, entity, much in _hints(seen, whose):
        votes[pronoun][entity] += much  # type: ignore[assignment]
    right: dict[int, tuple[frozenset[int], float]] = {}
    for pronoun, own in votes.items():
        best, count = own.most_common(1)[0]
        found = frozenset(k for k, id_ in enumerate(whose) if id_ == best)
        if found and count / own.total() >= AGREED:
            right[pronoun] = found, min(1.0, count)
    return Told(seen.parse, seen.spots, seen.links, seen.clusters, right)


def _pronouns(spots: Sequence[Spot]) -> list[int]:
    return [n for n, spot in enumerate(spots) if spot.kind == "pronoun"]


def _whose(seen: Phases) -> list[str]:
    """For each cluster the annotators' entity that most of its words are of; empty for nobody's."""
    owners: dict[str, set[str]] = defaultdict(set)
    for id_, entity in seen.entities.items():
        if entity["type"] != "Event":
            for text in entity.get("mentions", {}).get(seen.report["id"], ()):
                owners[surface(text)].add(id_)
    whose = []
    for cluster in seen.clusters:
        votes: Counter[str] = Counter()
        for n in cluster.spots:
            for id_ in (
                own := owners.get(surface(seen.parse.text(seen.spots[n].start, seen.spots[n].end)), ())
            ):
                votes[id_] += 1 / len(own)  # type: ignore[assignment]
        best, share = votes.most_common(1)[0] if votes else ("", 0.0)
        whose.append(best if share > 0.5 and share >= MAJORITY * votes.total() else "")
    return whose


def _hints(seen: Phases, whose: Sequence[str]) -> Iterator[tuple[int, str, float]]:
    """Pronoun, entity and how much it counts, from every statement that tells."""
    spots, types = seen.spots, {id_: e["type"] for id_, e in seen.entities.items()}
    pronouns = [n for n in _pronouns(spots) if _sort(seen.parse, spots[n]) in FITS]
    starts = [spots[n].start for n in pronouns]
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for found in seen.annotated.found:
        for id_ in found.ids:
            places[id_].append((found.start, found.end))
    for cluster, id_ in zip(seen.clusters, whose, strict=True):
        places[id_] += [(spots[n].start, spots[n].end) for n in cluster.spots]
    said = [q for q in find_quotes(seen.parse, spots) if q.source in set(pronouns)]
    for row in seen.annotated.statements:
        first, stop = row["words"]
        for id_ in (row["subject"], row["value"] if row["value_type"] == "entity" else ""):
            if types.get(id_, "Event") == "Event" or any(a < stop and first < b for a, b in places[id_]):
                continue
            near = pronouns[bisect_left(starts, first) : bisect_left(starts, stop)]
            fit = [n for n in near if types[id_] in FITS[_sort(seen.parse, spots[n])]]
            words = {seen.parse.words[spots[n].start].text.lower() for n in fit}
            if len(fit) == 1 or (len(words) <= 2 and len({PRONOUNS[w] for w in words}) == 1):
                yield from ((n, id_, 1.0 if len(fit) == 1 else SEVERAL) for n in fit)
        root = row["chain"][-1] if len(row["chain"]) > 1 else ""
        for quote in said if types.get(root, "Event") != "Event" else ():
            n = quote.source
            inside = quote.start <= first and stop <= quote.end
            if n is not None and inside and types[root] in FITS[_sort(seen.parse, spots[n])]:
                yield n, root, SPOKEN


def _sort(parse: Parse, spot: Spot) -> str:
    return PRONOUNS[parse.words[spot.start].text.lower()]


def by_trees(forest: Forest) -> Decide:
    """Stands each pronoun for whom the trees have it."""
    trees = forest.on(SIGNS)
    return lambda _, rows: choose(rows, trees)


Examples = tuple[list[Signs], list[bool], list[float]]


def examples(reports: Sequence[Told], forest: Forest | None) -> Examples:
    """The signs of all pairs that somebody tells of, whether it is so, and how much each counts; earlier pronouns are
    as `forest` has them, or where they belong."""
    signs: list[Signs] = []
    right: list[bool] = []
    counts: list[float] = []
    for report in reports:
        for pronoun, rows in report.walk(by_trees(forest) if forest else report.known):
            wanted, much = report.right.get(pronoun, (frozenset(), 0.0))
            for entity, own in rows if pronoun in report.right else ():
                signs.append({name: float(value) for name, value in zip(SIGNS, own, strict=True) if value})
                right.append(entity in wanted)
                counts.append(much)
    return signs, right, counts


def learn_all(reports: Sequence[Told]) -> Forest:
    """Trees from all reports: 1. of each half with every pronoun where it belongs, 2. the same with the other half's
    trees deciding, twice, 3. one forest of both."""
    halves = reports[::2], reports[1::2]
    ideal = [examples(half, None) for half in halves]
    forests = [learn(*half, trees=TREES) for half in ideal]
    real = ideal
    for _ in range(2):
        real = [examples(half, forest) for half, forest in zip(halves, reversed(forests), strict=True)]
        forests = [learn(*_joined(pair), trees=TREES) for pair in zip(ideal, real, strict=True)]
    return learn(*_joined((*ideal, *real)), trees=TREES)


def _joined(parts: Sequence[Examples]) -> Examples:
    signs, right, counts = ([row for part in column for row in part] for column in zip(*parts, strict=True))
    return signs, right, counts


def shares(reports: Sequence[Told], forest: Forest | None) -> str:
    """Precision and recall of pronouns, in words; by rule without trees."""
    hit = said = there = 0
    for report in reports:
        home = {p: n for n, c in enumerate(report.clusters) for p in c.pronouns}
        decide = by_trees(forest) if forest else report.known
        for pronoun, rows in report.walk(decide):
            if pronoun in report.right:
                wanted = report.right[pronoun][0]
                chosen = decide(pronoun, rows) if forest else home.get(pronoun)
                there += bool(wanted)
                said += chosen is not None
                hit += chosen in wanted
    return f"precision {hit / max(said, 1):.3f} recall {hit / max(there, 1):.3f} of {there}"


def gum(folder: pathlib.Path, part: str, network: Network) -> Iterator[Told]:
    """The documents of a part of GUM whose text may be passed on."""
    listed = (folder / "splits.md").read_text("utf-8").split(f"## {part}\n", 1)[1].split("## ", 1)[0]
    for document in re.findall(r"\* (\S+)", listed):
        path = folder / "coref" / "ontogum" / "conllu" / f"{document}.conllu"
        if path.is_file():
            chained = chained_text(document, path.read_text("utf-8"))
            parse, spots, links = see(as_text(chained.body), None, network)
            clusters = find_entities(parse, spots, links, network.antecedents)
            yield told_by_chains(chained, parse, spots, links, clusters)


def loaded(model: pathlib.Path, trees: Forest | None) -> Network:
    """A model without trees for pronouns; with `trees` for descriptions where it has none."""
    network = load_network(model)
    network.pronouns = None
    network.antecedents = network.antecedents or trees
    return network


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument(
        "--read", type=pathlib.Path, nargs="+", action="append", required=True, metavar="MODEL WORLD"
    )
    parser.add_argument("--gum", type=pathlib.Path, required=True)
    parser.add_argument("--check", type=pathlib.Path, nargs="*", default=[])
    args = parser.parse_args()
    shipped = loaded(args.model, None)
    reports = list(gum(args.gum, "train", shipped))
    print(f"GUM: {len(reports)} documents", flush=True)
    for model, *worlds in args.read:
        network = loaded(model, shipped.antecedents)
        reports += [told_by_statements(seen) for world in worlds for seen in phases(world, network)]
        print(f"{model.name}: {len(reports)} reports so far", flush=True)
    forest = learn_all(reports)
    (args.model / "pronouns.npz").write_bytes(write_forest(forest))
    print(f"{len(forest.roots)} trees, {len(forest.feature)} nodes, {len(forest.names)} signs")
    check(args.gum, args.check, shipped, forest)


def check(folder: pathlib.Path, worlds: Sequence[pathlib.Path], network: Network, forest: Forest) -> None:
    """Prints what is right on GUM's dev part and on worlds that are not learned from."""
    held = {
        "GUM's dev part": list(gum(folder, "dev", network)),
        "worlds": [told_by_statements(seen) for world in worlds for seen in phases(world, network)],
    }
    for name, reports in held.items():
        print(f"{name}: by rule {shares(reports, None)}, with trees {shares(reports, forest)}")


if __name__ == "__main__":
    main()
