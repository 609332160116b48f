"""The pathway explained to everybody: the stages in order, and the law's dates for any day."""
