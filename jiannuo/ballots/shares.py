"""The box's key on paper: one sheet for each scrutineer. Of three sheets any two open the box (replicated XOR shares).

The seed is the XOR of its parts. With three scrutineers each sheet lacks another one of three parts: any two together
hold all, one alone holds nothing. A sheet's code: which parts, the parts, two bytes against misreading.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

from jiannuo.ballots import codes
from jiannuo.ballots.sealing import SEED_BYTES
from jiannuo.base.errors import Refusal

# {how many sheets: which parts stand on each}
_SHEETS: dict[int, tuple[tuple[int, ...], ...]] = {1: ((0,),), 2: ((0,), (1,)), 3: ((1, 2), (0, 2), (0, 1))}
_PARTS = {1: 1, 2: 2, 3: 3}
NEEDED = {1: 1, 2: 2, 3: 2}
SCRUTINEERS = tuple(_SHEETS)


@dataclass(frozen=True)
class Keys:
    """The sheets' codes. They exist here and on paper only."""

    sheets: tuple[str, ...] = field(repr=False)

    @property
    def needed(self) -> int:
        return NEEDED.get(len(self.sheets), 0)


def split(seed: bytes, scrutineers: int) -> Keys:
    """One code for each scrutineer."""
    parts = [secrets.token_bytes(SEED_BYTES) for _ in range(_PARTS[scrutineers] - 1)]
    parts.append(reduce(_xor, parts, seed))
    return Keys(tuple(_code(scrutineers, held, parts) for held in _SHEETS[scrutineers]))


def join(typed: Sequence[str]) -> bytes:
    """The seed from the sheets at hand, or a refusal that says which sheet is misread or missing."""
    found: dict[int, bytes] = {}
    schemes = set()
    for number, code in enumerate(typed, 1):
        scheme, parts = _read(code, number)
        schemes.add(scheme)
        found |= parts
    if len(schemes) != 1 or len(found) != _PARTS[next(iter(schemes))]:
        raise Refusal("这几份钥匙合不成一把。请每位监票人各输入自己那一份，不要把同一份输入两次。")
    return reduce(_xor, found.values(), bytes(SEED_BYTES))


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _code(scheme: int, held: tuple[int, ...], parts: list[bytes]) -> str:
    head = bytes([scheme << 4 | sum(1 << part for part in held)])
    body = head + b"".join(parts[part] for part in held)
    body += hashlib.sha256(body).digest()[:2]
    return codes.grouped(codes.spell(int.from_bytes(body, "big"), -(-len(body) * 8 // 5)))


def _read(typed: str, number: int) -> tuple[int, dict[int, bytes]]:
    text = codes.plain(typed)
    value, size = codes.value_of(text), len(text) * 5 // 8
    body = value.to_bytes(len(text), "big")[-size:] if value is not None and size else b""
    head = body[0] if body else 0
    held = [part for part in range(3) if head & 1 << part]
    fits = size == 3 + SEED_BYTES * len(held) and head >> 4 in _SHEETS
    if not fits or hashlib.sha256(body[:-2]).digest()[:2] != body[-2:]:
        raise Refusal(f"第{number}份钥匙有读错的字符。请对照钥匙单逐组核对，再输入一次。")
    pieces = (body[1 + SEED_BYTES * i : 1 + SEED_BYTES * (i + 1)] for i in range(len(held)))
    return head >> 4, dict(zip(held, pieces, strict=True))
