"""Reads reports in this process or in several.

One rule: what one report does to a worker costs that report alone.

Part of `workspace`, which alone uses it. Workers are started afresh (`spawn`), get one report at a time, and
give back its reading; they touch neither the store nor the terminal.
"""

from __future__ import annotations

import gc
import os
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Protocol

from herodot.model.errors import BadInput, BadValue, HerodotError
from herodot.model.keys import keyed
from herodot.model.records import Reading, Report

if TYPE_CHECKING:
    from herodot.text.body import Text

READERS = {"local": "herodot.reader:load_reader"}
"""Each reader's name and the `module:function` that loads it. Packages add theirs as `herodot.readers`."""
NAMED_BY = {"local": "herodot.reader.labels:shipped_name"}
"""What tells a reader's name with version without loading it, which takes half a second."""

READABLE_LANGUAGES = ("en",)
END_SECONDS = 5.0
"""How long a worker without work may take to end before it is ended."""


class Reader(Protocol):
    """What any reader offers: its name with version, and a pure function from a report to its reading."""

    @property
    def name(self) -> str:
        """Name and version; another version is another reader."""

    def read(self, report: Report, text: Text) -> Reading:
        """All that the reader takes from the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that could not be read, why in one line, and the traceback for the log where there is one."""

    report: Report
    why: str
    trace: str = ""


def load_reader(name: str) -> Reader:
    """The reader of that name, or that `module:function` gives. Raises `BadValue` when there is none."""
    added = {point.name: point.value for point in entry_points(group="herodot.readers")}
    address = {**added, **READERS}.get(name, name)
    module, _, function = address.partition(":")
    if not function:
        known = ", ".join(sorted({**added, **READERS}))
        raise BadValue(f"no reader is called {name!r}; there are: {known}")
    try:
        load: Callable[[], Reader] = getattr(import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise BadValue(f"the reader {name!r} cannot be loaded: {error}") from error
    return load()


def reader_name(name: str) -> str:
    """Name with version of the reader that `load_reader` would give. Raises what that raises."""
    if name not in NAMED_BY:
        return load_reader(name).name
    module, _, function = NAMED_BY[name].partition(":")
    tell: Callable[[], str] = getattr(import_module(module), function)
    return tell()


def read_reports(reports: Iterable[Report], reader: str, workers: int) -> Iterator[Reading | Failure]:
    """A reading or a failure for each report, in the order they are done.

    Raises what loading the reader raises."""
    if workers > 1:
        yield from _read_apart(reports, reader, workers)
        return
    loaded = load_reader(reader)
    for report in reports:
        yield _attempt(loaded, report)


def _attempt(reader: Reader, report: Report) -> Reading | Failure:
    try:
        return _read(reader, report)
    except HerodotError as error:
        return Failure(report=report, why=str(error))
    except Exception as error:  # the outermost loop of a worker: one report must not end the others
        why = f"the reader failed on it ({type(error).__name__}: {error}); it is kept unread"
        return Failure(report=report, why=why, trace=traceback.format_exc())


def _read(reader: Reader, report: Report) -> Reading:
    from herodot.text.body import canonical

    if report.language not in READABLE_LANGUAGES:
        return Reading(report=report.id, reader=reader.name, entities=(), mentions=(), statements=())
    text = canonical(report.text)
    if text.body != report.text:
        raise BadInput(
            f"its text was made by other rules ({report.text_version}) than this Herodot's; not read"
        )
    return keyed(reader.read(report, text))


def _read_apart(reports: Iterable[Report], reader: str, workers: int) -> Iterator[Reading | Failure]:
    waiting = iter(reports)
    busy: dict[Connection, tuple[BaseProcess, Report]] = {}
    try:
        for report in islice(waiting, workers):
            _give(_hire(reader), report, busy)
        while busy:
            for connection in wait(list(busy)):
                assert isinstance(connection, Connection)
                worker, report = busy.pop(connection)
                outcome = _receive(connection, worker, report)
                following = next(waiting, None)
                if following is None:
                    _dismiss(connection, worker)
                elif worker.is_alive() and not connection.closed:
                    _give((connection, worker), following, busy)
                else:
                    _give(_hire(reader), following, busy)
                yield outcome
    finally:
        for connection, (worker, _) in busy.items():
            worker.terminate()
            _dismiss(connection, worker)


def _hire(reader: str) -> tuple[Connection, BaseProcess]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_work, args=(theirs, reader), daemon=True)
    worker.start()
    theirs.close()
    return ours, worker


def _give(
    hired: tuple[Connection, BaseProcess], report: Report, busy: dict[Connection, tuple[BaseProcess, Report]]
) -> None:
    connection, worker = hired
    busy[connection] = (worker, report)
    try:
        connection.send(report)
    except OSError:
        # It died before it took the report; `_receive` finds that out and says so.
        return


def _receive(connection: Connection, worker: BaseProcess, report: Report) -> Reading | Failure:
    try:
        outcome: Reading | Failure | HerodotError = connection.recv()
    except (EOFError, OSError):
        connection.close()
        worker.join(END_SECONDS)
        why = f"the process that read it ended ({_ending(worker.exitcode)}); it is kept unread"
        return Failure(report=report, why=why)
    if isinstance(outcome, HerodotError):
        raise outcome
    return outcome


def _ending(code: int | None) -> str:
    if code == -9:
        return "killed, perhaps for want of memory: try --workers 1"
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"


def _dismiss(connection: Connection, worker: BaseProcess) -> None:
    if not connection.closed:
        connection.close()
    worker.join(END_SECONDS)
    if worker.is_alive():
        worker.kill()
        worker.join()
    worker.close()


def _work(connection: Connection, name: str) -> None:
    # Ctrl-C reaches every process of the terminal; the parent alone decides when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Each worker has one processor; numpy would start threads for all of them, which are never used.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        try:
            reader = load_reader(name)
        except HerodotError as error:
            connection.send(error)
            return
        # What is loaded stays: looking through it for garbage again and again costs a hundredth of the time.
        gc.freeze()
        gc.set_threshold(20_000, 50, 50)
        while True:
            connection.send(_attempt(reader, connection.recv()))
    except (EOFError, OSError):
        return
