"""The terminal. One rule: it asks the workspace and prints; commands are short and heavy imports wait."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives the exit code: 0 well, 1 something was bad, 2 wrong usage, 130 stopped."""
    from herodot.cli.outermost import run

    return run(sys.argv[1:] if arguments is None else list(arguments))
