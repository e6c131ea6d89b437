"""Makes the reader's confidence mean something: the scale of its trees from what held-out reports bear out.

    python -m training.calibrate --exam DIR --model src/herodot/reader/model [--least 0.3] [--also WORLD …]

`DIR` holds `score.py` and `worlds/`. The reader reads the two worlds that training never saw, and those given, and
notices all that is at all likely; a draft counts as right when the scorer pairs it with one of the annotators'
statements. Slope and offset of the trees (`training/weighing.py`) are fitted by logistic regression and written into
`weighing.npz`. How well they hold is printed for each world with both fitted on the others.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
import pathlib
import types
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from herodot.model.records import Reading, Report
from herodot.reader.assemble import make_entities, make_mentions, make_statements
from herodot.reader.forest import Forest, write_forest
from herodot.reader.gate import pass_gate
from herodot.reader.read import Noticed, Reader
from herodot.reader.runtime import load_network
from herodot.reader.signs import Signs
from herodot.reader.variants import find_variants
from herodot.reader.weighing import weigh
from herodot.reports.collect import collect
from herodot.reports.publication import Publication
from herodot.text.body import canonical
from training.train import DEV_WORLDS

STEPS = 60
BINS = 10


def load_scorer(folder: pathlib.Path) -> types.ModuleType:
    """The exam's `score.py` as a module."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder / 'score.py'} cannot be loaded; --exam is the folder that holds it")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def notice_world(reader: Reader, world: pathlib.Path) -> list[tuple[Report, Noticed]]:
    """Every report of a world with all that the reader notices in it; a report's address is its file's name."""
    found = []
    for item in collect([world / "index.jsonl"]):
        if isinstance(item, Publication):
            d, text = item.document, canonical(item.content)
            report = Report(
                id=f"r{len(found)}", sha256=d.sha256, media_type=d.media_type, name=d.name, outlet=d.outlet or d.name,
                title=d.title or "", byline=d.byline, published=d.published, url=d.name, language=text.language,
                text_version=text.version, captured="", text=text.body,
            )  # fmt: skip
            found.append((report, reader.notice(report, text)))
    return found


def tell(
    noticed: Sequence[tuple[Report, Noticed]], forest: Forest | None, least: float
) -> list[dict[str, Any]]:
    """Rows of the exchange format for all drafts that are sure enough; a statement's id is `report#draft`."""
    rows: list[dict[str, Any]] = []
    for report, seen in noticed:
        drafts = weigh(seen.drafts, seen.signs, forest)
        entities = make_entities(report, seen.parse, seen.spots, seen.cast)
        mentions = make_mentions(
            report, seen.parse, seen.spots, seen.cast, find_variants(seen.parse, seen.spots)
        )
        sure = [n for n, d in enumerate(drafts) if d.score >= least]
        finished = seen.finish([drafts[n] for n in sure])
        statements = make_statements(report, seen.parse, finished, "calibrating")
        named = [dataclasses.replace(s, id=str(n)) for s, n in zip(statements, sure, strict=True)]
        kept, _ = pass_gate(report.text, entities, mentions, named)
        reading = Reading(
            report=report.id,
            reader="calibrating",
            entities=tuple(entities),
            mentions=tuple(mentions),
            statements=kept,
        )
        rows += exchange_rows([(report, reading)])
    return rows


def exchange_rows(readings: Sequence[tuple[Report, Reading]]) -> list[dict[str, Any]]:
    """Readings as rows of the exchange format, ids made unique over the reports."""
    rows: list[dict[str, Any]] = []
    for report, reading in readings:
        rows.append({"kind": "report", **dataclasses.asdict(report)})
        mentions: dict[str, list[dict[str, Any]]] = {}
        for m in reading.mentions:
            mentions.setdefault(m.entity, []).append(dataclasses.asdict(m))
        for e in reading.entities:
            row = {**dataclasses.asdict(e), "id": f"{report.id}/{e.id}", "mentions": mentions.get(e.id, [])}
            rows.append({"kind": "entity", **row})
        for s in reading.statements:
            row = {
                **dataclasses.asdict(s),
                "id": f"{report.id}#{s.id}",
                "subject": f"{report.id}/{s.subject}",
            }
            row["chain"] = [f"{report.id}/{link}" for link in s.chain]
            row["value"] = f"{report.id}/{s.value}" if s.value_type == "entity" else s.value
            rows.append({"kind": "statement", **row})
    return rows


def by_file(gold: Any) -> Any:
    """The scorer's gold, its reports known by their files, since not every world gives each an address."""
    for row in gold.index:
        row["url"] = row["file"]
    return gold


def judged(
    scorer: types.ModuleType, world: pathlib.Path, noticed: Sequence[tuple[Report, Noticed]]
) -> tuple[list[Signs], list[bool]]:
    """The signs of every draft that is scored strictly, and whether an annotator has it."""
    gold = by_file(scorer.Gold(world))
    score = scorer.Score(gold, tell(noticed, None, 0.0))
    gold_speech, said_speech = score.speech_acts()
    used = {s["property"] for s in gold.statements}
    signs = {f"{report.id}#{n}": own for report, seen in noticed for n, own in enumerate(seen.signs)}
    found: list[Signs] = []
    right: list[bool] = []
    for row in gold.index:
        same = score.same[row["id"]]
        golds = [
            s for s in gold.statements if s["report"] == row["id"] and not scorer.scored_apart(s, gold_speech)
        ]
        said = [
            s for s in score.statements if score.report_of[s["report"]] == row["id"] and s["property"] in used
        ]
        said = [s for s in said if not scorer.scored_apart(s, said_speech)]
        taken: set[int] = set()
        for g in golds:
            fits = [n for n, s in enumerate(said) if n not in taken and score.matches(g, s, same, False)]
            if fits:
                taken.add(max(fits, key=lambda n: said[n]["confidence"]))
        found += [signs[s["id"]] for s in said]
        right += [n in taken for n in range(len(said))]
    return found, right


def fit(sums: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and offset that make the logistic of sums likeliest, by Newton's method."""
    rows = np.stack([sums, np.ones(len(sums))], 1)
    found = np.array([1.0, 0.0])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + 1e-6 * np.eye(2)
        found += np.linalg.solve(curve, rows.T @ (right - chance))
    return float(found[0]), float(found[1])


def calibration_error(chance: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((chance * BINS).astype(int), BINS - 1)
    parts = [(bins == n) for n in range(BINS) if (bins == n).any()]
    return float(sum(abs(chance[p].mean() - right[p].mean()) * p.sum() for p in parts) / len(right))


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--exam", type=pathlib.Path, required=True)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--also", type=pathlib.Path, nargs="*", default=[], help="more worlds it never saw")
    parser.add_argument("--least", type=float, default=0.3)
    args = parser.parse_args()
    scorer, network = load_scorer(args.exam), load_network(args.model)
    forest = network.forest
    if forest is None:
        raise SystemExit(f"{args.model} has no weighing.npz: run training.weighing first")
    reader = Reader(network, "calibrating")
    worlds = {name: args.exam / "worlds" / name for name in DEV_WORLDS} | {p.name: p for p in args.also}
    noticed = {name: notice_world(reader, world) for name, world in worlds.items()}
    sums, right = {}, {}
    for name, world in worlds.items():
        signs, borne = judged(scorer, world, noticed[name])
        sums[name], right[name] = forest.sums(signs), np.array(borne, float)
    for name, world in worlds.items():
        rest = [other for other in worlds if other != name]
        slope, offset = fit(np.concatenate([sums[o] for o in rest]), np.concatenate([right[o] for o in rest]))
        scaled = dataclasses.replace(forest, slope=slope, offset=offset)
        error = calibration_error(1 / (1 + np.exp(-slope * sums[name] - offset)), right[name])
        for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
            score = scorer.Score(by_file(scorer.Gold(world)), tell(noticed[name], scaled, least))
            found = score.statement_scores([])
            print(
                f"{name} at {least}: precision {found['statement']['p']}, recall {found['statement']['r']}, "
                f"F1 {found['statement']['f1']}, root {found['of_matched']['root']}"
            )
        print(f"{name}: expected calibration error {error:.3f}")
    slope, offset = fit(np.concatenate(list(sums.values())), np.concatenate(list(right.values())))
    final = dataclasses.replace(forest, slope=slope, offset=offset)
    (args.model / "weighing.npz").write_bytes(write_forest(final))
    labels = args.model / "labels.json"
    data = json.loads(labels.read_text("utf-8")) | {"least": args.least}
    labels.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    total = sum(len(r) for r in right.values())
    print(
        f"{total} drafts, {sum(int(r.sum()) for r in right.values())} right; {slope:.3f} x sum + {offset:.3f}"
    )


if __name__ == "__main__":
    main()
