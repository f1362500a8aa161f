"""Probabilities that mean what they say: one temperature, fitted on held-out takes.

probabilities = softmax(logits / temperature), with the temperature that makes the labels of takes
left out of training most likely (Guo, Pleiss, Sun and Weinberger, "On calibration of
modern neural networks", 2017). Few takes say little about it, so a prior pulls it to what is
usual; and because heads trained on more takes are surer, a temperature measured on folds
is carried over to the whole by the ratio of the two priors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

PRIOR_SPREAD = 0.8  # standard deviation of log temperature between the development sets
WIDEST = 3.5  # largest step of log temperature from the prior that is looked at
COARSE, FINE = 15, 21  # places looked at: first over the whole range, then around the best
MOST_ROWS = 2000  # more say nothing new about one number


def softmax(logits: Doubles) -> Doubles:
    """Return probabilities [n, classes] of logits."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities: Doubles = raised / raised.sum(axis=1, keepdims=True)
    return probabilities


def log_loss(logits: Doubles, y: NDArray[np.int64]) -> float:
    """Return the mean negative log-likelihood of the labels."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    right = np.take_along_axis(shifted, y[:, np.newaxis], axis=1)[:, 0]
    return float((np.log(np.exp(shifted).sum(axis=1)) - right).mean())


def fit_temperature(logits: Doubles, y: NDArray[np.int64], weight: float, prior: float) -> float:
    """Return the most probable temperature.

    Parameters
    ----------
    logits
        Of held-out rows, [n, classes].
    y
        Their class indices [n].
    weight
        How many independent observations the rows are worth: the number of takes.
    prior
        The usual temperature, > 0.
    """
    if len(y) == 0 or logits.shape[1] < 2:
        return prior
    if len(y) > MOST_ROWS:
        some = np.linspace(0, len(y) - 1, MOST_ROWS).astype(int)
        logits, y = logits[some], y[some]

    def cost(step: float) -> float:
        loss = log_loss(logits / (prior * np.exp(step)), y)
        return weight * loss + (step / PRIOR_SPREAD) ** 2 / 2

    steps = np.linspace(-WIDEST, WIDEST, COARSE)
    near = steps[int(np.argmin([cost(step) for step in steps]))]
    steps = np.linspace(near - WIDEST / COARSE * 2, near + WIDEST / COARSE * 2, FINE)
    return float(prior * np.exp(steps[int(np.argmin([cost(step) for step in steps]))]))
