"""Recognition as it happens: predictions are smoothed, and become events."""
