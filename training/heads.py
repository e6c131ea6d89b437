"""The token heads once more on an encoder that no longer moves: names, attribution and trees, after `joint` and `mean`.

One rule: the encoder, the pair head and what the pairs are made of (mentions, triggers, phrases) stay as they are.

    python -m training.heads --corpora DIR --worlds DIR --base DIR --start mean.pt --out FILE
"""

from __future__ import annotations

import argparse
import json
import pathlib
import random

import torch

from training.loop import learn, load_tokenizer, new_network
from training.train import LOSSES, evaluate, examples
from training.windows import Window, batches, windows

TASKS = ("names", "attribution", "tree")
RATE, WARM_UP = 2e-4, 0.05


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    tokenizer = load_tokenizer(str(args.base / "tokenizer.json"))
    network = new_network()
    saved = torch.load(args.start)
    network.load_state_dict(saved["state"])
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    heads = [network.tagging["names"], network.tagging["attribution"], network.tagging["pos"], network.tree]
    for head in heads:
        head.requires_grad_(True)
    cut = {
        part: {
            k: [w for e in v for w in windows(e, tokenizer)]
            for k, v in examples(args.corpora, args.worlds, part).items()
        }
        for part in ("train", "dev")
    }
    plan = [(task, batch) for task in TASKS for batch in batches(cut["train"][task], args.batch, 0)]
    random.Random(args.seed).shuffle(plan)

    def loss_of(task: str, batch: list[Window]) -> torch.Tensor:
        network.encoder.eval()
        return LOSSES[task](network, batch)

    def save(share: float) -> None:
        print("dev", json.dumps(evaluate(network, cut["dev"])), flush=True)
        torch.save({"state": network.state_dict(), "pairs": saved["pairs"]}, args.out)

    save(0.0)
    learn(
        plan, loss_of, [{"params": [p for h in heads for p in h.parameters()], "lr": RATE}], WARM_UP, save, 1
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("corpora", "worlds", "base", "start", "out"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--batch", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
