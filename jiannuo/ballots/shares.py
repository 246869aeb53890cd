"""The box's key on paper: one sheet for each scrutineer. Of three sheets any two open the box (replicated XOR shares).

The seed is the XOR of its parts. With three scrutineers each sheet lacks another one of three parts: any two together
hold all, one alone holds nothing. A sheet's code: a byte that says which parts of how many sheets, the parts, two
bytes against misreading.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import ceil

from jiannuo.ballots import codes
from jiannuo.ballots.sealing import SEED_BYTES
from jiannuo.base.errors import Refusal

# {how many sheets: which parts stand on each}
_SHEETS: dict[int, tuple[tuple[int, ...], ...]] = {1: ((0,),), 2: ((0,), (1,)), 3: ((1, 2), (0, 2), (0, 1))}
_PARTS = {1: 1, 2: 2, 3: 3}
_CHECK_BYTES = 2
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
    of = set()  # how many sheets the key has; more than one answer: they are of different keys
    for number, code in enumerate(typed, 1):
        sheets, parts = _read(code, number)
        of.add(sheets)
        found |= parts
    if len(of) != 1 or len(found) != _PARTS[next(iter(of))]:
        raise Refusal("这几份钥匙合不成一把。请每位监票人各输入自己那一份，不要把同一份输入两次。")
    return reduce(_xor, found.values(), bytes(SEED_BYTES))


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _head(sheets: int, held: tuple[int, ...]) -> bytes:
    """How many sheets there are in the upper four bits, a bit for each part that stands here in the lower."""
    return bytes([sheets << 4 | sum(1 << part for part in held)])


_HEADS = {_head(sheets, held): (sheets, held) for sheets, every in _SHEETS.items() for held in every}


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_CHECK_BYTES]


def _code(sheets: int, held: tuple[int, ...], parts: list[bytes]) -> str:
    body = _head(sheets, held) + b"".join(parts[part] for part in held)
    body += _check(body)
    return codes.grouped(codes.spell(int.from_bytes(body, "big"), ceil(len(body) * 8 / codes.BITS)))


def _read(typed: str, number: int) -> tuple[int, dict[int, bytes]]:
    """(how many sheets there are, {part: its bytes}) of the sheet typed as `number`; refused where it is misread."""
    body = _bytes_of(codes.plain(typed))
    told, check = body[:-_CHECK_BYTES], body[-_CHECK_BYTES:]
    sheets, held = _HEADS.get(told[:1], (0, ()))
    if not held or len(told) != 1 + SEED_BYTES * len(held) or check != _check(told):
        raise Refusal(f"第{number}份钥匙有读错的字符。请对照钥匙单逐组核对，再输入一次。")
    pieces = (told[start : start + SEED_BYTES] for start in range(1, len(told), SEED_BYTES))
    return sheets, dict(zip(held, pieces, strict=True))


def _bytes_of(text: str) -> bytes:
    """What `_code` spelled, without the bits that only fill the first character; b"" where it cannot be ours."""
    value, size = codes.value_of(text), len(text) * codes.BITS // 8
    return value.to_bytes(len(text), "big")[-size:] if value is not None and size else b""
