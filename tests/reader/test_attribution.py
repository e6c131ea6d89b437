"""Whose words they are: contents go to sources, and sources make chains."""

from __future__ import annotations

import pytest

from herodot.reader.attribution import PASSES, SAYS, SAYS_INSIDE, Quote, Voices, find_quotes
from tests.reader.made import Made, made

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


TEXT = (
    "{Person! Ann Bell} told {Organization! Coast News} that {Person! Cy Dunn} leads "
    "the {Organization! Watch}, {Person! Di Eks} heard."
)
INSIDE = ("Cy Dunn", "Watch")


def voices(text: Made, *links: tuple[str, str, str, float], quotes: tuple[Quote, ...] = ()) -> Voices:
    """Voices where every spot is an entity that goes by its own words."""
    made_links = [text.link(*link) for link in links]
    return Voices(made_links, quotes, lambda n: text.words([n])[0])


def chain(text: Made, *links: tuple[str, str, str, float], quotes: tuple[Quote, ...] = ()) -> tuple[str, ...]:
    """The chain of what stands at `INSIDE`, in a report of the outlet "Coast News"."""
    sides = [text.spot(side) for side in INSIDE]
    return voices(text, *links, quotes=quotes).chain("Coast News", text.spots, sides)


def quote(text: Made, source: str, first: str = "Cy Dunn", last: str = "Watch") -> Quote:
    """The words from one spot to another, said by a third."""
    return Quote(text.spots[text.spot(first)].start, text.spots[text.spot(last)].end, text.spot(source))


def test_without_a_source_the_outlet_speaks() -> None:
    """No word of anybody's saying it: the chain is the outlet alone."""
    assert chain(made(TEXT)) == ("Coast News",)


@pytest.mark.parametrize(("score", "taken"), [(SAYS, True), (SAYS - 0.01, False)])
def test_a_source_is_the_second_link(score: float, taken: bool) -> None:
    """Who is likely enough to say it comes after the outlet; who is not is left out."""
    found = chain(made(TEXT), ("Ann Bell", "says", "Watch", score))
    assert found == (("Coast News", "Ann Bell") if taken else ("Coast News",))


@pytest.mark.parametrize(("score", "taken"), [(SAYS_INSIDE, True), (SAYS_INSIDE - 0.01, False)])
def test_inside_a_quote_less_is_asked(score: float, taken: bool) -> None:
    """Where the attribution spans give the words to two, the network's faint word decides; without it, neither does."""
    text = made(TEXT)
    quotes = (quote(text, "Ann Bell"), quote(text, "Di Eks"))
    found = chain(text, ("Ann Bell", "says", "Watch", score), quotes=quotes)
    assert found == (("Coast News", "Ann Bell") if taken else ("Coast News",))


def test_a_quote_alone_is_enough() -> None:
    """One attribution span around both sides gives the source; around one side only it does not."""
    text = made(TEXT)
    assert chain(text, quotes=(quote(text, "Di Eks"),)) == ("Coast News", "Di Eks")
    assert chain(text, quotes=(quote(text, "Di Eks", last="Cy Dunn"),)) == ("Coast News",)


def test_the_likelier_source_speaks() -> None:
    """Of two sources the likelier is the root, and a quote around the words tips the scale."""
    text = made(TEXT)
    links = (("Ann Bell", "says", "Watch", 0.7), ("Di Eks", "says", "Watch", 0.6))
    assert chain(text, *links) == ("Coast News", "Ann Bell")
    assert chain(text, *links, quotes=(quote(text, "Di Eks"),)) == ("Coast News", "Di Eks")


@pytest.mark.parametrize(("score", "taken"), [(PASSES, True), (PASSES - 0.01, False)])
def test_who_passes_it_on_stands_between(score: float, taken: bool) -> None:
    """A source that passes on another's words is the link before it."""
    links = (("Ann Bell", "says", "Watch", 0.9), ("Di Eks", "passes", "Ann Bell", score))
    found = chain(made(TEXT), *links)
    assert found == (("Coast News", "Di Eks", "Ann Bell") if taken else ("Coast News", "Ann Bell"))


def test_chains_make_no_loops() -> None:
    """Two who pass on each other are each in the chain once; nobody passes on himself."""
    links = (
        ("Ann Bell", "says", "Watch", 0.9),
        ("Di Eks", "passes", "Ann Bell", 0.9),
        ("Ann Bell", "passes", "Di Eks", 0.9),
        ("Ann Bell", "passes", "Ann Bell", 0.9),
    )
    assert chain(made(TEXT), *links) == ("Coast News", "Di Eks", "Ann Bell")


def test_the_outlet_stands_first_and_once() -> None:
    """An outlet that names itself, as who says it or as who passes it on, is no second link."""
    assert chain(made(TEXT), ("Coast News", "says", "Watch", 0.9)) == ("Coast News",)
    passing = (("Ann Bell", "says", "Watch", 0.9), ("Coast News", "passes", "Ann Bell", 0.9))
    assert chain(made(TEXT), *passing) == ("Coast News", "Ann Bell")


def test_who_stands_for_nobody_is_no_source() -> None:
    """A source that is no known entity gives no link."""
    text = made(TEXT)
    links = [text.link("Ann Bell", "says", "Watch")]
    nobody = Voices(links, [quote(text, "Di Eks")], lambda n: None)
    assert nobody.chain("o", text.spots, [text.spot(side) for side in INSIDE]) == ("o",)
