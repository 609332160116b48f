"""Letters with a code that let a family see where its request stands, before any account."""
