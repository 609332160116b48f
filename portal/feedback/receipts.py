"""Receipt codes: with one a person can withdraw answers until the wave closes.

The answers' number is worked out from the code and the wave's secret. So the code stands in no
table, and when the wave has closed nobody can find the answers that belong to it.
"""

import secrets
import uuid

from portal.feedback.keys import WaveSecret
from portal.letters.codes import LETTERS, tidied

LENGTH, GROUP = 12, 4


def new_receipt() -> str:
    """A random code in three groups (58 bits): `4K7Q-M2XD-9RTA`."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def response_id_for(receipt: str, secret: WaveSecret) -> uuid.UUID:
    """The number of the answers that this receipt is for, however the code was typed."""
    return uuid.UUID(bytes=secret.mark("receipt", tidied(receipt).encode())[:16], version=4)
