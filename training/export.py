"""From a trained checkpoint to what the reader ships: two 8-bit ONNX graphs, tokenizer and labels.

python -m training.export --start FILE.pt --base DIR --out src/herodot/reader/model
"""

from __future__ import annotations

import argparse
import json
import pathlib
import shutil
import tempfile

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.examples import TAGS
from training.loop import new_network
from training.network import ATTENTION_HEADS, WIDTH, Layer, Network, PairHead, widened
from training.pairs import LABELS, SIZES, label_names


class OneWindow(nn.Module):
    """A trained layer for windows without padding: no mask, one projection for query, key and value.

    Gives what `Layer` gives, a quarter faster once it is in 8 bits."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        scale = (WIDTH // ATTENTION_HEADS) ** -0.5
        self.mixed = nn.Linear(WIDTH, 3 * WIDTH)
        with torch.no_grad():
            self.mixed.weight.copy_(
                torch.cat([layer.query.weight * scale, layer.key.weight, layer.value.weight])
            )
            self.mixed.bias.copy_(torch.cat([layer.query.bias * scale, layer.key.bias, layer.value.bias]))

    def forward(self, x: Tensor) -> Tensor:
        batch, length, _ = x.shape
        split = self.mixed(x).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q, k, v = split.permute(2, 0, 3, 1, 4)
        seen = (q @ k.transpose(-1, -2)).softmax(-1) @ v
        x = self.layer.norm1(x + self.layer.out(seen.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.layer.norm2(x + self.layer.down(nn.functional.gelu(self.layer.up(x))))  # type: ignore[no-any-return]


class Tokens(nn.Module):
    """The first graph: encoder, tags, tree. One window a run, so nothing is padded."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.layers = nn.ModuleList(OneWindow(layer) for layer in network.encoder.layers)  # type: ignore[arg-type]

    def forward(self, pieces: Tensor, shapes: Tensor, sentences: Tensor) -> tuple[Tensor, ...]:
        x = self.network.encoder.embed(pieces, shapes)
        for layer in self.layers:
            x = layer(x)
        tags = torch.cat([self.network.tag(x, task) for task in TAGS], -1)
        pos = self.network.tag(x, "pos").argmax(-1)
        arcs = self.network.tree.arcs(x, sentences)
        relations = self.network.tree.relations(x, arcs.argmax(-1)).argmax(-1)
        return x, tags, pos, arcs, relations


def export(args: argparse.Namespace) -> None:
    saved = torch.load(args.start)
    network = new_network()
    network.load_state_dict(saved["state"])
    head = PairHead(SIZES, len(LABELS))
    if "pairs" in saved:
        head.load_state_dict(widened(saved["pairs"], head), strict=False)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder)
        whole = torch.ones((1, 7), dtype=torch.long)
        dims = {name: {1: "pieces"} for name in ("pieces", "shapes", "sentences")}
        torch.onnx.export(
            Tokens(network).eval(), (whole * 200, whole, whole), str(plain / "tokens.onnx"), dynamo=False,
            input_names=list(dims), output_names=["hidden", "tags", "pos", "arcs", "relations"], dynamic_axes=dims,
        )  # fmt: skip
        names = ["hidden", "spans", "kinds", "pairs", "between"]
        ones = [
            torch.randn(9, 384),
            *(torch.ones((n, k), dtype=torch.long) for n, k in ((3, 3), (3, 3), (5, 6), (5, 2))),
        ]
        torch.onnx.export(
            head.eval(), tuple(ones), str(plain / "pairs.onnx"), dynamo=False, input_names=names,
            output_names=["labels", "modality", "events"], dynamic_axes={n: {0: n} for n in names},
        )  # fmt: skip
        for name in ("tokens", "pairs"):
            quantize_dynamic(
                plain / f"{name}.onnx", args.out / f"{name}.onnx", weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"] if name == "tokens" else ["MatMul", "Gemm"],
                nodes_to_exclude=[f"/{task}/MatMul" for task in (*TAGS, "pos")],  # small, and the last word
                per_channel=True, extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    labels = label_names(args.version)
    (args.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")
    print({p.name: p.stat().st_size for p in args.out.iterdir()})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("start", "base", "out"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    parser.add_argument("--version", default="1")
    export(parser.parse_args())


if __name__ == "__main__":
    main()
