"""Annotated worlds as examples: their surface strings and evidence found again in the text.

One rule: a string stands for an entity at a place of the text only where nothing better speaks against it: first the
places inside the evidence of that entity's own statements, then, if no other entity goes by the string, all of them.
"""

from __future__ import annotations

import collections
import json
import pathlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from herodot.reader.words import word_spans
from training.examples import Example, sentence_numbers, tag_spans

QUOTES = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "}


@dataclass(slots=True)
class Found:
    """One place where an entity is spoken of: a half-open word span, the entity's ids (rarely two), its type."""

    start: int
    end: int
    ids: tuple[str, ...]
    kind: str
    event: bool = False
    trigger: int = 0
    """Of an event: the word that carries it."""


@dataclass(slots=True)
class Annotated:
    """A report with everything the annotators said of it, on words."""

    example: Example
    found: list[Found]
    statements: list[dict[str, Any]]
    """Rows of `gold/statements.jsonl`, each with `words`: the half-open word span of its evidence."""
    report: dict[str, Any]
    text: str
    offsets: list[tuple[int, int]]
    types: dict[str, str] = field(default_factory=dict)


def read_lines(path: pathlib.Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def plain(text: str) -> str:
    """The same length, with one kind of quote, dash and space."""
    return "".join(QUOTES.get(c, " " if c.isspace() else c) for c in text)


def pattern(surface: str) -> re.Pattern[str]:
    """Finds a surface string as whole words, whatever the white space between them."""
    parts = [re.escape(part) for part in plain(surface).split()]
    start = r"(?<!\w)" if surface[:1].isalnum() else ""
    end = r"(?!\w)" if surface[-1:].isalnum() else ""
    return re.compile(start + r"\s+".join(parts) + end, re.IGNORECASE)


def world(folder: pathlib.Path) -> list[Annotated]:
    """Every plain-text report of a world."""
    entities = {e["id"]: e for e in read_lines(folder / "gold" / "entities.jsonl")}
    by_report = collections.defaultdict(list)
    for row in read_lines(folder / "gold" / "statements.jsonl"):
        by_report[row["report"]].append(row)
    return [
        annotate(
            folder.name,
            row,
            (folder / "reports" / row["file"]).read_text("utf-8"),
            entities,
            by_report[row["id"]],
        )
        for row in read_lines(folder / "index.jsonl")
        if row["file"].endswith(".txt")
    ]


def annotate(
    name: str,
    report: dict[str, Any],
    text: str,
    entities: dict[str, dict[str, Any]],
    statements: list[dict[str, Any]],
) -> Annotated:
    """Finds evidence and mentions in the text and tags its words."""
    offsets = word_spans(text)
    flat = plain(text)
    at_start = {a: n for n, (a, _) in enumerate(offsets)}
    covering = cover(len(text), offsets)
    rows = []
    for row in statements:
        match = pattern(row["evidence"]).search(flat)
        if match:
            rows.append({**row, "words": (covering[match.start()], covering[match.end() - 1] + 1)})
    found = mentions(report["id"], flat, entities, rows, at_start, covering)
    words = [text[a:b] for a, b in offsets]
    example = Example(f"{name}/{report['id']}", words, sentence_numbers(text, offsets))
    layers: dict[str, list[tuple[int, int, str]]] = {"outer": [], "inner": [], "triggers": []}
    for place in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        layer = "triggers" if place.event else "outer"
        if layer == "outer" and any(a < place.end and place.start < b for a, b, _ in layers["outer"]):
            layer = "inner"
        span = (place.start, place.end)
        if place.event:
            span = trigger_head(words, place.start, place.end)
            place.trigger = span[0]
        layers[layer].append((*span, place.kind))
    layers["phrases"] = phrases(rows, flat, covering)
    for task, spans in layers.items():
        example.labels[task] = tag_spans(len(offsets), spans, task)
    types = {id_: e["type"] for id_, e in entities.items()}
    return Annotated(example, found, rows, report, text, offsets, types)


def set_triggers(report: Annotated, head_of: Callable[[int, int], int]) -> None:
    """Puts each event's trigger on the word that governs its phrase, once a parse can tell: `head_of(start, end)`.

    "stabbing his wife" is told by "stabbing", which no rule on the words alone sees.
    """
    spans = []
    for place in report.found:
        if place.event:
            place.trigger = head_of(place.start, place.end)
            spans.append((place.trigger, place.trigger + 1, place.kind))
    report.example.labels["triggers"] = tag_spans(len(report.offsets), spans, "triggers")


DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your 's ’s "
    "was were is are be been being had has have".split()
)
STOPS = frozenset(
    "of in on against by at for to with between from over after before that who which us him them it".split()
)


def trigger_head(words: list[str], start: int, end: int) -> tuple[int, int]:
    """The one word of a trigger phrase that carries it: before its first preposition or name, after its determiners."""
    while start < end - 1 and words[start].lower() in DETERMINERS:
        start += 1
    stop = start + 1
    while (
        stop < end
        and words[stop].lower() not in STOPS
        and (words[stop][:1].islower() or words[start][:1].isupper())
    ):
        stop += 1
    return stop - 1, stop


def cover(length: int, offsets: list[tuple[int, int]]) -> list[int]:
    """For each character the word it stands in, or for white space the next one (the last at the end)."""
    table = [len(offsets) - 1] * (length + 1)
    for n in range(len(offsets) - 1, -1, -1):
        begin = offsets[n - 1][1] if n else 0
        for c in range(begin, offsets[n][1]):
            table[c] = n
    return table


def mentions(
    report: str,
    flat: str,
    entities: dict[str, dict[str, Any]],
    rows: list[dict[str, Any]],
    at_start: dict[int, int],
    covering: list[int],
) -> list[Found]:
    """Places of all surface strings, longest first; of two that claim a span the one whose evidence it is in has it."""
    evidence = collections.defaultdict(list)
    for row in rows:
        for id_ in {row["subject"], str(row["value"]), *row["chain"]}:
            evidence[id_].append(row["words"])
    claims: dict[tuple[int, int], list[str]] = collections.defaultdict(list)
    for id_, entity in entities.items():
        for surface in entity.get("mentions", {}).get(report, []):
            if not surface.strip():
                continue
            for match in pattern(surface).finditer(flat):
                if match.start() in at_start:
                    claims[at_start[match.start()], covering[match.end() - 1] + 1].append(id_)
    found: list[Found] = []
    for (start, end), ids in sorted(claims.items(), key=lambda kv: (kv[0][0] - kv[0][1], kv[0])):
        ids = list(dict.fromkeys(ids))
        inside = [i for i in ids if any(a <= start and end <= b for a, b in evidence[i])]
        chosen = inside or ids
        event = entities[chosen[0]]["type"] == "Event"
        if event and not inside and len(ids) > 1:
            chosen = chosen[:1]
        if any(set(f.ids) & set(chosen) and f.start <= start and end <= f.end for f in found):
            continue
        kind = entities[chosen[0]].get("event_type", "") if event else entities[chosen[0]]["type"]
        if kind and kind != "Event":
            found.append(Found(start, end, tuple(chosen), kind, event))
    return found


def phrases(rows: list[dict[str, Any]], flat: str, covering: list[int]) -> list[tuple[int, int, str]]:
    """Word spans of roles, occupations and weapons, where the evidence holds their very words."""
    spans = []
    for row in rows:
        wanted = [("role", row["qualifiers"].get("role"))]
        if row["property"] in ("occupation", "weapon") and row["value_type"] == "text":
            wanted.append((row["property"], row["value"]))
        match = pattern(row["evidence"]).search(flat)
        for kind, words in wanted:
            place = pattern(str(words)).search(flat, match.start(), match.end()) if words and match else None
            if place:
                spans.append((covering[place.start()], covering[place.end() - 1] + 1, kind))
    return sorted(set(spans), key=lambda s: s[0] - s[1])
