"""Keys made of names, as they may stand in addresses and files."""

import re
import unicodedata


def slug(text: str) -> str:
    """`text` in lower case with plain letters, digits and hyphens; empty where none is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
