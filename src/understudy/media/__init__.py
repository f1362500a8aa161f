"""Bytes to arrays and back: pictures, videos, sounds, and the limits on them.

Import from the module that does the work: `media.image`, `media.video`, `media.sound`.
"""
