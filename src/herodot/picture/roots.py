"""How many independent origins an answer has: statements whose chains end apart, and why others count as one.

One rule: two statements are one origin when a reason of section 5 of the model says so; each reason is a sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from herodot.model.records import Statement
from herodot.picture.copies import Copy
from herodot.picture.resolved import Resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Statements that come from one source in the end."""

    statements: tuple[str, ...]
    """Ids, in the order of the statements given."""
    roots: tuple[str, ...]
    """The entities at the end of their chains."""
    reasons: tuple[str, ...]
    """Why they count as one, each once; empty for a lone statement."""


class Roots:
    """What must be known of a case to count origins."""

    def __init__(
        self,
        entities: Mapping[str, Resolved],
        copies: Mapping[str, Copy],
        speaks_for: Mapping[str, str],
        family: Mapping[str, str],
        cut: frozenset[tuple[str, str]] = frozenset(),
        tied: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        """`copies` by the report that copies; `speaks_for` and `family` as `links` has them. `cut`, `tied`: pairs of
        root entities that a reviewer holds to be independent, or one."""
        self.entities, self.copies = entities, copies
        self.speaks_for, self.family = speaks_for, family
        self.cut, self.tied = cut, tied

    def origins(self, statements: Sequence[Statement]) -> tuple[Origin, ...]:
        """The independent origins of statements that give one answer, the first said first."""
        groups = _Groups(len(statements))
        by_root: dict[str, int] = {}
        for n, s in enumerate(statements):
            body = self.body_of(s.chain[-1])
            if body in by_root:
                words = (
                    "Their chains end in the same source."
                    if statements[by_root[body]].chain[-1] == s.chain[-1]
                    else "One speaks for the other."
                )
                groups.join(by_root[body], n, words)
            by_root.setdefault(body, n)
        for a, one in enumerate(statements):
            for b in range(a + 1, len(statements)):
                if groups.top(a) != groups.top(b) and (words := self._why(one, statements[b])):
                    groups.join(a, b, words)
        return tuple(
            Origin(
                statements=tuple(statements[n].id for n in members),
                roots=tuple(dict.fromkeys(statements[n].chain[-1] for n in members)),
                reasons=tuple(dict.fromkeys(groups.reasons[top])),
            )
            for top, members in groups.members()
        )

    def body_of(self, root: str) -> str:
        """The body that a source speaks for, or the source itself."""
        return self.speaks_for.get(root, root)

    def _why(self, one: Statement, other: Statement) -> str:
        pair = tuple(sorted((one.chain[-1], other.chain[-1])))
        if pair in self.cut:
            return ""
        if pair in self.tied:
            return "A reviewer holds the two sources to be one."
        if one.report == other.report and 1 in (len(one.chain), len(other.chain)):
            return "The outlet's own words sum up what the same report gives to a source."
        if self._copied(one, other) or self._copied(other, one):
            return "One report copies the passage from the other."
        if self._stops_at_agency(one, other) or self._stops_at_agency(other, one):
            return "One chain stops at the agency through which the other goes on to its source."
        if self._same_kind_unnamed(one, other):
            return "Both are unnamed sources of one kind within one family of reports."
        return ""

    def _copied(self, one: Statement, other: Statement) -> bool:
        copy = self.copies.get(one.report)
        if copy is None:
            return False
        if other.report != copy.original:
            # Two copies of one original are one as well.
            second = self.copies.get(other.report)
            if second is None or second.original != copy.original:
                return False
            mine = [p for p in copy.passages if _touches(one, p.start, p.end)]
            theirs = [p for p in second.passages if _touches(other, p.start, p.end)]
            return any(p.from_start < q.from_end and q.from_start < p.from_end for p in mine for q in theirs)
        return any(
            _touches(one, p.start, p.end) and _touches(other, p.from_start, p.from_end) for p in copy.passages
        )

    def _stops_at_agency(self, short: Statement, long: Statement) -> bool:
        return (
            short.chain[-1] in long.chain[:-1]
            and not self.entities[long.chain[-1]].names
            and self.family[short.report] == self.family[long.report]
        )

    def _same_kind_unnamed(self, one: Statement, other: Statement) -> bool:
        a, b = self.entities[one.chain[-1]], self.entities[other.chain[-1]]
        return (
            not a.names
            and not b.names
            and self.family[one.report] == self.family[other.report]
            and bool(a.kind_words & b.kind_words)
        )


def _touches(statement: Statement, start: int, end: int) -> bool:
    return any(e.start < end and start < e.end for e in statement.evidence)


class _Groups:
    def __init__(self, size: int) -> None:
        self._top = list(range(size))
        self.reasons: dict[int, list[str]] = defaultdict(list)

    def top(self, n: int) -> int:
        while self._top[n] != n:
            n = self._top[n]
        return n

    def join(self, one: int, other: int, words: str) -> None:
        a, b = sorted((self.top(one), self.top(other)))
        if a != b:
            self._top[b] = a
            self.reasons[a] += [words, *self.reasons.pop(b, [])]

    def members(self) -> list[tuple[int, list[int]]]:
        found: dict[int, list[int]] = defaultdict(list)
        for n in range(len(self._top)):
            found[self.top(n)].append(n)
        return sorted(found.items())
