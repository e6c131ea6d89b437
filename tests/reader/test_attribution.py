"""What the attribution head saw: each content with the mention that says it."""

from __future__ import annotations

import pytest

from herodot.reader.attribution import find_quotes
from tests.reader.made import made

SOURCES = [
    pytest.param(
        "{source {Person! Ann Bell}} {cue said} that {content the road is shut}.", ["Ann Bell"], id="said before"
    ),
    pytest.param(
        "“{content The road is shut},” {source {Person! Ann Bell}} {cue said}.", ["Ann Bell"], id="said after"
    ),
    pytest.param(
        "{content The road is shut}, {cue said} {source {Person! Ann Bell}}.", ["Ann Bell"], id="said between"
    ),
    pytest.param(
        "{cue According to} {source {Person! Ann Bell}}, {content the road is shut}.", ["Ann Bell"], id="according to"
    ),
    pytest.param(
        "{source {Person! Ann Bell}} {cue said} {content the road is shut}, and {source {Person! Bo Cole}} "
        "{cue said} {content the ford is open}.",
        ["Ann Bell", "Bo Cole"],
        id="two in one sentence",
    ),
    pytest.param(
        "{source {Person! Ann Bell}} {cue said} {content the road is shut}. {source {Person! Bo Cole}} "
        "{cue said} {content the ford is open}.",
        ["Ann Bell", "Bo Cole"],
        id="two sentences",
    ),
    pytest.param(
        "{source {Person! Ann Bell}} {cue said} {content the road is shut}. {content “The ford is open.}”",
        ["Ann Bell", "Ann Bell"],
        id="the voice goes on",
    ),
    pytest.param(
        "{source {Person! Ann Bell}} {cue said} {content the road is shut}. {content “It is old}. "
        "{content “It is cold}.",
        ["Ann Bell", "Ann Bell", "Ann Bell"],
        id="over three sentences",
    ),
    pytest.param(
        "{source {Person! Ann Bell}} {cue said} {content the road is shut}. It rained. {content “It is old}.",
        ["Ann Bell", None],
        id="a sentence between ends the voice",
    ),
    pytest.param(
        "{source {Person! Ann Bell}} {cue said} {content the road is shut}. It rained and {content it froze}.",
        ["Ann Bell", None],
        id="a part of a sentence does not go on",
    ),
    pytest.param("{content “The road is shut}.”", [None], id="nobody said it"),
    pytest.param("{source The rumour} {cue said} {content the road is shut}.", [None], id="a source nobody mentions"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "sources"), SOURCES)
def test_each_content_has_its_source(marked: str, sources: list[str | None]) -> None:
    """A content goes to the source beside it, goes on with the last voice where that is plain, else is nobody's."""
    text = made(marked)
    quotes = find_quotes(text.parse, text.spots)
    assert [q.source if q.source is None else text.words([q.source])[0] for q in quotes] == sources


def test_a_quote_covers_its_content() -> None:
    """A quote has the content's words, no others."""
    text = made(SOURCES[0].values[0])  # type: ignore[arg-type]
    assert [text.parse.text(q.start, q.end) for q in find_quotes(text.parse, text.spots)] == [
        "the road is shut"
    ]


@pytest.mark.parametrize(
    ("source", "arcs", "spot"),
    [
        (
            "{Organization! Harbour Watch} spokesman {Person! Bo Cole}",
            "spokesman nmod Cole; Cole nsubj said",
            "Bo Cole",
        ),
        (
            "{Person {Person! Bo Cole}'s aide}",
            "Cole nmod:poss aide; aide nsubj said",
            "Bo Cole's aide",
        ),
        ("{Group officials} in {Place! Aunis}", "officials nsubj said; Aunis nmod officials", "officials"),
        ("the {role chief}, {Person! Bo Cole},", "chief nsubj said; Cole appos chief", "Bo Cole"),
    ],
)
def test_the_source_is_the_spot_around_the_governing_word(source: str, arcs: str, spot: str) -> None:
    """Of several mentions in a source span the one that governs it speaks; a place or a title never does."""
    text = made(f"{{source {source}}} {{cue said}} {{content the road is shut}}.", arcs)
    found = find_quotes(text.parse, text.spots)[0].source
    assert found is not None
    assert text.words([found]) == [spot]
