"""Customers that a product vouches for: who somebody is, in a token that the product signed with a key we share.

The token is a JWT (RFC 7519) with HMAC-SHA-256 and nothing else of that world: any language makes one in ten lines,
and there is no choice in it that an attacker could make for us. It lives an hour at most, because it may stand in an
address; what our own pages carry on from it is sealed by the same means, with a key that never leaves the house.
"""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from kb.secrets.masking import mask
from submit.gate.required import is_address

LONGEST_LIFE = timedelta(hours=1)
# How long somebody may take to write a request, interruptions included.
SEAL_LIFE = timedelta(hours=12)
_CLOCKS_DIFFER = timedelta(minutes=2)
_LONGEST_TOKEN = 3_000
_LONGEST_FACT = 200
_ALGORITHM = "HS256"
_HEADER = {"alg": _ALGORITHM, "typ": "JWT"}


class CustomerFault(StrEnum):
    """Why a token says nothing."""

    EXPIRED = "expired"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody whom the product knows. Only the address is sure to be there."""

    email: str
    name: str = ""
    company: str = ""
    plan: str = ""

    def as_json(self) -> dict[str, str]:
        """What is known, without what is not."""
        return {name: value for name, value in asdict(self).items() if value}


def read_customer(token: str, key: bytes, now: datetime, longest: timedelta = LONGEST_LIFE) -> Customer | CustomerFault:
    """Whom a token speaks of. It is worth nothing without a key, after its time, or when it would live too long."""
    claims = _signed_claims(token, key) if key else None
    if claims is None:
        return CustomerFault.INVALID
    until = claims.get("exp")
    if not isinstance(until, int) or isinstance(until, bool):
        return CustomerFault.INVALID
    left = until - now.timestamp()
    if left > (longest + _CLOCKS_DIFFER).total_seconds():
        return CustomerFault.INVALID
    if left < -_CLOCKS_DIFFER.total_seconds():
        return CustomerFault.EXPIRED
    facts = {name: _fact(claims.get(name, "")) for name in ("email", "name", "company", "plan")}
    return Customer(**facts) if is_address(facts["email"]) else CustomerFault.INVALID


def sign_customer(customer: Customer, key: bytes, until: datetime) -> str:
    """A token that `read_customer` believes until then."""
    body = {**customer.as_json(), "exp": int(until.timestamp())}
    signed = f"{_pack(json.dumps(_HEADER).encode())}.{_pack(json.dumps(body).encode())}"
    return f"{signed}.{_pack(_mac(signed, key))}"


def seal_key(secret_key: bytes) -> bytes:
    """The key of what our own pages carry: no product has it."""
    return hmac.new(secret_key, b"customer-seal", hashlib.sha256).digest()


def _signed_claims(token: str, key: bytes) -> dict[str, Any] | None:
    """What a token says, once its signature is found right; nothing in it is read before, but for the algorithm."""
    if len(token) > _LONGEST_TOKEN or not token.isascii() or token.count(".") != 2:
        return None
    signed, _, signature = token.rpartition(".")
    try:
        if not hmac.compare_digest(_unpack(signature), _mac(signed, key)):
            return None
        header, claims = (json.loads(_unpack(part)) for part in signed.split("."))
    except (ValueError, RecursionError):  # binascii.Error and JSONDecodeError are such
        return None
    usable = isinstance(header, dict) and isinstance(claims, dict) and header.get("alg") == _ALGORITHM
    return claims if usable else None


def _mac(signed: str, key: bytes) -> bytes:
    return hmac.new(key, signed.encode("ascii"), hashlib.sha256).digest()


def _pack(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def _unpack(text: str) -> bytes:
    """Strict: letters that are no base64 are a fault, not passed over."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


def _fact(value: object) -> str:
    """One line of a moderate length; a product that signs a secret by mistake does not make us keep it."""
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())
    return mask(line[:_LONGEST_FACT])
