"""The rooms import only whom they may, nothing imports in a circle, and the outside world has one door each.

One rule: the table below is the only list of rooms; it says what the architecture says.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "herodot"

ROOMS: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "reports": frozenset({"model"}),
    "text": frozenset({"model"}),
    "values": frozenset({"model"}),
    "reader": frozenset({"model", "text", "values"}),
    "store": frozenset({"model"}),
    "identity": frozenset({"model", "values"}),
    "picture": frozenset({"model", "values", "identity", "store"}),
    "export": frozenset({"model", "picture"}),
    "workspace": frozenset({"model", "reports", "text", "values", "reader", "store", "identity", "picture"}),
    "pages": frozenset({"model", "values", "picture", "export", "workspace"}),
    "web": frozenset({"model", "picture", "export", "workspace", "pages"}),
    "cli": frozenset({"model", "picture", "export", "workspace", "pages", "web"}),
}
"""Each room and the rooms that it may import. A room that is not built yet is listed all the same."""

ENTRIES = {"__init__": frozenset[str](), "__main__": frozenset({"cli"})}
"""The modules right in the package, which are in no room."""

ALONE = dict.fromkeys(
    (
        "intake",
        "keeping",
        "meaning",
        "meanwhile",
        "passwords",
        "reviewing",
        "sessions",
        "settings",
        "team",
        "watching",
        "workers",
    ),
    "workspace",
)
"""Modules right in the package that are a part of a room."""

DOORS = {
    "onnxruntime": "reader/runtime.py",
    "sqlite3": "store/",
    "psycopg": "store/",
    "socket": "reports/fetch.py",
    "http": "reports/fetch.py",
    "urllib.request": "reports/fetch.py",
    "urllib3": "reports/fetch.py",
    "requests": "reports/fetch.py",
    "httpx": "reports/fetch.py",
    "training": "nowhere",
    "benchmarks": "nowhere",
    "tests": "nowhere",
}
"""What only one place may import: the neural net, the database, the network, what lies outside the package.

`web` may import `http` and `socket` too: it is the door that serves.
"""


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement's target, as a dotted name, and where it stands."""

    path: str
    line: int
    target: str
    function: str
    """The function it stands in, empty at the top of the module."""


def imports_of(path: Path, source: Path) -> Iterator[Import]:
    """All that a module imports, also inside functions and under `TYPE_CHECKING`."""
    where = path.relative_to(source).as_posix()
    parts = [PACKAGE, *path.relative_to(source).with_suffix("").parts]
    package = parts[:-1]
    for function, node in walk(ast.parse(path.read_text("utf-8")), ""):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(where, node.lineno, name.name, function)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            for name in node.names:
                yield Import(where, node.lineno, f"{stem}.{name.name}", function)


def walk(node: ast.AST, function: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node below `node` with the name of the innermost function around it."""
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
        yield inner, child
        yield from walk(child, inner)


def all_imports(source: Path) -> list[Import]:
    """The imports of every module under `source`, the package's folder."""
    return [found for path in sorted(source.rglob("*.py")) for found in imports_of(path, source)]


def room_of(path: str) -> str:
    """The room of a module, or its own name where it lies right in the package and in no room."""
    first = path.split("/")[0].removesuffix(".py")
    return ALONE.get(first, first)


def wrong_edges(imports: Iterable[Import]) -> list[str]:
    """A line for each import that goes where the table does not let it."""
    return [
        f"{i.path}:{i.line} imports {i.target}"
        for i in imports
        if i.target.startswith(f"{PACKAGE}.") and is_wrong(i)
    ]


def is_wrong(found: Import) -> bool:
    """Whether an import of the package's own modules is against the table."""
    here = room_of(found.path)
    there = room_of(found.target.split(".")[1])
    allowed = (ROOMS | ENTRIES).get(here)
    if allowed is None:
        return True
    if there == here or there not in ROOMS:  # its own room, or a name of the package itself, as `__version__`
        return False
    if here == "cli" and there == "web":
        return found.function != "serve"
    return there not in allowed


def wrong_doors(imports: Iterable[Import]) -> list[str]:
    """A line for each import of an outside thing from another place than its door."""
    return [f"{i.path}:{i.line} imports {i.target}" for i in imports for name in DOORS if past_door(i, name)]


def past_door(found: Import, name: str) -> bool:
    """Whether an import takes `name` elsewhere than through its door."""
    if found.target != name and not found.target.startswith(f"{name}."):
        return False
    if name in ("http", "socket") and room_of(found.path) == "web":
        return False
    return not found.path.startswith(DOORS[name])


def module_graph(imports: Iterable[Import], source: Path) -> dict[str, set[str]]:
    """For each module those it names in its imports, by dotted name without the package's."""
    modules = {dotted(path.relative_to(source)) for path in source.rglob("*.py")}
    graph: dict[str, set[str]] = {module: set() for module in modules}
    for found in imports:
        if found.target.startswith(f"{PACKAGE}."):
            here, target = dotted(Path(found.path)), found.target.removeprefix(f"{PACKAGE}.")
            named = target if target in modules else target.rpartition(".")[0]
            if named in modules and named != here:
                graph[here].add(named)
    return graph


def dotted(path: Path) -> str:
    """The name of a module from its path below the package's folder: `text` for `text/__init__.py`."""
    return ".".join(part for part in path.with_suffix("").parts if part != "__init__")


def cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """The modules of one import cycle, in order; empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.fixture(scope="module")
def source(checkout: Path) -> Path:
    """The package's folder."""
    return checkout / "src" / PACKAGE


def test_every_room_is_in_the_table(source: Path) -> None:
    """A folder of the package that holds modules is one of the rooms."""
    assert {path.relative_to(source).parts[0] for path in source.glob("*/**/*.py")} <= ROOMS.keys()


def test_imports_follow_the_table(source: Path) -> None:
    """No module, not even inside a function, imports a room that its own may not."""
    assert wrong_edges(all_imports(source)) == []


def test_no_import_cycle(source: Path) -> None:
    """No module names, directly or through others, itself."""
    assert cycle(module_graph(all_imports(source), source)) == []


def test_the_table_has_no_cycle() -> None:
    """The rooms themselves can be put in one order."""
    assert cycle({room: set(allowed) for room, allowed in ROOMS.items()}) == []


def test_each_door_has_one_place(source: Path) -> None:
    """The net, the database and the network are imported where they belong and nowhere else."""
    assert wrong_doors(all_imports(source)) == []


def write(root: Path, modules: Mapping[str, str]) -> Path:
    """Writes modules below `root` and gives it."""
    for name, text in modules.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@pytest.mark.parametrize(
    ("path", "text", "wrong"),
    [
        ("text/a.py", "from herodot.model import records", False),
        ("text/a.py", "from herodot.text import body", False),
        ("text/a.py", "from herodot import __version__", False),
        ("text/a.py", "from herodot.store import Store", True),
        ("text/a.py", "import herodot.store.tables", True),
        ("text/a.py", "from herodot import store", True),
        ("text/a.py", "from ..store import Store", True),
        ("text/a.py", "def f():\n    from herodot.reader import load_reader", True),
        ("model/a.py", "from herodot.text import body", True),
        ("cli/a.py", "from herodot.web import app", True),
        ("cli/a.py", "def serve():\n    from herodot.web import app", False),
        ("cli/a.py", "from herodot.store import Store", True),
        ("settings.py", "from herodot.model import ids", False),
        ("settings.py", "from herodot.cli import main", True),
        ("text/a.py", "from herodot.settings import Settings", True),
        ("unheard/a.py", "from herodot.model import ids", True),
    ],
)
def test_a_wrong_edge_is_seen(tmp_path: Path, path: str, text: str, wrong: bool) -> None:
    """The check fails on what it is for, and only on that."""
    assert bool(wrong_edges(all_imports(write(tmp_path, {path: text})))) is wrong


@pytest.mark.parametrize(
    ("path", "text", "wrong"),
    [
        ("reader/runtime.py", "import onnxruntime", False),
        ("reader/decode.py", "def f():\n    import onnxruntime as ort", True),
        ("store/sql.py", "import sqlite3", False),
        ("workspace/a.py", "from sqlite3 import connect", True),
        ("reports/page.py", "from urllib.request import urlopen", True),
        ("reports/page.py", "from urllib.parse import urlsplit", False),
        ("web/app.py", "from http.server import HTTPServer", False),
        ("picture/a.py", "from benchmarks import gate", True),
    ],
)
def test_a_wrong_door_is_seen(tmp_path: Path, path: str, text: str, wrong: bool) -> None:
    """What goes past a door is found, also inside a function; near misses are let be."""
    assert bool(wrong_doors(all_imports(write(tmp_path, {path: text})))) is wrong


def test_a_cycle_is_seen(tmp_path: Path) -> None:
    """Two modules of one room that import each other, one of them lazily, are a cycle."""
    modules = {
        "text/__init__.py": "from herodot.text.a import f",
        "text/a.py": "def f():\n    from herodot.text.b import g",
        "text/b.py": "from herodot.text import a",
    }
    source = write(tmp_path, modules)
    assert set(cycle(module_graph(all_imports(source), source))) == {"text.a", "text.b"}
