"""Sentences within a paragraph. One rule: when in doubt, do not cut; a quotation and who says it belong together.

Own rules, because what is there is slow or cuts worse: see `benchmarks/boilerplate.py --sentences` and the figures
in docs/decisions. Every mark that could end a sentence (`.`, `!`, `?`, `…` and the like, with the closing quotation
marks and brackets after it) is looked at once with the word before and the word after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from herodot.text.abbreviations import BEFORE_MORE, BEFORE_NUMBER, MAY_END, REPORTING, STARTERS, TITLES
from herodot.text.span import Span

MAX_SENTENCE_CHARS = 2000
"""A longer stretch is no sentence (tables, lists of names, one endless line): it is cut at a space before this."""

_LONGEST_WORD = 24
_DASHES = ("–", "—", "-")
_CLOSERS = "\"'”’»›)\\]}“‘"
_OPENERS = "\"'“‘«‹„‚([{¿¡”’"

# Atomic throughout, and starting only where no end mark stands before, so that runs of dots stay linear.
_END = re.compile(
    rf"(?<![.!?…])(?:[.!?…]++[{_CLOSERS}]*+(?:\[\d{{1,3}}\])*+(?= |$)|(?<=[a-z]{{2}})[.!?]”?(?=[A-Z][a-z]+[ ,])"
    rf"|[؟۔]++[{_CLOSERS}]*+(?= |$)|[。！？]++[{_CLOSERS}」』]*+)"
)
_NEXT = re.compile(rf" *((?:[–—-] )?[{_OPENERS}]*)([^\W_]*)(-[^\W_])?")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[IVXivx]{1,5})\.$")
_NAME_SAYS = re.compile(rf" (?:[A-Z][\w’'-]*\.? ){{1,4}}(?:{REPORTING})\b")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")


def split_sentences(body: str, paragraph: Span) -> Iterator[Span]:
    """The paragraph's sentences in order, each without outer spaces. Together they hold all but spaces."""
    start = paragraph.start
    for match in _END.finditer(body, paragraph.start, paragraph.end):
        if match.end() < paragraph.end and _ends_sentence(body, start, match, paragraph.end):
            yield from _cut_long(body, start, match.end())
            start = _skip_spaces(body, match.end(), paragraph.end)
    if start < paragraph.end:
        yield from _cut_long(body, start, paragraph.end)


def _skip_spaces(body: str, at: int, end: int) -> int:
    while at < end and body[at] == " ":
        at += 1
    return at


def _cut_long(body: str, start: int, end: int) -> Iterator[Span]:
    while end - start > MAX_SENTENCE_CHARS:
        cut = body.rfind(" ", start + 1, start + MAX_SENTENCE_CHARS + 1)
        cut = start + MAX_SENTENCE_CHARS if cut == -1 else cut
        yield Span(start=start, end=cut)
        start = _skip_spaces(body, cut, end)
    yield Span(start=start, end=end)


def _ends_sentence(body: str, start: int, match: re.Match[str], end: int) -> bool:
    following = _NEXT.match(body, match.end(), min(end, match.end() + 60))
    opener, word, hyphened = following.groups("") if following else ("", "", "")
    if not word:
        return _symbol_follows(body, match.end(), end)
    if word[0].islower() and not _is_name(word, hyphened):
        return False
    if opener[:1] in _DASHES and word.lower() not in STARTERS:
        return False  # who is quoted, or the agency, after a dash
    mark = match.group()
    if mark[0] in "!?" and len(mark) > 1 and _NAME_SAYS.match(body, match.end(), min(end, match.end() + 80)):
        return False
    if mark[0] == "." and not mark.startswith(".."):
        return _full_stop_ends(body, start, match, opener, word)
    return not (mark.startswith(("...", "…")) and mark.endswith(("]", ")")))


def _is_name(word: str, hyphened: str) -> bool:
    """Whether a word that begins in lower case is a name all the same: "al-Shifa", "eBay"."""
    return hyphened[1:].isupper() or any(c.isupper() for c in word)


def _symbol_follows(body: str, at: int, end: int) -> bool:
    """Whether what follows, no letter or digit, can open a sentence: a currency sign, a bullet, an emoji."""
    at = _skip_spaces(body, at, end)
    return at < end and body[at] not in ",;:.!?…)]}%&/|–—-"


def _full_stop_ends(body: str, start: int, match: re.Match[str], opener: str, word: str) -> bool:
    dot = match.start()
    at = max(start, dot - _LONGEST_WORD)
    before = body[max(at, body.rfind(" ", at, dot) + 1) : dot].lstrip(_OPENERS)
    if dot - start < 8 and _ENUMERATOR.match(body[start : dot + 1]):
        return False
    if match.end() - dot > 1 and match.group()[1] in '"”’»' or opener:
        # A quotation that closes or opens here settles it, but for titles and initials before a nickname.
        return not (opener and (before.lower() in TITLES or len(before) == 1 and before.isupper()))
    known = before.lower()
    if known in TITLES or known in BEFORE_MORE:
        return False
    if known in BEFORE_NUMBER and word[0].isdigit():
        return False
    if known in MAY_END or _INITIALS.match(before + "."):
        return word.lower() in STARTERS and not word.isupper() or word in ("A", "I")
    return True
