"""Files that the timeline commands are given, read whole or refused in one sentence."""

import csv
import io
import json
from pathlib import Path

from portal.domain.given_values import shown
from portal.domain.refusal import Refused


def read_text(path: str) -> str:
    """The text of the file, with or without a byte order mark. Raises Refused."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Refused(f"There is no file {shown(path)}. Check its name.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{shown(path)} is not UTF-8 text. Save it as UTF-8.") from error
    except (OSError, ValueError) as error:
        raise Refused(f"{shown(path)} cannot be read as a file. Check its name.") from error
    if not text.strip():
        raise Refused(f"{shown(path)} is empty.")
    return text


def read_json(path: str) -> object:
    """The JSON document in the file. Raises Refused, naming the line, when it is none."""
    text = read_text(path)
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused(
            f"{shown(path)} is not JSON: line {error.lineno}, column {error.colno} is wrong."
        ) from error
    except (ValueError, RecursionError) as error:
        raise Refused(f"{shown(path)} is not JSON that can be read.") from error
    return document


def read_table(path: str) -> list[list[str]]:
    """The rows of the comma-separated file, the header among them. Raises Refused."""
    rows: list[list[str]] = []
    try:
        # Line breaks stay as they are written: a quoted cell may hold one.
        for row in csv.reader(io.StringIO(read_text(path), newline=""), strict=True):
            rows.append(row)
    except csv.Error as error:
        raise Refused(f"row {len(rows) + 1}: it is not a row of comma-separated values.") from error
    return rows
