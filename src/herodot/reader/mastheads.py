"""Heads of a digest's sections: a paragraph begins with the name of a station or agency and when it said what follows.

One rule: only forms decide (a name with a language, an hour or a day, up to a colon or a closing bracket), never a list
of stations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from herodot.reader.parse import Parse

LONGEST = 200
"""Characters of a paragraph in which its head must end."""
_NAME = r"(?P<name>(?:[Tt]he )?[\w’'-]+(?: [\w’'.-]+){0,7}?)"
_ASIDE = r"(?: \([^()\n]{2,60}\))?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ON_AIR = (
    r"(?:\bin (?:[A-Z]\w+|vernacular)\b|\bArabic\b|\bEnglish\b|\b\d{3,4} ?(?:gmt|GMT)\b|\b\d\d[.:]\d\d\b)"
)
_DAY = rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|\b{_MONTH}\w* \d{{1,2}}\b)"
_END = r"(?::(?!\d)|\. ?\[?(?:Text|Excerpts?|Summary)\b[^:\n]{0,20}[:\]])"
_FORMS = (
    # (Radio Aunis, in Arabic, 1215 gmt, 7 August) Talks …   [Radio Aunis, 10 Jun 91. Text]
    re.compile(rf"[(\[]{_NAME}{_ASIDE},(?=[^()\[\]\n]*(?:{_ON_AIR}|{_DAY}))[^()\[\]\n]{{2,110}}[)\]]"),
    # Radio Aunis (Nive, in Arabic), 1 April, 19.00: Talks …   Radio Aunis, in Arabic at 2300 GMT on 5 March - Talks …
    re.compile(
        rf"(?:[-•*–—] )?{_NAME}(?=[^:\n]{{0,90}}?{_ON_AIR}){_ASIDE}(?:,| in\b| at\b)[^:()\n]{{3,90}}?(?:{_END}| [-–—] )"
    ),
    # Radio Aunis, 17 March: Talks …
    re.compile(rf"(?:[-•*–—] )?{_NAME}{_ASIDE}, {_DAY}[^:\n]{{0,30}}:(?!\d)"),
)
_SIGNS = tuple(
    re.compile(p)
    for p in (r"\bin [A-Z]\w+|\bArabic\b|\bEnglish\b", r"\b(?:gmt|GMT)\b|\b\d\d[.:]\d\d\b", _DAY)
)
"""A language, an hour, a day."""
_PARAGRAPH = re.compile(r"\S[^\n]*")
_SOME = re.compile("|".join(sign.pattern for sign in _SIGNS))
_NO_NAME = re.compile(r"(?:In|On|At|A|An|To|For|By) |[^A-Z]+$")
HOUSE = re.compile(
    r"\b(?:radio|voice|station|agency|news|newswire|wire|press|service|tv|fm|television|broadcasting|paper|daily|"
    r"times|post|emisora|voz)\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?:the )?same (?:agency|radio|station|source|service|paper|newspaper)$", re.IGNORECASE)
_NOTE = re.compile(r"\[[\w’' ]{0,30}\b(?:[Nn]ote|[Cc]omment)\b[^\]\n]{0,20}:")


@dataclass(frozen=True, slots=True)
class Head:
    """A paragraph that begins with the word `start`; `name` are the words `[start, end)` of a station's name, `None`
    where an editor's note begins, which nobody but the outlet says. `same` is whether it only says "same agency"."""

    start: int
    name: tuple[int, int] | None
    same: bool = False


def find_heads(parse: Parse) -> list[Head]:
    """The heads of a text in order, none in most; the title, which is the first paragraph, is none. Linear."""
    found: list[Head] = []
    names: set[str] = set()
    starts: list[int] = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(parse.body)):
        text = paragraph[0][:LONGEST]
        match = _head(text, names) if number and _SOME.search(text) else None
        if match is None and not (number and _NOTE.match(text)):
            continue
        starts = starts or [word.start for word in parse.words]
        begin, first = paragraph.start(), bisect_left(starts, paragraph.start())
        if match is None:
            found.append(Head(first, None))
            continue
        names.add(match["name"].casefold())
        start, stop = (bisect_left(starts, begin + at) for at in match.span("name"))
        found.append(Head(first, (start, stop), bool(_SAME.match(match["name"]))))
    return found


def _head(text: str, names: set[str]) -> re.Match[str] | None:
    for number, form in enumerate(_FORMS):
        match = form.match(text)
        if match is None or match["name"].isupper() or _NO_NAME.match(match["name"]):
            continue
        name = match["name"]
        known = name.casefold() in names or _SAME.match(name) or HOUSE.search(name)
        if known or (number < 2 and sum(bool(sign.search(match[0])) for sign in _SIGNS) > 1):
            return match
    return None
