"""Who says what: contents linked to their sources in PolNeAR, and sources of speech events in MPQA 2.

One rule: only what the reader found is asked about; finding it has figures of its own in the topic `reader`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import in_dev
from benchmarks.results import Figure
from benchmarks.scoring import Span
from benchmarks.shipped import Seen, overlaps
from herodot.reader.acts import find_acts
from herodot.reader.attribution import find_quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of saying in characters of its text; any part may be in pieces or absent."""

    content: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a reader makes of a text: the stretches that it takes for sources and contents, which of them belong
    together (`quotes`), and its acts of saying with their sources (`acts`)."""

    sources: tuple[Span, ...] = ()
    contents: tuple[Span, ...] = ()
    quotes: tuple[Attribution, ...] = ()
    acts: tuple[Attribution, ...] = ()


def polnear_links(folder: Path) -> Iterator[tuple[str, list[Attribution]]]:
    """PolNeAR's dev articles with the attributions that have a source and a content; the first reading by name."""
    root = folder / "data" / "dev"
    done: set[str] = set()
    for path in sorted((root / "attributions").glob("*.ann")):
        document = re.sub(r"_[0-9a-f]{4}$", "", path.stem)
        if document not in done:
            done.add(document)
            body = (root / "text" / f"{document}.txt").read_bytes().decode("utf-8")
            yield body, stand_off(path.read_text("utf-8"))


def stand_off(text: str) -> list[Attribution]:
    """The attributions of a stand-off file that have a source and a content: `T` lines are spans, `E` lines link."""
    spans: dict[str, tuple[Span, ...]] = {}
    found = []
    for key, *rest in (line.split("\t") for line in text.splitlines()):
        if key.startswith("T"):
            label, _, offsets = rest[0].partition(" ")
            pieces = (piece.split() for piece in offsets.split(";"))
            spans[key] = tuple(Span(start=int(a), end=int(b), label=label.lower()) for a, b in pieces)
        elif key.startswith("E"):
            parts = [(role.rstrip("0123456789"), at) for role, at in (p.split(":") for p in rest[0].split())]
            found.append(parts)
    linked = []
    for parts in found:
        of = {
            role: tuple(s for name, at in parts if name == role for s in spans.get(at, ()))
            for role in ("Content", "Cue", "Source")
        }
        if of["Content"] and of["Source"]:
            linked.append(Attribution(content=of["Content"], cue=of["Cue"], source=of["Source"]))
    return linked


def linked_figures(
    articles: Iterable[tuple[str, list[Attribution]]], hear: Callable[[str], Heard]
) -> dict[str, Figure]:
    """Of the attributions whose content and source were both found, the share that were linked to each other.

    Found is what shares a character with a content, and with a source, that the reader's attribution head marks;
    linked, where the source of some quote over the content shares a character with the right source."""
    found = right = there = 0
    for body, gold in articles:
        heard = hear(body)
        for one in gold:
            there += 1
            if not (_touch(one.content, heard.contents) and _touch(one.source, heard.sources)):
                continue
            found += 1
            right += any(
                _touch(one.content, q.content) and _touch(one.source, q.source) for q in heard.quotes
            )
    return {
        "linked": round(right / max(found, 1), 3),
        "linked_found": round(found / max(there, 1), 3),
        "linked_attributions": there,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechEvent:
    """Words that tell of a speech event or private state, and every phrase for its innermost source."""

    words: Span
    root: tuple[Span, ...]
    is_speech: bool
    """Annotated as a speech event, not as a private state that may or may not be spoken."""


def mpqa_events(folder: Path) -> Iterator[tuple[str, list[SpeechEvent]]]:
    """MPQA 2's dev documents with their events that have words, and a source that the text names.

    The documents' names are `DAY/NAME`, as its lists give them. Offsets are of bytes, so a byte is a character here."""
    base = next(folder.glob("database*"))
    for path in sorted((base / "docs").glob("*/*")):
        notes = base / "man_anns" / path.parent.name / path.name / "gateman.mpqa.lre.2.0"
        if in_dev(f"{path.parent.name}/{path.name}") and notes.is_file():
            yield path.read_bytes().decode("latin-1"), speech_events(notes.read_bytes().decode("latin-1"))


def speech_events(notes: str) -> list[SpeechEvent]:
    """The events of an annotation file: objective speech events and direct subjective ones, not implicit, whose
    innermost source is neither the writer nor implied and has a phrase of its own."""
    phrases: dict[str, list[Span]] = {}
    events: list[tuple[Span, str, bool]] = []
    for line in notes.splitlines():
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 5:
            continue
        start, end = map(int, cells[1].split(","))
        nested = re.search(r'nested-source="([^"]*)"', cells[4])
        own = re.search(r'(?<![\w-])id="([^"]*)"', cells[4])
        sources = [s.strip() for s in nested[1].split(",")] if nested else []
        span = Span(start=start, end=end, label="")
        if start == end or 'implicit="true"' in cells[4]:
            continue
        if cells[3] == "GATE_agent":
            for name in {own[1].strip() if own else "", sources[-1] if sources else ""} - {""}:
                phrases.setdefault(name, []).append(span)
        elif cells[3] in ("GATE_objective-speech-event", "GATE_direct-subjective") and len(sources) > 1:
            events.append((span, sources[-1], cells[3] == "GATE_objective-speech-event"))
    return [
        SpeechEvent(words=span, root=tuple(phrases[root]), is_speech=speech)
        for span, root, speech in events
        if root in phrases
    ]


def root_figures(
    documents: Iterable[tuple[str, list[SpeechEvent]]], hear: Callable[[str], Heard]
) -> dict[str, Figure]:
    """Of the events over whose words the reader has an act of saying, the share whose source is the right one.

    Right is a source that shares a character with a phrase for the event's innermost source; of several acts over
    one event's words one suffices. An act for which the reader names nobody is matched and wrong. `objective` figures
    are of speech events alone, without private states."""
    counts = {"speech": [0, 0, 0], "all": [0, 0, 0]}
    for body, events in documents:
        acts = hear(body).acts
        for event in events:
            near = [a for a in acts if _touch(a.cue, (event.words,))]
            right = bool(near) and any(_touch(a.source, event.root) for a in near)
            for kind in ("all", "speech") if event.is_speech else ("all",):
                for n, value in enumerate((1, bool(near), right)):
                    counts[kind][n] += value
    return {
        "root": round(counts["all"][2] / max(counts["all"][1], 1), 3),
        "root_found": round(counts["all"][1] / max(counts["all"][0], 1), 3),
        "root_objective": round(counts["speech"][2] / max(counts["speech"][1], 1), 3),
        "root_objective_found": round(counts["speech"][1] / max(counts["speech"][0], 1), 3),
        "root_events": counts["all"][0],
    }


def _touch(some: Iterable[Span], others: Iterable[Span]) -> bool:
    others = tuple(others)
    return any(overlaps(a, b) for a in some for b in others)


def heard(seen: Seen) -> Heard:
    """What the shipped reader heard: the spans of its attribution head, its quotes and its acts."""
    parse, spots = seen.parse, seen.noticed.spots
    tagged = [seen.span(t.start, t.end, t.label) for t in parse.spans["attribution"]]
    return Heard(
        sources=tuple(t for t in tagged if t.label == "source"),
        contents=tuple(t for t in tagged if t.label == "content"),
        quotes=tuple(
            Attribution(
                content=(seen.span(q.start, q.end),),
                source=() if q.source is None else (seen.spot(q.source),),
            )
            for q in find_quotes(parse, spots)
        ),
        acts=tuple(
            Attribution(
                cue=(seen.span(a.cue, a.cue + 1),), source=() if a.source is None else (seen.spot(a.source),)
            )
            for a in find_acts(parse, spots)
        ),
    )
