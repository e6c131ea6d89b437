"""Plain text. One rule: the file's words stay as they are; only its first line may be known as the title."""

from __future__ import annotations

import re

from herodot.reports.encoding import decode
from herodot.reports.publication import Article

MAX_TITLE_CHARS = 300

_FIRST_LINE = re.compile(r"\s*(\S[^\n]*)\n[ \t]*\n\s*(?=\S)")


def read_plain(data: bytes) -> Article:
    """The text; its first line is the title when a blank line follows and it is short. Raises `BadInput`."""
    text, note = decode(data)
    article = split_title(text.replace("\r\n", "\n").replace("\r", "\n"))
    return article if note is None else article.with_note(note)


def split_title(text: str) -> Article:
    """Title and body of a text with `\\n` line ends."""
    match = _FIRST_LINE.match(text)
    if match is None or len(match.group(1)) > MAX_TITLE_CHARS:
        return Article(body=text.strip())
    return Article(title=match.group(1).strip(), body=text[match.end() :].strip())
