"""The mean of checkpoints of one training: better than either on what both were measured on.

python -m training.mean A.pt B.pt --out FILE.pt
"""

from __future__ import annotations

import argparse
import pathlib

import torch
from torch import Tensor


def mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of every tensor; whole numbers are taken from the first."""
    first = states[0]
    return {
        name: sum(s[name] for s in states) / len(states) if first[name].is_floating_point() else first[name]
        for name in first
    }


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkpoints", type=pathlib.Path, nargs="+")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    saved = [torch.load(path) for path in args.checkpoints]
    torch.save({part: mean([s[part] for s in saved]) for part in ("state", "pairs")}, args.out)


if __name__ == "__main__":
    main()
