"""`understudy landmarks`: the points of hands and bodies in photos and videos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from understudy.cli.console import print_json, say
from understudy.cli.recognize import expand, leave_with
from understudy.errors import MediaError, UnderstudyError

if TYPE_CHECKING:
    from understudy.landmarks import Body, Hand
    from understudy.types import Image

MOST_HANDS = 2


def landmarks(
    files: Annotated[
        list[Path], typer.Argument(help="Photos, videos, or folders of them.", show_default=False)
    ],
    body: Annotated[
        bool, typer.Option("--body/--hands", help="Look for a whole body, or for hands.")
    ] = False,
    most: Annotated[
        int, typer.Option(min=1, max=MOST_HANDS, help="How many hands at most.")
    ] = MOST_HANDS,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    fps: Annotated[
        float | None,
        typer.Option(min=0.01, max=1000, help="Frames a second looked at in videos, if not all."),
    ] = None,
    smoothing: Annotated[
        bool, typer.Option(help="Calm the points from frame to frame of a video.")
    ] = True,
    draw: Annotated[
        Path | None,
        typer.Option(help="A new folder for copies of the pictures with the skeleton in them."),
    ] = None,
) -> None:
    """Find the points of hands or bodies in photos and videos.

    A hand has 21 points and a body 33, which --json names. What can't be read doesn't stop the
    rest; it is listed at the end, and the exit code is 1.
    """
    paths = list(expand(files))
    if not paths:
        raise UnderstudyError(f"There is no photo or video in {files[0]}. Check the name.")
    drawings = None if draw is None else Drawings(draw, paths)
    look = Look(body, most, fps, smoothing, drawings)
    failures: list[str] = []
    for seen in look.at(paths):
        if isinstance(seen, str):
            failures.append(seen)
        elif json:
            print_json(as_dict(seen, body=body))
        else:
            typer.echo(as_text(seen, body=body))
    if draw is not None and len(failures) < len(paths):
        say(f"The pictures with the skeleton are in {draw}")
    leave_with(failures, len(paths))


@dataclass(frozen=True)
class Seen:
    """What is in a photo, or in one frame of a video."""

    path: Path
    seconds: float | None
    """Since the video's first frame; None of a photo."""
    width: int
    height: int
    found: Sequence[Hand | Body]


class Look:
    """Looks for hands or bodies, and draws what it finds where that is wanted."""

    def __init__(
        self, body: bool, most: int, fps: float | None, smoothing: bool, drawings: Drawings | None
    ) -> None:
        from understudy.landmarks import load_body_finder, load_hand_finder

        self._finder: Any = load_body_finder() if body else load_hand_finder()
        self._options = {} if body else {"most": most}
        self._fps, self._smoothing = fps, smoothing
        self._drawings = drawings

    def at(self, paths: Sequence[Path]) -> Iterator[Seen | str]:
        """Yield what is in each photo and frame, or why a file can't be read; in order."""
        from understudy.backbones.embedding import map_threads
        from understudy.media.kinds import kind_of

        for kind, run in groupby(paths, kind_of):
            if kind == "video":
                for path in run:
                    yield from self._at_video(path)
            else:
                yield from map_threads(self._at_photo, run)

    def _at_photo(self, path: Path) -> Seen | str:
        from understudy.media.image import read_image

        try:
            image = read_image(path)
            return self._seen(path, None, image, self._finder.find(image, **self._options))
        except UnderstudyError as error:
            return str(error)

    def _at_video(self, path: Path) -> Iterator[Seen | str]:
        from understudy.media.video import read_frames

        stream = self._finder.stream(**self._options, smoothing=self._smoothing)
        try:
            for seconds, image in read_frames(path, fps=self._fps):
                yield self._seen(path, seconds, image, stream.find(image, seconds))
        except UnderstudyError as error:
            yield str(error)

    def _seen(
        self, path: Path, seconds: float | None, image: Image, found: Sequence[Hand | Body]
    ) -> Seen:
        if self._drawings is not None:
            self._drawings.write(path, image, found)
        return Seen(path, seconds, image.shape[1], image.shape[0], found)


class Drawings:
    """A folder with a picture for each photo, and a folder of numbered ones for each video."""

    def __init__(self, folder: Path, paths: Sequence[Path]) -> None:
        """Make the folder; it must be new or empty, so that nothing is replaced."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            taken = any(folder.iterdir())
        except OSError as error:
            raise MediaError(
                f"{folder} can't be made a folder ({error.strerror or error}). Choose another."
            ) from error
        if taken:
            raise MediaError(
                f"{folder} already has something in it. Move it away, or choose another folder."
            )
        self._folder = folder
        self._names = drawing_names(paths)
        self._frames = dict.fromkeys(paths, 0)

    def write(self, path: Path, image: Image, found: Sequence[Hand | Body]) -> None:
        """Write a photo, or the next frame of a video, with what was found in it."""
        from understudy.landmarks import draw
        from understudy.media.image import write_jpeg
        from understudy.media.kinds import kind_of

        name, folder = self._names[path], self._folder
        if kind_of(path) == "video":
            folder = folder / name
            folder.mkdir(exist_ok=True)
            self._frames[path] += 1
            name = f"{name}-{self._frames[path]:06d}"
        write_jpeg(folder / f"{name}.jpg", draw(image, found))


def drawing_names(paths: Sequence[Path]) -> dict[Path, str]:
    """Return a name without suffix for each file: its own, numbered where others have it too."""
    from understudy.media.cutting import safe_stem

    names: dict[Path, str] = {}
    taken: set[str] = set()
    for path in dict.fromkeys(paths):
        stem = name = safe_stem(path)
        number = 1
        while name.casefold() in taken:  # Windows and macOS take "A" for "a"
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        names[path] = name
    return names


def as_dict(seen: Seen, *, body: bool) -> dict[str, Any]:
    """Return plain values for JSON."""
    from understudy.sources.naming import as_text as text

    found = [one.to_dict(seen.width, seen.height) for one in seen.found]
    return {
        "file": text(str(seen.path)),
        **({} if seen.seconds is None else {"time": round(seen.seconds, 3)}),
        "width": seen.width,
        "height": seen.height,
        "bodies" if body else "hands": found,
    }


def as_text(seen: Seen, *, body: bool) -> str:
    """Return a line for people."""
    from understudy.evaluation.sentences import printable

    name = str(seen.path) if seen.seconds is None else f"{seen.path} @ {seen.seconds:.1f} s"
    return printable(f"{name}: {in_words(seen.found, body=body)}")


def in_words(found: Sequence[Any], *, body: bool) -> str:
    """Return "two hands, left (98 %) and right (91 %)", "one person (97 %)" or "no hand"."""
    from understudy.evaluation.sentences import percent

    if not found:
        return "no person" if body else "no hand"
    sure = percent(found[0].score)
    if body:
        return f"one person ({sure})"
    if len(found) == 1:
        return f"one {found[0].side} hand ({sure})"
    return "two hands, " + " and ".join(f"{hand.side} ({percent(hand.score)})" for hand in found)
