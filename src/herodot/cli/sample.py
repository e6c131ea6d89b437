"""Finds the sample case. One rule: it is read from its raw files, as any case is."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from herodot.cli import steps
from herodot.cli.tables import show_questions
from herodot.cli.terminal import print_json, say, show_picture, show_steps
from herodot.model.errors import NotFound
from herodot.pages.reports import picture_page

if TYPE_CHECKING:
    from herodot.workspace import Workspace

SAMPLE = Path("examples") / "harmattan" / "index.jsonl"


def sample_manifest() -> Path:
    """The manifest of the sample reports: in the installed package, or in the checkout. Raises `NotFound`."""
    package = Path(str(resources.files("herodot")))
    for root in (package, package.parents[1], Path.cwd()):
        if (root / SAMPLE).is_file():
            return root / SAMPLE
    raise NotFound(f"the sample reports ({SAMPLE}) are not here; run this in a checkout of Herodot")


def run_demo(workspace: Workspace, *, as_json: bool) -> int:
    """Reads the sample into the case, made where it is not there, shows the picture, gives the exit code."""
    if not workspace.path.exists():
        workspace.create()
    done = steps.add(workspace, [sample_manifest()])
    if not steps.stopped(done):
        done += steps.read(workspace)
    page = picture_page(workspace)
    if as_json:
        print_json(page)
    else:
        show_steps(done)
        show_picture(page)
        if page.contested:
            say("\nContested\n")
            show_questions(page.contested)
        say(f"\nAsk on: herodot board -c {workspace.path}   herodot serve -c {workspace.path}")
    return steps.code(done)
