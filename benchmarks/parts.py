"""Topic `parts`: what each part of the reader adds, by leaving it out.

One rule: nothing is trained anew; every other part goes on as it is, so a part that others lean on costs more here than
its own answers are worth.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.exam import score, world_digest
from benchmarks.results import Figure, Measured
from benchmarks.shared import world_folder
from herodot.model.keys import keyed
from herodot.model.records import Report
from herodot.reader import read as reading
from herodot.reader.parse import Parse
from herodot.reader.read import Reader, load_reader
from herodot.reports.collect import collect
from herodot.reports.publication import Publication
from herodot.text.body import canonical

WORLDS = ("silver9", "silver14")
"""Annotated worlds that no part was trained on."""
Without = Callable[[Reader], AbstractContextManager[object]]


def measure() -> Measured:
    """F1 of statements over both worlds, right roots, and coreference, whole and with each part left out.

    Raises `DataMissing` and `RunFailed`."""
    reader = load_reader()
    folders = [world_folder(name) for name in WORLDS]
    figures: dict[str, Figure] = {}
    for name, without in {"whole": _nothing, **PARTS}.items():
        with without(reader):
            found = [told(reader, folder) for folder in folders]
        figures |= {f"{name}: {key}": value for key, value in _together(found).items()}
    return Measured(figures=figures, digests={f.name: world_digest(f) for f in folders})


@dataclass(frozen=True, slots=True)
class Told:
    """What the scorer makes of one world."""

    hit: int
    said: int
    gold: int
    roots: float
    b_cubed: float


def told(reader: Reader, world: Path) -> Told:
    """A world's reports read in this process and scored; entities are those of each report alone."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "read.jsonl"
        rows = [row for item in collect([world / "index.jsonl"]) if isinstance(item, Publication)
                for row in _rows(reader, item)]  # fmt: skip
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        result = score(world, out)
    statement = result["statement"]
    return Told(
        statement["hit"],
        statement["said"],
        statement["gold"],
        result["of_matched"]["root"],
        result["entities"]["b_cubed"]["f1"],
    )


def _rows(reader: Reader, item: Publication) -> Iterator[dict[str, Any]]:
    d, text = item.document, canonical(item.content)
    report = Report(
        id=d.sha256, sha256=d.sha256, media_type=d.media_type, name=d.name, outlet=d.outlet or d.name,
        title=d.title or "", byline=d.byline, published=d.published, url=d.url, language=text.language,
        text_version=text.version, captured="", text=text.body,
    )  # fmt: skip
    read = keyed(reader.read(report, text))
    yield {"kind": "report", **asdict(report)}
    for entity in read.entities:
        mentions = [asdict(m) for m in read.mentions if m.entity == entity.id and m.kind != "pronoun"]
        yield {"kind": "entity", **asdict(entity), "mentions": mentions}
    for statement in read.statements:
        yield {"kind": "statement", **asdict(statement), "evidence": [asdict(e) for e in statement.evidence]}


def _together(found: list[Told]) -> dict[str, Figure]:
    hit, said, gold = (sum(getattr(t, name) for t in found) for name in ("hit", "said", "gold"))
    return {
        "precision": round(hit / said, 3) if said else 0.0,
        "recall": round(hit / gold, 3),
        "f1": round(2 * hit / (said + gold), 3),
        "root": round(sum(t.roots * t.hit for t in found) / hit, 3) if hit else 0.0,
        "b_cubed": round(sum(t.b_cubed for t in found) / len(found), 3),
    }


def _nothing(reader: Reader) -> AbstractContextManager[object]:
    return nullcontext()


def _parsed(change: Callable[[Parse], None]) -> Without:
    """The first graph's answers, some of them taken away."""

    def without(reader: Reader) -> AbstractContextManager[object]:
        parse_text = reading.parse_text  # type: ignore[attr-defined]

        def less(*args: Any) -> Parse:
            parse = parse_text(*args)
            change(parse)
            return parse

        return patch.object(reading, "parse_text", less)

    return without


def _spans(*tasks: str) -> Without:
    return _parsed(lambda parse: parse.spans.update({task: [] for task in tasks}))


def _no_faint(parse: Parse) -> None:
    parse.faint = {task: [] for task in parse.faint}


def _no_tree(parse: Parse) -> None:
    for n, word in enumerate(parse.words):
        word.head, word.relation = n, "root"
    parse.relation_numbers = [0] * len(parse.words)


def _links(*labels: str) -> Without:
    """The second graph's links without some labels."""

    def without(reader: Reader) -> AbstractContextManager[object]:
        find_links = reading.find_links  # type: ignore[attr-defined]
        return patch.object(
            reading, "find_links", lambda *args: [k for k in find_links(*args) if k.label not in labels]
        )

    return without


def _drafts(function: str) -> Without:
    return lambda reader: patch.object(reading, function, lambda *args: [])


def _trees(name: str) -> Without:
    @contextmanager
    def without(reader: Reader) -> Iterator[None]:
        kept = getattr(reader.network, name)
        setattr(reader.network, name, None)
        yield
        setattr(reader.network, name, kept)

    return without


PARTS: dict[str, Without] = {
    "names head": _spans("names"),
    "inner mentions head": _spans("inner"),
    "phrases head": _spans("phrases"),
    "attribution head": _spans("attribution"),
    "faint mentions and triggers": _parsed(_no_faint),
    "tree head": _parsed(_no_tree),
    "pair head, the same": _links("same"),
    "pair head, who says": _links("says", "passes"),
    "trees, whom a description stands for": _trees("antecedents"),
    "trees, whom a pronoun stands for": _trees("pronouns"),
    "trees, how sure": _trees("forest"),
    "composers of roles and relations by rule": _drafts("draft_roles"),
    "composer of what one mention says": _drafts("draft_inside"),
}
"""What is left out, by what the table calls it."""
