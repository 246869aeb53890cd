"""Codes that people read from paper: Crockford's base 32, groups of four, a check character."""

import hashlib
import hmac
import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 5  # of a character
_CHECKS = _LETTERS + "*~$=U"
_MISREAD = str.maketrans("ILO", "110")
_TOKEN_BITS = 80
TOKEN_LENGTH = _TOKEN_BITS // BITS


def spell(number: int, length: int) -> str:
    """The number in base 32, so many characters long."""
    return "".join(_LETTERS[number >> BITS * place & 31] for place in reversed(range(length)))


def value_of(text: str) -> int | None:
    """What `spell` wrote; None where a character is none of ours."""
    if not text or any(letter not in _LETTERS for letter in text):
        return None
    number = 0
    for letter in text:
        number = number << BITS | _LETTERS.index(letter)
    return number


def plain(typed: str) -> str:
    """As typed from paper: without gaps, in capitals, misread letters put right."""
    kept = (letter for letter in typed.upper() if letter in _CHECKS or letter in "ILO")
    return "".join(kept).translate(_MISREAD)


def grouped(code: str) -> str:
    """In groups of four, as printed."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def new_token() -> str:
    """80 random bits as 16 characters and a check character: the whole right to one vote. No character but letters."""
    while True:
        number = secrets.randbits(_TOKEN_BITS)
        if number % 37 < len(_LETTERS):
            return spell(number, TOKEN_LENGTH) + _CHECKS[number % 37]


def new_box_code() -> str:
    """Eight characters: short enough to type, too many to try."""
    return spell(secrets.randbits(40), 8)


def read_token(typed: str) -> str:
    """The token as it was made, or "" when it was misread."""
    token = plain(typed)
    number = value_of(token[:TOKEN_LENGTH])
    is_whole = len(token) == TOKEN_LENGTH + 1 and number is not None and token[-1] == _CHECKS[number % 37]
    return token if is_whole else ""


def digest_of(token: str, pepper: bytes) -> str:
    """What is stored of a slip: nobody gets from here to the token."""
    return hmac.new(pepper, token.encode(), hashlib.sha256).hexdigest()


def receipt_of(token: str) -> str:
    """What the holder of a slip finds on the list afterwards: that it was counted, never how."""
    number = int.from_bytes(hashlib.sha256(b"r" + token.encode()).digest()[:10], "big")
    return grouped(spell(number, TOKEN_LENGTH))
