"""Runs a command to its end, whatever happens.

One rule: the only broad `except` of the terminal; never a traceback.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import click

from herodot.cli.terminal import BAD, log_trace, say_problem
from herodot.model.errors import BadValue, HerodotError

USAGE, STOPPED = 2, 130


def run(arguments: Sequence[str]) -> int:
    """The exit code of the command."""
    from herodot.cli import (  # noqa: F401  # they add themselves
        brief_commands,
        desk_commands,
        judgment_commands,
        member_commands,
        picture_commands,
        review_commands,
    )
    from herodot.cli.commands import herodot

    _speak_utf8()
    try:
        # Not `herodot.main()`: that ends the process by itself when a pipe closes.
        with herodot.make_context("herodot", list(arguments)) as context:
            code = herodot.invoke(context)
        sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        say_problem("stopped; what was stored is kept, and the same command goes on from there")
        return STOPPED
    except BrokenPipeError:
        # Whoever read the output (`head`) has enough; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except HerodotError as error:
        return _told(error, "--debug" in arguments)
    except Exception as error:
        return _unforeseen(error, "--debug" in arguments)


def _told(error: HerodotError, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    say_problem(str(error))
    return USAGE if isinstance(error, BadValue) else BAD


def _unforeseen(error: Exception, debug: bool) -> int:
    trace = "".join(traceback.format_exception(error))
    if debug:
        sys.stderr.write(trace)
    what = f"unexpected {type(error).__name__}: {error}".replace("\n", " ")
    try:
        say_problem(f"{what}. What was stored is kept. Details for a bug report: {log_trace(trace)}")
    except OSError:
        say_problem(f"{what}. What was stored is kept. Run again with --debug for details")
    return BAD


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A terminal knows its own encoding; files and pipes get UTF-8 whatever the system's settings.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))
