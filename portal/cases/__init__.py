"""Officers keep the facts of every request: children, families, dated events."""
