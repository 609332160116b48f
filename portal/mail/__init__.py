"""Messages are values; sending is an adapter chosen by the settings. Knows no capability."""
