"""Whether two words may be one name written in two transliterations: Umar and Omar, Yusuf and Youssef.

One rule: consonants must agree, apart from q with k or g; only vowels give way, and the first hardly. Umar
and Amir, Robert and Roberta, Bell and Bill, Hansen and Hanson stay apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

from herodot.values.names_words import name_words

_RULES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"^abd[aeiou]*[lrdszn]+(?=[a-z]{3})", "abd"),  # Abdul-, Abdel-, Abdur-
        (r"(?:oo|ou)", "u"),
        (r"ee", "i"),
        (r"aa", "a"),
        (r"(?:ae|ay|ei|ey)(?=[^aeiouy]|$)", "ai"),
        (r"iy(?=[aeou])", "i"),
        (r"^dj|(?<=[aeiou])dj", "j"),
        (r"ph", "f"),
        (r"kh", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"ck", "k"),
        (r"c(?=[aou])", "k"),
        (r"o", "u"),
        (r"y(?![aeiou])", "i"),
        (r"([^aeiou])\1+", r"\1"),
        (r"(?<=[a-z]{2}[^aeiou])[aiu]+lah?$", "ulah"),  # -allah, -ullah, -ollah
        (r"(?<=[aeiou])h$", ""),
    )
)
_PIECE = re.compile(r"([aeiou]*)([^aeiou]?)")
_ENDINGS = ("sen", "son")
_MANY_VOWELS = 3


def same_spelling(one: str, other: str) -> bool:
    """Whether two words (lower case, no accents) are the same name, perhaps in another transliteration."""
    if one == other:
        return True
    if len(one) < 3 or len(other) < 3 or {one[-3:], other[-3:]} == set(_ENDINGS):
        return False
    first, second = _pieces(one), _pieces(other)
    if len(first) != len(second):
        return False
    many = min(sum(1 for v, _ in p if v) for p in (first, second)) >= _MANY_VOWELS
    missing, seen_vowel = 0, False
    for place, ((vowel, consonant), (vowel2, consonant2)) in enumerate(zip(first, second, strict=True)):
        if not _same_consonant(consonant, consonant2):
            return False
        strict = place == len(first) - 1 or not seen_vowel
        if vowel != vowel2:
            if bool(vowel) != bool(vowel2):
                missing += 1
                if strict or missing > 1:
                    return False
            elif "e" not in (vowel, vowel2) or (strict and not many):
                return False
        seen_vowel = seen_vowel or bool(vowel)
    return True


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[tuple[str, str], ...]:
    word = name_words().spellings.get(word, word)
    for pattern, new in _RULES:
        word = pattern.sub(new, word)
    return tuple(pair for pair in _PIECE.findall(word) if any(pair)) + (("", ""),) * (
        word[-1:] not in "aeiou"
    )


def _same_consonant(one: str, other: str) -> bool:
    return one == other or {one, other} in ({"q", "k"}, {"q", "g"})


def sound_key(word: str) -> str:
    """The consonants of a word (lower case, no accents) as they are compared: the same for all its spellings."""
    return "".join("k" if c in "qg" else c for _, c in _pieces(word)) or word
