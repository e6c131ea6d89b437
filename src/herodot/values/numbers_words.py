"""Numbers written in words, and counts such as "a few" or "a couple of", from tokens.

One rule: words that say no number give `None`, never a guess.
"""

from __future__ import annotations

import re

from herodot.values.tokens import Tokens

SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
"""Letters right after digits that multiply them."""


def count_of(tokens: Tokens, first: int, end: int) -> float | None:
    """The count that date tokens say: "two", "twenty-four", "2 1/2", "a couple of"; `None` for "a few"."""
    total, fraction = 0.0, [0]
    for index in range(first, end):
        name, word, value = tokens.name(index), tokens.word(index), tokens.value(index)
        if name == "FEW":
            return None
        if name == "HALF":
            return 0.5
        if word[0].isdecimal():
            if tokens.name(index + 1) == "SLASH" or (index > first and tokens.name(index - 1) == "SLASH"):
                fraction.append(int(word))
                continue
            total = read_digits(word) or 0.0
        elif name == "ART":
            total = total or 1.0
        elif name in ("COUPLE", "DOZEN") and isinstance(value, int):
            total = float(value)
        elif name == "SCALE" and isinstance(value, int):
            total = max(total, 1.0) * value
        elif isinstance(value, int) and name in ("ONE", "NUMWORD", "TWENTY", "TENS", "NINETEEN"):
            total += value
    if len(fraction) == 3 and fraction[2]:
        total += fraction[1] / fraction[2]
    return total


def read_digits(word: str) -> float | None:
    """A number in digits with separators of thousands and a decimal point; letters after it are not read."""
    match = re.match(r"\d+(?:,\d{3})*(?:\.\d+)?", word)
    if match is None or len(match[0]) > 20:
        return None
    return float(match[0].replace(",", ""))


def amount_of(tokens: Tokens, first: int, end: int) -> float | None:
    """The number that number tokens say: "two hundred and six", "1.5 million", "half a million", "two
    dozen".
    """
    total, current, seen = 0.0, 0.0, False
    for index in range(first, end):
        name, word, value = tokens.name(index), tokens.word(index), tokens.value(index)
        if word[0].isdecimal():
            digits = read_scaled(word)
            if digits is None:
                return None
            current, seen = current + digits, True
        elif name == "ART":
            current, seen = (current or 1.0) if not _is_half(tokens, index) else current, True
        elif name == "HALF":
            scale = (
                last_scale(tokens, first, index)
                if tokens.name(index + 1) not in ("ART", "DOZEN", "HYPHEN") and not current
                else 1.0
            )
            current, seen = current + 0.5 * scale, True
        elif name in ("HUNDRED", "DOZEN"):
            current *= float(str(value))
        elif name == "MAGNITUDE":
            total, current = total + current * float(str(value)), 0.0
        elif name in ("ONE", "SMALL", "TEENS", "TENS"):
            current, seen = current + float(str(value)), True
    return total + current if seen else None


def _is_half(tokens: Tokens, index: int) -> bool:
    return tokens.name(index + 1) == "HALF" or tokens.name(index - 1) == "HALF"


def last_scale(tokens: Tokens, first: int, end: int) -> float:
    """What the last word of magnitude before a place stands for: "a million and a half" has half a million
    more.
    """
    for index in range(end - 1, first - 1, -1):
        if tokens.name(index) == "MAGNITUDE":
            return float(str(tokens.value(index)))
    return 1.0


def read_scaled(word: str) -> float | None:
    """Digits with a letter of scale: "3.2m", "40k", "1bn"; other letters after the digits are not read."""
    number = read_digits(word)
    letters = re.sub(r"[\d,.]", "", word).lower()
    return None if number is None else number * SCALES.get(letters, 1.0)


def whole(number: float) -> int | float:
    """A number as `int` where it is one."""
    return int(number) if number == int(number) else round(number, 6)
