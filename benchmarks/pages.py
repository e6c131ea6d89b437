"""Topic `pages`: how long and how heavy every page of the web is on a large case, and what axe finds in a browser.

One rule: the pages are those that the application has, so that none is forgotten; an address with a key in it that
nobody here knows to fill is an error. Measured is the application's answer, once it has its picture in memory.

    python -m benchmarks pages                          a case of 100,000 statements
    python -m benchmarks.pages CASE                     a case made before, the table alone
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from benchmarks.exam import RunFailed
from benchmarks.made_case import STATEMENTS
from benchmarks.results import Figure, Measured, table
from benchmarks.scale import HELD, fill, first_picture, now, percentiles
from herodot.meanwhile import how_far
from herodot.settings import Settings
from herodot.workspace import Workspace

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from herodot.picture.picture import Picture

ASKED = 24
"""Requests to each page; where it has fewer addresses they are asked again."""
AS_OF = "2031-06-30"
"""A day in the middle of the made case."""
_MAP = re.compile(r'<svg class="map".*?</svg>', re.DOTALL)
_LOADED = re.compile(r'<(?:link[^>]* href|script[^>]* src)="(/[^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one page costs."""

    path: str
    asked: int
    p50_ms: float
    p95_ms: float
    cpu_p95_ms: float
    kb: float
    """Of the heaviest answer, with the files that it loads and without the map's drawing."""
    heaviest: str
    """Its address."""


def measure() -> Measured:
    """Figures of a case of `HELD` statements, and of a browser where there is one."""
    from herodot.web.app import make_app

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(case=str(Path(folder) / "made.herodot"))
        fill(settings, HELD // STATEMENTS + 1)
        first_picture(settings)
        app = make_app(settings, now)
        figures = figures_of(settings, app)
        violations, notes = axe_figures(settings, app)
    return Measured(figures={**figures, **violations}, digests={}, notes=notes)


def figures_of(settings: Settings, app: Starlette) -> dict[str, Figure]:
    """Asks every page of a case; prints the table by page."""
    began = time.perf_counter()
    client = client_of(app)
    app.state.ready.begin()
    asked_at(client, "/map")
    first = time.perf_counter() - began
    looked = [look(client, path, asked) for path, asked in addresses(settings, app).items()]
    print(table_by_page(looked))
    slowest, heaviest = max(looked, key=lambda p: p.p95_ms), max(looked, key=lambda p: p.kb)
    return {
        "pages": len(looked),
        "page_p95_ms": slowest.p95_ms,
        "page_cpu_p95_ms": max(p.cpu_p95_ms for p in looked),
        "page_kb_max": heaviest.kb,
        "first_page_seconds": round(first, 1),
        **{f"{_name(p.path)}_p95_ms": p.p95_ms for p in looked},
        **{f"{_name(p.path)}_kb": p.kb for p in looked},
    }


def _name(path: str) -> str:
    return re.sub(r"\W+", "_", path.partition("{")[0]).strip("_") or "desk"


def client_of(app: Starlette) -> TestClient:
    """Asks the application as a browser on this machine does."""
    from starlette.testclient import TestClient

    return TestClient(app, base_url="http://127.0.0.1:8021")


def pages_of(app: Starlette) -> list[str]:
    """Every address that a person can look at: not the same as JSON, not the files that pages load."""
    from starlette.routing import Route

    from herodot.web.app import JSON, STATIC

    return [
        route.path
        for route in app.routes
        if isinstance(route, Route)
        and "GET" in (route.methods or ())
        and not route.path.endswith(JSON)
        and route.path.removeprefix("/") not in STATIC
    ]


def addresses(settings: Settings, app: Starlette) -> dict[str, list[str]]:
    """For each page the addresses it is asked at. Raises `RunFailed` for a page that nobody knows to ask."""
    known = dict(_addresses(_Told(settings, app)))
    found = {path: known.get(path, [] if "{" in path else [path]) for path in pages_of(app)}
    if lacking := [path for path, asked in found.items() if not asked]:
        raise RunFailed(f"say in benchmarks/pages.py at which addresses to ask {', '.join(lacking)}")
    return found


def _addresses(told: _Told) -> Iterator[tuple[str, list[str]]]:
    draw = random.Random(31)
    names = [quote_plus(name) for name in told.names(draw)]
    questions = told.questions(draw)
    filters = ["", "contested=1", "since=2031-06", f"words={names[-1]}"]
    filters += [f"name={name}" for name in names[:12]] + [f"name={name}&contested=1" for name in names[:4]]
    yield "/board", [f"/board?{part}" for part in filters if not part.startswith("words")]
    for page in ("/map", "/network", "/timeline"):
        yield page, [f"{page}?{part}" for part in (*filters, f"as_of={AS_OF}")]
    yield "/question", [f"/question?about={about}&property={property_}" for about, property_ in questions]
    yield "/report/{key}", told.reports(draw)
    yield "/entity/{key}", [f"/entity/{key}" for key in told.entities(draw)]
    yield "/roles", ["/roles", *(f"/roles?name={name}" for name in names)]
    yield (
        "/numbers",
        [
            *(
                f"/numbers?rule={rule}"
                for rule in ("low-best-high", "most-conservative", "majority", "latest")
            ),
            *(f"/numbers?name={name}" for name in names),
        ],
    )
    briefs = [f"?name={about}&property={property_}" for about, property_ in questions[:6]]
    briefs += ["", *(f"?name={about}" for about, _ in questions[:8])]
    for page in ("/brief", "/brief.md"):
        yield page, [f"{page}{part}" for part in briefs]
    asked = [f"on=question&key={about}&property={property_}" for about, property_ in questions[:12]]
    yield "/changes", [f"/changes?{part}&since={told.until}" for part in ("on=identity", *asked)]
    yield (
        "/find",
        [
            "/find",
            *(f"/find?asked=Who+leads+the+{name}%3F" for name in names[:8]),
            *(f"/find?asked={name}" for name in names[:8]),
            "/find?asked=Who+was+killed%3F",
            "/find?asked=raid",
        ],
    )


class _Told:
    """What the case has, by what its own pages tell: the heaviest and some others."""

    def __init__(self, settings: Settings, app: Starlette) -> None:
        with Workspace(settings, now) as workspace:
            self.picture: Picture = app.state.last_picture.of(workspace).picture
            self.until = how_far(workspace.facts)

    def entities(self, draw: random.Random) -> list[str]:
        """Ids: of each type the two in most reports, and some others."""
        by_reports = sorted(self.picture.entities, key=lambda key: -len(self.picture.entities[key].reports))
        kinds: dict[str, list[str]] = {}
        for key in by_reports:
            kinds.setdefault(self.picture.entities[key].type, []).append(key)
        heavy = [key for keys in kinds.values() for key in keys[:2]]
        return [*dict.fromkeys((*by_reports[:6], *heavy, *draw.choices(by_reports, k=8)))]

    def names(self, draw: random.Random) -> list[str]:
        """Names of entities, the heaviest first."""
        entities = [self.picture.entities[key] for key in self.entities(draw)]
        return [e.names[0] for e in entities if e.names]

    def questions(self, draw: random.Random) -> list[tuple[str, str]]:
        """About whom and which property: those with most statements, and some others."""
        from herodot.picture.answers import question

        said: dict[tuple[str, str], int] = {}
        for a in self.picture.answers:
            key = question(a.subject, a.property, a.value)
            said[key] = said.get(key, 0) + len(a.for_) + len(a.against) + len(a.open)
        order = sorted(said, key=lambda key: -said[key])
        return [*order[:10], *draw.choices(order, k=14)]

    def reports(self, draw: random.Random) -> list[str]:
        """Addresses: of the longest reports, and of some with a statement chosen."""
        longest = sorted(self.picture.reports.values(), key=lambda r: -len(r.text))[:6]
        chosen = draw.choices(self.picture.statements, k=12)
        return [
            *(f"/report/{report.id}" for report in longest),
            *(f"/report/{s.report}?statement={s.id}" for s in chosen),
        ]


def asked_at(client: TestClient, address: str) -> str:
    """The page there, asked for again as a browser does while it says that it waits. Raises `RunFailed`."""
    while "refresh" in (answer := client.get(address)).headers:
        time.sleep(int(answer.headers["refresh"]))
    if answer.status_code >= 400:
        raise RunFailed(f"{address}: {answer.status_code} {answer.text[:200]}")
    return answer.text


def look(client: TestClient, path: str, asked: list[str]) -> Looked:
    """What a page costs. Each address counts from its first time on; the page's first look as a whole does not."""
    sizes: dict[str, float] = {}
    rounds = asked * -(-ASKED // len(asked))

    def once(address: str) -> None:
        page = asked_at(client, address)
        if address not in sizes:
            sizes[address] = len(_MAP.sub("", page).encode())
            loaded.update(_LOADED.findall(page))

    loaded: set[str] = set()
    asked_at(client, asked[0])
    took = percentiles(partial(once, address) for address in (rounds[0], *rounds))
    files = sum(len(client.get(file).content) for file in loaded)
    heaviest = max(sizes, key=lambda address: sizes[address])
    return Looked(
        path=path,
        asked=len(rounds),
        p50_ms=float(took["p50_ms"]),
        p95_ms=float(took["p95_ms"]),
        cpu_p95_ms=float(took["cpu_p95_ms"]),
        kb=round((sizes[heaviest] + files) / 1000, 1),
        heaviest=heaviest,
    )


def table_by_page(looked: list[Looked]) -> str:
    """A line for each page, the slowest first."""
    lines = [f"{'page':<16} {'asked':>5} {'p50 ms':>8} {'p95 ms':>8} {'cpu p95':>8} {'kB':>7}  heaviest"]
    lines += [
        f"{p.path:<16} {p.asked:>5} {p.p50_ms:>8.1f} {p.p95_ms:>8.1f} {p.cpu_p95_ms:>8.1f} {p.kb:>7.1f}  "
        f"{p.heaviest[:60]}"
        for p in sorted(looked, key=lambda p: -p.p95_ms)
    ]
    return "\n".join(lines)


def axe_figures(settings: Settings, app: Starlette) -> tuple[Mapping[str, Figure], tuple[str, ...]]:
    """How many faults axe finds, light and dark: on the case's pages, on those of a small one with names in several
    scripts, and on those of an empty one, these also on a phone. Where there is no browser or no axe: why not."""
    from tests.browser.rig import AXE, SCHEMES, driven, faults_of, lacking, served

    if why := lacking() or (
        "" if AXE.is_file() else "no axe-core here; `make axe` fetches it where there is npm"
    ):
        return {}, (f"axe_violations: {why}",)
    from tests.web.made_case import a_case
    from tests.web.test_drawn_pages import a_raid, a_truce

    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder, driven() as browser:
        small = a_case(Path(folder) / "small", [a_raid(), a_truce()])
        for case, of_case in (
            (settings, lambda *_: app),
            (small, None),
            (a_case(Path(folder) / "empty", []), None),
        ):
            with served(case, of_case) as base:
                for scheme in SCHEMES:
                    sizes = ("laptop",) if of_case else ("laptop", "phone")
                    faults += faults_of(browser, base, scheme, sizes)
    print("\n".join(faults))
    return {"axe_violations": len(faults)}, ()


def show(case: str) -> None:
    """Prints the figures of a case that is there."""
    from herodot.web.app import make_app

    settings = Settings(case=case)
    app = make_app(settings, now)
    figures = figures_of(settings, app)
    violations, notes = axe_figures(settings, app)
    print(table(Measured(figures={**figures, **violations}, digests={}, notes=notes)))


if __name__ == "__main__":
    show(sys.argv[1])
