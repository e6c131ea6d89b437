"""Readers of the public corpora: each gives `Example`s for one part, `train` or `dev`.

One rule: the split is the corpus's own, else by the md5 of the document's name (see `examples.is_dev`).
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator

from herodot.reader.words import word_spans
from training.examples import IGNORED, TAGS, Example, is_dev, sentence_numbers, tag_spans

POS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X").split()

RELATIONS = (
    "punct case det nsubj root amod advmod obj obl nmod conj cc mark compound aux cop advcl nmod:poss "
    "xcomp acl:relcl flat acl discourse parataxis ccomp aux:pass nsubj:pass nummod appos compound:prt "
    "obl:unmarked reparandum dep fixed nmod:unmarked expl iobj obl:agent csubj advcl:relcl nsubj:outer "
    "nmod:desc det:predet vocative list orphan cc:preconj dislocated goeswith csubj:pass csubj:outer "
).split()
"""Dependency labels of GUM, with their subtypes."""


def worldwide_names(folder: pathlib.Path, part: str) -> Iterator[Example]:
    """`en_worldwide_ner`: nine types of name; its first label column."""
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        if is_dev(path.name) != (part == "dev"):
            continue
        words, sentences, tags, number = [], [], [], 0
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            if not cells[0].strip():
                number += 1
                continue
            words.append(cells[0])
            sentences.append(number)
            tags.append(cells[1] if len(cells) > 1 and cells[1] in TAGS["names"] else "O")
        labels = {"names": [TAGS["names"].index(tag) for tag in tags]}
        yield Example(path.name, words, sentences, labels)


def polnear(folder: pathlib.Path, part: str) -> Iterator[Example]:
    """`polnear`: source, cue and content of each attribution, as one tag sequence."""
    for path in sorted((folder / "data" / part / "text").glob("*.txt")):
        text = path.read_text("utf-8")
        notes = next((folder / "data" / part / "attributions").glob(path.stem + "*.ann"), None)
        if notes is None:
            continue
        spans = []
        for line in notes.read_text("utf-8").splitlines():
            match = re.match(r"T\d+\t(Source|Cue|Content) ([\d ;]+)\t", line)
            if match:
                for piece in match[2].split(";"):
                    start, end = map(int, piece.split())
                    spans.append((start, end, match[1].lower()))
        yield from [char_example(path.stem, text, {"attribution": spans})]


def char_example(name: str, text: str, spans: dict[str, list[tuple[int, int, str]]]) -> Example:
    """An example from character spans."""
    offsets = word_spans(text)
    labels = {task: tag_spans(len(offsets), to_words(offsets, chars), task) for task, chars in spans.items()}
    return Example(name, [text[a:b] for a, b in offsets], sentence_numbers(text, offsets), labels)


def to_words(offsets: list[tuple[int, int]], spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Character spans as word spans: every word that overlaps a span belongs to it."""
    found = []
    for start, end, kind in spans:
        inside = [n for n, (a, b) in enumerate(offsets) if a < end and b > start]
        if inside:
            found.append((inside[0], inside[-1] + 1, kind))
    return found


def gum_trees(folder: pathlib.Path, part: str) -> Iterator[Example]:
    """`gum`: part of speech and dependency tree over the corpus's own words."""
    dev = set(re.findall(r"GUM_\w+", (folder / "splits.md").read_text().split("## dev")[1].split("## ")[0]))
    for path in sorted((folder / "dep").glob("*.conllu")):
        if (path.stem in dev) != (part == "dev"):
            continue
        words, sentences, pos, heads, kinds = [], [], [], [], []
        for number, block in enumerate(path.read_text("utf-8").split("\n\n")):
            rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
            rows = [row for row in rows if row[0].isdigit()]
            first = len(words)
            for n, row in enumerate(rows):
                words.append(row[1])
                sentences.append(number)
                pos.append(POS.index(row[3]) if row[3] in POS else IGNORED)
                heads.append(first + (int(row[6]) - 1 if row[6] != "0" else n))
                kinds.append(RELATIONS.index(row[7]) if row[7] in RELATIONS else IGNORED)
        yield Example(path.stem, words, sentences, {"pos": pos, "relation": kinds}, heads)
