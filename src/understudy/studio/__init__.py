"""The studio: a page to teach, watch and play, served on this machine alone."""
