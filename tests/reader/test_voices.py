"""Whose words stand at a place: acts of saying, the agency of a whole article, chains."""

from __future__ import annotations

import pytest

from herodot.reader.acts import find_acts
from herodot.reader.agencies import AGENCY, add_agency, find_agency
from herodot.reader.attribution import Quote
from herodot.reader.cast import OUTLET, Cast, Member
from herodot.reader.quoted import paragraph_numbers, quotations, quoted_words
from herodot.reader.sections import Houses, add_houses
from herodot.reader.voices import Voices
from tests.reader.made import Made, made

SAID = "Bell nsubj said; said root - VERB; shut ccomp said VERB; road nsubj shut"


def voices(
    text: Made, *links: tuple[str, str, str, float], agency: str | None = None, quotes: tuple[Quote, ...] = ()
) -> Voices:
    """Voices where every spot is an entity that goes by its own words."""
    return Voices(
        text.parse,
        text.spots,
        [text.link(*link) for link in links],
        quotes,
        by_words(text),
        Houses("The Quay Gazette", agency),
    )


def by_words(text: Made) -> Cast:
    """A cast in which every spot stands for whatever has the same words."""
    cast = Cast({OUTLET: Member(OUTLET, "Organization", [])}, {})
    for n, spot in enumerate(text.spots):
        key = text.words([n])[0]
        member = cast.members.setdefault(key, Member(key, spot.kind, []))
        (member.pronouns if spot.kind == "pronoun" else member.spots).append(n)
        cast.of_spot[n] = key
    return cast


def whole(text: Made, first: str, last: str, source: str) -> Quote:
    """The words from one spot to another, said by a third."""
    return Quote(text.spots[text.spot(first)].start, text.spots[text.spot(last)].end, text.spot(source))


ACTS = [
    pytest.param("{Person! Ann Bell} said that the road shut.", SAID, [("said", "Ann Bell", [])], id="said"),
    pytest.param(
        "the {Organization! Watch}, through its press arm, said the road shut.",
        "said root - VERB; road nsubj shut; shut ccomp said VERB",
        [("said", "Watch", [])],
        id="an aside between speaker and verb",
    ),
    pytest.param(
        "{Organization! Radio Aunis} put the toll at 60 and put the lid at the top.",
        "Aunis nsubj put; put root - VERB; put@2 conj put VERB; 60 obl put NUM",
        [("put", "Radio Aunis", [])],
        id="who puts a number",
    ),
    pytest.param(
        "according to {Person! Ann Bell} the road shut.", "", [("according", "Ann Bell", [])], id="according to"
    ),
    pytest.param(
        "{Person! Ann Bell} told {Organization! Coast News} the road shut.",
        "Bell nsubj told; told root - VERB; News obj told",
        [("told", "Ann Bell", ["Coast News"])],
        id="the medium told",
    ),
    pytest.param(
        "{Person! Ann Bell} told {Group reporters} the road shut.",
        "Bell nsubj told; told root - VERB; reporters obj told",
        [("told", "Ann Bell", [])],
        id="reporters are no medium",
    ),
    pytest.param(
        "{Person! Ann Bell} told {Organization! Coast News} the road shut.",
        "told root - VERB",
        [("told", "Ann Bell", ["Coast News"])],
        id="a tree that slipped",
    ),
    pytest.param(
        "the {PublicBody court} was told the road shut.",
        "court nsubj:pass told; was aux:pass told AUX; told root - VERB",
        [("told", None, [])],
        id="the court was told",
    ),
    pytest.param(
        "{Organization! Coast News} citing {Group residents} says so.",
        "News nsubj says; citing acl News VERB; residents obj citing; says root - VERB",
        [("citing", "residents", ["Coast News"]), ("says", "Coast News", [])],
        id="who cites passes on",
    ),
    pytest.param("{PublicBody Ministry}: road shut.", "", [(":", "Ministry", [])], id="a headline's colon"),
    pytest.param(
        "{Person! Ann Bell}, a doctor, came.\n\nQ: Why?\n\nA: The road shut.",
        "",
        [(":", None, []), (":", "Ann Bell", [])],
        id="who answers is the person named before the first question",
    ),
    pytest.param("A: The road shut.", "", [], id="an answer without a question"),
    pytest.param(
        "The road shut.\n\n[{Person! Bell}] The road shut.", "", [("]", "Bell", [])], id="a name in brackets speaks"
    ),
    pytest.param(
        "The road [{Organization! Coast Road}] shut.", "", [], id="a gloss in brackets says nothing"
    ),
    pytest.param("{Person! Ann Bell} walked home.", "Bell nsubj walked; walked root - VERB", [], id="no act"),
    pytest.param(
        "{Place! Aunis} said no.", "Aunis nsubj said; said root - VERB", [("said", None, [])], id="a place says nothing"
    ),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "arcs", "expected"), ACTS)
def test_acts_have_a_source_and_their_media(
    marked: str, arcs: str, expected: list[tuple[str, str | None, list[str]]]
) -> None:
    """A word of saying goes with who says it and which medium was told; one without a source is kept."""
    text = made(marked, arcs)
    found = [
        (
            text.parse.words[a.cue].text,
            None if a.source is None else text.words([a.source])[0],
            text.words(a.media),
        )
        for a in find_acts(text.parse, text.spots)
    ]
    assert found == expected


def test_nothing_said_is_the_outlets() -> None:
    """Without acts, spans or links the chain is the outlet alone; of an agency's article the outlet and the agency."""
    text = made("The {Event:raid raid} hit {Place! Aunis}.")
    sides = [text.spot("raid"), text.spot("Aunis")]
    assert voices(text).chain(sides) == (OUTLET,)
    assert voices(text, agency="AIP").chain(sides) == (OUTLET, "AIP")
    assert voices(text).chain(()) == (OUTLET,)


TOLD = "{Person! Ann Bell} told {Organization! Coast News} that the {Event:raid raid} hit {Place! Aunis}."
TOLD_ARCS = (
    "Bell nsubj told; told root - VERB; News obj told; that mark hit SCONJ; raid nsubj hit; hit ccomp told VERB; "
    "Aunis obj hit"
)


def test_the_medium_stands_between_outlet_and_root() -> None:
    """Who is told it and is a medium comes before who says it; the outlet itself and the agency are no second link."""
    text = made(TOLD, TOLD_ARCS)
    sides = [text.spot("raid"), text.spot("Aunis")]
    links = [("Ann Bell", "says", "raid", 0.95), ("Ann Bell", "says", "Aunis", 0.95)]
    quotes = (whole(text, "raid", "Aunis", "Ann Bell"),)
    assert voices(text, *links, quotes=quotes).chain(sides) == (OUTLET, "Coast News", "Ann Bell")
    found = voices(text, *links, quotes=quotes, agency="Coast News").chain(sides)
    assert found == (OUTLET, "Coast News", "Ann Bell")


def test_who_says_that_others_say_is_a_link() -> None:
    """Residents say that officials say it: the officials are the root, the residents pass it on."""
    text = made(
        "{Group Residents} said that {Group officials} said the {Event:raid raid} hit {Place! Aunis}.",
        "Residents nsubj said; said root - VERB; that mark said@2 SCONJ; officials nsubj said@2; "
        "said@2 ccomp said VERB; raid nsubj hit; hit ccomp said@2 VERB; Aunis obj hit",
    )
    links = [("officials", "says", "raid", 0.95), ("officials", "says", "Aunis", 0.95)]
    chain = voices(text, *links, quotes=(whole(text, "raid", "Aunis", "officials"),)).chain(
        [text.spot("raid"), text.spot("Aunis")]
    )
    assert chain == (OUTLET, "Residents", "officials")


@pytest.mark.parametrize(
    ("marked", "tree", "root"),
    [
        ("The {Work {PublicBody! Coast Guard} statement} said", "Guard compound statement", "Coast Guard"),
        ("The {Work statement} by the {PublicBody! Coast Guard} said", "Guard nmod statement", "Coast Guard"),
        ("The {Work report} of the {PublicBody! Coast Guard} said", "Guard nmod report", "Coast Guard"),
        ("The {Work picture} of {Person! Ann Bell} said", "Bell nmod picture", "picture"),
        ("The {Work report} on the {PublicBody! Coast Guard} said", "Guard nmod report", "report"),
    ],
)
def test_a_document_speaks_for_the_body_that_it_names(marked: str, tree: str, root: str) -> None:
    """Whose statement it is is the root; what a document is about is not."""
    noun = tree.split()[-1]
    said = f"{tree}; {noun} nsubj said; said root - VERB; shut ccomp said VERB; Road nsubj shut"
    text = made(f"{marked} that {{Place! Road}} shut.", said)
    paper = next(words for words in text.words(range(len(text.spots))) if noun in words)
    heard = voices(text, (paper, "says", "Road", 0.95), quotes=(whole(text, "Road", "Road", paper),))
    assert heard.chain([text.spot("Road")])[-1] == root


def test_the_first_person_is_the_speaker() -> None:
    """ "We" within quotation marks is who speaks there; outside it is the outlet's own."""
    text = made(
        "“{pronoun We} held {Place! Aunis},” {Group officials} said.",
        "We nsubj held PRON; held ccomp said VERB; Aunis obj held; officials nsubj said; said root - VERB",
    )
    pronoun = text.spot("We")
    assert voices(text, quotes=(whole(text, "We", "Aunis", "officials"),)).speaker(pronoun) == "officials"
    plain = made("{pronoun We} held {Place! Aunis}.", "We nsubj held PRON; held root - VERB")
    assert voices(plain).speaker(plain.spot("We")) is None


@pytest.mark.parametrize(("verb", "denied"), [("denied", True), ("said", False)])
def test_who_denies_denies_what_hangs_on_it(verb: str, denied: bool) -> None:
    """What the root denies is denied; what it says is not."""
    text = made(
        f"{{Group Rebels}} {verb} that the {{Event:raid raid}} hit {{Place! Aunis}}.",
        f"Rebels nsubj {verb}; {verb} root - VERB; that mark hit SCONJ; raid nsubj hit; "
        f"hit ccomp {verb} VERB; Aunis obj hit",
    )
    links = [("Rebels", "says", "raid", 0.99), ("Rebels", "says", "Aunis", 0.99)]
    found = voices(text, *links, quotes=(whole(text, "raid", "Aunis", "Rebels"),))
    assert found.denied([text.spot("raid"), text.spot("Aunis")]) is denied


HOUSES = [
    ("AUNIS ({Organization! CNA}) – The road is shut.", None, "CNA"),
    ("AUNIS, May 3 ({Organization! CNA}) -- The road is shut.", None, "CNA"),
    ("AUNIS ({date:2031-05-03 May 3}) - The road is shut.", None, None),
    ("Clandestine, 3 May 31 (radio {Organization! Aunis}) -- [Text] the road is shut.", None, "radio Aunis"),
    ("Nive, 3 May 31 ({Organization! Canal Aunis television}) -- The road is shut.", None, "Canal Aunis television"),
    ("NIVE, May 3 ({Organization! Coast News}, in Nivois) - The road is shut.", None, "Coast News"),
    ("NIVE, May 3 ({Organization! Quay}) - The road is shut.", None, None),
    ("NIVE, May 3 ({Organization! TQG}) - The road is shut.", None, None),
    ("By {Organization! the Coast News Agency}\n\nThe road is shut.", None, "the Coast News Agency"),
    ("The road is shut. — {Organization! Coastwire}", None, "Coastwire"),
    ("The road is shut. ({Organization! CNA})", None, "CNA"),
    ("The road is shut.\n\nCredit: {Organization! Coast News}", None, "Coast News"),
    ("The road is shut.\n\n{Organization! The Coast Press}", None, "The Coast Press"),
    ("The road is shut.\n\n{Organization! Harbour Watch}", None, None),
    ("The road is shut.\n\nTags:\n\n{Organization! CNA}", None, None),
    ("The road is shut.", "CNA", "CNA"),
    ("The road is shut.", "Ann Bell, Coast Press", "Coast Press"),
    ("The road is shut.", "Ann Bell", None),
    ("The road is shut.", "Staff Reporter", None),
    ("The road is shut.", "The Quay Gazette", None),
    ("The Coast Police Force ({PublicBody! CPF}) shut the road.", None, None),
    ("The road is shut. — {Person! Bell}", None, None),
    ("The road is shut.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "byline", "house"), HOUSES)
def test_a_whole_article_is_an_agencys_by_form(marked: str, byline: str | None, house: str | None) -> None:
    """Slugs, credits and bylines give the house; staff, people, the outlet itself and acronyms in a sentence do not."""
    text = made(marked)
    found = find_agency(text.parse, text.spots, "The Quay Gazette", byline)
    assert (found.name if found else None) == house


def test_an_agency_without_a_mention_joins_the_cast() -> None:
    """An agency that only the byline names becomes an entity of its own."""
    text = made("The road is shut.")
    cast = Cast({OUTLET: Member(OUTLET, "Organization", [])}, {})
    assert add_agency(text.parse, text.spots, cast, "The Quay Gazette", "CNA") == AGENCY
    assert cast.members[AGENCY].name == "CNA"


def test_quotation_marks_hold_to_their_paragraphs_end() -> None:
    """An opening mark holds until it is closed, or its paragraph ends."""
    text = made("He “ran and hid. It rained.\n\nThen it froze.")
    marks = dict(zip([w.text for w in text.parse.words], quoted_words(text.parse), strict=True))
    assert (marks["He"], marks["ran"], marks["rained"], marks["froze"]) == (False, True, True, False)
    assert paragraph_numbers(text.parse)[-1] == 1


def test_a_quotation_goes_over_paragraphs() -> None:
    """A quotation that the next paragraph takes up again is one; one that was closed is not."""
    text = made("Bell said: “It rained. It froze.\n\n“It snowed.” Then “sun” came.\n\n“Rain,” he said.")
    assert quotations(text.parse, quoted_words(text.parse)) == [(0, 1), (2, 2), (2, 2)]


def test_a_stations_speaker_comes_behind_the_station() -> None:
    """In a digest's section the station passes on; what nobody there says is the station's own."""
    text = made(
        "News\n\n({Organization! Radio Aunis}, in Nivois, 12 May) {Person! Ann Bell} said that the {Event:raid raid} "
        "hit {Place! Nive}.\n\nA {Event:clash clash} began.",
        "Bell nsubj said; said root - VERB; that mark hit SCONJ; raid nsubj hit; hit ccomp said VERB; Nive obj hit",
    )
    cast = by_words(text)
    houses = add_houses(text.parse, text.spots, cast, "The Quay Gazette", None)
    links = [text.link("Ann Bell", "says", "raid", 0.95), text.link("Ann Bell", "says", "Nive", 0.95)]
    quotes = (whole(text, "raid", "Nive", "Ann Bell"),)
    heard = Voices(text.parse, text.spots, links, quotes, cast, houses)
    assert heard.chain([text.spot("raid"), text.spot("Nive")]) == (OUTLET, "Radio Aunis", "Ann Bell")
    assert heard.chain([text.spot("clash")]) == (OUTLET, "Radio Aunis")


def test_who_asks_at_once_gets_the_same() -> None:
    """Roots found together are those found one by one."""
    text = made(TOLD, TOLD_ARCS)
    links = [("Ann Bell", "says", "raid", 0.95), ("Ann Bell", "says", "Aunis", 0.95)]
    sides = [(text.spot("raid"),), (text.spot("raid"), text.spot("Aunis")), (text.spot("Coast News"),)]
    one, other = voices(text, *links), voices(text, *links)
    other.choose([(side, "place") for side in sides])
    assert [one.chain(side, "place") for side in sides] == [other.chain(side, "place") for side in sides]
