"""Parses, spots and links made by hand from plain notation, so that composers are tested without a network.

In a marked text `{Person! Ann Bell}` is a spot: its kind, `!` for a proper name, its words. `{Event:raid raid}` has an
event type, `{date:2031-05 May}` an EDTF date, `{number:5 five}` a value (`{number:5+ …}` at least, `{number:5- …}` at
most), `{source …}`, `{cue …}` and `{content …}` are spans of the attribution head. Braces nest.

One rule: the words and sentences are cut by the reader's own code; only what the network would say is made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from herodot.model.records import Report
from herodot.reader.candidates import Spot
from herodot.reader.forest import Forest
from herodot.reader.labels import Labels
from herodot.reader.links import Link
from herodot.reader.parse import Parse, Tagged, Word
from herodot.reader.prepare import split_words
from herodot.text.body import Text
from herodot.text.sentences import split_sentences
from herodot.text.span import Span
from herodot.values.dates import DateValue
from herodot.values.numbers import NumberValue

TASKS = ("names", "outer", "inner", "triggers", "attribution", "phrases")
ATTRIBUTION = ("source", "cue", "content")
MARK = re.compile(r"\{(?P<kind>\w+)(?P<named>!?)(?::(?P<value>\S+))? |\}")
PLAIN = {"denied": 0.01, "certainty": (0.98, 0.01, 0.01), "mood": (0.97, 0.01, 0.01, 0.01)}

LABELS = Labels(
    version="made",
    tags={
        "outer": ("O", "B-Person", "I-Person", "B-Place", "I-Place"),
        "triggers": ("O", "B-raid", "I-raid", "B-clash", "I-clash"),
        "attribution": ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"),
    },
    pos=("NOUN", "PROPN", "VERB"),
    relations=("root", "nsubj", "obj"),
    event_types=("raid", "clash"),
    pairs=("leader_of", "member_of", "killed", "event_type", "same", "says", "passes"),
    certainties=("certain", "probable", "possible"),
    moods=("actual", "wanted", "planned", "conditional"),
    least=0.5,
    faint=0.5,
)
"""A small set of every head's labels."""


@dataclass(frozen=True, slots=True)
class Made:
    """A text with its parse and spots; the spots are in the reader's order."""

    parse: Parse
    spots: list[Spot]

    def spot(self, words: str, nth: int = 0, kind: str = "") -> int:
        """The number of the `nth` spot of those words (and kind); `KeyError` where there is none."""
        found = [
            n
            for n, s in enumerate(self.spots)
            if self.parse.text(s.start, s.end) == words and kind in ("", s.kind)
        ]
        if nth >= len(found):
            raise KeyError(words)
        return found[nth]

    def words(self, numbers: Sequence[int]) -> list[str]:
        """The words of spots by their numbers."""
        return [self.parse.text(self.spots[n].start, self.spots[n].end) for n in numbers]

    def link(
        self, subject: int | str, label: str, value: int | str, score: float = 0.9, **modality: object
    ) -> Link:
        """What the second graph would say of two spots, plainly asserted unless `modality` says otherwise."""
        ends = [self.spot(side) if isinstance(side, str) else side for side in (subject, value)]
        return Link(*ends, label, score, **{**PLAIN, **modality})  # type: ignore[arg-type]


def made(marked: str, arcs: str = "") -> Made:
    """A parse and its spots from a marked text.

    `arcs` is "word relation head; …" by the words' first places (`word@2` for the second); a head of `-` is a root; a
    part of speech may follow.
    Without an arc a word hangs on the word after it, the last of a sentence is its root. A word with a capital is a
    proper noun, one without letters or digits a mark, any other a noun.
    """
    body, marks = _unmarked(marked)
    text = a_text(body)
    words = split_words(text)
    heads, relations, poses = _arcs(body, words.spans, words.sentences, arcs)
    parse = Parse(
        body=body, words=[], spans={task: [] for task in TASKS}, faint={task: [] for task in TASKS}, windows=[],
        hidden=[], relation_numbers=[],
    )  # fmt: skip
    for n, (start, end) in enumerate(words.spans):
        surface = body[start:end]
        parse.words.append(Word(start, end, surface, words.sentences[n], heads[n], relations[n], poses[n]))
    spots: list[Spot] = []
    for kind, named, value, start, end in marks:
        inside = [n for n, (a, b) in enumerate(words.spans) if start <= a and b <= end]
        first, last = inside[0], inside[-1] + 1
        if kind in ATTRIBUTION:
            parse.spans["attribution"].append(Tagged(first, last, kind, 0.9))
        else:
            spots.append(_spot((first, last), kind, named, value, body[start:end]))
    parse.spans["attribution"].sort(key=lambda t: t.start)
    return Made(parse, sorted(spots, key=lambda s: (s.start, s.end, s.kind)))


def trees_by(sign: str) -> Forest:
    """Trees that take the value of one sign for the log odds, in steps of a quarter from -6 to 6."""
    edges = np.arange(-6, 6, 0.25)
    nodes = [3 * n for n in range(len(edges))]
    many = 3 * len(edges)
    left, right = list(range(many)), list(range(many))
    value = [0.0] * many
    for n in nodes:
        left[n], right[n], value[n + 2] = n + 1, n + 2, 0.25
    return Forest(
        names=(sign,),
        feature=np.zeros(many, np.int32),
        threshold=np.repeat(edges, 3),
        left=np.array(left, np.int32),
        right=np.array(right, np.int32),
        value=np.array(value),
        roots=np.array(nodes, np.int32),
        depth=1,
        slope=1.0,
        offset=-6.0,
    )


def a_text(body: str) -> Text:
    """A text of one paragraph whose sentences the reader's own rules cut."""
    whole = Span(start=0, end=len(body))
    sentences = tuple(split_sentences(body, whole))
    return Text(body=body, version="made", language="en", paragraphs=(whole,), sentences=sentences)


def a_report(body: str, published: str | None = "2031-05-01", outlet: str = "The Quay Gazette") -> Report:
    """A report whose text is `body`."""
    return Report(
        id="r1", sha256="0" * 64, media_type="text/plain", name="a.txt", outlet=outlet, title="", byline=None,
        published=published, url=None, language="en", text_version="made", captured="2031-05-02T00:00:00+00:00",
        text=body,
    )  # fmt: skip


def _unmarked(marked: str) -> tuple[str, list[tuple[str, bool, str, int, int]]]:
    body, at = "", 0
    stack: list[tuple[str, bool, str, int]] = []
    marks: list[tuple[str, bool, str, int, int]] = []
    for match in MARK.finditer(marked):
        body += marked[at : match.start()]
        at = match.end()
        if match["kind"]:
            stack.append((match["kind"], bool(match["named"]), match["value"] or "", len(body)))
        else:
            marks.append((*stack.pop(), len(body)))
    return body + marked[at:], marks


def _spot(span: tuple[int, int], kind: str, named: bool, value: str, words: str) -> Spot:
    if kind == "date":
        return Spot(*span, kind, date=DateValue(start=0, end=1, text=words, edtf=value, kind="date"))
    if kind == "number":
        count = int(value.rstrip("+-"))
        number = NumberValue(
            start=0, end=1, text=words, value=count, at_least=count if value.endswith("+") else None,
            at_most=count if value.endswith("-") else None, vague=False,
        )  # fmt: skip
        return Spot(*span, kind, number=number)
    return Spot(*span, kind, value, named=named)


def _arcs(
    body: str, spans: Sequence[tuple[int, int]], sentences: Sequence[int], arcs: str
) -> tuple[list[int], list[str], list[str]]:
    count = len(spans)
    heads = [n + 1 if n + 1 < count and sentences[n + 1] == sentences[n] else n for n in range(count)]
    relations = ["root" if heads[n] == n else "dep" for n in range(count)]
    surfaces = [body[a:b] for a, b in spans]
    poses = ["PROPN" if s[0].isupper() else "NOUN" if s[0].isalnum() else "PUNCT" for s in surfaces]

    def place(name: str) -> int:
        word, _, nth = name.partition("@")
        return [n for n, s in enumerate(surfaces) if s == word][int(nth or 1) - 1]

    for arc in filter(None, (a.strip() for a in arcs.split(";"))):
        word, relation, head, *pos = arc.split()
        heads[place(word)] = place(word if head == "-" else head)
        relations[place(word)] = relation
        poses[place(word)] = pos[0] if pos else poses[place(word)]
    return heads, relations, poses
