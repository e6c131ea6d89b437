"""Everything in a text that may be a subject or a value: mentions, triggers, pronouns, dates, numbers, phrases.

One rule: a candidate is a span of words; what it stands for is decided later, by `coreference` and `events`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from herodot.reader.joints import whole
from herodot.reader.labels import Labels
from herodot.reader.mastheads import find_heads
from herodot.reader.pairs import Candidate, sort_of
from herodot.reader.parse import Parse, Tagged
from herodot.reader.phrases import children, core, head_of
from herodot.reader.things import find_things
from herodot.values.dates import DateValue
from herodot.values.numbers import NumberValue

PRONOUNS = {
    "he": "Person", "him": "Person", "his": "Person", "she": "Person", "her": "Person", "i": "speaker",
    "my": "speaker", "me": "speaker", "we": "speaker", "our": "speaker", "us": "speaker", "it": "thing",
    "its": "thing", "they": "many", "their": "many", "them": "many", "who": "any", "whom": "any", "whose": "any",
}  # fmt: skip
"""Each personal pronoun and what it may stand for."""
NAME_KINDS = {
    "Person": "Person", "Location": "Place", "Organization": "Organization", "Facility": "Place", "NORP": "Group",
}  # fmt: skip
"""Entity type for the kinds of the `names` head that the other heads may have missed."""
BODIES = ("Organization", "PublicBody")
LEAST_NAME, LEAST_MENTION = 0.6, 0.35
TELLING = ("NOUN", "VERB", "PROPN", "ADJ")
"""Parts of speech of words that mostly tell of events."""
TELLS_NOTHING = frozenset(
    "the a an this that these those his her its their my our had has have was were is are be been being "
    "multiple several many new further other another all more each every some any both".split()
)
"""Words that never tell of an event: what they hang on does."""
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
NOT_FIRST = frozenset(("the", "a", "an", "and", "or", "of", "'s", "’s", "'", "’"))
"""Words that no mention begins with."""
ARTICLES = frozenset(("a", "an", "the", "this", "that", "these", "those"))


@dataclass(slots=True)  # not frozen: a report has hundreds, and freezing triples what one costs
class Spot:
    """A candidate on the text's words. `event_type` is a name, empty for what is no event; `value` what a date, a
    number or a phrase says; `named` whether the words are a proper name."""

    start: int
    end: int
    kind: str
    event_type: str = ""
    score: float = 1.0
    named: bool = False
    date: DateValue | None = None
    number: NumberValue | None = None


def find_spots(parse: Parse, dates: Sequence[DateValue], numbers: Sequence[NumberValue]) -> list[Spot]:
    """All candidates of a text in order. Of two with the same words an event and an entity may both stand."""
    spots = _mentions(parse)
    stations = [head.name for head in find_heads(parse) if head.name and not head.same]
    spots = [s for s in spots if not any(_crosses((s.start, s.end), name) for name in stations)]
    spots += [Spot(*name, "Organization", named=True) for name in stations]
    names = {n for s in spots if s.named and s.kind in ("Place", "Person") for n in range(s.start, s.end)}
    spots += [
        Spot(t.start, t.end, "Event", t.label, t.score) for t in _triggers(parse) if t.start not in names
    ]
    spots += _pronouns(parse, spots)
    for t in parse.spans["phrases"]:
        start, end = _trimmed(parse, t)
        if start < end:
            spots.append(Spot(start, end, t.label, score=t.score))
    begins = {word.start: n for n, word in enumerate(parse.words)}
    ends = {word.end: n + 1 for n, word in enumerate(parse.words)}
    for d in dates:
        if d.edtf and (span := _words(begins, ends, d.start, d.end)):
            spots.append(Spot(*span, "date", date=d))
    for n in numbers:
        if n.value is not None and (span := _words(begins, ends, n.start, n.end)):
            spots.append(Spot(*span, "number", number=n))
    spots += _things(parse, spots)
    unique = {(s.start, s.end, sort_of(s.kind)): s for s in reversed(spots)}
    return sorted(unique.values(), key=lambda s: (s.start, s.end, s.kind))


def _crosses(span: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a span has some words of a name and is not a part of it."""
    return (
        span[0] < name[1]
        and name[0] < span[1]
        and (span == name or not (name[0] <= span[0] and span[1] <= name[1]))
    )


def _things(parse: Parse, spots: Sequence[Spot]) -> list[Spot]:
    covered = {n for s in spots if s.kind != "Event" for n in range(s.start, s.end)}
    triggers = {s.start for s in spots if s.kind == "Event"}
    people = [(s.start, s.end, s.named) for s in spots if s.kind == "Person"]
    return [Spot(*found) for found in find_things(parse, covered, triggers, people)]


def _triggers(parse: Parse) -> list[Tagged]:
    """Words that tell of an event, each alone: of a longer span the word that governs it; faint ones too. An
    article stands for the word that it hangs on."""
    found = {}
    for t in parse.spans["triggers"]:
        word = head_of(parse, t.start, t.end)
        if parse.words[word].text.lower() in TELLS_NOTHING:
            word = parse.words[word].head
        if parse.words[word].pos not in TELLING or (t.end - t.start > 1 and parse.words[word].pos == "ADJ"):
            told = [n for n in range(t.start, t.end) if parse.words[n].pos in TELLING[:2]]
            word = told[-1] if told else word
        if _tells_nothing(parse.words[word].text):
            continue
        if word not in found or t.start <= word < t.end:
            found[word] = Tagged(word, word + 1, t.label, t.score)
    for t in parse.faint["triggers"]:
        if parse.words[t.start].pos in TELLING and not _tells_nothing(parse.words[t.start].text):
            found.setdefault(t.start, t)
    return list(found.values())


def _tells_nothing(word: str) -> bool:
    return word.lower() in TELLS_NOTHING or word in DAYS or not any(map(str.isalpha, word))


def _words(begins: dict[int, int], ends: dict[int, int], start: int, end: int) -> tuple[int, int] | None:
    """The words of a stretch of characters, also where it begins or ends inside one."""
    first = next((begins[c] for c in range(start, max(start - 24, -1), -1) if c in begins), None)
    last = next((ends[c] for c in range(end, end + 24) if c in ends), None)
    return (first, last) if first is not None and last is not None and first < last else None


def _mentions(parse: Parse) -> list[Spot]:
    """Spans of the two mention heads, and names that neither found."""
    names = [t for t in parse.spans["names"] if t.label in NAME_KINDS]
    people = {t.end: t.start for t in names if t.label == "Person"}
    proper = {n for t in names for n in range(t.start, t.end)}
    spots: list[Spot] = []
    taken: set[tuple[int, int]] = set()
    for task in ("outer", "inner"):
        for t in parse.spans[task]:
            found = whole(parse, *_trimmed(parse, t))
            if found is None:
                continue
            start, end = found
            if (
                t.score >= LEAST_MENTION
                and start < end
                and (start, end) not in taken
                and not _is_pronoun(parse, start, end)
            ):
                taken.add((start, end))
                titled = t.label == "Person" and _only_title(parse, start, people.get(end, -1))
                named = titled or _is_name(parse, start, end, proper)
                spots.append(Spot(start, end, t.label, score=t.score, named=named))
    covered = {n for s in spots for n in range(s.start, s.end)}
    for t in names:
        run = whole(parse, t.start, t.end)
        if run and t.score >= LEAST_NAME and not any(n in covered for n in range(*run)):
            spots.append(Spot(*run, NAME_KINDS[t.label], score=t.score / 2, named=True))
    return spots + _faint(parse, spots, proper)


def _faint(parse: Parse, spots: Sequence[Spot], proper: set[int]) -> list[Spot]:
    """Noun phrases that the mention heads were not sure of; the second graph decides whether they take part."""
    below = children(parse)
    covered = {n for s in spots for n in range(s.start, s.end)}
    found = []
    for t in parse.faint["outer"]:
        if t.start in covered or parse.words[t.start].pos not in ("NOUN", "PROPN"):
            continue
        start, end = core(parse, below, t.start)
        if not covered.isdisjoint(range(start, end)):
            start, end = t.start, t.end
        run = whole(parse, start, end)
        if run is None or not covered.isdisjoint(range(*run)):
            continue
        start, end = run
        found.append(Spot(start, end, t.label, score=t.score, named=_is_name(parse, start, end, proper)))
        covered.update(range(start, end))
    return found


def _is_pronoun(parse: Parse, start: int, end: int) -> bool:
    return (
        end - start == 1 and parse.words[start].text.lower() in PRONOUNS and parse.words[start].text != "US"
    )


def _trimmed(parse: Parse, span: Tagged) -> tuple[int, int]:
    """Without articles before, and marks, a possessive or a preposition after."""
    start, end = span.start, span.end
    while end > start + 1 and parse.words[end - 1].pos in ("ADP", "DET", "CCONJ", "SCONJ"):
        end -= 1
    while start < end and (
        parse.words[start].text.lower() in NOT_FIRST
        or parse.words[start].pos in ("PUNCT", "CCONJ", "ADP", "PART")
    ):
        start += 1
    opening = next((n for n in range(start, end) if parse.words[n].text == "("), end)
    if opening > start and all(parse.words[n].text != ")" for n in range(opening, end)):
        end = opening
    if end - start > 1 and parse.words[end - 1].text == ")" and opening == end:
        end -= 1
    while end > start and parse.words[end - 1].text.lower() in (
        "'s",
        "’s",
        "'",
        "’",
        ",",
        ".",
        "”",
        '"',
        ")",
        ";",
        ":",
        "-",
        "–",
        "—",
        "/",
        "(",
    ):
        end -= 1
    return start, end


def _is_name(parse: Parse, start: int, end: int, proper: set[int]) -> bool:
    """Whether a mention is a name: its governing word, or its last, is one."""
    inside = range(start, end)
    tops = [n for n in inside if not start <= parse.words[n].head < end or parse.words[n].head == n]
    word = parse.words[tops[0] if tops else end - 1]
    if word.pos == "PROPN" and (not word.text.islower() or end - start == 1):
        return True
    return all(n in proper for n in inside) and any(not parse.words[n].text.islower() for n in inside)


def _pronouns(parse: Parse, spots: Sequence[Spot]) -> list[Spot]:
    inside = {n for s in spots if s.end - s.start == 1 for n in range(s.start, s.end)}
    return [
        Spot(n, n + 1, "pronoun")
        for n, word in enumerate(parse.words)
        if n not in inside and _is_pronoun(parse, n, n + 1)
    ]


def bare_name(parse: Parse, spot: Spot) -> tuple[int, int]:
    """A name without what stands before it in the same mention: a person's titles and age, a body's kind ("the weekly
    Quay Post"); else the whole spot."""
    names = parse.spans["names"]
    n = bisect_left(names, spot.end, key=lambda t: t.end)
    while n < len(names) and names[n].end == spot.end:
        start = names[n].start
        if spot.kind == names[n].label == "Person" and _only_title(parse, spot.start, start):
            return start, spot.end
        if spot.kind in BODIES and names[n].label == "Organization" and _only_kind(parse, spot.start, start):
            return start, spot.end
        n += 1
    return spot.start, spot.end


def _only_kind(parse: Parse, start: int, name: int) -> bool:
    """Whether the words from `start` to a name at `name` say what kind of body it is: they end with a common noun."""
    before = parse.words[start:name]
    return (
        bool(before)
        and before[-1].pos == "NOUN"
        and before[-1].text.islower()
        and all(w.pos in ("NOUN", "ADJ", "PROPN", "NUM") for w in before)
    )


def _only_title(parse: Parse, start: int, name: int) -> bool:
    """Whether the words from `start` to a name at `name` are at most a title: nobody else's "sister of"."""
    return start <= name and not any(
        w.pos == "ADP" or w.text.lower() in ("'s", "’s", "of", "and", ",") for w in parse.words[start:name]
    )


def as_candidate(spot: Spot, base: int, labels: Labels) -> Candidate:
    """A spot as the second graph takes it, on the words of a window that starts at word `base`."""
    event = labels.event_types.index(spot.event_type) + 1 if spot.event_type else 0
    return Candidate(spot.start - base, spot.end - base, spot.kind, event)
