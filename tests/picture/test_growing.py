"""A case that grows: whatever changes, in any order and any groups, what is kept is what one look at all gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.made_case import made_reports
from herodot import keeping
from herodot.model.records import Reading, Report
from herodot.picture.frozen import Stale, thawed
from herodot.picture.kept import nothing
from herodot.picture.loaded import Loaded
from herodot.picture.picture import Picture
from herodot.store.records import KeptState
from herodot.store.tables import KEPT, OF_RECORD, selected
from herodot.workspace import Workspace
from tests.picture.clashing import judge, read, review
from tests.picture.test_kept import a_workspace
from tests.samples import NOW

Added = tuple[Report, bytes, Reading]
Rows = dict[str, list[tuple[object, ...]]]
WORLD = tuple(made_reports(14))


def kept_after(groups: Sequence[Sequence[Added]]) -> Rows:
    """What a case keeps of its picture when reports come in those groups, and it is asked after each."""
    with TemporaryDirectory() as folder, a_workspace(Path(folder)) as workspace:
        for group in groups:
            with workspace.store.writer() as writer:
                for report, data, reading in group:
                    writer.add_report(report, data)
                    writer.put_reading(reading, NOW)
            workspace.kept()
        return rows_of(workspace)


def rows_of(workspace: Workspace) -> Rows:
    """All rows of the kept picture, but for what says when it was made."""
    return {
        kind.__name__: sorted(
            (
                tuple(row)
                for row in workspace.facts.rows(f"SELECT {selected(kind)} FROM {OF_RECORD[kind].name}")
            ),
            key=repr,
        )
        for kind in KEPT
        if kind is not KeptState
    }


def made_anew(workspace: Workspace) -> Picture:
    """The picture made from nothing but the facts."""
    found, _ = keeping.whole(keeping.CaseFacts(workspace.facts, workspace.settings.min_confidence))
    return keeping.with_history(workspace.facts, found.picture)


def forget(workspace: Workspace) -> None:
    """Throws the kept picture away."""
    with workspace.store.writer() as writer:
        writer.keep_picture(nothing(), "")


def differing(one: Picture, other: Picture) -> list[str]:
    """Fields in which two pictures are not the same, order included."""
    found = []
    for f in fields(Picture):
        a, b = getattr(one, f.name), getattr(other, f.name)
        ordered = f.name in ("reports", "entities", "parts")
        if a != b or (ordered and list(a) != list(b)):
            found.append(f.name)
    return found


ALL_AT_ONCE = kept_after([WORLD])


def test_there_is_something_to_keep() -> None:
    """The made-up reports give questions, names of several reports, and a copy, so that the law below has weight."""
    assert all(rows for rows in ALL_AT_ONCE.values())
    assert len(ALL_AT_ONCE["KeptMember"]) > len(ALL_AT_ONCE["KeptEntity"])


@pytest.mark.parametrize("seed", range(4))
def test_order_and_grouping_show_nowhere(seed: int) -> None:
    """Reports in any order and any groups, the picture asked for after each, give the same rows as all at once."""
    chance = random.Random(seed)
    reports = chance.sample(WORLD, len(WORLD))
    cuts = sorted(chance.sample(range(1, len(reports)), chance.randrange(1, 4)))
    edges = [0, *cuts, len(reports)]
    assert kept_after([reports[a:b] for a, b in pairwise(edges)]) == ALL_AT_ONCE


Step = tuple[str, int, int]
STEPS: dict[str, Callable[[Workspace, int, int], None]] = {
    "read": lambda w, n, r: read(w, n, r),
    "add": lambda w, n, _: read(w, n, unread=True),
    "judge": lambda w, n, r: judge(w, n * 4 + r),
    "review": lambda w, n, r: review(w, n * 4 + r),
}
step = st.tuples(
    st.sampled_from(("read", "read", "read", "judge", "judge", "review", "add")),
    st.integers(0, 30), st.integers(0, 3),
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 14), st.lists(st.lists(step, min_size=1, max_size=3), min_size=1, max_size=6))
def test_growing_is_making_anew(size: int, changes: list[list[Step]]) -> None:
    """Reports read, added unread and read again, decisions made, undone and redone, statements corrected: after each
    group of changes all that is kept, and the picture in memory, are those that are made from nothing but the facts."""
    with TemporaryDirectory() as folder, a_workspace(Path(folder)) as workspace:
        for number in range(size):
            read(workspace, number)
        workspace.kept()
        held: Loaded = workspace.loaded()
        for group in changes:
            for kind, number, variant in group:
                STEPS[kind](workspace, number, variant)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(keeping, "whole", no_use)
                workspace.kept()
                held = workspace.loaded(held)
            grown = rows_of(workspace)
            assert differing(held.picture, made_anew(workspace)) == []
            forget(workspace)
            workspace.kept()
            again = rows_of(workspace)
            assert {kind for kind in again if grown[kind] != again[kind]} == set()


def no_use(*_: object) -> None:
    """In the place of what makes a picture anew."""
    raise AssertionError("the picture was made anew")


@pytest.mark.parametrize(
    "spoilt",
    [
        "UPDATE kept_blob SET data = substr(data, 1, 900) WHERE name = 'matched'",
        "UPDATE kept_blob SET data = zeroblob(length(data))",
        "DELETE FROM kept_blob",
        "UPDATE kept_part SET page = x'00'",
        "DELETE FROM kept_resolved",
        "UPDATE kept_text SET words = x'00'",
        "UPDATE kept_copy SET page = '{'",
        "UPDATE kept_doubt SET page = '[]'",
        "UPDATE kept_answers SET page = 'null'",
    ],
)
def test_what_is_spoilt_is_made_anew(tmp_path: Path, spoilt: str) -> None:
    """A kept picture that cannot be gone on from costs time, and nothing else."""
    with a_workspace(tmp_path) as workspace:
        for report, data, reading in WORLD[:-1]:
            with workspace.store.writer() as writer:
                writer.add_report(report, data)
                writer.put_reading(reading, NOW)
        workspace.kept()
        with workspace.store.writer() as writer:
            writer._connection.execute(spoilt)
            writer.add_report(*WORLD[-1][:2])
            writer.put_reading(WORLD[-1][2], NOW)
        workspace.kept()
        assert rows_of(workspace) == ALL_AT_ONCE


def test_a_later_look_wins(tmp_path: Path) -> None:
    """Where another program brought the picture up to date meanwhile, nothing is put on top of that."""
    with a_workspace(tmp_path) as workspace:
        for number in range(4):
            read(workspace, number)
        workspace.kept()
        read(workspace, 4)
        change = keeping.change_of(workspace.facts, 0.0)
        assert change is not None
        assert change.dropped is not None
        workspace.kept()
        before = rows_of(workspace)
        with workspace.store.writer() as writer:
            assert not writer.change_picture(change.was, change.dropped, change.rows, change.made_from)
        assert rows_of(workspace) == before


def test_going_on_says_when_it_cannot() -> None:
    """Columns that are no columns are stale."""
    with pytest.raises(Stale):
        thawed(b"no columns", ())
