"""Where an export goes. One rule: the target changes only when everything is written."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from herodot.model.errors import HerodotError, StorageFull

STANDARD_OUTPUT = "-"


@contextmanager
def opened(target: str) -> Iterator[TextIO]:
    """A UTF-8 file that takes the target's place when the `with` ends well; `-` is the standard output."""
    if target == STANDARD_OUTPUT:
        yield sys.stdout
        sys.stdout.flush()
        return
    path = Path(target)
    try:
        with _replacing(path.resolve()) as out:
            yield out
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(
                f"{path}: no space left; nothing was changed. Make space and try again"
            ) from error
        raise HerodotError(f"{path}: cannot be written ({error.strerror or error})") from error


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    if path.exists() and not path.is_file():
        # A pipe or a device (/dev/stdout, a shell's >(…)) cannot be replaced: it is written to as it is.
        with path.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8", newline="\n") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.chmod(_mode(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, or those any new file gets (`mkstemp`: the owner's alone)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
