"""Who has the floor in a report, sentence by sentence: acts of saying, mentions, links and contents, by entity.

One rule: everything is counted once for a report; nothing here weighs anything.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from herodot.reader.acts import Act, find_acts
from herodot.reader.attribution import Quote
from herodot.reader.candidates import Spot
from herodot.reader.cast import OUTLET, Cast
from herodot.reader.links import Link
from herodot.reader.parse import Parse
from herodot.reader.quoted import paragraph_numbers, quotations, quoted_words
from herodot.reader.sections import Houses, Section

FAINT = 0.04
"""The probability that stands for a link which the network did not keep."""
SPEAKERS = frozenset(("Person", "Organization", "PublicBody", "Group", "Work"))
"""Kinds of entities that may speak."""
MOST_SOURCES, MOST_NAMED = 3, 2
"""Sources with most acts, and speakers with most mentions, that may speak anywhere in a report."""
FIRST = frozenset("i we us our my me ours myself ourselves".split())


@dataclass(frozen=True, slots=True)
class Told:
    """An act in its sentence, with the entity that says it, `None` where nobody is known to."""

    sentence: int
    act: Act
    entity: str | None


class Floor:
    """A report by sentences and entities. Linear in the text."""

    def __init__(
        self,
        parse: Parse,
        spots: Sequence[Spot],
        links: Sequence[Link],
        quotes: Sequence[Quote],
        cast: Cast,
        houses: Houses,
    ) -> None:
        self.parse, self.spots, self.cast, self.houses = parse, spots, cast, houses
        self.entity_of: Callable[[int], str | None] = cast.of_spot.get
        words = parse.words
        self.told = [
            Told(words[a.cue].sentence, a, self.entity_of(a.source) if a.source is not None else None)
            for a in find_acts(parse, spots)
        ]
        self.cues = [t.act.cue for t in self.told]
        self.told_at = [t.sentence for t in self.told]
        self.marked = quoted_words(parse)
        self.paragraphs = paragraph_numbers(parse)
        self.sentences = words[-1].sentence + 1 if words else 0
        self._count_sentences()
        self._count_entities()
        self._count_links(links)
        self._count_quotes(quotes)

    def _count_sentences(self) -> None:
        """Where sentences begin and end, their paragraphs, quotations and words of the first person."""
        words = self.parse.words
        self.start = [0] * self.sentences
        self.end = [0] * self.sentences
        self.first_person = [False] * self.sentences
        for n in range(len(words) - 1, -1, -1):
            word = words[n]
            self.start[word.sentence] = n
            self.end[word.sentence] = max(self.end[word.sentence], n + 1)
            if not self.marked[n] and word.text.lower() in FIRST:
                self.first_person[word.sentence] = True
        self.paragraph = [self.paragraphs[n] for n in self.start]
        self.opener: dict[int, int] = {}
        for sentence, paragraph in enumerate(self.paragraph):
            self.opener.setdefault(paragraph, sentence)
        self.quotation: dict[int, tuple[int, int]] = {}
        for first, last in quotations(self.parse, self.marked):
            self.quotation |= dict.fromkeys(range(first, last + 1), (first, last))

    def _count_entities(self) -> None:
        """Acts and mentions of each entity, and who speaks most and is named most."""
        self.acts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.told_in: dict[int, list[Told]] = defaultdict(list)
        for n, told in enumerate(self.told):
            self.told_in[told.sentence].append(told)
            if told.entity:
                self.acts[told.entity].append((told.sentence, n))
        self.mentioned: dict[str, set[int]] = defaultdict(set)
        self.mentions: Counter[str] = Counter()
        for n, spot in enumerate(self.spots):
            entity = self.entity_of(n)
            if entity:
                self.mentioned[entity].add(self.parse.words[spot.start].sentence)
                self.mentions[entity] += 1
        said = [t for t in self.told if t.act.kind in ("says", "according")]
        counts = Counter(t.entity for t in said if t.entity)
        self.shares = {entity: count / (len(said) + 2) for entity, count in counts.items()}
        busy = sorted(self.acts, key=lambda e: -len(self.acts[e]))
        self.sources = busy[:MOST_SOURCES]
        able = [e for e in self.mentions if e != OUTLET and self.cast.kind(e) in SPEAKERS]
        self.named = sorted(able, key=lambda e: (-self.mentions[e], e))[:MOST_NAMED]

    def _count_links(self, links: Sequence[Link]) -> None:
        """For each spot who says it by the network, and by sentence how much of it each entity says."""
        self.says: dict[int, list[tuple[float, str]]] = defaultdict(list)
        for link in links:
            entity = self.entity_of(link.subject) if link.label == "says" else None
            if entity:
                self.says[link.value].append((link.score, entity))
        words = self.parse.words
        numbers = Counter(words[s.start].sentence for s in self.spots)
        self.linked: dict[int, dict[str, float]] = defaultdict(dict)
        for side, rows in self.says.items():
            sentence = words[self.spots[side].start].sentence
            best: dict[str, float] = {}
            for score, entity in rows:
                best[entity] = max(best.get(entity, 0.0), score)
            here = self.linked[sentence]
            for entity, score in best.items():
                here[entity] = here.get(entity, 0.0) + score / numbers[sentence]

    def _count_quotes(self, quotes: Sequence[Quote]) -> None:
        """The contents of the attribution head in order, and by sentence the share of it that is one's content."""
        self.quotes = sorted(quotes, key=lambda q: q.start)
        self.quote_starts = [q.start for q in self.quotes]
        self.content: dict[int, float] = defaultdict(float)
        self.quoted: dict[int, dict[str, float]] = defaultdict(dict)
        for quote in self.quotes:
            entity = self.entity_of(quote.source) if quote.source is not None else None
            for n in range(quote.start, quote.end):
                sentence = self.parse.words[n].sentence
                share = 1 / (self.end[sentence] - self.start[sentence])
                self.content[sentence] += share
                if entity:
                    self.quoted[sentence][entity] = self.quoted[sentence].get(entity, 0.0) + share

    def section(self, word: int) -> Section | None:
        """The section of a digest that a word stands in."""
        return next((s for s in self.houses.sections if s.start <= word < s.end), None)

    def here(self, act: Act) -> list[Act]:
        """The acts of an act's sentence."""
        return [t.act for t in self.told_in[self.parse.words[act.cue].sentence]]

    def above(self, word: int) -> list[int]:
        """The words over a word in the tree, the nearest first, itself not counted."""
        words = self.parse.words
        found: list[int] = []
        while words[word].head != word and len(found) < 20:
            word = words[word].head
            found.append(word)
        return found


def odds(score: float) -> float:
    """A link's log odds above those of one that the network did not keep."""
    score = min(score, 0.99)
    return log(score / (1 - score)) - log(FAINT / (1 - FAINT))
