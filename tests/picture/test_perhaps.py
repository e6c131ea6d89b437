"""Why events are perhaps one, worked out from what is kept: the same reasons as when they were matched."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.made_case import made_reports
from herodot.identity.resolve import Doubt
from herodot.model.plain import from_plain
from herodot.picture.perhaps import Near, near_events, places_of, why
from herodot.reviewing import members
from herodot.store import CaseReader
from herodot.store.keeping import kept_rows, resolved_by
from herodot.store.records import KeptDoubt, KeptEntity, KeptPerhaps
from herodot.workspace import Workspace
from tests.picture.test_kept import a_workspace
from tests.samples import NOW

REPORTS = 120


def filled(folder: Path) -> Workspace:
    """A case of made-up reports with its picture."""
    workspace = a_workspace(folder)
    with workspace.store.writer() as writer:
        for report, data, reading in made_reports(REPORTS):
            writer.add_report(report, data)
            writer.put_reading(reading, NOW)
    workspace.kept()
    return workspace


def reasons_of(facts: CaseReader, row: KeptPerhaps) -> Doubt:
    """What speaks for and against a pair, as its page works it out."""
    told = members(facts, (row.one, row.other))
    near = Near(event=resolved_by(facts, [row.other])[row.other], mine=row.one, theirs=row.other)
    (found,) = why(facts, [near], {key: entity.report for key, entity in told.items()})
    return found


def test_reasons_are_those_of_matching(tmp_path: Path) -> None:
    """Of what waits in the queue the page's reasons are those that are kept; of all the weights come to the score,
    up to what later steps learned of who is who. Who is near to one has it near, too, and each can be pointed at."""
    with filled(tmp_path) as workspace:
        facts = workspace.facts
        rows = list(kept_rows(facts, KeptPerhaps))
        queue = {(d.one, d.other): from_plain(Doubt, json.loads(d.page)) for d in kept_rows(facts, KeptDoubt)}
        assert len(rows) > len(queue.keys() & {(r.one, r.other) for r in rows}) > 0
        for row in rows:
            found = reasons_of(facts, row)
            if (row.one, row.other) in queue:
                assert found.reasons == queue[row.one, row.other].reasons
            assert abs(found.score - row.score) < 0.5
        events = [e.id for e in kept_rows(facts, KeptEntity) if e.type == "Event"]
        near = {event: {n.event for n in near_events(facts, event)} for event in events}
        assert all(event in near[other] for event in events for other in near[event])
        assert sum(map(len, near.values())) == 2 * len(rows)
        ends = [key for row in rows for key in (row.one, row.other)]
        assert all(":" in place for place in places_of(facts, ends).values())
