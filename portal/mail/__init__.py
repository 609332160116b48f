"""Messages are values; sending is an adapter chosen by the settings. Standard library only."""
