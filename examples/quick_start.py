"""Teach from a folder of photos, recognise a photo, keep the model.

python examples/draw_shapes.py photos
python examples/quick_start.py photos photos/circle/morning/01.jpg
"""

from __future__ import annotations

import sys

import understudy


def main(folder: str, photo: str) -> understudy.Prediction:
    """Teach, recognise, save, load, recognise again."""
    model = understudy.teach(folder)
    prediction = model.predict(photo)
    if prediction.known:
        print(f"{photo}: {prediction.label}, {prediction.confidence:.0%} sure")
    else:
        print(f"{photo}: nothing I know")
    figures = model.facts["cross_validated"]
    print(f"right on takes it was not taught: {figures['accuracy']}")

    saved = model.save("my.understudy")
    again = understudy.load(saved)
    assert again.predict(photo).label == prediction.label
    return prediction


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
