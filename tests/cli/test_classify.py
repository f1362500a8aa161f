import json
from pathlib import Path

from tests.cli.running import run


def test_five_labels_of_each_photo(shapes: Path) -> None:
    photos = [shapes / "box" / "0.png", shapes / "disc" / "0.png"]
    result = run("classify", *photos, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["file"] for one in found] == list(map(str, photos))
    for one in found:
        assert len(one["labels"]) == 5
        assert set(one["labels"][0]) == {"label", "probability"}
    text = run("classify", photos[0], "--top", 2).stdout.splitlines()
    assert text[0] == str(photos[0])
    assert len(text) == 3
    assert text[1].endswith(found[0]["labels"][0]["label"])


def test_bad_photos_are_listed(shapes: Path, tmp_path: Path) -> None:
    none = tmp_path / "none.jpg"
    result = run("classify", none, shapes / "box" / "0.png")
    assert result.exit_code == 1
    assert result.stderr == f"1 of 2 could not be read:\n  {none} does not exist. Check the name.\n"
    assert run("classify", none).exit_code == 2
    assert run("classify", shapes / "box" / "0.png", "--top", 0).exit_code == 2
