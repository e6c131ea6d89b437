"""Whatever comes in: one clear line naming the file, the good ones kept, exit code 1, nothing half-stored."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from herodot.cli import main
from tests.cli.conftest import GOOD, Run

ROW = {"file": "good.txt", "outlet": "The Quay", "title": "Harbour news", "published": "2021-05-01"}
GERMAN = (
    "Neues vom Hafen\n\nDer Bürgermeister der Stadt sagte am Montag, dass die Verhandlungen mit den "
    "Arbeitern noch nicht beendet seien und dass man weiter reden wolle.\n"
)


def row(**changes: str | None) -> str:
    """A line of a manifest; `None` takes a key away."""
    return json.dumps({key: value for key, value in {**ROW, **changes}.items() if value is not None})


def written(name: str, data: str | bytes) -> Callable[[Path], str]:
    """Puts a file beside the good one and into the manifest."""

    def make(folder: Path) -> str:
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return row(file=name)

    return make


def dated(published: str | None) -> Callable[[Path], str]:
    """Another good file, with that date."""

    def make(folder: Path) -> str:
        (folder / "bad.txt").write_text(GOOD + "And so on.", "utf-8")
        return row(file="bad.txt", published=published)

    return make


BAD: dict[str, tuple[Callable[[Path], str], str, int]] = {
    "empty": (written("bad.txt", ""), "bad.txt", 1),
    "binary": (written("bad.txt", bytes(range(256)) * 40), "bad.txt", 1),
    "bomb": (written("bad.html", "<html><body>" + "<div>" * 100_000 + "x"), "bad.html", 1),
    "no text in it": (written("bad.html", "<html><body></body></html>"), "bad.html", 1),
    "broken row": (lambda folder: '{"file": "bad.txt", ', "index.jsonl", 1),
    "row without file": (lambda folder: '{"outlet": "The Quay"}', "index.jsonl", 1),
    "lost file": (lambda folder: row(file="bad.txt"), "bad.txt", 1),
    "no date": (dated(None), "bad.txt", 2),
    "future": (dated("2999-01-01"), "bad.txt", 2),
    "no such day": (dated("2021-02-30"), "bad.txt", 2),
    "other language": (written("bad.txt", GERMAN), "bad.txt", 2),
}


@pytest.mark.parametrize(("make", "named", "kept"), BAD.values(), ids=BAD.keys())
def test_bad_beside_good(
    run: Run, place: Path, case: str, make: Callable[[Path], str], named: str, kept: int
) -> None:
    """The bad one is told in a line that names it; the good one is stored and read; the case is whole."""
    folder = place / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "index.jsonl").write_text(f"{make(folder)}\n{row()}\n", "utf-8")
    done = run("add", "-c", case, folder / "index.jsonl")
    assert done.code == 1, done
    assert done.err.count("\n") >= 1
    assert all(line.startswith("herodot: ") for line in done.err.splitlines())
    assert named in done.err
    status = json.loads(run("status", "-c", case, "--json").out)["counts"]
    assert status["reports"] == kept
    assert status["statements"] >= 2
    assert status["unread"] == 0
    assert run("verify", "-c", case).code == 0


def test_other_language_is_marked_and_not_guessed_at(run: Run, place: Path, case: str) -> None:
    """A text that the reader cannot read is kept and marked; nothing is said to be said in it."""
    (place / "de.txt").write_text(GERMAN + "Anna Bell leads the Harbour Watch.", "utf-8")
    done = run("add", "-c", case, "de.txt")
    assert "written in `de`" in done.err
    assert "1 not read" in done.out
    page = json.loads(run("show", "-c", case, "de.txt", "--json").out)
    assert (page["language"], page["statements"], page["entities"]) == ("de", [], 0)
    assert "nothing to do" in run("read", "-c", case).out


def test_broken_html_is_read(run: Run, place: Path, case: str) -> None:
    """HTML with open tags is a report like any other."""
    (place / "a.html").write_text(
        "<html><head><title>Quay news</title><meta property='article:published_time' content='2021-05-01'>"
        "<body><article><h1>Quay news</h1><p>Anna Bell leads the Harbour Watch.<p>The <b>man was there "
        "when they came to see him about the money that it has.",
        "utf-8",
    )
    assert run("add", "-c", case, "a.html").code == 0
    assert "Anna Bell" in run("who", "-c", case, "bell").out


def test_wrong_encoding_is_kept(run: Run, place: Path, case: str) -> None:
    """Text that is not UTF-8 is read in the encoding it is in."""
    words = (
        "Café news\n\nZoé Bell leads the Harbour Watch. The man was in the café and it was good for him.\n"
    )
    (place / "a.txt").write_bytes(words.encode("latin-1"))
    run("add", "-c", case, "a.txt")
    assert "Zoé Bell" in run("who", "-c", case, "bell").out


def test_one_long_line(run: Run, place: Path, case: str) -> None:
    """A megabyte without a line end is a report (50 MB take a minute; see the figures of `make bench`)."""
    (place / "a.txt").write_text("the man said that he was there " * 35_000, "utf-8")
    assert "1 added, 1 read" in run("add", "-c", case, "a.txt").out


def test_file_vanishes(run: Run, place: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that goes away between listing and reading is one line; the next one is read."""
    (place / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (place / "in" / name).write_text(GOOD + name, "utf-8")
    opened = Path.open

    def vanishing(self: Path, *values: object, **named: object) -> object:
        if self.name == "a.txt":
            self.unlink()
        return opened(self, *values, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", vanishing)
    done = run("add", "-c", case, "in")
    assert done.code == 1
    assert "a.txt" in done.err
    assert "1 added, 1 read" in done.out


@pytest.mark.skipif(os.name == "nt", reason="there file rights are another thing")
def test_folder_without_permission(run: Run, place: Path, case: str) -> None:
    """A folder that may not be entered is one line; the file beside it is read."""
    (place / "closed").mkdir()
    (place / "good.txt").write_text(GOOD, "utf-8")
    (place / "closed").chmod(0o000)
    root = os.geteuid() == 0
    if root:
        # Rights do not bind root: the test becomes nobody, who must then own the case.
        for path in (place, place / case):
            os.chown(path, 65534, 65534)
        for folder in (place.parent, place.parent.parent):
            folder.chmod(0o755)
        os.seteuid(65534)
    try:
        done = run("add", "-c", case, "closed", "good.txt")
    finally:
        if root:
            os.seteuid(0)
        (place / "closed").chmod(0o755)
    assert done.code == 1
    assert "closed" in done.err
    assert "1 added, 1 read" in done.out


def test_full_disk(run: Run, place: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk stops the work with one line; what was stored is told, whole, and gone on from."""
    from herodot.store import Store

    for name in ("a.txt", "b.txt"):
        noise = os.urandom(40_000 if name == "b.txt" else 4).hex(" ", 16)
        (place / name).write_text(GOOD * 40 + noise, "utf-8")
    opened = Store.open.__func__  # type: ignore[attr-defined]

    def small(cls: type[Store], path: Path, now: str) -> Store:
        store: Store = opened(cls, path, now)
        (pages,) = next(store.reader().rows("PRAGMA page_count"))
        list(store.reader().rows(f"PRAGMA max_page_count = {pages + 8}"))
        return store

    with monkeypatch.context() as patch:
        patch.setattr(Store, "open", classmethod(small))
        done = run("add", "-c", case, "--no-read", "a.txt", "b.txt")
    assert done.code == 1
    assert "k.herodot: no space left" in done.err
    assert "1 added" in done.out
    assert run("verify", "-c", case).code == 0
    assert "1 added, 1 there already, 2 read" in run("add", "-c", case, "a.txt", "b.txt").out


def test_one_bad_report_for_the_reader(run: Run, place: Path, case: str, tmp_path: Path) -> None:
    """A report on which the reader fails is told, with the place of the details; others are read."""
    (place / "a.txt").write_text(GOOD + "FAIL NOW", "utf-8")
    (place / "b.txt").write_text(GOOD, "utf-8")
    done = run("add", "-c", case, "a.txt", "b.txt")
    assert done.code == 1
    (line,) = [line for line in done.err.splitlines() if "a.txt: the reader failed" in line]
    log = Path(line.rpartition("Details: ")[2])
    assert "asked to fail" in log.read_text("utf-8")
    log.unlink()
    assert "1 read" in done.out
    assert json.loads(run("status", "-c", case, "--json").out)["counts"]["unread"] == 1


def test_odd_file_name(run: Run, place: Path, case: str) -> None:
    """A name whose bytes are no text is shown as well as can be."""
    if os.name == "nt":
        name: str | bytes = "b.txt"
    else:
        name = b"b\xff.txt"
    with open(name, "w") as out:  # noqa: PTH123 (a path of bytes)
        out.write(GOOD)
    assert main(["add", "-c", case, os.fsdecode(name)]) == 1
    assert (
        run("show", "-c", case, "--json", json.loads(run("status", "-c", case, "--json").out)["case"]).code
        == 1
    )
    assert "1 report" in run("export", "-c", case, "-o", "out.jsonl").out
