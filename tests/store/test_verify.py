"""Tampering of each kind is found and named."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import pytest

from herodot.model.errors import CaseDamaged
from herodot.store import Store, verify
from tests.samples import NOW, WORDS, a_reading, a_report

OTHER_BYTES = zlib.compress(b"other bytes")

TAMPERING = {
    "other bytes": ("UPDATE blob SET data = ?", (OTHER_BYTES,), "are not the bytes that were stored"),
    "spoilt bytes": ("UPDATE blob SET data = ?", (b"no zlib",), "cannot be unpacked"),
    "lost bytes": ("DELETE FROM blob", (), "points to a blob that is not there"),
    "text": (
        "UPDATE report SET text = replace(text, 'Harbour', 'Harvest')",
        (),
        "changed after it was stored",
    ),
    "text under evidence": ("UPDATE report SET text = ' ' || text", (), "not what the report has there"),
    "date of a report": ("UPDATE report SET published = '2031-01-01'", (), "changed after it was stored"),
    "address": ("UPDATE report SET url = 'https://x.example'", (), "id does not fit its bytes and address"),
    "lost report": ("DELETE FROM report", (), "points to a report that is not there"),
    "polarity": ("UPDATE statement SET polarity = 'affirmed'", (), "the id does not fit what it says"),
    "unknown polarity": ("UPDATE statement SET polarity = 'doubted'", (), "is not in the vocabulary"),
    "confidence": ("UPDATE statement SET confidence = 0.1", (), "was changed after it was stored"),
    "rule": ("UPDATE statement SET rule = 'other'", (), "was changed after it was stored"),
    "evidence": (
        "UPDATE statement SET evidence = replace(evidence, 'Bell', 'Hill')",
        (),
        "not what the report has",
    ),
    "chain": ("UPDATE statement SET chain = '[]'", (), "nobody says so"),
    "broken list": ("UPDATE statement SET chain = '[\"a'", (), "cannot be read"),
    "lost statement": (
        "DELETE FROM statement WHERE polarity = 'denied'",
        (),
        "was changed after it was stored",
    ),
    "lost entity": (
        "DELETE FROM entity WHERE names LIKE '%Reed%'",
        (),
        "points to a entity that is not there",
    ),
    "name": (
        "UPDATE entity SET names = replace(names, 'Bell', 'Hill')",
        (),
        "the id does not fit what it says",
    ),
    "mention moved": ("UPDATE mention SET start = start + 1", (), "the report does not have"),
    "lost mention": ("DELETE FROM mention", (), "was changed after it was stored"),
    "reader": (
        "UPDATE reading SET reader = 'somebody else'",
        (),
        "the id does not fit its report and reader",
    ),
    "rejected": ("UPDATE reading SET rejected = '{}'", (), "was changed after it was stored"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case with one report and its reading."""
    case, report = tmp_path / "a.herodot", a_report()
    with Store.create(case, NOW) as store, store.writer() as writer:
        writer.add_report(report, WORDS.encode())
        writer.put_reading(a_reading(report), NOW)
    return case


@pytest.mark.parametrize(("sql", "values", "said"), TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering(path: Path, sql: str, values: tuple[object, ...], said: str) -> None:
    """A change of any row behind Herodot's back is found."""
    connection = sqlite3.connect(path)
    connection.execute(sql, values)
    connection.commit()
    connection.close()
    with Store.open(path, NOW) as store:
        problems = list(verify(store))
    assert any(said in problem for problem in problems), problems


def test_spoilt_page(path: Path) -> None:
    """A page of the file that the disk spoilt is found, as a finding or as one error, and not as a traceback."""
    whole = path.read_bytes()
    for page in range(3, len(whole) // 4096):
        data = bytearray(whole)
        data[page * 4096 : page * 4096 + 64] = b"\xaa" * 64
        path.write_bytes(data)
        assert found_in(path) != []


def found_in(path: Path) -> list[str]:
    """What `verify` says, or why the case cannot even be opened."""
    try:
        with Store.open(path, NOW) as store:
            return list(verify(store))
    except CaseDamaged as error:
        return [str(error)]


def test_whole(path: Path) -> None:
    """An untouched case has nothing wrong."""
    with Store.open(path, NOW) as store:
        assert list(verify(store)) == []
