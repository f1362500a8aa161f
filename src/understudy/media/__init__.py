"""Bytes to arrays and back: pictures, videos, and the limits on both.

Import from the module that does the work: `media.image`, `media.video`, `media.cutting`.
"""
