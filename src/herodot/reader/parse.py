"""What the network saw in a text, as records on the text's own words.

One rule: everything downstream of here works on words and spans, never on arrays of scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from herodot.reader.labels import Labels
from herodot.reader.prepare import Window, Words, runs
from herodot.reader.runtime import Network, TokenScores
from herodot.reader.trees import decode_heads

LEAST_FAINT = {"outer": 0.15, "triggers": 0.04}
"""How likely a word must be something for a task to count as faintly found; the second graph has the last word."""


SMALL_GAP = 2
"""Words of a content that the head may miss: PolNeAR's dev part has exact F1 0.533 without, 0.56 with."""


@dataclass(slots=True)  # not frozen: a report has hundreds, and freezing triples what one costs
class Word:
    """A word of the text: `[start, end)` in characters, its sentence, its head (itself for a root), the label of the
    arc to it, and its part of speech."""

    start: int
    end: int
    text: str
    sentence: int
    head: int
    relation: str
    pos: str


@dataclass(slots=True)  # not frozen: a report has hundreds, and freezing triples what one costs
class Tagged:
    """A half-open span of words with a label of one task and its mean probability."""

    start: int
    end: int
    label: str
    score: float


@dataclass(slots=True)
class Parse:
    """A text seen by the first graph. `spans[task]` are in order; `hidden[n]` belongs to `windows[n]`."""

    body: str
    words: list[Word]
    spans: dict[str, list[Tagged]]
    faint: dict[str, list[Tagged]]
    """By task, single words that its head takes for nothing, but not surely: the likeliest type and its probability."""
    windows: list[Window]
    hidden: list[NDArray[np.float16]]
    """Kept at half the width: a book's vectors are what takes most memory, and the pair head loses nothing by it."""
    relation_numbers: list[int]
    """Index of each word's dependency label, as the second graph wants it."""

    def text(self, start: int, end: int) -> str:
        """The characters of words `[start, end)`."""
        return self.body[self.words[start].start : self.words[end - 1].end] if start < end else ""


def parse_text(body: str, words: Words, windows: Sequence[Window], network: Network) -> Parse:
    """Runs the first graph over the windows and decodes it: spans of each task, tree, parts of speech."""
    parse = Parse(
        body,
        [],
        {task: [] for task in network.labels.tags},
        {task: [] for task in LEAST_FAINT},
        list(windows),
        [],
        [],
    )
    names = network.labels
    for window in windows:
        scores = network.run_tokens(*collate(window))
        parse.hidden.append(scores.hidden.astype(np.float16))
        heads, relations, pos = decode_tree(scores, window)
        base, stop = window.start, window.stop
        parse.words += [
            Word(
                start, end, body[start:end], sentence, head + base,
                "root" if head == n else names.relations[relation], names.pos[part],
            )
            for n, ((start, end), sentence, head, relation, part) in enumerate(
                zip(words.spans[base:stop], words.sentences[base:stop], heads, relations, pos, strict=True)
            )
        ]  # fmt: skip
        parse.relation_numbers += relations
        for task, spans in decode_tags(scores, window, names).items():
            parse.spans[task] += spans
        for task, least in LEAST_FAINT.items():
            parse.faint[task] += faint_words(scores, window, names, task, least)
    if "attribution" in parse.spans:
        parse.spans["attribution"] = mended(parse, parse.spans["attribution"])
    return parse


def mended(parse: Parse, spans: Sequence[Tagged]) -> list[Tagged]:
    """Spans of one attribution task in order, contents made one where at most `SMALL_GAP` words part them.

    Words of a source, a cue or another paragraph between keep them apart."""
    found: list[Tagged] = []
    for span in spans:
        last = found[-1] if found else None
        if last is not None and last.label == span.label == "content":
            between = parse.body[parse.words[last.end - 1].end : parse.words[span.start].start]
            if span.start - last.end <= SMALL_GAP and "\n" not in between:
                found[-1] = Tagged(last.start, span.end, span.label, (last.score + span.score) / 2)
                continue
        found.append(span)
    return found


def collate(window: Window) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Pieces, shapes and sentence numbers of a window, each [L]; sentences stand at the first pieces of words."""
    sentences = np.zeros(len(window.pieces), np.int64)
    sentences[window.first] = window.sentences
    return np.array(window.pieces, np.int64), np.array(window.shapes, np.int64), sentences


def decode_tree(scores: TokenScores, window: Window) -> tuple[list[int], list[int], list[int]]:
    """Head (a word of the window), label index and part-of-speech index of each word of a window."""
    first = np.array(window.first)
    heads: list[int] = []
    for base, stop in runs(window.sentences):  # sentence by sentence: a cycle never leaves one
        own = first[base:stop]
        heads += [base + h for h in decode_heads(scores.arcs[own[:, None], own])]
    return heads, scores.relations[first].tolist(), scores.pos[first].tolist()


def decode_tags(scores: TokenScores, window: Window, labels: Labels) -> dict[str, list[Tagged]]:
    """Spans of each tagging task from the scores at the words' first pieces."""
    rows = scores.tags[np.array(window.first)]
    found, at = {}, 0
    for task, names in labels.tags.items():
        found[task] = tag_spans(rows[:, at : at + len(names)], names, window.start)
        at += len(names)
    return found


def faint_words(scores: TokenScores, window: Window, labels: Labels, task: str, least: float) -> list[Tagged]:
    """Words whose best label in a task is `O` while something else is at least `least` likely."""
    names = labels.tags[task]
    at = sum(len(labels.tags[t]) for t in list(labels.tags)[: list(labels.tags).index(task)])
    rows = scores.tags[np.array(window.first), at : at + len(names)]
    chances = np.exp(rows - rows.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    something = 1.0 - chances[:, 0]
    found = np.flatnonzero((chances.argmax(axis=1) == 0) & (something >= least))
    types = chances[found, 1:].reshape(len(found), len(names) // 2, 2).sum(axis=2)  # B and I side by side
    return [
        Tagged(window.start + n, window.start + n + 1, names[1 + 2 * best][2:], chance)
        for n, best, chance in zip(
            found.tolist(), types.argmax(axis=1).tolist(), something[found].tolist(), strict=True
        )
    ]


def tag_spans(scores: NDArray[np.float32], names: Sequence[str], base: int) -> list[Tagged]:
    """Spans from scores [words, labels]: a span begins at B, or at an I of another kind, and runs while I goes on."""
    best = scores.argmax(axis=1)
    inside = best.nonzero()[0]
    if not len(inside):
        return []
    rows = scores[inside]
    chances = 1.0 / np.exp(rows - rows.max(axis=1, keepdims=True)).sum(axis=1)
    found: list[Tagged] = []
    start = before = -1  # where in `inside` the span begins, and the word before
    kind = ""
    for at, (n, label) in enumerate(zip(inside.tolist(), best[inside].tolist(), strict=True)):
        tag = names[label]
        if kind and (n != before + 1 or tag[0] != "I" or tag[2:] != kind):
            found.append(_tagged(chances, start, at, before, kind, base))
            kind = ""
        if not kind:
            start, kind = at, tag[2:]
        before = n
    found.append(_tagged(chances, start, len(inside), before, kind, base))
    return found


def _tagged(chances: NDArray[np.float32], start: int, stop: int, last: int, kind: str, base: int) -> Tagged:
    """The span of the words that `chances[start:stop]` are of, the last of them `last` of the window."""
    end = base + last + 1
    score = chances[start] if stop - start == 1 else chances[start:stop].sum() / (stop - start)
    return Tagged(end - (stop - start), end, kind, float(score))
