"""Phase one: a text becomes windows of word pieces that the encoder can take.

One rule: windows hold whole sentences while they fit, do not overlap, and lose no word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.reader.words import shape, word_spans

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from herodot.text.body import Text

MAX_PIECES = 254
"""Word pieces in a window, [CLS] and [SEP] not counted. The encoder could take 510; attention costs the square."""
CLS, SEP, UNKNOWN = 101, 102, 100


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, in order: spans in characters, and the number of the sentence each stands in."""

    spans: list[tuple[int, int]]
    sentences: list[int]


@dataclass(slots=True)
class Window:
    """A run of words as the encoder sees them. `first[i]` and `last[i]` are the pieces, counted with [CLS], of
    word `start + i`; `sentences[i]` is the number of its sentence, counted from 1 in the window."""

    start: int
    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    sentences: list[int]

    @property
    def stop(self) -> int:
        """The word after the last."""
        return self.start + len(self.first)


def split_words(text: Text) -> Words:
    """All words of a text; those outside every sentence (there are none in a canonical text) are left out."""
    spans: list[tuple[int, int]] = []
    sentences: list[int] = []
    for number, sentence in enumerate(text.sentences):
        here = word_spans(text.body, sentence.start, sentence.end)
        spans += here
        sentences += [number] * len(here)
    return Words(spans, sentences)


def cut_windows(words: Sequence[str], sentences: Sequence[int], tokenizer: Tokenizer) -> list[Window]:
    """Windows over `words`; `sentences` gives the number of each word's sentence. Linear in the words.

    A sentence longer than a window is cut between words; of a word longer than a window the first pieces stand.
    """
    if not words:
        return []
    encoded = tokenizer.encode_batch([[w] for w in words], is_pretokenized=True, add_special_tokens=False)
    pieces = [(e.ids or [UNKNOWN])[:MAX_PIECES] for e in encoded]
    runs: list[tuple[int, int]] = []
    start = size = 0
    for begin, stop in _groups(sentences):
        need = sum(len(pieces[n]) for n in range(begin, stop))
        if size and size + need > MAX_PIECES:
            runs.append((start, begin))
            start, size = begin, 0
        for n in range(begin, stop):
            if size + len(pieces[n]) > MAX_PIECES:
                runs.append((start, n))
                start, size = n, 0
            size += len(pieces[n])
    runs.append((start, len(words)))
    return [_window(words, sentences, pieces, begin, stop) for begin, stop in runs if begin < stop]


def _groups(sentences: Sequence[int]) -> list[tuple[int, int]]:
    """Half-open runs of words of one sentence."""
    cuts = [n for n in range(1, len(sentences)) if sentences[n] != sentences[n - 1]]
    return list(zip([0, *cuts], [*cuts, len(sentences)], strict=True))


def _window(
    words: Sequence[str], sentences: Sequence[int], pieces: list[list[int]], begin: int, stop: int
) -> Window:
    window = Window(begin, [CLS], [0], [], [], [])
    for n in range(begin, stop):
        window.first.append(len(window.pieces))
        window.pieces += pieces[n]
        window.shapes += [shape(words[n]) + 1] * len(pieces[n])
        window.last.append(len(window.pieces) - 1)
        window.sentences.append(sentences[n] - sentences[begin] + 1)
    window.pieces.append(SEP)
    window.shapes.append(0)
    return window
