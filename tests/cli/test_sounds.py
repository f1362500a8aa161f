"""Every command that takes examples, with sounds in their place."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.sounds import RATE, take, write_sounds, write_wav
from tests.taught import write_photos
from understudy import api, tones
from understudy.errors import DataError
from understudy.evaluation.sentences import CANT_TELL
from understudy.model import Model

KEYS = [
    "file", "start", "end", "label", "confidence", "probabilities", "known", "novelty", "found",
    "background",
]  # fmt: skip


@pytest.fixture
def sounds(tmp_path: Path) -> Path:
    return write_sounds(tmp_path / "sounds", count=3)


@pytest.fixture(scope="session")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a model of a low and a high tone, and of noise."""
    folder = tmp_path_factory.mktemp("heard")
    root = write_sounds(folder / "sounds", labels=("high", "low", "noise"), count=3, sounds=2)
    out = folder / "tones.understudy"
    result = run("teach", root, "-o", out, "--background", "noise", "--no-cache")
    assert result.exit_code == 0, result.stderr
    return out


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_folder_of_sounds_becomes_a_model(sounds: Path, tmp_path: Path) -> None:
    result = run("teach", sounds, "-o", tmp_path / "m.understudy")
    assert (result.exit_code, result.stdout) == (0, "")
    said = result.stderr.splitlines()
    assert said[0] == "Taught high, low from 6 examples in 6 takes."
    assert said[1] == "Backbone: sound; these sounds are as long as words are."
    assert said[2].startswith("Head: ")
    assert said[3].startswith("100 % right, in 6 takes it was not taught.")
    assert said[4].startswith("Each recording counts as a take. If several are of one person")
    assert "picture" not in result.stderr
    model = Model.load(tmp_path / "m.understudy")
    assert model.medium == "sound"
    assert model.backbone.name == "sound"
    assert "as long as words" in model.facts["backbone_choice"]["reason"]
    assert model.predict((take("high", 1), RATE)).label == "high"


def test_short_sounds_have_their_backbone(tmp_path: Path) -> None:
    for label, pitch in (("knock", 500.0), ("click", 4000.0)):
        (tmp_path / "sounds" / label).mkdir(parents=True)
        for number in range(2):
            click = tones.placed(tones.click(RATE, pitch=pitch + 40 * number), 1, RATE, seed=number)
            write_wav(tmp_path / "sounds" / label / f"{number}.wav", click)
    out = tmp_path / "m.understudy"
    assert run("teach", tmp_path / "sounds", "-o", out, "--head", "discriminant").exit_code == 0
    assert Model.load(out).backbone.name == "sound-short"
    said = run("teach", tmp_path / "sounds", "-o", out, "--backbone", "log-mel").stderr
    assert "Backbone: log-mel" not in said  # as asked
    assert Model.load(out).backbone.name == "log-mel"


def test_one_long_recording_a_class_tells_no_figure(tmp_path: Path) -> None:
    root = write_sounds(tmp_path / "sounds", count=1, sounds=4)
    result = run("teach", root, "-o", tmp_path / "m.understudy")
    assert result.exit_code == 0, result.stderr
    assert "from 8 examples in 2 takes." in result.stderr
    assert CANT_TELL in result.stderr
    said = "There is a single recording of 'high' and 'low', so what is none of the sounds can't be"
    assert f"\n{said} told well yet; another" in result.stderr


def test_noise_has_no_say_in_what_is_compared(tmp_path: Path) -> None:
    root = write_sounds(tmp_path / "sounds", count=2)
    for label in ("noise", "hum"):
        (root / label).mkdir()
        for number in range(2):
            write_wav(root / label / f"{number}.wav", tones.tone(90, 3.0, RATE, partials=3))
    asked = ("--head", "discriminant", "--json", "--no-cache")
    nothing = ("--background", "noise", "--background", "hum")
    found = [lines(run("compare", root, *asked, *more).stdout)[0] for more in ((), nothing)]
    assert [one["backbone"] for one in found] == ["sound-short", "sound"]
    run("teach", root, "-o", tmp_path / "m.understudy", *nothing)
    assert Model.load(tmp_path / "m.understudy").backbone.name == "sound"
    result = run("compare", root, *asked, "--background", "rain")
    assert "The background class 'rain' is not among the classes" in result.stderr


def test_one_object_a_sound(heard: Path, tmp_path: Path) -> None:
    new = write_wav(tmp_path / "new.wav", take("low", 1, count=3))
    result = run("recognize", heard, new, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = lines(result.stdout)
    assert [one["label"] for one in found] == ["low"] * 3
    for number, one in enumerate(found):
        assert list(one) == KEYS
        assert one["file"] == str(new)
        assert number < one["start"] < one["end"] < number + 1  # type: ignore[operator]
        assert one["background"] is False
    text = run("recognize", heard, new).stdout.splitlines()
    assert text[0].startswith(f"{new} @ 0.")
    assert " s: low (" in text[0]


def test_a_folder_gives_recordings_and_videos_alone(heard: Path, tmp_path: Path) -> None:
    root = write_photos(write_sounds(tmp_path / "new", count=2), labels=("low",), count=1)
    result = run("recognize", heard, root, "--json")
    assert result.exit_code == 0
    assert [Path(str(one["file"])).name for one in lines(result.stdout)] == ["0.wav", "1.wav"] * 2
    picture = root / "low" / "0.png"
    result = run("recognize", heard, picture, root / "low" / "0.wav")
    assert result.exit_code == 1
    assert f"{picture} is a picture, and this model hears sounds." in result.stderr
    photos = write_photos(tmp_path / "photos", count=1)
    result = run("recognize", heard, photos)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no recording in" in result.stderr


def test_a_picture_model_is_given_sounds(model: Path, sounds: Path) -> None:
    result = run("recognize", model, sounds / "low" / "0.wav")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "0.wav is a sound, and this model looks at pictures." in result.stderr
    for command in (["recognize", model, sounds], ["evaluate", model, sounds]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1


def test_silence_is_said(heard: Path, tmp_path: Path) -> None:
    quiet = write_wav(tmp_path / "quiet.wav", 0 * take("low"))
    result = run("recognize", heard, quiet, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{quiet} has no sound in it, only silence." in result.stderr


def test_figures_table_and_report(heard: Path, tmp_path: Path) -> None:
    root = write_sounds(tmp_path / "new", labels=("low", "high", "other"), count=2, sounds=2)
    result = run("evaluate", heard, root, "--json", "--html", tmp_path / "r.html")
    assert result.exit_code == 0, result.stderr
    assert "It names some of your recordings." in result.stderr
    figures = json.loads(result.stdout)
    assert figures["accuracy"] == 1
    assert figures["count"] == 8
    assert figures["count_never_taught"] >= 4
    assert figures["files"][0]["file"].startswith(f"{root / 'high' / '0.wav'} @ 0.")
    assert "picture" not in (tmp_path / "r.html").read_text("utf-8").split("</style>")[1]
    said = run("evaluate", heard, root).stdout
    assert said.startswith("Right on all 8 sounds")
    assert "picture" not in said


def test_background_is_evaluated_everywhere(heard: Path, tmp_path: Path) -> None:
    (tmp_path / "new" / "noise").mkdir(parents=True)
    write_wav(tmp_path / "new" / "noise" / "long.wav", take("noise", 5, count=4, seconds=1.0))
    figures = json.loads(run("evaluate", heard, tmp_path / "new", "--json").stdout)
    assert figures["count"] == 11  # every quarter of a second that has 1.5 s around it
    assert figures["accuracy_per_class"]["noise"] == 1


def test_every_head_that_can_is_compared(sounds: Path) -> None:
    result = run("compare", sounds, "--json", "--head", "discriminant", "--head", "neighbors")
    assert result.exit_code == 0, result.stderr
    assert {one["backbone"] for one in lines(result.stdout)} == {"sound"}
    assert [one["takes"] for one in lines(result.stdout)] == [6, 6]
    result = run("compare", sounds, "--head", "spectrogram-conv")
    assert result.exit_code == 2
    assert "Use it with the backbone 'spectrogram'" in result.stderr


def test_what_is_in_a_model_of_sounds(heard: Path) -> None:
    result = run("inspect", heard)
    assert result.exit_code == 0
    said = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert said["input"] == "a sound at any rate; 1500 ms of it at a time, at 32,000 Hz"
    assert said["background"] == "noise"
    assert "as long as words" in said["backbone"]
    assert json.loads(run("inspect", heard, "--json").stdout)["labels"] == ["high", "low", "noise"]


def test_it_is_no_single_graph(heard: Path, tmp_path: Path) -> None:
    result = run("export", heard, "-o", tmp_path / "m.onnx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("understudy: A model that hears sounds can't be one ONNX graph")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--kind", "words"), "The kind is 'words'; expected pictures, sounds or actions."),
        (("--kind", "pictures"), "no picture or video in any of them, only sounds"),
        (("--backbone", "hands"), "no picture or video in any of them, only sounds"),
        (("--kind", "sounds", "--backbone", "hands"), "'hands' takes pictures, and these are"),
        (("--background", "hush"), "'hush' is not among the classes: high, low"),
    ],
)
def test_wrong_options_are_said(
    sounds: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = run("teach", sounds, "-o", tmp_path / "m.understudy", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_groups_are_never_split(sounds: Path, tmp_path: Path) -> None:
    files = sorted(path.relative_to(sounds).as_posix() for path in sounds.rglob("*.wav"))
    table = tmp_path / "people.csv"
    rows = [f"{name},{'ann' if '0' in name else 'bob'}" for name in files]
    table.write_text("\n".join(["file,group", *rows]), encoding="utf-8")
    result = run("teach", sounds, "-o", tmp_path / "m.understudy", "--groups", table)
    assert result.exit_code == 0, result.stderr
    assert "kept together as 2 groups" in result.stderr
    assert "Each recording counts" not in result.stderr


def test_a_model_of_sounds_can_not_watch(heard: Path) -> None:
    result = run("watch", heard, "--source", "clip.mp4")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "understudy: This model hears sounds. Use it with: understudy listen\n"
    )
    with pytest.raises(DataError, match="This model hears sounds"):
        api.watch(heard, "clip.mp4")


def test_noise_is_mixed_in_when_that_is_asked_for(tmp_path: Path) -> None:
    root = write_sounds(tmp_path / "sounds", labels=("high", "low", "noise"), count=2)
    out = tmp_path / "m.understudy"
    said = "Every sound was learned once more with noise under it."
    result = run("teach", root, "-o", out, "--background", "noise", "--mix-noise")
    assert result.exit_code == 0, result.stderr
    assert said in result.stderr
    assert Model.load(out).facts["provenance"]["with_noise"] == 4
    result = run("teach", root, "-o", out, "--background", "noise")
    assert said not in result.stderr
    result = run("teach", root, "-o", out, "--mix-noise")
    assert result.exit_code != 0
    assert "--background noise" in " ".join(result.stderr.split())
