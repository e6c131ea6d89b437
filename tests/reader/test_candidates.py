"""Candidates: which spans of words may be a subject or a value."""

from __future__ import annotations

import pytest

from herodot.reader.candidates import LEAST_MENTION, LEAST_NAME, Spot, as_candidate, bare_name, find_spots
from herodot.reader.parse import Parse, Tagged
from herodot.values.dates import DateValue
from herodot.values.numbers import NumberValue
from tests.reader.made import LABELS, made


def tagged(parse: Parse, task: str, words: str, label: str, score: float = 0.9) -> None:
    """Adds the span of those words to a task."""
    for n in range(len(parse.words)):
        for end in range(n + 1, len(parse.words) + 1):
            if parse.text(n, end) == words:
                parse.spans[task].append(Tagged(n, end, label, score))
                return
    raise KeyError(words)


def spots_of(parse: Parse) -> list[tuple[str, str]]:
    """Words and kind of each spot but things, weapons and occupations, which have tests of their own."""
    found = [s for s in find_spots(parse, (), ()) if s.kind not in ("thing", "weapon", "occupation")]
    return [(parse.text(s.start, s.end), s.kind) for s in found]


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("The Harbour Watch", "Harbour Watch"),
        ("Harbour Watch's", "Harbour Watch"),
        ("“Harbour Watch”", "Harbour Watch"),
        ("Harbour Watch ,", "Harbour Watch"),
        ("A Harbour Watch", "Harbour Watch"),
        ("of Harbour Watch", "Harbour Watch"),
        ("and Harbour Watch", "Harbour Watch"),
        ("Harbour Watch -", "Harbour Watch"),
        ("Harbour Watch (HW", "Harbour Watch"),
        ("Harbour (Old) Watch", "Harbour (Old) Watch"),
        ("Harbour Watch)", "Harbour Watch"),
        ("Harbour the Watch", "Harbour the Watch"),
    ],
)
def test_mentions_have_no_article_and_no_mark_about_them(span: str, words: str) -> None:
    """Articles before, and marks or a possessive after, are no part of a mention; inside they stay."""
    parse = made(f"{span} left.").parse
    parse.spans["outer"].append(Tagged(0, len(parse.words) - 2, "Organization", 0.9))
    assert spots_of(parse) == [(words, "Organization")]


def test_a_mention_of_articles_alone_is_none() -> None:
    """What nothing is left of is no candidate."""
    parse = made("The left.").parse
    tagged(parse, "outer", "The", "Group")
    assert spots_of(parse) == []


@pytest.mark.parametrize(
    ("task", "label", "least", "kind"),
    [
        ("outer", "Person", LEAST_MENTION, "Person"),
        ("inner", "Place", LEAST_MENTION, "Place"),
        ("names", "Person", LEAST_NAME, "Person"),
        ("names", "Location", LEAST_NAME, "Place"),
        ("names", "NORP", LEAST_NAME, "Group"),
        ("names", "Facility", LEAST_NAME, "Place"),
    ],
)
def test_doubtful_spans_are_no_candidates(task: str, label: str, least: float, kind: str) -> None:
    """Each head has a least probability; just under it a span is passed over."""
    for score, spots in ((least, [("Bell", kind)]), (least - 0.01, [])):
        parse = made("Yesterday Bell fell.").parse
        tagged(parse, task, "Bell", label, score)
        assert spots_of(parse) == spots


def test_an_event_is_its_governing_word() -> None:
    """Of a trigger of several words the one that governs the rest stands for the event."""
    parse = made(
        "They fled the armed raid of May.", "raid obj fled; armed amod raid; of case May; May nmod raid"
    ).parse
    tagged(parse, "triggers", "armed raid of May", "raid")
    assert spots_of(parse) == [("They", "pronoun"), ("raid", "Event")]


@pytest.mark.parametrize(
    ("trigger", "event"), [("his", "death"), ("was", "shot"), ("multiple raids", "raids")]
)
def test_a_word_that_tells_of_nothing_is_no_event(trigger: str, event: str) -> None:
    """A possessive, an auxiliary or an adjective stands for the noun or verb that it goes with."""
    said = "after his death he was shot in multiple raids"
    arcs = "his nmod:poss death PRON; death root - NOUN; was aux:pass shot AUX; shot root - VERB"
    parse = made(said, f"{arcs}; multiple amod raids ADJ; raids root - NOUN").parse
    tagged(parse, "triggers", trigger, "raid")
    assert [words for words, kind in spots_of(parse) if kind == "Event"] == [event]


@pytest.mark.parametrize("word", ["The", "Monday", "was"])
def test_a_word_that_only_leads_to_itself_is_no_event(word: str) -> None:
    """An article, a day or an auxiliary that hangs on nothing tells of no event."""
    parse = made(f"{word} nothing happened", f"{word} root -").parse
    tagged(parse, "triggers", word, "raid")
    assert spots_of(parse) == []


def test_an_article_stands_for_the_word_that_it_hangs_on() -> None:
    """Where the network marks only "the" before a trigger, the event has the trigger's word."""
    parse = made("The Watch saw the raid there.", "the det raid").parse
    tagged(parse, "triggers", "the", "raid")
    assert ("raid", "Event") in spots_of(parse)
    assert ("the", "Event") not in spots_of(parse)


@pytest.mark.parametrize(
    ("arcs", "found"), [("", True), ("raid dep fled ADP", False), ("raid dep fled VERB", True)]
)
def test_faint_triggers_are_asked_about(arcs: str, found: bool) -> None:
    """A word that is only faintly an event is a candidate where it is a noun or a verb, and none where it is not."""
    parse = made("All fled the raid.", arcs).parse
    parse.faint["triggers"].append(Tagged(3, 4, "raid", 0.1))
    assert spots_of(parse) == [("raid", "Event")] * found


def test_a_sure_trigger_is_no_faint_one() -> None:
    """A word that is surely an event keeps what it surely is."""
    parse = made("All fled the raid.").parse
    tagged(parse, "triggers", "raid", "raid", 0.9)
    parse.faint["triggers"].append(Tagged(3, 4, "clash", 0.1))
    assert [(s.event_type, s.score) for s in find_spots(parse, (), ())] == [("raid", 0.9)]


def test_faint_mentions_are_phrases_of_their_own() -> None:
    """A faint mention is its word with its modifiers; of what a mention already holds nothing is taken."""
    parse = made(
        "tired old crews met Ann Bell.", "tired amod crews; old amod crews; crews nsubj met; met root -"
    ).parse
    tagged(parse, "outer", "Ann Bell", "Person")
    parse.faint["outer"] += [
        Tagged(2, 3, "Group", 0.3),
        Tagged(1, 2, "Group", 0.3),
        Tagged(5, 6, "Person", 0.3),
    ]
    assert spots_of(parse) == [("tired old crews", "Group"), ("Ann Bell", "Person")]


@pytest.mark.parametrize(
    ("arc", "expected"),
    [
        ("crews nsubj left", [("Watch", "Organization"), ("crews", "Group")]),
        ("crews nsubj left PRON", [("Watch", "Organization")]),
        ("crews nsubj left VERB", [("Watch", "Organization")]),
    ],
)
def test_a_faint_mention_takes_no_words_of_a_sure_one(arc: str, expected: list[tuple[str, str]]) -> None:
    """Beside a sure mention a faint noun stands alone; what is no noun is never one."""
    parse = made("the Watch crews left.", f"Watch compound crews; {arc}; left root -").parse
    tagged(parse, "outer", "Watch", "Organization")
    parse.faint["outer"].append(Tagged(2, 3, "Group", 0.3))
    assert spots_of(parse) == expected


def test_a_date_or_a_sum_among_the_names_is_no_mention() -> None:
    """The names head also finds dates and money; those come from the values' own grammar."""
    parse = made("On Monday Bell fell.").parse
    tagged(parse, "names", "Monday", "Date")
    assert spots_of(parse) == []


def test_names_only_fill_gaps() -> None:
    """A name that a mention head has found, even in part, is not found a second time."""
    parse = made("Ann Bell met Bo Cole.").parse
    tagged(parse, "outer", "Bell", "Person")
    tagged(parse, "names", "Ann Bell", "Person")
    tagged(parse, "names", "Bo Cole", "Person")
    assert spots_of(parse) == [("Bell", "Person"), ("Bo Cole", "Person")]


def test_outer_and_inner_may_nest_but_not_repeat() -> None:
    """ "Ann Bell's wife" and the "Ann Bell" in it both stand; the same words found by both heads stand once."""
    parse = made("Ann Bell's wife left.").parse
    tagged(parse, "outer", "Ann Bell's wife", "Person")
    tagged(parse, "inner", "Ann Bell", "Person")
    tagged(parse, "inner", "Ann Bell's wife", "Group")
    assert spots_of(parse) == [("Ann Bell", "Person"), ("Ann Bell's wife", "Person")]


def test_an_event_and_an_entity_may_share_words() -> None:
    """ "Meeting" may be a body and an event: both stand, since the second graph decides."""
    parse = made("Yesterday Meeting ended.").parse
    tagged(parse, "outer", "Meeting", "Organization")
    tagged(parse, "triggers", "Meeting", "meeting")
    assert sorted(spots_of(parse)) == [("Meeting", "Event"), ("Meeting", "Organization")]


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("He saw her and its crew, who left.", ["He", "her", "its", "who"]),
        ("We told them.", ["We", "them"]),
        ("The US left us.", ["us"]),
        ("Hers is theirs; here it was.", ["it"]),
    ],
)
def test_pronouns_are_candidates(text: str, pronouns: list[str]) -> None:
    """Personal pronouns in any case are candidates; "US" and words that only look like one are not."""
    assert spots_of(made(text).parse) == [(p, "pronoun") for p in pronouns]


def test_a_mention_of_one_pronoun_is_a_pronoun() -> None:
    """A pronoun that a head takes for a mention is a pronoun all the same; inside a longer mention both stand."""
    parse = made("They met his wife in the US.").parse
    tagged(parse, "outer", "They", "Group")
    tagged(parse, "outer", "his wife", "Person")
    tagged(parse, "inner", "his", "Person")
    tagged(parse, "outer", "US", "Place")
    assert spots_of(parse) == [
        ("They", "pronoun"),
        ("his", "pronoun"),
        ("his wife", "Person"),
        ("US", "Place"),
    ]


@pytest.mark.parametrize(
    ("words", "span", "arcs", "named"),
    [
        ("Ann Bell left.", "Ann Bell", "", True),
        ("Ann Bell's wife left.", "Ann Bell's wife", "Bell nmod:poss wife", False),
        ("commander Bell left.", "commander Bell", "", True),
        ("Bell commanders left.", "Bell commanders", "", False),
        ("the commander left.", "the commander", "", False),
        ("Harbour Watch of the north left.", "Harbour Watch of the north", "Watch nsubj left; of case north; "
         "the det north; north nmod Watch", True),
    ],
)  # fmt: skip
def test_a_mention_is_a_name_by_its_governing_word(words: str, span: str, arcs: str, named: bool) -> None:
    """ "Bell's wife" is no name though it holds one; "commander Bell" is one though it begins with a noun."""
    parse = made(words, arcs).parse
    tagged(parse, "outer", span, "Person")
    assert [s.named for s in find_spots(parse, (), ()) if s.kind == "Person"] == [named]


def date(start: int, end: int, edtf: str | None) -> DateValue:
    """A date at those characters."""
    return DateValue(start=start, end=end, text="", edtf=edtf, kind="date")


def number(start: int, end: int, value: int | None) -> NumberValue:
    """A number at those characters."""
    return NumberValue(
        start=start, end=end, text="", value=value, at_least=None, at_most=None, vague=value is None
    )


def test_dates_and_numbers_are_put_on_words() -> None:
    """A value is on the words that its characters touch, whole ones; one that says nothing exact is none."""
    parse = made("On May 5 dozens of 12-man crews met.").parse
    body = parse.body
    may, twelve, dozens = body.index("May"), body.index("12"), body.index("dozens")
    found = find_spots(
        parse,
        (date(may, may + 5, "2031-05-05"), date(0, 2, None)),
        (number(twelve, twelve + 4, 12), number(dozens, dozens + 6, None)),
    )
    values = [(parse.text(s.start, s.end), s.kind) for s in found]
    assert values == [("May 5", "date"), ("12-man", "number")]
    assert found[0].date is not None
    assert found[1].number is not None


def test_spots_are_in_order() -> None:
    """Whatever head finds them, candidates come in the order of their words."""
    parse = made("He met Ann Bell at the raid of May.").parse
    tagged(parse, "triggers", "raid", "raid")
    tagged(parse, "outer", "Ann Bell", "Person")
    spots = find_spots(parse, (date(parse.body.index("May"), len(parse.body) - 1, "2031-05"),), ())
    assert [s.kind for s in spots] == ["pronoun", "Person", "Event", "date"]
    assert [s.start for s in spots] == sorted(s.start for s in spots)


def test_candidates_are_counted_in_their_window() -> None:
    """A spot's words are counted from the window's first; an event has its type's number plus one, others 0."""
    event = as_candidate(Spot(12, 14, "Event", "clash"), 10, LABELS)
    assert (event.start, event.end, event.event_type) == (2, 4, LABELS.event_types.index("clash") + 1)
    assert as_candidate(Spot(12, 14, "Person"), 10, LABELS).event_type == 0


@pytest.mark.parametrize(
    ("marked", "label", "expected"),
    [
        ("{Organization! weekly Quay Post} wrote.", "Organization", "Quay Post"),
        ("{Organization! Norwegian weekly Quay Post} wrote.", "Organization", "Quay Post"),
        ("{Organization! Bell Quay Post} wrote.", "Organization", "Bell Quay Post"),
        ("{Organization! weekly Quay Post} wrote.", "Person", "weekly Quay Post"),
        ("{Organization! office of Quay Post} wrote.", "Organization", "office of Quay Post"),
        ("{Person! captain Quay Post} wrote.", "Person", "Quay Post"),
        ("{Person! captain Quay Post} wrote.", "Organization", "captain Quay Post"),
        ("{Place! northern Quay Post} wrote.", "Location", "northern Quay Post"),
    ],
)
def test_a_bare_name_has_no_title_and_no_kind_before_it(marked: str, label: str, expected: str) -> None:
    """What a person is, or what kind of body it is, may stand before a name and is no part of it."""
    text = made(marked, "of case Post ADP" if " of " in marked else "")
    end = text.spots[0].end
    text.parse.spans["names"] = [Tagged(end - 2, end, label, 0.9)]
    assert text.parse.text(*bare_name(text.parse, text.spots[0])) == expected


@pytest.mark.parametrize("word", ["16", "an", "Monday", "–"])
def test_a_word_that_tells_nothing_is_no_trigger(word: str) -> None:
    """Numbers, articles, days and marks are no events, however sure the head is, sure or faint."""
    for spans in ("spans", "faint"):
        text = made(f"{word} came", f"{word} nsubj came NOUN; came root - VERB")
        getattr(text.parse, spans)["triggers"] = [Tagged(0, 1, "raid", 0.9)]
        assert [s for s in find_spots(text.parse, (), ()) if s.kind == "Event" and s.start == 0] == []


def test_a_station_at_the_head_of_a_section_is_a_mention() -> None:
    """Its name is a body, whatever the network saw there; a part of it stays, what goes beyond it does not."""
    text = made("News\n\n(Radio Aunis, in Nivois, 12 May) Talks.")
    parse = text.parse
    starts = {word.text: n for n, word in enumerate(parse.words)}
    first = starts["Radio"]
    parse.spans["outer"] = [Tagged(first, starts["May"] + 1, "Organization", 0.9)]
    parse.spans["inner"] = [Tagged(starts["Aunis"], starts["Aunis"] + 1, "Place", 0.9)]
    found = {(parse.text(s.start, s.end), s.kind, s.named) for s in find_spots(parse, (), ())}
    assert ("Radio Aunis", "Organization", True) in found
    assert not any(words.endswith("May") for words, _, _ in found)
