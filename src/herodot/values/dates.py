"""Time expressions of a report as dates: where they stand, and which day, month or interval they mean.

One rule: what the words and the report's date do not settle has no date; a date is never made up.

Choices that callers should know:
- "by", "before", "since", "until" are not part of a span; they are in `bound`, and the date is the day named.
- "early May" is `2019-05` with `part` "early"; "about 1990" is `1990~`; "two weeks ago" is a day with `~`.
- A season bears the year it begins in: the winter from December 2018 is `2018-24`.
- Weeks, weekends, quarters and halves are intervals, because EDTF level 1 has no word for them.
- "now", "recently", "the future" are `reference`, without a date. Ages are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from herodot.values.dates_absolute import ABSOLUTE
from herodot.values.dates_calendar import Period, make_period
from herodot.values.dates_counted import COUNTED
from herodot.values.dates_found import Context, Found, Hit
from herodot.values.dates_grammar import classify, load_grammar
from herodot.values.dates_relative import RELATIVE
from herodot.values.dates_spans import SPANS
from herodot.values.grammar import Grammar
from herodot.values.tokens import TOKEN, Tokens, chunks, tokenize

RESOLVERS = {**ABSOLUTE, **RELATIVE, **COUNTED, **SPANS}
BOUNDS = frozenset({"BY", "SINCE", "BEFORE", "AFTER", "UNTIL", "FROM"})
APPROXIMATE = frozenset(
    {"month_day", "month_year", "month", "year", "season_year", "numeric", "weekday", "dayword"}
)
PLAIN_DATES = frozenset({"date", "interval", "time"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """One time expression. `text == body[start:end]`; what does not apply is `None`."""

    start: int
    end: int
    text: str
    edtf: str | None
    """EDTF level 1; `None` for lengths and repetitions, and where the words settle no date."""
    kind: str
    """`date` `interval` `duration` `time` (with a part of the day or an hour) `set` `offset` `reference`."""
    bound: str | None = None
    """`by` `since` `before` `after` `until` `from`: the word that stands before it."""
    part: str | None = None
    """`early` `mid` `late`: which part of the period."""
    time: str | None = None
    """`MO` `AF` `EV` `NI`, or an hour `22:00`, on the day of `edtf`."""
    duration: str | None = None
    """ISO 8601, `X` for a count not told: the length of a duration, the step of a set, the distance of an
    offset.
    """
    reference: str | None = None
    """`past` `present` `future`: where a reference or an offset points."""
    offset_days: int | None = None
    """Days from the anchor, negative before it; a month counts 30 and a year 365."""
    anchor_text: str | None = None
    """The words an offset is counted from: "the raid" in "a week after the raid"."""


def find_dates(body: str, published: str | None) -> tuple[DateValue, ...]:
    """The time expressions of a text, in order, none overlapping, with dates resolved.

    `published` is the report's EDTF day, month or year, or `None`: then what counts from it has no date.
    Linear in the text; about 50 ms more on first use, for reading the grammar.
    """
    grammar = load_grammar()
    context = Context(published=_period(published), day_first=_writes_day_first(body))
    values: list[DateValue] = []
    for start, end in chunks(body):
        tokens = tokenize(body, start, end, grammar.lexicon, classify)
        _scan(tokens, grammar, context, values)
    return tuple(values)


def _scan(tokens: Tokens, grammar: Grammar, context: Context, values: list[DateValue]) -> None:
    def take(rule: str, match: re.Match[str]) -> int | None:
        hit = Hit(tokens, match, context)
        found = RESOLVERS[rule](hit)
        if found is None:
            return None
        if found.kind != "age":
            values.append(_value(hit, found, rule))
        _remember(context, found)
        return match.end()

    grammar.scan(tokens.classes, take)


def _value(hit: Hit, found: Found, rule: str) -> DateValue:
    tokens, first, end = hit.tokens, hit.first, hit.end
    bound, edtf = None, found.edtf
    before = tokens.name(first - 1)
    if before == "ABOUT" and edtf is not None and rule in APPROXIMATE:
        first -= 1
        edtf = edtf.rstrip("~") + "~"
        before = tokens.name(first - 1)
    if tokens.name(first) == "FROM" and found.kind == "interval":
        first += 1
    if (
        tokens.name(end - 1) == "DOT"
        and rule in ("month", "month_range")
        and tokens.name(end) in ("", "BREAK")
    ):
        end -= 1
    if before in BOUNDS and found.kind in PLAIN_DATES:
        bound = str(tokens.value(first - 1))
    anchor = tokens.text(*found.anchor) if found.anchor is not None else None
    start_char, end_char = tokens.starts[first], tokens.ends[end - 1]
    return DateValue(
        start=start_char,
        end=end_char,
        text=tokens.body[start_char:end_char],
        edtf=edtf,
        kind=found.kind,
        bound=bound,
        part=found.part,
        time=found.time,
        duration=found.duration,
        reference=found.reference,
        offset_days=found.offset_days,
        anchor_text=anchor,
    )


def _remember(context: Context, found: Found) -> None:
    """Keeps what later words may refer to: the last date told, and the last day."""
    if found.period is None:
        return
    context.last = found.period
    if found.period.unit == "day":
        context.last_day = found.period.start


def _period(published: str | None) -> Period | None:
    """The report's date as a period; anything but a day, month or year counts as not told."""
    if published is None:
        return None
    parts = published.rstrip("~?%").split("-")
    if not all(part.isascii() and part.isdecimal() for part in parts) or not 1 <= len(parts) <= 3:
        return None
    return make_period(("year", "month", "day")[len(parts) - 1], *(int(part) for part in parts))


def _writes_day_first(body: str) -> bool:
    """Whether a date like 23/09/2019 occurs, which only reads with the day first."""
    beginning = body[:20000]
    if "/" not in beginning:
        return False
    for match in TOKEN.finditer(beginning):
        word = match[0]
        if match["sep"] == "/" and word[:2].isdecimal() and len(word) >= 8 and 12 < int(word[:2]) <= 31:
            return True
    return False
