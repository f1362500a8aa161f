"""Training: trainers, augmentation, progress and cancellation."""
