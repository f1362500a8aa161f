"""A taught model: steps from picture, sound or clip to prediction, the same wherever it runs."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from understudy import model_file, model_graph, model_sounds, self_test
from understudy.backbones import clip_loading, reading
from understudy.backbones.backbone import Backbone, ClipBackbone
from understudy.backbones.recordings import refuse_other
from understudy.backbones.videos import rows_of_frames
from understudy.errors import DataError, ModelFileError, UnderstudyError
from understudy.media import recordings
from understudy.media.kinds import kind_of
from understudy.media.picture import Source, as_sources, is_one
from understudy.onnx_session import Network, cpu_count
from understudy.types import Array, Image, Medium, Prediction

Floats = NDArray[np.float32]

VIDEO_FPS = 5.0  # frames a second looked at in a video
HEAD_FILE = "head.onnx"
HEAD_STEP = {"step": "onnx", "file": HEAD_FILE, "input": "features"}


class Model:
    """Recognises what it was taught, and says when it does not know.

    Attributes
    ----------
    labels : tuple of str
        The classes.
    backbone : Backbone
        From picture, sound or clip to features.
    facts : mapping
        What `model.json` says besides: head, provenance, measured accuracy, licences.
    """

    def __init__(
        self, labels: Iterable[str], backbone: Backbone, head: bytes, facts: Mapping[str, Any]
    ) -> None:
        """Wire a backbone to a head given as an ONNX graph (see `Head.to_onnx`)."""
        self.labels = tuple(labels)
        self.backbone = backbone
        self.facts = dict(facts)
        self._head = Network(head)

    @property
    def background(self) -> frozenset[str]:
        """Labels of background classes: taught like any other, but nothing to react to."""
        return frozenset(self.facts.get("background", ()))

    @property
    def medium(self) -> Medium:
        """What it takes."""
        return self.backbone.medium

    @overload
    def predict(self, inputs: str | Path) -> Prediction: ...
    @overload
    def predict(self, inputs: list[Any]) -> list[Prediction]: ...
    @overload
    def predict(self, inputs: Any) -> Any: ...
    def predict(self, inputs: Source | Iterable[Source]) -> Prediction | list[Prediction]:
        """Return what the model says about a picture, the loudest sound of a recording, or a clip.

        Parameters
        ----------
        inputs
            A path, a uint8 array [height, width, 3] in RGB order, or a Pillow picture; for a
            model of sounds a path or a pair (samples, rate). For one of actions a video, of which
            it is the place with most movement (`understudy.spot` finds all), or pictures, ten a
            second. Several of them give a list.

        Raises
        ------
        MediaError
            A file can't be read.
        DataError
            An input is not a picture, or not a sound, or not a clip.
        """
        if self.medium == "clip":
            clips = [self._watch(clip) for clip in self.backbone.sources(inputs)]
            return clips[0] if clip_loading.is_one(inputs) else clips
        if self.medium == "sound":
            return model_sounds.predict(self, inputs)
        sources = as_sources(inputs)
        for source in sources:
            refuse_other(self.medium, source)
            if isinstance(source, (str, Path)) and kind_of(source) == "video":
                raise DataError(f"{source} is a video; use predict_video() for its frames.")
        if is_one(inputs):
            return self.predict_image(self.backbone.load(inputs))
        return self.predict_features(self.backbone.embed(sources)) if sources else []

    def _watch(self, source: Any) -> Prediction:
        refuse_other(self.medium, source)
        return self.predict_features(self.backbone.row_of(source, threads=cpu_count())[None])[0]

    def predict_image(self, image: Image) -> Prediction:
        """Return what the model says about one picture or clip, as soon as possible.

        It is as the backbone loads it: uint8 [height, width, 3], of a clip
        [15, height, width, 3].
        """
        return self.predict_features(self.backbone.features_now(image)[np.newaxis])[0]

    def predict_video(
        self, path: str | Path, fps: float = VIDEO_FPS
    ) -> Iterator[tuple[float, Prediction]]:
        """Yield (seconds from the start, prediction) of frames of a video, `fps` a second.

        A hand or body is followed from frame to frame, as it is live. A model of actions says one
        thing of every 1.5 seconds, ten times a second, whatever `fps` is, at their end.

        Raises
        ------
        MediaError
            The video can't be read.
        """
        from understudy.media.video import read_frames

        fps = 1 / self.backbone.hop if isinstance(self.backbone, ClipBackbone) else fps
        for seconds, row in rows_of_frames(self.backbone, read_frames(path, fps=fps)):
            yield seconds, self.predict_features(row[np.newaxis])[0]

    def predict_sounds(self, source: recordings.Source) -> list[tuple[float, float, Prediction]]:
        """Return (start, end, prediction) of each sound in a recording, in seconds.

        It is given as a path, also of a video with sound, or as a pair (samples, rate).

        Raises
        ------
        MediaError
            The recording can't be read.
        DataError
            It is no sound.
        """
        return model_sounds.predict_each(self, source)

    def predict_features(self, features: Floats) -> list[Prediction]:
        """Return predictions for features [n, d] of this model's backbone."""
        probabilities, novelty = self.run_head(features)
        seen = self.backbone.wrap(features).seen
        return [
            self.prediction(p, float(n), bool(found))
            for p, n, found in zip(probabilities, novelty, seen, strict=True)
        ]

    def run_head(self, features: Floats) -> self_test.Answer:
        """Return probabilities [n, classes] and novelty [n] of features [n, d]."""
        probabilities, novelty = self._head.run(
            {"features": np.ascontiguousarray(features, dtype=np.float32)},
            ["probabilities", "novelty"],
        )
        return probabilities, novelty

    def save(self, path: str | Path) -> Path:
        """Write the model to a file, wholly or not at all; return its path.

        Raises
        ------
        ModelFileError
            The file can't be written.
        """
        sight = self.backbone.steps
        steps = [*sight.steps, HEAD_STEP]
        backbone = {
            "name": self.backbone.name,
            "fingerprint": self.backbone.fingerprint,
            "blocks": {name: [b.start, b.stop] for name, b in self.backbone.blocks.items()},
            "least_side": self.backbone.least_side,
            "licence": self.backbone.licence,
        }
        own = {"labels": list(self.labels), "steps": steps, "backbone": backbone}
        facts = self.facts | own | {"self_test": self_test.this_machine()}
        files = {
            **sight.files,
            HEAD_FILE: self._head.content,
            "self-test.npz": self_test.record(self_test.inputs_for(self.backbone), self._answer),
        }
        return model_file.write(path, facts, files)

    def to_onnx(self) -> bytes:
        """Return the whole model as one ONNX graph, proven to give the same answers.

        Input `images`, uint8 [n, height, width, 3]; outputs `probabilities`, float32
        [n, classes], and `novelty`, float32 [n].

        Raises
        ------
        UnderstudyError
            It has steps that are no ONNX graphs, or the joined graph answers differently.
        """
        about = {
            "labels": json.dumps(self.labels, ensure_ascii=False),
            "background": json.dumps(sorted(self.background), ensure_ascii=False),
            "known_up_to_novelty": str(Prediction.KNOWN_UP_TO),
            "licences": "; ".join(self.facts.get("licences", [])),
        }
        return model_graph.whole(
            self.backbone,
            self._head.content,
            about,
            self_test.inputs_for(self.backbone),
            self._answer,
        )

    @classmethod
    def load(cls, path: str | Path) -> Model:
        """Read a model from a file, and check that it still says what it said when it was made.

        Raises
        ------
        ModelFileError
            The file is missing, damaged, foreign, or from a newer version.

        Warns
        -----
        UserWarning
            The self-test gives another answer on this machine.
        """
        contents = model_file.read(path)
        facts = dict(contents.manifest)
        *sight, last = [dict(step) for step in facts["steps"]] or [{}]
        known = (
            reading.known(sight) and last.get("step") == "onnx" and last.get("file") == HEAD_FILE
        )
        if not known:
            said = ", ".join(str(step.get("step"))[:40] for step in facts["steps"][:20])
            raise ModelFileError(
                f"{path} has steps that this version does not know ({said}). "
                "Update with: pip install --upgrade understudy"
            )
        try:
            backbone = reading.read(facts["backbone"], sight, contents.files)
            model = cls(facts["labels"], backbone, contents.files[HEAD_FILE], facts)
            model._check(path, contents.files["self-test.npz"])
        except UnderstudyError as error:
            raise ModelFileError(f"{path} can't be used. {error}") from error
        except Exception as error:  # ONNX Runtime raises many private types
            reason = " ".join(str(error).split())[:500]
            raise ModelFileError(
                f"{path} is not a complete model ({type(error).__name__}: {reason}). "
                + model_file.REMEDY
            ) from error
        return model

    def _check(self, path: str | Path, recorded: bytes) -> None:
        ends = [0, *(block.stop for block in self.backbone.blocks.values())]
        if [block.start for block in self.backbone.blocks.values()] != ends[:-1]:
            raise ValueError("its blocks of features have gaps or overlap")
        (given,) = self._head.session().get_inputs()
        if given.shape[1:] != [self.backbone.dimensions]:
            raise ValueError(f"its head takes {given.shape[1:]} features, its backbone differs")
        difference = self_test.check(recorded, self._answer)
        if difference is not None:
            made, here = self.facts.get("self_test", {}), self_test.this_machine()
            warnings.warn(
                f"{path} answers differently here than where it was made: {difference}. "
                f"Made on {self_test.describe(made)}; here is {self_test.describe(here)}. "
                "Check its accuracy with: understudy evaluate",
                stacklevel=3,
            )

    def _answer(self, inputs: list[Array]) -> self_test.Answer:
        probabilities, novelty = self.run_head(self.backbone.embed(inputs, workers=1))
        expected = (len(inputs), len(self.labels)), (len(inputs),)
        if (probabilities.shape, novelty.shape) != expected:
            raise ValueError(
                f"its head gives probabilities {probabilities.shape} and novelty {novelty.shape} "
                f"of {len(inputs)} inputs; it has {len(self.labels)} labels"
            )
        return probabilities, novelty

    def prediction(self, probabilities: Floats, novelty: float, found: bool) -> Prediction:
        """Return what the outputs of the head for one input say."""
        best = int(probabilities.argmax())
        known = novelty <= Prediction.KNOWN_UP_TO
        return Prediction(
            label=self.labels[best] if known else None,
            confidence=float(probabilities[best]),
            probabilities=probabilities,
            labels=self.labels,
            novelty=novelty,
            found=found,
        )

    def __repr__(self) -> str:
        return f"<model of {', '.join(self.labels)} on {self.backbone.name}>"
