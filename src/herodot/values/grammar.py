"""Grammars over word classes: rules compiled once, and one scan that tries them where they can begin.

One rule: the scan is one regular expression over the string of classes; only where it matches are rules
tried one by one, in their order, until one of them is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from herodot.values.tokens import Lexicon

DULL = ("PLAIN", "CAPITAL", "DOT", "COMMA", "BREAK", "SIGN", "PERCENT")
"""Words and signs that end a stretch in which a rule could begin."""
Take = Callable[[str, re.Match[str]], int | None]
"""Given a rule's name and its match: the token to go on from, or `None` to try the next rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, compiled, and the name of what reads it."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, and one pattern that finds where any of them matches; its last group says which."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    starts: re.Pattern[str]

    def scan(self, classes: str, take: Take) -> None:
        """Runs over a string of classes and has each match taken, the leftmost first, none overlapping."""
        position = 0
        while (candidate := self.starts.search(classes, position)) is not None:
            position = candidate.start()
            after = self._try(candidate, classes, position, take)
            position = position + 1 if after is None else max(after, position + 1)

    def _try(self, candidate: re.Match[str], classes: str, position: int, take: Take) -> int | None:
        first = int((candidate.lastgroup or "r0")[1:])
        for rule in self.rules[first:]:
            match = rule.pattern.match(classes, position)
            after = take(rule.name, match) if match is not None else None
            if after is not None:
                return after
        return None


def build_grammar(
    lexicon: Lexicon,
    rules: Sequence[tuple[str, str]],
    parts: dict[str, str],
    never_first: Sequence[str],
    never_before_word: Sequence[str],
) -> Grammar:
    """A grammar from patterns as `dates_grammar` describes them.

    `never_first` are classes that begin no rule, `never_before_word` those that begin none where one of
    `DULL` comes next: they only make the scan faster.
    """
    compiled, sources = [], []
    for number, (name, pattern) in enumerate(rules):
        source = compile_pattern(expand(pattern, parts), lexicon)
        compiled.append(Rule(name, re.compile(source)))
        bare = re.sub(r"\?P<\w+>", "?:", source)
        sources.append(f"(?P<r{number}>{bare})")
    letters = lexicon.letters
    first, before, words = (
        "".join(letters[name] for name in names) for names in (never_first, never_before_word, DULL)
    )
    guard = (f"(?![{first}])" if first else "") + (f"(?![{before}][{words}])" if before else "")
    return Grammar(lexicon, tuple(compiled), re.compile(f"{guard}(?:{'|'.join(sources)})"))


def compile_pattern(pattern: str, lexicon: Lexicon) -> str:
    """A regular expression over class letters, from one written with class names in capitals and spaces."""

    def letter(match: re.Match[str]) -> str:
        return match[0] if match[0].startswith("?P<") else lexicon.letters[match[0]]

    return re.sub(r"\?P<\w+>|[A-Z][A-Z0-9]*", letter, pattern).replace(" ", "")


def expand(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with each `<name>` replaced by the part of that name, and so on inside it."""
    while True:
        wider = re.sub(r"(?<!\?P)<(\w+)>", lambda match: parts[match[1]], pattern)
        if wider == pattern:
            return pattern
        pattern = wider
