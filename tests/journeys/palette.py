"""Makes a browser's picture small: the same picture with at most 256 colours.

A page of text has few colours, most of them in the soft edges of letters. Reads and writes
just the kind of PNG that browsers make (8 bits, RGB or RGBA, not interlaced), as the PNG
specification (ISO/IEC 15948) describes it.
"""

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {2: 3, 6: 4}
MOST_COLOURS = 256


def with_few_colours(picture: bytes) -> bytes:
    """The picture as a PNG with a palette; colours that are nearly the same become one."""
    chunks = list(_chunks(picture))
    width, height, depth, kind, *_, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    assert depth == 8, "Only 8 bits a channel are read."
    assert not interlaced, "Interlaced pictures are not read."
    packed = b"".join(body for name, body in chunks if name == b"IDAT")
    rows = list(_rows(zlib.decompress(packed), width, CHANNELS[kind]))
    for bits in range(8, 0, -1):
        known: dict[bytes, bytes] = {}
        near = [_near(row, bits, CHANNELS[kind], known) for row in rows]
        palette = sorted({colour for row in near for colour in row})
        if len(palette) <= MOST_COLOURS:
            break
    number = {colour: place for place, colour in enumerate(palette)}
    lines = b"".join(b"\0" + bytes(number[colour] for colour in row) for row in near)
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(picture):
        length, name = struct.unpack(">I4s", picture[at : at + 8])
        yield name, picture[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)


def _rows(data: bytes, width: int, channels: int) -> Iterator[bytes]:
    """Each row as it was before it was filtered: a byte then says more than its neighbours do."""
    size = width * channels
    above = bytes(size)
    for at in range(0, len(data), size + 1):
        filtered, row = data[at], bytearray(data[at + 1 : at + 1 + size])
        for place in range(size) if filtered else ():
            left = row[place - channels] if place >= channels else 0
            corner = above[place - channels] if place >= channels else 0
            row[place] = (row[place] + _guess(filtered, left, above[place], corner)) & 255
        above = bytes(row)
        yield above


def _guess(filtered: int, left: int, above: int, corner: int) -> int:
    if filtered == 1:
        return left
    if filtered == 2:
        return above
    if filtered == 3:
        return (left + above) // 2
    near = left + above - corner
    return min((left, above, corner), key=lambda each: abs(near - each))


def _near(row: bytes, bits: int, channels: int, known: dict[bytes, bytes]) -> list[bytes]:
    """The row's colours, each rounded to so many bits a channel."""
    colours = [row[at : at + 3] for at in range(0, len(row), channels)]
    for colour in set(colours) - known.keys():
        known[colour] = bytes(_rounded(value, bits) for value in colour)
    return [known[colour] for colour in colours]


def _rounded(value: int, bits: int) -> int:
    most = (1 << bits) - 1
    return round(round(value * most / 255) * 255 / most)
