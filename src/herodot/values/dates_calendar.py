"""Periods of the calendar that words name: a day, a week, a season, a decade, and their neighbours.

One rule: a period that would leave the years 1 to 9999 is `None`, never an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from herodot.values.edtf import bounds

MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
RANK = {
    unit: rank
    for rank, unit in enumerate(
        ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
    )
}
SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of the calendar: its unit, a key of `RANK`, and its first day."""

    unit: str
    start: date

    @property
    def edtf(self) -> str:
        """EDTF level 1; weeks, quarters and halves, which it lacks, are intervals of days or months."""
        start = self.start
        if self.unit == "day":
            return start.isoformat()
        if self.unit in ("week", "weekend"):
            return f"{start.isoformat()}/{self.last_day.isoformat()}"
        year = f"{start.year:04}"
        if self.unit == "month":
            return f"{year}-{start.month:02}"
        if self.unit == "season":
            return f"{year}-{SEASONS[start.month]}"
        if self.unit in ("quarter", "half"):
            return f"{year}-{start.month:02}/{year}-{start.month + MONTHS_IN[self.unit] - 1:02}"
        return {"year": year, "decade": year[:3] + "X", "century": year[:2] + "XX"}[self.unit]

    @property
    def is_interval(self) -> bool:
        """Whether EDTF level 1 has no single word for it, or it holds many years."""
        return self.unit not in ("day", "month", "season", "year")

    @property
    def last_day(self) -> date:
        """Its last day."""
        if self.unit in ("day", "weekend", "week"):
            return self.start + timedelta(days={"day": 0, "weekend": 1, "week": 6}[self.unit])
        return bounds(self.edtf)[1]

    def shift(self, count: int) -> Period | None:
        """The period `count` units later."""
        return shifted(self, self.unit, count)


def shifted(period: Period, unit: str, count: int) -> Period | None:
    """A period of the same kind, `count` units of another kind later; a 31st becomes a 30th where need be."""
    start = period.start
    try:
        if unit in ("day", "weekend", "week"):
            return Period(period.unit, start + timedelta(days=count * (1 if unit == "day" else 7)))
        months = start.year * 12 + start.month - 1 + count * MONTHS_IN[unit]
        year, month = divmod(months, 12)
        for day in (start.day, 30, 29, 28):
            if day <= start.day and _exists(year, month + 1, day):
                return Period(period.unit, date(year, month + 1, day))
    except OverflowError:
        return None
    return None


def containing(unit: str, day: date) -> Period | None:
    """The period of a unit that a day lies in; for a weekend, the one of its week, Monday to Sunday."""
    if unit == "day":
        return Period(unit, day)
    if unit in ("weekend", "week"):
        weekend = 5 if unit == "weekend" else 0
        return shifted(Period(unit, day), "day", weekend - day.weekday())
    if unit == "season":
        month = day.month // 3 * 3
        return make_period("season", day.year if month else day.year - 1, month or 12)
    length = MONTHS_IN[unit]
    if length <= 12:
        return make_period(unit, day.year, (day.month - 1) // length * length + 1)
    return make_period(unit, day.year // (length // 12) * (length // 12), 1)


def make_period(unit: str, year: int, month: int = 1, day: int = 1) -> Period | None:
    """A period from numbers, or `None` where the calendar has no such day."""
    return Period(unit, date(year, month, day)) if _exists(year, month, day) else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return True
