"""Other ways in which a text calls somebody: another name, the title alone, a place with and without its kind.

One rule: a pair is given only where the text itself puts the two ways side by side, or only one can be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from herodot.reader.candidates import ARTICLES, Spot, bare_name
from herodot.reader.parse import Parse
from herodot.reader.role_words import load_lexicon

AREAS = frozenset(
    "province district county governorate department state region oblast municipality canton prefecture".split()
)
"""What may stand behind a place's name or be left out."""
SETTLEMENTS = frozenset("city town village resort port capital island hamlet".split())
"""What may stand before "of" and a place's name."""
BEFORE_CUE = frozenset((",", "(", "who", "is", "was", "also", "which", "–", "—"))
BEHIND_CUE = frozenset((*ARTICLES, "as", ",", ":", '"', "“", "«", "'", "‘"))
MOST_BETWEEN = 4


def ways_to_call(
    parse: Parse, spots: Sequence[Spot], mentions: Sequence[int], surface: Callable[[str], str]
) -> Iterator[tuple[int, int]]:
    """Pairs of mentions (numbers of spots) that stand for one; `surface` folds words for comparison."""
    yield from _aliases(parse, spots, mentions)
    yield from _titles(parse, spots, mentions, surface)
    yield from _places(parse, spots, mentions, surface)
    yield from _papers(parse, spots, mentions, surface)


def _aliases(parse: Parse, spots: Sequence[Spot], mentions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """A name and the one behind "alias", "better known as" and the like."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for alias in load_lexicon().aliases:
        by_first[alias[0]].append(alias)
    words = [w.text.lower() for w in parse.words]
    starts, ends = {}, {}
    for n in sorted((n for n in mentions if spots[n].named), key=lambda n: spots[n].end - spots[n].start):
        starts[spots[n].start] = n
        ends[spots[n].end] = n
    behind = 0
    for at, word in enumerate(words):
        cue = next((c for c in by_first.get(word, ()) if tuple(words[at : at + len(c)]) == c), None)
        if cue is None or at < behind:
            continue
        behind = at + len(cue)
        left, right = at, at + len(cue)
        while left > 0 and at - left < MOST_BETWEEN and words[left - 1] in BEFORE_CUE:
            left -= 1
        while right < len(words) and right - at < MOST_BETWEEN + len(cue) and words[right] in BEHIND_CUE:
            right += 1
        if left in ends and right in starts and _of_one_sort(spots[ends[left]], spots[starts[right]]):
            yield ends[left], starts[right]


def _of_one_sort(one: Spot, other: Spot) -> bool:
    return (one.kind == "Person") == (other.kind == "Person") and (one.kind == "Place") == (
        other.kind == "Place"
    )


def _titles(
    parse: Parse, spots: Sequence[Spot], mentions: Sequence[int], surface: Callable[[str], str]
) -> Iterator[tuple[int, int]]:
    """A person's name with a title before it, and the title alone where only one person has it."""
    owners: dict[str, dict[str, int]] = defaultdict(dict)
    people = [n for n in mentions if spots[n].kind == "Person"]
    titled = set()
    for n in people:
        begin, end = bare_name(parse, spots[n])
        if begin > spots[n].start:
            title = surface(parse.text(spots[n].start, begin))
            owners[title].setdefault(surface(parse.text(begin, end)), n)
            titled.add(n)
    for n in people:
        here = owners.get(surface(parse.text(spots[n].start, spots[n].end)), {})
        if n not in titled and len(here) == 1:
            yield next(iter(here.values())), n


def _places(
    parse: Parse, spots: Sequence[Spot], mentions: Sequence[int], surface: Callable[[str], str]
) -> Iterator[tuple[int, int]]:
    """ "Saintonge" and "Saintonge province" where the text has no other area of that name; "the city of X" and X."""
    bare: dict[str, int] = {}
    areas: dict[str, dict[str, int]] = defaultdict(dict)
    settlements = []
    for n in mentions:
        if spots[n].kind != "Place":
            continue
        words = surface(parse.text(spots[n].start, spots[n].end)).split()
        if len(words) > 1 and words[-1] in AREAS:
            areas[" ".join(words[:-1])].setdefault(words[-1], n)
        elif "of" in words[1:-1] and words[words.index("of") - 1] in SETTLEMENTS | AREAS:
            kind, name = words[words.index("of") - 1], " ".join(words[words.index("of") + 1 :])
            if kind in AREAS:
                areas[name].setdefault(kind, n)
            else:
                settlements.append((n, name))
        else:
            bare.setdefault(" ".join(words), n)
    for n, name in settlements:
        if name in bare:
            yield bare[name], n
    towns = {name for _, name in settlements}
    for name, kinds in areas.items():
        if name in bare and len(kinds) == 1 and name not in towns:
            yield bare[name], next(iter(kinds.values()))


def _papers(
    parse: Parse, spots: Sequence[Spot], mentions: Sequence[int], surface: Callable[[str], str]
) -> Iterator[tuple[int, int]]:
    """A document with a number, with and without the body that it is of: "Council Resolution 12", "Resolution 12"."""
    by_tail: dict[str, int] = {}
    for n in mentions:
        words = surface(parse.text(spots[n].start, spots[n].end)).split()
        if spots[n].kind == "Work" and len(words) > 1 and words[-1].isdigit():
            tail = " ".join(words[-2:])
            if tail in by_tail:
                yield by_tail[tail], n
            by_tail.setdefault(tail, n)
