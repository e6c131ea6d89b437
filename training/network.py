"""The network: one MiniLM encoder that also sees each word's case, and a head per task.

One rule: everything here can be traced to ONNX; what needs Python control flow belongs to the reader's decoder.
Shapes: B windows, L word pieces, D the encoder's width (384).
"""

from __future__ import annotations

import math
import pathlib

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from herodot.reader.words import SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ARC_WIDTH = 192


class Layer(nn.Module):
    """One BERT layer (Devlin et al. 2019), post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        split = (batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q, k, v = (f(x).view(split).transpose(1, 2) for f in (self.query, self.key, self.value))
        if self.training:  # the fused kernel trains a fifth faster; the plain form is what ONNX gets
            mixed = nn.functional.scaled_dot_product_attention(q, k, v, mask.expand(-1, 1, length, -1))
        else:
            mixed = (q @ k.transpose(-1, -2) / math.sqrt(WIDTH // ATTENTION_HEADS) + mask).softmax(-1) @ v
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and the shapes of their words to vectors."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shape = nn.Embedding(len(SHAPES) + 1, WIDTH)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """`pieces` and `shapes` [B, L] (0 is padding) to [B, L, D]."""
        x = self.dropout(self.embed(pieces, shapes))
        mask = (pieces == 0).to(x.dtype)[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def embed(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """What the first layer sees, [B, L, D]."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x: Tensor = self.norm(self.word(pieces) + self.position(places) + self.kind + self.shape(shapes))
        return x

    def load(self, path: pathlib.Path) -> None:
        """Takes the weights of a BERT-layout safetensors file."""
        old = load_file(str(path))
        new = {
            "word.weight": old["embeddings.word_embeddings.weight"],
            "position.weight": old["embeddings.position_embeddings.weight"],
            "kind": old["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for n in range(LAYERS):
            for ours, theirs in parts.items():
                for end in ("weight", "bias"):
                    new[f"layers.{n}.{ours}.{end}"] = old[f"encoder.layer.{n}.{theirs}.{end}"]
        missing, unexpected = self.load_state_dict(new, strict=False)
        if unexpected or missing != ["shape.weight"]:
            raise ValueError(f"{path} is no MiniLM-L6 encoder: missing {missing}, unexpected {unexpected}")


class TreeHead(nn.Module):
    """Biaffine arcs (Dozat & Manning 2017) within sentences, and a label for each word's best arc."""

    def __init__(self, relations: int) -> None:
        super().__init__()
        self.dependent, self.governor = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.bilinear = nn.Parameter(torch.zeros(ARC_WIDTH, ARC_WIDTH))
        nn.init.xavier_uniform_(self.bilinear)
        self.bias = nn.Linear(ARC_WIDTH, 1)
        self.label_dependent, self.label_governor = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.label = nn.Linear(ARC_WIDTH, relations)
        self.dropout = nn.Dropout(0.2)

    def arcs(self, x: Tensor, sentences: Tensor) -> Tensor:
        """Score [B, L, L] of each piece's head; a root is its own head. Pairs in two sentences get -1e4.

        `sentences` [B, L]: number of the sentence at a word's first piece, 0 elsewhere."""
        d = self.dropout(torch.relu(self.dependent(x)))
        g = self.dropout(torch.relu(self.governor(x)))
        scores = (d @ self.bilinear) @ g.transpose(1, 2) + self.bias(g).transpose(1, 2)
        together = (sentences[:, :, None] == sentences[:, None, :]) & (sentences[:, None, :] > 0)
        return torch.where(together, scores, torch.full_like(scores, -10000.0))

    def relations(self, x: Tensor, heads: Tensor) -> Tensor:
        """Label scores [B, L, R] for the arc from each piece to `heads` [B, L]."""
        governor = self.label_governor(x)
        chosen = torch.gather(governor, 1, heads[:, :, None].expand(-1, -1, ARC_WIDTH))
        return self.label(self.dropout(torch.relu(self.label_dependent(x) + chosen)))


class Network(nn.Module):
    """The encoder with its token heads; `tags` maps a task to its number of labels."""

    def __init__(self, tags: dict[str, int], relations: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.tagging = nn.ModuleDict({task: nn.Linear(WIDTH, size) for task, size in tags.items()})
        self.tree = TreeHead(relations)
        self.dropout = nn.Dropout(0.1)

    def tag(self, x: Tensor, task: str) -> Tensor:
        scores: Tensor = self.tagging[task](self.dropout(x))
        return scores


class PairHead(nn.Module):
    """The second graph: pairs of candidate spans to properties and modality.

    C candidates, P pairs. A candidate is seen through its first, last and governing word, what it is, and the
    dependency label of its governing word; a pair through its two candidates, the words between, the word where the
    path between them in the tree turns, and how far apart they are.
    """

    HIDDEN, BETWEEN = 256, 96

    def __init__(self, sizes: dict[str, int], labels: int) -> None:
        super().__init__()
        h = self.HIDDEN
        self.span = nn.Linear(3 * WIDTH, h)
        self.kind, self.event = nn.Embedding(sizes["kind"], h), nn.Embedding(sizes["event"], h)
        self.relation = nn.Embedding(sizes["relation"], h)
        self.subject, self.value = nn.Linear(h, h), nn.Linear(h, h)
        self.between_in, self.between_out = nn.Linear(WIDTH, self.BETWEEN), nn.Linear(self.BETWEEN, h)
        self.turn = nn.Linear(WIDTH, h)
        self.distance, self.path = nn.Embedding(sizes["distance"], h), nn.Embedding(sizes["path"], h)
        self.apart = nn.Embedding(4, h)
        self.bilinear = nn.Linear(h, h)
        self.deep = nn.Linear(h, h)
        self.out = nn.Linear(h, labels)
        self.modality = nn.Linear(h, 1 + 3 + 4)
        self.events = nn.Linear(h, sizes["event"] - 1)
        self.dropout = nn.Dropout(0.2)
        for table in (self.kind, self.event, self.relation, self.distance, self.path, self.apart):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.constant_(self.out.bias, -4.0)

    def forward(
        self,
        x: Tensor,  # [L, D] word-piece vectors, windows one after another
        spans: Tensor,  # [C, 3] first, last and governing piece
        kinds: Tensor,  # [C, 3] kind, event type, dependency label
        pairs: Tensor,  # [P, 6] subject, value, distance, apart, path, turning piece
        between: Tensor,  # [P, 2] half-open run of pieces between the spans, empty where they touch
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores before the logistic: [P, labels], [P, 8] (denied; three certainties; four moods), and of an event
        with itself its type [P, event types]."""
        parts = [x[spans[:, n]] for n in range(3)]
        span = self.span(torch.cat(parts, -1)) + self.kind(kinds[:, 0]) + self.event(kinds[:, 1])
        span = self.dropout(nn.functional.gelu(span + self.relation(kinds[:, 2])))
        subject, value = self.subject(span)[pairs[:, 0]], self.value(span)[pairs[:, 1]]
        words = torch.cat([torch.zeros_like(x[:1, : self.BETWEEN]), self.between_in(x).cumsum(0)])
        length = (between[:, 1] - between[:, 0]).clamp(min=1).unsqueeze(1).to(x.dtype)
        middle = (words[between[:, 1]] - words[between[:, 0]]) / length
        mixed = subject + value + self.bilinear(subject * value) + self.between_out(middle)
        mixed = mixed + self.turn(x)[pairs[:, 5]]
        mixed = mixed + self.distance(pairs[:, 2]) + self.apart(pairs[:, 3]) + self.path(pairs[:, 4])
        deep = self.dropout(nn.functional.gelu(mixed))
        deep = deep + self.dropout(nn.functional.gelu(self.deep(deep)))
        return self.out(deep), self.modality(deep), self.events(deep)


def widened(saved: dict[str, Tensor], head: PairHead) -> dict[str, Tensor]:
    """A saved head's weights with new rows, as they are at the start, for kinds of candidates that it did not know."""
    fresh = head.state_dict()
    return {
        name: torch.cat([old, fresh[name][len(old) :]])
        if name in fresh and len(old) < len(fresh[name])
        else old
        for name, old in saved.items()
    }
