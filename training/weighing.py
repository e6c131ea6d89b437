"""The trees by which `reader/weighing.py` says how sure the reader is, learned from worlds new to what read them.

    python -m training.weighing --exam DIR --model src/herodot/reader/model --read MODEL WORLD … [--read MODEL WORLD …]

Each `--read` names a model and worlds that this model never saw: an earlier one, before the worlds were added. The
reader reads them with it; a draft counts as right when the scorer pairs it with one of the annotators' statements.
LightGBM (Ke et al. 2017) learns from the signs of all drafts which are right; the trees are written into
`weighing.npz`, and `training.calibrate` sets their scale.
"""

from __future__ import annotations

import argparse
import pathlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from herodot.reader.forest import Forest, write_forest
from herodot.reader.read import Reader
from herodot.reader.runtime import load_network
from herodot.reader.signs import Signs
from training.calibrate import judged, load_scorer, notice_world

TREES, RATE, LEAVES, DEPTH, LEAST_DRAFTS = 200, 0.06, 31, 6, 60
RARE = 40
"""Signs that fewer drafts have are left out."""


def learn(
    signs: Sequence[Signs],
    right: Sequence[bool],
    counts: Sequence[float] | None = None,
    trees: int = TREES,
) -> Forest:
    """Trees that tell right rows of signs from wrong ones; `counts` is how much each row counts."""
    import lightgbm

    seen: dict[str, int] = {}
    for own in signs:
        for name, value in own.items():
            seen[name] = seen.get(name, 0) + (value != 0)
    names = tuple(sorted(name for name, number in seen.items() if number >= RARE))
    column = {name: n for n, name in enumerate(names)}
    rows = np.zeros((len(signs), len(names)), np.float32)
    for n, own in enumerate(signs):
        for name, value in own.items():
            if name in column:
                rows[n, column[name]] = value
    found = lightgbm.LGBMClassifier(
        n_estimators=trees, learning_rate=RATE, num_leaves=LEAVES, max_depth=DEPTH, min_child_samples=LEAST_DRAFTS,
        subsample=0.8, subsample_freq=1, colsample_bytree=0.4, reg_lambda=5, random_state=1, n_jobs=1,
        deterministic=True, verbose=-1,
    ).fit(rows, np.array(right, int), sample_weight=counts)  # fmt: skip
    return flat(found.booster_.dump_model()["tree_info"], names)


def flat(trees: Sequence[dict[str, Any]], names: tuple[str, ...]) -> Forest:
    """LightGBM's trees, all nodes in one row."""
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    deepest = 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        at, inner = len(feature), "split_feature" in node
        deepest = max(deepest, depth)
        feature.append(node["split_feature"] if inner else 0)
        threshold.append(node["threshold"] if inner else 0.0)
        value.append(0.0 if inner else node["leaf_value"])
        left.append(at)
        right.append(at)
        if inner:
            left[at] = add(node["left_child"], depth + 1)
            right[at] = add(node["right_child"], depth + 1)
        return at

    roots = [add(tree["tree_structure"], 0) for tree in trees]
    whole = [np.array(column, np.int32) for column in (feature, left, right, roots)]
    return Forest(
        names=names, feature=whole[0], threshold=np.array(threshold), left=whole[1], right=whole[2],
        value=np.array(value), roots=whole[3], depth=deepest, slope=1.0, offset=0.0,
    )  # fmt: skip


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--exam", type=pathlib.Path, required=True)
    parser.add_argument("--model", type=pathlib.Path, required=True)
    parser.add_argument(
        "--read", type=pathlib.Path, nargs="+", action="append", required=True, metavar="MODEL WORLD"
    )
    args = parser.parse_args()
    scorer = load_scorer(args.exam)
    signs: list[Signs] = []
    right: list[bool] = []
    for model, *worlds in args.read:
        reader = Reader(load_network(model), "weighing")
        for world in worlds:
            found, borne = judged(scorer, world, notice_world(reader, world))
            signs += found
            right += borne
            print(f"{model.name} on {world.name}: {len(found)} drafts, {sum(borne)} right", flush=True)
    forest = learn(signs, right)
    (args.model / "weighing.npz").write_bytes(write_forest(forest))
    print(f"{len(forest.roots)} trees, {len(forest.feature)} nodes, {len(forest.names)} signs")


if __name__ == "__main__":
    main()
