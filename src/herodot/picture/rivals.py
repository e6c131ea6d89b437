"""When two answers to one question cannot both hold: the rules of the functional properties.

One rule: what only says the same less exactly is no rival, nor is what holds at another time or in another scope.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from herodot.model.records import Report, Statement
from herodot.model.vocabulary import load_vocabulary
from herodot.picture.resolved import Resolved
from herodot.values.edtf import bounds, contains, is_valid, overlap
from herodot.values.names import fold
from herodot.values.places import called_kind, country_of

COUNTED = frozenset(("size", "age"))
"""Numbers that change with time: two are rivals only for one time."""


class Rivals:
    """What must be known of a case to tell rivals from refinements."""

    def __init__(
        self, holders: Mapping[str, set[str]], entities: Mapping[str, Resolved], reports: Mapping[str, Report]
    ) -> None:
        """`holders`: the places that each lies in, as `links` has them; `entities` are resolved ones."""
        self._holders, self.entities, self.reports = holders, entities, reports

    def are(self, one: Sequence[Statement], other: Sequence[Statement]) -> bool:
        """Whether two answers to one question, each with the statements that affirm it, are rivals."""
        rule = load_vocabulary().properties[one[0].property]
        if rule.functional is None:
            return False
        pairs = [self._agree(a, b) for a in one for b in other]
        # Offices change hands: one overlap in time is a rivalry. Of a date or number one careful wording is enough.
        return not all(pairs) if rule.asked_of == "value" else not any(pairs)

    def _agree(self, a: Statement, b: Statement) -> bool:
        if a.property in ("leader_of", "controls"):
            return not self._one_time(a, b) or _titles_differ(a, b)
        if a.value_type == "date":
            return _dates_agree(str(a.value), str(b.value))
        if a.value_type == "number":
            return _bounds_overlap(a, b) or (a.property in COUNTED and not self._one_time(a, b))
        if a.property == "place":
            return _in_one_breath(a, b) or self._places_agree(str(a.value), str(b.value))
        return False

    def _places_agree(self, a: str, b: str) -> bool:
        if b in self.around(a) or a in self.around(b):
            return True
        one, other = self.entities[a], self.entities[b]
        if lie_apart(one, other):
            return False
        if one.names and other.names and _level(one) != _level(other):
            return True  # a province says less than a district or a town, and nobody says that the one lies elsewhere
        if bool(one.names) != bool(other.names):
            # "A track" says less than "Marrat", unless all that it is said to lie in is elsewhere.
            bare, named = (b, a) if one.names else (a, b)
            outer = [place for place in self.around(bare) if self.entities[place].names]
            return not outer or any(self._places_agree(place, named) for place in outer)
        if any(_names_within(m, n) or _names_within(n, m) for m in one.names for n in other.names):
            return True
        countries = [bool(e.names and country_of(e.names[0])) for e in (one, other)]
        return countries[0] != countries[1]

    def around(self, place: str) -> set[str]:
        """All places that hold a place, as the reports say."""
        return around(self._holders, place)

    def _one_time(self, a: Statement, b: Statement) -> bool:
        """Whether two statements speak of the same time: neither ended before the other began."""
        (first, last), (first2, last2) = self._span(a), self._span(b)
        return first < last2 and first2 < last

    def _span(self, s: Statement) -> tuple[str, str]:
        if "as_of" in s.qualifiers and is_valid(day := str(s.qualifiers["as_of"]).rstrip("~?")):
            first, last = bounds(day)
            return first.isoformat(), last.isoformat() + "~"
        start, end = (str(s.qualifiers.get(k, "")).rstrip("~?") for k in ("start", "end"))
        low = bounds(start)[0].isoformat() if is_valid(start) else ""
        high = bounds(end)[1].isoformat() if is_valid(end) else "9999"
        if s.property in COUNTED and not start and not end:
            low = high = (self.reports[s.report].published or "")[:4]
            high += "~"
        return low, high

    def ended(self, own: Sequence[Statement], others: Sequence[Sequence[Statement]]) -> str:
        """Why an answer holds no longer, in a sentence; empty where no statement says so."""
        ends = [s for s in own if "end" in s.qualifiers]
        if ends and any("end" not in s.qualifiers for s in own):
            return "It was affirmed, and a statement says that it ended."
        if ends and not others:
            return "It is said to have ended."
        last = max(
            (self.reports[s.report].published or "" for s in own if "end" not in s.qualifiers), default=""
        )
        begins = [str(s.qualifiers.get("start", "")) for group in others for s in group]
        if last and own[0].property in ("leader_of", "controls") and any(begin > last for begin in begins):
            return "Another is said to have followed."
        return ""


def _in_one_breath(a: Statement, b: Statement) -> bool:
    """Whether one source says both in the same words: "east of Marrat, in Ouro province, on a track"."""
    return (
        a.report == b.report
        and a.chain == b.chain
        and any(x.start < y.end and y.start < x.end for x in a.evidence for y in b.evidence)
    )


def lie_apart(one: Resolved, other: Resolved) -> bool:
    """Whether the gazetteer knows that two places are in different countries, or of one country in different areas."""
    x, y = one.location, other.location
    if x is None or y is None or not x.country or not y.country:
        return False
    return x.country != y.country or bool(x.area and y.area and x.area != y.area)


def _level(place: Resolved) -> str:
    """How exact a place is, in a word: as its own name says, else as the gazetteer does."""
    called = next((kind for name in place.names if (kind := called_kind(name))), None)
    return called or (place.location.kind if place.location else "city")


def around(holders: Mapping[str, set[str]], place: str) -> set[str]:
    """All places that hold a place, directly or through others."""
    found: set[str] = set()
    waiting = [place]
    while waiting:
        for outer in holders.get(waiting.pop(), ()):
            if outer not in found:
                found.add(outer)
                waiting.append(outer)
    return found


def _names_within(inner: str, outer: str) -> bool:
    """Whether a place is called by another's name with common words around it: "Aunis prison" by "Aunis"."""
    added = inner.replace(outer, " ").split()
    return (
        bool(added) and bool(re.search(rf"\b{re.escape(outer)}\b", inner)) and all(w.islower() for w in added)
    )


def _titles_differ(a: Statement, b: Statement) -> bool:
    mine, theirs = (fold(str(s.qualifiers.get("role", ""))) for s in (a, b))
    return bool(mine and theirs) and not set(mine.split()) & set(theirs.split())


def _dates_agree(a: str, b: str) -> bool:
    one, other = a.rstrip("~?"), b.rstrip("~?")
    if not is_valid(one) or not is_valid(other):
        return True
    if contains(one, other) or contains(other, one):
        return True
    return ("~" in a or "~" in b) and overlap(one, other)


def _bounds_overlap(a: Statement, b: Statement) -> bool:
    (low, high), (low2, high2) = _bounds(a), _bounds(b)
    return low <= high2 and low2 <= high


def _bounds(s: Statement) -> tuple[float, float]:
    low = float(s.qualifiers.get("at_least", s.value))
    high = s.qualifiers.get("at_most")
    if high is not None:
        return min(low, float(s.value)), float(high)
    return low, float("inf") if "at_least" in s.qualifiers else float(s.value)
