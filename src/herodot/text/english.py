"""The word lists of `english.toml`. One rule: read once, when first needed."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, fields
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishWords:
    """Each field is a list of the data file, which says what it is for."""

    titles: frozenset[str]
    before_more: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    reporting: frozenset[str]
    function_words: frozenset[str]
    empty_words: frozenset[str]


@functools.cache
def english_words() -> EnglishWords:
    """The lists, lower-cased."""
    lists = tomllib.loads(resources.files("herodot.text").joinpath("english.toml").read_text("utf-8"))
    return EnglishWords(
        **{field.name: frozenset(lists[field.name].split()) for field in fields(EnglishWords)}
    )
