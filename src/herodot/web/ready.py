"""What pages look at is made ready beside them: when the server starts, and after a change.

One rule: a page waits a little, then says that it waits and comes again; a program that asks for the record waits. Of
each thing one is made at a time, however many ask.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import Response

from herodot.keeping import is_kept
from herodot.web.last_picture import LastPicture
from herodot.web.visitor import drawn
from herodot.workspace import Workspace

if TYPE_CHECKING:
    from herodot.picture.index import Index
    from herodot.settings import Settings
    from herodot.workspace import CaseReader

PATIENCE_SECONDS = 2.0
"""For so long a page is held back; longer than the picture of a large case takes after one more report or decision."""
AGAIN_SECONDS = 1
"""After which a page that was not ready is asked for again."""
KEPT, TODAY = "kept", ""
"""Names of what is made, besides the days as of which a picture is."""


class NotReady(Exception):
    """What a page needs is still being made."""


class Ready:
    """Makes the kept picture, and the one in memory, what the facts come to, in a thread of its own."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime], last: LastPicture) -> None:
        self._open = partial(Workspace, settings, clock)
        self._last = last
        self._jobs: dict[str, Future[None]] = {}
        self._lock = threading.Lock()

    def begin(self) -> Future[None]:
        """Begins to make all that pages of today need; the future is done when it is there."""
        return self._job(TODAY, self._make_today)

    def kept(self, workspace: Workspace) -> CaseReader:
        """As `Workspace.kept`. Raises `NotReady`."""
        if not workspace.store.read_only:
            least = workspace.settings.min_confidence
            self._wait(lambda: is_kept(workspace.store, least), KEPT, lambda w: w.kept())
        return workspace.facts

    def index(self, workspace: Workspace, as_of: str = "") -> Index:
        """As `LastPicture.of`. Raises `NotReady`."""
        found: list[Index] = []

        def is_there() -> bool:
            held = self._last.held(workspace, as_of)
            found.extend([held] if held else [])
            return bool(found)

        self._wait(is_there, as_of, (lambda w: self._last.of(w, as_of)) if as_of else self._make_today)
        return found[0]

    def _make_today(self, workspace: Workspace) -> None:
        # First what is kept: who waits for that alone has it sooner.
        self._job(KEPT, lambda w: w.kept()).result()
        self._last.of(workspace)

    def _wait(self, is_there: Callable[[], bool], name: str, make: Callable[[Workspace], object]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not is_there():
            try:
                self._job(name, make).result(max(end - time.monotonic(), 0.0))
            except TimeoutError:
                raise NotReady from None

    def _job(self, name: str, make: Callable[[Workspace], object]) -> Future[None]:
        """What is at work under that name; begun now where nothing is. What it raises, the future raises."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None or job.done():
                self._jobs = {other: each for other, each in self._jobs.items() if not each.done()}
                job = self._jobs[name] = Future()
                # A daemon: who ends the program does not wait for it.
                threading.Thread(target=self._run, args=(job, make), daemon=True).start()
            return job

    def _run(self, job: Future[None], make: Callable[[Workspace], object]) -> None:
        try:
            with self._open() as workspace:
                make(workspace)
        except BaseException as error:
            job.set_exception(error)
        else:
            job.set_result(None)


def waiting(pages: Environment, request: Request) -> Response:
    """The page that says that another is on its way; the browser asks again by itself, without a script."""
    answer = drawn(pages, request, "waiting", {}, 503)
    answer.headers["refresh"] = answer.headers["retry-after"] = str(AGAIN_SECONDS)
    return answer


class Patient(Workspace):
    """A case whose picture is made ready beside the page that asks."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime], ready: Ready) -> None:
        """`ready`: makes it."""
        super().__init__(settings, clock)
        self._ready = ready

    def kept(self) -> CaseReader:
        """As of a workspace. Raises `NotReady`."""
        return self._ready.kept(self)
