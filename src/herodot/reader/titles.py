"""Titles, offices, professions and kinship words in a text, and who stands beside them.

One rule: a title is found by its words alone; whose it is and of what, by what stands right beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from herodot.reader.candidates import Spot
from herodot.reader.cast import Cast
from herodot.reader.parse import Parse
from herodot.reader.role_words import Lexicon, load_lexicon
from herodot.values.places import country_of

CLITICS = ("'s", "’s", "'", "’")
ARTICLES = ("the", "a", "an", "this", "that")
POSSESSIVES = ("his", "her", "its", "their", "whose")
OWNERS = ("Person", "Organization", "PublicBody", "Place", "Group")
LONGEST_GAP = 3
"""Words that may stand between a preposition and the body it brings: "of the armed opposition group ..."."""


LEAST_CAPITALS = 5
"""A shorter word in capitals alone is an acronym, not a person's name."""


@dataclass(frozen=True, slots=True)
class Title:
    """Words `[start, end)` that name an office, a profession or a kinship, without article; `head` is its last own
    word, before a complement such as "of defence"."""

    start: int
    end: int
    head: int
    sorts: frozenset[str]
    is_deputy: bool


@dataclass(slots=True)
class Scene:
    """A text with its spots at hand by the words where they start and end."""

    parse: Parse
    spots: Sequence[Spot]
    cast: Cast
    starts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    small: list[str] = field(default_factory=list)
    """The words in small letters."""

    def __post_init__(self) -> None:
        self.small = [word.text.lower() for word in self.parse.words]
        for n, spot in enumerate(self.spots):
            if n in self.cast.of_spot and self.kind(n) in OWNERS:
                self.starts[spot.start].append(n)
                self.ends[spot.end].append(n)

    def kind(self, spot: int) -> str:
        """Entity type of what a spot stands for."""
        return self.cast.kind(self.cast.of_spot[spot])

    def word(self, n: int) -> str:
        """A word in small letters; nothing outside the text."""
        return self.small[n] if 0 <= n < len(self.small) else ""

    def is_name(self, spot: int) -> bool:
        """Whether a spot is a person's name, and not only a title with capitals."""
        s = self.spots[spot]
        if self.kind(spot) != "Person" or s.kind == "pronoun":
            return False
        words = [w.text for w in self.parse.words[s.start : s.end]]
        if len(words) == 1 and words[0].isupper() and len(words[0]) < LEAST_CAPITALS:
            return False
        if not s.named and any(w[:1].islower() and not _is_title_word(w) for w in words):
            return False
        return words[-1][:1].isupper() and any(w[:1].isupper() and not _is_title_word(w) for w in words)

    def has_name(self, spot: int) -> bool:
        """Whether what a spot stands for is called by a name anywhere in the text."""
        return any(self.spots[n].named for n in self.cast.members[self.cast.of_spot[spot]].spots)

    def same_sentence(self, a: int, b: int) -> bool:
        """Whether two words stand in one sentence; false outside the text."""
        words = self.parse.words
        return 0 <= a < len(words) and 0 <= b < len(words) and words[a].sentence == words[b].sentence

    def ends_name(self, end: int) -> bool:
        """Whether a name of more than one word ends here: "police" in "Bay City Police"."""
        return any(
            self.spots[n].named and self.spots[n].end - self.spots[n].start > 1 and self.kind(n) != "Person"
            for n in self.ends[end]
        )

    def longest(self, numbers: Sequence[int]) -> int | None:
        """The spot with the most words."""
        return max(numbers, key=lambda n: self.spots[n].end - self.spots[n].start, default=None)


def _is_title_word(word: str) -> bool:
    lexicon, small = load_lexicon(), word.lower()
    return (
        small in lexicon.ranks
        or small in lexicon.modifiers
        or (small,) in lexicon.heads
        or country_of(word) is not None
    )


def find_titles(scene: Scene) -> list[Title]:
    """All titles in order; of two that overlap the later, whose modifier the earlier is."""
    lexicon, most = load_lexicon(), _longest_heads()
    found: list[Title] = []
    n = 0
    while n < len(scene.parse.words):
        longest = most.get(scene.small[n])
        if longest is None:
            n += 1
            continue
        size = next((k for k in range(longest, 0, -1) if _run(scene, n, k) in lexicon.heads), 0)
        if size and scene.parse.words[n + size - 1].pos in ("NOUN", "PROPN", "ADJ", "ADP", "DET"):
            title = _title(scene, lexicon, n, n + size)
            while found and found[-1].end > title.start:
                found.pop()
            found.append(title)
        n += max(size, 1)
    return found


@cache
def _longest_heads() -> dict[str, int]:
    """For the first word of a title's head how many words it has at most."""
    most: dict[str, int] = {}
    for head in load_lexicon().heads:
        most[head[0]] = max(most.get(head[0], 0), len(head))
    return most


def _run(scene: Scene, start: int, size: int) -> tuple[str, ...]:
    return tuple(scene.word(n) for n in range(start, start + size))


def _title(scene: Scene, lexicon: Lexicon, start: int, end: int) -> Title:
    """The title around a head `[start, end)`, with its modifiers and the field it is for."""
    first, head = start, end
    while scene.same_sentence(first - 1, start):
        if scene.word(first - 1) in lexicon.modifiers and not scene.ends_name(first):
            first -= 1
        elif scene.word(first - 1) in ("-", "and", "&") and scene.word(first - 2) in lexicon.modifiers:
            first -= 2
        else:
            break
    if scene.word(end) in ("of", "for") and scene.word(end + 1) in lexicon.policy:
        stop = end + 1
        while scene.word(stop) in lexicon.policy and scene.same_sentence(stop, start):
            stop += 1
        while scene.word(stop - 1) in ("and", "the", "of"):
            stop -= 1
        if stop > end + 1 and not any(scene.spots[n].end > stop for n in scene.starts[stop - 1]):
            end = stop
    deputy = any(scene.word(n) in lexicon.deputies for n in range(first, head))
    return Title(first, end, head - 1, lexicon.heads[_run(scene, start, head - start)], deputy)


@dataclass(frozen=True, slots=True)
class Owner:
    """The spot of what a title is a title of, and whether it stands before it, behind it, or in front by possession."""

    spot: int
    where: str
    preposition: str = ""


def phrase_start(scene: Scene, title: Title) -> tuple[int, Owner | None]:
    """Where the phrase of a title begins, and what stands before the title as its body or possessor."""
    at = _skip_back(scene, title.start)
    has_clitic = scene.word(at - 1) in CLITICS
    stop = at - 1 if has_clitic else at
    if not scene.same_sentence(stop - 1, title.start):
        return at, None
    numbers = [n for n in scene.ends[stop] if scene.spots[n].kind != "pronoun"]
    if not has_clitic and scene.word(stop - 1) in POSSESSIVES:
        numbers, has_clitic = list(scene.ends[stop]), True
    elif scene.word(stop - 1) == ")":
        numbers = [n for n in scene.ends[stop - 1] if scene.word(scene.spots[n].start - 1) == "("]
    owner = scene.longest(numbers)
    if owner is None:
        return _articles_back(scene, at), None
    start = scene.spots[owner].start
    if _is_cut(scene, start):
        return _articles_back(scene, at), None
    if scene.word(stop - 1) == ")":
        start -= 1
        name = scene.longest([n for n in scene.ends[start] if scene.spots[n].kind != "pronoun"])
        start = scene.spots[name].start if name is not None else start
    return _articles_back(scene, _skip_back(scene, start)), Owner(
        owner, "possessor" if has_clitic else "before"
    )


def _is_cut(scene: Scene, start: int) -> bool:
    """Whether a name goes on before its spot: "York" in "New York"."""
    if not scene.same_sentence(start - 1, start) or scene.ends[start]:
        return False
    before = scene.parse.words[start - 1]
    return before.pos == "PROPN" and before.text[:1].isupper() and not _is_title_word(before.text)


def _skip_back(scene: Scene, at: int) -> int:
    """Before words such as "former" or "newly elected"."""
    lexicon = load_lexicon()
    while scene.same_sentence(at - 1, at):
        if scene.word(at - 1) in lexicon.skipped and not scene.starts[at - 1]:
            at -= 1
        elif scene.word(at - 1) == "-" and scene.word(at - 2) in lexicon.skipped:
            at -= 2
        else:
            break
    return at


def _articles_back(scene: Scene, at: int) -> int:
    return at - 1 if scene.word(at - 1) in ARTICLES and scene.same_sentence(at - 1, at) else at


def complement(scene: Scene, title: Title) -> tuple[int, Owner | None]:
    """Where the phrase of a title ends, and the body that a preposition behind it brings."""
    preposition = scene.word(title.end)
    if preposition not in ("of", "for", "in", "at", "to", "from", "with"):
        return title.end, None
    at = title.end + 1
    for gap in range(LONGEST_GAP + 1):
        if not scene.same_sentence(at, title.start):
            break
        numbers = [n for n in scene.starts[at] if scene.spots[n].kind != "pronoun"]
        owner = scene.longest(numbers)
        if owner is not None:
            owner = _name_behind(scene, owner)
            if not is_whole(scene, owner):
                break
            return scene.spots[owner].end, Owner(owner, "behind", preposition)
        word = scene.parse.words[at]
        if word.pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM") and gap:
            break
        at += 1
    return title.end, None


def is_whole(scene: Scene, owner: int) -> bool:
    """Whether a body's phrase ends with its spot: not "the party's youth wing", "the opposition council"."""
    end = scene.spots[owner].end
    if not scene.same_sentence(end, end - 1):
        return True
    if scene.word(end) in (*CLITICS, "-"):
        return False
    goes_on = scene.parse.words[end].pos in ("NOUN", "PROPN")
    return not goes_on or any(scene.is_name(n) for n in scene.starts[end])


def _name_behind(scene: Scene, owner: int) -> int:
    """Of "the armed group Name" and "the boss Name" the name."""
    if scene.spots[owner].named and scene.kind(owner) != "Person":
        return owner
    bodies = ("Person",) if scene.kind(owner) == "Person" else ("Organization", "PublicBody")
    named = [
        n for n in scene.starts[scene.spots[owner].end] if scene.spots[n].named and scene.kind(n) in bodies
    ]
    name = scene.longest(named)
    return owner if name is None else name


def names_after(scene: Scene, at: int) -> Iterator[int]:
    """People's names right behind a word, with ranks and forms of address between."""
    lexicon = load_lexicon()
    start = at
    while scene.same_sentence(at, start - 1) and at - start < 7:
        name = scene.longest([n for n in scene.starts[at] if scene.is_name(n)])
        if name is not None:
            yield name
            return
        if scene.word(at) not in lexicon.ranks and not (scene.word(at) in (".", "-") and at > start):
            return
        at += 1
