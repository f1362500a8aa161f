"""Trains the head on windows drawn at random from the clips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from training.words.clips import Clips
from training.words.network import WordNetwork
from training.words.vocabulary import BACKGROUND, LABELS, UNKNOWN, WORDS
from training.words.windows import EMBEDDINGS

SAMPLED = 50_000  # embeddings from which their mean and deviation are taken

Tensor = Any


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the head is trained; figures that were tried are in the model card."""

    channels: int = 128
    dropout: float = 0.3
    epochs: int = 6
    batch: int = 512
    windows: int = 2
    """Drawn of each clip in each epoch."""
    learning_rate: float = 4e-3
    """The highest of the one-cycle schedule (Smith and Topin 2018)."""
    weight_decay: float = 1e-2
    smoothing: float = 0.05
    noise: float = 0.7
    """Of the embeddings, times their standard deviation."""
    mixup: float = 0.2
    """Alpha of the beta distribution (Zhang et al. 2018)."""
    mask: float = 0.25
    """Chance of each embedding to be left out (set to the mean of all)."""
    hesitation: float = 1.6
    """By which the logits of a trained network are divided: it is never as right about real voices
    as about those that it was trained on."""
    unknown_bias: float = -1.5
    """Added to the trained logit of other words, which real voices fall into too easily."""
    unknown_weight: float = 1.0
    background_weight: float = 0.5
    word_weight: float = 2.0


def train(clips: Clips, recipe: Recipe, seed: int, *, quiet: bool = False) -> WordNetwork:
    """Return the network trained on clips; on one thread, so that a seed always gives the same."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    windows = Windows(clips, recipe, np.random.default_rng(seed))
    network = WordNetwork(recipe.channels, recipe.dropout)
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=recipe.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=recipe.epochs * windows.batches
    )
    network.train()
    for epoch in range(recipe.epochs):
        total = 0.0
        for x, right, weight in windows.epoch():
            cost = mixed_loss(network, x, right, weight, recipe, windows.random)
            optimizer.zero_grad()
            cost.backward()
            optimizer.step()
            schedule.step()
            total += float(cost.detach())
        if not quiet:
            print(f"epoch {epoch + 1}: loss {total / windows.batches:.4f}", flush=True)
    network.eval()
    return settled(network, recipe)


class Windows:
    """Batches of windows drawn at random places of all clips."""

    def __init__(self, clips: Clips, recipe: Recipe, random: np.random.Generator) -> None:
        self.random = random
        self._recipe = recipe
        self._count, self._moments, width = clips.embeddings.shape
        self._flat = torch.from_numpy(clips.embeddings).reshape(-1, width)
        self._allowed = torch.from_numpy(clips.allowed)
        self._weights = weights_of(clips.allowed, recipe)
        some = self._flat[:: max(1, len(self._flat) // SAMPLED)].float()
        self._mean, self._spread = some.mean(0), some.std()
        self.batches = max(1, self._count * recipe.windows // recipe.batch)

    def epoch(self) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """Yield embeddings [n, 9, 96], what is right [n, labels], and weights [n]."""
        drawn = [self.random.permutation(self._count) for _ in range(self._recipe.windows)]
        order = np.concatenate(drawn)
        starts = self.random.integers(0, self._allowed.shape[1], len(order))
        reach = torch.arange(EMBEDDINGS)
        for batch in range(self.batches):
            some = slice(batch * self._recipe.batch, (batch + 1) * self._recipe.batch)
            clip, start = torch.from_numpy(order[some]), torch.from_numpy(starts[some])
            x = self._flat[(clip * self._moments + start)[:, None] + reach].float()
            yield self._disturbed(x), self._allowed[clip, start], self._weights[clip, start]

    def _disturbed(self, x: Tensor) -> Tensor:
        """Return embeddings [n, 9, 96] with noise, and some of them left out."""
        x = x + torch.randn_like(x) * self._spread * self._recipe.noise
        chance = self._recipe.mask * torch.rand(len(x), 1) * 2
        lost = torch.rand(x.shape[:2]) < chance
        return torch.where(lost[..., None], self._mean, x)


def mixed_loss(
    network: WordNetwork,
    x: Tensor,
    right: Tensor,
    weight: Tensor,
    recipe: Recipe,
    random: np.random.Generator,
) -> Tensor:
    """Return the loss of windows of which each is mixed with another (mixup)."""
    share = float(random.beta(recipe.mixup, recipe.mixup))
    other = torch.randperm(len(x))
    logits = network(share * x + (1 - share) * x[other])
    own = loss(logits, right, weight, recipe.smoothing)
    return share * own + (1 - share) * loss(logits, right[other], weight[other], recipe.smoothing)


def settled(network: WordNetwork, recipe: Recipe) -> WordNetwork:
    """Return the network as sure as the recipe wants it: its last layer changed in place."""
    with torch.no_grad():
        network.out.bias[LABELS.index(UNKNOWN)] += recipe.unknown_bias
        network.out.weight.div_(recipe.hesitation)
        network.out.bias.div_(recipe.hesitation)
    return network


def loss(logits: Tensor, right: Tensor, weight: Tensor, smoothing: float) -> Tensor:
    """Return the weighted negative log of the probability of all that is right, smoothed."""
    logs = torch.log_softmax(logits, 1)
    of_right = torch.logsumexp(logs.masked_fill(~right, -torch.inf), 1)
    each = -(1 - smoothing) * of_right - smoothing * logs.mean(1)
    return (each * weight).sum() / weight.sum()


def weights_of(allowed: NDArray[np.bool_], recipe: Recipe) -> Tensor:
    """Return the weight [clips, windows] of each window by what is right in it."""
    word = allowed[..., : len(WORDS)].any(-1)
    unknown = allowed[..., LABELS.index(UNKNOWN)]
    background = allowed[..., LABELS.index(BACKGROUND)]
    weight = np.where(word, recipe.word_weight, recipe.unknown_weight)
    weight = np.where(background & ~word & ~unknown, recipe.background_weight, weight)
    return torch.from_numpy(weight.astype(np.float32))
