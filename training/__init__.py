"""Trains what the package ships (build time, not in the wheel)."""
