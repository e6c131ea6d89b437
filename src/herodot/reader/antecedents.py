"""Whom a description may stand for: what speaks for and against two groups of mentions being one, as signs.

One rule: the signs are the same for training and reading; trees learned in `training.antecedents` weigh them.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise

import numpy as np
from numpy.typing import NDArray

from herodot.reader.candidates import Spot
from herodot.reader.forest import AT_ONCE, Forest
from herodot.reader.links import LEAST, Link
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of
from herodot.reader.retold import stem
from herodot.values.places import country_of

FAMILY = {
    "Organization": "body",
    "PublicBody": "body",
    "Group": "group",
    "Person": "person",
    "Place": "place",
    "Work": "work",
}
KINDS = tuple(FAMILY)
SAME = 0.4
"""Least chance at which two groups become one."""
SAME_NAMED = 0.6
"""The same where both have a name."""
NEVER = 0.05
"""Two groups with a chance below it do not become one, whoever else joins them."""
RECENT = 12
"""Groups of one kind, those spoken of last, among which a definite description looks for its own."""
NOT_LINKED = math.log(LEAST / 2)
"""Log odds that stand for a link which was not kept."""
MOST_ALIKE = 12
"""Groups that share a word, the last ones, that are compared."""
LEAST_ROLE = 0.15
MANY = 60
"""Counts are told up to it."""
VICTIM = frozenset("killed wounded captured released target missing".split())
SMALL = frozenset(
    "the a an of in on at for to and or by with from 's ’s ' his her its their this that these those who ,".split()
)
DETERMINERS = {
    **dict.fromkeys(("the", "this", "that", "these", "those"), "definite"),
    **dict.fromkeys(("a", "an", "another", "some"), "indefinite"),
    **dict.fromkeys(("his", "her", "their", "its", "my", "our", "whose", "'s", "’s"), "owned"),
}
ARCS = frozenset("appos nmod compound nsubj conj nmod:poss flat obl parataxis acl:relcl".split())
MARKS = frozenset((",", "–", "-", "(", "—", ":"))
COUNTED = {word: str(n) for n, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
COUNTRY = frozenset("country nation state republic kingdom".split())
TOWN = frozenset("city town village capital hamlet settlement".split())
AREA = frozenset("province region district area department county island".split())
GENERIC = frozenset(
    "group organization organisation man men woman people person force forces official officials".split()
)

DETERMINED = ("definite", "indefinite", "owned", "counted", "bare")
TOGETHER = ("is", "touch", "inside", "mark", "arc", *(f"arc {relation}" for relation in sorted(ARCS)))
SIDE_SIGNS = ("named", "described", "mentions", "score", "country", "sentence", "words", "says")
_OF_A_SORT = (*dict.fromkeys(FAMILY.values()), *DETERMINED)
ONE_SIGNS = tuple(f"one {name}" for name in (*SIDE_SIGNS, *_OF_A_SORT))
OTHER_SIGNS = (
    *(f"other {name}" for name in (*SIDE_SIGNS, *_OF_A_SORT)),
    "kind", "plural", "other ever definite", "other generic", "other a country", "other a town", "other an area",
    "rivals",
)  # fmt: skip
WORD_SIGNS = (
    "one kind", "gap", "first gap", "head", "same number", "other number", "plural differs", "shared", "share",
    "other's head in one", "one's head in other", "other in one", "one in other", "one adds", "other adds", "both add",
)  # fmt: skip
LINK_SIGNS = (
    "same", "same, log odds", "same, mean", "same, times", "related", "shared role", "other role", "role in such",
    "role in any", "actor and victim",
)  # fmt: skip
PLACE_SIGNS = ("alike", "rank", "between")
MARGINS = ("same, log odds, margin", "alike, margin", "compared")
PAIR_SIGNS = (*WORD_SIGNS, *LINK_SIGNS, *PLACE_SIGNS, *MARGINS)
SIGNS = (*ONE_SIGNS, *OTHER_SIGNS, *PAIR_SIGNS, *TOGETHER)
"""What speaks for or against two groups being one, in the order of a row."""
_SORT = {name: n for n, name in enumerate(_OF_A_SORT)}
_TOGETHER = {name: n for n, name in enumerate(TOGETHER, len(SIGNS) - len(TOGETHER))}
_ODDS, _ALIKE = PAIR_SIGNS.index("same, log odds"), PAIR_SIGNS.index("alike")
_FIRST_MARGIN = PAIR_SIGNS.index(MARGINS[0])
_NAMED = SIGNS.index("one named"), SIGNS.index("other named")
_NO_ROLES = (0.0,) * 5
_NO_MARGINS = (0.0,) * len(MARGINS)

Row = tuple[int, int, Sequence[float] | NDArray[np.float64]]
"""Two groups worth comparing: their numbers, the earlier first, and their signs."""
_Pair = tuple[int, int, list[float]]
"""The same with `PAIR_SIGNS` only."""


@dataclass(slots=True)
class Group:
    """Mentions that surely stand for one entity, and what their words tell."""

    spots: list[int]
    kind: str
    named: bool
    described: bool
    heads: list[int]
    stems: set[str]
    words: set[str]
    others: set[str]
    """Words beside the governing ones."""
    governing: set[str]
    sentences: list[int]
    determiners: list[str]
    numbers: set[str]
    plural: float
    score: float
    country: bool

    @property
    def family(self) -> str:
        """Coarser than the kind: the tagger is often in two minds whether a body is public."""
        return FAMILY[self.kind]


def describe(parse: Parse, spots: Sequence[Spot], members: Sequence[int], kind: str) -> Group:
    """What the words of some mentions (numbers of spots, in order) tell."""
    words = parse.words
    heads = [head_of(parse, spots[n].start, spots[n].end) for n in members]
    governing = [words[h].text.lower() for h in heads]
    every = {words[k].text.lower() for n in members for k in range(spots[n].start, spots[n].end)} - SMALL
    others = every - set(governing)
    return Group(
        spots=list(members),
        kind=kind,
        named=any(spots[n].named for n in members),
        described=not all(spots[n].named for n in members),
        heads=heads,
        stems={stem(word) for word in governing},
        words=every,
        others=others,
        governing=every - others,
        sentences=[words[spots[n].start].sentence for n in members],
        determiners=[_determiner(parse, spots[n].start) for n in members],
        numbers={word for word in every if word.isdigit()} | {COUNTED[w] for w in every if w in COUNTED},
        plural=sum(w.endswith("s") or w in ("men", "people", "women", "police") for w in governing)
        / len(heads),
        score=max(spots[n].score for n in members),
        country=any(country_of(parse.text(spots[n].start, spots[n].end)) for n in members),
    )


def _determiner(parse: Parse, start: int) -> str:
    first = parse.words[start]
    before = parse.words[start - 1].text.lower() if start else ""
    for word in (first.text.lower(), before):
        if word in DETERMINERS:
            return DETERMINERS[word]
    return "counted" if first.pos == "NUM" else "bare"


@dataclass(slots=True)
class _Linked:
    """What the network says of pairs of groups (earlier first), of groups in events and as speakers."""

    same: dict[tuple[int, int], dict[tuple[int, int], float]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    related: dict[tuple[int, int], float] = field(default_factory=dict)
    roles: dict[int, dict[tuple[int, str], float]] = field(default_factory=lambda: defaultdict(dict))
    kinds: dict[int, dict[tuple[str, str], float]] = field(default_factory=lambda: defaultdict(dict))
    says: dict[int, float] = field(default_factory=dict)


def compare(
    parse: Parse, spots: Sequence[Spot], links: Sequence[Link], groups: Sequence[Group]
) -> Iterator[Row]:
    """Every two groups worth comparing, by the later one. Linear in the groups, for one kind's recent ones are few."""
    group_of = {n: g for g, group in enumerate(groups) for n in group.spots}
    linked = _linked(spots, links, group_of)
    arcs = _arcs(parse, spots, groups, group_of)
    vectors = _vectors(parse, groups)
    families = Counter(group.family for group in groups)
    says = linked.says
    one_sides = np.array([_as_one(group, says.get(g, 0.0)) for g, group in enumerate(groups)])
    other_sides = np.array(
        [_as_other(group, says.get(g, 0.0), families[group.family]) for g, group in enumerate(groups)]
    )
    pairs = _pairs(groups, linked, vectors, _worth(spots, groups, linked))
    pair_start = len(ONE_SIGNS) + len(OTHER_SIGNS)
    while some := list(islice(pairs, AT_ONCE)):
        rows = np.zeros((len(some), len(SIGNS)))
        rows[:, : len(ONE_SIGNS)] = one_sides[[one for one, _, _ in some]]
        rows[:, len(ONE_SIGNS) : pair_start] = other_sides[[other for _, other, _ in some]]
        rows[:, pair_start : pair_start + len(PAIR_SIGNS)] = [signs for *_, signs in some]
        for (one, other, _), row in zip(some, rows, strict=True):
            for name in arcs.get((one, other), ()):
                row[_TOGETHER[name]] = 1.0
            yield one, other, row


def _pairs(
    groups: Sequence[Group],
    linked: _Linked,
    vectors: NDArray[np.float32],
    worth: dict[tuple[int, int], int],
) -> Iterator[_Pair]:
    """The pairs by the later group, then the earlier one."""
    places: list[int] = []
    before: Counter[str] = Counter()
    for group in groups:
        places.append(before[group.family])
        before[group.family] += 1
    ordered = sorted((other, one, rank) for (one, other), rank in worth.items())
    for other, found in groupby(ordered, key=lambda pair: pair[0]):
        second, vector, pairs = groups[other], vectors[other], []
        for _, one, rank in found:
            first = groups[one]
            between = min(places[other] - places[one] - 1, MANY) if first.family == second.family else 0
            signs = [
                *_word_signs(first, second), *_link_signs(linked, one, other),
                float(vectors[one] @ vector), rank, between, *_NO_MARGINS,
            ]  # fmt: skip
            pairs.append((one, other, signs))
        _margins(pairs)
        yield from pairs


def _as_one(group: Group, says: float) -> list[float]:
    """In the order of `ONE_SIGNS`."""
    sort = [0.0] * len(_SORT)
    sort[_SORT[group.family]] = sort[_SORT[group.determiners[0]]] = 1.0
    return [
        group.named, group.described, math.log(len(group.spots)), group.score, group.country,
        math.log1p(group.sentences[0]), len(group.words), says, *sort,
    ]  # fmt: skip


def _as_other(group: Group, says: float, rivals: int) -> list[float]:
    """In the order of `OTHER_SIGNS`; `rivals` is the number of groups of its family."""
    heads = group.governing
    return [
        *_as_one(group, says), KINDS.index(group.kind), group.plural, "definite" in group.determiners,
        *(not heads.isdisjoint(known) for known in (GENERIC, COUNTRY, TOWN, AREA)), min(rivals, MANY),
    ]  # fmt: skip


def _linked(spots: Sequence[Spot], links: Sequence[Link], group_of: dict[int, int]) -> _Linked:
    found = _Linked()
    for link in links:
        one, other = group_of.get(link.subject), group_of.get(link.value)
        if one is not None and other is not None:
            if one == other:
                continue
            pair = (min(one, other), max(one, other))
            if link.label == "same":
                mentions = (min(link.subject, link.value), max(link.subject, link.value))
                scores = found.same[pair]
                scores[mentions] = scores.get(mentions, 0.0) + link.score / 2
            elif link.label in ("says", "passes"):
                found.says[one] = max(link.score, found.says.get(one, 0.0))
            else:
                found.related[pair] = max(link.score, found.related.get(pair, 0.0))
        elif other is not None and link.score >= LEAST_ROLE and spots[link.subject].event_type:
            event = link.subject, link.label
            found.roles[other][event] = max(link.score, found.roles[other].get(event, 0.0))
            such = link.label, spots[link.subject].event_type
            found.kinds[other][such] = max(link.score, found.kinds[other].get(such, 0.0))
        elif one is not None and link.label in ("says", "passes"):
            found.says[one] = max(link.score, found.says.get(one, 0.0))
    return found


def _worth(spots: Sequence[Spot], groups: Sequence[Group], linked: _Linked) -> dict[tuple[int, int], int]:
    """Pairs of groups worth comparing, the earlier first, and how many of the kind were spoken of in between."""
    order = sorted((n, g) for g, group in enumerate(groups) for n in group.spots)
    first = {group.spots[0]: g for g, group in enumerate(groups)}
    last_of_kind: dict[str, dict[int, None]] = defaultdict(dict)
    by_word: dict[str, list[int]] = defaultdict(list)
    worth: dict[tuple[int, int], int] = {}
    for n, g in order:
        group = groups[g]
        recent = last_of_kind[group.kind]
        if n in first:
            lately = list(reversed(recent))[:RECENT]
            ranks = {other: rank for rank, other in enumerate(lately)}
            definite = "definite" in group.determiners and group.described
            near = {
                other
                for other in lately
                if definite or ("definite" in groups[other].determiners and groups[other].described)
            }
            for word in group.words:
                near.update(by_word[word][-MOST_ALIKE:])
            for other in near:
                if _of_one_sort(groups[other], group):
                    worth[other, g] = ranks.get(other, RECENT)
            for word in group.words:
                by_word[word].append(g)
        recent.pop(g, None)
        recent[g] = None
    for pair in linked.same:
        worth.setdefault(pair, RECENT)
    return worth


def _of_one_sort(one: Group, other: Group) -> bool:
    return one.family == other.family or {one.family, other.family} == {"body", "group"}


def _arcs(
    parse: Parse, spots: Sequence[Spot], groups: Sequence[Group], group_of: dict[int, int]
) -> dict[tuple[int, int], set[str]]:
    """How two groups hang together somewhere: an arc of the tree, a mark between, side by side, one in the other."""
    words = parse.words
    by_head: dict[int, int] = {}
    for g, group in enumerate(groups):
        for head in group.heads:
            by_head.setdefault(head, g)
    copulas = {word.head for word in words if word.relation == "cop"}
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for g, group in enumerate(groups):
        for head in group.heads:
            word = words[head]
            other = by_head.get(word.head)
            if other is not None and other != g:
                pair = (min(g, other), max(g, other))
                found[pair].add(f"arc {word.relation}" if word.relation in ARCS else "arc")
                if word.relation.startswith("nsubj") and word.head in copulas:
                    found[pair].add("is")
    for one, other in pairwise(sorted(group_of)):
        a, b = group_of[one], group_of[other]
        if a != b:
            gap = spots[other].start - spots[one].end
            if gap <= 0:
                found[min(a, b), max(a, b)].add("touch" if not gap else "inside")
            elif gap == 1 and words[spots[one].end].text in MARKS:
                found[min(a, b), max(a, b)].add("mark")
    return found


def _vectors(parse: Parse, groups: Sequence[Group]) -> NDArray[np.float32]:
    """The mean of the encoder's vectors at each group's governing words, centred and of length one, [groups, D]."""
    if not groups or not parse.windows:
        return np.zeros((len(groups), 1), np.float32)
    starts = [window.start for window in parse.windows]
    rows = []
    for group in groups:
        own = []
        for head in group.heads[:MANY]:
            n = bisect_right(starts, head) - 1
            own.append(parse.hidden[n][parse.windows[n].first[head - starts[n]]])
        rows.append(own[0] if len(own) == 1 else np.mean(own, axis=0, dtype=np.float32))
    vectors = np.stack(rows).astype(np.float32)
    vectors -= vectors.mean(axis=0)
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6), np.float32)


def _word_signs(one: Group, other: Group) -> tuple[float, ...]:
    """In the order of `WORD_SIGNS`."""
    gap, first_gap = _gaps(one.sentences, other.sentences)
    numbers = bool(one.numbers and other.numbers)
    same_number = numbers and not one.numbers.isdisjoint(other.numbers)
    shared = len(one.words & other.words)
    adds = len(one.others - other.words)
    others = len(other.others - one.words)
    return (
        one.kind == other.kind, gap, first_gap, not one.stems.isdisjoint(other.stems), same_number,
        numbers and not same_number, abs(one.plural - other.plural), shared,
        shared / max(1, len(one.words) + len(other.words) - shared), not other.governing.isdisjoint(one.words),
        not one.governing.isdisjoint(other.words), other.words <= one.words, one.words <= other.words, adds, others,
        adds > 0 and others > 0,
    )  # fmt: skip


def _gaps(one: Sequence[int], other: Sequence[int]) -> tuple[int, int]:
    """Sentences between the nearest mentions of both (of the other's first ones), and back from the other's first."""
    if len(one) == len(other) == 1:
        back = other[0] - one[0]
        return min(abs(back), MANY), min(back, MANY)
    nearest = min(abs(a - b) for b in other[:RECENT] for a in _around(one, b))
    return min(nearest, MANY), min(other[0] - _around(one, other[0])[0], MANY)


def _around(sentences: Sequence[int], at: int) -> Sequence[int]:
    """The last sentence up to `at` and the first behind it."""
    n = bisect_right(sentences, at)
    return sentences[max(n - 1, 0) : n + 1]


def _link_signs(linked: _Linked, one: int, other: int) -> tuple[float, ...]:
    """In the order of `LINK_SIGNS`."""
    scores = linked.same.get((one, other))
    best, odds, mean, times = 0.0, NOT_LINKED, 0.0, 0
    if scores:
        best = min(max(scores.values()), 0.999)
        odds, mean, times = math.log(best / (1 - best)), sum(scores.values()) / len(scores), len(scores)
    roles: tuple[float, ...] = _NO_ROLES
    mine, theirs = linked.roles.get(one), linked.roles.get(other)
    if mine and theirs:
        shared = max((min(s, theirs[k]) for k, s in mine.items() if k in theirs), default=0.0)
        apart = (min(s, t) for (e, r), s in mine.items() for (f, q), t in theirs.items() if e == f and r != q)
        roles = (shared, max(apart, default=0.0), *_kind_signs(linked.kinds[one], linked.kinds[other]))
    related = linked.related.get((one, other), 0.0)
    return (best, odds, mean, times, related, *roles)


def _kind_signs(
    mine: dict[tuple[str, str], float], theirs: dict[tuple[str, str], float]
) -> tuple[float, float, float]:
    """Roles in events of one type that both have, in whatever events, and one the actor and the other the victim."""
    clash = (
        min(s, t)
        for (role, kind), s in mine.items()
        for (other, same), t in theirs.items()
        if kind == same and ((role == "actor" and other in VICTIM) or (other == "actor" and role in VICTIM))
    )
    alike = (min(s, t) for (role, _), s in mine.items() for (other, _), t in theirs.items() if role == other)
    such = (min(s, theirs[k]) for k, s in mine.items() if k in theirs)
    return max(such, default=0.0), max(alike, default=0.0), max(clash, default=0.0)


def _margins(pairs: Sequence[_Pair]) -> None:
    """How far each of one group's pairs is before its best other one, or behind it."""
    for place, column in enumerate((_ODDS, _ALIKE)):
        scores = sorted((signs[column] for *_, signs in pairs), reverse=True)
        best, second = scores[0], scores[1] if len(scores) > 1 else -1.0
        for *_, signs in pairs:
            signs[_FIRST_MARGIN + place] = signs[column] - (best if signs[column] < best else second)
    for *_, signs in pairs:
        signs[_FIRST_MARGIN + 2] = float(len(pairs))


def unite(rows: Iterable[Row], forest: Forest, groups: int) -> list[list[int]]:
    """Entities from `groups` groups (by number), likeliest pairs first; none whose members are surely apart, and no two
    names through a description alone."""
    least: dict[int, dict[int, float]] = defaultdict(dict)
    named: set[int] = set()
    likely = []
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        table = np.array([signs for *_, signs in some])
        names = (table[:, _NAMED] > 0).tolist()
        chances = forest.chances_of(SIGNS, table)
        for (one, other, _), (one_named, other_named), chance in zip(some, names, chances, strict=True):
            least[one][other] = least[other][one] = chance
            named.update(g for g, own in ((one, one_named), (other, other_named)) if own)
            both = one_named and other_named
            if chance >= (SAME_NAMED if both else SAME):
                likely.append((-chance, one, other, both))
    entities = {g: [g] for g in range(groups)}
    home = dict(entities)
    for _, one, other, names in sorted(likely):
        a, b = home[one][0], home[other][0]
        if a == b or least[a].get(b, 1.0) < NEVER or (a in named and b in named and not names):
            continue
        for g in entities.pop(b):
            home[g] = entities[a]
            entities[a].append(g)
        named |= {a} if b in named else set()
        for c, known in least.pop(b).items():
            least[a][c] = least[c][a] = min(known, least[a].get(c, 1.0))
    return list(entities.values())
