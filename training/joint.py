"""Phase two: the pair head, learned with the encoder from the annotated worlds, the other corpora mixed in.

    python -m training.joint --corpora DIR --worlds DIR --base DIR --start phase1.pt --out FILE [--rounds 10]

`--rounds` passes over the annotated worlds; `--replay` batches of the other corpora a batch of them.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import pathlib
import random
import time
from collections.abc import Sequence
from itertools import cycle

import numpy as np
import torch
from tokenizers import Tokenizer
from numpy.typing import NDArray
from torch import Tensor, nn

from herodot.reader.links import pair_arrays
from herodot.reader.pairs import Candidate
from herodot.reader.trees import decode_heads
from herodot.values.dates import find_dates
from herodot.values.numbers import find_numbers
from training import corpora, silver
from training.examples import EVENT_TYPES, TAGS
from training.network import Network, PairHead
from training.pairs import LABELS, PROPERTIES, SIZES, Labelled, Scene, change, label, scene_of
from training.silver import Annotated
from training.train import (
    DEV_WORLDS,
    HEAD_RATE,
    LOSSES,
    SILVER_TASKS,
    WARM_UP,
    cross_entropy,
    evaluate,
    examples,
    f1,
    spans,
)  # fmt: skip
from training.windows import Window, batches, inputs, sentences, targets, windows

ENCODER_RATE = 1e-4
REPLAYED = ("names", "attribution", "tree", "tree")
NAME_KINDS = {
    "Person": "Person",
    "Location": "Place",
    "Organization": "Organization",
    "Facility": "Place",
    "NORP": "Group",
}


@dataclasses.dataclass(slots=True)
class Item:
    """A window with its scene, the labels of its dependency tree, and its labelled pairs."""

    window: Window
    scene: Scene
    relations: list[int]
    known: Labelled


@torch.inference_mode()
def items(network: Network, reports: Sequence[Annotated], tokenizer: Tokenizer) -> list[Item]:
    """Windows with what the first phase sees in them: trees, and spans that nobody annotated."""
    network.eval()
    found = []
    for report in reports:
        values = value_spans(report)
        for window in windows(report.example, tokenizer):
            x = network.encoder(*inputs([window]))
            heads, relations = tree(network, window, x)
            extra = found_spans(network, window, x)
            span = (window.start, window.stop)
            scene = scene_of(report, span, heads, extra, values)
            found.append(Item(window, scene, relations, label(scene)))
    network.train()
    return found


def value_spans(report: Annotated) -> list[tuple[int, int, str, str]]:
    """Dates, numbers and phrases as word spans with what they stand for."""
    covering = silver.cover(len(report.text), report.offsets)
    rows = []
    for d in find_dates(report.text, report.report.get("published")):
        if d.edtf:
            rows.append((covering[d.start], covering[d.end - 1] + 1, "date", "date:" + d.edtf.rstrip("~?")))
    for n in find_numbers(report.text):
        if n.value is not None:
            rows.append((covering[n.start], covering[n.end - 1] + 1, "number", f"number:{float(n.value)}"))
    words = report.example.words
    for a, b, kind in spans(report.example.labels["phrases"], "phrases"):
        text = report.text[report.offsets[a][0] : report.offsets[b - 1][1]].lower()
        rows.append((a, b, kind, "text:" + text))
    assert len(words) == len(report.offsets)
    return rows


def tree(network: Network, window: Window, x: Tensor) -> tuple[list[int], list[int]]:
    """Heads and labels of a window's words, heads as word numbers of the window."""
    arcs = network.tree.arcs(x, sentences([window]))[0].numpy()
    first = np.array(window.first)
    scores = arcs[np.ix_(first, first)]
    heads = decode_heads(scores)
    chosen = torch.zeros((1, len(window.pieces)), dtype=torch.long)
    chosen[0, first] = torch.tensor(first[heads])
    relations = network.tree.relations(x, chosen)[0].argmax(-1)[torch.tensor(first)]
    return heads, relations.tolist()


def found_spans(network: Network, window: Window, x: Tensor) -> list[Candidate]:
    """What the token heads find in a window, annotated or not."""
    first = torch.tensor(window.first)
    rows: list[Candidate] = []
    for task in ("outer", "inner", "names", "triggers", "phrases"):
        for a, b, kind in sorted(spans(network.tag(x, task)[0].argmax(-1)[first].tolist(), task)):
            if task == "triggers":
                rows.append(Candidate(a, b, "Event", EVENT_TYPES.index(kind) + 1))
            elif task != "names" or kind in NAME_KINDS:
                rows.append(Candidate(a, b, NAME_KINDS[kind] if task == "names" else kind))
    return list({(c.start, c.end): c for c in reversed(rows)}.values())


def pair_inputs(batch: Sequence[Item], labelled: Sequence[Labelled], width: int) -> list[Tensor]:
    """`PairHead`'s arguments but the first, for windows laid one after another, each `width` pieces long."""
    rows: list[list[NDArray[np.int64]]] = [[], [], [], []]
    candidates = 0
    for n, (item, known) in enumerate(zip(batch, labelled, strict=True)):
        if not known.candidates:
            continue
        base = n * width
        found = pair_arrays(known.candidates, known.pairs, item.scene.heads, item.relations, item.window)
        shifts = (base, 0, np.array([candidates, candidates, 0, 0, 0, base]), base)
        for column, values, shift in zip(rows, found, shifts, strict=True):
            column.append(values + shift)
        candidates += len(known.candidates)
    return [torch.from_numpy(np.concatenate(column)) for column in rows]


def pair_loss(network: Network, head: PairHead, batch: Sequence[Item], noise: random.Random) -> Tensor:
    """Tagging, pairs and modality of annotated windows."""
    group = [i.window for i in batch]
    x = network.encoder(*inputs(group))
    labelled = [
        dataclasses.replace(i.known, candidates=[change(c, noise) for c in i.known.candidates]) for i in batch
    ]
    scores, modality = head(x.flatten(0, 1), *pair_inputs(batch, labelled, x.shape[1]))
    wanted = torch.from_numpy(np.concatenate([k.labels for k in labelled if len(k.candidates)])).float()
    known = torch.from_numpy(np.concatenate([k.modality for k in labelled if len(k.candidates)])).long()
    losses = nn.functional.binary_cross_entropy_with_logits(scores, wanted.clamp(min=0), reduction="none")
    loss = (losses * (wanted >= 0)).sum() / max(1.0, float((wanted > 0).sum()))
    rows = known[:, 0] >= 0
    if rows.any():
        said, true = modality[rows], known[rows]
        loss = loss + 0.3 * nn.functional.binary_cross_entropy_with_logits(said[:, 0], true[:, 0].float())
        loss = loss + 0.3 * nn.functional.cross_entropy(said[:, 1:4], true[:, 1])
        loss = loss + 0.3 * nn.functional.cross_entropy(said[:, 4:], true[:, 2])
    tags = [cross_entropy(network.tag(x, t), targets(group, t)) for t in SILVER_TASKS]
    return loss + torch.stack(tags).sum()


@torch.inference_mode()
def evaluate_pairs(network: Network, head: PairHead, dev: list[Item]) -> dict[str, float]:
    """Best F1 over thresholds for properties together, and F1 at one half of the three helpers."""
    network.eval()
    head.eval()
    scores, wanted = [], []
    for item in dev:
        x = network.encoder(*inputs([item.window]))
        known = item.known
        if len(known.pairs.i):
            scores.append(head(x[0], *pair_inputs([item], [known], x.shape[1]))[0].sigmoid())
            wanted.append(torch.from_numpy(known.labels))
    network.train()
    head.train()
    said, gold = torch.cat(scores), torch.cat(wanted)
    figures: dict[str, float] = {}
    parts = {
        "properties": slice(0, len(PROPERTIES)),
        **{k: slice(LABELS.index(k), LABELS.index(k) + 1) for k in LABELS[-3:]},
    }
    for name, columns in parts.items():
        s, g = said[:, columns], gold[:, columns]
        s = torch.where(g < 0, torch.zeros_like(s), s)
        best = (0.0, 0.0, 0.0, 0.0)
        for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            yes = s > threshold
            hit, said_n, gold_n = int((yes & (g > 0)).sum()), int(yes.sum()), int((g > 0).sum())
            best = max(best, (f1(hit, said_n, gold_n), hit / max(said_n, 1), hit / max(gold_n, 1), threshold))
        figures |= {f"{name}_{k}": round(v, 3) for k, v in zip(("f1", "p", "r", "at"), best, strict=True)}
    return figures


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = Network(
        {**{t: len(v) for t, v in TAGS.items()}, "pos": len(corpora.POS)}, len(corpora.RELATIONS)
    )
    network.load_state_dict(torch.load(args.start)["state"])
    network.encoder.word.weight.requires_grad_(False)
    head = PairHead(SIZES, len(LABELS))
    worlds = sorted(p.name for p in args.worlds.glob("silver*"))
    dev_worlds = () if args.all else DEV_WORLDS
    reports = {n: silver.world(args.worlds / n) for n in worlds}
    learn = items(network, [a for n in worlds if n not in dev_worlds for a in reports[n]], tokenizer)
    dev = items(network, [a for n in DEV_WORLDS for a in reports[n]], tokenizer)
    parts = {p: examples(args.corpora, args.worlds, p) for p in ("train", "dev")}
    cut = {
        p: {k: [w for e in v for w in windows(e, tokenizer)] for k, v in d.items()} for p, d in parts.items()
    }
    plan = make_plan(args, learn, cut["train"])
    by_window = {id(i.window): i for i in learn}
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    rest = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [
        {"params": encoder, "lr": ENCODER_RATE},
        {"params": rest, "lr": HEAD_RATE * 0.6},
        {"params": head.parameters(), "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = int(WARM_UP / 2 * len(plan)) or 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, (len(plan) - n) / (len(plan) - warm))
    )
    print(f"{len(learn)} windows, {len(plan)} batches", flush=True)
    noise = random.Random(args.seed)
    began, running = time.time(), dict.fromkeys(("pairs", *LOSSES), 0.0)
    for n, (corpus, batch) in enumerate(plan, 1):
        if corpus == "pairs":
            loss = pair_loss(network, head, [by_window[id(w)] for w in batch], noise)
        else:
            loss = LOSSES[corpus](network, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*network.parameters(), *head.parameters()], 1.0)
        optimizer.step()
        schedule.step()
        running[corpus] = 0.97 * running[corpus] + 0.03 * float(loss.detach())
        if n % 50 == 0:
            left = (time.time() - began) / n * (len(plan) - n) / 60
            print(
                n, len(plan), {k: round(v, 3) for k, v in running.items()}, f"{left:.0f} min left", flush=True
            )
        if n % max(len(plan) // args.saves, 1) == 0 or n == len(plan):
            figures = evaluate_pairs(network, head, dev)
            if n > 0.45 * len(plan):
                figures |= evaluate(network, cut["dev"])
            print("dev", json.dumps(figures), flush=True)
            torch.save(
                {"state": network.state_dict(), "pairs": head.state_dict(), "figures": figures}, args.out
            )


def make_plan(
    args: argparse.Namespace, learn: Sequence[Item], corpora_windows: dict[str, list[Window]]
) -> list[tuple[str, list[Window]]]:
    """Batches in order: each round of the annotated worlds mixed with its share of the other corpora."""
    order = random.Random(args.seed)
    others: list[tuple[str, list[Window]]] = []
    for n in range(8):
        once = [
            (k, b)
            for k in REPLAYED
            for b in batches(corpora_windows[k], args.batch, 100 * n + REPLAYED.index(k))
        ]
        order.shuffle(once)
        others += once
    more = cycle(others)
    plan: list[tuple[str, list[Window]]] = []
    for n in range(args.rounds):
        part = [("pairs", b) for b in batches([i.window for i in learn], args.batch, n)]
        part += [next(more) for _ in range(int(len(part) * args.replay))]
        order.shuffle(part)
        plan += part
    return plan


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("corpora", "worlds", "base", "start", "out"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument(
        "--replay", type=float, default=1.0, help="batches of other corpora a batch of worlds"
    )
    parser.add_argument("--saves", type=int, default=8, help="how often to save and measure on the way")
    parser.add_argument("--batch", type=int, default=2048)
    parser.add_argument(
        "--all", action="store_true", help="learn from the dev worlds too: for the shipped model"
    )
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
