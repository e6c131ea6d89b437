"""Draws statements at random from reports of the corpora that no world holds, to be judged by readers.

One rule: what is drawn is fixed by the seed and the model, so that two readers judge the same list.

    python -m benchmarks.draw OUT.jsonl [--number 200] [--seed 1]

Each line has the whole report, the statement in words, its chain, its evidence and an empty `verdict`: `right`,
`wrong`, `worthless` (right, but nobody would want it) or `wrong source`.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.exam import herodot, read_rows
from benchmarks.shared import corpus_folder, shared_folder

RUN = 12
"""Words in a row by which a report is known to be in a world."""


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    draw = random.Random(args.seed)
    reports = [r for r in unseen_reports() if 120 <= len(r["text"].split()) <= 700]
    chosen = draw.sample(reports, min(120, len(reports)))
    rows = read(chosen)
    labels = {r["id"]: (r["names"] or [r["description"]])[0] for r in rows if r["kind"] == "entity"}
    texts = {r["id"]: r["text"] for r in rows if r["kind"] == "report"}
    said = [r for r in rows if r["kind"] == "statement"]
    with args.out.open("w", encoding="utf-8") as out:
        for n, s in enumerate(draw.sample(said, min(args.number, len(said)))):
            out.write(
                json.dumps({"number": n, **told(s, labels), "text": texts[s["report"]]}, ensure_ascii=False)
                + "\n"
            )
    print(f"{min(args.number, len(said))} of {len(said)} statements of {len(chosen)} reports in {args.out}")


def told(s: dict[str, Any], labels: dict[str, str]) -> dict[str, Any]:
    """A statement for a reader."""
    return {
        "subject": labels[s["subject"]],
        "property": s["property"],
        "value": labels.get(s["value"], s["value"]),
        "qualifiers": s["qualifiers"],
        "chain": [labels[link] for link in s["chain"]],
        "how": [s["polarity"], s["certainty"], s["mood"]],
        "evidence": [e["text"] for e in s["evidence"]],
        "confidence": s["confidence"],
        "verdict": "",
    }


def unseen_reports() -> Iterator[dict[str, str]]:
    """News texts of dev parts, less those of which a world holds a run of words."""
    held = set()
    for path in shared_folder().glob("exam/worlds/*/reports/*"):
        words = path.read_text("utf-8").split()
        held |= {" ".join(words[n : n + RUN]) for n in range(len(words) - RUN)}
    for report in dev_reports():
        words = report["text"].split()
        if held.isdisjoint(" ".join(words[n : n + RUN]) for n in range(len(words) - RUN)):
            yield report


def dev_reports() -> Iterator[dict[str, str]]:
    """News texts of the dev parts of PolNeAR and HRDsAttack."""
    for path in sorted((corpus_folder("polnear") / "data" / "dev" / "text").glob("*.txt")):
        yield {"name": path.stem, "published": "2016", "text": path.read_text("utf-8")}
    rows = json.loads((corpus_folder("hrdsattack") / "data" / "dev.json").read_text("utf-8"))
    for n, row in enumerate(rows):
        sample = row["sample"]
        parts = re.findall(r"<p>(.*?)</p>", sample["Input.article_interface"], re.DOTALL)
        text = "\n\n".join(html.unescape(re.sub(r"<[^>]+>", "", part)).strip() for part in parts)
        title = sample["Input.title"]
        yield {
            "name": f"hrds{n}",
            "published": sample["Input.publish_date"][:10],
            "text": f"{title}\n\n{text}",
        }


def read(reports: list[dict[str, str]]) -> list[dict[str, Any]]:
    """The reports through the program."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lines = []
        for r in reports:
            (root / f"{r['name']}.txt").write_text(r["text"], "utf-8")
            lines.append({"file": f"{r['name']}.txt", "outlet": "The outlet", "published": r["published"]})
        (root / "index.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        case, out = str(root / "a.herodot"), root / "out.jsonl"
        herodot("new", "-c", case)
        herodot("add", "-c", case, str(root / "index.jsonl"))
        herodot("export", "-c", case, "-o", str(out))
        return read_rows(out)


if __name__ == "__main__":
    main()
