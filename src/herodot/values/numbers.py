"""Counts and amounts of a report as numbers with their bounds.

One rule: what only looks like a number is left out: dates, times, ordinals, names of things ("AK-47",
"Resolution 2328"), scores, fractions, telephone numbers.

Choices that callers should know:
- The words of a bound belong to the span: "at least 12" is one value, 12 with `at_least` 12.
- A range ("40 to 50", "between 40 and 50") has the lower number as value, and both bounds.
- "no one", "none", "nobody" and "no" before a plural are 0 of kind `none`; "one" is 1 only before what it
  counts.
- "from 40 to 50" is a change: two values.
- "several", "a few", "dozens", "hundreds" are `vague` and have no value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from herodot.values.dates import DateValue, find_dates
from herodot.values.dates_found import Context, Hit
from herodot.values.grammar import Grammar
from herodot.values.numbers_grammar import classify, load_grammar
from herodot.values.numbers_words import amount_of, whole
from herodot.values.tokens import Tokens, chunks, tokenize

NO_NOUN_AFTER_ONE = frozenset(
    "another is was has had can could must should would will may might who that which to for by with from as"
    " on if when where knows says said thing day time side way reason hand and or but than".split()
)
BEFORE_PRONOUN_ONE = frozenset(
    "no any every some each the which this that every another everyone not".split()
)
LARGEST_AGE = 120
THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""A stop before exactly three digits parts thousands where people or things are counted: "1.000 persons"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberValue:
    """One count or amount. `text == body[start:end]`; a bound that the words do not set is `None`."""

    start: int
    end: int
    text: str
    value: int | float | None
    """`None` when vague."""
    at_least: int | float | None
    at_most: int | float | None
    vague: bool
    kind: str = "count"
    """`count` `percent` `money` `measure` (with a unit after it) `age` `none` (0 in words)."""
    approximate: bool = False
    """After "about", "some", "nearly" and the like."""


def find_numbers(body: str, dates: Sequence[DateValue] | None = None) -> tuple[NumberValue, ...]:
    """The counts and amounts of a text, in order, none overlapping. Linear in the text.

    `dates` are the time expressions of the same text, when the caller has them; else they are looked for,
    because no number inside one is a count.
    """
    grammar = load_grammar()
    known = find_dates(body, None) if dates is None else dates
    taken = [value for value in known if value.kind not in ("reference", "set")]
    values: list[NumberValue] = []
    for start, end in chunks(body):
        tokens = tokenize(body, start, end, grammar.lexicon, classify)
        inside = [value for value in taken if value.start < end and value.end > start]
        _scan(_without(tokens, inside), grammar, values)
    return tuple(values)


def _without(tokens: Tokens, dates: Sequence[DateValue]) -> Tokens:
    """The tokens with all that belongs to a time expression put into a class of its own."""
    if not dates:
        return tokens
    letters, mask = list(tokens.classes), tokens.lexicon.letters["DATE"]
    index = 0
    for value in dates:
        while index < len(letters) and tokens.ends[index] <= value.start:
            index += 1
        while index < len(letters) and tokens.starts[index] < value.end:
            letters[index] = mask
            index += 1
    return Tokens(tokens.body, tokens.starts, tokens.ends, "".join(letters), tokens.lexicon)


def _scan(tokens: Tokens, grammar: Grammar, values: list[NumberValue]) -> None:
    context = Context(published=None)

    def take(rule: str, match: re.Match[str]) -> int | None:
        hit = Hit(tokens, match, context)
        if rule == "skip" and not _is_close(tokens, match.start(), match.end()):
            return None
        if _is_hyphenated(hit) and not hit.text("n1")[0].isdecimal():
            return None
        if rule == "skip" or _is_score(hit):
            return match.end()
        found = _read(rule, hit)
        if found is None:
            return None
        values.append(found)
        return match.end()

    grammar.scan(tokens.classes, take)


def _is_close(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a sign inside a stretch touches the words beside it ("AK-47", not "he - 47 men")."""
    for index in range(first, end):
        if tokens.name(index) in ("HYPHEN", "SLASH") and not _touches(tokens, index):
            return False
    return True


def _is_hyphenated(hit: Hit) -> bool:
    return hit.has("n2") and hit.tokens.name(hit.match.start("n2") - 1) == "HYPHEN"


def _is_score(hit: Hit) -> bool:
    """Whether two numbers around a hyphen fall or stay ("3-1"): a score or a label, no range."""
    if not _is_hyphenated(hit):
        return False
    first = amount_of(hit.tokens, *hit.match.span("n1"))
    second = amount_of(hit.tokens, *hit.match.span("n2"))
    return first is not None and second is not None and first >= second


def _touches(tokens: Tokens, index: int) -> bool:
    starts, ends = tokens.starts, tokens.ends
    before = index == 0 or ends[index - 1] == starts[index]
    return before and (index + 1 >= len(starts) or starts[index + 1] == ends[index])


def _read(rule: str, hit: Hit) -> NumberValue | None:
    if rule == "none":
        return _none(hit)
    if rule == "vague":
        return _value(hit, None, vague=True)
    if rule == "couple":
        return _value(hit, 24.0 if hit.tokens.name(hit.end - 1) == "DOZEN" else 2.0)
    first = amount_of(hit.tokens, *hit.match.span("n1"))
    second = amount_of(hit.tokens, *hit.match.span("n2")) if hit.has("n2") else None
    if first is None or (hit.has("n2") and second is None):
        return None
    if rule in ("age", "appositive"):
        if first > LARGEST_AGE or first != int(first) or (rule == "appositive" and first < 5):
            return None
        return _value(hit, first, second, kind="age")
    if second is not None and (not first < second or hit.tokens.name(hit.match.start("n1") - 1) == "FROM"):
        return None
    if hit.text("n1").lower() == "one" and not _is_counted(hit):
        return None
    kind = "measure" if rule == "measured" else _kind(hit)
    if second is None and kind == "count" and THOUSANDS.fullmatch(hit.text("n1")):
        first *= 1000
    return _value(hit, first, second, kind=kind)


def _kind(hit: Hit) -> str:
    tokens, after = hit.tokens, hit.end
    if tokens.name(after) == "HYPHEN":
        after += 1
    name = tokens.name(after)
    if hit.has("percent"):
        return "percent"
    if (
        hit.has("money")
        or name == "MONEYWORD"
        or name == "CURRENCY"
        or tokens.name(hit.first - 1) == "CURRENCY"
    ):
        return "money"
    if name == "CAPITAL" and tokens.name(after + 1) == "MONEYWORD":
        return "money"
    return "measure" if name == "MEASURE" else "count"


def _is_counted(hit: Hit) -> bool:
    """Whether "one" counts the noun after it: not "no one", "one another", "one of", "one-sided"."""
    tokens = hit.tokens
    after = tokens.word(hit.end).lower() if hit.end < len(tokens.classes) else ""
    start = hit.match.start("n1")
    before = tokens.word(start - 1).lower() if start else ""
    if hit.has("least") or hit.has("most") or hit.has("n2") or before == "only":
        return True
    if tokens.name(hit.end) in ("DOT", "COMMA", "BREAK", "") and before.endswith(("ed", "ing")):
        return True
    return (
        tokens.name(hit.end) in ("PLAIN", "CAPITAL", "OF", "MORE", "LABEL")
        and after not in NO_NOUN_AFTER_ONE
        and before not in BEFORE_PRONOUN_ONE
    )


def _none(hit: Hit) -> NumberValue | None:
    tokens = hit.tokens
    last = tokens.word(hit.end - 1).lower()
    plural = (last.endswith("s") and not last.endswith("ss")) or last in ("one", "people", "none", "nobody")
    if not plural:
        return None
    end = hit.end if last in ("one", "none", "nobody") else hit.end - 1
    start_char, end_char = tokens.starts[hit.first], tokens.ends[end - 1]
    return NumberValue(
        start=start_char,
        end=end_char,
        text=tokens.body[start_char:end_char],
        value=0,
        at_least=None,
        at_most=None,
        vague=False,
        kind="none",
    )


def _value(
    hit: Hit, first: float | None, second: float | None = None, *, kind: str = "count", vague: bool = False
) -> NumberValue:
    tokens, at_least, at_most = hit.tokens, None, None
    if first is not None:
        value = whole(first)
        more = hit.tokens.name(hit.match.end("or_more") - 1) if hit.has("or_more") else ""
        if hit.has("least") or more in ("MORE", "PLUS", "PLUSSIGN"):
            at_least = value
        if hit.has("most") or more == "FEWER":
            at_most = value
        if second is not None:
            at_least, at_most = value, whole(second)
    begin, end = hit.first, hit.end
    if kind == "age":
        begin, end = hit.match.start("n1"), hit.match.end("n2" if second is not None else "n1")
    start_char, end_char = tokens.starts[begin], tokens.ends[end - 1]
    return NumberValue(
        start=start_char,
        end=end_char,
        text=tokens.body[start_char:end_char],
        value=None if first is None else whole(first),
        at_least=at_least,
        at_most=at_most,
        vague=vague,
        kind=kind,
        approximate=hit.has("about"),
    )
