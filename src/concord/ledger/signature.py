"""Signatures under a seal: a party says with its key that it has seen these entries.

A seal in minutes binds who reads the minutes; a signature (Ed25519, RFC 8032) binds who
holds the key, and anybody with the public key can check it. Concord keeps no keys. They
are PEM files as other tools make them: ``openssl genpkey -algorithm ed25519``.
"""

import base64
import binascii
from pathlib import Path
from typing import TYPE_CHECKING

from concord.ledger.errors import MissingExtra, NoKey, WrongSignature
from concord.ledger.seal import Seal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

__all__ = ["check_signature", "sign"]

_SAID = "Concord seal "  # before the seal in what is signed, so that no signature serves for another purpose


def sign(seal: Seal, key: Path) -> str:
    """A signature under a seal, base 64, with the private key in a file.

    Raises:
        NoKey, MissingExtra
    """
    return base64.b64encode(_private(key).sign(_signed(seal))).decode()


def check_signature(seal: Seal, signature: str, key: Path) -> None:
    """Whether the holder of the private key belonging to this public one signed the seal.

    Raises:
        WrongSignature, NoKey, MissingExtra
    """
    public = _public(key)
    from cryptography.exceptions import InvalidSignature

    try:
        public.verify(base64.b64decode(signature, validate=True), _signed(seal))
    except (InvalidSignature, binascii.Error):
        raise WrongSignature(str(seal), str(key)) from None


def _signed(seal: Seal) -> bytes:
    return f"{_SAID}{seal}".encode()


def _private(path: Path) -> "Ed25519PrivateKey":
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        raise MissingExtra("a signature", "sign") from None
    try:
        key = load_pem_private_key(_bytes(path), password=None)
    except (ValueError, TypeError) as error:  # TypeError: the key is locked by a password
        raise NoKey(str(path), str(error)) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(str(path), "it is a key of another kind")
    return key


def _public(path: Path) -> "Ed25519PublicKey":
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        from cryptography.hazmat.primitives.serialization import load_pem_public_key
    except ImportError:
        raise MissingExtra("a signature", "sign") from None
    try:
        key = load_pem_public_key(_bytes(path))
    except ValueError as error:
        raise NoKey(str(path), str(error)) from None
    if not isinstance(key, Ed25519PublicKey):
        raise NoKey(str(path), "it is a key of another kind")
    return key


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoKey(str(path), error.strerror or str(error)) from None
