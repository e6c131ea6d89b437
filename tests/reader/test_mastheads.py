"""Heads of a digest's sections, by their forms."""

from __future__ import annotations

import pytest

from herodot.reader.mastheads import find_heads
from tests.reader.made import made

FORMS = [
    ("(Radio Aunis, in Nivois, 1215 gmt, 7 August) Talks began.", "Radio Aunis"),
    ("[Voice of the Quay, in English, 0400 gmt 26 Feb 89. Text of report]", "Voice of the Quay"),
    ("(Harbour news agency, Nive, 13 May.) Talks began.", "Harbour news agency"),
    ("Radio Aunis (Nive, in Nivois), 1 April, 19.00: The station said no.", "Radio Aunis"),
    ("Radio Aunis, Nive, in Nivois at 2300 GMT on 5 March - Talks began.", "Radio Aunis"),
    ("Voice of the Quay (clandestine) in Nivois 0430 gmt 1 Mar 89. Text: Glad news.", "Voice of the Quay"),
    ("Nive home service, in Nivois, 21 January: Talks began.", "Nive home service"),
    ("Radio Aunis, 17 March: Talks began.", "Radio Aunis"),
    ("The Ferry's Mirror (Nive, in Nivois), 5 Feb: Talks began.", "The Ferry's Mirror"),
    ("NIVE, May 3 (CNA) - Talks began.", None),
    ("Nive, 17 March: Talks began.", None),
    ("NIVE, Aunis - Talks began.", None),
    ("On 17 March, Radio Aunis said: talks began.", None),
    ("In other matters in Aunis, 5 March: talks began.", None),
    ("Radio Aunis said on 17 March that talks in Nivois began at 19.00.", None),
    ("(Ann Bell, 40, of the council) said no.", None),
    ("Talks, in Aunis: none.", None),
]


@pytest.mark.parametrize(("paragraph", "name"), FORMS)
def test_a_station_heads_its_section_by_form(paragraph: str, name: str | None) -> None:
    """A name with a language, an hour or a day heads a section; datelines, sentences and asides do not."""
    text = made(f"News from Aunis\n\n{paragraph}")
    found = [text.parse.text(*head.name) for head in find_heads(text.parse) if head.name]
    assert found == ([name] if name else [])


def test_a_title_heads_no_section() -> None:
    """The first paragraph is the title, whatever its form."""
    assert find_heads(made("Radio Aunis, 17 March: talks").parse) == []
    assert find_heads(made("").parse) == []


def test_the_same_agency_and_an_editors_note_are_told_apart() -> None:
    """ "Same agency" is no name of its own; an editor's note ends the section before it; a name once known needs only
    a day."""
    text = made(
        "News\n\n(Quay Herald, in Nivois, 12 May) Talks.\n\n(Same agency, 13 May.) More talks.\n\n"
        "Quay Herald, 14 May: Rain.\n\n[Editor's note: Nobody confirmed that.]\n\n[The note was long.]"
    )
    found = [(head.name and text.parse.text(*head.name), head.same) for head in find_heads(text.parse)]
    assert found == [("Quay Herald", False), ("Same agency", True), ("Quay Herald", False), (None, False)]
