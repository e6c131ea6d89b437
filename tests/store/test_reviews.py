"""A case keeps reviews as they were made, also one that is older than they are."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from herodot.model.errors import BadValue, CaseDamaged
from herodot.model.keys import keyed_review, review_undoing_of
from herodot.model.records import Review
from herodot.picture.scene import Scene
from herodot.store import Store, verify
from tests.samples import NOW, WORDS, a_reading, a_report

REPORT = a_report()
READING = a_reading(REPORT)
CLAIM = Scene(REPORT.id, READING.entities, READING.mentions).claim(READING.statements[1])
FIRST = keyed_review(
    Review(
        id="", kind="correct", report=REPORT.id, statement=READING.statements[1].id, of=CLAIM,
        now=replace(CLAIM, polarity="denied", qualifiers={"at_least": 3, "role": "Ю"}), reason="", note="n",
        seen=("a", "b"), by="Ana", at=NOW,
    ),
    0,
)  # fmt: skip
UNDOING = review_undoing_of(FIRST.id, "Bo", NOW, 0, redo=False)


def stored(path: Path) -> Store:
    """A case with one report and its reading."""
    store = Store.create(path, NOW)
    with store.writer() as writer:
        writer.add_report(REPORT, WORDS.encode())
        writer.put_reading(READING, NOW)
    return store


def test_reviews_round_trip(tmp_path: Path) -> None:
    """Reviews come back equal and in order; putting them twice adds nothing; they change what is known."""
    plain = keyed_review(replace(FIRST, kind="accept", now=None), 1)
    with stored(tmp_path / "a.herodot") as store:
        facts, before = store.reader(), store.reader().facts_digest()
        for _ in range(2):
            with store.writer() as writer:
                writer.put_reviews([FIRST, plain], [UNDOING])
        assert facts.reviews() == facts.reviews(REPORT.id) == (FIRST, plain)
        assert facts.reviews("elsewhere") == ()
        assert facts.review_undoings() == (UNDOING,)
        assert facts.facts_digest() != before
        assert facts.reading(REPORT.id) == READING
        assert list(verify(store)) == []


def test_a_review_needs_its_report_and_an_undoing_its_review(tmp_path: Path) -> None:
    """What points nowhere is not stored."""
    with stored(tmp_path / "a.herodot") as store:
        with pytest.raises(CaseDamaged, match="FOREIGN KEY"), store.writer() as writer:
            writer.put_reviews([replace(FIRST, report="none")])
        with pytest.raises(CaseDamaged, match="FOREIGN KEY"), store.writer() as writer:
            writer.put_reviews([], [UNDOING])
        assert store.reader().reviews() == ()


def test_verify_finds_words_that_are_not_there(tmp_path: Path) -> None:
    """A review whose evidence is not the report's is told."""
    assert FIRST.now is not None
    evidence = (replace(FIRST.now.evidence[0], text="other words"),)
    with stored(tmp_path / "a.herodot") as store:
        with store.writer() as writer:
            writer.put_reviews([replace(FIRST, now=replace(FIRST.now, evidence=evidence))])
        assert [line.split(":")[0] for line in verify(store)] == [f"review {FIRST.id}"]


def test_a_case_without_reviews_gets_them(tmp_path: Path) -> None:
    """A case made before there were reviews is brought up to date when it is opened, and keeps all it had."""
    path = tmp_path / "a.herodot"
    stored(path).close()
    connection = sqlite3.connect(path)
    connection.executescript(
        "DROP TABLE review_undoing; DROP TABLE review; DELETE FROM migration WHERE number >= 5;"
    )
    connection.close()
    with Store.open(path, NOW) as store:
        assert store.reader().reviews() == ()
        assert store.reader().reading(REPORT.id) == READING
        with store.writer() as writer:
            writer.put_reviews([FIRST])
        assert store.reader().reviews() == (FIRST,)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kind": "praise"}, "is no review"),
        ({"by": "  "}, "needs the name"),
        ({"kind": "reject"}, "one of these reasons"),
        ({"reason": "not said"}, "only a rejection"),
        ({"kind": "reject", "reason": "dull"}, "one of these reasons"),
    ],
)
def test_what_is_no_review(changed: dict[str, str], why: str) -> None:
    """Kind, name and reason must be there and fit each other."""
    with pytest.raises(BadValue, match=why):
        keyed_review(replace(FIRST, **changed), 0)  # type: ignore[arg-type]
