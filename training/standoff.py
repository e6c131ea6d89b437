"""Annotations of reports without the reports' words: pairs of places in texts that `texts.py` makes again.

One rule: what stands in a report is stored as where it stands, so a packed file hands on no text of a corpus.

    python -m training.standoff pack WORLD OUT.jsonl
    python -m training.standoff unpack --corpora DIR --annotations DIR --out DIR

A packed file has one object a report, in the order of the world's index: `id`, `outlet`, `published`, `url`,
`digest` (of the text), `outlet_id`, `entities`, `statements`; the title is the corpus's. What is absent is
empty, or for statements affirmed, certain, actual and said by the outlet alone. A stored string is one of

    [start, end]              characters of the body, half-open; below zero they lie before it, in the title
    [start, end, {"0": "T"}]  the same with other characters at these places, mostly another case
    "an unnamed resident"     words of the annotator's that the report has not

Line ends within a place count as one space. A statement's `value` is an entity's id, a date or a number;
words are a place, or `{"text": …}` where the report has them not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from training import silver, texts

ENTITY = re.compile(r'= (\S+) (\w+)(?::(\w+))?((?: \w+="[^"]*")*)\s*\|?(.*)')
STATEMENT = re.compile(r"- (\S+) (\w+) ('(?:[^']|'(?=\w))*'|\S+)\s*(.*?)\s*\"(.*)\"")
"""Lines of the notes, as the exam's notation has them."""

MARKS = {
    "!denied": ("polarity", "denied"),
    "?probable": ("certainty", "probable"),
    "?possible": ("certainty", "possible"),
    "^wanted": ("mood", "wanted"),
    "^planned": ("mood", "planned"),
    "^conditional": ("mood", "conditional"),
}

Stored = str | list[Any]
"""A string or its place: see the module."""


@dataclass(frozen=True, slots=True)
class Places:
    """A report's file, in which strings are found and read back."""

    text: str
    """Title, blank line, body."""
    body_at: int

    def store(self, string: str, within: Stored = "") -> Stored:
        """Where it stands: in the place `within`, else in the body, the title, or in other case or quotes."""
        if not string:
            return ""
        if not isinstance(within, str):
            start = self._find(string, self.body_at + within[0], self.body_at + within[1])
            if start >= 0:
                return [start - self.body_at, start + len(string) - self.body_at]
        for first, last in ((self.body_at, len(self.text)), (0, self.body_at)):
            start = self._find(string, first, last)
            if start >= 0:
                return [start - self.body_at, start + len(string) - self.body_at]
        return self._store_loosely(string)

    def _find(self, string: str, first: int, last: int) -> int:
        """The first place between two, as whole words if there is one; -1 if none."""
        start = found = self.text.find(string, first, last)
        while start >= 0:
            if not self._splits_word(start) and not self._splits_word(start + len(string)):
                return start
            start = self.text.find(string, start + 1, last)
        return found

    def _splits_word(self, at: int) -> bool:
        return 0 < at < len(self.text) and self.text[at - 1].isalnum() and self.text[at].isalnum()

    def _store_loosely(self, string: str) -> Stored:
        """The place of the same words in another case, other quotes or over a line end; else the string."""
        flat, wanted = silver.plain(self.text), silver.pattern(string)
        match = wanted.search(flat, self.body_at) or wanted.search(flat, 0, self.body_at)
        if match is None:
            return string
        place = [match.start() - self.body_at, match.end() - self.body_at]
        found = self.restore(place)
        if len(found) != len(string):
            return string
        other = {str(n): c for n, (c, d) in enumerate(zip(string, found, strict=True)) if c != d}
        return [*place, other] if other else place

    def restore(self, stored: Stored) -> str:
        """The string that was stored."""
        if isinstance(stored, str):
            return stored
        start, end, *other = stored
        chars = list(re.sub(r"\n+", " ", self.text[self.body_at + start : self.body_at + end]))
        for at, char in (other[0] if other else {}).items():
            chars[int(at)] = char
        return "".join(chars)


def places(title: str, text: str) -> Places:
    """`text` is the whole file: title, blank line, body."""
    if not text.startswith(title + "\n\n"):
        raise ValueError(f"a report's file does not start with its title {title!r}: mend index or file")
    return Places(text, len(title) + 2)


def digest(text: str) -> str:
    """Twelve characters that tell whether a text is the one annotated."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


# ---------------------------------------------------------------- packing


def pack(folder: pathlib.Path) -> Iterator[dict[str, Any]]:
    """Every report of a world, packed. `ValueError` on a line of the notes that is none of the notation."""
    for row in silver.read_lines(folder / "index.jsonl"):
        text = (folder / "reports" / row["file"]).read_text("utf-8")
        notes = (folder / "notes" / f"{row['id']}.txt").read_text("utf-8")
        packed = {key: row[key] for key in ("id", "outlet", "published", "url") if row[key]}
        yield {**packed, "digest": digest(text), **pack_notes(row["id"], notes, places(row["title"], text))}


def pack_notes(name: str, notes: str, found: Places) -> dict[str, Any]:
    """Outlet, entities and statements of one report, in the order of the notes; comments are left out."""
    packed: dict[str, Any] = {"outlet_id": "", "entities": [], "statements": []}
    for number, raw in enumerate(notes.splitlines(), 1):
        line = raw.strip()
        entity, statement = ENTITY.fullmatch(line), STATEMENT.fullmatch(line)
        if not line or line.startswith("#"):
            continue
        if line.startswith("outlet:"):
            packed["outlet_id"] = line.split(":", 1)[1].strip()
        elif entity:
            packed["entities"].append(pack_entity(entity, found))
        elif statement:
            packed["statements"].append(pack_statement(statement, found, packed["outlet_id"]))
        else:
            raise ValueError(f"{name}, line {number} of the notes: cannot read {line[:60]!r}; mend it first")
    return packed


def pack_entity(match: re.Match[str], found: Places) -> dict[str, Any]:
    """`name` and `desc` only where the notes give them; the empty name of what has none is kept."""
    id_, kind, event_type, options, surfaces = match.groups()
    packed: dict[str, Any] = {"id": id_, "type": kind}
    if event_type:
        packed["event_type"] = event_type
    for key, string in re.findall(r'(\w+)="([^"]*)"', options):
        packed[key] = found.store(string)
    strings = [surface.strip() for surface in surfaces.split(";")]
    packed["surfaces"] = [found.store(string) for string in strings if string]
    return {key: value for key, value in packed.items() if key != "surfaces" or value}


def pack_statement(match: re.Match[str], found: Places, outlet_id: str) -> dict[str, Any]:
    """Roles and text values are looked for in the evidence first."""
    subject, name, value, marks, evidence = match.groups()
    place = found.store(evidence)
    packed: dict[str, Any] = {"subject": subject, "property": name, "value": value}
    if value.startswith("'"):
        stored = found.store(value[1:-1], place)
        packed["value"] = {"text": stored} if isinstance(stored, str) else stored
    chain = re.search(r"@(\S+)", marks)
    if chain and chain[1] != outlet_id:
        packed["chain"] = chain[1].split(">")
    packed.update(meaning for mark, meaning in reversed(MARKS.items()) if mark in marks)
    qualifiers = {}
    for item in ";".join(re.findall(r"\{(.*)\}", marks)).split(";"):
        key, equals, string = (part.strip() for part in item.partition("="))
        if equals:
            qualifiers[key] = found.store(string, place) if key == "role" else string
    if qualifiers:
        packed["qualifiers"] = qualifiers
    return {**packed, "evidence": place}


# ---------------------------------------------------------------- unpacking


def unpack(file: pathlib.Path, known: Mapping[str, texts.Report], folder: pathlib.Path) -> list[str]:
    """Writes a world's folder from its packed file; gives the ids of reports whose text is another."""
    lost, rows = [], []
    for part in ("reports", "notes"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for packed in silver.read_lines(file):
        report = known.get(packed["id"])
        if report is None or digest(report.file) != packed["digest"]:
            lost.append(packed["id"])
            continue
        found = places(report.title, report.file)
        (folder / "reports" / f"{report.id}.txt").write_text(report.file, "utf-8")
        (folder / "notes" / f"{report.id}.txt").write_text(unpack_notes(packed, found), "utf-8")
        rows.append(
            {
                "id": report.id,
                "outlet": packed["outlet"],
                "title": report.title,
                "published": packed["published"],
                "url": packed.get("url", ""),
                "file": f"{report.id}.txt",
                "byline": "",
            }
        )
    (folder / "index.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return lost


def unpack_notes(packed: Mapping[str, Any], found: Places) -> str:
    """The notes of a report: its outlet, its entities, its statements."""
    lines = [f"outlet: {packed['outlet_id']}"]
    lines += [unpack_entity(entity, found) for entity in packed["entities"]]
    lines += [unpack_statement(statement, found) for statement in packed["statements"]]
    return "\n".join(lines) + "\n"


def unpack_entity(packed: Mapping[str, Any], found: Places) -> str:
    kind = ":".join(packed[key] for key in ("type", "event_type") if key in packed)
    options = "".join(f' {key}="{found.restore(packed[key])}"' for key in ("name", "desc") if key in packed)
    surfaces = "; ".join(found.restore(surface) for surface in packed.get("surfaces", ()))
    return f"= {packed['id']} {kind}{options} | {surfaces}".rstrip()


def unpack_statement(packed: Mapping[str, Any], found: Places) -> str:
    value = packed["value"]
    if not isinstance(value, str):
        value = f"'{found.restore(value['text'] if isinstance(value, dict) else value)}'"
    parts = [packed["subject"], packed["property"], value]
    parts += [mark for mark, (key, meaning) in MARKS.items() if packed.get(key) == meaning]
    if "chain" in packed:
        parts.append("@" + ">".join(packed["chain"]))
    items = [f"{key}={found.restore(stored)}" for key, stored in packed.get("qualifiers", {}).items()]
    if items:
        parts.append("{" + "; ".join(items) + "}")
    return f'- {" ".join(parts)} "{found.restore(packed["evidence"])}"'


def main() -> None:
    """Packs one world, or unpacks all; exit code 1 where a report's text is not the one annotated."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    packing = commands.add_parser("pack", help="a world's index and notes into one file")
    packing.add_argument("world", type=pathlib.Path)
    packing.add_argument("out", type=pathlib.Path)
    unpacking = commands.add_parser("unpack", help="every packed file into a world's folder of its name")
    for name in ("--corpora", "--annotations", "--out"):
        unpacking.add_argument(name, type=pathlib.Path, required=True)
    args = parser.parse_args()
    if args.command == "pack":
        rows = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in pack(args.world)]
        args.out.write_text("\n".join(rows) + "\n", "utf-8")
        return
    known = texts.reports(args.corpora)
    files = sorted(args.annotations.glob("*.jsonl"))
    lost = [f"{file.stem}/{id_}" for file in files for id_ in unpack(file, known, args.out / file.stem)]
    if lost:
        sys.exit(f"left out, for the corpora lack them or have other texts: {' '.join(lost)}")


if __name__ == "__main__":
    main()
