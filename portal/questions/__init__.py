"""Families ask the casework team, and the team answers: the duty inbox and its promise."""
