"""The portal's tests, one folder for each of its capabilities, and what they share."""
