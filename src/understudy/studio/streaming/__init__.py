"""The socket of a page: frames to answers and to disk, fairly, and never in each other's way."""
