"""One pasted text into pieces: items, and what is not one (leads, headings, signatures, notes). Nothing is lost."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from jiannuo.pledges.reading import context, lexicon, roles, timing
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.dividing import divide
from jiannuo.pledges.reading.joining import lines
from jiannuo.pledges.reading.marks import Mark, marks
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.results import Kind, Piece, Role
from jiannuo.pledges.reading.sentences import parts, sentences
from jiannuo.pledges.reading.tables import stretches

_CLOSING = " \n。;；，,、.．"
_PAST = regex(r"(?:去年|上年|前年)")
_NOW = regex(r"今年|年内|年底")
_TRAILING_NOTE = regex(r"(?<=[。…!;])\s*\([^()]{1,60}\)\s*$")
_REST = regex(r"等\d{1,3}(?:项|件|个)(?:实事|工作|事项|项目|工程)?(?:\([^()]*\))?[。;.…]*$")
_ANNOUNCES = regex(r"^为了|(?:如下|承诺|保证|做到|以下.{0,4});$")
_TITLE_LENGTH = 25
_NEVER_FIRST = regex(r"[的了及与和或]|后(?=[\d一二三两])")
_HAN_END = regex(r"[\u4e00-\u9fff]$")


def outline(text: str) -> list[Piece]:
    """Every piece of the text in order; numbering and the signs that part items are left out."""
    if "\t" not in text:
        return _outline(text)
    return [piece for words, rows in stretches(text) for piece in (*(_outline(words) if words.strip() else ()), *rows)]


def _outline(text: str) -> list[Piece]:
    whole = "\n".join(lines(text))
    folded = fold(whole)
    found = marks(folded)
    if not found:
        return list(_free(whole, None, is_whole=True))
    before = whole[: found[0].start]
    pieces = list(_free(before, None) if found[0].number > 1 else _before_marks(before, found[0]))
    section: Kind | None = None
    inherited = [_lead_time(pieces)] * 9
    for mark, after in zip(found, [*found[1:], None], strict=True):
        section = mark.kind if mark.style == "section" else section
        body = whole[mark.end : after.start if after else len(whole)]
        made = list(_marked(body, mark, after, section))
        if after and after.level > mark.level and made:
            inherited[after.level :] = [_head_time(made[-1].text) or inherited[mark.level]] * (9 - after.level)
        section = None if any(piece.role == "heading" and piece.text[0] == "【" for piece in made) else section
        pieces += [
            replace(p, inherited=p.inherited or inherited[mark.level]) if p.role == ("item") else p for p in made
        ]
    return pieces


def _lead_time(pieces: list[Piece]) -> str:
    """The time that the announcement before a list names: 「今年办三件实事：」."""
    last = pieces[-1] if pieces else None
    announces = last is not None and last.role == "lead" and last.text.endswith((":", "：", ",", "，", "事", "如下"))
    return _head_time(last.text) if last is not None and announces else ""


def split(text: str) -> list[str]:
    """The items' own words, in order."""
    return [piece.text for piece in outline(text) if piece.role == "item"]


def _before_marks(text: str, first: Mark) -> Iterator[Piece]:
    """What stands before the first number: the lead, and promises of their own, measured or parted by semicolons."""
    told = [s for s in sentences(text, fold(text)) if s.strip()]
    for place, sentence in enumerate(told):
        is_last = place == len(told) - 1
        folded = fold(sentence)
        is_promise = not is_last and lexicon.starts_promise(folded) and first.style.startswith("says")
        is_measured = bool(timing.find(sentence, None) or re.search(r"\d", folded))
        if (is_promise and is_measured) or _is_of_the_list(folded):
            yield from _free(sentence, None)
        else:
            yield Piece("lead", sentence.strip())


def _is_of_the_list(folded: str) -> bool:
    """「强化理想信念；拒腐防变；1、…」: what ends as the numbered ones do is one of them."""
    return folded.endswith(";") and roles.role_of(folded) == "item" and not _ANNOUNCES.search(folded)


def _marked(body: str, mark: Mark, after: Mark | None, section: Kind | None) -> Iterator[Piece]:
    """What stands behind one number."""
    if after and after.level > mark.level:
        bare = body.strip()
        if bare:
            is_title = len(bare) <= _TITLE_LENGTH or bare.endswith((":", "："))
            yield Piece("heading" if is_title else "item", bare if is_title else bare.strip(_CLOSING), section)
    elif mark.style == "section":
        yield from _free(body, section)
    elif after and body.strip().endswith((":", "：")) and len(body.strip()) <= _TITLE_LENGTH:
        yield Piece("heading", body.strip())  # 「● 民生：」 over rows of another sign
    else:
        yield from _leaf(body, section)


def _leaf(body: str, section: Kind | None) -> Iterator[Piece]:
    """One numbered promise whole, without the signature and the notes that follow the last one."""
    rows = body.split("\n")
    tail: list[Piece] = []
    while len(rows) > 1 and _is_below(fold(rows[-1])):
        row = rows.pop()
        if row.strip():
            tail.insert(0, Piece("signature" if _signs(fold(row)) else _not_item(row), row.strip()))
    stripped = [row.strip() for row in rows if row.strip()]
    glued = [f" {row}" if not _goes_on(above, row) else row for above, row in pairwise(stripped)]
    text = "".join([*stripped[:1], *glued])
    told = sentences(text, fold(text))
    while len(told) > 1 and roles.role_of(fold(told[-1])) != "item":
        tail.insert(0, Piece(_not_item(told[-1]), told.pop().strip()))
    yield from _item("".join(told), section)
    yield from tail


def _goes_on(above: str, below: str) -> bool:
    """Was a sentence of several clauses broken where no clause begins: 「……带动身边的人也不 / 打」?"""
    folded = fold(below)
    is_open = bool(_HAN_END.search(above)) and "\u4e00" <= folded[0] <= "\u9fff"
    if is_open and _NEVER_FIRST.match(folded):
        return True
    return is_open and bool(re.search("[,;]", fold(above))) and not lexicon.starts_promise(folded)


def _is_below(row: str) -> bool:
    """Is this line no part of the last promise: blank, a note, a signature?"""
    return not row.strip() or roles.role_of(row) != "item" or _signs(row)


def _not_item(text: str) -> Role:
    role = roles.role_of(fold(text))
    return role if role != "item" else "note"


def _item(text: str, section: Kind | None, inherited: str = "") -> Iterator[Piece]:
    signed = roles.signature_in(fold(text))
    text, signature = text[:signed], text[signed:]
    note = _TRAILING_NOTE.search(fold(text))
    bare = (text[: note.start()] if note else text).strip(_CLOSING)
    if bare:
        yield Piece("item", bare, section, inherited)
    if note:
        yield Piece("note", text[note.start() :].strip())
    if signature:
        yield Piece("signature", signature.strip())


def _free(text: str, section: Kind | None, *, is_whole: bool = False) -> Iterator[Piece]:
    """A stretch without numbers: by lines and sentences, then by clauses."""
    among_semicolons = bool(re.search(r";(?!\s*$)", fold(text)))
    rows, announced = text.split("\n"), ""
    signed = _signed_from(rows)
    for place, line in enumerate(rows):
        if place >= signed:
            if line.strip():
                yield Piece("signature", line.strip())
            continue
        row, kind, time = line, section, ""
        start = roles.leading(fold(row)) if row.strip() else 0
        if is_whole and not place and not start:
            start = len(row) if roles.is_body(fold(row)) else roles.speaking(fold(row))
            if start == len(row) < len(text):
                yield Piece("lead", row)
                continue
        if start and start < len(row) and roles.role_of(fold(row)) != "signature":
            lead, row = row[:start].strip(), row[start:]
            kind = section or ("post" if "岗" in lead else None)
            time, said = _head_time(lead), Piece("heading" if lead[0] == "【" else "lead", lead)
            announced = _lead_time([said]) or announced
            yield said
        for piece in _sentences(row, kind, among_semicolons=among_semicolons):
            announced = _lead_time([piece]) or announced
            yield replace(piece, inherited=piece.inherited or time or announced) if piece.role == "item" else piece


def _signed_from(rows: list[str]) -> int:
    """From which row on only organisations and dates stand: they sign what stands above."""
    place = len(rows)
    while place > 1 and (not rows[place - 1].strip() or _signs(fold(rows[place - 1]))):
        place -= 1
    return place


def _signs(folded: str) -> bool:
    return roles.is_body(folded) or roles.is_name(folded) or roles.role_of(folded) == "signature"


def _sentences(row: str, kind: Kind | None, *, among_semicolons: bool) -> Iterator[Piece]:
    held = ""
    for sentence in sentences(row, fold(row)):
        folded = fold(sentence).strip()
        role = roles.role_of(folded)
        if role == "item" and _PAST.match(folded) and folded.endswith(";") and not _NOW.search(folded):
            held += sentence
        elif role == "item" and not held and context.is_told(folded):
            yield Piece("note", sentence.strip())
        elif role == "item":
            yield from _promises(held + sentence, kind, among_semicolons=among_semicolons or bool(held))
            held = ""
        elif re.search(r"\w", folded):
            yield Piece(role, sentence.strip())
    if held:
        yield from _item(held, kind)


def _promises(sentence: str, kind: Kind | None, *, among_semicolons: bool) -> Iterator[Piece]:
    """The promises of one sentence; the time at its head holds for all of them."""
    start = roles.leading(fold(sentence))
    if 0 < start < len(sentence):
        yield Piece("lead", sentence[:start].strip())
        sentence = sentence[start:]
        if roles.role_of(fold(sentence)) != "item":
            yield Piece(_not_item(sentence), sentence.strip())
            return
    folded = fold(sentence)
    label = roles.list_label(folded)
    listed = parts(sentence[label:], folded[label:], "、") if label else []
    if len(listed) >= 3:
        yield Piece("heading", sentence[:label].strip())
        for part in listed:
            yield from _item(part, kind or "deed", _head_time(sentence[:label]))
        return
    divided = divide(sentence, among_semicolons=among_semicolons)
    time = _head_time(divided[0], at_head=True) if len(divided) > 1 else ""
    for place, part in enumerate(divided):
        rest = _REST.search(fold(part)) if place and place == len(divided) - 1 else None
        if place and roles.role_of(fold(part)) == "note":
            yield Piece("note", part.strip(_CLOSING))
            continue
        yield from _item(part[: rest.start()] if rest else part, kind, time if place else "")
        if rest:
            yield Piece("note", part[rest.start() :].strip(_CLOSING))


def _head_time(text: str, *, at_head: bool = False) -> str:
    """The date or period with which a sentence begins, or that a lead names: it holds for what follows."""
    for start, end, deadline in timing.find(text, None):
        if deadline.type in {"date", "period"} and (start <= 4 or not at_head):
            return text[start:end]
    return ""
