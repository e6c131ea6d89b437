"""Paths become publications. One rule: each bad input is one line for a person, and the good ones are kept.

1. a path is a file, a folder or a manifest; folders are walked in order of name (`_walk`);
2. the bytes are read, at most `MAX_FILE_BYTES` (`_read_bytes`);
3. the format's reader makes an article of them (`formats`);
4. what a manifest says of a report wins over what the report says of itself (`_publication`).

Nothing is kept from one file to the next, so memory is bounded by the largest file.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from herodot.model.errors import BadInput
from herodot.model.ids import digest
from herodot.model.records import Document
from herodot.reports.dates import as_edtf
from herodot.reports.formats import READERS, Format
from herodot.reports.manifest import MANIFEST_NAME, Row, read_manifest
from herodot.reports.publication import Article, Publication

MANIFEST_SUFFIX = ".jsonl"


def collect(paths: Iterable[Path]) -> Iterator[Publication | BadInput]:
    """The publications in files, folders and manifests, in order, and between them what is wrong with any.

    A `BadInput` right after a `Publication` says what was left out of it (a date that is none, say). In
    folders, hidden files are skipped, files of unknown formats are counted in one line, and a folder that
    holds an `index.jsonl` is taken through it.
    """
    for path in paths:
        yield from _collect_one(path)


def _collect_one(path: Path) -> Iterator[Publication | BadInput]:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _collect_folder(path)
    elif not stat.S_ISREG(mode):
        yield BadInput(f"{path}: is no ordinary file; give files, folders or a manifest")
    elif path.suffix.lower() == MANIFEST_SUFFIX:
        yield from _collect_manifest(path)
    else:
        yield from _publish(path, None)


def _collect_folder(folder: Path) -> Iterator[Publication | BadInput]:
    unknown: list[str] = []
    found = False
    for item in _walk(folder):
        if isinstance(item, BadInput):
            found = True
            yield item
        elif item.name == MANIFEST_NAME:
            found = True
            yield from _collect_manifest(item)
        elif item.suffix.lower() in READERS:
            found = True
            yield from _publish(item, None)
        else:
            unknown.append(item.name)
    if unknown:
        files = f"1 file ({unknown[0]})" if len(unknown) == 1 else f"{len(unknown)} files ({unknown[0]}, …)"
        yield BadInput(f"{folder}: {files} skipped, of no format that can be read ({_formats()})")
    elif not found:
        yield BadInput(f"{folder}: holds no reports; put files there ({_formats()})")


def _walk(folder: Path) -> Iterator[Path | BadInput]:
    """Files below a folder in order of name; of a folder with a manifest only that. No folder comes twice."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield path
                continue
            # Where there are no inode numbers (0), the resolved path stands for the folder.
            mark = (status.st_dev, status.st_ino or hash(path.resolve()))
            if mark in seen:
                continue
            seen.add(mark)
            names = sorted(item.name for item in path.iterdir() if not item.name.startswith("."))
        except OSError as error:
            yield _unreadable(path, error)
            continue
        if MANIFEST_NAME in names:
            names = [MANIFEST_NAME]
        waiting.extend(path / name for name in reversed(names))


def _collect_manifest(path: Path) -> Iterator[Publication | BadInput]:
    empty = True
    for row in read_manifest(path):
        empty = False
        if isinstance(row, BadInput):
            yield row
            continue
        yield from _publish(row.path, row)
        for note in row.notes:
            yield BadInput(f"{path} line {row.number}: {note}")
    if empty:
        yield BadInput(f"{path}: is empty; write one JSON object with a `file` on each line")


def _publish(path: Path, row: Row | None) -> Iterator[Publication | BadInput]:
    """One file's publication and what was left out of it, or why there is none."""
    form = READERS.get(path.suffix.lower())
    if form is None:
        yield BadInput(f"{path}: is of no format that can be read ({_formats()})")
        return
    try:
        data = _read_bytes(path, form)
        article = form.read(data)
    except BadInput as error:
        yield BadInput(f"{path}: {error}")
        return
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
        return
    if not article.body.strip():
        yield BadInput(f"{path}: has no text of a report in it; check that it is the right file")
        return
    notes = list(article.notes)
    if article.published is not None and as_edtf(article.published) is None:
        notes.append(f"its date ({article.published[:40]!r}) is no date and was left out")
    yield _publication(path, data, form, article, row)
    for note in notes:
        yield BadInput(f"{path}: {note}")


def _publication(path: Path, data: bytes, form: Format, article: Article, row: Row | None) -> Publication:
    own_date = None if article.published is None else as_edtf(article.published)
    document = Document(
        sha256=digest(data),
        media_type=form.media_type,
        name=path.name,
        outlet=(row and row.outlet) or article.outlet,
        title=(row and row.title) or article.title,
        byline=(row and row.byline) or article.byline,
        published=(row and row.published) or own_date,
        url=(row and row.url) or article.url,
    )
    return Publication(document=document, data=data, content=article.content)


def _read_bytes(path: Path, form: Format) -> bytes:
    with path.open("rb") as file:
        data = file.read(form.max_bytes + 1)
    if len(data) > form.max_bytes:
        mebibytes = form.max_bytes // 2**20
        raise BadInput(f"is larger than {mebibytes} MiB, the most for one report of its format; split it")
    if not data.strip():
        raise BadInput("is empty; check that it was saved whole")
    return data


def _unreadable(path: Path, error: OSError | ValueError) -> BadInput:
    if isinstance(error, FileNotFoundError):
        return BadInput(f"{path}: is not there (any more); check the name")
    if isinstance(error, PermissionError):
        return BadInput(f"{path}: may not be read by you; change its permissions or run as another user")
    if isinstance(error, IsADirectoryError):
        return BadInput(f"{path}: is a folder; rename it or give the files in it")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return BadInput(f"{path}: cannot be read ({reason})")


def _formats() -> str:
    return ", ".join(READERS)
