"""What the browser tests stand on: a Chromium of this machine, the pages served as `herodot serve` does, and axe.

One rule: nothing is imported that is not there everywhere until somebody asks for a browser.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from herodot.settings import Settings

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
MUST = os.environ.get("HERODOT_BROWSER") == "must"
"""Set by `make browser`: a browser that lacks is then a failure."""
SIZES = {"laptop": (1280, 900), "phone": (360, 780)}
SCHEMES = ("light", "dark")


def chromium() -> str:
    """Where this machine's Chromium is: as HERODOT_CHROMIUM says, else on the path; empty where there is none."""
    named = os.environ.get("HERODOT_CHROMIUM", "")
    return named or next((found for name in NAMES if (found := shutil.which(name))), "")


def lacking() -> str:
    """Why no browser can be driven here, and what to do; empty where one can."""
    if find_spec("playwright") is None:
        return "no Playwright here: install Herodot with its extra `test`"
    if not chromium():
        return "no Chromium here; install one (Debian: apt install chromium), or set HERODOT_CHROMIUM to it"
    return ""


@contextmanager
def driven() -> Iterator[Any]:
    """A running Chromium, as Playwright gives it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # A container's root has no sandbox; the pages are our own.
        found = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield found
        finally:
            found.close()


@contextmanager
def served(settings: Settings, make: Callable[..., Any] | None = None) -> Iterator[str]:
    """The pages of a case on a free port of this machine, or those that `make` makes; gives their address."""
    import uvicorn

    from herodot.web.app import make_app

    app = (make or make_app)(settings, lambda: datetime.now(UTC))
    app.state.ready.begin().result()
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server ended before it began"
            time.sleep(0.02)
        (port,) = (s.getsockname()[1] for each in server.servers for s in each.sockets)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def faults_of(browser: Any, base: str, scheme: str, sizes: Iterable[str] = SIZES) -> list[str]:
    """What axe finds on each page of a case, a line each: as it comes, on a laptop also with all opened that can be."""
    faults = []
    for width, height in (SIZES[size] for size in sizes):
        context = browser.new_context(
            color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": height}
        )
        page = context.new_page()
        page.set_default_timeout(120_000)
        for path in addresses(page, base):
            page.goto(base + path)
            page.evaluate(AXE.read_text("utf-8"))
            for state in ("", ", opened"):
                if state and (width < SIZES["laptop"][0] or not page.evaluate(_OPEN)):
                    continue
                for fault in page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]:
                    nodes = "; ".join(node["html"][:120] for node in fault["nodes"][:3])
                    faults.append(f"{path} at {width}{state}: {fault['id']} ({fault['impact']}): {nodes}")
        context.close()
    return faults


_OPEN = "[...document.querySelectorAll('details:not([open])')].map((d) => (d.open = true)).length"


def addresses(page: Any, base: str) -> list[str]:
    """One address of each kind of page of a case, taken from its records; those that a case does not have lack."""
    from herodot.web.app import VIEWS

    def record(path: str) -> Any:
        return page.request.get(base + path).json()

    found = [path for path in VIEWS if "{" not in path and path != "/question"]
    found.append("/find?asked=Who+leads+the+Harbour+Watch%3F")
    found.append("/map?middle=13.8,20.8&km=300")
    for question in record("/board.json")["questions"][:1]:
        found.append(f"/question?about={question['about']}&property={question['property']}")
        found.append(f"/brief?name={question['about']}&property={question['property']}")
        found.append(f"/entity/{question['about']}")
    for group in record("/review.json")["groups"]:
        for waiting in group["statements"][:1]:
            found.append(f"/report/{waiting['report']}?statement={waiting['id']}")
    return [*dict.fromkeys(found), "/entity/nobody"]
