"""Random variants of pictures, as in "Playing Mortal Kombat with TensorFlow.js" (article F)."""

from understudy.training.augmentation.folder import AugmentReport, augment_folder
from understudy.training.augmentation.pipeline import apply, augment, sample, variants

__all__ = ["AugmentReport", "apply", "augment", "augment_folder", "sample", "variants"]
