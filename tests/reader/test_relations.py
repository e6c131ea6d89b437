"""From links to drafts: only what the vocabulary allows, with its modality."""

from __future__ import annotations

from itertools import product

import pytest

from herodot.model.vocabulary import load_vocabulary
from herodot.reader.cast import Cast
from herodot.reader.drafts import Draft
from herodot.reader.labels import Labels
from herodot.reader.links import Link
from herodot.reader.modality import modality_of
from herodot.reader.relations import LINKS_ONLY, draft_event_types, draft_relations, evidence_words
from tests.reader.made import LABELS, Made, made
from tests.reader.test_cast import cast_of


def drafts(text: Made, *links: Link, labels: Labels = LABELS) -> list[Draft]:
    """What the links give."""
    return draft_relations(text.parse, text.spots, links, cast_of(text), labels)


LEADS = "{Person! Ann Bell} leads the {Organization! Watch} of {Place! Aunis}."


def test_a_link_becomes_a_draft() -> None:
    """Subject and value are keys of the cast, the property is the label, and the score is the link's."""
    text = made(LEADS)
    (draft,) = drafts(text, text.link("Ann Bell", "leader_of", "Watch", 0.7))
    cast = cast_of(text)
    assert (draft.subject, draft.value) == (cast.of_spot[0], cast.of_spot[1])
    assert (draft.property, draft.value_type, draft.score) == ("leader_of", "entity", 0.7)
    assert draft.sides == (0, 1)
    assert (draft.polarity, draft.certainty, draft.mood) == ("affirmed", "certain", "actual")


@pytest.mark.parametrize(("score", "made_one"), [(0.5, True), (0.49, False)])
def test_a_link_below_the_least_gives_nothing(score: float, made_one: bool) -> None:
    """The model's least confidence holds for every label."""
    text = made(LEADS)
    assert bool(drafts(text, text.link("Ann Bell", "member_of", "Watch", score))) is made_one


ALL = (
    "{Person! Ann} {Organization! Watch} {PublicBody! Court} {Place! Aunis} {Group crews} {Work! Letter} "
    "{Event:raid raid} {date:2031-05 May} {number:5 five} {weapon guns} {role chief} {occupation baker} {pronoun it}."
)


def test_the_vocabulary_is_never_violated() -> None:
    """Every property between every two kinds of spots: each draft is one that the vocabulary allows."""
    text = made(ALL)
    cast = cast_of(text)
    properties = load_vocabulary().properties
    everything = range(len(text.spots))
    links = [text.link(i, p, j) for p in properties for i, j in product(everything, everything)]
    found = draft_relations(text.parse, text.spots, links, cast, LABELS)
    assert {d.property for d in found} >= {"leader_of", "date", "killed_count", "weapon", "born_on"}
    for draft in found:
        rule = properties[draft.property]
        assert cast.kind(draft.subject) in rule.subjects
        assert draft.value_type in rule.value_types
        assert draft.value != draft.subject
        if draft.value_type == "entity":
            assert cast.kind(str(draft.value)) in rule.values


@pytest.mark.parametrize("label", LINKS_ONLY)
def test_links_between_spots_are_no_statements(label: str) -> None:
    """Who says it, who passes it on, and what is the same are never drafts of their own."""
    text = made(ALL)
    assert drafts(text, text.link("Ann", label, "Watch")) == []


@pytest.mark.parametrize(
    ("subject", "label", "value", "expected"),
    [
        ("raid", "date", "May", ("2031-05", "date")),
        ("raid", "killed_count", "five", (5, "number")),
        ("raid", "weapon", "guns", ("guns", "text")),
        ("Ann", "occupation", "baker", ("baker", "text")),
        ("Watch", "also_known_as", "Court", ("Court", "text")),
        ("Ann", "born_on", "five", None),
        ("raid", "killed_count", "May", None),
        ("Aunis", "leader_of", "Watch", None),
        ("Ann", "leader_of", "raid", None),
        ("May", "date", "May", None),
    ],
)
def test_values_have_their_type(
    subject: str, label: str, value: str, expected: tuple[object, str] | None
) -> None:
    """Dates are EDTF, counts are numbers, phrases are text as written; a value of the wrong type gives no draft."""
    text = made(ALL)
    found = [(d.value, d.value_type) for d in drafts(text, text.link(subject, label, value))]
    assert found == ([expected] if expected else [])


def test_nobody_stands_to_himself() -> None:
    """Two mentions of one person do not make him his own wife."""
    text = made("{Person! Ann Bell} met {Person! Bell}.")
    assert drafts(text, text.link(0, "spouse_of", 1)) == []


def test_of_two_links_in_one_place_the_surer_stands() -> None:
    """Two mentions of one entity in a sentence give one draft, the surest."""
    text = made("{Person! Ann Bell}, {Person! Bell}, leads the {Organization! Watch}.")
    found = drafts(text, text.link(0, "leader_of", 2, 0.6), text.link(1, "leader_of", 2, 0.8))
    assert [d.score for d in found] == [0.8]


def test_events_say_their_types() -> None:
    """Each trigger of the cast gives its type once, at the probability of the second graph."""
    text = made("the {Event:raid raid} came. a {Event:clash fight} began.")
    links = [text.link(n, "event_type", n, 0.6 + n / 10, denied=0.9) for n in range(2)]
    cast: Cast = cast_of(text)
    found = draft_event_types(text.parse, text.spots, links, cast, LABELS)
    assert [(d.value, d.value_type, d.score, d.polarity) for d in found] == [
        ("raid", "text", 0.6, "denied"),
        ("clash", "text", 0.7, "denied"),
    ]
    assert [d.subject for d in found] == [cast.of_spot[0], cast.of_spot[1]]


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ({}, ("affirmed", "certain", "actual")),
        ({"denied": 0.5}, ("denied", "certain", "actual")),
        ({"denied": 0.49}, ("affirmed", "certain", "actual")),
        ({"certainty": (0.4, 0.35, 0.25)}, ("affirmed", "probable", "actual")),
        ({"certainty": (0.51, 0.49, 0.0)}, ("affirmed", "certain", "actual")),
        ({"certainty": (0.2, 0.3, 0.5)}, ("affirmed", "possible", "actual")),
        ({"mood": (0.4, 0.3, 0.2, 0.1)}, ("affirmed", "certain", "wanted")),
        ({"mood": (0.1, 0.1, 0.2, 0.6)}, ("affirmed", "certain", "conditional")),
        ({"mood": (0.6, 0.4, 0.0, 0.0)}, ("affirmed", "certain", "actual")),
    ],
)
def test_assertion_is_plain_unless_the_network_is_sure(
    chances: dict[str, object], expected: tuple[str, str, str]
) -> None:
    """Denial, doubt and mood count only where together they are as likely as plain assertion; then the likeliest."""
    text = made(LEADS)
    link = text.link("Ann Bell", "leader_of", "Watch", **chances)
    assert modality_of(text.parse, text.spots, link, LABELS) == expected


ANN_LEADS = "It rained. {Person! Ann Bell} now leads the {Organization! Watch}. It froze."
EVIDENCE = [
    (ANN_LEADS, ("Watch", "Ann Bell"), "Ann Bell now leads the Watch."),
    ("a b c d {Person! Ann} met {Person! Bo} e f g h.", ("Ann", "Bo"), "b c d Ann met Bo e f g"),
    ("a b c d e f {Person! Ann} g h i j k l.", ("Ann",), "b c d e f Ann g h i j k"),
    ("It rained. A b {Person! Ann} sat. It froze.", ("Ann",), "A b Ann sat."),
    ("Here sat {Person! Ann}. A b c d e f {Person! Bo} left.", ("Ann", "Bo"), "b c d e f Bo left."),
    ("Here sat {Person! Ann}. A b c d e f {Person! Bo} left.", ("Bo", "Ann"), "Here sat Ann."),
]


@pytest.mark.parametrize(("marked", "sides", "expected"), EVIDENCE)
def test_evidence_stays_in_one_sentence(marked: str, sides: tuple[str, ...], expected: str) -> None:
    """Evidence is the sides with three words around, five around one alone; of two sentences that of the value."""
    text = made(marked)
    found = evidence_words(text.parse, text.spots, [text.spot(side) for side in sides])
    assert text.parse.text(*found) == expected


@pytest.mark.parametrize(
    ("marked", "group", "number", "told"),
    [
        ("{Group {number:2 Two} men} ran.", "Two men", "Two", False),
        ("{Group {number:40 Forty} men} ran.", "Forty men", "Forty", True),
        ("{Group The men} were {number:2 two}.", "The men", "two", True),
    ],
)
def test_a_small_group_is_not_counted_by_its_own_words(
    marked: str, group: str, number: str, told: bool
) -> None:
    """That two men are two is worth no statement; a size told apart from the name of the group is."""
    text = made(marked)
    assert bool(drafts(text, text.link(group, "size", number))) is told
