"""Trains the ready-made words from synthesised voices only (build time, not in the wheel)."""
