"""What the shipped reader says of a text of a corpus, its spans counted in the corpus's own characters.

One rule: the text is read as it stands; lines are paragraphs, or a blank line parts them, as the caller says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.scoring import Span
from herodot.model.records import Reading, Report
from herodot.reader.parse import Parse, parse_text
from herodot.reader.prepare import cut_windows, split_words
from herodot.reader.read import Noticed, Reader, load_reader
from herodot.text.body import VERSION, Text
from herodot.text.sentences import split_sentences
from herodot.text.span import Span as Stretch

OUTLET = "The outlet"
NAMES = ("Person", "Location", "Organization", "NORP", "Facility", "Misc")
"""What the reader's head for names marks and English writes with a capital; months and products are proper nouns."""
_NO_SPACE_BEFORE = frozenset(", . ; : ? ! ) ] % ' ” ’".split()) | {
    "''",
    "'s",
    "n't",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
}
_NO_SPACE_BEHIND = frozenset("( [ $ “ ‘ # `".split()) | {"``"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One text as the reader reads it."""

    body: str
    reading: Reading
    noticed: Noticed

    @property
    def parse(self) -> Parse:
        """Words and tree."""
        return self.noticed.parse

    def span(self, start: int, end: int, label: str = "") -> Span:
        """Words `[start, end)` as a span of characters."""
        return Span(start=self.parse.words[start].start, end=self.parse.words[end - 1].end, label=label)

    def spot(self, number: int) -> Span:
        """A spot as a span of characters, its kind as the label."""
        spot = self.noticed.spots[number]
        return self.span(spot.start, spot.end, spot.kind)

    def mentions(self) -> dict[str, list[Span]]:
        """The mentions of each entity and the words of each event, without the phrases around them; labels are the
        kinds of mention."""
        found: dict[str, list[Span]] = {e.id: [] for e in self.reading.entities}
        events = {e.id for e in self.reading.entities if e.type == "Event"}
        for m in self.reading.mentions:
            if m.entity not in events or m.kind != "description":
                found[m.entity].append(Span(start=m.start, end=m.end, label=m.kind))
        return found


@dataclass(frozen=True, slots=True)
class Watched(Reader):
    """A reader that keeps what it last noticed, so that a text is read once for both answers."""

    kept: list[Noticed] = field(default_factory=list)

    def notice(self, report: Report, text: Text) -> Noticed:
        """As `Reader.notice`."""
        self.kept[:] = [Reader.notice(self, report, text)]
        return self.kept[0]


@dataclass(frozen=True, slots=True)
class Shipped:
    """The reader that ships, on one thread."""

    reader: Watched

    def name_words(self, body: str) -> set[int]:
        """Where the words begin that the first graph alone takes for proper nouns or for parts of names."""
        sentences = [
            s for line in re.finditer(r"[^\n]+", body) for s in split_sentences(body, as_stretch(line))
        ]
        text = Text(body=body, version=VERSION, language="en", paragraphs=(), sentences=tuple(sentences))
        words, network = split_words(text), self.reader.network
        surfaces = [body[a:b] for a, b in words.spans]
        parse = parse_text(body, words, cut_windows(surfaces, words.sentences, network.tokenizer), network)
        proper = {n for t in parse.spans["names"] if t.label in NAMES for n in range(t.start, t.end)}
        return {w.start for n, w in enumerate(parse.words) if w.pos == "PROPN" or n in proper}

    def see(self, body: str, *, break_at: str = "\n", published: str | None = None) -> Seen:
        """Reads a text. `break_at` is what parts paragraphs; other line ends are spaces, one for one."""
        text = as_text(body, break_at)
        body = text.body
        report = Report(
            id="r", sha256="", media_type="text/plain", name="r", outlet=OUTLET, title="", byline=None,
            published=published, url=None, language="en", text_version=VERSION, captured="", text=body,
        )  # fmt: skip
        reading = self.reader.read(report, text)
        return Seen(body, reading, self.reader.kept[0])


def as_text(body: str, break_at: str = "\n") -> Text:
    """A text as it stands, cut into paragraphs and sentences; `break_at` is what parts paragraphs."""
    body = one_for_one(body, break_at)
    paragraphs = [as_stretch(line) for line in re.finditer(r"[^\n]+", body) if line[0].strip()]
    return Text(
        body=body,
        version=VERSION,
        language="en",
        paragraphs=tuple(paragraphs),
        sentences=tuple(s for paragraph in paragraphs for s in split_sentences(body, paragraph)),
    )


def as_stretch(match: re.Match[str]) -> Stretch:
    """What a pattern matched, as a span of the text room."""
    return Stretch(start=match.start(), end=match.end())


def one_for_one(body: str, break_at: str) -> str:
    """The text with as many characters, in which a line feed parts paragraphs and nothing else is one."""
    body = re.sub(r"[^\S\n]", " ", body)
    if break_at == "\n":
        return body
    return re.sub(r"(?<!\n)\n(?!\n)", " ", re.sub(r"\n[ ]+(?=\n)", lambda m: "\n" * len(m[0]), body))


def joined(words: Sequence[str], spaced: Sequence[bool] | None = None) -> tuple[str, list[tuple[int, int]]]:
    """A sentence from its words, and where each stands in it. `spaced`: whether a space follows each word; where it
    is not known, none stands before closing marks and clitics or behind opening ones."""
    body, spans = "", list[tuple[int, int]]()
    for n, word in enumerate(words):
        spans.append((len(body), len(body) + len(word)))
        body += word
        if n + 1 < len(words) and (
            spaced[n] if spaced else word not in _NO_SPACE_BEHIND and words[n + 1] not in _NO_SPACE_BEFORE
        ):
            body += " "
    return body, spans


def load_shipped() -> Shipped:
    """The shipped reader. Raises `ModelMissing`."""
    reader = load_reader()
    return Shipped(Watched(reader.network, reader.name))


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character, whatever their labels."""
    return one.start < other.end and other.start < one.end
