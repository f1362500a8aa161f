"""What an event does: press a key, run a command; one file each."""
