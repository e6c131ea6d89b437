"""What a web page says of itself: title, outlet, author, day, address. One rule: what is said plainest wins.

Structured data (JSON-LD) before `og:` and other meta tags, these before marked-up elements, and these before
the `<title>`. The address is only ever what the page calls its own; nothing is looked up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herodot.reports.dates import english_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_FIELD_CHARS = 500
MAX_DATE_LINE = 120
MAX_SITE_WORDS = 5
ARTICLE_TYPES = ("Article", "Posting", "Report", "PressRelease")

_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "byl",
)
_OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "article:publisher", "application-name")
_TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title", "headline")
_SITE_PART = re.compile(r"\s+[|–—•·»-]\s+")
_SEPARATORS = " |–—•·»:-"
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://|www\.|^@")
_BY = re.compile(r"^(?:by|written by|posted by|author:)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """`None` where the page does not say. `published` is as the page writes it."""

    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    url: str | None
    article_body: str | None
    """The whole text, where structured data carry it."""


def page_facts(tree: HtmlElement) -> PageFacts:
    """What the page says of itself."""
    data = _article_data(tree)
    metas = _metas(tree)
    head_title = _clean(next((t.text_content() for t in tree.iter("title")), None))
    named = _first_text(data, "headline", "name") or _first(metas, _TITLES)
    visible = _visible_title(tree, named, head_title)
    outlet = (
        _named(data.get("publisher")) or _first(metas, _OUTLETS) or _site_of(head_title, visible or named)
    )
    return PageFacts(
        title=visible or _without_site(named or head_title, outlet),
        outlet=outlet,
        byline=_named(data.get("author")) or _first(metas, _AUTHORS) or _marked_author(tree),
        published=_first_text(data, "datePublished", "dateCreated") or _first(metas, _DATES) or _time(tree),
        url=_address(tree, data, metas),
        article_body=_first_text(data, "articleBody", keep_lines=True),
    )


def _clean(value: object, *, limit: int = MAX_FIELD_CHARS) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(value.split())[:limit].strip() or None


def _article_data(tree: HtmlElement) -> dict[str, object]:
    """The JSON-LD object that describes the article, else an empty one."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            loaded = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(loaded):
            kinds = thing.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name.endswith(ARTICLE_TYPES) for name in names):
                return thing
    return {}


def _things(loaded: object) -> Iterator[dict[str, object]]:
    waiting = [loaded]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting.extend(thing)
        elif isinstance(thing, dict):
            yield thing
            waiting.extend(thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing)


def _first_text(data: dict[str, object], *keys: str, keep_lines: bool = False) -> str | None:
    for key in keys:
        value = data.get(key)
        if keep_lines and isinstance(value, str) and value.strip():
            return value
        cleaned = _clean(value)
        if cleaned and not keep_lines:
            return cleaned
    return None


def _named(value: object) -> str | None:
    """The names of one or several people or organizations in JSON-LD, joined by a comma."""
    items = value if isinstance(value, list) else [value]
    names = [_clean(item.get("name") if isinstance(item, dict) else item) for item in items]
    kept = [name for name in names if name and not _ADDRESS.search(name)]
    return ", ".join(dict.fromkeys(kept)) or None


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = _clean(meta.get("content"))
        if key and value and not (value.startswith("@")):
            found.setdefault(key.strip().lower(), value)
    return found


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if key in metas and not _ADDRESS.search(metas[key])), None)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _visible_title(tree: HtmlElement, named: str | None, head_title: str | None) -> str | None:
    """The heading that readers see: the one that shares most words with what the page calls itself."""
    wanted = _words(named or head_title or "")
    if not wanted:
        alone = [text for heading in tree.iter("h1") if (text := _clean(heading.text_content()))]
        return alone[0] if len(alone) == 1 else None
    best, most_shared = None, 1  # a heading of one word may be the name of the site or a section
    for heading in tree.iter("h1", "h2", "h3"):
        text = _clean(heading.text_content()) or ""
        words = _words(text)
        shared = len(words & wanted)
        if shared > most_shared and shared >= 0.7 * len(words) and shared >= 0.4 * len(_words(named or "")):
            best, most_shared = text, shared
    return best


def _site_of(head_title: str | None, title: str | None) -> str | None:
    """The outlet in "Headline | Outlet" or "Outlet: Headline": what is left of the title, when short."""
    if head_title is None:
        return None
    parts = _SITE_PART.split(head_title)
    if title is not None and title in head_title:
        site = _SITE_PART.split(head_title.replace(title, "", 1).strip(_SEPARATORS))[-1]
    else:
        site = parts[-1] if len(parts) > 1 and len(parts[-1]) < len(parts[0]) else ""
    return site if site and len(site.split()) <= MAX_SITE_WORDS else None


def _without_site(title: str | None, outlet: str | None) -> str | None:
    if title is None:
        return None
    parts = _SITE_PART.split(title)
    for end in range(len(parts) - 1, 0, -1):
        if outlet and parts[end].casefold() == outlet.casefold():
            return title[: title.rfind(parts[end])].rstrip(_SEPARATORS)
    return title


def _marked_author(tree: HtmlElement) -> str | None:
    found = tree.xpath(
        "//*[@itemprop='author' or @rel='author' or contains(concat(' ', @class, ' '), ' author ')"
        " or contains(concat(' ', @class, ' '), ' byline ')]"
    )
    for element in found[:5]:
        name = _clean(element.text_content())
        if name and len(name) <= 80:
            return _BY.sub("", name)
    return None


def _time(tree: HtmlElement) -> str | None:
    marked = tree.xpath(
        "//time[@datetime][@pubdate or @itemprop='datePublished' or contains(@class, 'publish')]"
    )
    for element in [*marked, *tree.xpath("//*[@itemprop='datePublished'][@datetime]"), *tree.iter("time")]:
        value = _clean(element.get("datetime"))
        if value:
            return value
    dated = tree.xpath(
        "//*[contains(@class, 'date') or contains(@class, 'publish') or contains(@class, 'post')]"
    )
    lines = (_clean(element.text_content()) or "" for element in dated)
    return next((day for line in lines if len(line) <= MAX_DATE_LINE and (day := english_day(line))), None)


def _address(tree: HtmlElement, data: dict[str, object], metas: dict[str, str]) -> str | None:
    links = [link.get("href") for link in tree.xpath("//link[@rel='canonical'][@href]")]
    whole = data.get("mainEntityOfPage")
    page = whole.get("@id") if isinstance(whole, dict) else whole
    for value in (*links, metas.get("og:url"), data.get("url"), page):
        cleaned = _clean(value, limit=2000)
        if cleaned and cleaned.startswith(("http://", "https://")):
            return cleaned
    return None
