"""Topic `scale`: how long a large case lets people wait: the first picture, every question, one more report.

One rule: a question is asked as the program asks it: the case is opened for each, as a command does, and once more
through the web application. Python's own start is not counted; `python -m benchmarks speed` measures it.

    python -m benchmarks scale                          a case of 100,000 statements
    python -c "from benchmarks import scale; scale.show(5_000)"       a smaller one
"""

from __future__ import annotations

import hashlib
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from benchmarks.made_case import STATEMENTS, MadeWorld, later_reports, made_reports, made_world
from benchmarks.picture import peak_mb
from benchmarks.results import Figure, Measured, table
from herodot.model.records import Mark
from herodot.pages.picture import ask_page, board_page, search_page
from herodot.pages.reports import who_page
from herodot.picture.kept import nothing
from herodot.settings import Settings
from herodot.store.records import KeptState
from herodot.store.tables import KEPT, OF_RECORD, selected
from herodot.workspace import Workspace

HELD = 100_000
"""Statements of the case."""
ASKED = 60
"""Questions of each kind, about other people and bodies each."""
AT_ONCE = 200
"""Reports that are stored in one transaction."""
CHANGES, WORDS = 7, 500
"""Reports and decisions that come later, and the words of such a report."""
T = TypeVar("T")


def measure() -> Measured:
    """Figures of a case of `HELD` statements."""
    return Measured(figures=figures_of(HELD), digests={})


def show(statements: int) -> None:
    """Prints the figures of a case of that size."""
    print(table(Measured(figures=figures_of(statements), digests={})))


def figures_of(statements: int) -> dict[str, Figure]:
    """Makes the case in a folder of its own, asks, and throws it away."""
    reports = statements // STATEMENTS + 1
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(case=str(Path(folder) / "made.herodot"))
        stored = fill(settings, reports)
        figures: dict[str, Figure] = {"reports": reports, "statements": stored}
        figures |= first_picture(settings)
        world = made_world(reports)
        for name, asked in questions(world).items():
            figures |= {f"{name}_{key}": value for key, value in waited(settings, asked).items()}
        for name, addresses in pages(world).items():
            figures |= {f"web_{name}_{key}": value for key, value in waited_for(settings, addresses).items()}
        figures |= changes(settings, reports)
    return figures


def fill(settings: Settings, reports: int) -> int:
    """Makes the case with so many reports; gives how many statements it holds."""
    made, stored = made_reports(reports), 0
    with opened(settings) as workspace:
        workspace.create()
        while some := list(islice(made, AT_ONCE)):
            with workspace.store.writer() as writer:
                for report, data, reading in some:
                    writer.add_report(report, data)
                    writer.put_reading(reading, "2032-01-01T00:00:00+00:00")
                    stored += len(reading.statements)
    return stored


def first_picture(settings: Settings) -> dict[str, Figure]:
    """Seconds to make and keep the picture of a case that has none."""
    began, worked = time.perf_counter(), time.process_time()
    with opened(settings) as workspace:
        workspace.kept()
    return {
        "first_picture_seconds": round(time.perf_counter() - began, 1),
        "first_picture_cpu_seconds": round(time.process_time() - worked, 1),
        "first_picture_peak_mb": peak_mb(),
        "case_mb": round(workspace.path.stat().st_size / 2**20),
    }


def changes(settings: Settings, reports: int) -> dict[str, Figure]:
    """Seconds until the picture is up to date again when something changed, and until it is when it is made anew.

    `update`: one report of `WORDS` words; `judged`: one decision. Of several the median. `as_rebuilt`: 1 where the rows
    that were brought up to date are those that are made anew. `load`: the picture into memory; `share`: the same after
    a change, from the one that was in memory before."""
    took: dict[str, list[tuple[float, float]]] = {"update": [], "judged": [], "share": []}
    with opened(settings) as workspace:
        held, loaded = timed(workspace.loaded)
        for report, data, reading in later_reports(reports, CHANGES, WORDS):
            with workspace.store.writer() as writer:
                writer.add_report(report, data)
                writer.put_reading(reading, "2032-01-01T00:00:00+00:00")
            took["update"].append(timed(workspace.kept)[1])
            names = [m for m in reading.mentions if m.kind == "name"]
            one, other = (Mark(report=m.report, start=m.start, end=m.end) for m in (names[0], names[-1]))
            workspace.judge("different", one, other, "Ana")
            took["judged"].append(timed(workspace.kept)[1])
            held, seconds = timed(partial(workspace.loaded, held))
            took["share"].append(seconds)
        grown = kept_digest(workspace)
        with workspace.store.writer() as writer:
            writer.keep_picture(nothing(), "")
        rebuild = timed(workspace.kept)[1]
        again = kept_digest(workspace)
    found = {name: sorted(times)[len(times) // 2] for name, times in took.items()}
    found |= {"load": loaded, "rebuild": rebuild}
    figures: dict[str, Figure] = {"as_rebuilt": int(grown == again)}
    for name, (waited_seconds, worked) in found.items():
        figures |= {f"{name}_seconds": round(waited_seconds, 2), f"{name}_cpu_seconds": round(worked, 2)}
    return figures


def timed(run: Callable[[], T]) -> tuple[T, tuple[float, float]]:
    """What a run gives, and its seconds: all, and the processor's."""
    began, worked = time.perf_counter(), time.process_time()
    found = run()
    return found, (time.perf_counter() - began, time.process_time() - worked)


def kept_digest(workspace: Workspace) -> str:
    """A digest of all rows of the kept picture."""
    told = hashlib.sha256()
    for kind in KEPT:
        name = OF_RECORD[kind].name
        if kind is not KeptState:
            rows = workspace.facts.rows(f"SELECT {selected(kind)} FROM {name}")
            for row in sorted(map(repr, map(tuple, rows))):
                told.update(row.encode())
    return told.hexdigest()


Question = Callable[[Workspace], object]


def questions(world: MadeWorld) -> Mapping[str, list[Question]]:
    """What is asked, by the command that asks it."""
    draw = random.Random(23)
    bodies = draw.choices(world.bodies, k=ASKED)
    # Whom many reports name, and whom a few do; who is nowhere cannot be asked about.
    people = [draw.choice(world.leads)[0] for _ in range(ASKED // 2)]
    people += [draw.choice(world.events).target for _ in range(ASKED // 2)]
    places = draw.choices(world.places, k=ASKED)
    return {
        "ask": [
            *(partial(ask_page, asked=f"Who leads the {b}?", as_of="") for b in bodies[::2]),
            *(partial(ask_page, asked=f"How many were killed at {p}?", as_of="") for p in places[::2]),
        ],
        "ask_of_nobody": [partial(ask_page, asked="Who was arrested?", as_of="")] * (ASKED // 4),
        "who": [partial(who_page, words=person) for person in people],
        "board": [partial(_board, name=())] * ASKED,
        "board_contested": [partial(_board, name=(), contested=True)] * ASKED,
        "board_name": [partial(_board, name=(body,)) for body in bodies],
        "search": [
            *(partial(search_page, words=p, most=20) for p in people[::2]),
            *(partial(search_page, words=f"{p} convoy", most=20) for p in places[::2]),
        ],
    }


def _board(workspace: Workspace, name: tuple[str, ...], contested: bool = False) -> object:
    return board_page(workspace, name, contested, "", "", 20)


def pages(world: MadeWorld) -> Mapping[str, list[str]]:
    """Addresses of the web's pages."""
    draw = random.Random(29)
    bodies = [body.replace(" ", "+") for body in draw.choices(world.bodies, k=ASKED // 2)]
    return {
        "find": [f"/find?asked=Who+leads+the+{body}" for body in bodies],
        "board": ["/board"] * (ASKED // 2),
        "board_name": [f"/board?name={body}" for body in bodies],
    }


def waited(settings: Settings, asked: Iterable[Question]) -> dict[str, Figure]:
    """Milliseconds for each question, the case opened and closed each time."""

    def once(question: Question) -> object:
        with opened(settings) as workspace:
            return question(workspace)

    return percentiles(partial(once, question) for question in asked)


def waited_for(settings: Settings, addresses: Iterable[str]) -> dict[str, Figure]:
    """Milliseconds for each page, drawn."""
    from starlette.testclient import TestClient

    from herodot.web.app import make_app

    client = TestClient(make_app(settings, now), base_url="http://127.0.0.1:8021")
    return percentiles(partial(client.get, address) for address in addresses)


def percentiles(runs: Iterable[Callable[[], object]]) -> dict[str, Figure]:
    """The median and the 95th percentile of what each run takes, in milliseconds, the first not counted.

    `cpu` is the processor's time, which other programs on the machine hardly change.
    """
    took, worked = [], []
    for run in runs:
        began, busy = time.perf_counter(), time.process_time()
        run()
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    return {
        f"{name}p{share}_ms": round(sorted(times[1:])[(len(times) - 1) * share // 100], 1)
        for name, times in (("", took), ("cpu_", worked))
        for share in (50, 95)
    }


def opened(settings: Settings) -> Workspace:
    """The case, as a command opens it."""
    return Workspace(settings, now)


def now() -> datetime:
    """A clock."""
    return datetime.now(UTC)
