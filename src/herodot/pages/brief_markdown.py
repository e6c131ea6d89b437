"""A brief as Markdown. One rule: what reports say is text, whatever signs stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from herodot.pages.brief import BriefPage, BriefQuestion, Cite, Source
from herodot.pages.words import ARROW, isolated

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_START = re.compile(r"^(?:[-+=]|\d+[.)])")


def plain(text: str) -> str:
    """Words on one line in which no sign means anything to Markdown or HTML."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _START.sub(lambda m: f"{m[0][:-1]}\\{m[0][-1]}", line)


def brief_markdown(page: BriefPage) -> str:
    """The whole brief."""
    return "\n".join(_lines(page)) + "\n"


NO_GAP = (*".,;:!?)]”’", "")
"""What follows words without a gap."""


def _lines(page: BriefPage) -> Iterator[str]:
    yield f"# {plain(isolated(page.title))}"
    yield ""
    known = f", as known on {page.as_of}" if page.as_of else ""
    yield f"Made {page.made[:10]} from {plain(page.case)}{known}. Positions, not truths: who says what, in which words."
    if page.withheld:
        yield ""
        yield "Whoever is marked sensitive is left out."
    if not page.questions:
        yield ""
        yield "No report that was read says anything."
    for question in page.questions:
        yield ""
        if question.asked != page.title:
            yield from (f"## {plain(isolated(question.asked))}", "")
        yield from _question(question)
    if page.left_out:
        yield ""
        yield f"{page.left_out} more questions are left out."
    if page.unknown:
        yield from ("", "## What is not known", "")
        yield from (f"- {plain(words)}" for words in page.unknown)
    if page.sources:
        yield from ("", "## Sources", "")
        yield from map(_source, page.sources)


def _question(question: BriefQuestion) -> Iterator[str]:
    for p in question.positions:
        yield f"**{plain(isolated(p.says))}**: {plain(p.held)} *{p.standing or 'open'}*"
        yield ""
        for cite in p.cites:
            yield from _cite(cite)
        if p.more:
            yield from (f"{p.more} more say so or deny it.", "")
    for heading, sentences in (("Disputed", question.disputed), ("Not known", question.unknown)):
        if sentences:
            yield from (f"{heading}:", "", *(f"- {plain(words)}" for words in sentences), "")


def _cite(cite: Cite) -> Iterator[str]:
    how = f"*{cite.how}:* " if cite.how else ""
    before, after = (f"{plain(cite.before)} " if cite.before else "", plain(cite.after))
    joined = f"{before}**{plain(cite.words)}**{'' if cite.after[:1] in NO_GAP else ' '}{after}"
    yield f"> {how}“{isolated(joined)}”  "
    chain = ARROW.join(plain(isolated(link)) for link in cite.chain)
    yield f"> {chain}, {cite.published or 'no date'} \\[{cite.number}\\]"
    yield ""


def _source(source: Source) -> str:
    parts = [source.outlet, *([source.byline] if source.byline else []), f"“{source.title}”"]
    parts += [source.published or "no date", *([source.url] if source.url else [])]
    return f"{source.number}. {', '.join(plain(isolated(part)) for part in parts)}"
