"""What the law and the statistics say: standard library only, no clock, no input or output."""
