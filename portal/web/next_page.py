"""Where to go after signing in: only ever a page of this portal."""

from urllib.parse import urlsplit


def safe_next_page(wanted: str | None) -> str:
    """`wanted` if it is a path on this portal, else the empty string.

    Backslashes and doubled slashes are refused because browsers read them as another
    site's address.
    """
    if not wanted or not wanted.startswith("/") or wanted.startswith("//"):
        return ""
    if "\\" in wanted or any(ord(letter) < ord(" ") for letter in wanted):
        return ""
    parts = urlsplit(wanted)
    return "" if parts.scheme or parts.netloc else wanted
