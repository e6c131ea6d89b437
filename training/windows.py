"""Examples cut into windows of word pieces, and windows gathered into batches.

One rule: windows are cut by the reader's own `prepare`, so that training and reading see the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from herodot.reader import prepare
from training.examples import IGNORED, Example


@dataclass(slots=True)
class Window(prepare.Window):
    """Part of an example, as the encoder sees it."""

    example: Example


def windows(example: Example, tokenizer: Tokenizer) -> list[Window]:
    """The windows of an example, in order, without overlap."""
    return [
        Window(w.start, w.pieces, w.shapes, w.first, w.last, w.sentences, example)
        for w in prepare.cut_windows(example.words, example.sentences, tokenizer)
    ]


def batches(found: list[Window], size: int, seed: int) -> Iterator[list[Window]]:
    """Batches of about `size` pieces with padding, of windows of like length, in random order."""
    order = random.Random(seed)
    shuffled = sorted(found, key=lambda w: len(w.pieces) + order.random() * 24)
    groups: list[list[Window]] = []
    for window in shuffled:
        if groups and (len(groups[-1]) + 1) * len(window.pieces) <= size:
            groups[-1].append(window)
        else:
            groups.append([window])
    order.shuffle(groups)
    yield from groups


def stack(rows: list[list[int]], fill: int) -> Tensor:
    """Rows of unequal length as one tensor, filled up at the end."""
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def inputs(batch: list[Window]) -> tuple[Tensor, Tensor]:
    """Pieces and shapes, [B, L]."""
    return stack([w.pieces for w in batch], 0), stack([w.shapes for w in batch], 0)


def at_first(window: Window, values: list[int], fill: int) -> list[int]:
    """Values of a window's words at their first pieces, `fill` elsewhere."""
    row = [fill] * len(window.pieces)
    for place, value in zip(window.first, values, strict=True):
        row[place] = value
    return row


def targets(batch: list[Window], task: str) -> Tensor:
    """Labels of `task` at first pieces, [B, L]; elsewhere ignored."""
    rows = [at_first(w, w.example.labels[task][w.start : w.stop], IGNORED) for w in batch]
    return stack(rows, IGNORED)


def sentences(batch: list[Window]) -> Tensor:
    """Sentence numbers from 1 at first pieces, 0 elsewhere, [B, L]."""
    return stack([at_first(w, w.sentences, 0) for w in batch], 0)


def heads(batch: list[Window]) -> Tensor:
    """The piece at which each word's head starts, at first pieces, [B, L]; heads outside the window are ignored."""
    rows = []
    for w in batch:
        assert w.example.heads is not None
        inside = [head - w.start for head in w.example.heads[w.start : w.stop]]
        places = [w.first[head] if 0 <= head < len(w.first) else IGNORED for head in inside]
        rows.append(at_first(w, places, IGNORED))
    return stack(rows, IGNORED)
