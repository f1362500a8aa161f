"""Article F's warm-up: a small dense network learns the season from the day of the year.

Heads train on any vectors; here a vector is one number, day / 365. The settings are the
article's: hidden layers of 7 and 10 units, Adam with learning rate 0.2, batches of 40 % of the
examples, 200 epochs.

    python examples/seasons.py
"""

from __future__ import annotations

import numpy as np

import understudy

FIRST_DAYS = {"winter": 355, "spring": 80, "summer": 172, "autumn": 266}  # northern, day 1..365


def season(day: int) -> str:
    """Return the season of a day of the year."""
    for name in ("winter", "autumn", "summer", "spring"):
        if day >= FIRST_DAYS[name]:
            return name
    return "winter"


def main() -> float:
    """Train on all days, print a few answers, return the share of days that are right."""
    days = np.arange(1, 366)
    X, y = days[:, np.newaxis] / 365, [season(int(day)) for day in days]
    head = understudy.heads.create(
        "dense", units=[7, 10], learning_rate=0.2, batch_fraction=0.4, epochs=200, seed=0
    )
    head.fit(X, y)
    for day in (15, 110, 200, 300, 360):
        (answer,) = head.predict([[day / 365]])
        print(f"day {day:3}: {answer}")
    right = head.score(X, y)
    print(f"right on {right:.0%} of the days")
    return right


if __name__ == "__main__":
    main()
