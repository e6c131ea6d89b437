"""What expressions that count units of time come to: "three days ago", "a week after the raid", "the past
month".

One rule: a count is as exact as its unit. Days give a day, weeks about a day, months about a month, years a
year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from herodot.values.dates_calendar import Period, containing, shifted
from herodot.values.dates_found import Found, Hit, period_found
from herodot.values.numbers_words import count_of

UNITS = {"D": "day", "W": "week", "2W": "week", "M": "month", "Y": "year", "10Y": "decade", "100Y": "century"}
DAYS_IN = {"D": 1, "W": 7, "2W": 14, "M": 30, "Y": 365, "10Y": 3652, "100Y": 36525}
ANCHOR_STOPS = frozenset(
    {
        "DOT",
        "COMMA",
        "BREAK",
        "SIGN",
        "AND",
        "PASTMARK",
        "WILL",
        "FUTUREMARK",
        "COLON",
        "IN",
        "ON",
        "AT",
        "BY",
        "FROM",
        "SINCE",
        "BEFORE",
        "AFTER",
        "TO",
        "THAT",
    }
)
LONGEST_ANCHOR = 7


def ago(hit: Hit) -> Found | None:
    """Reads "three days ago" as a day, "two weeks ago" as about a day, "a year ago" as a year, "years ago"
    as no date.
    """
    count, unit = count_of(hit.tokens, *hit.match.span("count")), str(hit.value("unit"))
    if hit.name("unit") in ("HOURUNIT", "HOURUNITS"):
        return Found(kind="reference", reference="past", duration=duration_of(count, unit, True))
    if count is None:
        return Found(kind="reference", reference="past")
    if hit.name("word") == "WEEKDAY":
        return None
    last = hit.context.last
    if unit == "Y" and count == 1 and last is not None and last.unit == "quarter":
        return aside(shifted(last, "year", -1))
    now = hit.context.published
    return _moved(hit, now, -count, unit)


def _moved(hit: Hit, base: Period | None, count: float, unit: str) -> Found:
    """A base moved by a count of units, as exact as the unit: a count of years gives a year."""
    name = UNITS.get(unit, "quarter" if unit == "3" else "")
    if base is None or not name:
        return Found()
    if unit == "2W":
        count *= 2
    fine = "day" if name in ("day", "week") else "month" if name == "month" else name
    if name in ("decade", "century"):
        count, name = count * (10 if name == "decade" else 100), "year"
        fine = "year"
    if count != int(count):
        if name != "year":
            return Found()
        count, name, fine = count * 12, "month", "month"
    here = hit.context.now(fine) if base is hit.context.published else containing(fine, base.start)
    moved = shifted(here, name, int(count)) if here is not None else None
    if moved is None:
        return Found()
    return period_found(moved, rough=name != "day" and fine != "quarter")


def distance_date(hit: Hit) -> Found | None:
    """Reads "two days before yesterday", "a week from now"."""
    count = count_of(hit.tokens, *hit.match.span("count"))
    now = hit.context.published
    if count is None:
        return Found(kind="reference", reference="past" if hit.name("side") == "BEFORE" else "future")
    found = _moved(hit, now, -count if hit.name("side") == "BEFORE" else count, str(hit.value("unit")))
    step = hit.value("anchor")
    if found.period is not None and isinstance(step, int) and step:
        return period_found(shifted(found.period, "day", step))
    return found


def distance(hit: Hit) -> Found | None:
    """Reads "a week after the raid" as an offset from its anchor, "two weeks earlier" as one from the last
    day told.
    """
    count, unit = count_of(hit.tokens, *hit.match.span("count")), str(hit.value("unit"))
    side = hit.name("side")
    sign = -1 if side == "BEFORE" or (side == "EARLIERLATER" and hit.value("side") == -1) else 1
    is_time = hit.name("unit") in ("HOURUNIT", "HOURUNITS")
    days = (
        round(count * DAYS_IN[unit]) * sign if count is not None and not is_time and unit in DAYS_IN else None
    )
    length = duration_of(count, unit, is_time)
    if side != "EARLIERLATER" or hit.has("than"):
        return _offset(hit, days, sign, length)
    last, day = hit.context.last, hit.context.last_day
    if count is None or is_time or last is None:
        return Found(kind="offset", duration=length, offset_days=days)
    if UNITS.get(unit) == "year" and count == int(count):
        moved = shifted(last, "year", int(count) * sign)
        if last.unit == "quarter":
            return aside(moved)
        return _counted(moved, moved.edtf if moved is not None else None, length, days)
    found = _moved(hit, Period("day", day) if day is not None else None, count * sign, unit)
    return _counted(found.period, found.edtf, length, days)


def _counted(period: Period | None, edtf: str | None, length: str, days: int | None) -> Found:
    """A date counted from one told before; an offset where there is none."""
    kind = "offset" if edtf is None else "interval" if "/" in edtf else "date"
    return Found(kind=kind, period=period, edtf=edtf, duration=length, offset_days=days)


def _offset(hit: Hit, days: int | None, sign: int, length: str | None) -> Found:
    first, end = hit.end, hit.end
    while end - first < LONGEST_ANCHOR and hit.tokens.name(end) not in ANCHOR_STOPS and hit.tokens.name(end):
        end += 1
    anchor = (first, end) if end > first else None
    return Found(
        kind="offset",
        offset_days=days,
        duration=length,
        anchor=anchor,
        reference="past" if sign < 0 else "future",
    )


def the_day_after(hit: Hit) -> Found | None:
    """Reads "the day after the raid" as an offset, "the day before" at a clause's end as the day before the
    last told.
    """
    sign = 1 if hit.name("side") == "AFTER" else -1
    unit = hit.value("unit")
    if unit not in UNITS and hit.name("unit") != "PART":
        return None
    name, letter = UNITS.get(str(unit), "day"), str(unit) if unit in UNITS else "D"
    if hit.tokens.name(hit.end) in ("DOT", "COMMA", "BREAK", "", "AND", "IN", "AT", "ON"):
        base = hit.context.last_day
        here = containing(name, base) if base is not None else None
        return period_found(here.shift(sign) if here else None)
    return _offset(hit, sign * DAYS_IN[letter], sign, f"P1{letter}")


def vague_distance(hit: Hit) -> Found | None:
    """Reads "days after the vote", "years earlier": an offset of unknown length."""
    if hit.name("side") == "AGO":
        return Found(kind="reference", reference="past")
    sign = -1 if hit.name("side") == "BEFORE" or hit.value("side") == -1 else 1
    length = duration_of(None, str(hit.value("unit")), hit.name("unit") == "HOURUNITS")
    if hit.name("side") == "EARLIERLATER":
        return Found(kind="offset", duration=length)
    return _offset(hit, None, sign, length)


def aside(period: Period | None) -> Found:
    """A date told only to compare with: later words do not refer to it."""
    return replace(period_found(period), period=None)


def rolling(hit: Hit, count: float | None, unit: str, is_time: bool) -> Found:
    """The stretch of some length that ends at publication: "the past week", "the last 24 hours"."""
    now, length = hit.context.now("day"), duration_of(count, unit, is_time)
    if is_time and unit == "H" and count is not None and count % 24 == 0:
        count, unit, is_time = count // 24, "D", False
    name = UNITS.get(unit)
    if now is None or count is None or count != int(count) or name is None or is_time or unit == "2W":
        return Found(kind="duration", duration=length)
    begin = shifted(now, name, -int(count))
    if begin is None:
        return Found(kind="duration", duration=length)
    return Found(kind="interval", edtf=f"{begin.edtf}/{now.edtf}", duration=length)


def duration_mod(hit: Hit) -> Found | None:
    """Reads "the last three years" as ending at publication, "the next few days", "the first nine months" as
    lengths.
    """
    count = count_of(hit.tokens, *hit.match.span("count"))
    is_time = hit.name("unit") in ("HOURUNIT", "HOURUNITS")
    past = hit.name("mod") == "LAST" or hit.text("mod").lower() == "past"
    if past and hit.tokens.name(hit.end) not in ("OF", "BEFORE"):
        return rolling(hit, count, str(hit.value("unit")), is_time)
    return Found(kind="duration", duration=duration_of(count, str(hit.value("unit")), is_time))


def duration_of(count: float | None, unit: str, is_time: bool) -> str:
    """An ISO 8601 duration; `X` stands for a count that is not told."""
    number = "X" if count is None else f"{count:g}" if count < 1e15 else "X"
    if unit == "3":
        return f"P{number}Q"
    if is_time and unit == "H" and count is not None and count % 1 > 0 and count * 60 == int(count * 60):
        hours, minutes = divmod(int(count * 60), 60)
        return f"PT{hours}H{minutes}M" if hours else f"PT{minutes}M"
    if is_time:
        return f"PT{number}{unit}"
    if unit[0].isdecimal():
        factor, unit = int(unit[:-1]), unit[-1]
        number = "X" if count is None else f"{count * factor:g}"
    if count is not None and unit == "Y" and count != int(count) and count * 12 == int(count * 12):
        years, months = divmod(int(count * 12), 12)
        return f"P{years}Y{months}M" if years else f"P{months}M"
    return f"P{number}{unit}"


COUNTED: dict[str, Callable[[Hit], Found | None]] = {
    "ago": ago,
    "distance_date": distance_date,
    "distance": distance,
    "the_day_after": the_day_after,
    "vague_distance": vague_distance,
    "duration_mod": duration_mod,
}
