"""Words of a text as a string of classes, over which the grammars of dates and numbers are regular
expressions.

One rule: each word is looked at once. `tokenize` gives every word, number and sign one class, a single
character; a grammar then runs over the string of classes, which is a fifth as long as the text and has no
spelling in it.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

NUMERIC_DATE = r"\d{1,4}(?P<sep>[-./])\d{1,2}(?P=sep)\d{1,4}(?![\w%]|[-./]\d)"
NUMBER = r"\d+(?:,\d{3})*(?!\d)(?:\.\d+)?[^\W\d_]*"
TOKEN = re.compile(rf"{NUMERIC_DATE}|{NUMBER}|[^\W\d_]+|\n[^\S\n]*\n\s*|[^\w\s]|_")
CHUNK = 1 << 17
"""Characters read at a time: bounds the memory for a text of one endless line."""
LONGEST_WORD = 40
"""A longer run of letters or digits is no word of any grammar and is not looked up."""


class Lexicon:
    """Which class each word has, and what it stands for. Built from a data file: class → word → value."""

    def __init__(
        self,
        classes: Mapping[str, Mapping[str, object]],
        capital_only: frozenset[str],
        more_classes: tuple[str, ...],
    ) -> None:
        names = (*classes, *more_classes)
        self.letters = {name: chr(0x100 + i) for i, name in enumerate(names)}
        self.names = {letter: name for name, letter in self.letters.items()}
        self.values: dict[str, object] = {}
        self.by_word: dict[str, str] = {}
        for name, words in classes.items():
            for word, value in words.items():
                self.values[f"{name} {word}"] = value
                forms = [word.capitalize(), word.upper()]
                for form in forms if name in capital_only else [word, *forms]:
                    if form not in self.by_word or name in capital_only:
                        self.by_word[form] = self.letters[name]

    def value(self, letter: str, word: str) -> object:
        """What a word of that class stands for; `None` when it is not in the data."""
        return self.values.get(f"{self.names[letter]} {word.lower()}")


def load_words(name: str) -> dict[str, dict[str, object]]:
    """A data file of word classes, by its name."""
    text = files("herodot.values").joinpath("data", name).read_text(encoding="utf-8")
    words: dict[str, dict[str, object]] = json.loads(text)
    return words


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one stretch of a text: half-open spans into `body`, and one class letter for each."""

    body: str
    starts: array[int]
    ends: array[int]
    classes: str
    lexicon: Lexicon = field(repr=False)

    def text(self, first: int, end: int) -> str:
        """The text from token `first` up to but without token `end`."""
        return self.body[self.starts[first] : self.ends[end - 1]]

    def word(self, index: int) -> str:
        """A token as written."""
        return self.body[self.starts[index] : self.ends[index]]

    def value(self, index: int) -> object:
        """What a token stands for in the data."""
        return self.lexicon.value(self.classes[index], self.word(index))

    def name(self, index: int) -> str:
        """The name of a token's class; `""` outside the stretch."""
        return self.lexicon.names[self.classes[index]] if 0 <= index < len(self.classes) else ""


def chunks(body: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most `CHUNK` characters, cut between paragraphs, else between words."""
    start = 0
    while len(body) - start > CHUNK:
        middle, limit = start + CHUNK // 2, start + CHUNK
        cut = body.rfind("\n\n", middle, limit)
        if cut < 0:
            cut = body.rfind(". ", middle, limit)
        if cut < 0:
            cut = body.rfind(" ", middle, limit)
        end = limit if cut < 0 else cut + 1
        yield start, end
        start = end
    yield start, len(body)


def tokenize(body: str, start: int, end: int, lexicon: Lexicon, classify: Callable[[str], str]) -> Tokens:
    """The tokens of `body[start:end]`. `classify` gives the class letter of a word that the lexicon lacks."""
    starts, ends, words = _cut(body, start, end)
    known = lexicon.by_word
    seen: dict[str, str] = {}
    letters = []
    for word in words:
        letter = known.get(word) or seen.get(word)
        if letter is None:
            letter = seen[word] = lexicon.letters["PLAIN"] if len(word) > LONGEST_WORD else classify(word)
        letters.append(letter)
    return Tokens(body, starts, ends, "".join(letters), lexicon)


@lru_cache(maxsize=4)
def _cut(body: str, start: int, end: int) -> tuple[array[int], array[int], list[str]]:
    # Kept for the next grammar: dates and numbers are looked for in one text after the other.
    spans = [match.span() for match in TOKEN.finditer(body, start, end)]
    starts, ends = array("q", [first for first, _ in spans]), array("q", [last for _, last in spans])
    return starts, ends, [body[first:last] for first, last in spans]
