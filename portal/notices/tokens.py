"""The signed words in unsubscribe links: they name a person, and nobody else can make one.

They do not grow old, since an e-mail may be found again after years, and they can do one thing
only: turn that person's e-mails off.
"""

import uuid

from itsdangerous import BadSignature, URLSafeSerializer

SALT = "portal-notices-unsubscribe"


def unsubscribe_token(person_id: uuid.UUID, secret: str) -> str:
    """The signed word for this person."""
    return str(_serializer(secret).dumps(person_id.hex))


def person_of(token: str, secret: str) -> uuid.UUID | None:
    """Whom the word names; None for a word that the portal did not sign."""
    try:
        return uuid.UUID(_serializer(secret).loads(token))
    except (BadSignature, ValueError, AttributeError, TypeError):
        return None


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=SALT)
