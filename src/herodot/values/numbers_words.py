"""Numbers written in words, and counts such as "a few" or "a couple of", from tokens.

One rule: words that say no number give `None`, never a guess.
"""

from __future__ import annotations

import re

from herodot.values.tokens import Tokens


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
            if tokens.name(index + 1) == "SLASH" or index > first and tokens.name(index - 1) == "SLASH":
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
