"""Days as people type them to ask for a time. One rule: what is no day is refused, never taken for none."""

from __future__ import annotations

import re

from herodot.model.errors import BadValue
from herodot.values.edtf import is_valid

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def check_days(*given: str) -> None:
    """Each is a day, a month, a year or empty. Raises `BadValue`, with how to write one."""
    for words in given:
        if words and not (_DAY.fullmatch(words) and is_valid(words)):
            raise BadValue(f"{words!r} is no day: write 2024-01-31, 2024-01 or 2024")
