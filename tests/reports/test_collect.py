"""Files, folders and manifests become publications; what is bad is one clear line, and the good are kept."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from herodot.model.errors import BadInput
from herodot.model.ids import digest
from herodot.reports.collect import collect
from herodot.reports.publication import Publication

TEXT = "Guns heard at sea\n\nThe harbour master said that two boats had left."
PAGE = (
    "<html><head><title>Guns heard at sea</title><meta property='og:site_name' content='Quay News'>"
    "<meta property='article:published_time' content='2021-05-06T10:00:00Z'></head><body>"
    "<h1>Guns heard at sea</h1>"
    f"<p>{'The harbour master said that two boats had left. ' * 4}</p></body></html>"
)


def take(*paths: Path) -> tuple[list[Publication], list[str]]:
    """The publications and the messages of what was bad."""
    items = list(collect(paths))
    bad = [str(item) for item in items if isinstance(item, BadInput)]
    return [item for item in items if isinstance(item, Publication)], bad


def manifest(folder: Path, *rows: object) -> Path:
    """A manifest in a folder; a row is an object or a raw line."""
    path = folder / "index.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_file_becomes_a_publication_with_its_bytes(tmp_path: Path) -> None:
    """Law: bytes, digest, type and name are the file's; the name is no path; the title comes first."""
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    (found,), bad = take(path)
    assert not bad
    assert found.data == TEXT.encode()
    assert found.document.sha256 == digest(found.data)
    assert (found.document.name, found.document.media_type) == ("report.txt", "text/plain")
    assert found.document.title == "Guns heard at sea"
    assert found.content == TEXT


def test_a_folder_is_taken_in_order_of_name(tmp_path: Path) -> None:
    """Law: folders are walked in order; hidden files are skipped; strangers are counted in one line."""
    (tmp_path / "b").mkdir()
    for name in ("c.md", "a.txt", "b/z.html", "b/d.HTM"):
        (tmp_path / name).write_text(PAGE if "h" in name.lower() else TEXT, "utf-8")
    for name in (".hidden.txt", "x.pdf", "y.docx"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    found, bad = take(tmp_path)
    assert [item.document.name for item in found] == ["a.txt", "d.HTM", "z.html", "c.md"]
    assert bad == [
        f"{tmp_path}: 2 files (x.pdf, …) skipped, of no format that can be read (.txt, .md, .html, .htm)"
    ]


def test_collecting_is_lazy(tmp_path: Path) -> None:
    """Law: nothing is read before it is asked for, so memory holds one report."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    items = collect([tmp_path, tmp_path / "nothing.txt"])
    assert isinstance(items, Iterator)
    assert isinstance(next(items), Publication)


def test_the_manifest_wins_over_the_page(tmp_path: Path) -> None:
    """Law: what a manifest says of a report stands; what it leaves open the page may say."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    row = {
        "id": "1",
        "file": "a.html",
        "outlet": "Quay Daily",
        "published": "2021-05-07",
        "byline": "Ada Obi",
        "url": "",
    }
    path = manifest(tmp_path, row, {"file": "b.txt", "title": "Two boats"})
    for given in (path, tmp_path):
        (page, text), bad = take(given)
        assert not bad
        assert (page.document.outlet, page.document.published) == ("Quay Daily", "2021-05-07")
        assert (page.document.byline, page.document.title) == ("Ada Obi", "Guns heard at sea")
        assert page.document.url is None
        assert text.document.title == "Two boats"
        assert text.content == TEXT, "a manifest's title adds no words to the text"


def test_broken_rows_cost_only_themselves(tmp_path: Path) -> None:
    """Law: each broken row is one line with its number; the good rows are kept."""
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    path = manifest(
        tmp_path / "in",
        "{broken",
        [1, 2],
        {"outlet": "no file"},
        {"file": "gone.txt"},
        {"file": "../secret.txt"},
        {"file": str(tmp_path / "secret.txt")},
        {"file": "a.txt"},
        "",
        {"file": "a.txt"},
        {"file": "bad\x00name.txt"},
        "[" * 100_000,
    )
    found, bad = take(path)
    assert [item.document.name for item in found] == ["a.txt"]
    ends = [
        "line 1: is not valid JSON; write one object on each line",
        "line 2: is no JSON object; write one object with a `file` on each line",
        "line 3: names no `file`; give the name of the report's file",
        "line 4: gone.txt is not there, nor in `reports` beside the manifest; put it there or remove the row",
        "line 5: ../secret.txt lies outside the manifest's folder; copy it there and name it without `..`",
    ]
    assert [message.removeprefix(f"{path} ") for message in bad[:5]] == ends
    assert "lies outside" in bad[5]
    assert bad[6] == f"{path} line 9: a.txt is named a second time; this row is left out"
    assert "line 10: " in bad[7]
    assert "line 11: is not valid JSON" in bad[8]
    assert all("\n" not in message for message in bad)


@pytest.mark.parametrize(
    ("published", "kept", "note"),
    [
        ("2021-05-06", "2021-05-06", False),
        ("2999-01-01", "2999-01-01", False),
        ("2021-02-30", None, True),
        ("soon", None, True),
        (20210506, None, True),
        (None, None, False),
        ("", None, False),
    ],
)
def test_a_bad_date_costs_only_the_date(
    tmp_path: Path, published: object, kept: str | None, note: bool
) -> None:
    """Law: a report with an impossible date is kept without it, and a note follows; the future is kept."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    path = manifest(tmp_path, {"file": "a.txt", "published": published})
    (found,), bad = take(path)
    assert found.document.published == kept
    assert len(bad) == note
    assert all("line 1: `published`" in message and "left out" in message for message in bad)


BAD_FILES = {
    "empty": ("a.txt", b"", "is empty"),
    "white": ("a.txt", b" \n\t\r\n ", "is empty"),
    "binary": ("a.txt", b"\x7fELF\x02\x01\x01\x00\x00", "a program, not text"),
    "zeros": ("a.txt", b"abc\x00\x00\x00def", "binary data"),
    "pdf": ("a.txt", b"%PDF-1.4 ...", "a PDF file"),
    "no text in page": ("a.html", b"<html><body><nav>Home</nav></body></html>", "no text of a report"),
    "nested page": ("a.html", b"<div>" * 50_000, "nests its tags too deep"),
    "unknown format": ("a.xyz", b"text", "of no format that can be read (.txt, .md, .html, .htm)"),
    "large markdown": ("a.md", b"word " * 500_000, "larger than 2 MiB"),
}


@pytest.mark.parametrize(("name", "data", "message"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_one_clear_line(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    """Law: a bad file gives one line that names it as it was given, and the files beside it are kept."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    found, bad = take(tmp_path / name, tmp_path / "good.txt")
    assert [item.document.name for item in found] == ["good.txt"]
    assert len(bad) == 1
    assert bad[0].startswith(f"{tmp_path / name}: ")
    assert message in bad[0]
    assert "\n" not in bad[0]


def test_what_is_not_there_or_is_no_file(tmp_path: Path) -> None:
    """Law: missing paths, folders named like files and empty folders are one line each, never a traceback."""
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    found, bad = take(tmp_path / "gone.txt", folder, manifest(tmp_path))
    assert not found
    assert [message.split(": ", 1)[1].split(";")[0] for message in bad] == [
        "is not there (any more)",
        "holds no reports",
        "is empty",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_circle_end(tmp_path: Path) -> None:
    """Law: no folder is walked twice; a link that leads nowhere is one line."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found, bad = take(tmp_path)
    assert [item.document.name for item in found] == ["a.txt"]
    assert len(bad) == 1
    assert bad[0].startswith(f"{tmp_path / 'self.txt'}: ")


@pytest.mark.skipif(sys.platform == "win32", reason="a link to outside needs rights there")
def test_a_manifest_does_not_reach_outside_by_a_link(tmp_path: Path) -> None:
    """Law: a row whose file is a link out of the folder is refused."""
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    found, bad = take(manifest(tmp_path / "in", {"file": "a.txt"}))
    assert not found
    assert "lies outside" in bad[0]


@pytest.mark.parametrize(
    "error", [FileNotFoundError(2, "gone"), PermissionError(13, "no"), OSError(5, "I/O error")]
)
def test_a_file_that_fails_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """Law: a file that vanishes, is forbidden or breaks while reading is one line; the next is read."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    real_open = Path.open

    def failing_open(self: Path, *args: str) -> object:
        if self.name == "a.txt":
            raise error
        return real_open(self, *args)

    monkeypatch.setattr(Path, "open", failing_open)
    found, bad = take(tmp_path)
    assert [item.document.name for item in found] == ["b.txt"]
    assert len(bad) == 1
    assert bad[0].startswith(f"{tmp_path / 'a.txt'}: ")


def test_a_forbidden_folder_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: a folder that may not be listed is one line, and what lies beside it is kept."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "z.txt").write_text(TEXT, "utf-8")
    real_iterdir = Path.iterdir

    def failing_iterdir(self: Path) -> Iterator[Path]:
        if self.name == "closed":
            raise PermissionError(13, "Permission denied", os.fspath(self))
        return real_iterdir(self)

    monkeypatch.setattr(Path, "iterdir", failing_iterdir)
    found, bad = take(tmp_path)
    assert [item.document.name for item in found] == ["z.txt"]
    assert bad == [
        f"{tmp_path / 'closed'}: may not be read by you; change its permissions or run as another user"
    ]


def test_a_page_with_an_impossible_date_is_kept(tmp_path: Path) -> None:
    """Law: what a page says wrongly of itself costs only that."""
    (tmp_path / "a.html").write_text(PAGE.replace("2021-05-06T", "2021-05-66T"), "utf-8")
    (found,), bad = take(tmp_path / "a.html")
    assert found.document.published is None
    assert len(bad) == 1
    assert "is no date and was left out" in bad[0]
