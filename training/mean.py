"""The mean of checkpoints of one training: better than either on what both were measured on.

python -m training.mean A.pt B.pt --weights 0.4 0.6 --out FILE.pt
"""

from __future__ import annotations

import argparse
import pathlib

import torch
from torch import Tensor


def mean(states: list[dict[str, Tensor]], weights: list[float]) -> dict[str, Tensor]:
    """The weighted mean of every tensor; whole numbers, and tensors that grew since, are taken from the last."""
    last = states[-1]
    return {
        name: torch.stack([s[name] * w for s, w in zip(states, weights, strict=True)]).sum(0) / sum(weights)
        if tensor.is_floating_point() and all(name in s and s[name].shape == tensor.shape for s in states)
        else tensor
        for name, tensor in last.items()
    }


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoints", type=pathlib.Path, nargs="+")
    parser.add_argument("--weights", type=float, nargs="+", help="One for each checkpoint; alike without.")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    saved = [torch.load(path) for path in args.checkpoints]
    weights = args.weights or [1.0] * len(saved)
    torch.save({part: mean([s[part] for s in saved], weights) for part in ("state", "pairs")}, args.out)


if __name__ == "__main__":
    main()
