"""What `beside` measures the reader against: other networks and pipelines, built from configurations alone.

One rule: nothing is downloaded. Weights are random, so that only the time counts; each rival is set so that it finds
(almost) nothing, because what random weights would find costs time that trained ones do not take.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

BERT_LABELS = 19
"""Labels of a tagger of nine types, as the reader's own head for names has them."""
TYPES = ("person", "organization", "public body", "place", "group", "work", "event")
"""What GLiNER is asked for: the entity types of the vocabulary."""
NOTHING = 0.999
"""A threshold that random scores do not reach."""
SPACY_LABELS = {"tagger": 50, "parser": 45, "ner": 18}
"""As many labels as spaCy's small English pipeline has."""
SPACY_ROWS = [5000, 1000, 2500, 2500]
"""Rows of its embedding tables: the normal form, prefix, suffix, shape."""

Run = Callable[[], object]
"""Takes all the texts once."""


@dataclass(frozen=True, slots=True)
class Given:
    """The texts: whole reports, the same cut into windows of at most 254 word pieces, and their pieces and shapes."""

    reports: Sequence[str]
    windows: Sequence[str]
    pieces: Sequence[Sequence[int]]
    shapes: Sequence[Sequence[int]]
    tokenizer: str
    """The reader's tokenizer as JSON, which the rivals of BERT's kind take too."""


@dataclass(frozen=True, slots=True)
class Rival:
    """One rival: the modules it needs, and what makes it; with a batch size where it takes one."""

    name: str
    modules: tuple[str, ...]
    build: Callable[[Given, int], Run]
    batches: tuple[int, ...] = (1, 8)
    """Sizes that are tried; the quickest counts."""


def same_encoder(given: Given, batch: int) -> Run:
    """The reader's own encoder, without its heads, in PyTorch with 32-bit floats."""
    torch: Any = importlib.import_module("torch")
    network: Any = importlib.import_module("training.network")
    encoder = network.Encoder().eval()
    order = sorted(range(len(given.pieces)), key=lambda n: len(given.pieces[n]))

    def run() -> None:
        with torch.inference_mode():
            for at in range(0, len(order), batch):
                rows = order[at : at + batch]
                longest = max(len(given.pieces[n]) for n in rows)
                pieces, shapes = (
                    torch.tensor([[*kept[n], *[0] * (longest - len(kept[n]))] for n in rows])
                    for kept in (given.pieces, given.shapes)
                )
                encoder(pieces, shapes)

    return run


def bert_pipeline(given: Given, batch: int) -> Run:
    """A token-classification pipeline around a model of BERT-base's size."""
    torch: Any = importlib.import_module("torch")
    transformers: Any = importlib.import_module("transformers")
    model = transformers.BertForTokenClassification(transformers.BertConfig(num_labels=BERT_LABELS))
    model.config.id2label = {n: f"B-{n}" if n else "O" for n in range(BERT_LABELS)}
    with torch.no_grad():
        model.classifier.bias[0] = 1000.0  # nothing is found
    tagger = transformers.pipeline(
        "token-classification", model=model.eval(), tokenizer=_fast_tokenizer(given), device="cpu"
    )
    windows = sorted(given.windows, key=len)
    return lambda: tagger(windows, batch_size=batch)


def gliner_small(given: Given, batch: int) -> Run:
    """GLiNER with its small encoder (DeBERTa v3 small: 6 layers of 768), asked for seven types."""
    gliner: Any = importlib.import_module("gliner.model")
    config: Any = importlib.import_module("gliner.config")
    tokenizer = _fast_tokenizer(given)
    tokenizer.add_tokens(["<<ENT>>", "<<SEP>>"], special_tokens=True)
    encoder = {
        "model_type": "deberta-v2", "vocab_size": len(tokenizer), "hidden_size": 768, "num_hidden_layers": 6,
        "num_attention_heads": 12, "intermediate_size": 3072, "relative_attention": True, "position_buckets": 256,
        "max_relative_positions": -1, "norm_rel_ebd": "layer_norm", "share_att_key": True,
        "pos_att_type": ["p2c", "c2p"], "position_biased_input": False, "type_vocab_size": 0,
    }  # fmt: skip
    settings = config.UniEncoderSpanConfig(
        encoder_config=encoder, vocab_size=len(tokenizer), max_len=384,
        class_token_index=tokenizer.convert_tokens_to_ids("<<ENT>>"),
    )  # fmt: skip
    model = gliner.UniEncoderSpanGLiNER(settings, tokenizer=tokenizer).eval()
    windows = sorted(given.windows, key=len)
    return lambda: model.inference(windows, list(TYPES), threshold=NOTHING, batch_size=batch)


def spacy_small(given: Given, batch: int) -> Run:
    """spaCy's small English pipeline: one convolutional embedding of width 96, with tagger, parser and names."""
    spacy: Any = importlib.import_module("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _SPACY_EMBEDDING})
    listens = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
    for name, count in SPACY_LABELS.items():
        pipe = nlp.add_pipe(name, config={"model": {"tok2vec": listens}})
        for n in range(count):
            pipe.add_label(f"L{n}")
    nlp.initialize(_spacy_examples)
    return lambda: list(nlp.pipe(given.reports, batch_size=batch))


_SPACY_EMBEDDING = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": SPACY_ROWS, "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1,
        "maxout_pieces": 3,
    },
}  # fmt: skip


def _spacy_examples() -> list[Any]:
    """One made example, from which spaCy takes the shapes of its layers."""
    spacy: Any = importlib.import_module("spacy")
    training: Any = importlib.import_module("spacy.training")
    doc = spacy.blank("en")("Ann Bell left .")
    facts = {
        "tags": [f"L{n}" for n in range(4)], "heads": [1, 2, 2, 2], "deps": ["L1", "L2", "ROOT", "L3"],
        "entities": [(0, 8, "L1")],
    }  # fmt: skip
    return [training.Example.from_dict(doc, facts)]


def _fast_tokenizer(given: Given) -> Any:
    transformers: Any = importlib.import_module("transformers")
    tokenizers: Any = importlib.import_module("tokenizers")
    marks = {name: f"[{name[:-6].upper()}]" for name in ("unk_token", "pad_token", "cls_token", "sep_token")}
    return transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizers.Tokenizer.from_str(given.tokenizer), model_max_length=512, **marks
    )


RIVALS = (
    Rival("torch", ("torch", "safetensors"), same_encoder),
    Rival("bert", ("torch", "transformers"), bert_pipeline),
    Rival("gliner", ("torch", "transformers", "gliner"), gliner_small),
    Rival("spacy", ("spacy",), spacy_small, (8, 64)),
)
