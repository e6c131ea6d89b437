"""From days to a line: which stretch of time a drawing shows, and the marks along it.

One rule: what lies far outside the rest is told at the edge, so that the rest can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from herodot.web.labels import width_of

MOST_TICKS, SIZE = 9, 12.0
"""As many marks as can be read, and the height of their letters."""
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAY_STEPS, MONTH_STEPS, YEAR_STEPS = (
    (1, 2, 7, 14),
    (1, 2, 3, 6),
    (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000),
)
STEPS = (
    [("day", n) for n in DAY_STEPS] + [("month", n) for n in MONTH_STEPS] + [("year", n) for n in YEAR_STEPS]
)
FAR_SHARE, FAR_TIMES, FAR_FEWEST = 0.15, 3.0, 5
"""Left outside: at most that share of the dates, where the rest is then so many times shorter. Of fewer none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A stretch of days on a line."""

    first: int
    """Day number of the first day, as `date.toordinal` counts."""
    last: int
    left: float
    right: float

    def at(self, day: int) -> float:
        """Where a day begins on the line; days outside go to its ends."""
        share = (day - self.first) / (self.last + 1 - self.first)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark with its words; empty where there is no room for them."""

    x: float
    text: str


def axis_of(spans: Sequence[tuple[int, int]], left: float, right: float) -> Axis:
    """The line that holds the spans (first and last day), with a little free on both sides."""
    first, last = _main(sorted(spans))
    pad = max(1, (last - first) // 30)
    lowest, highest = date.min.toordinal(), date.max.toordinal()
    return Axis(first=max(first - pad, lowest), last=min(last + pad, highest - 1), left=left, right=right)


def _main(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The days from the first to the last, without those few at the ends that would press all others together."""
    whole = spans[0][0], max(last for _, last in spans)
    most = int(FAR_SHARE * len(spans)) or 1
    if len(spans) < FAR_FEWEST:
        return whole
    for out in range(1, most + 1):
        kept = [spans[k : len(spans) - (out - k)] for k in range(out + 1)]
        best = min(((part[0][0], max(last for _, last in part)) for part in kept), key=lambda e: e[1] - e[0])
        if (best[1] - best[0] + 1) * FAR_TIMES <= whole[1] - whole[0] + 1:
            return best
    return whole


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """Marks at the beginnings of days, months or years, as many as can be read."""
    for unit, step in STEPS:
        found = list(_days(axis, unit, step))
        if len(found) <= MOST_TICKS:
            break
    return tuple(_tick(axis, day, unit) for day in found)


def _tick(axis: Axis, day: date, unit: str) -> Tick:
    """A mark; without words where they would stick out at the end."""
    x, words = axis.at(day.toordinal()), _words(day, unit)
    return Tick(x=x, text=words if x + width_of(words, SIZE) <= axis.right else "")


def _days(axis: Axis, unit: str, step: int) -> Iterator[date]:
    """The days at which a step begins; no more than can be used."""
    day = date.fromordinal(axis.first)
    if unit == "month":
        day = date(day.year, (day.month - 1) // step * step + 1, 1)
    elif unit == "year":
        day = date(max(day.year // step * step, 1), 1, 1)
    count = 0
    while day.toordinal() <= axis.last and count <= MOST_TICKS:
        if day.toordinal() >= axis.first:
            count += 1
            yield day
        if unit == "day":
            day += timedelta(days=step)
        else:
            months = day.year * 12 + day.month - 1 + step * (12 if unit == "year" else 1)
            if months // 12 > 9999:
                return
            day = date(months // 12, months % 12 + 1, 1)


def _words(day: date, unit: str) -> str:
    if unit == "year":
        return str(day.year)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {month}" if unit == "day" else month
