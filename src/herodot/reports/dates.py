"""Dates of publication. One rule: the day as written, never moved to another time zone, never repaired.

Only what cannot be misread is read: ISO 8601, and English dates with the month in letters. "03/04/2019" is
two days, so it is none.
"""

from __future__ import annotations

import datetime
import re

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -](\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.IGNORECASE)
_STAMP = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$", re.DOTALL)


def as_edtf(written: str) -> str | None:
    """The EDTF day, month or year that a date or time stamp names; `None` when it names none, or two.

    A time stamp gives its own day ("2024-01-22T06:40:00+01:00" gives "2024-01-22"). A day that no calendar
    has ("2024-02-30") gives `None`. A date in the future is a date.
    """
    written = written.strip()
    match = _EDTF.match(written) or _STAMP.match(written)
    if match is None:
        return english_day(written)
    year, month, day = match.group(1), match.group(2), match.group(3)
    return _checked(year, month, day)


def english_day(text: str) -> str | None:
    """The first day in a line such as "Posted on Friday, 4 March 2022 at 10.15"; `None` without one."""
    if match := _DAY_FIRST.search(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.search(text):
        month, day, year = match.groups()
    else:
        return None
    return _checked(year, f"{_MONTHS.index(month.lower()) + 1:02}", f"{int(day):02}")


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)
