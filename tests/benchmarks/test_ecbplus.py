"""ECB+ becomes records without its chains, and chains over documents are scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from benchmarks.ecbplus import Markable, Story, cross_figures, read_story, records, within
from benchmarks.scoring import Span

XML = """<Document doc_name="7_1ecb.xml">
<token t_id="1" sentence="0" number="0">Gunmen</token>
<token t_id="2" sentence="0" number="1">freed</token>
<token t_id="3" sentence="0" number="2">Ana</token>
<token t_id="4" sentence="0" number="3">Bell</token>
<token t_id="5" sentence="0" number="4">in</token>
<token t_id="6" sentence="0" number="5">Lano</token>
<token t_id="7" sentence="0" number="6">on</token>
<token t_id="8" sentence="0" number="7">4 May 2009</token>
<token t_id="9" sentence="0" number="8">.</token>
<token t_id="10" sentence="1" number="0">She</token>
<token t_id="11" sentence="1" number="1">left</token>
<Markables>
<HUMAN_PART_GENERIC m_id="1"><token_anchor t_id="1"/></HUMAN_PART_GENERIC>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="3"><token_anchor t_id="3"/><token_anchor t_id="4"/></HUMAN_PART_PER>
<LOC_GEO m_id="4"><token_anchor t_id="6"/></LOC_GEO>
<TIME_DATE m_id="5"><token_anchor t_id="8"/></TIME_DATE>
<HUMAN_PART_PER m_id="6"><token_anchor t_id="10"/></HUMAN_PART_PER>
<ACTION_OCCURRENCE m_id="20" TAG_DESCRIPTOR="t7_free"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="9" note="ACT77"><source m_id="2"/><target m_id="20"/></CROSS_DOC_COREF>
<INTRA_DOC_COREF r_id="8"><source m_id="3"/><source m_id="6"/><target m_id="21"/></INTRA_DOC_COREF>
</Relations>
</Document>"""


def test_a_document_has_the_mentions_of_its_checked_sentences() -> None:
    """Chains go by their cross-document name, else by the document's; instances and other sentences are left out."""
    story = read_story("7", "7_1ecb", XML, {0})
    assert story.body.startswith("Gunmen freed Ana Bell in Lano on 4 May 2009.\n")
    assert [(m.text, m.kind) for m in story.markables] == [
        ("Gunmen", "Group"),
        ("freed", "Event"),
        ("Ana Bell", "Person"),
        ("Lano", "Place"),
        ("4 May 2009", ""),
    ]
    chains = {m.text: m.chain for m in story.markables}
    assert chains["freed"] == "7 ACT77"
    assert chains["Ana Bell"] == "7 7_1ecb 8"
    whole = read_story("7", "7_1ecb", XML, {0, 1})
    assert {m.chain for m in whole.markables if m.text in ("She", "Ana Bell")} == {"7 7_1ecb 8"}


def test_records_say_what_stands_beside_an_event() -> None:
    """Names and descriptions from the mentions; date, place and participants from the event's own sentence."""
    story = read_story("7", "7_1ecb", XML, {0, 1})
    homes = {m.id: m.id for m in story.markables if m.kind}
    homes["7_1ecb 6"] = "7_1ecb 3"
    entities, mentions, statements = records(story, homes, {"7_1ecb 2": "release"})
    by_id = {e.id: e for e in entities}
    assert by_id["7_1ecb 3"].names == ("Ana Bell",)
    assert (by_id["7_1ecb 1"].names, by_id["7_1ecb 4"].type) == (("Gunmen",), "Place")
    assert {m.kind for m in mentions if m.entity == "7_1ecb 3"} == {"name", "pronoun"}
    assert {(s.property, s.value) for s in statements} == {
        ("event_type", "release"),
        ("participant", "7_1ecb 1"),
        ("participant", "7_1ecb 3"),
        ("place", "7_1ecb 4"),
        ("date", "2009-05-04"),
    }
    assert all(s.subject == "7_1ecb 2" for s in statements)


def test_inside_a_document_the_reader_and_equal_words_join() -> None:
    """Mentions whose governing words the reader gives one entity are one; so are those with the same words or, of
    events, stems. A pronoun that the reader has nothing for stays alone, and an event is no entity."""
    texts = ("Ana Bell", "she", "the judge", "judge", "it", "it", "raided", "raids", "she")
    body, found = "", []
    for n, text in enumerate(texts):
        span = Span(start=len(body), end=len(body) + len(text), label="")
        tag = "ACTION_OCCURRENCE" if text.startswith("raid") or n == 8 else "HUMAN_PART_PER"
        found.append(Markable(id=str(n), tag=tag, span=span, text=text, sentence=0, chain=str(n)))
        body += text + " "
    story = Story(topic="7", name="one", body=body, markables=tuple(found))
    whole, bell = Span(start=0, end=8, label=""), Span(start=4, end=8, label="")
    she = found[1].span
    homes = within(story, [(whole, bell, "e1", False), (she, she, "e1", False)])
    groups: dict[str, set[str]] = {}
    for key, home in homes.items():
        groups.setdefault(home, set()).add(key)
    assert sorted(map(sorted, groups.values())) == [["0", "1"], ["2", "3"], ["4"], ["5"], ["6", "7"], ["8"]]


def markable(key: str, text: str, chain: str, tag: str = "ACTION_OCCURRENCE") -> Markable:
    """A mention somewhere."""
    span = Span(start=0, end=len(text), label="")
    return Markable(id=key, tag=tag, span=span, text=text, sentence=0, chain=chain)


@pytest.mark.parametrize(
    ("clusters", "perfect"),
    [
        ({"a": "x", "b": "x", "c": "y", "d": "z"}, True),
        ({"a": "x", "b": "y", "c": "y", "d": "z"}, False),
        ({"a": "x", "b": "x", "c": "x", "d": "z"}, False),
    ],
)
def test_chains_run_over_documents(clusters: dict[str, str], perfect: bool) -> None:
    """One cluster over two documents is right where gold has one chain; times are not asked."""
    told = [
        Story(
            topic="7",
            name="one",
            body="",
            markables=(markable("a", "raids", "k"), markable("c", "Lano", "m", "LOC_GEO")),
        ),
        Story(
            topic="7",
            name="two",
            body="",
            markables=(
                markable("b", "the raid", "k"),
                markable("d", "left", "n"),
                markable("t", "Monday", "o", "TIME_DATE"),
            ),
        ),
    ]

    def tell(stories: Sequence[Story]) -> Mapping[str, str]:
        return clusters

    figures = cross_figures(told, tell)
    assert (figures["conll"] == 1.0) is perfect
    assert figures["same_words_conll"] == 1.0
    assert set(figures) >= {"events_conll", "entities_conll", "links_p", "entities_links_r"}
