"""Long lists come in parts: none is left out, each says which it is, and the links between them lead there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from herodot.pages.parts import cut
from tests.web.made_case import Story, a_case, browser


@pytest.mark.parametrize(("lines", "most"), [(0, 3), (1, 3), (3, 3), (4, 3), (7, 3), (5, 0)])
def test_parts_are_all(lines: int, most: int) -> None:
    """From part to part by what each says comes after, every line is met once; and back again."""
    every, start, seen = list(range(lines)), 0, list[int]()
    while True:
        shown, part = cut(every, start, most)
        seen += shown
        assert (part.start, part.shown, part.total) == (start, len(shown), lines)
        if part.after is None:
            break
        assert cut(every, part.after, most)[1].before == start
        start = part.after
    assert seen == every


def test_a_part_that_is_not_there_is_empty() -> None:
    """Beyond the end nothing is shown, and the way back is offered."""
    shown, part = cut([1, 2, 3], 90, 2)
    assert (shown, part.after, part.before) == ((), None, 1)


def test_pages_lead_to_the_next_part(tmp_path: Path) -> None:
    """More questions than a page has room for: the next part is one click away, and keeps what was asked for."""
    names = [f"Guild {chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(60)]
    story = Story(". ".join(("Salt Lodge", *names)) + ".")
    lodge = story.there("Salt Lodge", "Organization")
    for name in names:
        story.say(story.there(name, "Organization"), "allied_with", lodge)
    client = browser(a_case(tmp_path, [story]))
    first = client.get("/board?name=Guild").text
    (after,) = re.findall(r'<a rel="next" href="([^"]+)"', first)
    assert "Questions 1 to 50 of 60" in first
    assert unescape(after) == "/board?name=Guild&start=50"
    second = client.get(unescape(after)).text
    assert "Questions 51 to 60 of 60" in second
    assert 'rel="next"' not in second
    shown = [set(re.findall(r"Guild [A-Z]{2}(?= ·)", page)) for page in (first, second)]
    assert shown[0].isdisjoint(shown[1])
    assert client.get("/board?start=nonsense").status_code == 200


def test_of_many_numbers_for_one_thing_the_page_shows_some(tmp_path: Path) -> None:
    """Of a question with more numbers than a page has room for some are shown; a link leads to all by answer."""
    story = Story(" ".join(["The raid at Salt Lodge killed", *map(str, range(100, 130)), "of them."]))
    raid = story.there("raid", "Event")
    for count in range(100, 130):
        story.say(raid, "killed_count", count)
    client = browser(a_case(tmp_path, [story]))
    page = client.get("/numbers").text
    (more,) = re.findall(r'<a href="([^"]+)">All 30 numbers, by answer</a>', page)
    assert page.count('data-label="Number"') == 12
    every = client.get(unescape(more)).text
    assert all(str(count) in every for count in range(100, 130))
