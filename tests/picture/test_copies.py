"""Copies: word for word and rewritten, with and without credit; two reports of one event are none."""

from __future__ import annotations

import re

from herodot.model.records import Report
from herodot.picture.copies import Copy, find_copies
from herodot.text.body import sentence_spans
from herodot.text.english import english_words

ORIGINAL = (
    "Ministry frees forty-one dockers. The interior ministry of Marrat said on Wednesday that it had released "
    "forty-one dockers from the prison of Oudan before dawn. A spokesman, Tarik Belo, refused to say what the "
    "government had received in return. The dockers left in two covered lorries and were driven to the river. "
    "Families had waited outside the wall since the evening, drawn by a rumour on the radio. "
    "A security source told Coast Wire that three of them were women, among them a sister of the union's founder."
)
REWRITTEN = (
    "Marrat lets dockers go. Forty-one dockers walked out of Oudan prison before dawn on Wednesday, the interior "
    "ministry told Coast Wire. Its spokesman Tarik Belo refused to say what was received in return. Two covered "
    "lorries drove the dockers to the river. Three women were among them, one a sister of the union's founder, "
    "a security source told Coast Wire."
)
SAME_EVENT = (
    "Dockers freed. The union's lawyer, Sami Rado, said that her clients were home. She had visited Oudan prison "
    "every week for a year. The first of the dockers came down the river road at noon, singing. Nobody from the "
    "ministry answered the telephone. The harbour strike of last spring, which led to the arrests, cost the town "
    "half of its ships, and the mayor has asked for money."
)


def a_report(key: str, text: str, published: str, outlet: str) -> Report:
    """A report of those words."""
    return Report(
        id=key, sha256="", media_type="text/plain", name=key, outlet=outlet, title=text.partition(".")[0], byline=None,
        published=published, url=None, language="en", text_version="1", captured="", text=text,
    )  # fmt: skip


def copies_of(*reports: Report) -> tuple[Copy, ...]:
    """Who copies whom."""
    sentences = [[(s.start, s.end) for s in sentence_spans(r.text)] for r in reports]
    return find_copies(reports, sentences, english_words().empty_words)


WIRE = a_report("wire", ORIGINAL, "2031-04-03", "Coast Wire")


def test_word_for_word() -> None:
    """The later report is the copy, whole or cut, and its passages say the same words."""
    cut = a_report("cut", " ".join(re.split(r"(?<=\.) ", ORIGINAL)[1:5]), "2031-04-04", "The Herald")
    (found,) = copies_of(cut, WIRE)
    assert (found.report, found.original, found.how) == ("cut", "wire", "verbatim")
    assert found.share > 0.9
    for p in found.passages:
        assert cut.text[p.start : p.end] == ORIGINAL[p.from_start : p.from_end]


def test_rewritten_with_credit() -> None:
    """A rewritten report that names the agency is its copy."""
    (found,) = copies_of(WIRE, a_report("new", REWRITTEN, "2031-04-04", "The Herald"))
    assert (found.report, found.original, found.how) == ("new", "wire", "rewritten")


def test_a_passage_of_a_long_report() -> None:
    """A long report that takes over one part of another is a copy of that part."""
    taken = " ".join(re.split(r"(?<=\.) ", ORIGINAL)[1:4])
    (found,) = copies_of(WIRE, a_report("long", SAME_EVENT + " " + taken, "2031-04-05", "The Herald"))
    assert found.report == "long"
    assert all(p.start >= len(SAME_EVENT) for p in found.passages)


def test_one_event_is_no_copy() -> None:
    """Two reports of one event, each in its own words, are no copies."""
    assert copies_of(WIRE, a_report("own", SAME_EVENT, "2031-04-03", "The Herald")) == ()


def test_copy_of_a_copy() -> None:
    """What was taken from a word-for-word copy was taken from the original."""
    first = a_report("first", ORIGINAL, "2031-04-04", "The Herald")
    second = a_report("second", ORIGINAL, "2031-04-06", "Evening News")
    assert {(c.report, c.original) for c in copies_of(first, second, WIRE)} == {
        ("first", "wire"),
        ("second", "wire"),
    }


def test_nothing_and_little() -> None:
    """No reports, empty ones and very short ones have no copies."""
    assert copies_of() == ()
    assert copies_of(a_report("a", "", "2031", "A"), a_report("b", "Yes.", "2031", "B")) == ()


def test_many_with_one_slug() -> None:
    """What every report of an outlet ends with makes none a copy of another."""
    tail = " The Herald is printed in Marrat by the Herald Company and appears every day but Sunday and holidays."
    texts = [
        f"Story {n}. The {w} of Oudan was opened by mayor number {n}."
        for n, w in enumerate(("bridge", "school"))
    ]
    assert (
        copies_of(*(a_report(str(n), t + tail, "2031-04-03", "The Herald") for n, t in enumerate(texts)))
        == ()
    )
