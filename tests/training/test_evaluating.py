from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.sounds import Bands, write_sounds
from tests.taught import draw, taught, tiny, tiny_backbone, write_photos, write_video
from understudy import heads
from understudy.errors import DataError
from understudy.training.evaluating import THUMBNAIL_SIDE, Thumbnails, already_taught, evaluate
from understudy.training.examples import ExampleSet, embed
from understudy.training.gathering import gather
from understudy.training.teaching import teach


def shown(source: Any) -> ExampleSet:
    return embed(gather(source).inputs, tiny_backbone())


def pictures(*labels: str, count: int = 3) -> dict[str, list[np.ndarray]]:
    return {label: [draw(label, 20 + number) for number in range(count)] for label in labels}


def test_every_example_gets_its_row() -> None:
    model = taught()
    examples = embed(gather(pictures("disc", "box", "cross")).inputs, model.backbone)
    evaluation = evaluate(model, examples)
    assert evaluation.labels == ("box", "disc")
    assert evaluation.truth.tolist() == [1, 1, 1, 0, 0, 0, -1, -1, -1]
    assert evaluation.accuracy == 1
    one = model.predict(draw("disc", 20))
    assert evaluation.novelty[0] == pytest.approx(one.novelty, abs=1e-5)
    assert evaluation.probabilities[0] == pytest.approx(one.probabilities, abs=1e-5)
    assert evaluation.known.tolist() == (evaluation.novelty <= 0.5).tolist()
    assert evaluation.names[0] == "disc, picture 1"
    assert evaluation.cross_validated is not None
    assert evaluation.cross_validated.takes == model.facts["cross_validated"]["takes"]
    assert evaluation.unknown_rejected is not None


def test_a_model_without_figures_can_be_evaluated() -> None:
    evaluation = evaluate(tiny(), shown(pictures("box")))
    assert evaluation.cross_validated is not None
    assert evaluation.cross_validated.accuracy is None


def test_classes_must_be_those_of_the_model() -> None:
    with pytest.raises(DataError, match=r"\(cross\) is one of the model's \(box, disc\)"):
        evaluate(tiny(), shown(pictures("cross")))


def test_nothing_readable_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no example could be read\. The first: .*none\.png"):
        evaluate(tiny(), shown({"box": [tmp_path / "none.png"]}))


def test_thumbnails_of_pictures_and_frames(tmp_path: Path) -> None:
    photos = write_photos(tmp_path, count=1)
    write_video(photos / "box" / "clip.mp4", "box", frames=4)
    examples = shown({"box": [draw("box", 1, (640, 320)), *sorted((photos / "box").iterdir())]})
    thumbnails = Thumbnails(examples, tiny_backbone().load)
    big, photo, *frames = [thumbnails(row) for row in range(len(examples.labels))]
    assert big is not None
    assert photo is not None
    assert big.shape == (THUMBNAIL_SIDE // 2, THUMBNAIL_SIDE, 3)
    assert np.array_equal(photo, draw("box", 0))
    for number, frame in enumerate(frames):
        assert frame is not None
        assert np.abs(frame.astype(int) - draw("box", number)).mean() < 20


def test_a_picture_that_is_gone_has_no_thumbnail(tmp_path: Path) -> None:
    photos = write_photos(tmp_path, count=1)
    examples = shown(photos)
    (photos / "box" / "0.png").unlink()
    thumbnails = Thumbnails(examples, tiny_backbone().load)
    assert thumbnails(0) is None
    assert thumbnails(1) is not None


def test_files_that_were_taught_are_known_again(tmp_path: Path) -> None:
    photos = write_photos(tmp_path / "photos")
    examples = shown(photos)
    model = teach(examples, tiny_backbone(), heads.create("auto")).model
    said = already_taught(model, examples)
    assert said is not None
    assert said.startswith("8 of these 8 were taught to this model")
    assert already_taught(model, shown(pictures("disc", "box"))) is None
    assert len(model.facts["taught"]) == 8


def test_sounds_are_rows_with_file_and_time_and_takes_are_recordings(tmp_path: Path) -> None:
    root = write_sounds(tmp_path / "sounds", count=2, sounds=2)
    examples = embed(gather(root).inputs, Bands())
    model = teach(examples, Bands(), heads.create("discriminant")).model
    evaluation = evaluate(model, examples)
    assert evaluation.medium == "sound"
    assert evaluation.units is not None
    assert len(set(evaluation.units.tolist())) == 4
    assert evaluation.names[0].startswith(f"{root / 'high' / '0.wav'} @ 0.")
    assert "Right on all 8 sounds" in evaluation.summary()
    assert Thumbnails(examples, Bands().load)(0) is None
    assert "8 of these 8 were taught" in (already_taught(model, examples) or "")
