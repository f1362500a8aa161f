"""How large a picture, video or sound may be; more is refused before it fills the memory."""

from __future__ import annotations

MAX_IMAGE_BYTES = 256 * 2**20  # bytes; the largest phone photos (200 megapixels) take some 100 MB
MAX_IMAGE_PIXELS = 200_000_000  # pixels; the largest phone sensors, and 600 MB once decoded
MAX_VIDEO_PIXELS = 40_000_000  # pixels in a frame; 8K (7680 x 4320) has 33 million
MAX_VIDEO_FRAMES = 36_000  # frames taken from one video; an hour at 10 frames a second
MAX_SOUND_SECONDS = 4 * 3600  # of one recording; more than a day of lessons is better cut
MAX_SOUND_SAMPLES = MAX_SOUND_SECONDS * 48_000  # held in memory at once: 2.8 GB
MAX_SOUND_CHANNELS = 64  # the largest recorders have 32
MIN_SOUND_RATE, MAX_SOUND_RATE = 4_000, 384_000  # samples a second; telephones have 8,000
MAX_CLIP_SECONDS = 300  # of one video of an action in a project; longer ones are better cut
