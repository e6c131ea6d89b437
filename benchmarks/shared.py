"""Finds the worlds and corpora, unpacks archives once, and gives the digest of what a figure was measured on.

One rule: the data is read where it lies and never copied into the repository; only the cache folder, which is
not committed, holds unpacked archives.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
CACHE = CHECKOUT / "benchmarks" / ".cache"
ENVIRONMENT = "HERODOT_SHARED"


class DataMissing(Exception):
    """The data that a topic is measured on is not on this machine.

    The message says where it was looked for.
    """


def shared_folder() -> Path:
    """The folder with `corpora/` and `exam/`: `HERODOT_SHARED`, or `shared` beside the checkout.

    Raises `DataMissing` where there is none.
    """
    named = os.environ.get(ENVIRONMENT)
    folder = Path(named) if named else CHECKOUT.parent / "shared"
    if not folder.is_dir():
        raise DataMissing(
            f"no folder {folder}: set {ENVIRONMENT} to the folder that holds corpora/ and exam/"
        )
    return folder


def world_folder(name: str) -> Path:
    """Where the exam world `name` lies. Raises `DataMissing`."""
    return _present(shared_folder() / "exam" / "worlds" / name, f"the world {name}")


def scorer() -> Path:
    """The exam's scoring script. Raises `DataMissing`."""
    return _present(shared_folder() / "exam" / "score.py", "the exam's scorer")


def archive(name: str) -> Path:
    """The packed corpus `name`. Raises `DataMissing`."""
    return _present(shared_folder() / "corpora" / f"{name}.tar.xz", f"the corpus {name}")


def corpus_folder(name: str) -> Path:
    """The unpacked corpus `name`; the first call unpacks it into the cache (seconds). Raises `DataMissing`.

    The folder's name carries the archive's digest, so a new archive is never mistaken for an old one.
    """
    packed = archive(name)
    target = CACHE / f"{name}-{file_digest(packed)[:12]}"
    if not target.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        # Unpacked beside its place and moved there whole: a run that is cut off leaves no half corpus.
        with tempfile.TemporaryDirectory(dir=CACHE) as unpacking:
            with tarfile.open(packed) as tar:
                tar.extractall(unpacking, filter="data")
            shutil.move(unpacking, target)
            Path(unpacking).mkdir()
    inner = target / name
    return inner if inner.is_dir() else target


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_digest(root: Path, paths: Iterable[Path]) -> str:
    """SHA-256 over the names (below `root`) and bytes of files, whatever their order."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(f"{path.relative_to(root).as_posix()}\0{file_digest(path)}\n".encode())
    return total.hexdigest()


def _present(path: Path, what: str) -> Path:
    if not path.exists():
        raise DataMissing(f"{what} is not at {path}: set {ENVIRONMENT} to the folder that holds it")
    return path
