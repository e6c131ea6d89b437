"""The docs say what the program does, and no tracked file tells where it was made.

One rule: what the program can list is compared with what is written, so that the docs cannot fall behind.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from docs import tables
from herodot import __version__
from herodot.cli.commands import herodot

HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("static", "crates", "io"),
        ("conda", "anaconda", "org"),
        ("proxy", "golang", "org"),
    )
)
"""Package registries, spelled in parts so that this file is not found by its own check."""

FOLDERS = ("work", "root", "home", "Users", "tmp", "opt", "mnt")
PRIVATE = re.compile(
    rb"(?<![\w.~/:$%{}<>-])/(?:" + "|".join(FOLDERS).encode() + rb")/[\w.]|\b[A-Z]:\\Users\\|file:///\w",
)
"""An absolute path into a folder of somebody's machine. `https://host/home/x` and `src/home/x` are none."""


def tracked(checkout: Path) -> list[Path]:
    """The files that git keeps; every file where there is no repository (a source archive)."""
    command = ["git", "ls-files", "-z"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    if done.returncode:
        return [path for path in checkout.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [path for name in done.stdout.split("\0") if name and (path := checkout / name).is_file()]


def traces(data: bytes) -> list[str]:
    """The machine's paths and the registries' hosts in a file's bytes."""
    paths = [found.group().decode("utf-8", "replace") for found in PRIVATE.finditer(data)]
    return paths + [host for host in HOSTS if host.encode() in data]


def test_no_file_tells_where_it_was_made(checkout: Path) -> None:
    """No tracked file, not even a binary one, holds an absolute path or a package registry's host."""
    found = {path.relative_to(checkout).as_posix(): traces(path.read_bytes()) for path in tracked(checkout)}
    assert {name: marks for name, marks in found.items() if marks} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/".join(("", "home", "ana", "x.py")), True),
        ("cd '" + "/".join(("", "work", "main")) + "'", True),
        ("C:" + "\\Users\\ana", True),
        (f"https://{HOSTS[0]}/project", True),
        ("https://outlet.example/home/page", False),
        ("src/home/page.py", False),
        ("the house/home/garden list", False),
        ("/homework/one", False),
        ("../work/plan", False),
        ("/usr/bin/env bash", False),
    ],
)
def test_a_trace_is_seen(text: str, found: bool) -> None:
    """The check finds what it is for and lets near misses be."""
    assert bool(traces(text.encode())) is found


@pytest.mark.parametrize("path", tables.TABLES, ids=lambda path: path.name)
def test_tables_are_what_the_program_says(path: Path) -> None:
    """Every command, setting, property and event type is in the docs with its help; see `make docs`."""
    assert tables.written(path) == path.read_text("utf-8")


def test_a_table_that_fell_behind_is_seen() -> None:
    """A row that changed makes another page; a page without a place for its table is refused."""
    page = "# A\n\n<!-- rows -->\n| old |\n<!-- end -->\n"
    assert tables.filled(page, "rows", "| new |") == page.replace("old", "new")
    with pytest.raises(ValueError, match="no place"):
        tables.filled(page, "columns", "| new |")


def test_the_changelog_has_this_version(checkout: Path) -> None:
    """Users find the version that they run."""
    assert f"## [{__version__}]" in (checkout / "CHANGELOG.md").read_text("utf-8")


def undescribed(project: str, page: str) -> list[str]:
    """The run-time dependencies in a `pyproject.toml` that have no row of their own on a page."""
    listed = tomllib.loads(project)["project"]["dependencies"]
    names = [re.split(r"[<>=!~;\[ ]", line)[0] for line in listed]
    return [name for name in names if not re.search(rf"^\| `{re.escape(name)}` \|", page, re.M)]


def test_every_dependency_has_its_line(checkout: Path) -> None:
    """What for, why not ourselves, licence, offline: each run-time dependency answers."""
    page = (checkout / "docs" / "dependencies.md").read_text("utf-8")
    assert undescribed((checkout / "pyproject.toml").read_text("utf-8"), page) == []


def test_a_dependency_without_a_line_is_seen() -> None:
    """A name that is only a part of another's row does not count."""
    project = '[project]\ndependencies = ["bread>=1", "bread-knife[steel]>=2"]'
    assert undescribed(project, "| `bread-knife` | cuts |\n") == ["bread"]


def broken_links(path: Path) -> list[str]:
    """The links of a Markdown page to files that are not there."""
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8"))
    return [t for t in targets if "://" not in t and not (path.parent / t).exists()]


def test_links_between_pages_lead_somewhere(checkout: Path) -> None:
    """Every link of a page to a file of the repository finds it."""
    pages = [path for path in tracked(checkout) if path.suffix == ".md"]
    broken = {page.relative_to(checkout).as_posix(): broken_links(page) for page in pages}
    assert {name: links for name, links in broken.items() if links} == {}


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    """A link to a missing file is found; to one that is there, to the web or within the page is not."""
    page = tmp_path / "a.md"
    page.write_text("[a](a.md) [b](b.md) [c](https://outlet.example/c) [d](#d) [e](a.md#e)", "utf-8")
    assert broken_links(page) == ["b.md"]


def wrong_examples(page: str, targets: set[str]) -> list[str]:
    """The indented example lines of a page that the program or the Makefile would refuse."""
    found = re.findall(r"^    (?:\.venv/bin/)?((?:herodot|make) [^#\n]*)", page, re.M)
    return [line.strip() for line in found if not is_right(shlex.split(line), targets)]


def is_right(words: list[str], targets: set[str]) -> bool:
    """Whether an example's command and options, or its target, exist."""
    if words[0] == "make":
        return words[1] in targets
    command, rest = herodot.commands.get(words[1]), words[2:]
    if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        command, rest = command.commands.get(rest[0]), rest[1:]
    if command is None:
        return False
    known = {
        option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    return all(word in known | {"--help"} for word in rest if re.match("--?[a-z]", word))


def test_examples_can_be_typed(checkout: Path) -> None:
    """Every command, option and make target in the pages' examples exists."""
    makefile = (checkout / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    pages = [path for path in tracked(checkout) if path.suffix == ".md"]
    wrong = {str(page): wrong_examples(page.read_text("utf-8"), targets) for page in pages}
    assert {name: lines for name, lines in wrong.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("herodot new -c a.herodot", False),
        ("herodot new --help    # shows help", False),
        ("make test", False),
        ("herodot review queue -c a.herodot", False),
        ("herodot review sing -c a.herodot", True),
        ("herodot review queue --loudly", True),
        ("herodot sing -c a.herodot", True),
        ("herodot new --loudly", True),
        ("make tea", True),
    ],
)
def test_a_wrong_example_is_seen(line: str, wrong: bool) -> None:
    """A command, an option or a target that does not exist is found."""
    assert bool(wrong_examples(f"Try\n\n    {line}\n", {"test"})) is wrong
