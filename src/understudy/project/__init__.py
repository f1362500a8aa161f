"""Examples on disk: which of them belong to one take, and what was already computed of them."""
