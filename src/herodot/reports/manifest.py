"""JSON-lines manifests. One rule: a broken row costs that row, a broken field that field, no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from herodot.model.errors import BadInput
from herodot.reports.dates import as_edtf

MANIFEST_NAME = "index.jsonl"
MAX_ROW_CHARS = 1_000_000
REPORTS_FOLDER = "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One report that a manifest names, and what it says of it. `None` where it does not say."""

    number: int
    """Line of the manifest, from 1."""
    path: Path
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None
    """EDTF."""
    url: str | None
    notes: tuple[str, ...]
    """Fields that were left out, and why."""


def read_manifest(path: Path) -> Iterator[Row | BadInput]:
    """The rows of a manifest in order. Rows that cannot be taken are yielded as `BadInput`.

    A row's `file` lies beside the manifest, or in `reports/` beside it. Reads a line at a time.
    """
    seen: set[Path] = set()
    try:
        with path.open("rb") as lines:
            number = 0
            while line := lines.readline(MAX_ROW_CHARS):
                number += 1
                if not line.strip(b" \t\r\n\xef\xbb\xbf"):
                    continue
                row = _read_row(path, number, line, seen)
                if isinstance(row, Row):
                    seen.add(row.path)
                yield row
    except OSError as error:
        yield BadInput(f"{path}: cannot be read ({error.strerror}); check that it is there and may be read")


def _read_row(manifest: Path, number: int, line: bytes, seen: set[Path]) -> Row | BadInput:
    where = f"{manifest} line {number}"
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return BadInput(f"{where}: is not valid JSON; write one object on each line")
    if not isinstance(fields, dict):
        return BadInput(f"{where}: is no JSON object; write one object with a `file` on each line")
    name = fields.get("file")
    if not isinstance(name, str) or not name.strip():
        return BadInput(f"{where}: names no `file`; give the name of the report's file")
    found = _locate(manifest, name.strip())
    if isinstance(found, str):
        return BadInput(f"{where}: {name.strip()} {found}")
    if found in seen:
        return BadInput(f"{where}: {name.strip()} is named a second time; this row is left out")
    return _row(number, found, fields)


def _locate(manifest: Path, name: str) -> Path | str:
    """The file a row names, or what is wrong with the name."""
    outside = "lies outside the manifest's folder; copy it there and name it without `..`"
    try:
        folder = manifest.parent.resolve()
        for base in (manifest.parent, manifest.parent / REPORTS_FOLDER):
            candidate = base / name
            if not candidate.resolve().is_relative_to(folder):
                return outside
            if candidate.exists():
                return candidate
    except (OSError, ValueError, RuntimeError):
        return "is no usable file name; give the name of the report's file"
    return f"is not there, nor in `{REPORTS_FOLDER}` beside the manifest; put it there or remove the row"


def _row(number: int, path: Path, fields: dict[str, object]) -> Row:
    notes: list[str] = []
    texts = {name: _text(fields, name, notes) for name in ("outlet", "title", "byline", "published", "url")}
    written = texts.pop("published")
    published = None if written is None else as_edtf(written)
    if written is not None and published is None:
        notes.append(f"`published` is no date ({written[:40]!r}) and was left out; write YYYY-MM-DD")
    return Row(number=number, path=path, published=published, notes=tuple(notes), **texts)


def _text(fields: dict[str, object], name: str, notes: list[str]) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        notes.append(f"`{name}` is no text and was left out; write it in quotation marks")
        return None
    return " ".join(value.split()) or None
