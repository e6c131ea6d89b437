"""What expressions that point from the report's date, or from a date told before, come to.

One rule: without a date to point from, an expression is understood and has no date; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from herodot.values.dates_absolute import edge_of, season_month
from herodot.values.dates_calendar import Period, containing, make_period, shifted
from herodot.values.dates_found import Found, Hit, period_found, text_of
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


def weekday(hit: Hit) -> Found | None:
    """Here "on Saturday": the last one up to the day of publication; ahead with "next" or a verb that looks ahead."""
    number, now = hit.value("wd"), hit.context.now("day")
    if not isinstance(number, int):
        return None
    time = text_of(hit.value("part")) or text_of(hit.value("part2")) or clock_time(hit)
    if now is None:
        return period_found(None, time=time)
    mod = hit.last_name("mod")
    if mod in ("FOLLOWING", "SAME", "THAT"):
        base = hit.context.last_day
        if base is None:
            return period_found(None, time=time)
        ahead = (number - base.weekday() - 1) % 7 + 1 if mod == "FOLLOWING" else 0
        day = Period("day", base).shift(ahead if mod == "FOLLOWING" else number - base.weekday())
        return period_found(day, time=time)
    back = (now.start.weekday() - number) % 7
    if mod in ("LAST", "PREVIOUS"):
        step = -(back or 7)
    elif mod == "NEXT" or (mod == "THIS" and hit.tense() > 0):
        step = 7 - back if back else 7
    elif mod == "" and hit.tense() > 0:
        step = (7 - back) % 7
    else:
        step = -back
    return period_found(now.shift(step), time=time)


def weekday_week(hit: Hit) -> Found | None:
    """Here "Monday of last week"."""
    number, step, unit = hit.value("wd"), hit.value("rel"), hit.value("unit")
    now = hit.context.now("week")
    if unit != "W" or not isinstance(number, int) or not isinstance(step, int):
        return None
    monday = now.shift(step) if now is not None else None
    return period_found(shifted(Period("day", monday.start), "day", number) if monday else None)


def weekday_ago(hit: Hit) -> Found | None:
    """Here "a week ago Friday"."""
    number, now = hit.value("wd"), hit.context.now("day")
    if hit.value("unit") != "W" or not isinstance(number, int):
        return None
    back = ((now.start.weekday() - number) % 7 if now else 0) + 7
    return period_found(now.shift(-back) if now else None)


def weekday_range(hit: Hit) -> Found | None:
    """Here "from Monday to Friday": the last such stretch; ahead with a verb that looks ahead."""
    first, last, now = hit.value("w1"), hit.value("w2"), hit.context.now("day")
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    if now is None:
        return Found(kind="interval")
    length = (last - first) % 7
    begin = (
        now.shift(-((now.start.weekday() - first) % 7))
        if hit.tense() <= 0
        else now.shift((first - now.start.weekday()) % 7)
    )
    end = begin.shift(length) if begin else None
    if begin is None or end is None:
        return Found(kind="interval")
    return Found(kind="interval", edtf=f"{begin.edtf}/{end.edtf}", period=end)


def weekdays(hit: Hit) -> Found | None:
    return Found(kind="set", duration="P1W")


def dayword(hit: Hit) -> Found | None:
    """today, yesterday, tomorrow, tonight, with the part of the day or the hour where it is told."""
    step = hit.value("word")
    now = hit.context.now("day")
    time = text_of(hit.value("part")) or text_of(hit.value("part2")) or clock_time(hit)
    if not isinstance(step, int):
        time, step = time or text_of(step), 0
    day = now.shift(step) if now is not None else None
    return period_found(day, time=time)


def day_before_yesterday(hit: Hit) -> Found | None:
    side, step, now = hit.name("side"), hit.value("word"), hit.context.now("day")
    if (
        hit.tokens.name(hit.first + 1) != "UNIT"
        or not isinstance(step, int)
        or step * (side == "AFTER" or -1) <= 0
    ):
        return None
    return period_found(now.shift(step * 2) if now is not None else None)


def this_part(hit: Hit) -> Found | None:
    """Here "this morning", "last night", "that evening"."""
    mod, now = hit.last_name("mod"), hit.context.now("day")
    if hit.tokens.word(hit.match.end("part") - 1).lower().endswith("s"):
        return None
    if mod in ("THAT", "SAME"):
        day = Period("day", hit.context.last_day) if hit.context.last_day else None
    else:
        day = now.shift(-1 if mod == "LAST" else 0) if now is not None else None
    return period_found(day, time=clock_time(hit) or text_of(hit.value("part")))


def same_day(hit: Hit) -> Found | None:
    unit = UNITS.get(str(hit.value("unit")))
    if unit is None or hit.tokens.name(hit.end) == "HYPHEN":
        return None
    day = hit.context.last_day
    return period_found(containing(unit, day) if day is not None else None)


def following(hit: Hit) -> Found | None:
    """Here "the following day", "the next morning", "the previous year": from the last day told before."""
    step = 1 if hit.name("side") in ("FOLLOWING", "NEXT") else -1
    name, base = hit.name("unit"), hit.context.last_day
    unit = _unit_of(hit, "unit")
    if name == "PART":
        day = Period("day", base).shift(step) if base else None
        return period_found(day, time=text_of(hit.value("unit")))
    if unit is None:
        return None
    if unit not in ("day",) and hit.name("side") != "FOLLOWING":
        return mod_unit_of(hit, unit, step)
    here = containing(unit, base) if base is not None else None
    return period_found(here.shift(step) if here else None)


def mod_unit(hit: Hit) -> Found | None:
    """Here "last week", "earlier this month", "last fall", "next March", "the end of the year"."""
    mod, name = hit.last_name("mod"), hit.name("unit")
    part = edge_of(hit)
    if name in ("MONTH", "MAYMARCH", "MONTHABBR"):
        return _named(hit, "month", hit.value("unit"), mod, part)
    if name == "SEASON":
        number = hit.value("unit")
        return _named(hit, "season", season_month(number) if isinstance(number, int) else None, mod, part)
    unit = _unit_of(hit, "unit")
    if unit is None or (hit.tokens.name(hit.end) == "HYPHEN" and hit.tokens.name(hit.end + 1) != "STARTEND"):
        return None
    if mod == "LATEST":
        return mod_unit_of(hit, unit, -1) if unit == "quarter" else None
    if mod in ("", "THIS", "LAST", "NEXT", "PREVIOUS"):
        if (mod == "" and not hit.has("edge")) or (unit == "day" and mod != "PREVIOUS"):
            return None
        step = {"LAST": -1, "PREVIOUS": -1, "NEXT": 1}.get(mod, 0)
        return mod_unit_of(hit, unit, step)
    base = hit.context.last_day
    if base is None or (mod == "THAT" and hit.tokens.name(hit.end) in ("PLAIN", "CAPITAL")):
        return None
    here = containing(unit, base)
    return period_found(here.shift(1) if here and mod == "FOLLOWING" else here, part=part)


def mod_unit_of(hit: Hit, unit: str, step: int) -> Found:
    """A period some steps from the one of publication."""
    now = hit.context.now("day" if unit == "weekend" else unit)
    if now is None:
        return Found(kind="interval" if unit not in ("month", "year") else "date")
    here = containing(unit, now.start)
    if unit == "weekend" and step == 0 and now.start.weekday() < 3 and hit.tense() <= 0:
        step = -1
    if unit == "weekend" and step == -1 and now.start.weekday() >= 5 and hit.has("mod"):
        step = -1
    return period_found(here.shift(step) if here else None, part=edge_of(hit))


def _named(hit: Hit, unit: str, month: object, mod: str, part: str | None) -> Found | None:
    """Here "last March", "this summer", "next May": the nearest one on that side that is over, or not begun."""
    now = hit.context.now("month")
    if not isinstance(month, int) or mod == "THAT":
        return None
    if now is None:
        return Found()
    here = containing(unit, now.start)
    candidates = [make_period(unit, now.start.year + step, month) for step in (-2, -1, 0, 1, 2)]
    known = [period for period in candidates if period is not None]
    if here is None or not known:
        return Found()
    if mod in ("LAST", "PREVIOUS", "LATEST"):
        past = [period for period in known if period.start < here.start]
        return period_found(past[-1] if past else None, part=part)
    if mod in ("NEXT", "FOLLOWING"):
        ahead = [period for period in known if period.start > here.start]
        return period_found(ahead[0] if ahead else None, part=part)
    same = [period for period in known if period.start.year == now.start.year]
    if unit == "season" and month == 12 and now.start.month < 3:
        same = [period for period in known if period.start.year == now.start.year - 1]
    return period_found(same[0] if same else None, part=part)


def weekend(hit: Hit) -> Found | None:
    now = hit.context.now("day")
    if now is None:
        return Found(kind="interval")
    here = containing("weekend", now.start)
    back = now.start.weekday() < 5 and hit.tense() <= 0
    return period_found(here.shift(-1 if back else 0) if here else None)


def year_end(hit: Hit) -> Found | None:
    unit = _unit_of(hit, "unit")
    return mod_unit_of(hit, unit, 0) if unit == "year" else None


def the_quarter(hit: Hit) -> Found | None:
    """Here "the quarter": the one told before, else the last that is over."""
    if hit.tokens.name(hit.end) in ("OF", "HYPHEN", "APOS"):
        return None
    last = hit.context.last
    if last is not None and last.unit == "quarter":
        return period_found(last)
    return mod_unit_of(hit, "quarter", -1)


def year_earlier(hit: Hit) -> Found | None:
    """Here "the year-earlier quarter", "the year-ago period": what was told before, a year earlier."""
    last = hit.context.last
    if hit.value("unit") != "Y":
        return None
    return aside(shifted(last, "year", -1)) if last is not None else Found()


def aside(period: Period | None) -> Found:
    """A date told only to compare with: later words do not refer to it."""
    return replace(period_found(period), period=None)


def coming(hit: Hit) -> Found | None:
    """Here "the coming weeks", "past years"."""
    if hit.tokens.word(hit.match.start("mod")).lower() in (
        "next",
        "previous",
        "following",
        "prior",
        "preceding",
    ):
        return None
    ahead = hit.name("mod") == "NEXT"
    if hit.name("unit") == "HOURUNITS" or not ahead:
        return Found(kind="reference", reference="future" if ahead else "past")
    return Found(kind="duration", duration=duration_of(None, str(hit.value("unit")), False))


def ago(hit: Hit) -> Found | None:
    """Here "three days ago" is a day; "two weeks ago" about a day; "a year ago" about a year; "years ago" no date."""
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
    """Here "two days before yesterday", "a week from now"."""
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
    """Here "a week after the raid" is an offset from its anchor; "two weeks earlier" is one from the last day told."""
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
    """Here "the day after the raid" is an offset; "the day before" at a clause's end is the day before the last told."""
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
    """Here "days after the vote", "years earlier": an offset of unknown length."""
    if hit.name("side") == "AGO":
        return Found(kind="reference", reference="past")
    sign = -1 if hit.name("side") == "BEFORE" or hit.value("side") == -1 else 1
    length = duration_of(None, str(hit.value("unit")), hit.name("unit") == "HOURUNITS")
    if hit.name("side") == "EARLIERLATER":
        return Found(kind="offset", duration=length)
    return _offset(hit, None, sign, length)


def clock_time(hit: Hit) -> str | None:
    """The hour of a clock piece of a hit, `HH:MM`; `None` where it has none."""
    for group in ("clock", "clock2", "clock3"):
        if hit.has(group):
            return read_clock(hit, group)
    return None


def read_clock(hit: Hit, group: str) -> str | None:
    """The words of a clock as `HH:MM`; `None` where the day has no such hour."""
    numbers: list[int] = []
    for index in range(*hit.match.span(group)):
        word, value = hit.tokens.word(index), hit.tokens.value(index)
        if hit.tokens.name(index) == "NOON":
            return str(value)
        digits = word.rstrip("apmAPM")
        if len(digits) == 4 and digits.isdecimal():
            digits = f"{digits[:2]}.{digits[2:]}"
        numbers += [int(part) for part in digits.split(".") if part.isdecimal()]
        if hit.tokens.name(index) in ("NUMWORD", "ONE") and isinstance(value, int):
            numbers.append(value)
    hour, minute = (*numbers, 0)[:2] if numbers else (99, 0)
    letters = "".join(c for c in hit.text(group).lower() if c.isalpha())
    if letters.startswith("p") and hour < 12:
        hour += 12
    if letters.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def clock(hit: Hit) -> Found | None:
    """An hour alone belongs to the last day told in the text; without one it has no date."""
    time = read_clock(hit, "clock")
    if time is None:
        return None
    day = hit.context.last_day
    return Found(kind="time", time=time, edtf=day.isoformat() if day is not None else None)


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


def _unit_of(hit: Hit, group: str) -> str | None:
    name = hit.name(group)
    if name in ("QUARTER", "WEEKEND"):
        return name.lower()
    return UNITS.get(str(hit.value(group)))


RELATIVE: dict[str, Callable[[Hit], Found | None]] = {
    "weekday": weekday,
    "weekday_week": weekday_week,
    "weekday_ago": weekday_ago,
    "weekday_range": weekday_range,
    "weekdays": weekdays,
    "dayword": dayword,
    "day_before_yesterday": day_before_yesterday,
    "this_part": this_part,
    "same_day": same_day,
    "following": following,
    "mod_unit": mod_unit,
    "weekend": weekend,
    "year_end": year_end,
    "the_quarter": the_quarter,
    "year_earlier": year_earlier,
    "coming": coming,
    "ago": ago,
    "distance_date": distance_date,
    "distance": distance,
    "the_day_after": the_day_after,
    "vague_distance": vague_distance,
    "clock": clock,
}
