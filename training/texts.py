"""The texts of public corpora as reports: title, outlet, date and body, as our annotators read them.

One rule: the same corpora give the same characters, since the annotations are places in these texts.

The corpora are not ours to hand on, so the repository holds only what we say of them (`annotations/`, see
`standoff.py`). They lie in one folder, each in a folder named as in `SOURCES`; to read them all takes three
seconds.
"""

from __future__ import annotations

import collections
import html
import json
import pathlib
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MONTHS = ("january february march april may june july august september october november december").split()
RE3D_FOLDERS = (
    "CENTCOM",
    "US State Department",
    "UK Government",
    "Wikipedia",
    "Delegation of the European Union to Syria",
    "Australian Department of Foreign Affairs",
)
"""All of re3d but the BBC's, whose terms forbid it."""

TIES = (
    "Agro Alien cabinets cemetery Commentary eastern Embattled Forensic Garrison graduation lords na Republican "
    "terminals"
).split()
"""Words seen as often in one case as in another: the case that the annotated texts have."""

LOWER_ENDS = ("ed", "ing", "ly", "tion", "tions", "ness", "ment", "ments", "ers", "ists", "ist")
"""Endings of words that no newspaper of the table has, yet which are hardly names."""

ARTICLE_WORDS = 330
"""An article is cut after the paragraph that passes this many words."""

TITLE_CHARS = 90


@dataclass(frozen=True, slots=True)
class Report:
    """One text of a corpus; `published` is as exact as the corpus tells: a day, a month or a year."""

    id: str
    title: str
    outlet: str
    published: str
    text: str
    """The body: paragraphs with a blank line between, no line end after the last."""

    @property
    def file(self) -> str:
        """What stands in the report's file: title, blank line, body, line end."""
        return f"{self.title}\n\n{self.text}\n"


def reports(corpora: pathlib.Path, sources: Iterable[str] | None = None) -> dict[str, Report]:
    """Every report of the corpora (or of those named) by its id."""
    names = SOURCES if sources is None else sources
    return {report.id: report for name in names for report in SOURCES[name](corpora)}


def muc4(corpora: pathlib.Path) -> Iterator[Report]:
    """`muc4`: broadcasts of Latin America in upper case (dev-muc3), recased by a table of words."""
    case = case_table(corpora / "en_worldwide_ner")
    folder = corpora / "muc4" / "data/muc/raw_files/muc34/TASK/CORPORA/dev"
    for path in sorted(folder.glob("dev-muc3-*")):
        found = re.split(r"^(DEV-MUC3-\d+)[^\n]*\n", path.read_text("utf-8", errors="ignore"), flags=re.M)
        for id_, raw in zip(found[1::2], found[2::2], strict=True):
            body = raw.strip()
            date = re.search(r",\s*(\d{1,2}) ([A-Z]{3})[A-Z]* (\d\d) \([^)]+\)", body[:300])
            month = month_number(date[2]) if date else None
            if date is None or month is None:
                continue
            lines = paragraphs(re.split(r"\n\s*\n|\n   (?=\S)", body))
            yield Report(
                id=id_.lower(),
                title=id_.replace("DEV", "Dev"),
                outlet="FBIS",
                published=f"19{date[3]}-{month:02d}-{int(date[1]):02d}",
                text="\n\n".join(recase(line, case) for line in lines),
            )


def press_releases(corpora: pathlib.Path) -> Iterator[Report]:
    """`isaf_press_releases`: the test part of those about Afghanistan; the id is the row's number from 0."""
    path = corpora / "isaf_press_releases/data/isaf_press_releases_ft_test.jsonl"
    for number, row in enumerate(json_rows(path)):
        asked = next(c["value"] for c in row["conversations"] if c["from"] == "human")
        raw = asked.split("PRESS RELEASE TEXT:", 1)[-1].replace("\u2028", "\n").strip()
        date = re.search(r"\(?\b([A-Z][a-z]{2,8})\.? (\d{1,2})(?:,? (\d{4}))?\)?", raw[:400])
        year = re.search(r"(20\d\d)", raw[:400])
        month = month_number(date[1]) if date else None
        if date is None or year is None or month is None:
            continue
        lines = paragraphs(re.split(r"\n+", raw))
        titled = len(lines[0].split()) < 16
        yield Report(
            id=f"isaf{number:04d}",
            title=lines[0] if titled else f"ISAF release {number}",
            outlet="ISAF Joint Command" if "Joint Command" in raw else "ISAF",
            published=f"{year[1]}-{month:02d}-{int(date[2]):02d}",
            text="\n\n".join(lines[1:] if titled else lines),
        )


def hrdsattack(corpora: pathlib.Path) -> Iterator[Report]:
    """`hrdsattack`: news of attacks on defenders of human rights, the train part; the id is the row."""
    rows = json.loads((corpora / "hrdsattack/data/train.json").read_text("utf-8"))
    for number, row in enumerate(rows):
        sample = row["sample"]
        raw = re.findall(r"<p>(.*?)</p>", sample["Input.article_interface"], re.DOTALL)
        bare = (re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", line)) for line in raw)
        lines = [html.unescape(line).strip() for line in bare]
        yield Report(
            id=f"hrds{number:03d}",
            title=sample["Input.title"],
            outlet="News site",
            published=sample["Input.publish_date"][:10],
            text="\n\n".join(x for x in lines if x and not x.startswith(("Spread This", "Copyright", "©"))),
        )


def re3d(corpora: pathlib.Path) -> Iterator[Report]:
    """`re3d`: governments and Wikipedia on Syria and Iraq, late 2016."""
    for outlet in RE3D_FOLDERS:
        for row in json_rows(corpora / "re3d" / outlet / "documents.json"):
            lines = [line.strip() for line in row["text"].split("\n")]
            yield Report(
                id="re" + row["_id"][:6].lower(),
                title=row["title"],
                outlet=outlet,
                published="2016-12",
                text="\n\n".join(line for line in lines if line),
            )


def worldwide_news(corpora: pathlib.Path) -> Iterator[Report]:
    """`en_worldwide_ner`: articles joined from words, two sentences a paragraph; titled by their address."""
    for path in sorted((corpora / "en_worldwide_ner" / "processed_annotated").glob("*.tsv")):
        sentences: list[list[str]] = [[]]
        for line in path.read_text("utf-8", errors="ignore").splitlines():
            word = line.split("\t")[0].strip()
            if word:
                sentences[-1].append(word)
            else:
                sentences.append([])
        sentences = [words for words in sentences if words]
        url = sentences[0][0] if sentences and sentences[0][0].startswith("http") else ""
        joined = [join_words(words) for words in sentences[1 if url else 0 :]]
        date = re.search(r"(20[12]\d)[/-](\d{1,2})[/-](\d{1,2})", url)
        slugs = [part for part in url.split("/") if "-" in part]
        title = (re.sub(r"[-_]+", " ", max(slugs, key=len)) if slugs else path.name)[:TITLE_CHARS].strip()
        yield Report(
            id=path.name.split(".")[0],
            title=title[:1].upper() + title[1:],
            outlet=re.sub(r"^https?://(www\.)?", "", url).split("/")[0] or "News site",
            published=f"{date[1]}-{int(date[2]):02d}-{int(date[3]):02d}" if date else "2022-07",
            text="\n\n".join(cut([" ".join(joined[n : n + 2]) for n in range(0, len(joined), 2)])),
        )


def ecbplus(corpora: pathlib.Path) -> Iterator[Report]:
    """`ecbplus`: news of 43 topics joined from its words, a sentence a paragraph; the first is the title."""
    for path in sorted((corpora / "ecbplus" / "ECB+_LREC2014" / "ECB+").glob("*/*.xml")):
        sentences: dict[int, list[str]] = {}
        for token in ElementTree.parse(path).getroot().iter("token"):
            sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
        joined = [join_words(words) for words in sentences.values()]
        lines = [line for line in joined if "http" not in line[:12].replace(" ", "") and len(line) > 3]
        if len(lines) < 2:
            continue
        names = "|".join(month.title() for month in MONTHS)
        date = re.search(rf"\b({names}) (\d{{1,2}}) ?, (20\d\d)", " ".join(lines[:4]))
        month = month_number(date[1]) if date else None
        yield Report(
            id="ecb" + path.stem.replace("_", "x"),
            title=lines[0][:TITLE_CHARS],
            outlet="News site",
            published=f"{date[3]}-{month:02d}-{int(date[2]):02d}" if date else "2012",
            text="\n\n".join(lines[1:]),
        )


def gum_news(corpora: pathlib.Path) -> Iterator[Report]:
    """`gum`: Wikinews articles of the train part, joined from their words."""
    for path in sorted((corpora / "gum" / "xml").glob("GUM_news_*.xml")):
        root = ElementTree.parse(path).getroot()
        if root.get("partition") != "train":
            continue
        lines = []
        for part in root.iter("p"):
            rows = [line.split("\t") for line in "".join(part.itertext()).splitlines()]
            lines.append(join_words(row[0] for row in rows if len(row) > 1).replace("s ' ", "s' "))
        yield Report(
            id="gum" + path.stem.removeprefix("GUM_news_"),
            title=str(root.get("title")),
            outlet="Wikinews",
            published=str(root.get("dateCreated")),
            text="\n\n".join(cut(line for line in lines if line)),
        )


SOURCES: dict[str, Callable[[pathlib.Path], Iterator[Report]]] = {
    "muc4": muc4,
    "isaf_press_releases": press_releases,
    "hrdsattack": hrdsattack,
    "re3d": re3d,
    "en_worldwide_ner": worldwide_news,
    "ecbplus": ecbplus,
    "gum": gum_news,
}
"""By the corpus's folder. `muc4` reads `en_worldwide_ner` too."""


def json_rows(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-lines file; only "\\n" ends a line, for the texts hold other line ends."""
    for line in path.read_text("utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def paragraphs(pieces: Iterable[str]) -> list[str]:
    """Pieces with single spaces, the empty ones left out."""
    lines = [re.sub(r"\s+", " ", piece).strip() for piece in pieces]
    return [line for line in lines if line]


def month_number(name: str) -> int | None:
    """1 to 12 by a month's first three letters, whatever their case."""
    return next((n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3])), None)


def case_table(folder: pathlib.Path) -> dict[str, str]:
    """How modern news writes a word within a sentence, by the word in lower case: the commonest way."""
    seen: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for path in [folder / "regions.txt", *sorted((folder / "processed_annotated").glob("*.tsv"))]:
        before = "."
        for line in path.read_text("utf-8", errors="ignore").splitlines():
            word = line.split("\t")[0].strip()
            if word and before not in '.?!"“' and re.match(r"[A-Za-z]", word):
                seen[word.lower()][word] += 1
            before = word or "."
    return {low: ways.most_common(1)[0][0] for low, ways in seen.items()} | {w.lower(): w for w in TIES}


def recase(text: str, case: Mapping[str, str]) -> str:
    """Upper-case text in the case of `case`; other words are names unless their ending speaks against."""
    parts, at_start = [], True
    for token in re.findall(r"\w+|\W+", text):
        low = token.lower()
        if token.isalpha() and re.match(r"[a-z]", low):
            word = case.get(low) or (low if low.endswith(LOWER_ENDS) else low.capitalize())
            parts.append(word[:1].upper() + word[1:] if at_start else word)
            at_start = False
        elif re.match(r"\w", token):
            parts.append(low)
            at_start = False
        else:
            parts.append(token)
            at_start = at_start or re.search(r"[.?!]\s|--", token) is not None
    return "".join(parts)


def join_words(words: Iterable[str]) -> str:
    """A sentence from its words, without the spaces that printing has not."""
    text = re.sub(r" ([.,;:!?%)\]}’”])", r"\1", " ".join(words))
    text = re.sub(r"([(\[{“‘$£]) ", r"\1", text)
    text = re.sub(r" (['’](s|re|ve|ll|d|m|t)\b)", r"\1", text)
    text = re.sub(r" n['’]t\b", "n't", text)
    text = re.sub(r'" ([^"]*?) "', r'"\1"', text)
    text = re.sub(r"(\w) - (\w)", r"\1-\2", text)
    return re.sub(r" / ", "/", text)


def cut(lines: Iterable[str]) -> list[str]:
    """Paragraphs up to the one that passes `ARTICLE_WORDS`."""
    kept: list[str] = []
    count = 0
    for line in lines:
        if count > ARTICLE_WORDS:
            break
        kept.append(line)
        count += len(line.split())
    return kept
