"""Columns of numbers as bytes, and back.

One rule: what cannot be read back whole is `Stale`, never guessed at.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from herodot.identity.columns import Columns, Each, Rows, Ties
from herodot.identity.doubts import Perhaps
from herodot.identity.resolve import Doubt, Matched
from herodot.identity.steps import STEPS
from herodot.store.records import KeptBlob

MATCHED, DECIDED = "matched", "decided"
Arrays = Mapping[str, NDArray[np.generic]]


class Stale(Exception):
    """The kept picture cannot be gone on from; it must be made anew."""


def frozen(matched: Matched, decided: str) -> list[KeptBlob]:
    """What matching came to, and the decisions that answers follow, as rows."""
    columns = matched.columns
    arrays: dict[str, NDArray[np.generic]] = {
        "ids": _text(columns.ids), "reports": _text(columns.reports), "apart": matched.apart, "copied": matched.copied,
        "perhaps.pairs": matched.perhaps.pairs, "perhaps.scores": matched.perhaps.scores,
    }  # fmt: skip
    for name in ("each", "names", "marks", "votes", "ties"):
        table = getattr(columns, name)
        arrays |= {
            f"{name}.{column}": _small(array) for column, array in zip(table._fields, table, strict=True)
        }
    for name in ("clusters", "pairs", "scores"):
        arrays |= {f"{name}.{n}": _small(array) for n, array in enumerate(getattr(matched, name))}
    out = io.BytesIO()
    np.savez(out, **arrays)  # type: ignore[arg-type]
    data = out.getvalue()
    return [KeptBlob(name=MATCHED, data=data), KeptBlob(name=DECIDED, data=decided.encode())]


def thawed(data: bytes, doubts: Iterable[tuple[int, Doubt]]) -> Matched:
    """What matching came to. Raises `Stale` where it cannot be read."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        return _matched(arrays, tuple(doubts))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Stale(str(error)) from error


def _matched(arrays: Arrays, doubts: tuple[tuple[int, Doubt], ...]) -> Matched:
    ids = _lines(arrays["ids"])
    columns = Columns(
        ids=ids, at={key: n for n, key in enumerate(ids)}, reports=_lines(arrays["reports"]),
        each=Each(*(_wide(arrays[f"each.{c}"]) for c in Each._fields)),
        names=Rows(*(_wide(arrays[f"names.{c}"]) for c in Rows._fields)),
        marks=Rows(*(_wide(arrays[f"marks.{c}"]) for c in Rows._fields)),
        votes=Rows(*(_wide(arrays[f"votes.{c}"]) for c in Rows._fields)),
        ties=Ties(*(_wide(arrays[f"ties.{c}"]) for c in Ties._fields)),
    )  # fmt: skip
    return Matched(
        columns=columns,
        clusters=tuple(_wide(arrays[f"clusters.{n}"]) for n in range(len(STEPS) + 1)),
        pairs=tuple(_wide(arrays[f"pairs.{n}"]) for n in range(len(STEPS))),
        scores=tuple(arrays[f"scores.{n}"] for n in range(len(STEPS))),  # type: ignore[misc]
        apart=_wide(arrays["apart"]), copied=_wide(arrays["copied"]), doubts=doubts,
        perhaps=Perhaps(*(_wide(arrays[f"perhaps.{c}"]) for c in Perhaps._fields)),
    )  # fmt: skip


def _small(array: NDArray[np.generic]) -> NDArray[np.generic]:
    """The same numbers in half the bytes, where they have room there."""
    if array.dtype == np.int64 and (not len(array) or 0 <= array.min() <= array.max() < 2**32):
        return array.astype(np.uint32)
    return array


def _wide(array: NDArray[np.generic]) -> Any:
    return array.astype(np.int64) if array.dtype == np.uint32 else array


def _text(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8", "surrogatepass"), np.uint8)


def _lines(array: NDArray[np.generic]) -> tuple[str, ...]:
    text = array.tobytes().decode("utf-8", "surrogatepass")
    return tuple(text.split("\n")) if text else ()
