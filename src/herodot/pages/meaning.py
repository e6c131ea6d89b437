"""What a search by meaning shows. One rule: the same record as a search by words; what was found is the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from herodot.meaning import search_meaning
from herodot.pages.picture import SearchLine, SearchPage

if TYPE_CHECKING:
    from herodot.workspace import Workspace


def meaning_page(workspace: Workspace, words: str, most: int) -> SearchPage:
    """Reports with a sentence that means what the words say, the nearest first."""
    found = tuple(
        SearchLine(
            report=report.id,
            name=report.name,
            outlet=report.outlet,
            published=report.published or "",
            title=report.title,
            words=sentence,
        )
        for report, sentence in search_meaning(workspace, words, most)
    )
    return SearchPage(asked=words, found=found)
