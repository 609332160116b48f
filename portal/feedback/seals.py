"""Sealing what somebody is still writing with the private link itself.

The link's token is not kept: the database holds a digest to find the draft by, and the draft
as AES-256-GCM leaves it (NIST SP 800-38D), with a random nonce and no moment. Its length is
rounded up, so that it does not tell by which way somebody came.
"""

import hashlib
import secrets
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
BLOCK = 1024
END = b"\x80"
"""After the words; zeros fill the rest (ISO/IEC 7816-4)."""


def new_token() -> str:
    """A private link's token: 43 signs, which nobody guesses."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """By what a draft is found."""
    return hashlib.sha256(b"draft" + token.encode()).hexdigest()


def seal(words: str, token: str) -> str:
    """`words` as nobody without the token can read them."""
    nonce = secrets.token_bytes(NONCE)
    told = words.encode() + END
    filled = told.ljust(-(-len(told) // BLOCK) * BLOCK, b"\0")
    sealed = AESGCM(_key(token)).encrypt(nonce, filled, None)
    return b64encode(nonce + sealed).decode()


def unseal(sealed: str, token: str) -> str | None:
    """The words; None where they were sealed with another token or changed since."""
    kept = b64decode(sealed)
    try:
        filled = AESGCM(_key(token)).decrypt(kept[:NONCE], kept[NONCE:], None)
    except InvalidTag:
        return None
    return filled.rstrip(b"\0").removesuffix(END).decode()


def _key(token: str) -> bytes:
    return hashlib.sha256(b"seal" + token.encode()).digest()
