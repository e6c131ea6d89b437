"""How much of a page's article comes through, and what else: over the HTML reports of the exam's worlds.

    python -m benchmarks.boilerplate WORLD...      each a folder with index.jsonl, reports/ and gold/

Prints, for each page, gold evidence that is not in the extracted content, visible text that was left out, and
the content itself, so that a person can judge; then the figures. Nothing in the package is fitted to them.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from pathlib import Path

from herodot.reports.collect import collect
from herodot.reports.publication import Publication


def squash(text: str) -> str:
    """One space for every run of white space, plain quotes and dashes: as the exam compares."""
    text = unicodedata.normalize("NFC", text)
    text = text.translate(str.maketrans("“”‘’–—\u00a0", "\"\"''-- "))
    return re.sub(r" ([.,;:!?)\]])", r"\1", re.sub(r"\s+", " ", text).strip())


def visible_lines(page: bytes) -> list[str]:
    """What a person sees on a page, block by block."""
    from lxml import html

    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for element in tree.xpath("//script|//style|//noscript|//head"):
        element.drop_tree()
    lines: list[str] = []
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in (
            "a",
            "i",
            "em",
            "b",
            "strong",
            "span",
            "time",
            "button",
        ):
            own = [
                element.text or "",
                *(part for child in element for part in (_inline(child), child.tail or "")),
            ]
            lines.append(squash("".join(own)))
    return [line for line in lines if line]


def _inline(child: object) -> str:
    tag = getattr(child, "tag", None)
    return str(child.text_content()) if tag in ("a", "i", "em", "b", "strong", "span", "time") else " "  # type: ignore[attr-defined]


def measure(world: Path) -> tuple[int, int, int]:
    """Gold evidence found and asked for, and pages read; prints what a person should see."""
    index = [json.loads(line) for line in (world / "index.jsonl").read_text("utf-8").splitlines()]
    pages = {row["file"]: row["id"] for row in index if row["file"].endswith((".html", ".htm"))}
    gold = [
        json.loads(line) for line in (world / "gold" / "statements.jsonl").read_text("utf-8").splitlines()
    ]
    found = asked = 0
    for item in collect([world / "index.jsonl"]):
        if not isinstance(item, Publication):
            print(f"!! {item}")
            continue
        if item.document.name not in pages:
            continue
        content = squash(item.content)
        evidence = [squash(s["evidence"]) for s in gold if s["report"] == pages[item.document.name]]
        missing = sorted({words for words in evidence if words.casefold() not in content.casefold()})
        asked += len(evidence)
        found += sum(words.casefold() in content.casefold() for words in evidence)
        print(f"\n== {item.document.name}: {len(evidence)} pieces of evidence, missing: {missing}")
        print(
            "-- left out:", *(line for line in visible_lines(item.data) if line not in content), sep="\n   "
        )
        print("-- content:", *item.content.split("\n\n"), sep="\n   ")
    return found, asked, len(pages)


def main(worlds: list[str]) -> None:
    """Measures each world; needs at least one."""
    if not worlds:
        sys.exit("name the folder of at least one world")
    started = time.perf_counter()
    totals = [measure(Path(world)) for world in worlds]
    found, asked, pages = (sum(column) for column in zip(*totals, strict=True))
    seconds = time.perf_counter() - started
    print(f"\n{pages} pages; gold evidence inside the content: {found} of {asked}; {seconds:.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
