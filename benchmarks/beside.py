"""Topic `beside`: reading speed beside other ways to read, in one run, on the same text and machine.

One rule: all are given the same chance. Everybody has one thread of one process, so that seconds of processor time
are seconds on a machine that does nothing else; everybody is warm (one pass before the first that counts); rounds are
taken in turn, and the quickest of each counts; batches of 1 and 8 are tried and the quicker one is kept, sorted by
length, so that little is padded. Networks of BERT's kind get the windows that the reader cuts. The reader does all
of its work, from text to statements; `encoder` is its first graph alone, on the same windows.

Rivals have random weights (`rivals`): only the time counts.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec

from benchmarks.results import Figure, Measured
from benchmarks.rivals import RIVALS, Given, Rival, Run
from benchmarks.shared import files_digest
from benchmarks.speed import EXAMPLES, WORDS, report_text, sample_sentences

REPORTS, ROUNDS = 6, 3
INSTALL = "pip install -e '.[training]' transformers gliner spacy"
OWN, ENCODER = "herodot", "encoder"


def measure() -> Measured:
    """Reports a second of each, and how many times as fast the reader is as each rival."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"  # before anything numerical is imported
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    texts = [report_text(sample_sentences(), WORDS, seed) for seed in range(REPORTS)]
    given, runs = own_runs(texts)
    there, missing = parted(RIVALS)
    if any("torch" in rival.modules for rival in there):
        import importlib

        importlib.import_module("torch").set_num_threads(1)
    runs |= {rival.name: quickest(rival, given, time.process_time) for rival in there}
    seconds = best_times(runs, ROUNDS, time.process_time)
    notes = tuple(f"no row for {r.name}: install what it needs with `{INSTALL}`" for r in missing)
    paths = (EXAMPLES / "reports").glob("*.txt")
    return Measured(
        figures=figures(seconds, REPORTS), digests={"": files_digest(EXAMPLES, paths)}, notes=notes
    )


def own_runs(texts: Sequence[str]) -> tuple[Given, dict[str, Run]]:
    """What the rivals are given, and the reader's own runs: all of it, and its first graph alone."""
    from importlib.resources import files

    from herodot.model.keys import keyed, report_id
    from herodot.model.records import Report
    from herodot.reader.parse import collate
    from herodot.reader.prepare import cut_windows, split_words
    from herodot.reader.read import load_reader
    from herodot.text.body import canonical

    reader = load_reader()
    reports, windows, spans = [], [], []
    for n, content in enumerate(texts):
        text = canonical(content)
        reports.append(
            Report(
                id=report_id(f"{n}", None), sha256=f"{n}", media_type="text/plain", name=f"r{n}", outlet="Outlet",
                title=f"Report {n}", byline=None, published="2024-05-03", url=None, language=text.language,
                text_version=text.version, captured="2024-05-03T00:00:00+00:00", text=text.body,
            )
        )  # fmt: skip
        words = split_words(text)
        cut = cut_windows([text.body[a:b] for a, b in words.spans], words.sentences, reader.network.tokenizer)
        windows += cut
        spans += [text.body[words.spans[w.start][0] : words.spans[w.stop - 1][1]] for w in cut]

    def read() -> None:
        for report in reports:
            keyed(reader.read(report, canonical(report.text)))

    def encode() -> None:
        for window in windows:
            reader.network.run_tokens(*collate(window))

    tokenizer = (files("herodot.reader") / "model" / "tokenizer.json").read_text("utf-8")
    given = Given(
        [r.text for r in reports], spans, [w.pieces for w in windows], [w.shapes for w in windows], tokenizer
    )
    return given, {OWN: read, ENCODER: encode}


def parted(rivals: Sequence[Rival]) -> tuple[list[Rival], list[Rival]]:
    """The rivals whose modules are installed, and those that lack one."""
    there = [r for r in rivals if all(find_spec(module) for module in r.modules)]
    return there, [r for r in rivals if r not in there]


def quickest(rival: Rival, given: Given, clock: Callable[[], float]) -> Run:
    """The rival with the batch size that takes least; each is timed at its second pass, the first warms it."""
    runs = [rival.build(given, size) for size in rival.batches]
    for run in runs:
        run()
    times = [best_times({"": run}, 1, clock)[""] for run in runs]
    return runs[times.index(min(times))]


def best_times(runs: Mapping[str, Run], rounds: int, clock: Callable[[], float]) -> dict[str, float]:
    """Seconds of each run's quickest round, the runs taken in turn."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds):
        for name, run in runs.items():
            start = clock()
            run()
            best[name] = min(best[name], clock() - start)
    return best


def figures(seconds: Mapping[str, float], reports: int) -> dict[str, Figure]:
    """Reports a second of each, and the ratios `times_RIVAL` of the whole reading to each rival; of the first graph
    alone to the same encoder in PyTorch `encoder_times_torch`."""
    found: dict[str, Figure] = {
        f"{name}_reports_per_second": round(reports / cost, 2) for name, cost in seconds.items()
    }
    for name, cost in seconds.items():
        if name not in (OWN, ENCODER):
            found[f"times_{name}"] = round(cost / seconds[OWN], 2)
    if "torch" in seconds:
        found["encoder_times_torch"] = round(seconds["torch"] / seconds[ENCODER], 2)
    return found
