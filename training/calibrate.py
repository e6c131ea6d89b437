"""Makes the reader's confidence mean something: weights of signs from what held-out reports bear out.

    python -m training.calibrate --exam DIR --model src/herodot/reader/model [--least 0.3] [--also WORLD …]

`DIR` holds `score.py` and `worlds/`. The reader reads the two worlds that training never saw and notices all that is at
all likely; a draft counts as right when the scorer pairs it with one of the annotators' statements. The weights of the
signs (`herodot.reader.weighing`) are fitted by penalized logistic regression and written into `labels.json`. How well
they hold is printed for each world with weights fitted on the other.
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

from herodot.model.records import Reading, Report
from herodot.reader.assemble import make_entities, make_mentions, make_statements
from herodot.reader.gate import pass_gate
from herodot.reader.read import Noticed, Reader
from herodot.reader.runtime import load_network
from herodot.reader.variants import find_variants
from herodot.reader.weighing import Signs, weigh
from herodot.reports.collect import collect
from herodot.reports.publication import Publication
from herodot.text.body import canonical
from training.train import DEV_WORLDS

PENALTY = 3.0
PRIOR = {"score": 0.7}
"""Where a sign's weight is drawn to; 0 for the others."""
STEPS = 60
BINS = 10
Judged = tuple[list[Signs], list[bool]]


def load_scorer(folder: pathlib.Path) -> types.ModuleType:
    """The exam's `score.py` as a module."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder / 'score.py'} cannot be loaded; --exam is the folder that holds it")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def notice_world(reader: Reader, world: pathlib.Path) -> list[tuple[Report, Noticed]]:
    """Every report of a world with all that the reader notices in it."""
    found = []
    for item in collect([world / "index.jsonl"]):
        if isinstance(item, Publication):
            d, text = item.document, canonical(item.content)
            report = Report(
                id=f"r{len(found)}", sha256=d.sha256, media_type=d.media_type, name=d.name, outlet=d.outlet or d.name,
                title=d.title or "", byline=d.byline, published=d.published, url=d.url, language=text.language,
                text_version=text.version, captured="", text=text.body,
            )  # fmt: skip
            found.append((report, reader.notice(report, text)))
    return found


def tell(
    noticed: Sequence[tuple[Report, Noticed]], weights: dict[str, float], least: float
) -> list[dict[str, Any]]:
    """Rows of the exchange format for all drafts that are sure enough; a statement's id is `report#draft`."""
    rows: list[dict[str, Any]] = []
    for report, seen in noticed:
        drafts = weigh(seen.drafts, seen.signs, weights)
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


def judged(
    scorer: types.ModuleType, world: pathlib.Path, noticed: Sequence[tuple[Report, Noticed]]
) -> tuple[list[Signs], list[bool]]:
    """The signs of every draft that is scored strictly, and whether an annotator has it."""
    gold = scorer.Gold(world)
    score = scorer.Score(gold, tell(noticed, {}, 0.0))
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


def fit(signs: Sequence[Signs], right: Sequence[bool]) -> dict[str, float]:
    """Weights of the signs by Newton's method on the penalized likelihood."""
    names = sorted({name for own in signs for name in own})
    place = {name: n for n, name in enumerate(names)}
    rows = np.zeros((len(signs), len(names)))
    for n, own in enumerate(signs):
        for name, value in own.items():
            rows[n, place[name]] = value
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    truth, weights = np.array(right, float), prior.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (truth - chance) - PENALTY * (weights - prior)
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + PENALTY * np.eye(len(names))
        weights += np.linalg.solve(curve, slope)
    return {name: round(float(weights[n]), 4) for name, n in place.items()}


def calibration_error(signs: Sequence[Signs], right: Sequence[bool], weights: dict[str, float]) -> float:
    """Expected calibration error over ten bins of equal width."""
    chance = np.array(
        [1 / (1 + np.exp(-sum(weights.get(k, 0.0) * v for k, v in own.items()))) for own in signs]
    )
    truth = np.array(right, float)
    bins = np.minimum((chance * BINS).astype(int), BINS - 1)
    parts = [(bins == n) for n in range(BINS) if (bins == n).any()]
    return float(sum(abs(chance[p].mean() - truth[p].mean()) * p.sum() for p in parts) / len(truth))


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
    reader = Reader(network, "calibrating")
    worlds = {name: args.exam / "worlds" / name for name in DEV_WORLDS} | {p.name: p for p in args.also}
    noticed = {name: notice_world(reader, world) for name, world in worlds.items()}
    known = {name: judged(scorer, world, noticed[name]) for name, world in worlds.items()}
    for name, world in worlds.items():
        rest = [known[other] for other in worlds if other != name]
        weights = fit([s for signs, _ in rest for s in signs], [r for _, right in rest for r in right])
        error = calibration_error(*known[name], weights)
        for least in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
            rows = tell(noticed[name], weights, least)
            found = scorer.Score(scorer.Gold(world), rows).statement_scores([])["statement"]
            print(f"{name} at {least}: precision {found['p']}, recall {found['r']}, F1 {found['f1']}")
        print(f"{name}: expected calibration error {error:.3f}")
    weights = fit(
        [s for signs, _ in known.values() for s in signs], [r for _, right in known.values() for r in right]
    )
    file = args.model / "labels.json"
    data = json.loads(file.read_text("utf-8")) | {"least": args.least, "weights": weights}
    file.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    print(f"{sum(len(r) for _, r in known.values())} drafts, {sum(sum(r) for _, r in known.values())} right")


if __name__ == "__main__":
    main()
