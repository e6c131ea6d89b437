"""A case that grows: however its reports come, what is kept in the end is what one look at all of them gives."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.made_case import made_reports
from herodot.model.records import Reading, Report
from herodot.store.records import Kept
from herodot.store.tables import OF_RECORD, selected
from herodot.workspace import Workspace
from tests.picture.test_kept import a_workspace
from tests.samples import NOW

Added = tuple[Report, bytes, Reading]
WORLD = tuple(made_reports(14))


def kept_after(groups: Sequence[Sequence[Added]]) -> dict[str, list[tuple[object, ...]]]:
    """What a case keeps of its picture when reports come in those groups, and it is asked after each."""
    with TemporaryDirectory() as folder, a_workspace(Path(folder)) as workspace:
        for group in groups:
            with workspace.store.writer() as writer:
                for report, data, reading in group:
                    writer.add_report(report, data)
                    writer.put_reading(reading, NOW)
            workspace.kept()
        return rows_of(workspace)


def rows_of(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the kept picture."""
    kinds = [kind for kind in OF_RECORD if kind.__name__.startswith("Kept") and kind is not Kept]
    return {
        kind.__name__: sorted(
            tuple(row) for row in workspace.facts.rows(f"SELECT {selected(kind)} FROM {OF_RECORD[kind].name}")
        )
        for kind in kinds
    }


ALL_AT_ONCE = kept_after([WORLD])


def test_there_is_something_to_keep() -> None:
    """The made-up reports give questions, names of several reports, and a copy, so that the law below has weight."""
    assert all(ALL_AT_ONCE.values())
    assert len(ALL_AT_ONCE["KeptMember"]) > len(ALL_AT_ONCE["KeptEntity"])


@pytest.mark.parametrize("seed", range(4))
def test_order_and_grouping_show_nowhere(seed: int) -> None:
    """Reports in any order and any groups, the picture asked for after each, give the same rows as all at once."""
    chance = random.Random(seed)
    reports = chance.sample(WORLD, len(WORLD))
    cuts = sorted(chance.sample(range(1, len(reports)), chance.randrange(1, 4)))
    edges = [0, *cuts, len(reports)]
    assert kept_after([reports[a:b] for a, b in pairwise(edges)]) == ALL_AT_ONCE
