"""Words of a text, as the network and the grammar count them: spans in code points, and the shape of each.

One rule: training and reading cut words here and nowhere else, so that they always agree.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHAPES = ("lower", "title", "upper", "mixed", "digit", "other")
"""What the case of a word can be; the encoder is uncased and gets this beside the word."""

_CLITIC = r"(?:['’](?:s|S|re|RE|ve|VE|ll|LL|d|D|m|M)\b)"
_WORD = re.compile(
    rf"""
    {_CLITIC}
    | [nN]['’][tT]\b
    | (?:[^\W\d_]\.){{2,}}                            # U.S.  J.K.
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W_])      # 12,500  3.5  18:30  23rd
    | [^\W_]+?(?=[nN]['’][tT]\b)                      # do|n't
    | (?:[oO]|[dD]|[aA]l|[lL])['’](?=[^\W\d_]{{2}})[^\W_]+   # O'Brien, d'Ivoire
    | [NMTS]['’ʼ](?=[^\W\d_a-z])[^\W\d_]+             # N'Djamena
    | [^\W\d_]{{2,}}['’ʼ`](?!(?i:s|re|ve|ll|d|m|t|em|n)\b)[^\W\d_]+   # Jama'at, Sana'a
    | [^\W_]+
    | \.{{2,}}
    | [^\w\s]
    | _+
    """,
    re.VERBOSE,
)


def word_spans(body: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Half-open spans of the words and marks of `body[start:end]`, in order; white space lies between them."""
    stop = len(body) if end is None else end
    return [match.span() for match in _WORD.finditer(body, start, stop)]


@lru_cache(maxsize=1 << 15)
def shape(word: str) -> int:
    """Index into `SHAPES`."""
    if any(c.isdigit() for c in word):
        return 4
    if not any(c.isalpha() for c in word):
        return 5
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word[0].isupper() and word[1:].islower():
        return 1
    return 3
