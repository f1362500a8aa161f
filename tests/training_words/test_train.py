from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from training.words.clips import Clips  # noqa: E402
from training.words.train import Recipe, loss, train  # noqa: E402
from training.words.vocabulary import LABELS  # noqa: E402

QUICK = replace(Recipe(), channels=16, epochs=12, batch=64, noise=0.1)


def toy(seed: int) -> Clips:
    random = np.random.default_rng(seed)
    label = random.integers(0, len(LABELS), 400)
    places = np.random.default_rng(0).normal(0, 3, (len(LABELS), 96))
    embeddings = places[label][:, np.newaxis] + random.normal(0, 1, (400, 12, 96))
    allowed = np.repeat(np.eye(len(LABELS), dtype=bool)[label][:, np.newaxis], 4, axis=1)
    return Clips(embeddings.astype(np.float16), allowed)


def test_it_learns_what_can_be_learnt() -> None:
    network = train(toy(1), QUICK, 0, quiet=True)
    tested = toy(2)
    with torch.no_grad():
        said = network(torch.from_numpy(tested.embeddings[:, :9].astype(np.float32))).argmax(1)
    assert (said.numpy() == tested.allowed[:, 0].argmax(1)).mean() > 0.9


def test_the_same_seed_gives_the_same_network() -> None:
    first, second = (train(toy(1), replace(QUICK, epochs=1), 5, quiet=True) for _ in range(2))
    assert torch.equal(first.out.weight, second.out.weight)


def test_any_of_several_right_answers_costs_nothing() -> None:
    logits = torch.tensor([[9.0, 0.0, 0.0], [0.0, 9.0, 0.0], [0.0, 0.0, 9.0]])
    right = torch.tensor([[True, True, False]] * 3)
    costs = [float(loss(logits[i : i + 1], right[i : i + 1], torch.ones(1), 0.0)) for i in range(3)]
    assert max(costs[:2]) < 0.01
    assert costs[2] > 5
