"""Names of organizations: acronyms, short forms, and whether two names may be one body's.

One rule: a word that tells one body from another ("Liberation", "Pakistani") is never dropped.
"""

from __future__ import annotations

import re

from herodot.values.names_spelling import same_spelling
from herodot.values.names_words import fold, name_words, plain, words_of
from herodot.values.places import countries_of

_ACRONYM = re.compile(r"^[A-Z](?:[a-z]?[A-Z&/\-\d.])+[a-z]?$|^[A-Z][a-z]?[A-Z]+$|^(?:[A-Z]\.){2,}$")
_LONGEST_PIECE = 4


def looks_like_acronym(word: str) -> bool:
    """Whether a word is written as an acronym: "UNHCR", "U.N.", "AfD"."""
    return bool(_ACRONYM.match(word)) and sum(letter.isupper() for letter in word) >= 2


def is_acronym_of(short: str, long: str) -> bool:
    """Whether `short` may be made of the initials of `long`, in order, function words taken or left.

    A word may give up to four first letters ("CENTCOM"), and in four letters or more one word may be left
    out. Where the acronym is of a name in another language its letters stand in another order: three
    initials or more that are exactly those of the words count as well ("FARC"; "PKK" cannot be told and is
    not).
    """
    letters = "".join(letter for letter in plain(short) if letter.isalnum())
    words = words_of(long)
    if len(letters) < 2 or len(words) < 2 or not short[:1].isalpha() or not any(c.isupper() for c in short):
        return False
    content = [word for word in words if word not in name_words().function_words]
    if len(letters) >= 3 and sorted(letters) == sorted(word[0] for word in content):
        return True
    skips = 1 if len(letters) >= 4 else 0
    return _spelled(letters, words, skips, 0)


def could_be_same_organization(one: str, other: str) -> bool:
    """Whether two names may be one body's: acronyms, "the", legal forms, plurals, words of kind give way.

    "the Houthi movement" and "Houthis" may, "Nusra" and "al-Nusra Front", "Defense Ministry" and "Ministry of
    Defence", "the army" and "the Iraqi army"; "National Front" and "National Liberation Front" may not, nor
    "Taliban" and "Pakistani Taliban".
    """
    if fold(one) == fold(other) or is_acronym_of(one, other) or is_acronym_of(other, one):
        return True
    short, long = sorted((_core(one), _core(other)), key=len)
    if not short:
        return False
    rest = list(long)
    for word in short:
        match = next((there for there in rest if _same(word, there)), None)
        if match is None:
            return _shared_core(short, long)
        rest.remove(match)
    return not rest or _only_kind(short, long, rest)


def _only_kind(short: list[str], long: list[str], rest: list[str]) -> bool:
    lexicon = name_words()
    kinds = lexicon.organization_kinds | lexicon.public_bodies
    if all(word in kinds for word in short):
        return _same(short[-1], long[-1]) or _same(short[0], long[0])
    public = any(word in lexicon.public_bodies for word in short)
    return all(word in kinds or (public and countries_of(word)) for word in rest)


def _shared_core(short: list[str], long: list[str]) -> bool:
    """Whether the names differ only in their words of kind, each having one: "X group" and "X movement"."""
    kinds = (
        name_words().organization_kinds - name_words().public_bodies - {"front", "party", "army", "brigade"}
    )
    cores = [[word for word in words if word not in kinds] for words in (short, long)]
    if not cores[0] or len(cores[0]) != len(cores[1]) or cores[0] == short or cores[1] == long:
        return False
    return all(_same(word, there) for word, there in zip(*cores, strict=True))


def _core(name: str) -> list[str]:
    lexicon = name_words()
    words = [lexicon.spellings.get(word, word) for word in words_of(name)]
    dropped = lexicon.function_words | lexicon.articles | lexicon.legal_forms
    return [word for word in words if word not in dropped] or words


def _same(one: str, other: str) -> bool:
    return same_spelling(_singular(one), _singular(other))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _spelled(letters: str, words: list[str], skips: int, used: int) -> bool:
    if not letters:
        left = [word for word in words if word not in name_words().function_words]
        return used >= 2 and len(left) <= skips
    if not words:
        return False
    word, rest = words[0], words[1:]
    for length in range(min(_LONGEST_PIECE, len(letters), len(word)), 0, -1):
        if word.startswith(letters[:length]) and _spelled(letters[length:], rest, skips, used + 1):
            return True
    if word in name_words().function_words:
        return _spelled(letters, rest, skips, used)
    return bool(skips and used) and _spelled(letters, rest, skips - 1, used)
