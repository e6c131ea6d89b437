"""Markdown. One rule: the words that a reader of the rendered page reads; no marks, code or pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from herodot.reports.encoding import decode
from herodot.reports.html import parse_page
from herodot.reports.plain import MAX_TITLE_CHARS
from herodot.reports.publication import Article

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS = {
    "outlet": ("outlet", "publisher", "site", "source"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date"),
    "url": ("url", "link", "canonical"),
}


def read_markdown(data: bytes) -> Article:
    """The text of the rendered page; front matter (YAML) may give title, outlet, author, date and address.

    Links give their words. The title is the front matter's, else a first heading, else a first line as in
    plain text. Raises `BadInput` when the bytes are no text.
    """
    text, note = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    match = _FRONT_MATTER.match(text)
    fields, problem = _front_matter(match.group(1)) if match else ({}, None)
    kinds_and_blocks = list(_blocks(text[match.end() :] if match else text))
    title = fields.get("title")
    if kinds_and_blocks:
        kind, first = kinds_and_blocks[0]
        if title is None and (
            kind == "heading" or (len(kinds_and_blocks) > 1 and len(first) <= MAX_TITLE_CHARS)
        ):
            title = first
        if title == first:
            kinds_and_blocks = kinds_and_blocks[1:]
    found = {
        field: next((fields[key] for key in keys if key in fields), None) for field, keys in _KEYS.items()
    }
    return Article(
        title=title,
        body="\n\n".join(block for _, block in kinds_and_blocks),
        notes=tuple(words for words in (note, problem) if words is not None),
        **found,
    )


def _front_matter(source: str) -> tuple[dict[str, str], str | None]:
    import yaml

    try:
        # BaseLoader leaves every value a string: a date stays as it is written.
        loaded = yaml.load(source, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}, "its front matter is not valid YAML and was left out"
    if not isinstance(loaded, Mapping):
        return {}, None
    return {str(key).lower(): words for key, value in loaded.items() if (words := _flat(value))}, None


def _flat(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each block of the text in order, with its kind: "heading", "row" or "paragraph"."""
    from markdown_it import MarkdownIt

    kind, cells = "paragraph", list[str]()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "heading_open":
            kind = "heading"
        elif token.type in ("tr_open", "paragraph_open"):
            kind, cells = ("row", []) if token.type == "tr_open" else ("paragraph", cells)
        elif token.type == "tr_close":
            yield "row", " | ".join(cell for cell in cells if cell)
            kind = "paragraph"
        elif token.type == "html_block":
            if words := _html_words(token.content):
                yield "paragraph", words
        elif token.type == "inline":
            words = _words(token.children or [])
            if kind == "row":
                cells.append(words)
            elif words:
                yield kind, words


def _html_words(source: str) -> str:
    tree = parse_page(f"<div>{source}</div>")
    hidden = {text for element in tree.iter("script", "style") for text in element.itertext()}
    return " ".join(" ".join(text for text in tree.itertext() if text not in hidden).split())


def _words(tokens: list[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "softbreak":
            parts.append(" ")
    return "".join(parts).strip()
