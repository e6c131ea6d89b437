"""The words of `roles.json`: titles, professions, kinship, verbs of office, and what brings another name.

One rule: general English only; no name of anybody stands in it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from herodot.reader.words import word_spans


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of `roles.json`; `heads` gives for a run of words in small letters the sorts of title it may be."""

    heads: dict[tuple[str, ...], frozenset[str]]
    verbs: dict[tuple[str, ...], str]
    aliases: tuple[tuple[str, ...], ...]
    modifiers: frozenset[str]
    skipped: frozenset[str]
    ranks: frozenset[str]
    deputies: frozenset[str]
    policy: frozenset[str]
    parliament: frozenset[str]
    implied: frozenset[str]
    vague: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once."""
    data: dict[str, Any] = json.loads(
        (resources.files("herodot.reader") / "roles.json").read_text(encoding="utf-8")
    )
    heads: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for sort, phrases in (
        *data["titles"].items(),
        ("occupation", data["occupations"]),
        ("people", data["people"]),
    ):
        for phrase in phrases:
            heads[_tokens(phrase)].add(sort)
    verbs = {_tokens(phrase): name for name, phrases in data["verbs"].items() for phrase in phrases}
    aliases = sorted((_tokens(phrase) for phrase in data["aliases"]), key=len, reverse=True)
    sets = {
        k: frozenset(data[k])
        for k in "modifiers skipped ranks deputies policy parliament implied vague".split()
    }
    return Lexicon({k: frozenset(v) for k, v in heads.items()}, verbs, tuple(aliases), **sets)


def _tokens(phrase: str) -> tuple[str, ...]:
    return tuple(phrase[a:b] for a, b in word_spans(phrase))
