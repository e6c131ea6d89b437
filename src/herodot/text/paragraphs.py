"""Paragraphs. One rule: a line break inside a paragraph is the page's width and becomes a space.

Old wire texts wrap each paragraph over many short lines and part them by blank lines; web texts put each
paragraph on one long line, often without a blank line between. Both are told apart block by block (a block is
what stands between blank lines), by where the lines end:

- a line that begins like a list item (bullet, dash, number, letter in brackets) opens a paragraph;
- where the block's longest line is longer than `WIDEST_WRAP` or shorter than `NARROWEST_WRAP`, nobody wrapped
  it: each line is a paragraph, unless the next goes on in lower case;
- in a wrapped block a line ends a paragraph when it ends in a full stop (or the like) and the next line's
  first word would have fitted on it;
- a line of a wrapped block that is far shorter than the rest, without a full stop, and is not continued in
  lower case, stands alone (dateline, headline, by-line).

All other lines are joined by a space; after a hyphen at the end of a line, by nothing ("north-" "west").
"""

from __future__ import annotations

import itertools
import re

WIDEST_WRAP = 120
"""Characters: wire, mail and page widths are 60 to 100; most paragraphs are longer."""
NARROWEST_WRAP = 50
"""Characters: a block of shorter lines is a letterhead, an address, a list."""
SHORT_SHARE = 0.6
"""Of the block's longest line: below this an open line stands alone. Ragged wrapping stays above 0.7."""

_SPACES = re.compile(" {2,}")
_ITEM = re.compile(r"(?:[-*+•◦‣▪▫●○■·–—]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})\)|\d{1,3}\.) ")
_CLOSED = re.compile(r"[.!?…:;؟۔。！？][\"'”’»)\]]*$")
_HYPHEN_END = re.compile(r"[^\W\d_]-$")


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs in order, each on one line, without outer or double spaces, never empty.

    Takes text from `clean_characters`. A paragraph given alone comes back as it is.
    """
    paragraphs: list[str] = []
    block: list[str] = []
    for raw in text.split("\n"):
        line = _SPACES.sub(" ", raw).strip(" ")
        if line:
            block.append(line)
        elif block:
            paragraphs.extend(_join_block(block))
            block = []
    if block:
        paragraphs.extend(_join_block(block))
    return paragraphs


def _join_block(lines: list[str]) -> list[str]:
    if len(lines) == 1:
        return lines
    width = max(len(line) for line in lines)
    paragraphs = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if _is_break(before, line, width):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [_join_lines(parts) for parts in paragraphs]


def _is_break(before: str, line: str, width: int) -> bool:
    if _ITEM.match(line):
        return True
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return not line[0].islower()
    if _CLOSED.search(before[-8:]):
        return len(before) + 1 + len(line.split(" ", 1)[0]) <= width
    return len(before) < SHORT_SHARE * width and not line[0].islower()


def _join_lines(parts: list[str]) -> str:
    joined: list[str] = [parts[0]]
    for before, line in itertools.pairwise(parts):
        if not (_HYPHEN_END.search(before[-2:]) and line[0].isalpha()):
            joined.append(" ")
        joined.append(line)
    return "".join(joined)
