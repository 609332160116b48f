"""The address of a page as a picture that a phone's camera reads."""

import segno


def qr_picture(address: str) -> str:
    """The QR code of `address` as a data address: black on white, whatever the page's colours."""
    made = segno.make(address, error="m", micro=False)
    return str(made.svg_data_uri(scale=4, border=4, light="#fff", dark="#000", nl=False))
