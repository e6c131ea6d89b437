"""Sections of a digest: paragraphs that pass on one station or agency, named in a line at their head.

One rule: only forms decide (a name with a language, an hour or a day, up to a colon or a closing bracket), never a list
of stations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from herodot.reader.acts import NO_SOURCES
from herodot.reader.agencies import add_agency
from herodot.reader.candidates import Spot
from herodot.reader.cast import OUTLET, Cast, Member
from herodot.reader.coreference import surface
from herodot.reader.parse import Parse

STATION = "station "
"""How the key of a station begins that has no mention of its own."""
_NAME = r"(?P<name>(?:[Tt]he )?[\w’'-]+(?: [\w’'.-]+){0,7}?)"
_ASIDE = r"(?: \([^()\n]{2,60}\))?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_ON_AIR = r"(?:\bin (?:[A-Z]\w+|vernacular)\b|\bArabic\b|\bEnglish\b|\b\d{3,4} ?(?:gmt|GMT)\b|\b\d\d[.:]\d\d\b)"
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
_SIGNS = tuple(re.compile(p) for p in (r"\bin [A-Z]\w+|\bArabic\b|\bEnglish\b", r"\b(?:gmt|GMT)\b|\b\d\d[.:]\d\d\b", _DAY))
"""A language, an hour, a day."""
_NO_NAME = re.compile(r"(?:In|On|At|A|An|To|For|By) |[^A-Z]+$")
_HOUSE = re.compile(
    r"\b(?:radio|voice|station|agency|news|newswire|wire|press|service|tv|fm|television|broadcasting|paper|daily|"
    r"times|post|emisora|voz)\b",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?:the )?same (?:agency|radio|station|source|service|paper|newspaper)$", re.IGNORECASE)
_NOTE = re.compile(r"\[[\w’' ]{0,30}\b(?:[Nn]ote|[Cc]omment)\b[^\]\n]{0,20}:")


@dataclass(frozen=True, slots=True)
class Section:
    """Words `[start, end)` that pass on the station `key`; its head has the first `head` words of them."""

    start: int
    end: int
    head: int
    key: str


@dataclass(frozen=True, slots=True)
class Houses:
    """Whose article a report is beside its outlet's: the key of one agency for the whole, or sections of several."""

    outlet: str
    agency: str | None = None
    sections: Sequence[Section] = ()

    def front(self, word: int) -> tuple[str, ...]:
        """Who passes on what stands at a word, the outlet first."""
        inner = next((s.key for s in self.sections if s.start <= word < s.end), self.agency)
        return (OUTLET,) if inner in (None, OUTLET) else (OUTLET, str(inner))


def add_houses(parse: Parse, spots: Sequence[Spot], cast: Cast, outlet: str, byline: str | None) -> Houses:
    """The agency or the stations that a report passes on; who has no mention is added to the cast."""
    sections = add_sections(parse, spots, cast)
    return Houses(outlet, None if sections else add_agency(parse, spots, cast, outlet, byline), sections)


def add_sections(parse: Parse, spots: Sequence[Spot], cast: Cast) -> list[Section]:
    """The sections of a text in order, none in most; a station without a mention is added to the cast. Linear."""
    found: list[Section] = []
    names: dict[str, str] = {}
    at, key, head = 0, "", 0
    for first, stop in _paragraphs(parse):
        text = parse.text(first, stop)
        name, length = _head(text, bool(first), names)
        if not name and not _NOTE.match(text):
            continue
        if key:
            found.append(Section(at, first, head, key))
        key = "" if not name else key if _SAME.match(name) else _key(parse, spots, cast, names, name, first)
        close = parse.words[first].start + length
        at, head = first, sum(1 for n in range(first, stop) if parse.words[n].start < close)
    if key:
        found.append(Section(at, len(parse.words), head, key))
    return found


def _head(text: str, later: bool, names: dict[str, str]) -> tuple[str, int]:
    """The name and length of the head that a paragraph begins with; an empty name where there is none. The title, which
    is the first paragraph, has none."""
    for n, form in enumerate(_FORMS if later else ()):
        match = form.match(text)
        if match is None or match["name"].isupper() or _NO_NAME.match(match["name"]):
            continue
        known = surface(match["name"]) in names or _SAME.match(match["name"]) or _HOUSE.search(match["name"])
        if known or (n < 2 and sum(bool(sign.search(match[0])) for sign in _SIGNS) > 1):
            return match["name"], match.end()
    return "", 0


def _key(
    parse: Parse, spots: Sequence[Spot], cast: Cast, names: dict[str, str], name: str, first: int
) -> str:
    """The entity of a station: that of its mention in the head, else a new one by its name alone."""
    folded = surface(name)
    if folded not in names:
        start = parse.words[first].start
        end = start + len(name) + 3
        inside = [
            n
            for n, s in enumerate(spots)
            if s.start >= first
            and parse.words[s.start].start < end
            and s.kind not in NO_SOURCES
            and len(surface(parse.text(s.start, s.end))) * 2 > len(folded)
        ]
        key = next((k for n in inside if (k := cast.of_spot.get(n)) not in (None, OUTLET)), None)
        if key is None:
            key = f"{STATION}{len(names)}"
            cast.members[key] = Member(key, "Organization", [], name=name)
        names[folded] = key
    return names[folded]


def _paragraphs(parse: Parse) -> Iterator[tuple[int, int]]:
    """The words `[start, end)` of each paragraph."""
    start = 0
    for n, word in enumerate(parse.words):
        if n and "\n" in parse.body[parse.words[n - 1].end : word.start]:
            yield start, n
            start = n
    if parse.words:
        yield start, len(parse.words)
