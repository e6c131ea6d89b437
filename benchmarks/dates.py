"""Date values on TempEval-3's TBAQ (TimeBank and AQUAINT): spans, and values as TIMEX3 says them.

One rule: the corpus is read where it lies and no word of it is kept here. Files are halved by the MD5 of
their names: the rules were written looking at half 0 only.

Value F1 is TempEval-3's: a gold expression counts as right when one of ours overlaps it and has the same
value. Ours are written as TIMEX3 without looking at the text: EDTF `2019-23` is `2019-FA`, Monday to Sunday
`2019-W38`.

    python benchmarks/dates.py FOLDER            figures; FOLDER holds TimeBank/*.tml and AQUAINT/*.tml
    python benchmarks/dates.py FOLDER --misses   what is missed, spurious or wrong in half 0
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from herodot.values.dates import DateValue, find_dates

SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
TIMEX = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.S)


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression: half-open span, TIMEX3 value, and the words."""

    start: int
    end: int
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the corpus: its text without tags, the day it was written, its gold expressions."""

    name: str
    half: int
    body: str
    written: str
    gold: tuple[Timex, ...]


def read_document(path: Path) -> Document:
    """A TimeML file."""
    source = path.read_text(encoding="utf-8")
    written = re.search(r'<DCT>.*?value="([^"T]*)', source, re.S)
    text = re.search(r"<TEXT>(.*?)</TEXT>", source, re.S)
    if written is None or text is None:
        raise ValueError(f"{path.name} has no DCT or no TEXT")
    pieces, gold, position = [], [], 0
    for part in re.split(r"(<TIMEX3 [^>]*>.*?</TIMEX3>)", text[1], flags=re.S):
        match = TIMEX.fullmatch(part)
        plain = html.unescape(re.sub(r"<[^>]*>", "", part))
        if match is not None:
            value = re.search(r' value="([^"]*)"', " " + match[1])
            gold.append(Timex(position, position + len(plain), value[1] if value else "", plain))
        pieces.append(plain)
        position += len(plain)
    half = int(hashlib.md5(path.name.encode()).hexdigest(), 16) % 2
    return Document(path.name, half, "".join(pieces), written[1], tuple(gold))


def timex_value(value: DateValue) -> str:
    """One of our values as TIMEX3 writes it."""
    if value.kind == "reference":
        return f"{(value.reference or 'past').upper()}_REF"
    if value.edtf is None or (value.kind == "interval" and value.duration):
        return value.duration or ""
    edtf = value.edtf.rstrip("~?%")
    if value.kind == "time":
        return f"{edtf}T{value.time}"
    if "/" in edtf:
        return _interval_value(*edtf.split("/"))
    if edtf[5:] in SEASONS:
        return f"{edtf[:4]}-{SEASONS[edtf[5:]]}"
    return edtf.rstrip("X")


def _interval_value(first: str, last: str) -> str:
    if len(first) == len(last) == 10:
        begin, days = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
        year, week, _ = begin.isocalendar()
        if begin.weekday() == 0 and days == 6:
            return f"{year}-W{week:02}"
        if begin.weekday() == 5 and days == 1:
            return f"{year}-W{week:02}-WE"
    if len(first) == len(last) == 7 and first[:4] == last[:4]:
        length, start = int(last[5:]) - int(first[5:]) + 1, int(first[5:]) - 1
        if length in (3, 6) and start % length == 0:
            return f"{first[:4]}-{'Q' if length == 3 else 'H'}{start // length + 1}"
    return f"{first}/{last}"


def ours(document: Document) -> list[Timex]:
    """What Herodot finds in a document. TIMEX3 has no ranges: "from May to July" is two there."""
    said = []
    for value in find_dates(document.body, document.written):
        range_words = re.fullmatch(r"(?:between |from )?(.+?)( and | to | through |-|/)(.+)", value.text)
        if (
            value.edtf is None
            or "/" not in value.edtf
            or range_words is None
            or _interval_value(*value.edtf.split("/")) != value.edtf
        ):
            said.append(Timex(value.start, value.end, timex_value(value), value.text))
            continue
        first, last = value.edtf.split("/")
        said.append(
            Timex(value.start + range_words.start(1), value.start + range_words.end(1), first, range_words[1])
        )
        said.append(Timex(value.start + range_words.start(3), value.end, last, range_words[3]))
    return said


def pair_up(gold: Iterable[Timex], said: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Each gold expression with the first unused one that overlaps it."""
    pairs, used = [], set()
    for one in gold:
        for index, other in enumerate(said):
            if index not in used and other.start < one.end and one.start < other.end:
                pairs.append((one, other))
                used.add(index)
                break
    return pairs


def measure(documents: list[Document], find: Callable[[Document], list[Timex]]) -> dict[str, float]:
    """Strict and relaxed span F1, value F1, and the share of right values among the matched."""
    count: Counter[str] = Counter()
    for document in documents:
        said = find(document)
        pairs = pair_up(document.gold, said)
        count["gold"] += len(document.gold)
        count["said"] += len(said)
        count["relaxed"] += len(pairs)
        count["strict"] += sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
        count["value"] += sum(a.value == b.value for a, b in pairs)
    total = count["gold"] + count["said"]
    scores = {f"{name}_f1": 2 * count[name] / total for name in ("strict", "relaxed", "value")}
    precision, recall = count["relaxed"] / count["said"], count["relaxed"] / count["gold"]
    return {
        **scores,
        "precision": precision,
        "recall": recall,
        "value_accuracy": count["value"] / count["relaxed"],
        "gold": count["gold"],
    }


def speed(megabytes: int = 4) -> dict[str, float]:
    """Megabytes of invented news text, dense with dates, read in a second of one core's time."""
    sentence = (
        "Officials in the coastal district said on Tuesday that at least 12 people were wounded when a bus "
        "left the road near the old bridge, two days after the rains of Sept. 3, 2019 had closed it. "
    )
    body = ((sentence * 6).strip() + "\n\n") * (megabytes * 1_000_000 // (len(sentence) * 6))
    find_dates(sentence, "2019-09-30")
    begin = time.process_time()
    find_dates(body, "2019-09-30")
    return {"megabytes_per_second": len(body) / 1e6 / (time.process_time() - begin)}


def print_misses(documents: list[Document]) -> None:
    """What goes wrong, one line each."""
    for document in documents:
        said = ours(document)
        pairs = pair_up(document.gold, said)
        wrong = [
            (a.start, "wrong", f"{a.text} = {a.value} | {b.text} = {b.value}")
            for a, b in pairs
            if a.value != b.value
        ]
        missed = [
            (a.start, "missed", f"{a.text} = {a.value}")
            for a in document.gold
            if a not in [p for p, _ in pairs]
        ]
        spurious = [
            (b.start, "spurious", f"{b.text} = {b.value}") for b in said if b not in [p for _, p in pairs]
        ]
        for start, what, line in sorted(wrong + missed + spurious):
            around = document.body[max(0, start - 70) : start + 60]
            sys.stdout.write(
                " ".join(f"{what}\t{document.written}\t{line}\t…{around}…".split(" ")).replace("\n", " ")
                + "\n"
            )


def main(arguments: list[str]) -> None:
    """Prints the figures as one JSON object."""
    folder = Path(arguments[0])
    documents = [read_document(path) for path in sorted(folder.glob("*/*.tml"))]
    halves = [[d for d in documents if d.half == half] for half in (0, 1)]
    if "--misses" in arguments:
        print_misses(halves[0])
        return
    figures: dict[str, float] = {}
    for name, chosen in (("all", documents), ("half0", halves[0]), ("half1", halves[1])):
        figures |= {f"{name}_{key}": round(score, 4) for key, score in measure(chosen, ours).items()}
    figures |= {key: round(score, 2) for key, score in speed().items()}
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
