"""The only door to the neural network: arrays in, arrays out.

One rule: onnxruntime is imported here and nowhere else.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from herodot.model.errors import ModelMissing
from herodot.reader.forest import Forest, read_forest
from herodot.reader.labels import Labels, read_labels

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TokenScores:
    """What the first graph gives for one window of L word pieces.

    `hidden` [L, 384]; `tags` [L, all labels side by side]; `pos` [L]; `arcs` [L, L] scores of each piece's head;
    `relations` [L] label of the best arc."""

    hidden: Floats
    tags: Floats
    pos: Ints
    arcs: Floats
    relations: Ints


@dataclass(frozen=True, slots=True)
class PairScores:
    """What the second graph gives for P pairs, before the logistic: `labels` [P, labels], `modality` [P, 8],
    `events` [P, event types] (of a pair of an event with itself: its type)."""

    labels: Floats
    modality: Floats
    events: Floats


@dataclass(slots=True)
class Network:
    """Both graphs, the tokenizer, the labels and the trees: `forest` says how sure the reader is, `antecedents` whom a
    description stands for, `pronouns` whom a pronoun; `None` where there are none. `seconds` is the time spent inside
    ONNX so far."""

    labels: Labels
    tokenizer: Tokenizer
    tokens_graph: Any
    pairs_graph: Any
    forest: Forest | None = None
    antecedents: Forest | None = None
    pronouns: Forest | None = None
    seconds: float = field(default=0.0)

    def run_tokens(self, pieces: Ints, shapes: Ints, sentences: Ints) -> TokenScores:
        """Scores of one window; each argument [L]."""
        began = time.perf_counter()
        feed = {"pieces": pieces[None], "shapes": shapes[None], "sentences": sentences[None]}
        hidden, tags, pos, arcs, relations = self.tokens_graph.run(None, feed)
        self.seconds += time.perf_counter() - began
        return TokenScores(hidden[0], tags[0], pos[0], arcs[0], relations[0])

    def run_pairs(self, hidden: Floats, spans: Ints, kinds: Ints, pairs: Ints, between: Ints) -> PairScores:
        """Scores of P pairs of C candidates of one window: [L, D], [C, 3], [C, 3], [P, 6], [P, 2]."""
        began = time.perf_counter()
        feed = {"hidden": hidden, "spans": spans, "kinds": kinds, "pairs": pairs, "between": between}
        labels, modality, events = self.pairs_graph.run(None, feed)
        self.seconds += time.perf_counter() - began
        return PairScores(labels, modality, events)


SLOWER = ["SkipLayerNormFusion"]
"""A fusion of onnxruntime's (1.32) that takes a tenth longer on processors than what it replaces."""


def load_network(folder: Traversable, threads: int = 1) -> Network:
    """The network from a folder with `tokens.onnx`, `pairs.onnx`, `tokenizer.json`, `labels.json` and, where there are
    trees, `weighing.npz`, `antecedents.npz` and `pronouns.npz`.

    Takes about 0.3 s and 150 MB. Raises `ModelMissing` where a file is absent or cannot be read as a model."""
    import onnxruntime
    from tokenizers import Tokenizer

    onnxruntime.disable_telemetry_events()  # the Windows build sends usage data unless told not to
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # plans by shape, and no two windows have the same
    options.log_severity_level = 3
    providers = ["CPUExecutionProvider"]
    try:
        labels = read_labels((folder / "labels.json").read_text("utf-8"))
        forests = [
            read_forest(path.read_bytes()) if path.is_file() else None
            for path in (folder / "weighing.npz", folder / "antecedents.npz", folder / "pronouns.npz")
        ]
        tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text("utf-8"))
        graphs = [
            onnxruntime.InferenceSession(
                (folder / f"{name}.onnx").read_bytes(),
                options,
                providers=providers,
                disabled_optimizers=SLOWER,
            )
            for name in ("tokens", "pairs")
        ]
    except Exception as error:
        # onnxruntime and tokenizers raise their own kinds, some of them plain `Exception`
        raise ModelMissing(
            f"The reader's model in {folder.name!r} cannot be loaded ({error}); install herodot again"
        ) from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Network(labels, tokenizer, *graphs, *forests)
