"""Telling families by e-mail and text message, as each of them wishes, and their calendars."""
