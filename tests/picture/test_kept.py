"""The kept picture: what is asked of the case is what is asked of the picture."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from herodot.model.plain import to_plain
from herodot.pages.picture import ask_page, board_page
from herodot.picture.board import board
from herodot.settings import Settings
from herodot.workspace import Workspace
from tests.samples import NOW, WORDS, a_reading, a_report

SECOND = "Dock news\n\nBen Cole leads the Harbour Watch. Anna Bell leads the Dock Union.\n"


def a_workspace(folder: Path, *texts: str) -> Workspace:
    """A case with reports of those words, read by the stand-in."""
    workspace = Workspace(Settings(case=str(folder / "a.herodot")), lambda: datetime(2031, 5, 6, tzinfo=UTC))
    if not workspace.path.exists():
        workspace.create()
    for words in texts:
        with workspace.store.writer() as writer:
            writer.add_report(a_report(words), words.encode())
            writer.put_reading(a_reading(a_report(words)), NOW)
    return workspace


def test_kept_is_what_the_picture_says(tmp_path: Path) -> None:
    """The board from the case is the board of the picture, question by question."""
    with a_workspace(tmp_path, WORDS, SECOND) as workspace:
        kept = board_page(workspace, (), False, "", "", 0).questions
        made = board(workspace.picture())
        assert [to_plain(q) for q in kept] == json.loads(json.dumps([to_plain(q) for q in made]))


def test_kept_follows_the_facts(tmp_path: Path) -> None:
    """A new report, a judgment and another setting each make it anew; asking again does not."""
    with a_workspace(tmp_path, WORDS) as workspace:
        first = workspace.kept().kept_from()
        assert workspace.kept().kept_from() == first
        a_workspace(tmp_path, SECOND).close()
        second = workspace.kept().kept_from()
        assert second != first
        assert {f.answer.shown for f in ask_page(workspace, "Who leads the Harbour Watch?", "").found} == {
            "Anna Bell", "Ben Cole",
        }  # fmt: skip


def test_the_order_of_reports_shows_nowhere(tmp_path: Path) -> None:
    """Whichever report comes first, the picture is the same."""
    pages = []
    for name, texts in (("one", (WORDS, SECOND)), ("other", (SECOND, WORDS))):
        (tmp_path / name).mkdir()
        with a_workspace(tmp_path / name, *texts) as workspace:
            pages.append(board_page(workspace, (), False, "", "", 0))
    assert pages[0] == pages[1]
