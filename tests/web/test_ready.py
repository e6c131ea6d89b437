"""What pages look at is made beside them: one that would wait long says so, programs wait, nothing is made twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from herodot.model.errors import CaseBusy
from herodot.settings import Settings
from herodot.web.app import VIEWS, make_app
from herodot.web.guard import HEADERS
from herodot.web.last_picture import LastPicture
from herodot.workspace import Workspace
from tests.samples import NOW, a_report
from tests.web.made_case import CLOCK, Story, a_case
from tests.web.test_drawn_pages import a_raid, a_truce

PLAIN = [path for path in VIEWS if "{" not in path and path != "/question"]
IN_MEMORY = {"/timeline", "/map", "/network", "/roles", "/numbers", "/copies", "/brief", "/identity"}
"""Pages of the picture in memory; the others ask what is kept in the case, or its facts alone."""


class Gate:
    """Holds up whoever calls a method, until it is opened."""

    def __init__(self, method: Callable[..., Any]) -> None:
        """Nobody has called."""
        self.method, self.opened, self.calls = method, threading.Event(), 0

    def stand_in(self) -> Callable[..., Any]:
        """What takes the method's place."""

        def held_up(*given: object) -> object:
            self.calls += 1
            assert self.opened.wait(60)
            return self.method(*given)

        return held_up


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A case with a disputed raid, whose picture is not kept yet; pages wait no longer than a moment."""
    monkeypatch.setattr("herodot.web.ready.PATIENCE_SECONDS", 0.2)
    return a_case(tmp_path, [a_raid(), a_truce()])


@pytest.fixture
def app(settings: Settings) -> Starlette:
    """Its pages."""
    return make_app(settings, lambda: CLOCK)


@pytest.fixture
def picture(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Holds up whoever makes the picture in memory."""
    gate = Gate(LastPicture._made)
    monkeypatch.setattr(LastPicture, "_made", gate.stand_in())
    yield gate
    gate.opened.set()


def asks(app: Starlette, path: str) -> Any:
    """What a browser gets there."""
    return TestClient(app, base_url="http://127.0.0.1:8021").get(path)


def later(app: Starlette, path: str) -> Any:
    """What a browser gets there in the end: it comes again as often as it is told to."""
    for _ in range(200):
        if (answer := asks(app, path)).status_code != 503:
            return answer
    raise AssertionError(f"{path} never came")


def test_a_page_that_would_wait_says_so(app: Starlette, picture: Gate) -> None:
    """It says what it waits for, comes again without a script, and is then there; JSON waits; one picture is made."""
    app.state.ready.begin()
    with ThreadPoolExecutor(1) as pool:
        record = pool.submit(asks, app, "/map.json")
        for path in sorted(IN_MEMORY) * 2:
            answer = asks(app, f"{path}?name=")
            assert (answer.status_code, answer.headers["refresh"], answer.headers["retry-after"]) == (
                503,
                "1",
                "1",
            )
            assert "comes by itself" in answer.text
            assert f'<a href="{path}?name=">Show it</a>' in answer.text
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert not record.done()
        for path in set(PLAIN) - IN_MEMORY:
            assert asks(app, path).status_code == 200, path
        picture.opened.set()
        assert record.result(60).status_code == 200
    assert all(later(app, path).status_code == 200 for path in PLAIN)
    assert picture.calls == 1


def test_once_it_is_ready_no_page_makes_it(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server begins with is all that pages of today need."""
    app.state.ready.begin().result(60)
    for name in ("loaded", "picture"):
        monkeypatch.setattr(Workspace, name, lambda *_: pytest.fail("a page made a picture"))
    monkeypatch.setattr("herodot.keeping.change_of", lambda *_: pytest.fail("a page changed what is kept"))
    assert [path for path in PLAIN if asks(app, path).status_code != 200] == []


def test_what_is_kept_is_waited_for_too(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the kept picture takes long, pages of it say so; what needs the facts alone is there."""
    gate = Gate(Workspace.kept)
    monkeypatch.setattr(Workspace, "kept", gate.stand_in())
    assert {path: asks(app, path).status_code for path in ("/", "/board", "/reports")} == {
        "/": 503, "/board": 503, "/reports": 200,
    }  # fmt: skip
    gate.opened.set()
    assert later(app, "/").status_code == 200
    assert gate.calls == 1


def test_what_fails_is_told_and_tried_again(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why it could not be made stands on the page; the next page tries anew."""
    with monkeypatch.context() as patched:

        def busy(_: Workspace) -> None:
            raise CaseBusy("the case is full of writers")

        patched.setattr(Workspace, "kept", busy)
        answer = asks(app, "/board")
        assert (answer.status_code, "refresh" in answer.headers) == (503, False)
        assert "The case is full of writers." in answer.text
    assert later(app, "/board").status_code == 200


def test_what_came_meanwhile_is_shown(app: Starlette, settings: Settings, picture: Gate) -> None:
    """A picture that is older than the facts when it is there is not shown: another is made."""
    app.state.ready.begin()
    assert asks(app, "/network").status_code == 503
    story = Story("Zoe Lind leads the Lamp Office.")
    story.say(story.there("Zoe Lind", "Person"), "leader_of", story.there("Lamp Office", "Organization"))
    with Workspace(settings, lambda: CLOCK) as workspace, workspace.store.writer() as writer:
        writer.add_report(a_report(story.text), story.text.encode())
        writer.put_reading(story.reading(), NOW)
    picture.opened.set()
    assert "Lamp Office" in later(app, "/network").text
