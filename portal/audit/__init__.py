"""Who did what to which object, and nothing about whom it concerned."""
