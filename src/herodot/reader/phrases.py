"""Noun phrases around a word, read off the dependency tree.

One rule: a phrase is a run of words without a gap that holds its head.
"""

from __future__ import annotations

from herodot.reader.parse import Parse

LEFT = frozenset("amod compound nummod nmod:poss flat nmod:desc det advmod case".split())
NOT_INSIDE = frozenset("conj appos parataxis acl:relcl advcl punct cc dep list orphan discourse".split())


def children(parse: Parse) -> list[list[int]]:
    """For each word the words that it governs, in order."""
    found: list[list[int]] = [[] for _ in parse.words]
    for n, word in enumerate(parse.words):
        if word.head != n:
            found[word.head].append(n)
    return found


def core(parse: Parse, below: list[list[int]], head: int) -> tuple[int, int]:
    """The head with its modifiers before it, without article or preposition, and the parts of a name after it."""
    start, end = head, head + 1
    for n in reversed([c for c in below[head] if c < head]):
        relation = parse.words[n].relation
        left = _leftmost(below, n)
        if (
            relation in ("det", "case", "punct", "cc", "mark")
            or relation not in LEFT
            or _last(below, n) + 1 != start
        ):
            break
        start = left
    for n in (c for c in below[head] if c > head):
        if n == end and parse.words[n].relation in ("flat", "fixed", "compound"):
            end = _last(below, n) + 1
    return start, end


def whole(parse: Parse, below: list[list[int]], head: int, most: int = 14) -> tuple[int, int]:
    """The core with what follows it: phrases with prepositions, participles; no coordination, no relative clause."""
    start, end = core(parse, below, head)
    for n in (c for c in below[head] if c >= end):
        relation = parse.words[n].relation
        stop = _reach(parse, below, n)
        if _leftmost(below, n) != end or relation in NOT_INSIDE or stop - start > most:
            break
        end = stop
    return start, end


def first_complement(parse: Parse, below: list[list[int]], head: int) -> tuple[int, int]:
    """The core with the first phrase after it, at its own core."""
    start, end = core(parse, below, head)
    for n in (c for c in below[head] if c >= end):
        if parse.words[n].relation in ("nmod", "nmod:unmarked") and _leftmost(below, n) == end:
            return start, max(end, core(parse, below, n)[1])
        break
    return start, end


def head_of(parse: Parse, start: int, end: int) -> int:
    """The first word of a span that is governed from outside it."""
    for n in range(start, end):
        if not start <= parse.words[n].head < end or parse.words[n].head == n:
            return n
    return end - 1


def _leftmost(below: list[list[int]], word: int) -> int:
    left = word
    while below[left] and below[left][0] < left:
        left = below[left][0]
    return left


def _last(below: list[list[int]], word: int) -> int:
    last = word
    while below[last] and below[last][-1] > last:
        last = below[last][-1]
    return last


def _reach(parse: Parse, below: list[list[int]], word: int) -> int:
    """The word after a phrase's last, its own coordination and clauses left out."""
    end = word + 1
    for n in (c for c in below[word] if c > word):
        if parse.words[n].relation in NOT_INSIDE or _leftmost(below, n) > end:
            break
        end = max(end, _reach(parse, below, n))
    return end
