"""Local services: taken in from a directory’s feed, searched by families, set beside stages."""
