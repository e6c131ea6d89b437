"""Phase one: a text becomes windows of word pieces that the encoder can take.

One rule: windows hold whole sentences while they fit, do not overlap, and lose no word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
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
    pieces = list(map(_pieces_of, repeat(tokenizer), words))
    lengths = list(map(len, pieces))
    cuts: list[tuple[int, int]] = []
    start = size = 0
    for begin, stop in runs(sentences):
        need = sum(lengths[begin:stop])
        if size and size + need > MAX_PIECES:
            cuts.append((start, begin))
            start, size = begin, 0
        if size + need <= MAX_PIECES:
            size += need
            continue
        for n in range(begin, stop):
            if size + lengths[n] > MAX_PIECES:
                cuts.append((start, n))
                start, size = n, 0
            size += lengths[n]
    cuts.append((start, len(words)))
    return [_window(words, sentences, pieces, begin, stop) for begin, stop in cuts if begin < stop]


@lru_cache(maxsize=1 << 15)
def _pieces_of(tokenizer: Tokenizer, word: str) -> tuple[int, ...]:
    # Remembered from report to report: looking a word up takes a twentieth of cutting it.
    ids = tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False).ids
    return tuple((ids or [UNKNOWN])[:MAX_PIECES])


def runs(sentences: Sequence[int]) -> list[tuple[int, int]]:
    """Half-open runs of words of one sentence."""
    cuts = [n for n in range(1, len(sentences)) if sentences[n] != sentences[n - 1]]
    return list(zip([0, *cuts], [*cuts, len(sentences)], strict=True))


def _window(
    words: Sequence[str], sentences: Sequence[int], pieces: Sequence[tuple[int, ...]], begin: int, stop: int
) -> Window:
    ids, shapes, first, last = [CLS], [0], [], []
    for n in range(begin, stop):
        own = pieces[n]
        first.append(len(ids))
        if len(own) == 1:
            ids.append(own[0])
            shapes.append(shape(words[n]) + 1)
        else:
            ids += own
            shapes += [shape(words[n]) + 1] * len(own)
        last.append(len(ids) - 1)
    base = sentences[begin] - 1
    return Window(begin, [*ids, SEP], [*shapes, 0], first, last, [s - base for s in sentences[begin:stop]])
