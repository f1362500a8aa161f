import os
import sys
from pathlib import Path

import pytest

from understudy.errors import MediaError
from understudy.media.files import open_file


def test_opens(tmp_path: Path) -> None:
    path = tmp_path / "фото.jpg"
    path.write_bytes(b"x")
    with open_file(path, "picture", max_bytes=1) as file:
        assert file.read() == b"x"


def test_each_refusal_names_the_file_and_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "folder.jpg").mkdir()
    (tmp_path / "large.jpg").write_bytes(bytes(3 * 2**20))
    for name, reason in [
        ("missing.jpg", "does not exist"),
        ("empty.jpg", "is empty"),
        ("folder.jpg", "is a folder; expected a picture"),
        ("large.jpg", "has 3.0 MiB, over the limit of 2"),
        ("nul\0.jpg", "can't be read"),
        ("n" * 300, "can't be read"),
    ]:
        with pytest.raises(MediaError) as caught:
            open_file(tmp_path / name, "picture", max_bytes=2 * 2**20)
        assert name in str(caught.value)
        assert reason in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "pipe.jpg"
    os.mkfifo(path)
    with pytest.raises(MediaError, match="not an ordinary file"):
        open_file(path, "picture")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="this user may read everything"
)
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.jpg"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(MediaError, match=r"can't be read \(Permission denied\)"):
        open_file(path, "picture")
