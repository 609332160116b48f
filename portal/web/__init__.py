"""Page furniture shared by every capability: no capability is imported here."""
