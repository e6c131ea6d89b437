"""The training loop that both phases share: AdamW, warm-up, linear decay, clipped gradients.

One rule: what a batch costs and what is measured are passed in; the loop knows neither corpora nor heads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.corpora import POS, RELATIONS
from training.examples import TAGS
from training.network import Network
from training.windows import Window

Batch = tuple[str, list[Window]]


def new_network() -> Network:
    """The network with all its heads, not yet trained."""
    return Network({**{task: len(labels) for task, labels in TAGS.items()}, "pos": len(POS)}, len(RELATIONS))


def load_tokenizer(path: str) -> Tokenizer:
    """The word-piece tokenizer, which neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def learn(
    plan: Sequence[Batch],
    loss_of: Callable[[str, list[Window]], Tensor],
    groups: list[dict[str, Any]],
    warm_up: float,
    save: Callable[[float], None],
    saves: int,
) -> None:
    """Takes one step for each batch of `plan` and calls `save` with the share done, `saves` times and at the end.

    `groups` are AdamW's parameter groups; `warm_up` is the share of steps in which the rates rise."""
    parameters = [p for group in groups for p in group["params"]]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = int(warm_up * len(plan)) or 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / warm, (len(plan) - n) / (len(plan) - warm))
    )
    began, running = time.time(), dict[str, float]()
    for n, (corpus, batch) in enumerate(plan, 1):
        loss = loss_of(corpus, batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        cost = float(loss.detach())
        running[corpus] = 0.97 * running.get(corpus, cost) + 0.03 * cost
        if n % 50 == 0:
            left = (time.time() - began) / n * (len(plan) - n) / 60
            print(
                n, len(plan), {k: round(v, 3) for k, v in running.items()}, f"{left:.0f} min left", flush=True
            )
        if n % max(len(plan) // saves, 1) == 0 or n == len(plan):
            save(n / len(plan))
