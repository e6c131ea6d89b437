"""Paragraphs and quotations of a text by their marks alone.

One rule: an opening mark that a paragraph does not close holds to its end, and the next paragraph may take it up again.
"""

from __future__ import annotations

from herodot.reader.parse import Parse

OPENING, CLOSING, PLAIN = "“«", "”»", '"'


def quoted_words(parse: Parse) -> list[bool]:
    """For each word whether it stands inside quotation marks; an opening mark that a paragraph does not close holds
    to its end."""
    found: list[bool] = []
    inside = False
    body, last = parse.body, 0
    for word in parse.words:
        if inside and "\n" in body[last : word.start]:
            inside = False
        last, text = word.end, word.text
        if text in OPENING or (text == PLAIN and not inside):
            inside = True
        elif text in CLOSING or text == PLAIN:
            inside = False
        found.append(inside)
    return found


def paragraph_numbers(parse: Parse) -> list[int]:
    """The number of each word's paragraph."""
    found: list[int] = []
    number, body, last = 0, parse.body, 0
    for word in parse.words:
        if found and "\n" in body[last : word.start]:
            number += 1
        last = word.end
        found.append(number)
    return found


def quotations(parse: Parse, marked: list[bool]) -> list[tuple[int, int]]:
    """The sentences `[first, last]` of each quotation, in order; one that paragraphs take up again is one. `marked` is
    what `quoted_words` gives."""
    words = parse.words
    found: list[tuple[int, int]] = []
    last = -9
    for n, inside in enumerate(marked):
        if not inside:
            continue
        sentence = words[n].sentence
        again = n - last == 1 and (not _breaks(parse, n) or words[n].text in OPENING + PLAIN)
        if found and again:
            found[-1] = (found[-1][0], sentence)
        else:
            found.append((sentence, sentence))
        last = n
    return found


def _breaks(parse: Parse, n: int) -> bool:
    """Whether a new paragraph begins with a word."""
    return n > 0 and "\n" in parse.body[parse.words[n - 1].end : parse.words[n].start]
