"""Candidates, pairs and labels from the annotated worlds: what the second graph learns from.

One rule: a statement labels the nearest mentions of its subject and value in its evidence; other mentions of the two
nearby count for nothing, so that the network is not told that a second mention is wrong.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from herodot.reader.candidates import PRONOUNS, Spot, as_candidate
from herodot.reader.labels import Labels
from herodot.reader.pairs import (
    DISTANCES,
    KINDS,
    MOST_CANDIDATES,
    PATHS,
    PHRASES,
    REACH,
    VALUES_ONLY,
    Candidate,
    Pairs,
    make_pairs,
    sort_of,
)
from herodot.reader.parse import Parse
from herodot.reader.phrases import head_of
from herodot.reader.prepare import Window
from training.corpora import POS, RELATIONS
from training.examples import EVENT_TYPES, TAGS, spans
from training.silver import Annotated

PROPERTIES = tuple(
    "leader_of deputy_leader_of commander_of spokesperson_for official_of member_of founder_of courier_for "
    "associate_of spouse_of parent_of sibling_of relative_of nationality born_in lives_in born_on age occupation "
    "also_known_as branch_of splinter_of allied_with hostile_to sympathetic_to supports opposes size based_in "
    "present_in controls located_in date place actor target participant killed wounded captured released missing "
    "displaced killed_count wounded_count captured_count released_count missing_count displaced_count weapon part_of "
    "because_of about event_type".split()
)
LABELS = (*PROPERTIES, "same", "says", "passes")
SIZES = {
    "kind": len(KINDS), "event": len(EVENT_TYPES) + 1, "relation": len(RELATIONS), "distance": DISTANCES, "path": PATHS
}  # fmt: skip
"""Sizes of the pair head's tables."""
SYMMETRIC = frozenset("spouse_of sibling_of relative_of associate_of allied_with hostile_to".split())
CERTAINTIES = ("certain", "probable", "possible")
MOODS = ("actual", "wanted", "planned", "conditional")


@dataclasses.dataclass(slots=True)
class Labelled:
    """The pairs of one window with what is known of them."""

    candidates: list[Candidate]
    pairs: Pairs
    labels: NDArray[np.int8]
    """[pairs, LABELS]: 1 yes, 0 no, -1 counts for nothing."""
    modality: NDArray[np.int8]
    """[pairs, 4]: polarity (1 denied), certainty, mood, and the type of an event with itself; -1 where unknown."""


@dataclasses.dataclass(slots=True)
class Scene:
    """A window of an annotated report on its own word numbers."""

    report: Annotated
    start: int
    stop: int
    heads: list[int]
    sentences: list[int]
    candidates: list[Candidate]
    ids: list[frozenset[str]]
    """For each candidate what it stands for: entity ids, or `date:…`, `number:…`, `text:…`."""

    def near(self, wanted: str, span: tuple[int, int], reach: int) -> list[int]:
        """Candidates that stand for `wanted` inside a word span widened by `reach` sentences, nearest first."""
        low, high = max(span[0], self.start) - self.start, min(span[1], self.stop) - self.start
        if low >= high:
            return []
        first, last = self.sentences[low] - reach, self.sentences[high - 1] + reach
        found = [
            n
            for n, c in enumerate(self.candidates)
            if wanted in self.ids[n] and first <= self.sentences[c.start] <= last
        ]
        middle = (low + high) / 2
        inside = {n: self.candidates[n].start >= low and self.candidates[n].end <= high for n in found}
        return sorted(found, key=lambda n: (not inside[n], abs(self.candidates[n].start - middle)))

    def pronouns(self, kind: str, span: tuple[int, int], root: bool) -> list[int]:
        """Pronouns in a word span that an entity of `kind` could be."""
        low, high = span[0] - self.start, span[1] - self.start
        found = []
        for n, c in enumerate(self.candidates):
            if c.kind == "pronoun" and low <= c.start < high:
                word = self.report.example.words[self.start + c.start].lower()
                sort = PRONOUNS[word]
                fits = {
                    "Person": kind == "Person",
                    "speaker": root,
                    "thing": kind in ("Organization", "PublicBody", "Place"),
                    "many": kind in ("Group", "Organization", "PublicBody"),
                    "any": kind in ("Person", "Group"),
                }[sort]
                if fits:
                    found.append(n)
        return found


def value_key(row: dict[str, Any]) -> str:
    """What a candidate must stand for to be a row's value."""
    if row["value_type"] == "entity":
        return str(row["value"])
    if row["value_type"] == "date":
        return "date:" + str(row["value"]).rstrip("~?")
    if row["value_type"] == "number":
        return f"number:{float(row['value'])}"
    return "text:" + str(row["value"]).lower()


def label(scene: Scene) -> Labelled:
    """All pairs of a window with labels."""
    pairs = make_pairs(scene.candidates, scene.heads, scene.sentences)
    number = {(int(a), int(b)): n for n, (a, b) in enumerate(zip(pairs.i, pairs.j, strict=True))}
    labels = np.zeros((len(pairs.i), len(LABELS)), np.int8)
    modality = np.full((len(pairs.i), 4), -1, np.int8)
    for row in scene.report.statements:
        if row["property"] in LABELS and scene.start < row["words"][1] and row["words"][0] < scene.stop:
            label_row(scene, row, number, labels, modality)
    same = LABELS.index("same")
    for (a, b), n in number.items():
        if a != b and scene.ids[a] & scene.ids[b]:
            labels[n, same] = 1
    return Labelled(scene.candidates, pairs, labels, modality)


def change(candidate: Candidate, noise: random.Random) -> Candidate:
    """Now and then another kind, as a reader would mistake it."""
    if candidate.kind == "Event":
        if noise.random() < 0.05:
            return dataclasses.replace(candidate, event_type=noise.randrange(1, len(EVENT_TYPES) + 1))
    elif candidate.kind in ("Organization", "PublicBody", "Group", "Place") and noise.random() < 0.08:
        return dataclasses.replace(
            candidate, kind=noise.choice(("Organization", "PublicBody", "Group", "Place"))
        )
    return candidate


def label_row(
    scene: Scene,
    row: dict[str, Any],
    number: dict[tuple[int, int], int],
    labels: NDArray[np.int8],
    modality: NDArray[np.int8],
) -> None:
    """Marks one statement's pair, its speakers, and what to leave out of account."""
    column = LABELS.index(row["property"])
    types = scene.report.types
    subjects = arguments(scene, row, row["subject"], types.get(row["subject"], ""))
    if row["property"] == "event_type":
        found = [(s, s) for s in subjects]
    else:
        kind = types.get(str(row["value"]), "") if row["value_type"] == "entity" else ""
        found = [(s, v) for s in subjects for v in arguments(scene, row, value_key(row), kind) if s != v]
    if row["property"] in SYMMETRIC:
        found += [(b, a) for a, b in found]
    kept = [p for p in found if p in number]
    if not kept:
        return
    low, high = row["words"][0] - scene.start, row["words"][1] - scene.start
    width = {p: gap(scene, p, low, high) for p in kept}
    best = min(kept, key=width.__getitem__)
    chosen = {best, best[::-1]} & set(kept) if row["property"] in SYMMETRIC else {best}
    for pair in kept:
        n = number[pair]
        if pair in chosen:
            labels[n, column] = 1
            certainty, mood = CERTAINTIES.index(row["certainty"]), MOODS.index(row["mood"])
            modality[n, :3] = (row["polarity"] == "denied", certainty, mood)
            if row["property"] == "event_type" and modality[n, 3] < 0:
                modality[n, 3] = EVENT_TYPES.index(row["value"])
        elif labels[n, column] == 0:
            labels[n, column] = -1
    speakers(scene, row, best, number, labels)


def gap(scene: Scene, pair: tuple[int, int], low: int, high: int) -> tuple[int, int]:
    """How far apart a pair's spans are, those outside the evidence counted behind those inside."""
    a, b = scene.candidates[pair[0]], scene.candidates[pair[1]]
    outside = sum(not (low <= c.start and c.end <= high) for c in (a, b))
    return outside, max(a.start, b.start) - min(a.end, b.end)


def arguments(scene: Scene, row: dict[str, Any], wanted: str, kind: str) -> list[int]:
    """Candidates that may stand for one side of a statement: in its evidence, its sentences, or the next ones."""
    span = row["words"]
    inside = [
        n
        for n in scene.near(wanted, span, 0)
        if scene.candidates[n].start + scene.start >= span[0]
        and scene.candidates[n].end + scene.start <= span[1]
    ]
    if inside:
        return inside
    same_sentence = scene.near(wanted, span, 0)
    pronouns = scene.pronouns(kind, span, wanted == row["chain"][-1]) if kind else []
    if pronouns:
        return pronouns[:1] + same_sentence[:1]
    return same_sentence or scene.near(wanted, span, 1)[:2]


def speakers(
    scene: Scene,
    row: dict[str, Any],
    pair: tuple[int, int],
    number: dict[tuple[int, int], int],
    labels: NDArray[np.int8],
) -> None:
    """Marks the root as the one who says both sides of a pair, and each outer link as passing on the next."""
    says, passes = LABELS.index("says"), LABELS.index("passes")
    links: list[int | None] = []
    for link in row["chain"][1:]:
        places = scene.near(link, row["words"], 0) or scene.near(link, row["words"], REACH)
        links.append(places[0] if places else None)
    if links and links[-1] is not None:
        for side in set(pair):
            if (links[-1], side) in number and links[-1] != side:
                labels[number[links[-1], side], says] = 1
    for outer, inner in pairwise(links):
        if outer is not None and inner is not None and (outer, inner) in number:
            labels[number[outer, inner], passes] = 1


def scene_of(report: Annotated, window: Window, parse: Parse, spots: Sequence[Spot], labels: Labels) -> Scene:
    """A window with the candidates that the reader finds in it, each with what the annotators say it stands for, and
    the annotated places that the reader did not find."""
    rows: dict[tuple[int, int, str], tuple[Candidate, frozenset[str]]] = {}
    heads = [parse.words[n].head - window.start for n in range(window.start, window.stop)]
    gold = [f for f in report.found if window.start <= f.start and f.end <= window.stop]
    by_head: dict[tuple[int, bool], frozenset[str]] = {}
    for f in gold:
        at = f.trigger if f.event else head_of(parse, f.start, f.end)
        by_head[at, f.event] = by_head.get((at, f.event), frozenset()) | frozenset(f.ids)
    met: set[tuple[int, bool]] = set()
    told = texts_by_head(report, parse)
    for spot in spots:
        if window.start <= spot.start and spot.end <= window.stop:
            candidate = as_candidate(spot, window.start, labels)
            ids = value_ids(parse, spot, told)
            event = spot.kind == "Event"
            at = head_of(parse, spot.start, spot.end)
            if not ids and spot.kind not in VALUES_ONLY | {"pronoun"}:
                ids = by_head.get((at, event), frozenset())
                met.add((at, event))
            rows[candidate.start, candidate.end, sort_of(candidate.kind)] = (candidate, ids)
    for f in gold:
        at = f.trigger if f.event else head_of(parse, f.start, f.end)
        if (at, f.event) not in met:
            begin, end = (f.trigger, f.trigger + 1) if f.event else (f.start, f.end)
            kind = "Event" if f.event else f.kind
            number = EVENT_TYPES.index(f.kind) + 1 if f.event else 0
            candidate = Candidate(begin - window.start, end - window.start, kind, number)
            rows.setdefault((candidate.start, candidate.end, sort_of(kind)), (candidate, frozenset(f.ids)))
    for a, b, kind in spans(report.example.labels["phrases"][window.start : window.stop], "phrases"):
        text = parse.text(a + window.start, b + window.start).lower()
        rows.setdefault((a, b, "value"), (Candidate(a, b, kind), frozenset(("text:" + text,))))
    ordered = sorted(rows.values(), key=lambda r: (r[0].start, r[0].end))[:MOST_CANDIDATES]
    sentences = [n - window.sentences[0] for n in window.sentences]
    return Scene(
        report, window.start, window.stop, heads, sentences, [c for c, _ in ordered], [i for _, i in ordered]
    )


def texts_by_head(report: Annotated, parse: Parse) -> dict[int, frozenset[str]]:
    """For each word that governs the words of a text value in its evidence what it stands for."""
    found: dict[int, set[str]] = {}
    folded = [w.text.lower() for w in parse.words]
    for row in report.statements:
        if row["value_type"] != "text" or row["property"] == "event_type":
            continue
        wanted = str(row["value"]).lower().split()
        first, last = row["words"]
        for n in range(first, last - len(wanted) + 1):
            if folded[n : n + len(wanted)] == wanted:
                found.setdefault(head_of(parse, n, n + len(wanted)), set()).add(value_key(row))
                break
    return {n: frozenset(keys) for n, keys in found.items()}


def value_ids(parse: Parse, spot: Spot, told: Mapping[int, frozenset[str]]) -> frozenset[str]:
    """What a date, number or phrase stands for; `told` as `texts_by_head` gives it."""
    if spot.date is not None and spot.date.edtf:
        return frozenset(("date:" + spot.date.edtf.rstrip("~?"),))
    if spot.number is not None and spot.number.value is not None:
        return frozenset((f"number:{float(spot.number.value)}",))
    if spot.kind in PHRASES:
        own = "text:" + parse.text(spot.start, spot.end).lower()
        return told.get(head_of(parse, spot.start, spot.end), frozenset()) | {own}
    return frozenset()


def label_names(version: str) -> dict[str, Any]:
    """What `labels.json` says."""
    return {
        "version": version,
        "tags": TAGS,
        "pos": POS,
        "relations": RELATIONS,
        "event_types": EVENT_TYPES,
        "pairs": LABELS,
        "certainties": CERTAINTIES,
        "moods": MOODS,
        "least": 0.3,
        "faint": 0.06,
    }
