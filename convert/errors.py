"""What goes wrong while a distribution is made."""


class BuildError(Exception):
    """Something that a distribution is made of can't be made; the sentence says what to do."""
