"""Writes the tables in the docs that the program knows: commands, settings, vocabulary. `make docs` runs it.

One rule: a table is never written by hand where the program has its rows; `tests/test_docs.py` compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

DOCS = Path(__file__).resolve().parent
README = DOCS.parent / "README.md"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def commands() -> str:
    """Each command of `herodot` with what it does."""
    from herodot.cli import (  # noqa: F401  # they add themselves
        brief_commands,
        desk_commands,
        judgment_commands,
        member_commands,
        picture_commands,
        review_commands,
    )
    from herodot.cli.commands import herodot

    known = herodot.commands.items()
    rows = [(f"`herodot {name}`", command.get_short_help_str(200)) for name, command in known]
    return table(("command", "what it does"), rows)


def settings() -> str:
    """Each setting with its default, its name in the environment and its help."""
    from herodot.settings import PREFIX, Settings

    rows = [
        (f"`{f.name}`", f"`{PREFIX}{f.name.upper()}`", f"`{f.default!r}`", str(f.metadata["help"]))
        for f in fields(Settings)
    ]
    return table(("setting", "in the environment", "default", "what it is"), rows)


def entity_types() -> str:
    """The types of entities."""
    from herodot.model.vocabulary import load_vocabulary

    known = load_vocabulary().entity_types
    return table(("type", "what it is"), [(f"`{name}`", text) for name, text in known.items()])


def properties() -> str:
    """The properties that a statement may have."""
    from herodot.model.vocabulary import load_vocabulary

    rows = []
    for p in load_vocabulary().properties.values():
        value = " or ".join((*p.values, *(t for t in p.value_types if t != "entity")))
        rows.append((f"`{p.name}`", ", ".join(p.subjects), value, p.help, p.functional or ""))
    return table(("property", "of", "value", "meaning", "rival when"), rows)


def event_types() -> str:
    """The kinds of events, and where PLOVER and ACLED put them."""
    from herodot.model.vocabulary import load_vocabulary

    known = load_vocabulary().event_types.values()
    rows = [(f"`{e.name}`", e.help, e.plover or "", e.acled or "") for e in known]
    return table(("event type", "meaning", "PLOVER", "ACLED"), rows)


def modality() -> str:
    """How a source may commit itself, and how an answer may stand."""
    from herodot.model.vocabulary import load_vocabulary

    known = load_vocabulary()
    rows = [
        (name, f"`{word}`", text)
        for name in ("polarity", "certainty", "mood", "standings")
        for word, text in getattr(known, name).items()
    ]
    return table(("field", "word", "meaning"), rows)


def qualifiers() -> str:
    """What may narrow a statement."""
    from herodot.model.vocabulary import load_vocabulary

    known = load_vocabulary().qualifiers.values()
    return table(("qualifier", "value", "meaning"), [(f"`{q.name}`", q.value_type, q.help) for q in known])


TABLES = {
    README: (commands,),
    DOCS / "settings.md": (settings,),
    DOCS / "vocabulary.md": (entity_types, properties, event_types, modality, qualifiers),
}
"""Each page with the tables in it. A table stands between `<!-- NAME -->` and `<!-- end -->`."""


def filled(page: str, name: str, text: str) -> str:
    """The page with that table's place filled. Raises `ValueError` when the page has no such place."""
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
    if not place.search(page):
        raise ValueError(f"no place for the table {name!r}: <!-- {name} --> … <!-- end -->")
    return place.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page)


def written(path: Path) -> str:
    """What a page must say: its text as it is, with every table anew."""
    page = path.read_text("utf-8")
    for make in TABLES[path]:
        page = filled(page, make.__name__, make())
    return page


def main() -> None:
    """Writes all pages."""
    for path in TABLES:
        path.write_text(written(path), "utf-8")


if __name__ == "__main__":
    main()
