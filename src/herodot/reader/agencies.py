"""The house whose article a report is, where the outlet only prints it: an agency in a slug, a byline, a credit.

One rule: only forms decide (brackets behind a place, a name alone at the end), never a list of agencies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from herodot.reader.acts import NO_SOURCES
from herodot.reader.candidates import Spot
from herodot.reader.cast import OUTLET, Cast, Member, is_outlet
from herodot.reader.coreference import surface
from herodot.reader.parse import Parse

HEAD = 700
"""Characters at the beginning of a text where a slug or a byline may stand."""
AGENCY = "agency"
"""Key of an agency that has no mention of its own."""
_NAME = (
    r"(?P<name>\w+\.[a-z]{2,}|(?:(?:the|radio) )?[A-Z][\w.&’'-]*"
    r"(?: (?:[A-Z][\w.&’'-]*|\d+|of|and|for|-|radio|television|network|agency|service)){0,5}?)"
)
_TONGUE = r"(?:, in [A-Z]\w+)?"
_HEADS = (
    # KABUL (AIP) –   KABUL, May 3 (Coast News Agency) --   THE STAR (AIP) Residents
    re.compile(
        rf"^(?!The )[A-Z][\w.’',/ ]{{1,40}}?(?: \(\w+\))?[\w.’', ]{{0,20}}?,? ?\({_NAME}{_TONGUE}\) ?[-–—:]",
        re.MULTILINE,
    ),
    re.compile(rf"^[A-Z][A-Z.’',/ -]{{1,40}}?,? ?\({_NAME}\) (?=[A-Z“\"])", re.MULTILINE),
    # By the Coast News Agency
    re.compile(rf"^(?:By|From) {_NAME}$", re.MULTILINE),
)
_TAILS = (
    # … shut.” — AIP
    re.compile(rf"[.!?…][”\"’')]* ?[-–—] ?{_NAME}\.?$"),
    # … shut. (AIP)
    re.compile(rf"[.!?…][”\"’']* \({_NAME}\)\.?$"),
    # Credit: Coast News (CN)
    re.compile(rf"^(?:Credit|Source|Agency) ?: ?{_NAME}(?: \(\w+\))?\.?$", re.MULTILINE | re.IGNORECASE),
    # This report originated in Coast News' English service.
    re.compile(rf"^This [\w ]+ originated (?:in|with|from) {_NAME}(?=['’.]| [a-z])", re.MULTILINE),
    # a last line of its own behind a sentence: a list of tags has none
    re.compile(rf"[.!?…][”\"’')]*\n+{_NAME}$"),
)
_ELSEWHERE = re.compile(
    r"(?:originally|first) (?:published|appeared) (?:by|in|on) "
    r"(?P<name>\w+\.\w{2,}|(?:the )?[A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*)*)"
)
_HOUSE = re.compile(
    r"\b(?:agency|press|news|newswire|wire|service|times|post|media|radio|television|tv|online|network)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:staff|reporters?|correspondents?|editors?|editorial|desk|bureau|writers?|contributors?|team|updated)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:[,;|/–—]| - | in | with |\band\b)\s*")


@dataclass(frozen=True, slots=True)
class Agency:
    """A house by its name; `spot` is the mention that carries it, `None` where the network saw none there."""

    name: str
    spot: int | None


def add_agency(
    parse: Parse, spots: Sequence[Spot], cast: Cast, outlet: str, byline: str | None
) -> str | None:
    """The key of the agency whose article the report is; it is added to the cast where no mention stands for it."""
    found = find_agency(parse, spots, outlet, byline)
    if found is None:
        return None
    key = cast.of_spot.get(found.spot) if found.spot is not None else None
    if key is None or key == OUTLET:  # a slug's brackets look like an acronym of the outlet before them
        cast.members[AGENCY] = Member(AGENCY, "Organization", [], name=found.name)
        return AGENCY
    if cast.kind(key) != "Event":
        cast.members[key].kind = "Organization"
    return key


def find_agency(parse: Parse, spots: Sequence[Spot], outlet: str, byline: str | None) -> Agency | None:
    """The house whose words the whole article is: by its byline, a slug or byline at the head, a credit at the end.

    `None` where the outlet itself, its staff or a person stands there, or nobody. Linear in the text."""
    tail = parse.body.rstrip()
    found = [(m["name"], m.start("name"), False) for p in _HEADS for m in p.finditer(tail[:HEAD])]
    found += [(m["name"], m.start("name"), False) for m in _ELSEWHERE.finditer(tail[:HEAD])]
    last = max(len(tail) - 300, 0)
    found += [
        (m["name"], last + m.start("name"), p is _TAILS[-1]) for p in _TAILS for m in p.finditer(tail[last:])
    ]
    for name, at, alone in found:
        spot = _spot_at(parse, spots, at, at + len(name))
        kind = spots[spot].kind if spot is not None else ""
        if kind in (*NO_SOURCES, "Person") or not _is_house(name, outlet):
            continue
        if alone and not (_HOUSE.search(name) or name.isupper()):
            continue
        return Agency(name, spot)
    name = next((p for p in _PARTS.split(byline or "") if _names_house(p, outlet)), None)
    return Agency(name, _named(parse, spots, name)) if name else None


def _is_house(name: str, outlet: str) -> bool:
    """Whether a name may be another house than the outlet: no staff, and not the outlet or a part of its name."""
    part = set(surface(name).split()) <= set(surface(outlet).split())
    own = part or is_outlet(name, outlet)
    return not own and not _STAFF.search(name) and not name.casefold().startswith("by ")


def _names_house(name: str, outlet: str) -> bool:
    """Whether a part of a byline is a house: an acronym, a single name or one with a word like "press"."""
    bare = re.sub(r"^(?:by|from)\s+", "", name.strip(), flags=re.IGNORECASE)
    single = " " not in bare and bare[:1].isupper()
    return bool(bare) and _is_house(bare, outlet) and (single or bare.isupper() or bool(_HOUSE.search(bare)))


def _spot_at(parse: Parse, spots: Sequence[Spot], start: int, end: int) -> int | None:
    """The widest mention among the characters `[start, end)`."""
    inside = [
        n
        for n, s in enumerate(spots)
        if parse.words[s.start].start < end
        and parse.words[s.end - 1].end > start
        and s.kind != "pronoun"
        and "\n" not in parse.text(s.start, s.end)
    ]
    return max(
        inside, key=lambda n: (spots[n].kind == "Organization", spots[n].end - spots[n].start), default=None
    )


def _named(parse: Parse, spots: Sequence[Spot], name: str) -> int | None:
    """The first mention by that name."""
    wanted = surface(name)
    return next((n for n, s in enumerate(spots) if surface(parse.text(s.start, s.end)) == wanted), None)
