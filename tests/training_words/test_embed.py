import numpy as np

from training.words.embed import embed
from understudy import backbones


def test_a_clip_is_heard_as_the_product_hears_its_windows() -> None:
    backbone = backbones.load("speech-sequence")
    sound = np.random.default_rng(0).normal(0, 0.1, 32_000).astype(np.float32)
    window = sound[:24_000]
    begin = 24_000 - (8 * 1_280 + 75 * 160 + 512)  # the last embedding ends with the window
    found = embed(sound[np.newaxis, begin:])[0]
    np.testing.assert_allclose(found[:9].reshape(-1), backbone.look(window).row, atol=1e-4)
