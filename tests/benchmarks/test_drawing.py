from benchmarks.drawing import draw, write_photos
from understudy.media.image import read_image


def test_drawings_have_their_size_and_differ():
    first, second = draw(64, 48, seed=0), draw(64, 48, seed=1)
    assert first.shape == (48, 64, 3)
    assert (first != second).mean() > 0.5


def test_files_beyond_the_drawn_are_the_same_again(tmp_path):
    paths = write_photos(tmp_path, 5, 32, 32, drawn=2)
    assert [path.exists() for path in paths] == [True] * 5
    assert paths[4].read_bytes() == paths[0].read_bytes() != paths[1].read_bytes()
    assert read_image(paths[3]).shape == (32, 32, 3)
