"""Sound from one rate to another by FFmpeg's swresample: no delay, no drift, 100 dB rejection."""

from __future__ import annotations

from typing import Any

import numpy as np

from understudy.types import Sound

# Sent through after the last sample, so that the filter gives all it holds: it spans 32 samples
# of the slower of the two rates (the default filter_size of swresample).
FILTER_SPAN = 64
PIECE = 2**20  # samples sent through at a time


class Resampler:
    """Turns sound that comes in pieces into sound at another rate.

    Output sample k lies at k / to_rate seconds, whatever the pieces. n samples in all give the
    ceil(n * to_rate / from_rate) that lie before the end of the last one. Equal rates pass.

    Parameters
    ----------
    from_rate, to_rate : int
        Samples a second.
    """

    def __init__(self, from_rate: int, to_rate: int) -> None:
        if from_rate < 1 or to_rate < 1:
            raise ValueError(f"rates are {from_rate} and {to_rate}; expected 1 or more")
        self._from, self._to = from_rate, to_rate
        self._taken = self._given = 0
        self._filter = None if from_rate == to_rate else _filter_to(to_rate)

    def add(self, samples: Sound) -> Sound:
        """Take the next samples, float32 [n]; return those [m] that can be computed by now."""
        samples = np.ascontiguousarray(samples, np.float32)
        if self._filter is None or not len(samples):
            return samples
        self._taken += len(samples)
        pieces = [self._pass(samples[i : i + PIECE]) for i in range(0, len(samples), PIECE)]
        return np.concatenate(pieces)

    def finish(self) -> Sound:
        """Return the samples that remain; nothing may be added after."""
        if self._filter is None:
            return np.zeros(0, np.float32)
        rest = -(-self._taken * self._to // self._from) - self._given
        if not rest:
            return np.zeros(0, np.float32)
        silence = np.zeros(FILTER_SPAN * max(1, -(-self._from // self._to)), np.float32)
        tail = np.concatenate([self._pass(silence), _joined(self._filter.resample(None))])
        return tail[:rest]

    def _pass(self, samples: Sound) -> Sound:
        import av

        frame = av.AudioFrame.from_ndarray(samples[None], "flt", "mono")
        frame.rate = self._from
        assert self._filter is not None
        resampled = _joined(self._filter.resample(frame))
        self._given += len(resampled)
        return resampled


def resample(samples: Sound, from_rate: int, to_rate: int) -> Sound:
    """Return a whole sound, float32 [n], at another rate: [ceil(n * to_rate / from_rate)]."""
    resampler = Resampler(from_rate, to_rate)
    return np.concatenate([resampler.add(samples), resampler.finish()])


def _filter_to(rate: int) -> Any:
    import av

    return av.AudioResampler(format="flt", layout="mono", rate=rate)


def _joined(frames: list[Any]) -> Sound:
    if not frames:
        return np.zeros(0, np.float32)
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])
