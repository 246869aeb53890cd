"""Sealing a ballot so that only the scrutineers' key opens it: P-256, HKDF-SHA256, AES-256-GCM (also in vote.js).

A sealed ballot is the sender's one-time public key (65 bytes) and the ciphertext; its length says nothing.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SEED_BYTES = 16
OVERHEAD = 65 + 16
_CURVE = ec.SECP256R1()
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_NONCE = bytes(12)  # the key is used once


def new_seed() -> bytes:
    return secrets.token_bytes(SEED_BYTES)


def _derived(secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=None, info=info).derive(secret)


def private_key(seed: bytes) -> ec.EllipticCurvePrivateKey:
    """The box's key from its seed; the seed is all that the scrutineers hold."""
    number = int.from_bytes(_derived(seed, b"jiannuo ballot box", 48), "big")
    return ec.derive_private_key(number % (_ORDER - 1) + 1, _CURVE)


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    point, plain = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    return key.public_key().public_bytes(point, plain)


def _cipher(shared: bytes) -> AESGCM:
    return AESGCM(_derived(shared, b"jiannuo ballot", 32))


def seal(public: bytes, ballot: bytes, box: bytes) -> bytes:
    """Encrypt for this box only."""
    once = ec.generate_private_key(_CURVE)
    shared = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public))
    return public_bytes(once) + _cipher(shared).encrypt(_NONCE, ballot, box)


def unseal(key: ec.EllipticCurvePrivateKey, body: bytes, box: bytes) -> bytes | None:
    """The ballot; None when it was not sealed for this box."""
    try:
        sender = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, body[:65])
        return _cipher(key.exchange(ec.ECDH(), sender)).decrypt(_NONCE, body[65:], box)
    except (ValueError, InvalidTag):
        return None
