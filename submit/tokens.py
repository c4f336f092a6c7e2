"""Names that leave the house: references that people read aloud, and secret links that nobody can guess.

A tracking link is derived from the ticket and the installation's key, so a copy of the database opens no ticket;
the store keeps only its digest, to find the ticket by.
"""

import base64
import hashlib
import hmac
import secrets

# Without I, L, O, U, 0 and 1, so that nothing is misread or spells a word.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_TOKEN_BYTES = 24


def new_reference(prefix: str, length: int = 4) -> str:
    """A reference such as `PAL-7K2Q`. 30 ** length of them exist: the caller checks that it is free."""
    return f"{prefix}-{''.join(secrets.choice(_ALPHABET) for _ in range(length))}"


def new_id() -> str:
    """An id that nobody can guess, for an ask or a kept file: 22 letters, 128 bits."""
    return secrets.token_urlsafe(16)


def tracking_token(key: bytes, reference: str) -> str:
    """The secret part of a ticket's tracking link: 32 letters, 192 bits of HMAC-SHA-256."""
    return _link_token(key, f"track:{reference}")


def me_too_token(key: bytes, name: str) -> str:
    """The secret part of the link that confirms or ends one person's wait for a fix: as long as a tracking link's."""
    return _link_token(key, f"me-too:{name}")


def person_digest(key: bytes, address: str) -> str:
    """What says that two addresses are one person's, without saying whose: a copy of the store cannot be searched
    for an address.
    """
    return hmac.new(key, f"person:{address.casefold()}".encode(), hashlib.sha256).hexdigest()


def digest(text: str | bytes) -> str:
    """SHA-256 in hexadecimal, for what is looked up but must not be kept in clear."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def _link_token(key: bytes, what: str) -> str:
    mac = hmac.new(key, what.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac[:_TOKEN_BYTES]).decode("ascii")
