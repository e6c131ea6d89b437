"""What the command's tests share: a place, the stand-in reader, and a way to call the command."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from herodot.cli import main

GOOD = (
    "Harbour news\n\nAnna Bell leads the Harbour Watch. Tom Reed denied that Anna Bell leads the Dock Union. "
    "The mayor of the town was not there when they came to see him about it.\n"
)


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, with the stand-in as the reader and one worker."""
    for name in [name for name in os.environ if name.startswith("HERODOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HERODOT_READER", "tests.standin:load")
    monkeypatch.setenv("HERODOT_WORKERS", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Calls the command in this process."""

    def call(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def case(run: Run) -> str:
    """The name of a new case."""
    assert run("new", "-c", "k.herodot").code == 0
    return "k.herodot"


def manifest(folder: Path, rows: list[str], files: dict[str, str]) -> Path:
    """An `index.jsonl` with those lines, and the files beside it."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    path = folder / "index.jsonl"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path
