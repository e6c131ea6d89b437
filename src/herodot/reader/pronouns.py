"""Whom a pronoun of the third person may stand for: what speaks for and against each, as signs.

One rule: the signs are the same for training and reading; trees learned in `training.pronouns` weigh them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from herodot.reader.attribution import Quote
from herodot.reader.candidates import Spot
from herodot.reader.forest import Forest
from herodot.reader.links import Link
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of
from herodot.reader.pronoun_links import LINK_SIGNS, linked
from herodot.values.names_words import name_words

LIKELY = 0.2
"""Least chance at which a pronoun stands for somebody. Statements are as good from 0.1 to 0.3; below, an "it" is hardly
ever right."""
REACH_SENTENCES = 6
"""How far back somebody may have been spoken of last, pronouns counted."""
RECENT = 6
"""Entities, those spoken of last, among which a pronoun looks for its own."""
AHEAD = 2
"""Entities behind a pronoun in its own sentence that it may stand for."""
MANY = 40
FEMALE_ENDS = ("a", "ie", "ne", "lle")
"""Endings of given names that are mostly women's."""
SORTS = {
    **dict.fromkeys(("he", "him", "his"), "he"),
    **dict.fromkeys(("she", "her"), "she"),
    **dict.fromkeys(("it", "its"), "it"),
    **dict.fromkeys(("they", "them", "their"), "they"),
}
"""The pronouns that are looked at, by what they tell of whom they stand for."""
OWNING = frozenset(("his", "its", "their"))
FITS = {
    "he": frozenset(("Person",)),
    "she": frozenset(("Person",)),
    "it": frozenset(("Organization", "PublicBody", "Place", "Group", "Work")),
    "they": frozenset(("Group", "Organization", "PublicBody", "Person", "Place", "Work")),
}
"""Kinds of entities that each sort may stand for."""
KINDS = ("Person", "Organization", "PublicBody", "Group", "Place", "Work")
CLAUSES = frozenset("root ccomp xcomp advcl acl acl:relcl conj parataxis csubj advcl:relcl dep list".split())
FEMALE = frozenset(
    "woman women girl girls wife widow mother daughter sister niece aunt grandmother actress girlfriend businesswoman "
    "policewoman queen princess lady mrs ms miss granddaughter bride mum mom chairwoman spokeswoman nun".split()
)
MALE = frozenset(
    "man men boy boys husband widower father son brother nephew uncle grandfather actor boyfriend businessman "
    "policeman king prince gentleman mr sir grandson groom dad priest fisherman gunman cleric".split()
)
PEOPLE = frozenset("people men women police children residents villagers troops forces both".split())
MARKS = re.compile('[“«”»"\n]')

PRONOUN_SIGNS = (
    "he", "she", "it", "they", "owning", "subject", "object", "other arc", "expletive", "of a copula", "with a clause",
    "quoted", "first", "place", "title", "speaks", "roots",
)  # fmt: skip
ENTITY_SIGNS = (
    *KINDS, "named", "described", "plural", "male", "female", "ends in a", "mentions", "share", "in the title",
    "in the lead", "indefinite", "score",
)  # fmt: skip
LAST_SIGNS = (
    "last subject", "last object", "last owning", "last inside", "last apposition", "last of main clause",
    "last first", "last pronoun", "last quoted",
)  # fmt: skip
PAIR_SIGNS = (
    "behind", "sentences", "words", "rank", "rank of kind", "fitting", "paragraphs", "last same word",
    "same sort of arc", "one clause", "one head", "last above", "last's verb above", "one quote", "speaker",
    "last speaker", "same sort", "other sort", "sort's last", "subject before", "said before", "mentions so far",
    "subjects so far", "words of its own",
)  # fmt: skip
VECTOR_SIGNS = ("alike", "alike, margin")
SIGNS = (*PRONOUN_SIGNS, *ENTITY_SIGNS, *LAST_SIGNS, *PAIR_SIGNS, *LINK_SIGNS, *VECTOR_SIGNS)
"""What speaks for or against a pronoun standing for an entity, in the order of a row."""
_ALIKE, _MARGIN = SIGNS.index("alike"), SIGNS.index("alike, margin")


@dataclass(slots=True)
class Place:
    """Where a mention or a pronoun stands: the governing word and its relation, the word that governs its clause, and
    the numbers of its sentence, paragraph and quotation (0 outside)."""

    word: int
    head: int
    arc: str
    clause: int
    sentence: int
    paragraph: int
    quote: int
    signs: tuple[float, ...]
    """In the order of `LAST_SIGNS`."""


Row = tuple[int, list[float]]
"""An entity's number and the signs of a pronoun with it."""


@dataclass(slots=True)
class Known:
    """An entity as it is known at some place of the text."""

    kind: str
    own: Sequence[int]
    """Its mentions (numbers of spots), without pronouns."""
    share: float
    """How many there are, of those of the entity of its kind with most."""
    still: list[float] = field(default_factory=list)
    """Signs that do not change on the way; computed when they are first asked for."""
    last: int = -1
    """The spot by which it was spoken of last, pronouns too."""
    word: int = -1
    """The same without pronouns."""
    times: int = 0
    subjects: int = 0
    subject: int = -9
    """The sentence in which it was a subject last."""
    called: Counter[str] = field(default_factory=Counter)
    """The sorts of its pronouns so far."""


class Pronouns:
    """The pronouns of one text in order, and who was spoken of before each."""

    def __init__(
        self,
        parse: Parse,
        spots: Sequence[Spot],
        links: Sequence[Link],
        entities: Sequence[tuple[str, Sequence[int]]],
        quotes: Sequence[Quote],
    ) -> None:
        """`entities` are kinds with the mentions (numbers of spots, in order); `quotes` are what somebody says."""
        self._parse, self._spots = parse, spots
        self.numbers = [
            n
            for n, s in enumerate(spots)
            if s.kind == "pronoun" and parse.words[s.start].text.lower() in SORTS
        ]
        self._owner = {n: k for k, (_, own) in enumerate(entities) for n in own}
        if not self.numbers:
            return
        self._order = sorted(self._owner)
        self._heads = {n: head_of(parse, spots[n].start, spots[n].end) for n in (*self._order, *self.numbers)}
        self._says = _says(quotes)
        self._sources = sorted({q.source for q in quotes if q.source is not None})
        self._breaks, self._marks = _breaks_and_marks(parse.body)
        self._below = _arcs_below(parse, {parse.words[self._heads[n]].head for n in self.numbers})
        self._clauses: dict[int, int] = {}
        most = Counter[str]()
        for kind, own in entities:
            most[kind] = max(most[kind], len(own))
        self._known = [Known(kind, own, len(own) / most[kind]) for kind, own in entities]
        self._links = linked(spots, links, self._owner, set(self.numbers))
        self._vectors, self._row = _vectors(parse, self._heads)
        self._places: dict[int, Place] = {}
        self._speaker: int | None = None
        self._recent: dict[int, None] = {}
        self._at = 0
        self._sort_last: dict[str, int] = {}
        self._last_source = -1
        self._source_at = 0

    def _paragraph(self, spot: int) -> int:
        return bisect_left(self._breaks, self._parse.words[self._spots[spot].start].start)

    def _quoted(self, word: int) -> int:
        """The number of the quotation that a word stands in; 0 outside."""
        n = bisect_right(self._marks, self._parse.words[word].start)
        return n if n % 2 else 0

    def _sort(self, pronoun: int) -> str:
        """What a pronoun tells of whom it stands for: "his" is "he"."""
        return SORTS[self._parse.words[self._spots[pronoun].start].text.lower()]

    def rows(self, pronoun: int) -> list[Row]:
        """Everybody whom a pronoun (number of a spot) may stand for, with the signs; call in the order of the text."""
        self._go_on(pronoun)
        parse, spots = self._parse, self._spots
        word = spots[pronoun].start
        sentence = parse.words[word].sentence
        sort = self._sort(pronoun)
        own = self._pronoun_signs(pronoun, sort)
        source = self._says.get(word)
        self._speaker = None if source is None else self._owner.get(source)
        near: list[int] = []
        for k in reversed(self._recent):
            if sentence - parse.words[spots[self._known[k].last].start].sentence > REACH_SENTENCES:
                break
            if self._known[k].kind in FITS[sort] and spots[self._known[k].last].end <= word:
                near.append(k)
                if len(near) == RECENT:
                    break
        seen = set(near)
        ahead: list[tuple[int, int]] = []
        for at in range(bisect_right(self._order, pronoun), len(self._order)):
            n = self._order[at]
            k = self._owner[n]
            if parse.words[spots[n].start].sentence != sentence or len(ahead) == AHEAD:
                break
            if k not in seen and self._known[k].kind in FITS[sort]:
                seen.add(k)
                ahead.append((k, n))
        ranks: Counter[str] = Counter()
        rows: list[Row] = []
        fitting = float(len(near))
        for rank, k in enumerate(near):
            known = self._known[k]
            signs = self._pair_signs(pronoun, k, known.last, rank, ranks[known.kind], fitting)
            ranks[known.kind] += 1
            rows.append((k, own + signs))
        for rank, (k, n) in enumerate(ahead):
            rows.append((k, own + self._pair_signs(pronoun, k, n, rank, 0, fitting)))
        if rows:
            best = sorted((signs[_ALIKE] for _, signs in rows), reverse=True)
            for _, signs in rows:
                mine = signs[_ALIKE]
                signs[_MARGIN] = mine - (best[0] if mine < best[0] else best[1] if len(best) > 1 else -1.0)
        return rows

    def take(self, pronoun: int, entity: int | None) -> None:
        """Notes whom a pronoun stands for, `None` for nobody known."""
        if entity is None:
            return
        sort = self._sort(pronoun)
        self._known[entity].called[sort] += 1
        self._sort_last[sort] = entity
        self._owner[pronoun] = entity
        self._speak(entity, pronoun)

    def _speak(self, entity: int, spot: int) -> None:
        known = self._known[entity]
        known.last = spot
        known.times += 1
        if self._spots[spot].kind != "pronoun":
            known.word = spot
        word = self._parse.words[self._heads[spot]]
        if word.relation.startswith("nsubj"):
            known.subject = word.sentence
            known.subjects += 1
        self._recent.pop(entity, None)
        self._recent[entity] = None

    def _go_on(self, pronoun: int) -> None:
        """Everything that was spoken of before a pronoun."""
        order, stop = self._order, self._spots[pronoun].start
        while self._at < len(order) and order[self._at] < pronoun:
            self._speak(self._owner[order[self._at]], order[self._at])
            self._at += 1
        while (
            self._source_at < len(self._sources) and self._spots[self._sources[self._source_at]].end <= stop
        ):
            self._last_source = self._owner.get(self._sources[self._source_at], self._last_source)
            self._source_at += 1

    def _entity_signs(self, known: Known) -> list[float]:
        """What the words of an entity's mentions tell, in the order of `ENTITY_SIGNS`."""
        if known.still:
            return known.still
        kind, own = known.kind, known.own
        words, spots = self._parse.words, self._spots
        texts = {words[k].text.lower() for n in own for k in range(spots[n].start, spots[n].end)}
        governing = [words[self._heads[n]].text.lower() for n in own]
        named = [n for n in own if spots[n].named]
        lexicon = name_words()
        first = words[spots[named[0]].start].text.lower() if named else ""
        paragraph = self._paragraph(own[0])
        before = spots[own[0]].start - 1
        known.still = [
            *(kind == name for name in KINDS), bool(named), len(named) < len(own),
            sum((w.endswith("s") and not w.endswith("ss")) or w in PEOPLE for w in governing) / len(own),
            not (texts.isdisjoint(MALE) and texts.isdisjoint(lexicon.male)),
            not (texts.isdisjoint(FEMALE) and texts.isdisjoint(lexicon.female)),
            first.endswith(FEMALE_ENDS), math.log(len(own)), known.share, paragraph == 0, paragraph <= 1,
            before >= 0 and words[before].text.lower() in ("a", "an"), max(spots[n].score for n in own),
        ]  # fmt: skip
        return known.still

    def _pronoun_signs(self, pronoun: int, sort: str) -> list[float]:
        words = self._parse.words
        at = self._spots[pronoun].start
        word = words[at]
        arc, above = word.relation, self._below.get(word.head, ())
        arcs = {relation for relation, _ in above}
        owning = arc == "nmod:poss" or word.text.lower() in OWNING
        first = at - bisect_left(words, word.sentence, 0, at, key=lambda w: w.sentence)
        governing = words[word.head]
        return [
            sort == "he", sort == "she", sort == "it", sort == "they", owning, arc.startswith("nsubj"),
            arc in ("obj", "iobj"), arc.split(":")[0] not in ("nsubj", "obj", "iobj", "nmod"), arc == "expl",
            "cop" in arcs, bool(arcs & {"ccomp", "csubj", "xcomp", "advcl"}),
            self._quoted(at) > 0, not first, min(first, MANY), self._paragraph(pronoun) == 0,
            self._is_source(pronoun), governing.relation == "root",
        ]  # fmt: skip

    def _is_source(self, spot: int) -> bool:
        n = bisect_left(self._sources, spot)
        return n < len(self._sources) and self._sources[n] == spot

    def _clause(self, word: int) -> int:
        """The word that governs the clause of a word."""
        found = self._clauses.get(word)
        if found is None:
            found = word
            for _ in range(8):
                if self._parse.words[found].relation in CLAUSES or self._parse.words[found].head == found:
                    break
                found = self._parse.words[found].head
            self._clauses[word] = found
        return found

    def _at_spot(self, spot: int) -> Place:
        """Where a mention or a pronoun stands, kept for the next that asks."""
        found = self._places.get(spot)
        if found is None:
            words, start, there = self._parse.words, self._spots[spot].start, self._heads[spot]
            word = words[there]
            arc = word.relation
            quote = self._quoted(there)
            signs = (
                arc.startswith("nsubj"), arc in ("obj", "iobj"), arc == "nmod:poss",
                arc in ("nmod", "compound", "amod"),
                arc in ("appos", "conj", "flat"), arc == "root" or words[word.head].relation == "root",
                start < 3 or words[start - 3].sentence != word.sentence, self._spots[spot].kind == "pronoun", quote > 0,
            )  # fmt: skip
            found = Place(
                there, word.head, arc.split(":")[0], self._clause(word.head), word.sentence, self._paragraph(spot),
                quote, signs,
            )  # fmt: skip
            self._places[spot] = found
        return found

    def _pair_signs(
        self, pronoun: int, entity: int, last: int, rank: int, kind_rank: int, fitting: float
    ) -> list[float]:
        """A pronoun with an entity that was spoken of last by the spot `last`, or comes next there."""
        words, spots, known = self._parse.words, self._spots, self._known[entity]
        sort, here, there = self._sort(pronoun), self._at_spot(pronoun), self._at_spot(last)
        first, second = spots[pronoun], spots[last]
        behind = second.start > first.start
        same = here.sentence == there.sentence
        called, times = known.called, known.times
        return [
            *self._entity_signs(known), *there.signs, behind, here.sentence - there.sentence,
            math.log1p(max(second.start - first.start if behind else first.start - second.end, 0)), rank, kind_rank,
            fitting, min(here.paragraph - there.paragraph, MANY),
            second.kind == "pronoun" and words[second.start].text.lower() == words[first.start].text.lower(),
            here.arc == there.arc, same and here.clause == there.clause, same and here.head == there.head,
            same and self._above(here.word, there.word), same and self._above(here.clause, there.clause),
            here.quote > 0 and here.quote == there.quote, self._speaker == entity, self._last_source == entity,
            called[sort], sum(called.values()) - called[sort], self._sort_last.get(sort) == entity,
            known.subject == here.sentence - 1, self._links.says.get(entity, 0.0), math.log1p(times),
            known.subjects / max(times, 1),
            min(here.sentence - words[spots[known.word].start].sentence, MANY) if known.word >= 0 else -1.0,
            *self._links.signs(pronoun, entity), self._likeness(pronoun, last), 0.0,
        ]  # fmt: skip

    def _above(self, word: int, other: int) -> bool:
        """Whether one word governs another, over however many words."""
        words = self._parse.words
        for _ in range(12):
            if words[word].head == word:
                return False
            word = words[word].head
            if word == other:
                return True
        return False

    def _likeness(self, one: int, other: int) -> float:
        """How alike the encoder's vectors at two spots are."""
        return float(self._vectors[self._row[one]] @ self._vectors[self._row[other]])


def _says(quotes: Sequence[Quote]) -> dict[int, int]:
    """For each word that somebody says the spot of whoever says it, the first quotation's where several hold it."""
    found: dict[int, int] = {}
    for quote in quotes:
        if quote.source is not None:
            for word in range(quote.start, quote.end):
                found.setdefault(word, quote.source)
    return found


def _vectors(parse: Parse, heads: dict[int, int]) -> tuple[NDArray[np.float32], dict[int, int]]:
    """The encoder's vectors at the governing words of spots, centred and of length one, and each spot's row."""
    place = {n: row for row, n in enumerate(heads)}
    if not parse.windows:
        return np.zeros((len(place), 1), np.float32), place
    words = np.fromiter(heads.values(), np.int64, len(heads))
    homes = np.searchsorted([window.start for window in parse.windows], words, "right") - 1
    vectors = np.empty((len(words), parse.hidden[0].shape[1]), np.float32)
    for n in np.unique(homes):
        window, own = parse.windows[n], homes == n
        vectors[own] = parse.hidden[n][np.array(window.first)[words[own] - window.start]]
    vectors -= vectors.mean(axis=0)
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6), np.float32), place


def _breaks_and_marks(body: str) -> tuple[list[int], list[int]]:
    """Where a text's paragraphs end, and where its quotations begin and end in turn, in characters; a quotation that
    a paragraph does not close holds to its end."""
    breaks: list[int] = []
    marks: list[int] = []
    for match in MARKS.finditer(body):
        at, mark, inside = match.start(), match[0], len(marks) % 2 == 1
        if mark == "\n":
            breaks.append(at)
        if inside if mark in "”»\n" else (mark == '"' or not inside):
            marks.append(at)
    return breaks, marks


def _arcs_below(parse: Parse, wanted: set[int]) -> dict[int, list[tuple[str, int]]]:
    """The arcs that some words govern, each with the word at its end."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for n, word in enumerate(parse.words):
        if word.head in wanted and word.head != n:
            found[word.head].append((word.relation, n))
    return found


def choose(rows: Sequence[Row], forest: Forest) -> int | None:
    """The entity of the likeliest row of a pronoun, by trees on `SIGNS`; `None` where it is not likely enough."""
    if not rows:
        return None
    chances = forest.chances_at(np.array([[*signs, 0.0] for _, signs in rows], np.float64))
    best = max(range(len(rows)), key=chances.__getitem__)
    return rows[best][0] if chances[best] >= LIKELY else None


def stand_for(pronouns: Pronouns, forest: Forest) -> Iterator[tuple[int, int]]:
    """Each pronoun with the entity that it most likely stands for; those for which nobody is likely enough are left
    out."""
    trees = forest.on(SIGNS)
    for pronoun in pronouns.numbers:
        entity = choose(pronouns.rows(pronoun), trees)
        pronouns.take(pronoun, entity)
        if entity is not None:
            yield pronoun, entity
