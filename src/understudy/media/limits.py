"""How large a picture or a video may be; anything larger is refused before it fills the memory."""

from __future__ import annotations

MAX_IMAGE_BYTES = 256 * 2**20  # bytes; the largest phone photos (200 megapixels) take some 100 MB
MAX_IMAGE_PIXELS = 200_000_000  # pixels; the largest phone sensors, and 600 MB once decoded
MAX_VIDEO_PIXELS = 40_000_000  # pixels in a frame; 8K (7680 x 4320) has 33 million
MAX_VIDEO_FRAMES = 36_000  # frames taken from one video; an hour at 10 frames a second
