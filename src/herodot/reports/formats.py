"""The formats that can be read. One rule: a new format is one line in `READERS` and one module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from herodot.reports.html import read_html
from herodot.reports.markdown import read_markdown
from herodot.reports.plain import read_plain
from herodot.reports.publication import Article

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How one format is read."""

    media_type: str
    read: Callable[[bytes], Article]
    """Raises `BadInput` with words that go on after the file's name."""
    max_bytes: int
    """Larger files are refused: a page's tree takes 10 to 30 times the file in memory, plain text 4 times;
    text made to vex a Markdown parser takes up to half a minute a MiB. 1.2 MB hold 200,000 words."""


_HTML = Format(media_type="text/html", read=read_html, max_bytes=8 * MEBIBYTE)

READERS: dict[str, Format] = {
    ".txt": Format(media_type="text/plain", read=read_plain, max_bytes=64 * MEBIBYTE),
    ".md": Format(media_type="text/markdown", read=read_markdown, max_bytes=2 * MEBIBYTE),
    ".html": _HTML,
    ".htm": _HTML,
}
