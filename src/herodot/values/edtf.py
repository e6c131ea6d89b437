"""Dates as EDTF, ISO 8601-2 level 1: what is valid, which days it spans, what lies within what.

One rule: a string that `is_valid` refuses has no days, and asking for them raises `BadValue`.

Supported is what news needs: days, months, seasons 21 (spring, from March) to 24 (winter, from December of
that year to February of the next), years of four digits, unspecified digits from the right (`199X`,
`2004-XX`), `~` `?` `%`, and intervals, open (`2014/..`) or with an unknown end (`2014/`). Years before 0001
are left out.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from herodot.model.errors import BadValue

POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[~?%])?",
    re.ASCII,
)
SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}


def is_valid(edtf: str) -> bool:
    """Whether a string is a date or an interval of level 1 as the module describes it."""
    return _bounds(edtf) is not None


def bounds(edtf: str) -> tuple[date, date]:
    """The first and the last day that a date may mean, both within it; an open end is the calendar's own.

    `BadValue` when the string is no such date: nothing could be said of its days.
    """
    days = _bounds(edtf)
    if days is None:
        raise BadValue(f"{edtf!r} is no EDTF date of level 1: write 2019-09-23, 2019-09, 2019 or a/b")
    return days


def in_words(edtf: str) -> str:
    """The date as people write it: "about 2024-02", "2024-01-14 to 2024-01-15", "autumn 2023", "the 1990s"; what is no
    such date as it is."""
    if not is_valid(edtf):
        return edtf
    first, has_end, last = edtf.partition("/")
    if not has_end:
        return _point_in_words(first)
    if first in ("", ".."):
        return f"until {_point_in_words(last)}"
    if last in ("", ".."):
        return f"since {_point_in_words(first)}"
    return f"{_point_in_words(first)} to {_point_in_words(last)}"


_DOUBTS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def _point_in_words(point: str) -> str:
    date_, doubt = (point[:-1], _DOUBTS[point[-1]]) if point[-1] in _DOUBTS else (point, "")
    year, _, month = date_.partition("-")
    if month.isdigit() and int(month) in _SEASONS:
        return f"{doubt}{_SEASONS[int(month)]} {year}"
    if "X" in year:
        return f"{doubt}the {year.replace('X', '0')}s"
    return doubt + date_.partition("-XX")[0]


def contains(outer: str, inner: str) -> bool:
    """Whether every day of `inner` lies within `outer`. Marks of doubt do not widen a date."""
    outer_first, outer_last = bounds(outer)
    inner_first, inner_last = bounds(inner)
    return outer_first <= inner_first and inner_last <= outer_last


def overlap(one: str, other: str) -> bool:
    """Whether two dates share a day."""
    one_first, one_last = bounds(one)
    other_first, other_last = bounds(other)
    return one_first <= other_last and other_first <= one_last


@lru_cache(maxsize=4096)
def _bounds(edtf: str) -> tuple[date, date] | None:
    if "/" not in edtf:
        return _point(edtf)
    first, _, last = edtf.partition("/")
    begins = (date.min, date.min) if first in ("", "..") else _point(first)
    ends = (date.max, date.max) if last in ("", "..") else _point(last)
    if begins is None or ends is None or begins[0] > ends[1] or not (first.strip(".") or last.strip(".")):
        return None
    return begins[0], ends[1]


def _point(edtf: str) -> tuple[date, date] | None:
    match = POINT.fullmatch(edtf)
    if match is None:
        return None
    years, month, day = match["year"], match["month"], match["day"]
    first_year, last_year = int(years.replace("X", "0")), int(years.replace("X", "9"))
    if (first_year != last_year and (month or day)) or last_year == 0:
        return None
    first_year = max(first_year, 1)
    if month is None or month == "XX":
        return None if day not in (None, "XX") else (date(first_year, 1, 1), date(last_year, 12, 31))
    if int(month) in SEASON_MONTHS:
        return None if day else _season(first_year, SEASON_MONTHS[int(month)])
    if not 1 <= int(month) <= 12:
        return None
    length = monthrange(first_year, int(month))[1]
    if day is None or day == "XX":
        return date(first_year, int(month), 1), date(first_year, int(month), length)
    if not 1 <= int(day) <= length:
        return None
    exact = date(first_year, int(month), int(day))
    return exact, exact


def _season(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    if month < 12:
        return first, date(year, month + 3, 1) - timedelta(days=1)
    return first, date.max if year == 9999 else date(year + 1, 3, 1) - timedelta(days=1)
