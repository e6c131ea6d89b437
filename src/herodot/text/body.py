"""The canonical text that every offset in Herodot points into.

One rule: the same content gives the same `Text`, everywhere and always; a change in what comes out is a new
`VERSION`.
"""

from __future__ import annotations

from dataclasses import dataclass

from herodot.text.characters import clean_characters
from herodot.text.language import tell_language
from herodot.text.paragraphs import split_paragraphs
from herodot.text.sentences import split_sentences
from herodot.text.span import Span

__all__ = ["VERSION", "Span", "Text", "canonical", "sentence_spans"]

VERSION = "text-1"
"""Goes up whenever the rules of this room would give another body, other spans or another language."""

PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A canonical body and what was found in it. Spans are in order and do not overlap."""

    body: str
    """NFC; a paragraph a line, a blank line between; the only white space is space and line feed."""
    version: str
    """The rules that made it: `VERSION` of this module."""
    language: str
    """ISO 639-1 code, `und` when the text is too short or too mixed to tell."""
    paragraphs: tuple[Span, ...]
    """The title is the first paragraph where the content begins with one."""
    sentences: tuple[Span, ...]
    """None crosses a paragraph; each non-space character of `body` is in exactly one."""


def canonical(content: str) -> Text:
    """The canonical text of a report's content. Takes any string; linear in its length.

    1. characters: line ends, spaces, invisible characters, NFC (`characters`);
    2. paragraphs: blank lines, wrapped lines joined, list items apart (`paragraphs`);
    3. sentences within each paragraph (`sentences`); 4. language (`language`).
    """
    lines = split_paragraphs(clean_characters(content))
    body = PARAGRAPH_BREAK.join(lines)
    paragraphs: list[Span] = []
    sentences: list[Span] = []
    start = 0
    for line in lines:
        span = Span(start=start, end=start + len(line))
        paragraphs.append(span)
        sentences.extend(split_sentences(body, span))
        start = span.end + len(PARAGRAPH_BREAK)
    return Text(
        body=body,
        version=VERSION,
        language=tell_language(body),
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
    )


def sentence_spans(body: str) -> tuple[Span, ...]:
    """The sentences of a body as it stands, also where it is not canonical: a paragraph ends at a blank line."""
    found: list[Span] = []
    start = 0
    for part in body.split(PARAGRAPH_BREAK):
        found.extend(split_sentences(body, Span(start=start, end=start + len(part))))
        start += len(part) + len(PARAGRAPH_BREAK)
    return tuple(found)
