import numpy as np

from understudy.training.augmentation.pixels import resized, rounded, through_table


def test_rounded_rounds_and_clips():
    result = rounded(np.array([-3.0, 0.4, 0.6, 254.6, 300.0]))
    assert result.dtype == np.uint8
    assert result.tolist() == [0, 0, 1, 255, 255]


def test_resized_takes_width_first():
    image = np.full((4, 6, 3), 9, dtype=np.uint8)
    result = resized(image, 10, 5)
    assert result.shape == (5, 10, 3)
    assert (result == 9).all()
    assert resized(image, 6, 4) is image


def test_through_table_looks_up_each_channel_in_its_own_column():
    image = np.array([[[0, 1, 255]]], dtype=np.uint8)
    table = np.arange(256)[:, np.newaxis] + [10, 20, -5]
    assert through_table(image, table).tolist() == [[[10, 21, 250]]]
