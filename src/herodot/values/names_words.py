"""Words of names, from a data file: titles, particles, kinds of organization; and how words are folded.

One rule: only general English and transliteration knowledge; no person, place or organization is listed.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "name_words.json"
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ħ": "h"}
)
_MARKS = re.compile("['’‘ʼʻʿʾ`´′]")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The lexicon, all in lower case without accents."""

    titles: frozenset[str]
    modifiers: frozenset[str]
    """Words that stand before a title and belong to it: "former", "deputy", "defence"."""
    joiners: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    suffixes: frozenset[str]
    generations: frozenset[str]
    joined_before: frozenset[str]
    """First halves of one name: "Abdul" and "Abu" go with the next word."""
    joined_after: frozenset[str]
    """Second halves of one name: "Din" and "Allah" go with the word before."""
    spellings: dict[str, str]
    short_forms: Mapping[str, frozenset[str]]
    """Given names and how their bearers are called, for each the full names that it may stand for."""
    function_words: frozenset[str]
    organization_kinds: frozenset[str]
    public_bodies: frozenset[str]
    legal_forms: frozenset[str]


@cache
def name_words() -> NameWords:
    """The lexicon, read once a process."""
    held = json.loads(_DATA.read_text(encoding="utf-8"))
    rest = {
        field.name: frozenset(held[field.name])
        for field in fields(NameWords)
        if field.name not in ("spellings", "short_forms")
    }
    return NameWords(spellings=held["spellings"], short_forms=_short_forms(held["short_forms"]), **rest)


def _short_forms(families: Iterable[str]) -> dict[str, frozenset[str]]:
    """Of each word of families of given names the families it is in, by their first words."""
    found: dict[str, frozenset[str]] = {}
    for words in map(str.split, families):
        for word in words:
            found[word] = found.get(word, frozenset()) | {words[0]}
    return found


def plain(word: str) -> str:
    """A word in lower case without accents, apostrophes and a final point."""
    folded = unicodedata.normalize("NFKD", _MARKS.sub("", word)).casefold().translate(_LETTERS)
    return "".join(letter for letter in folded if not unicodedata.combining(letter)).rstrip(".")


def words_of(name: str) -> list[str]:
    """The words of a name as they are compared: hyphens part them, and so do points ("J.K." is j, k)."""
    found: list[str] = []
    # Composed first, else a fraction or ligature would come apart only after the words were found.
    for match in _WORD.finditer(unicodedata.normalize("NFKC", _MARKS.sub("", name))):
        word = plain(match[0])
        pieces = word.split(".") if "." in word else [word]
        found += [piece for piece in pieces if piece]
    return found


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """A name as it is compared: no case, accents, punctuation, Arabic articles ("Al-Qa'ida" is "qaida")."""
    words = words_of(name)
    kept = [word for word in words if word not in name_words().articles]
    return " ".join(kept or words)
