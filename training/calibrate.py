"""Makes the pair head's scores mean something: confidences from what held-out reports bear out.

    python -m training.calibrate --exam DIR --model src/herodot/reader/model [--least 0.3]

`DIR` holds `score.py` and `worlds/`. The reader reads the two worlds that training never saw and lets through all
that is at all likely; a statement counts as right when the scorer pairs it with one of the annotators'. One slope for
all labels and a shift for each (drawn to the common one, since most are rare) are fitted by logistic regression and
written into `labels.json`.
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
from herodot.reader.read import Reader
from herodot.reader.runtime import load_network
from herodot.reports.collect import collect
from herodot.reports.publication import Publication
from herodot.text.body import canonical
from training.train import DEV_WORLDS

LET_THROUGH = 0.05
PRIOR = 4.0
"""How strongly a label's shift is drawn to the common one: the weight of so many statements."""


def load_scorer(folder: pathlib.Path) -> types.ModuleType:
    """The exam's `score.py` as a module."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder / 'score.py'} cannot be loaded; --exam is the folder that holds it")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_world(reader: Reader, world: pathlib.Path) -> list[tuple[Report, Reading]]:
    """Every report of a world with its reading."""
    found = []
    for item in collect([world / "index.jsonl"]):
        if isinstance(item, Publication):
            d, text = item.document, canonical(item.content)
            report = Report(
                id=f"r{len(found)}",
                sha256=d.sha256,
                media_type=d.media_type,
                name=d.name,
                outlet=d.outlet or d.name,
                title=d.title or "",
                byline=d.byline,
                published=d.published,
                url=d.url,
                language=text.language,
                text_version=text.version,
                captured="",
                text=text.body,
            )
            found.append((report, reader.read(report, text)))
    return found


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
            row = {**dataclasses.asdict(s), "subject": f"{report.id}/{s.subject}"}
            row["chain"] = [f"{report.id}/{link}" for link in s.chain]
            row["value"] = f"{report.id}/{s.value}" if s.value_type == "entity" else s.value
            rows.append({"kind": "statement", **row})
    return rows


def judged(
    scorer: types.ModuleType, world: pathlib.Path, rows: list[dict[str, Any]]
) -> list[tuple[str, float, bool]]:
    """For each statement scored strictly its property, confidence, and whether an annotator has it."""
    gold = scorer.Gold(world)
    score = scorer.Score(gold, rows)
    gold_speech, said_speech = score.speech_acts()
    used = {s["property"] for s in gold.statements}
    found: list[tuple[str, float, bool]] = []
    for row in gold.index:
        same = score.same[row["id"]]
        golds = [
            s for s in gold.statements if s["report"] == row["id"] and not scorer.scored_apart(s, gold_speech)
        ]
        said = [
            s for s in score.statements if score.report_of[s["report"]] == row["id"] and s["property"] in used
        ]
        said = [s for s in said if not scorer.scored_apart(s, said_speech) and s["rule"].startswith("head:")]
        taken: set[int] = set()
        for g in golds:
            fits = [n for n, s in enumerate(said) if n not in taken and score.matches(g, s, same, False)]
            if fits:
                taken.add(max(fits, key=lambda n: said[n]["confidence"]))
        found += [(s["property"], s["confidence"], n in taken) for n, s in enumerate(said)]
    return found


def fit(rows: Sequence[tuple[str, float, bool]], names: Sequence[str]) -> tuple[float, dict[str, float]]:
    """Slope and shifts by gradient ascent on the penalized likelihood."""
    index = {name: n for n, name in enumerate(names)}
    which = np.array([index[p] for p, _, _ in rows])
    chance = np.clip(np.array([c for _, c, _ in rows]), 1e-4, 1 - 1e-4)
    score, right = np.log(chance / (1 - chance)), np.array([float(ok) for _, _, ok in rows])
    slope, common, shift = 1.0, 0.0, np.zeros(len(names))
    for _ in range(4000):
        wrong = right - 1 / (1 + np.exp(-(slope * score + common + shift[which])))
        slope += 0.5 * float((wrong * score).mean())
        common += 0.5 * float(wrong.mean())
        pull = np.bincount(which, wrong, len(names)) - PRIOR * 0.25 * shift
        shift += 0.5 * pull / (np.bincount(which, minlength=len(names)) * 0.25 + PRIOR * 0.25)
    return slope, {name: round(common + float(shift[n]), 3) for name, n in index.items()}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--exam", type=pathlib.Path, required=True)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--least", type=float, default=0.3)
    args = parser.parse_args()
    scorer, network = load_scorer(args.exam), load_network(args.model)
    network.labels = dataclasses.replace(network.labels, least=LET_THROUGH, slope=1.0, shift={})
    reader = Reader(network, "calibrating")
    rows: list[tuple[str, float, bool]] = []
    for name in DEV_WORLDS:
        world = args.exam / "worlds" / name
        rows += judged(scorer, world, exchange_rows(read_world(reader, world)))
    helpers = ("same", "says", "passes")
    slope, shift = fit(rows, [n for n in network.labels.pairs if n not in helpers])
    file = args.model / "labels.json"
    data = json.loads(file.read_text("utf-8")) | {
        "least": args.least,
        "slope": round(slope, 3),
        "shift": shift,
    }
    file.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    print(f"{len(rows)} statements, {sum(ok for _, _, ok in rows)} right; slope {slope:.2f}; shifts {shift}")


if __name__ == "__main__":
    main()
