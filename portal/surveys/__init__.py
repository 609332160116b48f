"""What is asked of whom, and when: surveys, their questions, and the waves that put them."""
