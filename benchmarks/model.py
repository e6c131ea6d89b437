"""Hands the shipped model's heads to the reader's benchmarks, one narrow question at a time.

One rule: benchmarks see the model only through `Model`, so a figure is of what ships and not of a training
script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.scoring import Span, Tree
from herodot.model.errors import ModelMissing
from herodot.reader import load_reader
from herodot.reader.parse import Parse, parse_text
from herodot.reader.prepare import Words, cut_windows
from herodot.reader.runtime import Network
from herodot.reader.words import word_spans
from herodot.text.sentences import split_sentences
from herodot.text.span import Span as Stretch


class Model(Protocol):
    """What the corpora ask of a reader."""

    def names(self, sentences: Sequence[Sequence[str]]) -> Sequence[Sequence[Span]]:
        """For each sentence of one document, given as words, the names in it; spans count words.

        Labels as in `en_worldwide_ner`: Date, Facility, Location, Misc, Money, NORP, Organization, Person,
        Product.
        """
        ...

    def attributions(self, body: str) -> Sequence[Span]:
        """The parts of attributions in an article; spans count characters.

        Labels `source`, `cue`, `content`.
        """
        ...

    def trees(self, sentences: Sequence[Sequence[str]]) -> Sequence[Tree]:
        """For each sentence of one document, given as words, its dependency tree."""
        ...


@dataclass(frozen=True, slots=True)
class ShippedModel:
    """The first graph of the reader that ships, asked head by head."""

    network: Network

    def names(self, sentences: Sequence[Sequence[str]]) -> Sequence[Sequence[Span]]:
        """See `Model`."""
        parse = self._parse(sentences)
        starts = _starts(sentences)
        found: list[list[Span]] = [[] for _ in sentences]
        for tagged in parse.spans["names"]:
            number = parse.words[tagged.start].sentence
            start, end = tagged.start - starts[number], tagged.end - starts[number]
            found[number].append(Span(start=start, end=min(end, len(sentences[number])), label=tagged.label))
        return found

    def attributions(self, body: str) -> Sequence[Span]:
        """See `Model`. Sentences are cut line by line, as in a canonical text."""
        spans: list[tuple[int, int]] = []
        numbers: list[int] = []
        number = 0
        for line in re.finditer(r"[^\n]+", body):
            for sentence in split_sentences(body, Stretch(start=line.start(), end=line.end())):
                here = word_spans(body, sentence.start, sentence.end)
                spans += here
                numbers += [number] * len(here)
                number += 1
        parse = self._run(body, Words(spans, numbers))
        return [
            Span(start=parse.words[t.start].start, end=parse.words[t.end - 1].end, label=t.label)
            for t in parse.spans["attribution"]
        ]

    def trees(self, sentences: Sequence[Sequence[str]]) -> Sequence[Tree]:
        """See `Model`."""
        parse = self._parse(sentences)
        trees = []
        for start, words in zip(_starts(sentences), sentences, strict=False):  # the last start is the end
            here = parse.words[start : start + len(words)]
            heads = tuple(0 if w.head == start + n else w.head - start + 1 for n, w in enumerate(here))
            trees.append(Tree(heads=heads, relations=tuple(w.relation for w in here)))
        return trees

    def _parse(self, sentences: Sequence[Sequence[str]]) -> Parse:
        spans: list[tuple[int, int]] = []
        numbers: list[int] = []
        body = ""
        for number, words in enumerate(sentences):
            for word in words:
                spans.append((len(body), len(body) + len(word)))
                numbers.append(number)
                body += word + " "
        return self._run(body, Words(spans, numbers))

    def _run(self, body: str, words: Words) -> Parse:
        surfaces = [body[a:b] for a, b in words.spans]
        windows = cut_windows(surfaces, words.sentences, self.network.tokenizer)
        return parse_text(body, words, windows, self.network)


def _starts(sentences: Sequence[Sequence[str]]) -> list[int]:
    """The number of each sentence's first word in the document."""
    starts = [0]
    for words in sentences:
        starts.append(starts[-1] + len(words))
    return starts


def load_model() -> Model | None:
    """The shipped model, or `None` while there is none."""
    try:
        return ShippedModel(load_reader().network)
    except ModelMissing:
        return None
