"""`python -m benchmarks TOPIC` measures; `python -m benchmarks gate [--raise]` holds figures to floors.

Exit codes: 0 measured, or all bounds hold; 1 a run failed, or a bound does not hold; 2 the data is not there.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from benchmarks import gate
from benchmarks.exam import RunFailed
from benchmarks.results import Measured, table, write
from benchmarks.shared import CHECKOUT, ENVIRONMENT, DataMissing

TOPICS = {
    "beside": "reading speed beside the same encoder in PyTorch, BERT, GLiNER and spaCy",
    "exam": "whole runs over worlds with known truth, scored by the exam's scorer",
    "meaning": "is a report found again by a question in other words?",
    "names": "is it the same name? labelled pairs and listed persons",
    "pages": "every page of the web on a case of 100,000 statements: how long, how heavy; axe in a browser",
    "parts": "what each part of the reader adds, by leaving it out",
    "picture": "who is who, copies, answers and standings from perfect statements",
    "reader": "the model's heads and the value readers on the corpora's dev parts",
    "scale": "a case of 100,000 statements: the first picture, then how long each question takes",
    "speed": "reports a second, the net's share, memory, a long report, start-up",
    "tasks": "the whole reader and identity on the corpora's dev parts: who says what, who is who",
}
"""Each topic is the module of its name with `measure() -> Measured`, loaded only when asked for."""


def main(words: list[str] | None = None) -> int:
    """Runs one topic or the gate. Gives the exit code."""
    args = _parser().parse_args(words)
    try:
        if args.topic == "gate":
            return gate.run(tighten=args.tighten)
        measured: Measured = importlib.import_module(f"benchmarks.{args.topic}").measure()
    except DataMissing as missing:
        print(f"benchmarks {args.topic}: {missing}", file=sys.stderr)
        return 2
    except (RunFailed, gate.BaselineBroken) as failed:
        print(f"benchmarks {args.topic}: {failed}", file=sys.stderr)
        return 1
    print(table(measured))
    print(f"written to {write(args.topic, measured).relative_to(CHECKOUT)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    lines = [f"  {topic:8} {text}" for topic, text in TOPICS.items()]
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="\n".join(
            [
                "Measures Herodot. Topics:",
                *lines,
                "  gate     compares what was measured with benchmarks/baseline.json",
                "",
                f"Data is read from ../shared beside the checkout, or from where {ENVIRONMENT} points.",
            ]
        ),
    )
    parser.add_argument("topic", choices=[*TOPICS, "gate"])
    parser.add_argument(
        "--raise",
        dest="tighten",
        action="store_true",
        help="with gate: take better figures as new floors, less each one's margin",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
