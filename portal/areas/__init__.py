"""The local areas that share this install."""
