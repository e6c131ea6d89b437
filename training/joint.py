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
from collections.abc import Sequence
from itertools import cycle

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from herodot.reader.candidates import find_spots
from herodot.reader.labels import Labels, read_labels
from herodot.reader.links import pair_arrays
from herodot.reader.parse import parse_text
from herodot.reader.phrases import head_of
from herodot.reader.prepare import Words
from herodot.reader.runtime import TokenScores
from herodot.values.dates import find_dates
from herodot.values.numbers import find_numbers
from training import silver
from training.export import Tokens
from training.loop import learn, load_tokenizer, new_network
from training.network import Network, PairHead, widened
from training.pairs import LABELS, PROPERTIES, SIZES, Labelled, Scene, change, label, label_names, scene_of
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
)
from training.windows import Window, batches, inputs, targets, windows

REPLAYED = ("names", "attribution", "attribution", "tree")


@dataclasses.dataclass(slots=True)
class Item:
    """A window with its scene, the labels of its dependency tree, and its labelled pairs."""

    window: Window
    scene: Scene
    relations: list[int]
    known: Labelled


@dataclasses.dataclass(slots=True)
class Seen:
    """The first graph as the reader's `parse_text` wants it, run by PyTorch."""

    network: Network
    labels: Labels
    tokenizer: Tokenizer

    @torch.inference_mode()
    def run_tokens(
        self, pieces: NDArray[np.int64], shapes: NDArray[np.int64], numbers: NDArray[np.int64]
    ) -> TokenScores:
        """See `herodot.reader.runtime.Network.run_tokens`."""
        outputs = Tokens(self.network)(*(torch.from_numpy(a)[None] for a in (pieces, shapes, numbers)))
        return TokenScores(*(o[0].numpy() for o in outputs))


def items(network: Network, reports: Sequence[Annotated], tokenizer: Tokenizer) -> list[Item]:
    """Windows with the candidates that the reader would find in them, and what annotators say of their pairs."""
    network.eval()
    seen = Seen(network, read_labels(json.dumps(label_names("training"))), tokenizer)
    found = []
    for report in reports:
        cut = windows(report.example, tokenizer)
        words = Words(list(report.offsets), report.example.sentences)
        parse = parse_text(report.text, words, cut, seen)  # type: ignore[arg-type]
        dates = find_dates(report.text, report.report.get("published"))
        spots = find_spots(parse, dates, find_numbers(report.text, dates))
        silver.set_triggers(report, lambda start, end, parse=parse: head_of(parse, start, end))  # type: ignore[misc]
        # Once more: the windows carry the labels.
        for window in windows(report.example, tokenizer):
            scene = scene_of(report, window, parse, spots, seen.labels)
            relations = parse.relation_numbers[window.start : window.stop]
            found.append(Item(window, scene, relations, label(scene)))
    network.train()
    return found


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


MASK, HIDDEN_SHARE = 103, 0.08
"""The piece that stands for a hidden one, and how many are hidden: the pair head must look at what is around."""
SPECIAL = 999
"""Pieces up to this number are marks and padding."""


def hidden(pieces: Tensor, noise: random.Random) -> Tensor:
    """The pieces [B, L] with some hidden; padding and the marks at both ends stay."""
    chance = torch.rand(pieces.shape, generator=torch.Generator().manual_seed(noise.randrange(2**31)))
    return torch.where((chance < HIDDEN_SHARE) & (pieces > SPECIAL), torch.full_like(pieces, MASK), pieces)


def pair_loss(network: Network, head: PairHead, batch: Sequence[Item], noise: random.Random) -> Tensor:
    """Tagging, pairs and modality of annotated windows."""
    group = [i.window for i in batch]
    pieces, shapes = inputs(group)
    x = network.encoder(hidden(pieces, noise), shapes)
    labelled = [
        dataclasses.replace(i.known, candidates=[change(c, noise) for c in i.known.candidates]) for i in batch
    ]
    scores, modality, events = head(x.flatten(0, 1), *pair_inputs(batch, labelled, x.shape[1]))
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
    typed = known[:, 3] >= 0
    if typed.any():
        loss = loss + nn.functional.cross_entropy(events[typed], known[typed, 3])
    tags = [cross_entropy(network.tag(x, t), targets(group, t)) for t in SILVER_TASKS]
    return loss + torch.stack(tags).sum()


@torch.inference_mode()
def evaluate_pairs(network: Network, head: PairHead, dev: list[Item]) -> dict[str, float]:
    """Best F1 over thresholds for properties together, and F1 at one half of the three helpers."""
    network.eval()
    head.eval()
    scores, wanted, types = [], [], [0, 0]
    for item in dev:
        x = network.encoder(*inputs([item.window]))
        known = item.known
        if len(known.pairs.i):
            said, _, events = head(x[0], *pair_inputs([item], [known], x.shape[1]))
            scores.append(said.sigmoid())
            typed = torch.from_numpy(known.modality[:, 3]).long()
            types[0] += int((events.argmax(-1) == typed)[typed >= 0].sum())
            types[1] += int((typed >= 0).sum())
            wanted.append(torch.from_numpy(known.labels))
    network.train()
    head.train()
    said, gold = torch.cat(scores), torch.cat(wanted)
    figures: dict[str, float] = {"event_types": round(types[0] / max(types[1], 1), 3)}
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
    tokenizer = load_tokenizer(str(args.base / "tokenizer.json"))
    network = new_network()
    saved = torch.load(args.start)
    network.load_state_dict(saved["state"])
    network.encoder.word.weight.requires_grad_(False)
    head = PairHead(SIZES, len(LABELS))
    head.load_state_dict(widened(saved.get("pairs", {}), head), strict=False)
    worlds = sorted(p.name for p in args.worlds.glob("silver*"))
    unseen = () if args.all else DEV_WORLDS
    reports = {n: silver.world(args.worlds / n) for n in worlds}
    known = items(network, [a for n in worlds if n not in unseen for a in reports[n]], tokenizer)
    dev = items(network, [a for n in DEV_WORLDS for a in reports[n]], tokenizer)
    parts = {p: examples(args.corpora, args.worlds, p) for p in ("train", "dev")}
    cut = {
        p: {k: [w for e in v for w in windows(e, tokenizer)] for k, v in d.items()} for p, d in parts.items()
    }
    plan = make_plan(args, known, cut["train"])
    by_window = {id(i.window): i for i in known}
    noise = random.Random(args.seed)

    def loss_of(corpus: str, batch: list[Window]) -> Tensor:
        if corpus == "pairs":
            return pair_loss(network, head, [by_window[id(w)] for w in batch], noise)
        return LOSSES[corpus](network, batch)

    def save(share: float) -> None:
        figures = evaluate_pairs(network, head, dev)
        if share > 0.45:
            figures |= evaluate(network, cut["dev"])
        print("dev", json.dumps(figures), flush=True)
        torch.save({"state": network.state_dict(), "pairs": head.state_dict(), "figures": figures}, args.out)

    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    rest = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [
        {"params": encoder, "lr": args.rate},
        {"params": rest, "lr": HEAD_RATE * 0.6},
        {"params": list(head.parameters()), "lr": HEAD_RATE},
    ]
    print(f"{len(known)} windows, {len(plan)} batches", flush=True)
    learn(plan, loss_of, groups, WARM_UP / 2, save, args.saves)


def make_plan(
    args: argparse.Namespace, known: Sequence[Item], corpora_windows: dict[str, list[Window]]
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
        part = [("pairs", b) for b in batches([i.window for i in known], args.batch, n)]
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
    parser.add_argument("--rate", type=float, default=9e-5, help="the encoder's learning rate at its height")
    parser.add_argument("--saves", type=int, default=8, help="how often to save and measure on the way")
    parser.add_argument("--batch", type=int, default=2048)
    parser.add_argument(
        "--all", action="store_true", help="learn from the dev worlds too: for the shipped model"
    )
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
