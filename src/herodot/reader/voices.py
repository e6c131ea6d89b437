"""Who says what stands at a place of a text: chains of sources from the outlet inward.

One rule: every link is a mention in the text or the agency of the whole article; where nobody is likely enough, the
words are the outlet's own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log

from herodot.reader.acts import Act, find_acts, lexicon
from herodot.reader.attribution import Quote
from herodot.reader.candidates import ARTICLES, Spot
from herodot.reader.links import Link
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of

PASSES = 0.5
"""Least probability of the network's word that somebody passes on what another says."""
BACK, AHEAD = 5, 2
"""Sentences before and behind a place in which its voice is looked for."""
REACH = 400
"""Words before and behind a place beyond which nothing is looked at, however long the sentences."""
MOST_LINKS = 4
"""Links of a chain behind the outlet and its agency."""
BODIES = frozenset(("Organization", "PublicBody", "Person"))
AUTHOR_REACH, NEAR = 8, 6
"""Words and spots around a document in which the body behind it is looked for."""
DENIES = frozenset("deny denies denied denying".split())
FAINT = 0.04
"""The probability that stands for a link which the network did not keep."""
ARCS = ("ccomp", "xcomp", "obj", "obl", "advcl", "conj", "parataxis", "nsubj", "acl", "appos")
BACKGROUND = {
    "where": frozenset(("located_in",)),
    "who": frozenset(
        "age nationality born_in born_on lives_in occupation also_known_as spouse_of parent_of sibling_of "
        "relative_of".split()
    ),
    "office": frozenset(
        "leader_of deputy_leader_of commander_of spokesperson_for official_of member_of founder_of branch_of "
        "based_in".split()
    ),
}
"""Properties that mostly say who somebody is or where a place lies: the outlet's own words more often than others."""
OPENING, CLOSING, PLAIN = "“«", "”»", '"'


class Voices:
    """Who says what stands at some spots, by the network's links, the attribution spans and the grammar together."""

    def __init__(
        self,
        parse: Parse,
        spots: Sequence[Spot],
        links: Sequence[Link],
        quotes: Sequence[Quote],
        entity_of: Callable[[int], str | None],
        agency: str | None = None,
    ) -> None:
        """`entity_of` gives the entity of a spot, pronouns included, `None` where it stands for nobody known;
        `agency` is the house whose article the whole report is."""
        self._parse, self._spots, self._entity_of, self._agency = parse, spots, entity_of, agency
        self._acts = find_acts(parse, spots)
        self._cues = [a.cue for a in self._acts]
        self._act_sentences = [parse.words[a.cue].sentence for a in self._acts]
        self._shares = _shares(self._acts, entity_of)
        self._paragraphs = paragraph_numbers(parse)
        self._first = [number == 0 for number in self._paragraphs]
        self._quotes = sorted(quotes, key=lambda q: q.start)
        self._quote_starts = [q.start for q in self._quotes]
        self._marked = quoted_words(parse)
        self._says: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self._passes: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for link in links:
            if link.label == "says":
                self._says[link.value].append((link.score, link.subject))
            elif link.label == "passes" and link.score >= PASSES:
                outer, inner = entity_of(link.subject), entity_of(link.value)
                if outer and inner and outer != inner:
                    self._passes[inner].append((link.score, outer))
        self._weights: dict[str, float] = lexicon()["weights"]
        self._authors: dict[str, str] = {}
        self._spots_of: dict[str, list[int]] = defaultdict(list)
        self._roots: dict[tuple[tuple[int, ...], str], tuple[str, Act | None] | None] = {}

    def chain(self, outlet: str, sides: Sequence[int], property_: str = "") -> tuple[str, ...]:
        """The chain for what is said at the spots `sides`, the outlet first, the root last."""
        front = (outlet,) if self._agency in (None, outlet) else (outlet, str(self._agency))
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

    def forget(self) -> None:
        """Forgets whom it chose: for other weights."""
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
        by_cue = {a.cue: a for a in self._here(act) if a.kind == "says"}
        path = [act.cue, *self._above(act.cue)]
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
        return act.cue in self._above(self._anchor(sides))

    def candidates(
        self, sides: Sequence[int], property_: str = ""
    ) -> dict[str, tuple[dict[str, float], Act | None]]:
        """Everybody who might say what stands at `sides`, with what speaks for and against each."""
        anchor = self._anchor(sides)
        found: dict[str, tuple[dict[str, float], Act | None]] = {}
        self._add_acts(found, sides, anchor)
        self._add_quotes(found, sides)
        self._add_links(found, sides)
        marked = self._marked[anchor]
        own = {self._entity_of(n) for n in sides}
        background = self._background(sides, anchor)
        sort = next((name for name, known in BACKGROUND.items() if property_ in known), "")
        if sort:
            background |= {f"is {sort}": 1.0, f"is {sort} plain": float(not marked)}
        for entity, (row, _) in found.items():
            row["any"] = 1.0
            row["marked"] = float(marked)
            row["own"] = float(entity in own)
            row["share"] = self._shares.get(entity, 0.0)
            row["around"] = float("before 0" in row and "behind 0" in row)
            row["alone"] = float("before 0" in row and "goes on" in row) * self._shares.get(entity, 0.0)
            row |= background
            if marked and "act" in row:
                row["marked act"] = 1.0
            if "quote" in row and "act" in row:
                row["quote act"] = 1.0
        return found

    def _anchor(self, sides: Sequence[int]) -> int:
        start = min(self._spots[n].start for n in sides)
        return head_of(self._parse, start, max(self._spots[n].end for n in sides))

    def _background(self, sides: Sequence[int], anchor: int) -> dict[str, float]:
        """What makes words more likely the outlet's own whoever speaks around them: appositions, asides, what a mere
        phrase says."""
        words = self._parse.words
        start = min(self._spots[n].start for n in sides)
        end = max(self._spots[n].end for n in sides)
        path = [anchor, *self._above(anchor)]
        arcs = {words[n].relation for n in path[:8]}
        plain = not any(words[n].pos in ("VERB", "AUX") for n in range(start, end))
        event = any(self._spots[n].kind == "Event" for n in sides)
        marked = self._marked[anchor]
        return {
            "title": float(self._first[anchor]),
            "event": float(event),
            "phrase": float(plain and not event and not marked),
            "event phrase": float(plain and event and not marked),
            "apposition": float(not marked and "appos" in arcs),
            "relative": float(not marked and "acl:relcl" in arcs),
            "adjunct": float(not marked and bool(arcs & {"advcl", "acl"})),
            "bracket": float(
                not marked and any(words[n].text in "(–—" for n in range(max(start - 2, 0), end))
            ),
        }

    def _root(self, sides: Sequence[int], property_: str = "") -> tuple[str, Act | None] | None:
        """The likeliest source and the act by which it says it; `None` where the outlet is likelier."""
        key = (tuple(sides), property_)
        if key not in self._roots:
            self._roots[key] = self._find_root(sides, property_) if sides else None
        return self._roots[key]

    def _find_root(self, sides: Sequence[int], property_: str) -> tuple[str, Act | None] | None:
        best: tuple[float, str, Act | None] | None = None
        for entity, (row, act) in self.candidates(sides, property_).items():
            score = sum([self._weights.get(name, 0.0) * value for name, value in row.items()])
            if score > 0 and (best is None or score > best[0]):
                best = (score, entity, act)
        return (best[1], best[2]) if best else None

    def _add_acts(
        self, found: dict[str, tuple[dict[str, float], Act | None]], sides: Sequence[int], anchor: int
    ) -> None:
        """Acts in the sentence, the innermost that governs the anchor first, the last before and the next behind."""
        words = self._parse.words
        here = words[anchor].sentence
        first = max(bisect_left(self._act_sentences, here - BACK), bisect_left(self._cues, anchor - REACH))
        stop = min(bisect_right(self._act_sentences, here + AHEAD), bisect_right(self._cues, anchor + REACH))
        above = {cue: depth for depth, cue in enumerate(self._above(anchor))}
        near = sorted(
            range(first, stop),
            key=lambda n: (
                abs(self._act_sentences[n] - here),
                above.get(self._acts[n].cue, 99),
                abs(self._acts[n].cue - anchor),
            ),
        )
        seen: set[tuple[str, str]] = set()
        between = {"before": 0, "here": 0, "behind": 0}
        for n in near:
            act = self._acts[n]
            entity = self._entity_of(act.source) if act.source is not None else None
            where = "here" if self._act_sentences[n] == here else "before" if act.cue < anchor else "behind"
            rank = between[where]
            between[where] += 1
            if entity is None or (entity, where) in seen:
                continue
            seen.add((entity, where))
            row, old = found.get(entity, ({}, None))
            found[entity] = (row, old or act)
            row["act"] = 1.0
            others = [side for side in sides if self._entity_of(side) != entity] or sides
            self._describe(row, act, others, where, min(rank, 2))

    def _above(self, word: int) -> list[int]:
        """The words over a word in the tree, the nearest first, itself not counted."""
        found: list[int] = []
        while self._parse.words[word].head != word and len(found) < 20:
            word = self._parse.words[word].head
            found.append(word)
        return found

    def _describe(self, row: dict[str, float], act: Act, sides: Sequence[int], where: str, rank: int) -> None:
        """What an act at that place says of whose words the sides are, the source itself not counted as one."""
        words, anchor = self._parse.words, self._anchor(sides)
        row[f"{where} {rank}"] = 1.0
        row[f"{where} {act.kind}"] = 1.0
        row[f"{where} pronoun"] = float(act.source is not None and self._spots[act.source].kind == "pronoun")
        apart = abs(words[act.cue].sentence - words[anchor].sentence)
        if where == "here":
            row[f"here {self._arc(act.cue, anchor)}"] = 1.0
            row[f"here {self._place(act, anchor)}"] = 1.0
            row["here inside"] = float(
                any(self._spots[n].start <= act.cue < self._spots[n].end for n in sides)
                or min(self._spots[n].start for n in sides)
                <= act.cue
                < max(self._spots[n].end for n in sides)
            )
        else:
            same = self._paragraphs[act.cue] == self._paragraphs[anchor]
            row[f"{where} {min(apart, 3)} {'same' if same else 'other'}"] = 1.0
            if where == "before" and rank == 0 and self._goes_on(anchor):
                row["goes on"] = 1.0
            if self._marked[anchor]:
                row[f"{where} marked {'same' if same else 'other'}"] = 1.0

    def _goes_on(self, anchor: int) -> bool:
        """Whether the sentence has no act of its own, so that a voice before it may go on."""
        sentence = self._parse.words[anchor].sentence
        n = bisect_left(self._act_sentences, sentence)
        return n == len(self._acts) or self._act_sentences[n] != sentence

    def _place(self, act: Act, anchor: int) -> str:
        """Where the cue stands to the anchor: `tail` ends the sentence, `that` and `mark` lead to a clause before it,
        `cut` has another act between; else `before` or `after`."""
        words = self._parse.words
        if act.cue > anchor:
            rest = sum(
                1
                for n in range(act.cue + 1, min(act.cue + 12, len(words)))
                if words[n].sentence == words[act.cue].sentence
                and words[n].pos not in ("PUNCT", "PROPN", "NOUN", "DET")
            )
            return "tail" if rest < 3 else "after"
        if any(a.source is not None and act.cue < a.cue < anchor for a in self._here(act)):
            return "cut"
        for n in range(act.cue + 1, min(anchor, act.cue + REACH)):
            if words[n].text.lower() == "that" and words[n].pos == "SCONJ":
                return "that"
            if words[n].text in ',:“"':
                return "mark"
        return "before"

    def _here(self, act: Act) -> Sequence[Act]:
        """The acts of an act's sentence."""
        sentence = self._parse.words[act.cue].sentence
        return self._acts[
            bisect_left(self._act_sentences, sentence) : bisect_right(self._act_sentences, sentence)
        ]

    def _arc(self, cue: int, anchor: int) -> str:
        """How the anchor hangs on the cue: the arc by which its branch reaches it, `over` where the cue hangs on the
        anchor's clause, else `apart`."""
        words, n = self._parse.words, anchor
        for _ in range(20):
            if n == cue:
                return "self"
            head = words[n].head
            if head == cue:
                arc = words[n].relation.split(":")[0]
                return arc if arc in ARCS else "other"
            if head == n:
                break
            n = head
        n = cue
        for _ in range(20):
            head = words[n].head
            if head == n:
                break
            if words[n].relation.split(":")[0] in ("parataxis", "acl", "advcl", "ccomp"):
                return f"over {words[n].relation.split(':')[0]}"
            n = head
        return "apart"

    def _add_quotes(
        self, found: dict[str, tuple[dict[str, float], Act | None]], sides: Sequence[int]
    ) -> None:
        """Contents of the attribution head that hold all or some of the sides."""
        start = min(self._spots[n].start for n in sides)
        end = max(self._spots[n].end for n in sides)
        for n in range(bisect_left(self._quote_starts, end) - 1, -1, -1):
            quote = self._quotes[n]
            if quote.start < start - REACH:
                break
            if quote.source is None or quote.end <= start:
                continue
            entity = self._entity_of(quote.source)
            if entity:
                row = found.setdefault(entity, ({}, None))[0]
                row["quote" if quote.start <= start and end <= quote.end else "part quote"] = 1.0

    def _add_links(self, found: dict[str, tuple[dict[str, float], Act | None]], sides: Sequence[int]) -> None:
        """The network's word, as log odds above that of a link it did not keep: the best and the mean over sides."""
        totals: dict[str, dict[int, float]] = defaultdict(dict)
        for side in sides:
            for score, subject in self._says[side]:
                entity = self._entity_of(subject)
                if entity:
                    totals[entity][side] = max(totals[entity].get(side, 0.0), _odds(score))
        for entity, odds in totals.items():
            row = found.setdefault(entity, ({}, None))[0]
            row["says most"] = max(odds.values())
            row["says mean"] = sum(odds.values()) / len(sides)


def _shares(acts: Sequence[Act], entity_of: Callable[[int], str | None]) -> dict[str, float]:
    """For each source its share of a text's acts of saying, those of nobody known counted with."""
    said = [a for a in acts if a.kind in ("says", "according")]
    counts = Counter(entity_of(a.source) for a in said if a.source is not None)
    return {entity: count / (len(said) + 2) for entity, count in counts.items() if entity}


def _odds(score: float) -> float:
    score = min(score, 0.99)
    return log(score / (1 - score)) - log(FAINT / (1 - FAINT))


def quoted_words(parse: Parse) -> list[bool]:
    """For each word whether it stands inside quotation marks; an opening mark that a paragraph does not close holds
    to its end."""
    found: list[bool] = []
    inside = False
    for n, word in enumerate(parse.words):
        if n and "\n" in parse.body[parse.words[n - 1].end : word.start]:
            inside = False
        if word.text in OPENING or (word.text == PLAIN and not inside):
            inside = True
        elif word.text in CLOSING or word.text == PLAIN:
            inside = False
        found.append(inside)
    return found


def paragraph_numbers(parse: Parse) -> list[int]:
    """The number of each word's paragraph."""
    found: list[int] = []
    number = 0
    for n, word in enumerate(parse.words):
        if n and "\n" in parse.body[parse.words[n - 1].end : word.start]:
            number += 1
        found.append(number)
    return found
