"""Settings, steps and workers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from herodot.intake import TOGETHER, TOGETHER_BYTES, batches
from herodot.model.errors import BadValue
from herodot.model.ids import digest
from herodot.model.records import Document, Reading
from herodot.reports.publication import Publication
from herodot.settings import Settings, load_settings
from herodot.workers import Failure, load_reader, read_reports, reader_name
from herodot.workspace import Workspace, notes_on, report_of
from tests.samples import WORDS, a_report

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_give_the_same(workers: int) -> None:
    """However many processes read, the readings are the same."""
    reports = [a_report(f"{WORDS} Number {number}.") for number in range(5)]
    alone = {r.report: r for r in read_reports(reports, "tests.standin:load", 1) if isinstance(r, Reading)}
    found = list(read_reports(reports, "tests.standin:load", workers))
    assert {r.report: r for r in found if isinstance(r, Reading)} == alone
    assert len(alone) == 5


def test_worker_that_dies() -> None:
    """A report that kills its worker fails alone, also when there are several, and says how it ended."""
    words = [f"{WORDS} Number {number}. {'DIE NOW' if number % 3 == 0 else ''}" for number in range(7)]
    outcomes = list(read_reports([a_report(each) for each in words], "tests.standin:load", 2))
    failed = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    assert len(outcomes) == 7
    assert {failure.report.id for failure in failed} == {a_report(each).id for each in words[::3]}
    assert all("the process that read it ended" in failure.why for failure in failed)


def test_worker_that_fails() -> None:
    """An error in the reader is that report's failure, with its traceback; in a process of its own too."""
    reports = [a_report(WORDS + "FAIL NOW"), a_report()]
    for workers in (1, 2):
        outcomes = {type(o): o for o in read_reports(reports, "tests.standin:load", workers)}
        failure = outcomes[Failure]
        assert isinstance(failure, Failure)
        assert "RuntimeError: asked to fail" in failure.why
        assert "misbehave" in failure.trace
        assert Reading in outcomes


def test_work_may_be_left() -> None:
    """Leaving the readings half-way ends the workers."""
    outcomes = read_reports([a_report(f"{WORDS} {n}") for n in range(6)], "tests.standin:load", 2)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]


def test_other_text_rules_are_not_read() -> None:
    """A report whose stored text is not what today's rules give is never read with wrong offsets."""
    report = replace(a_report(), text=WORDS + "  \n\n\n")
    (outcome,) = read_reports([report], "tests.standin:load", 1)
    assert isinstance(outcome, Failure)
    assert "other rules" in outcome.why


@pytest.mark.parametrize("name", ["nobody", "no.such.module:load", "tests.standin:nothing", ":", "x:"])
def test_no_such_reader(name: str) -> None:
    """A reader that is not there is named."""
    with pytest.raises(BadValue):
        load_reader(name)


def publication(**facts: str | None) -> Publication:
    """A publication with those facts."""
    data = WORDS.encode()
    document = Document(sha256=digest(data), media_type="text/plain", name="a.txt", **facts)
    return Publication(document=document, data=data, content=WORDS)


def test_report_of_a_publication() -> None:
    """What nobody names is taken from the file and the text; the time of capture is not the date."""
    report = report_of(publication(), NOW)
    assert (report.outlet, report.title, report.published) == ("a.txt", "Harbour news", None)
    assert report.captured == "2031-05-06T12:00:00+00:00"
    report = report_of(publication(outlet="The Quay", title="T", byline="B", url="https://quay.example"), NOW)
    assert (report.outlet, report.title, report.byline) == ("The Quay", "T", "B")
    assert report.id != report_of(publication(), NOW).id


@pytest.mark.parametrize(
    ("published", "noted"),
    [
        (None, "no date"),
        ("2031-05-06", None),
        ("2031-05-07", None),  # somewhere it is tomorrow
        ("2031-05-08", "in the future"),
        ("2031-05", None),
        ("2031-06", "in the future"),
        ("2031", None),
        ("2032", "in the future"),
        ("1999-12-31", None),
    ],
)
def test_notes_on_the_date(published: str | None, noted: str | None) -> None:
    """A missing date and one in the future are noted, at the precision the date has."""
    notes = list(notes_on(report_of(publication(published=published), NOW), NOW))
    assert len(notes) == (noted is not None)
    assert noted is None or noted in notes[0]


def test_odd_names_are_text() -> None:
    """A file name of bytes that are no text can still be stored."""
    document = Document(sha256=digest(b"x"), media_type="text/plain", name="a\udcff.txt")
    report = report_of(Publication(document=document, data=b"x", content="x"), NOW)
    assert report.name == "a?.txt"


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ([], []),
        ([1], [1]),
        ([1] * TOGETHER, [TOGETHER]),
        ([1] * (TOGETHER + 1), [TOGETHER, 1]),
        ([TOGETHER_BYTES, 1], [1, 1]),
        ([TOGETHER_BYTES - 1, 1, 1], [2, 1]),
    ],
)
def test_what_goes_into_one_transaction(sizes: list[int], found: list[int]) -> None:
    """Reports go into transactions in order, few or small enough together, and none is left out."""
    document = Document(sha256=digest(b"x"), media_type="text/plain", name="a.txt")
    items = [Publication(document=document, data=b"x" * size, content="x") for size in sizes]
    made = list(batches(items))
    assert [len(batch) for batch in made] == found
    assert [item for batch in made for item in batch] == items


def test_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Adding and reading tell step by step what they did; the case opens only when asked."""
    (tmp_path / "a.txt").write_text(WORDS, "utf-8")
    settings = Settings(case=str(tmp_path / "k.herodot"), reader="tests.standin:load", workers=1)
    with Workspace(settings, lambda: NOW) as workspace:
        workspace.create()
        steps = list(workspace.add([tmp_path / "a.txt", tmp_path / "b.txt"]))
        assert [step.what for step in steps] == ["added", "noted", "failed"]
        pending = workspace.pending()
        assert [step.what for step in workspace.read(pending)] == ["read"]
        assert workspace.pending() == ()
        assert workspace.pending(again=True) == pending
        assert list(workspace.verify()) == []
    with pytest.raises(BadValue, match="HERODOT_CASE"):
        _ = Workspace(Settings(), lambda: NOW).store


def test_settings_are_typed(tmp_path: Path) -> None:
    """A value of the wrong type is named with where it came from; an absent flag changes nothing."""
    assert load_settings(tmp_path, {}, {"workers": None}) == Settings()
    assert load_settings(tmp_path, {"HERODOT_WORKERS": "3"}, {}).workers == 3
    with pytest.raises(BadValue, match="HERODOT_WORKERS: 'few' is no whole number"):
        load_settings(tmp_path, {"HERODOT_WORKERS": "few"}, {})


def test_name_of_a_reader() -> None:
    """A reader's name is told as its loading would give it, our own without loading it."""
    assert reader_name("tests.standin:load") == load_reader("tests.standin:load").name
    assert reader_name("local") == load_reader("local").name
    with pytest.raises(BadValue):
        reader_name("nobody")


@pytest.mark.parametrize("workers", [1, 2])
def test_reader_that_cannot_be_loaded(workers: int) -> None:
    """Where the reader cannot be loaded its own error is raised, from a process of its own too."""
    with pytest.raises(BadValue, match="nobody"):
        list(read_reports([a_report()], "nobody", workers))
