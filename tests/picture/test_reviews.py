"""What people decide of statements is a function of the stored rows, and the reader's own words stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.model.keys import keyed_review, review_undoing_of
from herodot.model.records import Claim, Evidence, Pointer, Review, ReviewUndoing, Statement
from herodot.picture.reviews import ReviewedReport, review_report
from herodot.picture.scene import Scene
from tests.samples import NOW, WORDS, a_reading, a_report

REPORT = a_report()
READING = a_reading(REPORT)
FIRST = READING.statements[0]


def a_scene(reader: str = "standin 1") -> Scene:
    """The report as that reader has it."""
    reading = a_reading(REPORT, reader)
    return Scene(REPORT.id, reading.entities, reading.mentions)


def at(words: str, kind: str = "Person") -> Pointer:
    """A pointer to the first such words of the report."""
    start = REPORT.text.index(words)
    return Pointer(type=kind, name=words, start=start, end=start + len(words))


def said(statement: Statement = FIRST) -> Claim:
    """A statement as a claim."""
    return a_scene().claim(statement)


ADDED = Claim(
    subject=at("Tom Reed"), property="member_of", value=None, entity=at("Harbour Watch", "Organization"),
    value_type="entity", chain=said().chain, polarity="affirmed", certainty="certain", mood="actual",
    evidence=(Evidence(start=15, end=47, text=REPORT.text[15:47]),),
)  # fmt: skip


def review(number: int, kind: str, statement: str = FIRST.id, now: Claim | None = None) -> Review:
    """A review of the first statement, or one that adds."""
    of = None if kind == "add" else said(next(s for s in READING.statements if s.id == statement))
    given = Review(
        id="", kind=kind, report=REPORT.id, statement="" if kind == "add" else statement, of=of, now=now,
        reason="not said" if kind == "reject" else "", note="", seen=(), by=f"Ana {number}", at=NOW,
    )  # type: ignore[arg-type]  # fmt: skip
    return keyed_review(given, number)


def undoing(of: Review, number: int, undone: bool) -> ReviewUndoing:
    """A review taken back or put in force again."""
    return review_undoing_of(of.id, "Bo", NOW, number, redo=not undone)


def reviewed(
    reviews: Iterable[Review], undoings: Iterable[ReviewUndoing] = (), reader: str = "standin 1"
) -> ReviewedReport:
    """The report with those rows."""
    statements = a_reading(REPORT, reader).statements
    return review_report(a_scene(reader), statements, tuple(reviews), tuple(undoings))


DENIED = replace(said(), polarity="denied")
ROWS = (
    review(0, "accept"),
    review(1, "reject"),
    review(2, "correct", now=DENIED),
    review(3, "defer"),
    review(4, "add", now=ADDED),
    review(5, "accept", READING.statements[1].id),
)
STATES = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "defer": "deferred"}


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=12))
def test_any_undoing_and_redoing(steps: list[tuple[int, bool]]) -> None:
    """After any steps the picture is that of the reviews in force alone, as if the others had never been."""
    undoings = [undoing(ROWS[which], n, undone) for n, (which, undone) in enumerate(steps)]
    last = dict(steps)
    held = [r for n, r in enumerate(ROWS) if not last.get(n, False)]
    found, plain = reviewed(ROWS, undoings), reviewed(held)
    assert {s.id: s for s in found.counted()} == {s.id: s for s in plain.counted()}
    assert found.entities == plain.entities
    assert found.mentions == plain.mentions
    states = {line.id: line.state for line in found.lines if line.state != "taken back"}
    assert states == {line.id: line.state for line in plain.lines}
    decided = [r for r in held if r.statement == FIRST.id]
    assert states[FIRST.id] == (STATES[decided[-1].kind] if decided else "read")
    assert {d.review.id for line in found.lines for d in line.history} == {r.id for r in ROWS}


@pytest.mark.parametrize(
    ("kinds", "state", "polarity"),
    [
        ([], "read", "affirmed"),
        (["accept"], "accepted", "affirmed"),
        (["reject"], "rejected", None),
        (["defer"], "deferred", "affirmed"),
        (["correct"], "corrected", "denied"),
        (["correct", "accept"], "accepted", "denied"),
        (["correct", "reject"], "rejected", None),
        (["reject", "accept"], "accepted", "affirmed"),
    ],
)
def test_what_counts(kinds: list[str], state: str, polarity: str | None) -> None:
    """Rejected statements do not count, corrected ones count as corrected, deferred ones as they are."""
    found = reviewed(
        review(n, kind, now=DENIED if kind == "correct" else None) for n, kind in enumerate(kinds)
    )
    line = next(line for line in found.lines if line.id == FIRST.id)
    assert (line.state, line.read) == (state, FIRST)
    counted = [s.polarity for s in found.counted() if s in (line.now, FIRST)]
    assert counted == ([polarity] if polarity else [])
    assert found.set_aside == ((FIRST,) if polarity != "affirmed" else ())


def test_another_reading_keeps_what_was_decided() -> None:
    """Ids change with the reader; a review finds the statement again by what it says and where."""
    found = reviewed(ROWS[:2], reader="standin 2")
    assert [line.state for line in found.lines] == ["rejected", "read", "read"]
    assert found.lost == ()
    changed = replace(ROWS[0], statement="gone", of=replace(said(), certainty="possible"))
    assert [d.review for d in reviewed([changed]).lost] == [changed]


def test_who_is_not_read_is_made() -> None:
    """A statement on words that no mention covers makes its entity, which goes when the statement goes."""
    odd = replace(ADDED, subject=at("Harbour news", "Work"), property="about", entity=at("Ben Cole"))
    odd = replace(odd, property="associate_of", subject=at("news", "Group"))
    one = review(0, "add", now=odd)
    found = reviewed([one])
    made = next(e for e in found.entities if e.description == "news")
    assert (made.type, made.names) == ("Group", ())
    assert made.id in {m.entity for m in found.mentions}
    gone = reviewed([one], [undoing(one, 0, True)])
    assert gone.entities == READING.entities
    assert [line.state for line in gone.lines][-1] == "taken back"


def test_a_decision_that_was_not_seen_is_told() -> None:
    """Of two who decide at once both are kept; the second is marked as not having seen the first."""
    first, second, third = review(0, "accept"), review(1, "reject"), review(2, "defer")
    third = replace(third, seen=(first.id, second.id))
    line = next(line for line in reviewed([first, second, third]).lines if line.id == FIRST.id)
    assert [d.unseen for d in line.history] == [(), ("Ana 0",), ()]
    assert line.seen == (first.id, second.id, third.id)


def test_claims_and_statements() -> None:
    """A statement that becomes a claim becomes the same statement again, but for who made it."""
    for statement in READING.statements:
        again = a_scene().statement(a_scene().claim(statement), "x")
        kept = {"id", "reader", "rule", "confidence"}
        assert {n: getattr(again, n) for n in Statement.__dataclass_fields__ if n not in kept} == {
            n: getattr(statement, n) for n in Statement.__dataclass_fields__ if n not in kept
        }
    assert WORDS.startswith(REPORT.text[:20])
