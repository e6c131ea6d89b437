"""What stands on a news page beside the article, taken off before and after the main text is found.

One rule: no site is known here, only the web's own words for such parts (tags, roles, class names) and how
such lines begin. Corrections and editors' notes are never boilerplate.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_META_CHARS = 250
"""A byline or a date is shorter; a longer element with such a class name holds text."""
MAX_PROMO_CHARS = 220
MAX_STAMP_CHARS = 120
LARGE_SHARE = 0.4
"""Of the page's text: what holds more of it is the article's frame, whatever its class is called."""

_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The lists of `page_words.toml`, which says what each is for."""

    tags: frozenset[str]
    roles: frozenset[str]
    names: frozenset[str]
    reactions: frozenset[str]
    details: frozenset[str]
    corrections: frozenset[str]
    summaries: frozenset[str]
    promo: re.Pattern[str]
    credit: re.Pattern[str]
    correction_start: re.Pattern[str]
    date_words: frozenset[str]


@functools.cache
def page_words() -> PageWords:
    """The word lists, read when first needed."""
    lists = tomllib.loads(resources.files("herodot.reports").joinpath("page_words.toml").read_text("utf-8"))
    names = ("tags", "roles", "names", "reactions", "details", "corrections", "summaries", "date_words")
    found: dict[str, Any] = {name: frozenset(lists[name].split()) for name in names}
    found |= {
        name: re.compile(
            "|".join(line.strip() for line in lists[name].splitlines() if line.strip()), re.IGNORECASE
        )
        for name in ("promo", "credit", "correction_start")
    }
    return PageWords(**found)


def name_parts(element: HtmlElement) -> set[str]:
    """The words in an element's class and id, lower-cased: "siteNav main" gives site, nav, main."""
    joined = f"{element.get('class', '')} {element.get('id', '')}"
    return {part.lower() for part in _NAME_PART.findall(joined)}


def strip_page(tree: HtmlElement) -> None:
    """Takes off the tree what is plainly not the article: by tag, role, class name, or as hidden."""
    lengths = _text_lengths(tree)
    body = next(iter(tree.iter("body")), tree)
    large = LARGE_SHARE * lengths.get(body, 0)
    waiting = [child for child in body if isinstance(child.tag, str)]
    while waiting:
        element = waiting.pop()
        if _is_boilerplate(element, lengths[element], large):
            element.drop_tree()
        else:
            waiting.extend(child for child in element if isinstance(child.tag, str))


def _text_lengths(tree: HtmlElement) -> dict[HtmlElement, int]:
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(tree.iter())):
        own = (
            element.text if isinstance(element.tag, str) and element.tag not in ("script", "style") else None
        )
        total = lengths.get(element, 0) + len((own or "").strip())
        lengths[element] = total
        parent = element.getparent()
        if parent is not None:
            lengths[parent] = lengths.get(parent, 0) + total + len((element.tail or "").strip())
    return lengths


def _is_boilerplate(element: HtmlElement, length: int, large: float) -> bool:
    words, tag, parts = page_words(), str(element.tag), name_parts(element)
    if element.get("hidden") is not None or _HIDDEN_STYLE.search(element.get("style", "")):
        return True
    if is_correction(element, parts):
        return False
    if tag in words.tags or tag.startswith("amp-") or parts & words.reactions:
        return True
    if element.get("aria-hidden") == "true":
        return length < large
    if tag in ("html", "body", "main", "article") or _holds_headline(element):
        return False
    if element.get("role", "").lower() in words.roles or parts & words.names:
        return length < large
    if parts & words.details or element.get("itemprop") in ("author", "datePublished", "dateModified"):
        return length <= MAX_META_CHARS
    return _is_link_line(element, length)


def is_correction(element: HtmlElement, parts: set[str]) -> bool:
    """Whether the page marks this element as a correction or an editor's note."""
    marked = parts & page_words().corrections or (parts & {"editor", "editors"} and parts & {"note", "notes"})
    return bool(marked) and element.tag not in ("html", "body", "main", "article", "nav")


def _holds_headline(element: HtmlElement) -> bool:
    return element.tag == "h1" or next(element.iter("h1"), None) is not None


def _is_link_line(element: HtmlElement, length: int) -> bool:
    """Whether a paragraph, list item or minor heading is nothing but one link: to another story."""
    if element.tag not in ("p", "li", "h3", "h4", "h5", "h6") or not length:
        return False
    linked = sum(len(link.text_content().strip()) for link in element.iter("a") if link.get("href"))
    return linked >= 0.9 * length


def is_promo(line: str) -> bool:
    """Whether a line of the text only points elsewhere: to other stories, offers, buttons."""
    return len(line) <= MAX_PROMO_CHARS and page_words().promo.match(line) is not None


def is_credit(line: str) -> bool:
    """Whether a line only says who wrote, helped or edited."""
    return len(line) <= MAX_PROMO_CHARS and page_words().credit.match(line) is not None


def is_stamp(line: str) -> bool:
    """Whether a line is a date, a time, a reading time and the like, with hardly a word besides."""
    if not 0 < len(line) <= MAX_STAMP_CHARS or not any(letter.isdigit() for letter in line):
        return False
    words = _LETTERS.findall(line)
    others = [word for word in words if word.lower() not in page_words().date_words]
    # A word in lower case that is no word of dates makes it a sentence: "14 killed on 3 May".
    return len(others) <= 3 and not any(word[0].islower() for word in others) and line[-1] not in '.”"?!'
