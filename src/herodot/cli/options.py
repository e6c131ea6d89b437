"""What commands share: options made from `Settings`, the open workspace.

One rule: no setting is listed twice.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import click

from herodot.settings import Settings, load_settings

if TYPE_CHECKING:
    from herodot.workspace import Workspace

_SHORT = {"case": "-c"}
_METAVAR = {"case": "CASE", "reader": "READER", "by": "NAME"}


def with_settings(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A command gets `settings`, with an option for each of those names; also `as_json` and `--debug`."""
    settings = {each.name: each for each in fields(Settings)}
    kinds = get_type_hints(Settings)

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def run(**values: Any) -> Any:
            flags = {name: values.pop(name) for name in names}
            values.pop("debug")
            return command(settings=load_settings(Path.cwd(), os.environ, flags), **values)

        wrapped: Callable[..., Any] = run
        wrapped = click.option("--debug", is_flag=True, help="Show the traceback of an error.")(wrapped)
        wrapped = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(wrapped)
        for name in reversed(names):
            flag = "--" + name.replace("_", "-")
            words = [short for short in (_SHORT.get(name),) if short]
            option = click.option(
                *words,
                flag,
                name,
                type=kinds[name],
                metavar=_METAVAR.get(name),
                help=settings[name].metadata["help"],
            )
            wrapped = option(wrapped)
        return wrapped

    return decorate


@contextmanager
def opened(settings: Settings) -> Iterator[Workspace]:
    """The workspace of the case that was named. Wrong usage when none was."""
    from herodot.workspace import Workspace

    if not settings.case:
        raise click.UsageError("no case was named: use -c CASE, or set HERODOT_CASE")
    with Workspace(settings, lambda: datetime.now(UTC)) as workspace:
        yield workspace
