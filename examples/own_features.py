"""Features, takes and heads by hand: for those who know scikit-learn.

python examples/own_features.py photos
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

import understudy


def main(folder: str) -> float:
    """Embed photos, hold one take of each class out, fit, score."""
    paths = sorted(Path(folder).glob("*/*/*.jpg"))  # folder/<class>/<take>/*.jpg
    if not paths:
        sys.exit(f"There are no photos {folder}/<class>/<take>/*.jpg; draw some, as said above.")
    labels = np.array([path.parts[-3] for path in paths])
    takes = np.array(["/".join(path.parts[-3:-1]) for path in paths])

    X = understudy.backbones.load("efficientnet-lite0").embed(paths)
    held_out = {max(takes[labels == label]) for label in set(labels)}
    test = np.isin(takes, list(held_out))

    head = understudy.heads.create("auto").fit(X[~test], labels[~test], groups=takes[~test])
    accuracy = head.score(X[test], labels[test])
    strange = head.novelty(X[test]) > 0.5
    print(f"{accuracy:.0%} right on takes held out; {strange.mean():.0%} called unknown")
    print(f"blocks of features: {', '.join(X.blocks)}")
    return accuracy


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
