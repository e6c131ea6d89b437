"""Examples cut into windows of word pieces, and windows gathered into batches.

One rule: windows are cut as the reader cuts them (`herodot.reader.prepare`): whole sentences while they fit.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import torch
from tokenizers import Tokenizer
from torch import Tensor

from herodot.reader.words import shape
from training.examples import IGNORED, Example

MAX_PIECES = 254
CLS, SEP = 101, 102


@dataclass(slots=True)
class Window:
    """Part of an example. `first[i]` is the piece at which word `i` (of the window) starts, counted with [CLS]."""

    example: Example
    start: int
    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    extra: dict[str, object] = field(default_factory=dict)


def windows(example: Example, tokenizer: Tokenizer) -> list[Window]:
    """Windows of at most 256 pieces, in order, without overlap."""
    if not example.words:
        return []
    encodings = tokenizer.encode_batch([[w] for w in example.words], is_pretokenized=True, add_special_tokens=False)
    ids = [e.ids or [100] for e in encodings]
    groups: list[list[int]] = []
    for n, sentence in enumerate(example.sentences):
        if not n or sentence != example.sentences[n - 1]:
            groups.append([])
        groups[-1].append(n)
    found: list[Window] = []
    run: list[int] = []
    size = 0
    for group in groups:
        need = sum(len(ids[n]) for n in group)
        if run and size + need > MAX_PIECES:
            found.append(make(example, run, ids))
            run, size = [], 0
        for n in group:
            if size + len(ids[n]) > MAX_PIECES:
                found.append(make(example, run, ids))
                run, size = [], 0
            run.append(n)
            size += len(ids[n][:MAX_PIECES])
    if run:
        found.append(make(example, run, ids))
    return found


def make(example: Example, run: list[int], ids: list[list[int]]) -> Window:
    pieces, shapes, first, last = [CLS], [0], [], []
    for n in run:
        first.append(len(pieces))
        pieces += ids[n][:MAX_PIECES]
        shapes += [shape(example.words[n]) + 1] * len(ids[n][:MAX_PIECES])
        last.append(len(pieces) - 1)
    return Window(example, run[0], [*pieces, SEP], [*shapes, 0], first, last)


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
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def inputs(batch: list[Window]) -> tuple[Tensor, Tensor]:
    """Pieces and shapes, [B, L]."""
    return stack([w.pieces for w in batch], 0), stack([w.shapes for w in batch], 0)


def targets(batch: list[Window], task: str) -> Tensor:
    """Labels of `task` at first pieces, [B, L]; elsewhere ignored."""
    rows = []
    for w in batch:
        row = [IGNORED] * len(w.pieces)
        for place, label in zip(w.first, w.example.labels[task][w.start : w.start + len(w.first)], strict=True):
            row[place] = label
        rows.append(row)
    return stack(rows, IGNORED)


def sentences(batch: list[Window]) -> Tensor:
    """Sentence numbers from 1 at first pieces, 0 elsewhere, [B, L]."""
    rows = []
    for w in batch:
        row = [0] * len(w.pieces)
        base = w.example.sentences[w.start] - 1
        for n, place in enumerate(w.first):
            row[place] = w.example.sentences[w.start + n] - base
        rows.append(row)
    return stack(rows, 0)


def heads(batch: list[Window]) -> Tensor:
    """The piece at which each word's head starts, at first pieces, [B, L]; heads outside the window are ignored."""
    rows = []
    for w in batch:
        row = [IGNORED] * len(w.pieces)
        assert w.example.heads is not None
        for n, place in enumerate(w.first):
            head = w.example.heads[w.start + n] - w.start
            if 0 <= head < len(w.first):
                row[place] = w.first[head]
        rows.append(row)
    return stack(rows, IGNORED)
