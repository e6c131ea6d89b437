"""What the resolvers of time expressions are given and what they give: a hit in the grammar, a finding.

One rule: a resolver reads its hit and the context and changes neither; the scan in `dates` keeps the context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from herodot.values.dates_calendar import RANK, Period, containing, make_period
from herodot.values.tokens import Tokens

LOOK_LEFT, LOOK_RIGHT = 14, 9
"""How many words around an expression are looked at for the tense of its clause."""
AHEAD = 3.0
AGAINST_TENSE = {"day": 4.0, "month": 8.0}
"""What `choose_year` weighs distances by, chosen on half 0 of TBAQ (see `benchmarks/dates.py`)."""
SHORT_FORM = 4
"""A capitalised word of at most so many letters before a stop is taken for a short form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one expression comes to. Fields as in `dates.DateValue`; `period` is what later words may refer
    to.
    """

    kind: str = "date"
    period: Period | None = None
    edtf: str | None = None
    time: str | None = None
    part: str | None = None
    duration: str | None = None
    reference: str | None = None
    offset_days: int | None = None
    anchor: tuple[int, int] | None = None
    """Tokens of the words that an offset is counted from."""
    end: int | None = None
    """Token where the expression ends, when that is not where its pattern does."""


@dataclass(slots=True)
class Context:
    """What the text so far, and the report, let an expression refer to."""

    published: Period | None
    day_first: bool = False
    """Whether `05/08/2021` is the fifth of August."""
    last_day: date | None = None
    last: Period | None = None
    last_edtf: str | None = None

    def now(self, unit: str) -> Period | None:
        """The period of publication; `None` when the report's date is not as fine as that."""
        if self.published is None or RANK[self.published.unit] > RANK[unit]:
            return None
        return containing(unit, self.published.start)


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern's match over the classes: where it lies, and its named pieces."""

    tokens: Tokens
    match: re.Match[str]
    context: Context = field(repr=False)

    @property
    def first(self) -> int:
        """The token it begins at."""
        return self.match.start()

    @property
    def end(self) -> int:
        """The token after its last."""
        return self.match.end()

    def has(self, group: str) -> bool:
        """Whether a piece is in the match."""
        return group in self.match.re.groupindex and self.match[group] is not None

    def name(self, group: str) -> str:
        """The class of a piece's first word; `""` when the piece is not there."""
        return self.tokens.name(self.match.start(group)) if self.has(group) else ""

    def last_name(self, group: str) -> str:
        """The class of a piece's last word; `""` when the piece is not there."""
        return self.tokens.name(self.match.end(group) - 1) if self.has(group) else ""

    def text(self, group: str) -> str:
        """A piece as written; `""` when it is not there."""
        return self.tokens.text(*self.match.span(group)) if self.has(group) else ""

    def value(self, group: str) -> object:
        """What a piece's first word stands for in the data."""
        return self.tokens.value(self.match.start(group)) if self.has(group) else None

    def value_at(self, place: int) -> object:
        """What the word at a place of the hit stands for, the first being 0."""
        return self.tokens.value(self.first + place)

    def integer(self, group: str) -> int | None:
        """A piece as a whole number: digits, an ordinal, or number words ("nineteen ninety-seven")."""
        if not self.has(group):
            return None
        return integer_of(self.tokens, *self.match.span(group))

    def is_joined(self) -> bool:
        """Whether a hyphen touches the end of the hit: its last word is part of a compound ("this year-
        long").
        """
        tokens, end = self.tokens, self.end
        return tokens.name(end) == "HYPHEN" and tokens.starts[end] == tokens.ends[end - 1]

    def is_rolling(self) -> bool:
        """Whether "the last week", "the past year" is meant, which ends now, and not "last week"."""
        if not self.has("mod") or self.name("unit") != "UNIT" or self.has("edge"):
            return False
        the = self.tokens.name(self.first) == "THE" and self.match.start("mod") == self.first + 1
        return the and (self.name("mod") == "LAST" or self.text("mod").lower() == "past")

    def tense(self) -> int:
        """Whether the clause around the hit looks ahead (1) or back (-1)."""
        return tense(self.tokens, self.first, self.end)


def integer_of(tokens: Tokens, first: int, end: int) -> int | None:
    """Words as one whole number; `None` when they hold a word that is no part of one."""
    total = 0
    for index in range(first, end):
        name, word = tokens.name(index), tokens.word(index)
        if word[0].isdecimal():
            digits = re.match(r"\d+", word)
            return int(digits[0]) if digits else None
        value = tokens.value(index)
        if name == "HYPHEN" or name in ("THE", "OF"):
            continue
        if not isinstance(value, int):
            return None
        if name == "SCALE":
            total = max(total, 1) * value
        elif 18 <= total <= 20 and name in ("NUMWORD", "TENS", "TWENTY", "ONE") and value >= 10:
            total = total * 100 + value
        else:
            total += value
    return total


def tense(tokens: Tokens, first: int, end: int) -> int:
    """1 when the clause around an expression looks ahead, -1 when it looks back, 0 when it does not say.

    The nearest mark before it in its sentence decides; only where there is none, the nearest after it.
    """
    if tokens.name(first - 1) == "AS" and tokens.name(first - 2) in ("SOON", "EARLYLATE"):
        return 1
    if tokens.name(end) == "APOS":
        return 0
    for index in range(first - 1, max(first - LOOK_LEFT, 0) - 1, -1):
        name = tokens.name(index)
        if _ends_clause(tokens, index):
            break
        if name in ("WILL", "FUTUREMARK", "NEXT"):
            return 1
        if name == "PASTED" and tokens.name(index - 1) == "BE":
            continue
        if name == "BE" and tokens.name(index - 1) == "TO":
            return 1
        if name in ("PASTMARK", "PASTED"):
            return 1 if tokens.name(index - 1) in ("WILL", "FUTUREMARK") else -1
        if name == "TO" and _is_verb_after(tokens, index, first):
            return 1
    for index in range(end, min(end + LOOK_RIGHT, len(tokens.classes))):
        name = tokens.name(index)
        if _ends_clause(tokens, index):
            break
        if name == "WILL" or (name == "TO" and _is_verb_after(tokens, index, -1)):
            return 1
        if name in ("PASTMARK", "PASTED"):
            return -1
    return 0


def _ends_clause(tokens: Tokens, index: int) -> bool:
    """Whether a sign ends a sentence: a paragraph's end, or a stop after no short form ("Gen.")."""
    name = tokens.name(index)
    if name == "BREAK":
        return True
    if name != "DOT":
        return False
    word = tokens.word(index - 1) if index else ""
    return not (word[:1].isupper() and len(word) <= SHORT_FORM)


def _is_verb_after(tokens: Tokens, index: int, end: int) -> bool:
    """Whether "to" leads a verb that looks ahead: "is to resume", or a single word before the expression."""
    before = tokens.word(index - 1).lower() if index else ""
    return before in ("is", "are") or (index == end - 2 and tokens.name(index + 1) == "PLAIN")


def named_year(hit: Hit, context: Context) -> int | None:
    """The year an expression states: a number, or "of last year"."""
    year = hit.integer("year")
    if year is not None or not hit.has("rel"):
        return year
    word, now = hit.last_name("rel"), context.now("year")
    if word in ("SAME", "THAT"):
        return context.last.start.year if context.last else None
    step = hit.tokens.value(hit.match.end("rel") - 1)
    return now.start.year + step if now is not None and isinstance(step, int) else None


def choose_year(hit: Hit, unit: str, month: int, day: int = 1) -> Period | None:
    """The month, season or day without a year that the text most likely means.

    The nearest before and the nearest after the report's date are weighed by their distance: what is ahead
    counts three times as far, because reports tell of the past; what a verb speaks against, several times as far.
    """
    published = hit.context.published
    if published is None or published.unit not in ("day", "month"):
        year = published.start.year if published is not None and published.unit == "year" else None
        return make_period(unit, year, month, day) if year is not None else None
    now = containing(unit, published.start)
    years = range(published.start.year - 4, published.start.year + 5)
    found = [
        p for p in (make_period(unit, year, month, day) for year in years if 0 < year < 9999) if p is not None
    ]
    if now is None or not found:
        return None
    past = [p for p in found if p.start <= now.start]
    ahead = [p for p in found if p.start >= now.start]
    if not past or not ahead:
        return (past or ahead)[-1 if past else 0]
    direction = hit.tense() if unit in AGAINST_TENSE else 0
    against = AGAINST_TENSE.get(unit, 1.0)
    weight = {1: 1 / against, -1: against, 0: AHEAD}[direction]
    back, forth = (now.start - past[-1].start).days, (ahead[0].start - now.start).days
    return ahead[0] if forth * weight < back else past[-1]


def period_found(
    period: Period | None, *, part: str | None = None, time: str | None = None, rough: bool = False
) -> Found:
    """A finding of one period; with `None`, an expression understood but without a date. `rough` adds `~`."""
    kind = "time" if time is not None else "date"
    if period is None:
        return Found(kind=kind, part=part, time=time)
    if period.is_interval and time is None:
        kind = "interval"
    edtf = period.edtf + ("~" if rough else "")
    return Found(kind=kind, period=period, edtf=edtf, part=part, time=time)


def text_of(value: object) -> str | None:
    """A word's value as text, `None` when it has none."""
    return value if isinstance(value, str) else None
