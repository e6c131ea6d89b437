"""What expressions that point from the report's date, or from a date told before, come to.

One rule: without a date to point from, an expression is understood and has no date; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable

from herodot.values.dates_absolute import edge_of, season_month
from herodot.values.dates_calendar import Period, containing, make_period, shifted
from herodot.values.dates_counted import UNITS, aside, duration_of, rolling
from herodot.values.dates_found import Found, Hit, period_found, text_of


def weekday(hit: Hit) -> Found | None:
    """Reads "on Saturday": the last one up to the day of publication; ahead with "next" or a verb that looks
    ahead.
    """
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
    """Reads "Monday of last week"."""
    number, step, unit = hit.value("wd"), hit.value("rel"), hit.value("unit")
    now = hit.context.now("week")
    if unit != "W" or not isinstance(number, int) or not isinstance(step, int):
        return None
    monday = now.shift(step) if now is not None else None
    return period_found(shifted(Period("day", monday.start), "day", number) if monday else None)


def weekday_ago(hit: Hit) -> Found | None:
    """Reads "a week ago Friday"."""
    number, now = hit.value("wd"), hit.context.now("day")
    if hit.value("unit") != "W" or not isinstance(number, int):
        return None
    back = ((now.start.weekday() - number) % 7 if now else 0) + 7
    return period_found(now.shift(-back) if now else None)


def weekday_range(hit: Hit) -> Found | None:
    """Reads "from Monday to Friday": the last such stretch; ahead with a verb that looks ahead."""
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
    """Reads "Mondays", "every Friday": a repetition."""
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
    """Reads "the day before yesterday", "the day after tomorrow"."""
    side, step, now = hit.name("side"), hit.value("word"), hit.context.now("day")
    if (
        hit.tokens.name(hit.first + 1) != "UNIT"
        or not isinstance(step, int)
        or step * (side == "AFTER" or -1) <= 0
    ):
        return None
    return period_found(now.shift(step * 2) if now is not None else None)


def this_part(hit: Hit) -> Found | None:
    """Reads "this morning", "last night", "that evening"."""
    mod, now = hit.last_name("mod"), hit.context.now("day")
    if hit.tokens.word(hit.match.end("part") - 1).lower().endswith("s"):
        return None
    if mod in ("THAT", "SAME"):
        day = Period("day", hit.context.last_day) if hit.context.last_day else None
    else:
        day = now.shift(-1 if mod == "LAST" else 0) if now is not None else None
    return period_found(day, time=clock_time(hit) or text_of(hit.value("part")))


def same_day(hit: Hit) -> Found | None:
    """Reads "the same day", "that same week": the one told before."""
    unit = UNITS.get(str(hit.value("unit")))
    if unit is None or hit.tokens.name(hit.end) == "HYPHEN":
        return None
    day = hit.context.last_day
    return period_found(containing(unit, day) if day is not None else None)


def following(hit: Hit) -> Found | None:
    """Reads "the following day", "the next morning", "the previous year": from the last day told before."""
    step = 1 if hit.name("side") in ("FOLLOWING", "NEXT") else -1
    name, base = hit.name("unit"), hit.context.last_day
    unit = _unit_of(hit, "unit")
    if name == "PART":
        day = Period("day", base).shift(step) if base else None
        return period_found(day, time=text_of(hit.value("unit")))
    if unit is None:
        return None
    if hit.text("side").lower() == "past":
        return None
    if unit != "day" and hit.name("side") != "FOLLOWING":
        return mod_unit_of(hit, unit, step)
    here = containing(unit, base) if base is not None else None
    return period_found(here.shift(step) if here else None)


def mod_unit(hit: Hit) -> Found | None:
    """Reads "last week", "earlier this month", "last fall", "next March", "the end of the year"."""
    mod, name = hit.last_name("mod"), hit.name("unit")
    part = edge_of(hit)
    if name in ("MONTH", "MAYMARCH", "MONTHABBR"):
        return _named(hit, "month", hit.value("unit"), mod, part)
    if name == "SEASON":
        number = hit.value("unit")
        return _named(hit, "season", season_month(number) if isinstance(number, int) else None, mod, part)
    unit = _unit_of(hit, "unit")
    if unit is None or (hit.is_joined() and hit.tokens.name(hit.end + 1) != "STARTEND"):
        return None
    if hit.is_rolling():
        return None if hit.tokens.name(hit.end) == "OF" else rolling(hit, 1, str(hit.value("unit")), False)
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
    return period_found(here.shift(step) if here else None, part=edge_of(hit))


def _named(hit: Hit, unit: str, month: object, mod: str, part: str | None) -> Found | None:
    """Reads "last March", "this summer", "next May": the nearest on that side."""
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
    """Reads "over the weekend": the last one, on a Saturday or Sunday this one."""
    now = hit.context.now("day")
    if now is None:
        return Found(kind="interval")
    here = containing("weekend", now.start)
    back = now.start.weekday() < 5 and hit.tense() <= 0
    return period_found(here.shift(-1 if back else 0) if here else None)


def year_end(hit: Hit) -> Found | None:
    """Reads "year-end", "year's end"."""
    unit = _unit_of(hit, "unit")
    return mod_unit_of(hit, unit, 0) if unit == "year" else None


def the_quarter(hit: Hit) -> Found | None:
    """Reads "the quarter": the one told before, else the last that is over."""
    if hit.tokens.name(hit.end) in ("OF", "HYPHEN", "APOS"):
        return None
    last = hit.context.last
    if last is not None and last.unit == "quarter":
        return period_found(last)
    return mod_unit_of(hit, "quarter", -1)


def year_earlier(hit: Hit) -> Found | None:
    """Reads "the year-earlier quarter", "the year-ago period": what was told before, a year earlier."""
    last = hit.context.last
    if hit.value("unit") != "Y":
        return None
    return aside(shifted(last, "year", -1)) if last is not None else Found()


def coming(hit: Hit) -> Found | None:
    """Reads "the coming weeks", "past years"."""
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
    "clock": clock,
}
