"""Tells, from a web page alone, which of its words are the article: an independent check of the extractor.

One rule: it shares no code and no word list with the program. The article is where the page's running text
is: the element whose own paragraphs hold the most characters, with the page's first heading and its
standfirst. Adverts, comments, author boxes and related links sit in other elements, or are no paragraphs of
that one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
SILENT = frozenset("script style noscript template head".split())
PARAGRAPHS = frozenset("p blockquote ul ol h2 h3 table".split())
BLOCKS = PARAGRAPHS | frozenset(
    "div section article aside header footer nav main figure form h1 h4 h5 h6 hr pre dl address".split()
)
"""What ends a paragraph that was left open (HTML Living Standard, 13.2.6.4.7)."""
STANDFIRSTS = frozenset("standfirst subtitle dek deck lead lede chapo".split())


@dataclass(slots=True)
class Element:
    """One element of a page: what it is and what stands in it, in order."""

    tag: str
    classes: frozenset[str] = frozenset()
    parts: list[Element | str] = field(default_factory=list)

    def text(self) -> str:
        """The words in it, with white space where elements meet."""
        if self.tag in SILENT:
            return ""
        return " ".join(part if isinstance(part, str) else part.text() for part in self.parts)

    def elements(self) -> list[Element]:
        """The elements right in it."""
        return [part for part in self.parts if isinstance(part, Element)]

    def every(self) -> list[Element]:
        """Itself and all below it, in the order of the page."""
        return [self, *(found for element in self.elements() for found in element.every())]


class _Builder(HTMLParser):
    """Builds the tree; a closing tag closes the nearest open element of its name, others are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("page")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._end_paragraph()
        names = " ".join(value or "" for key, value in attrs if key in ("class", "id"))
        element = Element(tag, frozenset(names.split()))
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def _end_paragraph(self) -> None:
        for element in reversed(self.open):
            if element.tag == "p":
                self.handle_endtag("p")
            if element.tag in BLOCKS:
                return

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def article_text(page: str) -> str:
    """The article's words, squashed (see `squash`).

    Heading, standfirst, and the paragraphs of its element.
    """
    builder = _Builder()
    builder.feed(page)
    builder.close()
    everything = builder.root.every()
    container = max(everything, key=_own_paragraphs)
    heading = [e for e in everything if e.tag == "h1"][:1]
    standfirst = [e for e in everything if e.classes & STANDFIRSTS and e not in container.parts]
    body = [e for e in container.elements() if e.tag in PARAGRAPHS]
    return squash(" ".join(element.text() for element in (*heading, *standfirst, *body)))


def _own_paragraphs(element: Element) -> int:
    return sum(len(child.text()) for child in element.elements() if child.tag == "p")


def squash(text: str) -> str:
    """Text made comparable: NFC, plain quotes and dashes, no white space, so that layout cannot matter."""
    plain = unicodedata.normalize("NFC", text).translate(str.maketrans("“”‘’–—", "\"\"''--"))
    return re.sub(r"\s+", "", plain)
