"""Dates of publication. One rule: the day as written, never moved to another time zone, never repaired."""

from __future__ import annotations

import datetime
import re

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_STAMP = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$", re.DOTALL)


def as_edtf(written: str) -> str | None:
    """The EDTF day, month or year that an ISO 8601 date or time stamp names; `None` when it names none.

    A time stamp gives its own day ("2024-01-22T06:40:00+01:00" gives "2024-01-22"). A day that no calendar
    has ("2024-02-30") gives `None`. A date in the future is a date.
    """
    written = written.strip()
    match = _EDTF.match(written) or _STAMP.match(written)
    if match is None:
        return None
    year, month, day = match.group(1), match.group(2), match.group(3)
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)
