"""Candidates, pairs and labels from the annotated worlds: what the second graph learns from.

One rule: a statement labels the nearest mentions of its subject and value in its evidence; other mentions of the two
nearby count for nothing, so that the network is not told that a second mention is wrong.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from herodot.reader.pairs import DISTANCES, KINDS, MOST_CANDIDATES, PATHS, REACH, Candidate, Pairs, make_pairs
from training.corpora import RELATIONS
from training.examples import EVENT_TYPES
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
PERSONAL = {
    "he": "Person", "him": "Person", "his": "Person", "she": "Person", "her": "Person", "i": "speaker",
    "my": "speaker", "me": "speaker", "we": "speaker", "our": "speaker", "us": "speaker", "it": "thing",
    "its": "thing", "they": "many", "their": "many", "them": "many", "who": "any", "whom": "any", "whose": "any",
}  # fmt: skip


@dataclasses.dataclass(slots=True)
class Labelled:
    """The pairs of one window with what is known of them."""

    candidates: list[Candidate]
    pairs: Pairs
    labels: NDArray[np.int8]
    """[pairs, LABELS]: 1 yes, 0 no, -1 counts for nothing."""
    modality: NDArray[np.int8]
    """[pairs, 3]: polarity (1 denied), certainty, mood; -1 where unknown."""


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
                sort = PERSONAL[word]
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
    modality = np.full((len(pairs.i), 3), -1, np.int8)
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
            modality[n] = (
                row["polarity"] == "denied", CERTAINTIES.index(row["certainty"]), MOODS.index(row["mood"])
            )  # fmt: skip
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


def scene_of(
    report: Annotated,
    span: tuple[int, int],
    heads: Sequence[int],
    extra: Sequence[Candidate],
    values: Sequence[tuple[int, int, str, str]],
) -> Scene:
    """A window's candidates: annotated places, `extra` ones that a reader found (on window words), and values
    (word span in the report, kind, what it stands for)."""
    start, stop = span
    rows: list[tuple[Candidate, frozenset[str]]] = []
    for f in report.found:
        if start <= f.start and f.end <= stop:
            event = EVENT_TYPES.index(f.kind) + 1 if f.event else 0
            kind = "Event" if f.event else f.kind
            begin, end = (f.trigger, f.trigger + 1) if f.event else (f.start, f.end)
            rows.append((Candidate(begin - start, end - start, kind, event), frozenset(f.ids)))
    for a, b, kind, key in values:
        if start <= a and b <= stop:
            rows.append((Candidate(a - start, b - start, kind), frozenset((key,))))
    for n in range(start, stop):
        if report.example.words[n].lower() in PERSONAL:
            rows.append((Candidate(n - start, n - start + 1, "pronoun"), frozenset()))
    taken = {(c.start, c.end) for c, _ in rows}
    rows += [(c, frozenset()) for c in extra if (c.start, c.end) not in taken]
    merged: dict[tuple[int, int, bool], tuple[Candidate, frozenset[str]]] = {}
    for c, ids in rows:
        key_ = (c.start, c.end, c.kind == "Event")
        old = merged.get(key_)
        merged[key_] = (old[0], old[1] | ids) if old else (c, ids)
    ordered = sorted(merged.values(), key=lambda r: (r[0].start, r[0].end))[:MOST_CANDIDATES]
    numbers = report.example.sentences
    sentences = [numbers[n] - numbers[start] for n in range(start, stop)]
    return Scene(
        report, start, stop, list(heads), sentences, [c for c, _ in ordered], [i for _, i in ordered]
    )
