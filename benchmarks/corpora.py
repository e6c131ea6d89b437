"""Loads the parts of public corpora that figures are measured on, as plain records.

One rule: only what tunes is read here. A corpus's own dev part where it has one; else the documents whose
name's md5, modulo 10, is 1. Test parts stay closed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.scoring import Span, Tree

ROLES = ("source", "cue", "content")
"""The parts of an attribution that PolNeAR marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSentence:
    """A sentence's words and the names in it; spans count words."""

    document: str
    words: tuple[str, ...]
    names: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedText:
    """A news article and the parts of its attributions; spans count characters of `body`."""

    document: str
    body: str
    parts: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSentence:
    """A sentence's words, their universal parts of speech and its tree."""

    document: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    tree: Tree


def in_dev(document: str) -> bool:
    """Whether a document of a corpus without a split of its own belongs to the dev part."""
    return int(hashlib.md5(document.encode(), usedforsecurity=False).hexdigest(), 16) % 10 == 1


def worldwide_names(folder: Path) -> Iterator[NamedSentence]:
    """Dev sentences of `en_worldwide_ner`, document by document; outer names only (first label column).

    A document's name is its file's whole name: that is what training splits by.
    """
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        document = path.name
        if in_dev(document):
            for rows in _blocks(path.read_text("utf-8")):
                cells = [re.split(r"\t| {2,}", row) for row in rows]
                words = tuple(cell[0] for cell in cells)
                labels = [cell[1].strip() if len(cell) > 1 else "O" for cell in cells]
                yield NamedSentence(document=document, words=words, names=spans_of_labels(labels))


def spans_of_labels(labels: list[str]) -> tuple[Span, ...]:
    """The spans that `B-X`, `I-X`, `O` labels mark, in order. An `I` that continues nothing begins a span."""
    spans: list[Span] = []
    start, kind = 0, ""
    for n, label in enumerate([*labels, "O"]):
        prefix, _, name = label.partition("-")
        if kind and (prefix != "I" or name != kind):
            spans.append(Span(start=start, end=n, label=kind))
            kind = ""
        if prefix in ("B", "I") and not kind:
            start, kind = n, name
    return tuple(spans)


def polnear_attributions(folder: Path) -> Iterator[AttributedText]:
    """PolNeAR's dev articles with source, cue and content spans; of two readings the first by name.

    A part in several pieces (a quote broken by its cue) counts as several spans, and so does one that runs
    over a paragraph's end: that is what a tagger of paragraphs can mark.
    """
    root = folder / "data" / "dev"
    done: set[str] = set()
    for path in sorted((root / "attributions").glob("*.ann")):
        document = re.sub(r"_[0-9a-f]{4}$", "", path.stem)
        if document in done:
            continue
        done.add(document)
        body = (root / "text" / f"{document}.txt").read_bytes().decode("utf-8")
        parts = {span for line in path.read_text("utf-8").splitlines() for span in _parts(line, body)}
        ordered = tuple(sorted(parts, key=lambda s: (s.start, s.end, s.label)))
        yield AttributedText(document=document, body=body, parts=ordered)


def _parts(line: str, body: str) -> list[Span]:
    """The spans of one line of a stand-off file: `T7⇥Content 292 543;560 570⇥words`; none for other lines."""
    if not line.startswith("T"):
        return []
    label, _, offsets = line.split("\t")[1].partition(" ")
    if label.lower() not in ROLES:
        return []
    pieces = [(int(a), int(b)) for a, b in (piece.split() for piece in offsets.split(";"))]
    joined = [pieces[0]]
    for (_, end), (start, stop) in pairwise(pieces):
        gap = body[end:start]
        if gap.strip() or "\n" in gap:
            joined.append((start, stop))
        else:
            joined[-1] = (joined[-1][0], stop)
    return [Span(start=a, end=b, label=label.lower()) for a, b in joined]


def gum_trees(folder: Path) -> Iterator[ParsedSentence]:
    """Sentences of GUM's own dev part, in the order of its list."""
    listed = (folder / "splits.md").read_text("utf-8")
    dev = listed.split("## dev", 1)[1].split("## ", 1)[0]
    for document in re.findall(r"\* (\S+)", dev):
        path = folder / "dep" / f"{document}.conllu"
        if path.is_file():  # genres whose text may not be passed on are absent
            for rows in _blocks(path.read_text("utf-8")):
                yield _parsed(document, rows)


def _parsed(document: str, rows: list[str]) -> ParsedSentence:
    """One CoNLL-U block. Multiword lines (`3-4`) and empty words (`5.1`) are no words of the tree."""
    cells = [row.split("\t") for row in rows if not row.startswith("#")]
    words = [cell for cell in cells if cell[0].isdigit()]
    tree = Tree(heads=tuple(int(c[6]) for c in words), relations=tuple(c[7] for c in words))
    return ParsedSentence(
        document=document, words=tuple(c[1] for c in words), tags=tuple(c[3] for c in words), tree=tree
    )


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines between empty lines."""
    for block in re.split(r"\n\s*\n", text):
        lines = [line for line in block.split("\n") if line.strip()]
        if lines:
            yield lines
