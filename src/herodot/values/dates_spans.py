"""Time expressions that are lengths, repetitions or mere hints: durations, sets, "now", "recently".

One rule: none of them has a date.
"""

from __future__ import annotations

from collections.abc import Callable

from herodot.values.dates_counted import duration_of
from herodot.values.dates_found import Found, Hit
from herodot.values.numbers_words import count_of

HALF_LEAD = 0.5


def duration(hit: Hit) -> Found | None:
    """Reads "three years", "a two-day visit". A bare "a day" or "a week" after a number or money is a rate, a
    set.
    """
    count = count_of(hit.tokens, *hit.match.span("count")) if hit.has("count") else None
    unit = str(hit.value("unit"))
    if not hit.has("count") and hit.name("unit") in ("UNIT", "HOURUNIT"):
        count = 1
    is_time = hit.name("unit") in ("HOURUNIT", "HOURUNITS")
    if hit.has("half") and count is not None:
        count += HALF_LEAD
    if hit.name("unit") == "QUARTERS" and (hit.tokens.name(hit.end) == "OF" or "-" in hit.text("count")):
        return None
    if hit.tokens.name(hit.end) == "HYPHEN" and hit.tokens.name(hit.end + 1) == "AGED":
        return None
    if (
        hit.has("count")
        and hit.name("count") == "ART"
        and hit.match.end("count") - hit.match.start("count") == 1
    ):
        if hit.tokens.name(hit.first - 1) in ("NUM", "D12", "D31", "D99", "SCALE", "YEAR4") and not is_time:
            return Found(kind="set", duration=duration_of(1, unit, is_time))
        if hit.tokens.name(hit.end) in ("CAPITAL",) or hit.tokens.name(hit.end) == "OF":
            return None
    return Found(kind="duration", duration=duration_of(count, unit, is_time))


def duration_vague(hit: Hit) -> Found | None:
    """Reads "for weeks", "over the years": a length nobody tells."""
    if hit.tokens.name(hit.first - 1) not in ("FOR", "IN", "OVER", "PLAIN"):
        return None
    if hit.tokens.name(hit.first - 1) == "PLAIN" and hit.tokens.word(hit.first - 1).lower() not in (
        "many",
        "some",
    ):
        return None
    return Found(
        kind="duration", duration=duration_of(None, str(hit.value("unit")), hit.name("unit") == "HOURUNITS")
    )


def repeated(hit: Hit) -> Found | None:
    """Reads "every day", "twice a week", "every two years"."""
    count = count_of(hit.tokens, *hit.match.span("count")) if hit.has("count") else 1
    unit, name = str(hit.value("unit")), hit.name("unit")
    if name in ("PART", "WEEKEND"):
        unit = "D" if name == "PART" else "W"
    return Found(kind="set", duration=duration_of(count, unit, name in ("HOURUNIT", "HOURUNITS")))


def setword(hit: Hit) -> Found | None:
    """Reads "daily", "weekly"."""
    return Found(kind="set", duration=str(hit.value("word")))


def reference(hit: Hit) -> Found | None:
    """Reads "now", "recently", "the future": when, roughly, with no date."""
    return Found(kind="reference", reference=str(hit.value("word")))


def these(hit: Hit) -> Found | None:
    """Reads "these days"."""
    return Found(kind="reference", reference="present") if hit.value_at(1) == "D" else None


def past(hit: Hit) -> Found | None:
    """Reads "in the past": not "the past" before a noun."""
    after = hit.tokens.name(hit.end)
    if hit.text("word").lower() != "past" or after in (
        "PLAIN",
        "CAPITAL",
        "UNIT",
        "UNITS",
        "HYPHEN",
        "NUMWORD",
    ):
        return None
    return Found(kind="reference", reference="past")


def recent(hit: Hit) -> Found | None:
    """Reads "recent weeks", "the recent months"."""
    return Found(kind="reference", reference="past")


def age(hit: Hit) -> Found | None:
    """Reads "a 35-year-old", "three years old": known for what it is, and left out."""
    return Found(kind="age")


SPANS: dict[str, Callable[[Hit], Found | None]] = {
    "duration": duration,
    "duration_vague": duration_vague,
    "set": repeated,
    "setword": setword,
    "reference": reference,
    "past": past,
    "these": these,
    "recent": recent,
    "age": age,
}
