"""Pages about the portal itself: accessibility, privacy, cookies, health."""
