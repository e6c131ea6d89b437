"""Web pages. One rule: only what the article says comes through; better a line too few than a stranger's.

1. the bytes become a tree, with bounds on size, depth and number of elements (`parse_page`);
2. what the page says of itself is read (`page_facts`);
3. navigation, adverts, comments and the like are taken off by tag, role and class name (`boilerplate`);
4. trafilatura finds the main text in what is left;
5. lines that only point elsewhere, bylines and date lines go; the title is put first; summaries and
   corrections that trafilatura left out come back (`_compose`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from herodot.model.errors import BadInput
from herodot.reports.boilerplate import (
    is_correction,
    is_credit,
    is_promo,
    is_stamp,
    name_parts,
    page_words,
    strip_page,
)
from herodot.reports.encoding import declared_encoding, decode
from herodot.reports.page_facts import PageFacts, page_facts
from herodot.reports.publication import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ELEMENTS = 40_000
"""News pages have 500 to 10,000; 40,000 take some 4 seconds."""
MAX_ATTRIBUTES = 200
"""Of one tag: the parser compares each with each."""
MAX_SUMMARY_CHARS = 600
MAX_HEAD_LINES = 5
SHORT_LINE = 90

_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{1000,}+")
_BLOCKS = ("p", "div", "section", "li")
_KEY = re.compile(r"\w+")
_CELL_RULE = re.compile(r"[|\s:-]+$")
_BY = re.compile(r"\b(?:[Bb]y|BY|[Ww]ith|From|Par|Por|Von) (?=[^\W\d_a-z])")
_BYLINE_END = re.compile(r"\s*[|·•,–—]|\s+-\s")


def read_html(data: bytes) -> Article:
    """The article of a page, its title first, and what the page says of it. Raises `BadInput`."""
    text, note = decode(data, declared=declared_encoding(data))
    tree = parse_page(text)
    facts = page_facts(tree)
    _open_tables(tree)
    strip_page(tree)
    extras = _extras(tree)
    lines = _main_lines(tree)
    if facts.article_body and sum(map(len, lines)) < 0.25 * len(facts.article_body):
        lines = [" ".join(line.split()) for line in facts.article_body.splitlines() if line.strip()]
    body, byline = _compose(lines, facts, extras)
    article = Article(
        title=facts.title,
        body="\n\n".join(body),
        outlet=facts.outlet,
        byline=facts.byline or byline,
        published=facts.published,
        url=facts.url,
    )
    return article if note is None else article.with_note(note)


def parse_page(text: str) -> HtmlElement:
    """The tree of a page. Raises `BadInput` on what would take a parser too long, and on what is no page."""
    from lxml import etree, html

    for tag in _LONG_TAG.finditer(text):
        if len(tag.group().split()) > MAX_ATTRIBUTES:
            raise BadInput("has a tag with hundreds of attributes; save its text as .txt and add that")
    # Bytes, because lxml takes no characters that come with an XML declaration.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BadInput("has no page in it; check that it was saved whole") from error
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise BadInput("nests its tags too deep (over 256); save its text as .txt and add that")
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise BadInput(f"has more than {MAX_ELEMENTS} elements; save its text as .txt and add that")
    return tree


def _open_tables(tree: HtmlElement) -> None:
    """Tables that lay out the page become plain blocks; text parted by double line breaks, paragraphs."""
    for table in list(tree.iter("table")):
        if next(table.iter("p", "div", "h1", "h2", "ul", "ol", "br", "form", "img"), None) is not None:
            for element in table.iter("table", "tbody", "thead", "tr", "td", "th", "font", "center"):
                element.tag = "div"
    for br in list(tree.iter("br")):
        following = br.getnext()
        parent = br.getparent()
        if (
            following is not None
            and following.tag == "br"
            and not (br.tail or "").strip()
            and parent is not None
        ):
            parent.set("data-parted", "")
    for parent in [element for element in tree.iter() if element.get("data-parted") is not None]:
        _part(parent)


def _part(parent: HtmlElement) -> None:
    """Makes a paragraph of each stretch between line breaks in an element without blocks of its own."""
    from lxml.html import Element

    if (
        parent.tag in ("html", "p", "pre")
        or next(parent.iterchildren("p", "div", "table", "ul"), None) is not None
    ):
        return
    children, parent_text = list(parent), parent.text
    for child in children:
        parent.remove(child)
    parent.text = None
    parent.tag = "body" if parent.tag == "body" else "div"
    paragraph = Element("p")
    paragraph.text = parent_text
    parent.append(paragraph)
    for child in children:
        if child.tag == "br":
            paragraph = Element("p")
            paragraph.text, child.tail = child.tail, None
            parent.append(paragraph)
        else:
            paragraph.append(child)


def _extras(tree: HtmlElement) -> tuple[list[str], list[str]]:
    """The lines that sum the article up, and the corrections, as the page marks them."""
    summaries: list[str] = []
    corrections: list[str] = []
    words = page_words()
    for element in tree.iter("p", "div", "aside", "section", "h2", "h3", "ul", "li", "span"):
        if next(element.iterancestors("footer", "nav"), None) is not None:
            continue
        parts = name_parts(element)
        text = " ".join(element.text_content().split())
        starts = words.correction_start.match(text[:200]) and next(element.iter(*_BLOCKS), element) is element
        if is_correction(element, parts) or starts:
            corrections.extend([text] if len(text) <= 3 * MAX_SUMMARY_CHARS else [])
        elif parts & words.summaries and 0 < len(text) <= MAX_SUMMARY_CHARS:
            items = [" ".join(item.text_content().split()) for item in element.iter("li")]
            summaries.extend(items or [text])
    return summaries, corrections


def _main_lines(tree: HtmlElement) -> list[str]:
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what a bad page costs is told by `collect`
    found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    text = getattr(found, "text", None) or ""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [_plain_line(line) for line in lines if line and not _CELL_RULE.match(line)]


def _plain_line(line: str) -> str:
    """Without the marks that trafilatura puts at list items and table cells."""
    if line.startswith("|") and line.endswith("|"):
        return " | ".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip())
    return line.removeprefix("- ")


def _key(text: str) -> str:
    return " ".join(_KEY.findall(text.casefold()))


def _compose(
    lines: list[str], facts: PageFacts, extras: tuple[list[str], list[str]]
) -> tuple[list[str], str | None]:
    """The paragraphs below the title, and a byline found among the lines."""
    summaries, corrections = extras
    lines = _below_title(lines, facts.title)
    byline: str | None = None
    body: list[str] = []
    for line in lines:
        at_head = len(body) < MAX_HEAD_LINES
        if at_head and (is_stamp(line) or _is_byline(line, facts)):
            byline = byline or _name_in(line)
        elif not is_promo(line) and not is_credit(line) and line != facts.outlet:
            body.append(line)
    if body:
        body = [line for line in summaries if _is_new(line, body, facts)] + body
        body += [line for line in dict.fromkeys(corrections) if _is_new(line, body, facts)]
    return body, byline


def _is_byline(line: str, facts: PageFacts) -> bool:
    if len(line) > SHORT_LINE or line.endswith((".", "!", "?", "”", '"')):
        return False
    return _BY.match(line) is not None or _key(line) == _key(facts.byline or "-")


def _name_in(line: str) -> str | None:
    """Who is named in a byline such as "4 May – By Ada Obi | Photos: staff"; `None` without a "by"."""
    names = _BY.split(line, maxsplit=1)
    return (_BYLINE_END.split(names[1])[0].strip() or None) if len(names) > 1 else None


def _below_title(lines: list[str], title: str | None) -> list[str]:
    """The lines without the title and what stands above it (the section's name, a flag)."""
    wanted = _key(title or "")
    for index, line in enumerate(lines[:MAX_HEAD_LINES]):
        if wanted and _key(line) == wanted and all(len(above) <= SHORT_LINE for above in lines[:index]):
            return lines[index + 1 :]
    return lines


def _is_new(line: str, body: list[str], facts: PageFacts) -> bool:
    key = _key(line)
    if not key or key == _key(facts.title or "") or is_promo(line):
        return False
    return not any(key in _key(other) or _key(other) in key for other in body)
