"""Surveys, waves and answers that nobody can trace to a child or a person."""
