"""What families read about each stage, in versions that the area's forum checks."""
