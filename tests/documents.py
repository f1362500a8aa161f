"""The commands and the Python in documents, and a folder with every file they name."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import sys
import wave
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import av
import numpy as np
import pytest
from PIL import Image as Pillow
from typer.testing import CliRunner

from examples import actions, draw_shapes
from tests.performed import figures
from tests.performed.figures import Scene
from tests.performed.postures import POSTURES
from understudy import drawings, tones
from understudy.cli import app
from understudy.media.image import read_image
from understudy.types import Image, Sound

ROOT = Path(__file__).parent.parent
RATE = 44_100  # hertz, of drawn sounds
MOVES = {"punch": "right", "kick": "jump"}  # which drawn movement stands for which
FILMS = 2


@dataclass(frozen=True)
class Block:
    """A block of code in a document."""

    language: str
    runs: bool
    """Not marked `no-run`: it needs no camera, ends by itself, and soon."""
    text: str

    @property
    def commands(self) -> list[str]:
        """Its lines that start understudy, without comments."""
        lines = [line.split("#")[0].strip() for line in self.text.splitlines()]
        return [line for line in lines if line.startswith("understudy ")]


def blocks(document: Path) -> list[Block]:
    """Return the blocks of code of a Markdown file."""
    found = re.findall(r"^```(\w+)( no-run)?\n(.*?)^```", document.read_text("utf-8"), re.M | re.S)
    return [Block(language, not mark, text) for language, mark, text in found]


def make_workplace(folder: Path) -> Path:
    """Write every file that the documents' commands name; they are drawn once."""
    shutil.copytree(drawn().name, folder, dirs_exist_ok=True)
    return folder


@cache
def drawn() -> TemporaryDirectory[str]:
    """Draw them in a folder that is there until the tests end."""
    kept = TemporaryDirectory()
    folder = Path(kept.name)
    for name, seed in (("photos", 1), ("other-photos", 2)):
        draw_shapes.draw_set(folder / name, seed=seed)
    some = sorted((folder / "photos").rglob("*.jpg"))
    for name in ("new.jpg", "new1.jpg", "photo.jpg", "a.jpg", "b.jpg"):
        (folder / name).write_bytes(some[len(name)].read_bytes())
    draw_hands(folder)
    for name in ("clip.mp4", "punch.mov", "kick.mov", "rest.mov"):
        draw_video(folder / name, read_image(some[0]))
    draw_sounds(folder)
    draw_actions(folder)
    draw_postures(folder)
    return kept


def draw_hands(folder: Path) -> None:
    """Write gestures, one hand, and someone who stands."""
    walls = [(110, 120, 130), (60, 90, 60), (140, 110, 90)]
    for name, folded in (("five", ()), ("one", (1, 2, 3)), ("two", (2, 3))):
        for number, wall in enumerate(walls):
            path = folder / "gestures" / name / f"{number}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            save(path, drawings.hand(folded=folded, wall=wall))
    save(folder / "hand.jpg", drawings.hand())
    save(folder / "person.jpg", drawings.person())


def draw_sounds(folder: Path) -> None:
    """Write recordings of classes, one that has them in a row, and background."""
    drawn = {
        "sounds": {"Left": click, "Right": whistle, "Noise": room},
        "drone": {"take off": rising, "land": falling, "flip": clapping, "noise": room},
    }
    for name, classes in drawn.items():
        for label, draw in classes.items():
            for number in range(3):
                parts = [draw(number + repeat) for repeat in range(5)]
                write_sound(folder / name / label / f"{number}.wav", parts, number)
    everything = [click(7), whistle(7), rising(7), clapping(7)]
    for name in ("recording.wav", "new.wav"):
        write_sound(folder / name, everything, 8)
    for name in ("background.wav", "motor.wav"):
        write_sound(folder / name, [room(number) for number in range(20)], 9)


def draw_actions(folder: Path) -> None:
    """Write clips of movements, and of everything else, and a video in which they happen."""
    for name in ("punch", "kick"):
        for number in range(3):
            path = folder / "clips" / name / f"{number}.mp4"
            path.parent.mkdir(parents=True, exist_ok=True)
            actions.write(path, actions.clip(MOVES[name], number))
    other = folder / "clips" / "other"
    other.mkdir()
    actions.write(other / "0.mp4", actions.clip("other", 10, 4.0))
    game = [actions.clip(MOVES[name], 20, 2.5) for name in ("kick", "punch")]
    actions.write(folder / "game.mp4", np.concatenate(game))


def draw_postures(folder: Path) -> None:
    """Write pictures of punches, kicks and everything else, by film, and one of the empty room."""
    for label, film, number, picture in postures():
        path = folder / "postures" / label / f"film-{film}" / f"{number:03d}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        save(path, picture)
    save(folder / "room.jpg", posed(0).empty())


@cache
def postures() -> list[tuple[str, int, int, Image]]:
    """Film somebody in a room; return what is shown, which film it is of, and the frame."""
    found: list[tuple[str, int, int, Image]] = []
    for film in range(FILMS):
        scene = posed(film)
        for move in scene.moves:
            for part in (0.4, 0.6):
                frame = scene.frame(move.start + part * move.lasting)
                label = move.label.split("_")[0]
                label = label if label in MOVES else "other"
                found.append((label, film, len(found), frame))
    return found


def posed(film: int) -> Scene:
    """Return a scene in which everything is done twice, by the same person in the same room."""
    return figures.scene(
        [*POSTURES, *POSTURES], film, size=(120, 160), person=1, number=3, steady=True
    )


def click(number: int) -> Sound:
    """Draw a click."""
    return tones.click(RATE, pitch=2500 + 200 * number)


def whistle(number: int) -> Sound:
    """Draw a whistle."""
    return tones.tone(1500 + 50 * number, 0.5, RATE)


def rising(number: int) -> Sound:
    """Draw something as long as a word."""
    return tones.chirp(400 + 20 * number, 1500, 0.5, RATE)


def falling(number: int) -> Sound:
    """Draw the opposite."""
    return tones.chirp(1500, 300 + 20 * number, 0.5, RATE)


def clapping(number: int) -> Sound:
    """Draw a clap, and another."""
    pause = np.zeros(RATE // 10, np.float32)
    return np.concatenate([tones.clap(RATE, number), pause, tones.clap(RATE, number + 1)])


def room(number: int) -> Sound:
    """Draw noise."""
    return tones.noise(0.5, RATE, number, level=0.01)


def write_sound(path: Path, parts: list[Sound], seed: int) -> None:
    """Write sounds with pauses between them, in a room, as WAV."""
    pause = np.zeros(RATE // 2, np.float32)
    whole = np.concatenate([pause, *(piece for part in parts for piece in (part, pause))])
    whole = whole + tones.noise(len(whole) / RATE, RATE, seed, level=0.002)[: len(whole)]
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(whole, -1, 1) * 32767).astype("<i2").tobytes())


def save(path: Path, picture: np.ndarray) -> None:
    """Write a picture as JPEG."""
    Pillow.fromarray(picture).save(path, quality=95)


def draw_video(path: Path, picture: np.ndarray) -> None:
    """Write a video of four equal frames."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mjpeg", rate=10)
        stream.width, stream.height, stream.pix_fmt = 96, 96, "yuvj420p"
        small = np.ascontiguousarray(picture[:96, :96])
        for _ in range(4):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(small, format="rgb24")))
        container.mux(stream.encode())


def enter(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in the folder, with a cache of its own."""
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("UNDERSTUDY_CACHE", str(workplace / "cache"))


def run_command(command: str) -> None:
    """Run a command line; it must end with 0.

    Or with 1 where it calibrates: seconds of background are too few to be sure of anything.
    """
    arguments = shlex.split(command)[1:]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code in ((0, 1) if arguments[0] == "calibrate" else (0,)), (
        f"{command}\n{result.output}"
    )


def run_python(block: Block, name: str) -> dict[str, object]:
    """Run a block of Python and return its names."""
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(sys.stderr):
        exec(compile(block.text, name, "exec"), names)
    return names
