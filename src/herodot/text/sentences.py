"""Sentences within a paragraph. One rule: in doubt do not cut; a quotation and who says it belong together.

Own rules, because what is there is slow, cuts worse, or both (docs/decisions has the figures). Every mark
that could end a sentence (`.`, `!`, `?`, `…` and the like, with closing quotation marks and brackets after
it) is looked at once, with the word before and the word after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from herodot.text.english import english_words
from herodot.text.span import Span

MAX_SENTENCE_CHARS = 2000
"""A longer stretch is no sentence (a table, a list, one endless line): it is cut at a space before this."""

_LONGEST_WORD = 24
_DASHES = ("–", "—", "-")
_CLOSING_QUOTES = "\"'”’»›"
_CLOSERS = _CLOSING_QUOTES + ")\\]}“‘"
_OPENERS = "\"'“‘«‹„‚([{¿¡”’"

# Possessive throughout, and starting only where no end mark stands before: runs of dots stay linear.
_END = re.compile(
    rf"(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?:\[\d{{1,3}}\])*+(?= |$)"
    r"|(?<=[a-z]{2})[.!?]”?(?=[A-Z][a-z]+[ ,])"  # the space was lost
    rf"|[؟۔]++[{_CLOSERS}]*+(?= |$)"
    rf"|[。！？]++[{_CLOSERS}」』]*+"
)
_NEXT = re.compile(rf" *((?:[–—-] )?[{_OPENERS}]*)([^\W_]*)(-[^\W_])?")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[IVXivx]{1,5})\.$")
_NAME_SAYS = re.compile(r" (?:[A-Z][\w’'-]*\.? ){1,4}([a-z]+)\b")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")


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
    mark = match.group()
    if not word:
        return _symbol_follows(body, match.end(), end)
    if word[0].islower() and not _is_name(word, hyphened):
        return False
    if opener.startswith(_DASHES) and word.lower() not in english_words().starters:
        return False  # who is quoted, or the agency, after a dash
    if mark[0] in "!?" and mark[-1] in _CLOSING_QUOTES:
        return not _is_said(body, match.end(), end)
    if mark[0] == "." and not mark.startswith(".."):
        return _full_stop_ends(body, start, match, opener, word)
    return not (mark.startswith(("...", "…")) and mark.endswith(("]", ")")))


def _is_name(word: str, hyphened: str) -> bool:
    """Whether a word that begins in lower case is a name all the same: "al-Shifa", "eBay"."""
    return hyphened[1:].isupper() or any(letter.isupper() for letter in word)


def _is_said(body: str, at: int, end: int) -> bool:
    following = _NAME_SAYS.match(body, at, min(end, at + 80))
    return following is not None and following.group(1) in english_words().reporting


def _symbol_follows(body: str, at: int, end: int) -> bool:
    """Whether what follows, no letter or digit, can open a sentence: a currency sign, a bullet, an emoji."""
    at = _skip_spaces(body, at, end)
    return at < end and body[at] not in ",;:.!?…)]}%&/|–—-"


def _full_stop_ends(body: str, start: int, match: re.Match[str], opener: str, word: str) -> bool:
    dot = match.start()
    if dot - start < 8 and _ENUMERATOR.match(body[start : dot + 1]):
        return False
    at = max(start, dot - _LONGEST_WORD)
    before = body[max(at, body.rfind(" ", at, dot) + 1) : dot].lstrip(_OPENERS)
    known, words = before.lower(), english_words()
    if opener or match.group()[1:2] in tuple(_CLOSING_QUOTES):
        # A quotation that opens or closes here settles it, but for titles and initials before a nickname.
        return not (opener and (known in words.titles or (len(before) == 1 and before.isupper())))
    if known in words.titles or known in words.before_more:
        return False
    if known in words.before_number and word[0].isdigit():
        return False
    if known in words.may_end or _INITIALS.match(before):
        return word in ("A", "I") or (word.lower() in words.starters and not word.isupper())
    return True
