"""A case keeps what was put into it, once, and whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as some

from herodot.model.errors import (
    BadValue,
    CaseDamaged,
    CaseExists,
    CaseMissing,
    HerodotError,
    NotFound,
    StorageFull,
)
from herodot.model.keys import keyed, report_id
from herodot.model.records import Reading, Report
from herodot.store import Store, migrations, verify
from herodot.store import store as store_module
from tests.samples import NOW, WORDS, a_reading, a_report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a case may be made."""
    return tmp_path / "a.herodot"


def put(store: Store, report: Report, words: str = WORDS, reading: Reading | None = None) -> str:
    """Stores a report, and its reading where there is one; how that went."""
    with store.writer() as writer:
        how = writer.add_report(report, words.encode()).how
    if reading is not None:
        with store.writer() as writer:
            writer.put_reading(reading, NOW)
    return how


def test_records_round_trip(path: Path) -> None:
    """Report, bytes and reading come back equal, also after the case was closed."""
    report = a_report()
    reading = a_reading(report)
    with Store.create(path, NOW) as store:
        put(store, report, reading=reading)
    with Store.open(path, NOW) as store:
        facts = store.reader()
        assert facts.report(report.id) == report
        assert facts.reading(report.id) == reading
        assert facts.bytes_of(report.sha256) == WORDS.encode()
        assert list(verify(store)) == []
    assert not path.with_name(path.name + "-wal").exists()


@given(
    some.text(alphabet=some.characters(exclude_categories=["Cs"]), max_size=60),
    some.integers(-(2**53), 2**53),
)
def test_odd_values_round_trip(text: str, number: int) -> None:
    """Any text and any number the vocabulary allows come back as they were, and of the same type."""
    report = a_report()
    reading = a_reading(report)
    odd = replace(reading.statements[0], property="age", value=number, value_type="number", rule=text)
    odder = replace(odd, property="occupation", value=text, value_type="text", qualifiers={"at_least": 1.5})
    reading = keyed(replace(reading, statements=(odd, odder)))
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations.migrate(connection, Path("memory"), NOW)
    store = Store(Path("memory"), connection, read_only=False)
    put(store, report, reading=reading)
    again = store.reader().reading(report.id)
    assert again == reading
    assert again is not None
    assert [type(s.value) for s in again.statements] == [type(s.value) for s in reading.statements]
    store.close()


def test_adding_twice_adds_nothing(path: Path) -> None:
    """The same bytes are one report, whatever they are called the second time."""
    with Store.create(path, NOW) as store:
        assert put(store, a_report()) == "added"
        assert put(store, a_report()) == "there already"
        assert put(store, a_report(name="b.txt")) == "there already"
        assert store.reader().counts().reports == 1


@pytest.mark.parametrize(
    ("addresses", "told"),
    [
        ((None, None), ["added", "there already"]),
        ((None, "https://a.example"), ["added", "there without address"]),
        (("https://a.example", None), ["added", "there already"]),
        (("https://a.example", "https://a.example"), ["added", "there already"]),
        (("https://a.example", "https://b.example"), ["added", "added"]),
        (("https://a.example", "https://b.example", None), ["added", "added", "there already"]),
    ],
)
def test_same_bytes_at_two_addresses(path: Path, addresses: tuple[str | None, ...], told: list[str]) -> None:
    """The same bytes are another report only where both addresses are known and differ; bytes stay once."""
    with Store.create(path, NOW) as store:
        assert [put(store, a_report(url=url)) for url in addresses] == told
        assert store.reader().counts().bytes_kept == len(WORDS.encode())
        assert list(verify(store)) == []


def test_bytes_that_do_not_fit_are_refused(path: Path) -> None:
    """A report whose digest is not that of its bytes never gets in."""
    with Store.create(path, NOW) as store:
        with pytest.raises(CaseDamaged, match="not stored"):
            put(store, a_report(), words="other words")
        assert store.reader().counts().reports == 0


def test_reading_again_adds_nothing(path: Path) -> None:
    """The same reader's second reading takes the place of its first."""
    report = a_report()
    with Store.create(path, NOW) as store:
        put(store, report, reading=a_reading(report))
        before = store.reader().counts()
        put(store, report, reading=a_reading(report))
        assert store.reader().counts() == before
        assert list(verify(store)) == []


def test_newer_reader_is_current_and_the_older_stays(path: Path) -> None:
    """A report read by another reader shows the new reading only; the old one is kept unseen."""
    report = a_report()
    with Store.create(path, NOW) as store:
        put(store, report, reading=a_reading(report))
        facts = store.reader()
        assert facts.unread("standin 1") == ()
        assert facts.unread("standin 2") == (report.id,)
        put(store, report, reading=a_reading(report, "standin 2"))
        assert {s.reader for s in facts.statements()} == {"standin 2"}
        assert len(list(facts.entities())) == len(a_reading(report).entities)
        assert len(list(facts.readings())) == 2
        assert list(verify(store)) == []


def test_half_a_reading_is_no_reading(path: Path) -> None:
    """When storing a reading fails, nothing of it stays and the report is still unread."""
    report = a_report()
    reading = a_reading(report)
    broken = replace(
        reading, statements=(*reading.statements, replace(reading.statements[0], id="x", value=10**30))
    )
    lost = replace(reading, entities=reading.entities[:1])
    with Store.create(path, NOW) as store:
        put(store, report)
        with pytest.raises(BadValue, match="larger number"):
            put(store, report, reading=broken)
        with pytest.raises(CaseDamaged, match="FOREIGN KEY"):
            put(store, report, reading=lost)
        assert store.reader().unread("standin 1") == (report.id,)
        assert store.reader().counts().mentions == 0
        put(store, report, reading=reading)
        assert list(verify(store)) == []


def test_full_disk(path: Path) -> None:
    """A full disk is one clear error; what was stored before is whole, and with space the work goes on."""
    large = "Anna Bell leads the Harbour Watch. " + os.urandom(60_000).hex()
    with Store.create(path, NOW) as store:
        put(store, a_report(), reading=a_reading(a_report()))
        (pages,) = next(store.reader().rows("PRAGMA page_count"))
        list(store.reader().rows(f"PRAGMA max_page_count = {pages + 5}"))
        with pytest.raises(StorageFull, match=r"a\.herodot: no space left.*run the same command again"):
            put(store, a_report(large), large)
        assert store.reader().counts().reports == 1
        assert list(verify(store)) == []
        list(store.reader().rows(f"PRAGMA max_page_count = {pages + 1000}"))
        assert put(store, a_report(large), large) == "added"


def test_case_exists_and_missing(path: Path, tmp_path: Path) -> None:
    """A case is never made over something, nor taken from nothing; the message says what to do."""
    with pytest.raises(CaseMissing, match="herodot new"):
        Store.open(path, NOW)
    Store.create(path, NOW).close()
    before = path.read_bytes()
    with pytest.raises(CaseExists):
        Store.create(path, NOW)
    assert path.read_bytes() == before
    with pytest.raises(CaseMissing, match="folder"):
        Store.open(tmp_path, NOW)
    with pytest.raises(CaseExists):
        Store.create(tmp_path, NOW)
    with pytest.raises(HerodotError, match=r"a\.herodot"):
        Store.create(path / "below.herodot", NOW)


def test_unmade_case_is_finished(path: Path) -> None:
    """A run killed while it made a case leaves an empty file; `new` finishes it, other commands say so."""
    path.touch()
    with pytest.raises(CaseMissing, match="empty"):
        Store.open(path, NOW)
    Store.create(path, NOW).close()
    Store.open(path, NOW).close()


@pytest.mark.parametrize(
    "data", [b"Dear reader, this is a letter." * 200, b"SQLite format 3\0" + b"\xff" * 4080]
)
def test_no_database(path: Path, data: bytes) -> None:
    """A file that is no database is named as such and left as it is."""
    path.write_bytes(data)
    with pytest.raises(CaseDamaged, match=r"a\.herodot: not a case"):
        Store.open(path, NOW)
    with pytest.raises(CaseExists):
        Store.create(path, NOW)
    assert path.read_bytes() == data


def test_other_database(path: Path) -> None:
    """Somebody else's database is not migrated."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE birds (name)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(CaseDamaged, match="not a Herodot case"):
        Store.open(path, NOW)
    with pytest.raises(CaseExists):
        Store.create(path, NOW)
    assert path.read_bytes() == before


def test_newer_case(path: Path) -> None:
    """A case of a newer Herodot is not touched."""
    Store.create(path, NOW).close()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migration VALUES (999, 'to_come', '')")
    connection.close()
    with pytest.raises(HerodotError, match="newer Herodot"):
        Store.open(path, NOW)


def test_migrations_run_once_and_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that fails leaves no trace; one that succeeds is recorded and never taken again."""

    def breaks(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (done)")
        raise HerodotError("no further")

    Store.create(path, NOW).close()
    monkeypatch.setattr(migrations, "MIGRATIONS", {**migrations.MIGRATIONS, 99: breaks})
    with pytest.raises(HerodotError, match="no further"):
        Store.open(path, NOW)
    taken: list[int] = []
    monkeypatch.setattr(migrations, "MIGRATIONS", {1: taken.append, 99: lambda connection: taken.append(99)})
    for _ in range(2):
        with Store.open(path, NOW) as store:
            assert not list(store.reader().rows("SELECT 1 FROM sqlite_master WHERE name = 'half'"))
    assert taken == [99]


def test_busy_case(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that another program writes to can be read meanwhile, and says why it cannot be written."""
    monkeypatch.setattr(store_module, "WAIT_SECONDS", 0.05)
    with Store.create(path, NOW) as store, store.writer() as writer:
        writer.add_report(a_report(), WORDS.encode())
        with Store.open(path, NOW) as other:
            assert other.reader().counts().reports == 0
            with pytest.raises(HerodotError, match="another program"):
                put(other, a_report())


@pytest.mark.skipif(os.name == "nt", reason="there file rights are another thing")
def test_case_that_may_not_be_written() -> None:
    """Without the right to write a case can be asked; writing says what to check."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        ask_without_rights(Path(folder) / "a.herodot")


def ask_without_rights(path: Path) -> None:
    """The body of the test above; not in `tmp_path`, which only its owner may enter."""
    report = a_report()
    with Store.create(path, NOW) as store:
        put(store, report, reading=a_reading(report))
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with without_rights(), Store.open(path, NOW) as store:
            assert store.reader().report(report.id) == report
            with pytest.raises(HerodotError, match="may not be written to"):
                put(store, a_report(name="b.txt"))
        with without_rights(), pytest.raises(HerodotError, match=r"b\.herodot: cannot be opened"):
            Store.create(path.with_name("b.herodot"), NOW)
        path.chmod(0o000)
        with (
            without_rights(),
            pytest.raises(HerodotError, match=r"a\.herodot: cannot be opened; check the rights"),
        ):
            Store.open(path, NOW)
    finally:
        path.parent.chmod(0o755)


@contextmanager
def without_rights() -> Iterator[None]:
    """File rights bind within it: root, whom they do not bind, is nobody meanwhile."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


WRITES_FOREVER = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from herodot.store import Store
from tests.samples import NOW, WORDS, a_reading, a_report
with Store.open(Path(sys.argv[1]), NOW) as store:
    for number in range(100_000):
        words = f"{WORDS} Number {number}."
        report = a_report(words)
        with store.writer() as writer:
            writer.add_report(report, words.encode())
        print("added", report.id, flush=True)
        with store.writer() as writer:
            writer.put_reading(a_reading(report), NOW)
        print("read", report.id, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system cannot kill that way")
def test_killed_half_way(path: Path, checkout: Path) -> None:
    """Whatever was reported as added or read before a kill is there after it, and the case is whole."""
    Store.create(path, NOW).close()
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-c", WRITES_FOREVER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(41)]
        time.sleep(0.01)
        process.kill()
        told += process.stdout.readlines()
    with Store.open(path, NOW) as store:
        unread = store.reader().unread("standin 1")
        for what, key in (line.split() for line in told if line.endswith("\n")):
            assert store.reader().report(key).id == key
            assert what == "added" or key not in unread
        assert len(unread) <= 1
        assert list(verify(store)) == []


def test_questions(path: Path) -> None:
    """Reports by id and file name, entities by words in any case and accents, statements by entity."""
    words = "Zoé Ångström leads the Harbour Watch. Tom Reed denied that Zoé Ångström leads the Dock Union.\n"
    report = a_report(words, name="b.c.txt")
    with Store.create(path, NOW) as store:
        put(store, report, words, a_reading(report))
        facts = store.reader()
        assert facts.find_reports(report.id[:6]) == facts.find_reports("b.c.txt") == (report,)
        assert facts.find_reports("b.c") == (report,)
        assert facts.find_reports("b") == facts.find_reports(report.id[:3]) == facts.find_reports("_.c") == ()
        assert [e.names for e in facts.named("zoe ANGSTROM")] == [("Zoé Ångström",)]
        assert [e.names for e in facts.named("union")] == [("the Dock Union",)]
        assert facts.named("uni") == facts.named("") == facts.named("%") == ()
        (reed,) = facts.named("Reed")
        assert [s.polarity for s in facts.statements_about([reed.id])] == ["denied"]
        assert facts.statements_about([]) == ()
        assert facts.statements_about(e.id for e in facts.entities()) == tuple(facts.statements())
        with pytest.raises(NotFound):
            facts.report("no such")
        counts = facts.counts()
        assert (counts.reports, counts.unread, counts.statements) == (1, 0, 2)
        assert counts.polarity == {"affirmed": 1, "denied": 1}
        assert counts.readers == {"standin 1": 1}
        assert report.id == report_id(report.sha256, None)
