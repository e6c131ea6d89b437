"""Search by meaning: each sentence as a vector from the reader's own encoder, kept in the case.

One rule: a sentence's vector is the mean over its word pieces, and only its direction counts; what is near is told
with its words, never as an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herodot.model.records import Report
from herodot.store.records import SentenceVectors
from herodot.text.body import Span, Text, canonical, sentence_spans

if TYPE_CHECKING:
    from herodot.reader.read import Reader
    from herodot.reader.runtime import Network
    from herodot.workspace import Step, Workspace

Floats = NDArray[np.float32]
BYTE = 127
AT_ONCE = 20_000
"""Sentences that are compared in one go: about 60 MB."""


def vectors_of(text: Text, network: Network) -> tuple[list[Span], Floats]:
    """The sentences that have words, and the mean of each one's word pieces: [sentences, dimensions]."""
    from herodot.reader.parse import collate
    from herodot.reader.prepare import cut_windows, split_words

    words = split_words(text)
    surfaces = [text.body[a:b] for a, b in words.spans]
    sums: dict[int, Floats] = {}
    pieces: dict[int, int] = {}
    for window in cut_windows(surfaces, words.sentences, network.tokenizer):
        hidden = network.run_tokens(*collate(window)).hidden
        for n, (first, last) in enumerate(zip(window.first, window.last, strict=True)):
            number = words.sentences[window.start + n]
            sums[number] = sums.get(number, np.float32(0)) + hidden[first : last + 1].sum(0)
            pieces[number] = pieces.get(number, 0) + last + 1 - first
    found = [sums[number] / pieces[number] for number in sorted(sums)]
    return [text.sentences[number] for number in sorted(sums)], np.array(found, np.float32)


def packed(report: str, model: str, spans: Iterable[Span], vectors: Floats) -> SentenceVectors:
    """The vectors as they are kept: a byte a dimension, each stretched to use it whole."""
    most = np.abs(vectors).max(axis=1, keepdims=True) if vectors.size else np.ones((0, 1), np.float32)
    edges = np.array([(span.start, span.end) for span in spans], "<i4")
    return SentenceVectors(
        report=report,
        model=model,
        spans=edges.tobytes(),
        vectors=np.rint(vectors / np.maximum(most, 1e-12) * BYTE).astype(np.int8).tobytes(),
    )


def nearest(kept: Sequence[SentenceVectors], asked: Floats, most: int) -> list[tuple[str, Span]]:
    """The reports whose nearest sentence is nearest to `asked` [dimensions], with that sentence; the nearest first.

    `most` 0 gives all. A plain look at every sentence: 100,000 of them take about 0.1 s.
    """
    size = len(asked)
    counts = [len(each.vectors) // size for each in kept]
    rows = np.frombuffer(b"".join(each.vectors for each in kept), np.int8).reshape(-1, size)
    likeness = np.concatenate(
        [np.zeros(0, np.float32)]
        + [_cosines(rows[at : at + AT_ONCE].astype(np.float32), asked) for at in range(0, len(rows), AT_ONCE)]
    )
    best: list[tuple[float, str, Span]] = []
    first = 0
    for each, count in zip(kept, counts, strict=True):
        if count:
            at = int(likeness[first : first + count].argmax())
            start, end = np.frombuffer(each.spans, "<i4").reshape(-1, 2)[at].tolist()
            best.append((float(likeness[first + at]), each.report, Span(start=start, end=end)))
        first += count
    best.sort(key=lambda found: (-found[0], found[1]))
    return [(report, span) for _, report, span in best[: most or None]]


def _cosines(rows: Floats, asked: Floats) -> Floats:
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows) * float(asked @ asked))
    cosines: Floats = (rows @ asked / np.maximum(lengths, 1e-12)).astype(np.float32)
    return cosines


def reports_left(workspace: Workspace) -> int:
    """How many reports `look_into` has yet to look into."""
    return len(workspace.facts.without_vectors(_reader().name))


def look_into(workspace: Workspace) -> Iterator[Step]:
    """Puts the sentences of reports into numbers that are not yet, each report stored as soon as it is done."""
    from herodot.workspace import Step

    facts, reader = workspace.facts, _reader()
    for key in facts.without_vectors(reader.name):
        report = facts.report(key)
        made = packed(key, reader.name, *vectors_of(_as_stored(report), reader.network))
        with workspace.store.writer() as writer:
            writer.put_vectors(made)
        yield Step(what="read", name=report.name, report=key)


def search_meaning(workspace: Workspace, words: str, most: int) -> Iterator[tuple[Report, str]]:
    """Reports with a sentence that means what the words say, as far as an encoder can tell, with that sentence."""
    if not any(letter.isalnum() for letter in words):
        return
    reader = _reader()
    _, asked = vectors_of(canonical(words), reader.network)
    if len(asked):
        kept = list(workspace.facts.sentence_vectors(reader.name))
        for key, span in nearest(kept, asked.mean(0), most):
            report = workspace.facts.report(key)
            yield report, report.text[span.start : span.end]


@cache
def _reader() -> Reader:
    from herodot.reader.read import load_reader

    return load_reader()


def _as_stored(report: Report) -> Text:
    """A report's text as it stands, so that spans point into it whatever rules made it."""
    return Text(
        body=report.text, version=report.text_version, language=report.language, paragraphs=(),
        sentences=sentence_spans(report.text),
    )  # fmt: skip
