"""A browser for the tests of this folder. One rule: where there is none they say so and are passed over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from herodot.pages.picture import decide
from herodot.workspace import Workspace
from tests.browser.rig import MUST, driven, lacking, served
from tests.web.made_case import CLOCK, a_case
from tests.web.test_drawn_pages import a_raid, a_truce


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running Chromium."""
    if why := lacking():
        pytest.fail(why) if MUST else pytest.skip(why)
    with driven() as found:
        yield found


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """An empty page as large as a laptop's; what it complains of fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, complaints = context.new_page(), list[str]()
    opened.on("console", lambda said: complaints.append(f"{said.text} ({said.location.get('url')})"))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("requestfailed", lambda asked: complaints.append(f"not loaded: {asked.url}: {asked.failure}"))
    yield opened
    context.close()
    # Who goes on to another page while an icon loads gives that up: no fault of the page.
    assert [words for words in complaints if "ERR_ABORTED" not in words] == []


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a case with a disputed raid and a planned truce; somebody decided on who is who."""
    settings = a_case(tmp_path_factory.mktemp("made"), [a_raid(), a_truce()])
    with Workspace(settings, lambda: CLOCK) as workspace:
        for one, note in (("Ann Reyes", "the two speak for different guilds"), ("Юрий Белов", "")):
            made = decide(workspace, "Konstantínos Papadopoúlos", one, "Salt Guild", "two sources", note)
        workspace.undo(made.judgments[0].judgment.id, "Ida")
    with served(settings) as address:
        yield address


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a case with nothing in it."""
    folder: Path = tmp_path_factory.mktemp("empty")
    with served(a_case(folder, [])) as address:
        yield address
