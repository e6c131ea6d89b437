"""Links between contents and sources, and roots of speech events, are counted only where both were found."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpora import in_dev
from benchmarks.scoring import Span
from benchmarks.voices import (
    Attribution,
    Heard,
    SpeechEvent,
    linked_figures,
    mpqa_events,
    polnear_links,
    root_figures,
    speech_events,
    stand_off,
)


def at(start: int, end: int) -> Span:
    """A span without a label."""
    return Span(start=start, end=end, label="")


def test_a_stand_off_file_gives_attributions_with_source_and_content() -> None:
    """`E` lines link `T` lines, broken parts stay together, and what lacks a source is left out."""
    text = (
        "T1\tContent 0 5;12 20\tGo now\nT2\tSource 6 8\the\nT3\tCue 9 11\tsaid\nT4\tAttribution 9 11\tsaid\n"
        "E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2\nE2\tAttribution:T4 Content:T1 Cue:T3\n"
        "T5\tContent 30 40\tmore\nT6\tSource 41 44\tshe\nE3\tAttribution:T4 Content1:T5 Source1:T6\n"
    )
    first, second = stand_off(text)
    assert [(s.start, s.end) for s in first.content] == [(0, 5), (12, 20)]
    assert [(s.start, s.end) for s in first.source] == [(6, 8)]
    assert (second.cue, second.source[0].start) == ((), 41)


def test_only_the_first_reading_of_a_dev_article_is_taken(tmp_path: Path) -> None:
    """Two annotators of one article are one article; the text keeps its line ends, so that offsets hold."""
    root = tmp_path / "data" / "dev"
    (root / "text").mkdir(parents=True)
    (root / "attributions").mkdir()
    (root / "text" / "paper.txt").write_text("One.\r\nTwo.", "utf-8", newline="")
    for reading in ("aaaa", "bbbb"):
        (root / "attributions" / f"paper_{reading}.ann").write_text("T1\tCue 0 1\tO\n", "utf-8")
    assert list(polnear_links(tmp_path)) == [("One.\r\nTwo.", [])]


GOLD = Attribution(content=(at(0, 10),), source=(at(20, 25),))


@pytest.mark.parametrize(
    ("heard", "found", "right"),
    [
        (Heard(contents=(at(0, 3),), sources=(at(24, 30),), quotes=(GOLD,)), 1, 1),
        (Heard(contents=(at(0, 3),), sources=(at(24, 30),)), 1, 0),
        (
            Heard(
                contents=(at(0, 3),),
                sources=(at(24, 30),),
                quotes=(Attribution(content=(at(0, 3),), source=(at(25, 30),)),),
            ),
            1,
            0,
        ),
        (Heard(contents=(at(10, 13),), sources=(at(24, 30),), quotes=(GOLD,)), 0, 0),
        (Heard(contents=(at(0, 3),), sources=(at(25, 30),), quotes=(GOLD,)), 0, 0),
    ],
)
def test_links_are_asked_of_what_was_found(heard: Heard, found: int, right: int) -> None:
    """A content or source that only meets a found one is not found; linked is where both ends share a character."""
    figures = linked_figures([("words", [GOLD])], lambda body: heard)
    assert (figures["linked_found"], figures["linked"]) == (found, right)


NOTES = "\n".join(
    [
        "# a comment",
        '1\t0,0\tstring\tGATE_agent\tid="w"',
        '2\t4,12\tstring\tGATE_agent\tnested-source="w, chief" id="chief"',
        '3\t13,17\tstring\tGATE_objective-speech-event\tnested-source="w, chief"',
        '4\t40,42\tstring\tGATE_agent\tnested-source="w,chief"',
        '5\t43,49\tstring\tGATE_direct-subjective\tnested-source="w, chief" intensity="low"',
        '6\t50,55\tstring\tGATE_objective-speech-event\tnested-source="w, nobody"',
        '7\t60,60\tstring\tGATE_objective-speech-event\tnested-source="w" implicit="true"',
        '8\t61,66\tstring\tGATE_objective-speech-event\tnested-source="w"',
        '9\t70,76\tstring\tGATE_expressive-subjectivity\tnested-source="w, chief"',
    ]
)


def test_speech_events_have_words_and_a_named_source() -> None:
    """Implicit events, the writer's own, and those whose source has no phrase are left out."""
    events = speech_events(NOTES)
    assert [(e.words.start, e.is_speech) for e in events] == [(13, True), (43, False)]
    assert {(s.start, s.end) for s in events[0].root} == {(4, 12), (40, 42)}


def test_only_dev_documents_are_opened(tmp_path: Path) -> None:
    """A document is named by day and name, and offsets of bytes hold where a character has two."""
    base = tmp_path / "database.mpqa.2.0"
    names = [f"20010101/a{n}" for n in range(60)]
    for name in names:
        (base / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (base / "docs" / name).write_bytes("é says".encode())
        (base / "man_anns" / name).mkdir(parents=True)
        (base / "man_anns" / name / "gateman.mpqa.lre.2.0").write_text(NOTES, "utf-8")
    found = list(mpqa_events(tmp_path))
    assert len(found) == sum(map(in_dev, names)) > 0
    assert len(found[0][0]) == 7


@pytest.mark.parametrize(
    ("acts", "found", "root"),
    [
        ((Attribution(cue=(at(14, 17),), source=(at(40, 42),)),), 1, 1),
        ((Attribution(cue=(at(14, 17),), source=(at(42, 44),)),), 1, 0),
        ((Attribution(cue=(at(14, 17),)),), 1, 0),
        ((Attribution(cue=(at(17, 20),), source=(at(4, 12),)),), 0, 0),
    ],
)
def test_roots_are_asked_of_matched_events(acts: tuple[Attribution, ...], found: int, root: int) -> None:
    """An act with nobody as source is matched and wrong; one beside the words is no match."""
    event = SpeechEvent(words=at(13, 17), root=(at(4, 12), at(40, 42)), is_speech=True)
    figures = root_figures([("words", [event])], lambda body: Heard(acts=acts))
    assert (figures["root_found"], figures["root"], figures["root_objective"]) == (found, root, root)
