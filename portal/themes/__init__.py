"""The forum reads what families said and sorts it into themes."""
