"""The laws of a canonical text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herodot.text.body import VERSION, Text, canonical

PIECES = (
    "The army said so.", " ", "\n", "\n\n", "“No!” she said.", "Lt. Gen. J. Osei", "...", "\u00a0", "\u200b",
    "e\u0301", "\u0301", "\u2028", "\u2029", "- item", "\r\n", "a.m.", "U.S.", "(12)", "؟", "。",
    "\ud800", "\x00",
    "\ufeff", "3.5", ".[1]", "left.The man", "x" * 50, "-", "»", "\t", "\x1c", "\x85", "no-\n",
)  # fmt: skip
CONTENT = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


def check_spans(text: Text) -> None:
    """Asserts order, no overlap, and that sentences hold each non-space character once."""
    for spans in (text.paragraphs, text.sentences):
        last = 0
        for span in spans:
            assert last <= span.start < span.end <= len(text.body)
            last = span.end
    covered = [0] * len(text.body)
    for span in text.sentences:
        for at in range(span.start, span.end):
            covered[at] += 1
    assert all(
        count == (1 if not char.isspace() else count) for count, char in zip(covered, text.body, strict=True)
    )


@given(CONTENT)
def test_the_canonical_text_of_a_body_is_that_text(content: str) -> None:
    """Law: `canonical(canonical(x).body) == canonical(x)`, for any string."""
    text = canonical(content)
    assert canonical(text.body) == text


@given(CONTENT)
def test_every_visible_character_is_in_one_sentence_and_spans_are_in_order(content: str) -> None:
    """Law: spans are ordered, do not overlap, are not empty; sentences hold each non-space character once."""
    check_spans(canonical(content))


@given(CONTENT)
def test_a_body_is_clean(content: str) -> None:
    """Law: a body is NFC; its only white space is single spaces and the blank line between paragraphs."""
    body = canonical(content).body
    assert unicodedata.is_normalized("NFC", body)
    assert all(char in " \n" for char in body if char.isspace())
    assert "  " not in body
    assert all(part and part == part.strip() and "\n" not in part for part in body.split("\n\n") if body)


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_no_visible_character_is_lost(content: str) -> None:
    """Law: canonical text keeps each visible ASCII character of the content, in order."""
    assert "".join(canonical(content).body.split()) == "".join(
        c for c in content if c.isprintable() and c != " "
    )


def test_paragraphs_are_parted_by_a_blank_line_and_the_version_is_named() -> None:
    """Law: the body is its paragraphs with a blank line between; the version is the room's."""
    text = canonical("Title here\r\n\r\nOne paragraph.\n \nAnother one. With two sentences.")
    assert text.body == "Title here\n\nOne paragraph.\n\nAnother one. With two sentences."
    assert [text.body[span.start : span.end] for span in text.paragraphs] == text.body.split("\n\n")
    assert len(text.sentences) == 4
    assert text.version == VERSION


def test_an_empty_content_gives_an_empty_text() -> None:
    """Law: nothing gives nothing, and no error."""
    assert canonical(" \n\u200b ") == Text(
        body="", version=VERSION, language="und", paragraphs=(), sentences=()
    )


@pytest.mark.parametrize(
    "unit",
    ["The army said so. ", "x", ".", '."', "a\u0301\u0316", ".[1]", "A.", "\n", " ", "ab\n", '?" A '],
    ids=[
        "prose",
        "letter",
        "dots",
        "quoted dots",
        "marks",
        "notes",
        "initials",
        "breaks",
        "spaces",
        "lines",
        "asked",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    """Law: canonical is linear: eight times the text takes far less than 64 times as long."""

    def seconds(chars: int) -> float:
        content = unit * (chars // len(unit))
        started = time.process_time()
        canonical(content)
        return time.process_time() - started

    seconds(1000)
    small = max(min(seconds(100_000) for _ in range(2)), 0.02)
    assert seconds(800_000) < 40 * small
