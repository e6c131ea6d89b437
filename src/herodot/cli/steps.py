"""Follows the long steps: shows progress, collects what happened.

One rule: what was done is told, also when the case could take no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from herodot.cli.terminal import BAD, count, log_trace, print_json, progress, say, say_problem, show_steps
from herodot.model.errors import HerodotError
from herodot.model.plain import to_plain

if TYPE_CHECKING:
    from herodot.pages.brief import BriefPage
    from herodot.pages.picture import SearchPage
    from herodot.workspace import Step, Workspace

CASE = "case"
"""The name of a step that failed for the case's sake, not for one report's."""

MANY = {"entity": "entities", "copy": "copies"}


def add(workspace: Workspace, paths: Iterable[Path]) -> list[Step]:
    """What became of each report that the paths hold."""
    return _followed("Adding", None, workspace.add(paths))


def read(workspace: Workspace, *, again: bool = False) -> list[Step]:
    """What became of each report that was to be read."""
    pending = workspace.pending(again=again)
    return _followed("Reading", len(pending), workspace.read(pending))


def import_file(workspace: Workspace, path: Path) -> list[Step]:
    """What became of each report of an exchange file."""
    return _followed("Importing", None, workspace.import_file(path))


def keep_search(workspace: Workspace, name: str, words: str) -> None:
    """Keeps the search on the desk under that name. Raises `BadValue`."""
    from herodot.watching import save_search

    save_search(workspace.store, name, words, workspace.settings.by, workspace.now())


def search_by_meaning(workspace: Workspace, words: str, most: int) -> SearchPage:
    """What means the same as the words; before that, what no search has looked into is looked into."""
    from herodot.meaning import look_into, reports_left
    from herodot.pages.meaning import meaning_page

    done = _followed("Looking into", left, look_into(workspace)) if (left := reports_left(workspace)) else []
    if stopped(done):
        say_problem(f"{done[-1].message}; reports that were not looked into are not found")
    return meaning_page(workspace, words, most)


def write_brief(page: BriefPage, target: str, *, as_json: bool) -> None:
    """Writes a brief as Markdown, or as JSON, to a file or the terminal."""
    from herodot.export.target import STANDARD_OUTPUT, opened
    from herodot.pages.brief_markdown import brief_markdown

    text = (
        json.dumps(to_plain(page), ensure_ascii=False, indent=1) + "\n" if as_json else brief_markdown(page)
    )
    with opened(target) as out:
        out.write(text)
    if target != STANDARD_OUTPUT:
        say(
            f"{target}: {count(len(page.questions), 'question')}, {count(len(page.sources), 'report')} quoted"
        )


def told(steps: Sequence[Step], *, as_json: bool) -> int:
    """Prints what happened and gives the exit code."""
    if as_json:
        print_json({"steps": [_plain(step) for step in steps]})
    else:
        show_steps(steps)
    return code(steps)


def code(steps: Sequence[Step]) -> int:
    """The exit code: 1 when there is something that somebody should look at."""
    return BAD if any(step.what in ("noted", "failed") for step in steps) else 0


def stopped(steps: Sequence[Step]) -> bool:
    """Whether the case itself could take no more, so that going on is of no use."""
    return bool(steps) and steps[-1].what == "failed" and steps[-1].name == CASE


def told_export(counts: Mapping[str, int], target: str, *, as_json: bool) -> None:
    """Prints how many rows of each kind were written; on stderr where the rows themselves are on stdout."""
    words = ", ".join(count(number, kind, MANY.get(kind)) for kind, number in counts.items())
    if target == "-":
        say_problem(words)
    elif as_json:
        print_json({"file": target, "rows": dict(counts)})
    else:
        say(f"{target}: {words}")


def told_problems(case: str, problems: Sequence[str], *, as_json: bool) -> int:
    """Prints what is wrong with a case and gives the exit code."""
    if as_json:
        print_json({"case": case, "problems": list(problems)})
    elif not problems:
        say(f"{case}: whole; every digest, id and piece of evidence fits")
    for problem in () if as_json else problems:
        say(problem)
    return BAD if problems else 0


def _followed(what: str, total: int | None, steps: Iterator[Step]) -> list[Step]:
    done: list[Step] = []
    with progress(what, total) as move:
        try:
            for step in steps:
                done.append(_logged(step))
                if step.what != "noted":
                    move(step.name)
        except HerodotError as error:
            from herodot.workspace import Step

            # A full disk ends the work; what was done before it is told all the same.
            done.append(Step(what="failed", name=CASE, message=str(error)))
    return done


def _logged(step: Step) -> Step:
    if not step.trace:
        return step
    return replace(step, message=f"{step.message}. Details: {log_trace(step.trace)}", trace="")


def _plain(step: Step) -> dict[str, Any]:
    return {name: value for name, value in to_plain(step).items() if name != "trace"}
