"""Weights by which `herodot.reader.retold` joins triggers of one event, learned from annotated worlds.

One rule: fit on worlds that the model was not trained on, or its own word for "the same" counts too much.

    python -m training.retold --worlds WORLDS --model FOLDER [--only silver9 …] [--write]

Prints precision, recall and F1 of pairs of triggers, each half of the reports by the weights of the other half.
"""

from __future__ import annotations

import argparse
import pathlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from herodot.reader.phrases import head_of
from herodot.reader.retold import REACH, evidence, told_of
from herodot.reader.runtime import load_network
from training.phases import Phases, phases, write_weights
from training.silver import set_triggers

WEIGHTS = pathlib.Path(__file__).parents[1] / "src" / "herodot" / "reader" / "retold.json"
DECAY, STEPS = 0.0003, 150
BIASES = (-3.0, -2.6, -2.2, -2.0, -1.8, -1.6)
"""What a likeness must outweigh is chosen among these."""
UNTOLD = 0.5
"""Weight of a trigger that no annotator has: it should join nothing."""


@dataclass(slots=True)
class Choice:
    """A trigger with the evidence for each earlier one, whether it is right, and whether annotators have both."""

    rows: list[tuple[dict[str, float], bool, int, bool]]
    trigger: int
    known: bool


def choices(seen: Phases, least: float) -> list[Choice]:
    """The triggers of a report in order."""
    parse, spots = seen.parse, seen.spots
    sure = {k.subject: k.score for k in seen.links if k.label == "event_type" and k.subject == k.value}
    triggers = [n for n, s in enumerate(spots) if s.event_type and sure.get(n, 0.0) >= least]
    set_triggers(seen.annotated, lambda start, end: head_of(parse, start, end))
    gold: dict[int, set[str]] = defaultdict(set)
    for found in seen.annotated.found:
        if found.event:
            gold[seen.annotated.offsets[found.trigger][0]] |= set(found.ids)
    ids = {n: gold.get(parse.words[spots[n].start].start, set()) for n in triggers}
    told = told_of(spots, seen.links, seen.entity_of, triggers)
    result = []
    for place, n in enumerate(triggers):
        rows = [
            (evidence(parse, spots, told, m, n), bool(ids[m] & ids[n]), m, bool(ids[m] and ids[n]))
            for m in triggers[max(0, place - REACH) : place]
        ]
        result.append(Choice(rows, n, bool(ids[n])))
    return result


def fit(reports: Sequence[Sequence[Choice]]) -> dict[str, float]:
    """Weights that make a right earlier trigger, or none, likeliest; none stands at zero."""
    import torch

    torch.set_num_threads(1)
    every = [choice for report in reports for choice in report]
    names = sorted({name for choice in every for row, *_ in choice.rows for name in row})
    flat = [(row, right, n) for n, choice in enumerate(every) for row, right, *_ in choice.rows]
    features = torch.tensor([[row.get(name, 0.0) for name in names] for row, *_ in flat])
    right = torch.tensor([float(r) for _, r, _ in flat])
    group = torch.tensor([n for *_, n in flat])
    none = torch.tensor([float(not any(r for _, r, *_ in choice.rows)) for choice in every])
    share = torch.tensor([1.0 if choice.known else UNTOLD for choice in every])
    weights = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        powers = torch.exp((features @ weights).clamp(-30, 30))
        total = torch.ones(len(every)).index_add(0, group, powers)
        good = none.index_add(0, group, powers * right)
        loss = -(share * torch.log(good / total)).sum() / share.sum() + DECAY * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return {name: round(float(weights[n].detach()), 3) for n, name in enumerate(names)}


def pairs_f1(
    reports: Sequence[Sequence[Choice]], weights: dict[str, float], bias: float
) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs of annotated triggers that are made one."""
    hit = said = gold = 0
    for report in reports:
        home: dict[int, int] = {}
        for choice in report:
            scored = [
                (sum(weights.get(k, 0.0) * v for k, v in row.items()), m) for row, _, m, _ in choice.rows
            ]
            best = max(scored, default=(bias, choice.trigger))
            home[choice.trigger] = home[best[1]] if best[0] > bias else choice.trigger
        for choice in report:
            for _, right, m, known in choice.rows:
                joined = home[m] == home[choice.trigger]
                hit += joined and right
                said += joined and known
                gold += right
    precision, recall = hit / max(said, 1), hit / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Fits, measures and, if asked, writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=pathlib.Path, required=True)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    network = load_network(args.model)
    folders = [p for p in sorted(args.worlds.glob("silver*")) if not args.only or p.name in args.only]
    reports = [choices(seen, network.labels.faint) for p in folders for seen in phases(p, network)]
    halves = [reports[0::2], reports[1::2]]
    fitted = [fit(half) for half in halves]
    measured = {bias: [pairs_f1(halves[1 - n], fitted[n], bias) for n in (0, 1)] for bias in BIASES}
    for bias, figures in measured.items():
        print(bias, *(f"precision {p:.3f}, recall {r:.3f}, F1 {f:.3f};" for p, r, f in figures))
    if args.write:
        bias = max(BIASES, key=lambda b: sum(f for *_, f in measured[b]))
        write_weights(WEIGHTS, {"new": bias} | fit(reports))


if __name__ == "__main__":
    main()
