"""Who says what stands at a place of a text: chains of sources from the outlet inward.

One rule: every link is a mention in the text, or the agency or station whose words the article or its section is; where
nobody is likely enough, the words are the outlet's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from herodot.reader.acts import Act
from herodot.reader.attribution import Quote
from herodot.reader.candidates import ARTICLES, Spot
from herodot.reader.cast import OUTLET, Cast
from herodot.reader.floor import Floor
from herodot.reader.forest import Forest, read_forest
from herodot.reader.links import Link
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of
from herodot.reader.sections import Houses
from herodot.reader.speakers import Candidates, Speakers

PASSES = 0.5
"""Least probability of the network's word that somebody passes on what another says."""
MOST_LINKS = 4
"""Links of a chain behind the outlet and its agency."""
BODIES = frozenset(("Organization", "PublicBody", "Person"))
AUTHOR_REACH, NEAR = 8, 6
"""Words and spots around a document in which the body behind it is looked for."""
LEAN = 0.6
"""What the outlet has ahead of all others: words given to a wrong source are worse than words left to the outlet, and
held-out worlds lose nothing by it."""
DENIES = frozenset("deny denies denied denying".split())


@cache
def trees() -> Forest:
    """The shipped trees of `voices.npz`: what a candidate's signs weigh; the likeliest has the greatest sum."""
    return read_forest((files("herodot.reader") / "voices.npz").read_bytes())


class Voices:
    """Who says what stands at some spots, by the network's links, the attribution spans and the grammar together."""

    def __init__(
        self,
        parse: Parse,
        spots: Sequence[Spot],
        links: Sequence[Link],
        quotes: Sequence[Quote],
        cast: Cast,
        houses: Houses,
    ) -> None:
        """`houses` are those whose article the whole report or a section of it is."""
        self._parse, self._spots, self._cast, self._houses = parse, spots, cast, houses
        self._entity_of = cast.of_spot.get
        self._floor = Floor(parse, spots, links, quotes, cast, houses)
        self._speakers = Speakers(self._floor)
        self._passes: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for link in links:
            if link.label == "passes" and link.score >= PASSES:
                outer, inner = self._entity_of(link.subject), self._entity_of(link.value)
                if outer and inner and outer != inner:
                    self._passes[inner].append((link.score, outer))
        self._authors: dict[str, str] = {}
        self._spots_of: dict[str, list[int]] = defaultdict(list)
        self._roots: dict[tuple[tuple[int, ...], str], tuple[str, Act | None] | None] = {}

    def chain(self, sides: Sequence[int], property_: str = "") -> tuple[str, ...]:
        """The chain for what is said at the spots `sides`, the outlet first, the root last."""
        front = self._houses.front(self._speakers.anchor(sides)) if sides else (OUTLET,)
        found = self._root(sides, property_)
        if found is None or found[0] in front:
            return front
        root, act = found
        inner = [self._author(root)]
        if inner[0] in front:
            return front
        for medium in act.media if act else ():
            entity = self._entity_of(medium)
            if entity and entity not in (*inner, *front):
                inner.insert(0, entity)
        for outer_source in self._outer(act):
            if outer_source not in (*inner, *front):
                inner.insert(0, outer_source)
        while len(inner) < MOST_LINKS:
            outer = max(self._passes.get(inner[0], ()), default=None)
            if outer is None or outer[1] in (*inner, *front):
                break
            inner.insert(0, outer[1])
        return (*front, *inner)

    def choose(self, asked: Sequence[tuple[Sequence[int], str]]) -> None:
        """Finds the roots of many `(sides, property)` at once, which is quicker than one by one."""
        new = list(dict.fromkeys((tuple(s), p) for s, p in asked if s and (tuple(s), p) not in self._roots))
        rows = [self._speakers.candidates(*key) for key in new]
        sums = iter(trees().sums([row for found in rows for row, _ in found.values()]))
        for key, found in zip(new, rows, strict=True):
            scored = [
                (next(sums) + LEAN * (entity == OUTLET), entity, act) for entity, (_, act) in found.items()
            ]
            _, entity, act = max(scored, key=lambda s: s[0])
            self._roots[key] = None if entity == OUTLET else (entity, act)

    def anchor(self, sides: Sequence[int]) -> int:
        """The word over some spots that the others hang on."""
        return self._speakers.anchor(sides)

    def candidates(self, sides: Sequence[int], property_: str = "") -> Candidates:
        """Everybody who might say what stands at `sides`, with their signs: see `Speakers`."""
        return self._speakers.candidates(sides, property_)

    def forget(self) -> None:
        """Forgets whom it chose: for other trees."""
        self._roots.clear()

    def _author(self, source: str) -> str:
        """The body behind a document that names it ("the ministry's statement", "a release by the army"), else the
        source itself."""
        if source not in self._authors:
            self._authors[source] = self._find_author(source) or source
        return self._authors[source]

    def _find_author(self, source: str) -> str | None:
        if not self._spots_of:
            for n in range(len(self._spots)):
                self._spots_of[self._entity_of(n) or ""].append(n)
        mine = self._spots_of[source]
        papers = [n for n in mine if self._spots[n].kind == "Work"]
        if len(papers) * 2 < len(mine):
            return None
        words = self._parse.words
        for n in papers:
            top = head_of(self._parse, self._spots[n].start, self._spots[n].end)
            for m, spot in enumerate(self._spots[max(n - NEAR, 0) : n + NEAR], max(n - NEAR, 0)):
                if spot.kind not in BODIES or abs(spot.start - top) > AUTHOR_REACH:
                    continue
                word = words[head_of(self._parse, spot.start, spot.end)]
                author = self._entity_of(m)
                if word.head != top or author in (None, source):
                    continue
                before = words[spot.start - 1].text.lower() if spot.start else ""
                if before in ARTICLES and spot.start > 1:
                    before = words[spot.start - 2].text.lower()
                own = word.relation in ("compound", "nmod:poss") or before in ("by", "from")
                if own or (before == "of" and spot.kind != "Person"):
                    return author
        return None

    def _outer(self, act: Act | None) -> list[str]:
        """Who says that somebody says: sources of the acts of saying that govern an act, the nearest first."""
        if act is None:
            return []
        words = self._parse.words
        by_cue = {a.cue: a for a in self._floor.here(act) if a.kind == "says"}
        path = [act.cue, *self._floor.above(act.cue)]
        sources = [
            by_cue[head].source
            for word, head in pairwise(path)
            if head in by_cue and words[word].relation == "ccomp"
        ]
        return [e for n in sources if n is not None and (e := self._entity_of(n))]

    def speaker(self, spot: int) -> str | None:
        """Who a pronoun of the first person at `spot` is: the root of the words it stands in; `None` for the outlet."""
        found = self._root((spot,))
        return found[0] if found else None

    def denied(self, sides: Sequence[int], property_: str = "") -> bool:
        """Whether the root says it by denying it."""
        found = self._root(sides, property_)
        act = found[1] if found else None
        if act is None or self._parse.words[act.cue].text.lower() not in DENIES:
            return False
        return act.cue in self._floor.above(self._speakers.anchor(sides))

    def _root(self, sides: Sequence[int], property_: str = "") -> tuple[str, Act | None] | None:
        """The likeliest source and the act by which it says it; `None` where the outlet is likelier."""
        key = (tuple(sides), property_)
        if sides and key not in self._roots:
            self.choose([key])
        return self._roots[key] if sides else None
