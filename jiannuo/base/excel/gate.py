"""What is looked at before a parser may touch a file: kind, size, what it claims to hold and what it really holds.

Runs inside the reading process (see reading.py), whose memory and time are limited. Needs no Django.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

import olefile

from jiannuo.base.errors import Refusal

MAX_BYTES = 10 * 1024 * 1024
_MAX_MEMBERS, _MAX_INFLATED, _MAX_RATIO = 500, 100 * 1024 * 1024, 100
_CHUNK = 1024 * 1024
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")
_PARTS = re.compile(r"^(\[Content_Types\]\.xml|(_rels|docProps|customXml|xl|package)(/[^/\\:\x00]+)+)$")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL_WITH_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*))'
)
_ANY_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")

Formula = tuple[int, int, str]  # row and column from 0, and the text
SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"


def inspect(data: bytes) -> list[list[Formula]]:
    """The formulas of every sheet, in the order of the sheets; a Refusal when the file is not to be opened at all."""
    if len(data) > MAX_BYTES:
        raise Refusal("文件超过10MB。请只保留需要的工作表，或分成几个文件后再上传。")
    if data.startswith(_ZIP):
        return _inspect_zip(data)
    if data.startswith(_OLE):
        return _inspect_ole(data)
    head = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta")):
        raise Refusal(f"这个文件的内容是网页，不是 Excel 工作簿。{SAVE_AS}")
    raise Refusal("这不是 Excel 文件（.xls 或 .xlsx）。请选择 Excel 文件后再上传。")


def _inspect_zip(data: bytes) -> list[list[Formula]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive.infolist())
            parts = _inflate(archive, len(data))
    except (zipfile.BadZipFile, NotImplementedError, struct.error, EOFError, ValueError, RuntimeError) as error:
        raise Refusal(f"文件已损坏，无法打开。{SAVE_AS}") from error
    except OSError as error:
        raise Refusal(f"文件已损坏，无法打开。{SAVE_AS}") from error
    return [_formulas_of(parts.get(name, b"")) for name in _sheet_parts(parts)]


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [m.filename for m in members]
    if len(names) > _MAX_MEMBERS or len(set(names)) != len(names):
        raise Refusal(f"文件的内部结构不正常（部件过多或重名），没有打开。{SAVE_AS}")
    if any(m.flag_bits & 1 for m in members):
        raise Refusal("文件设有密码。请去掉密码后再上传。")
    if "word/document.xml" in names:
        raise Refusal("这是 Word 文件。请上传 Excel 格式（.xls 或 .xlsx）的文件。")
    if "xl/workbook.xml" not in names:
        raise Refusal(f"这不是 .xlsx 工作簿。{SAVE_AS}")
    if any(PurePosixPath(name).name.lower() in {"vbaproject.bin", "vbadata.xml"} for name in names):
        raise Refusal("文件中含有宏，没有打开。请另存为不含宏的 .xlsx 后再上传。")
    if any("externallinks/" in name.lower() or "connections.xml" in name.lower() for name in names):
        raise Refusal("文件中含有指向其他文件的链接，没有打开。请把内容复制到新工作簿（只粘贴数值）后再上传。")
    if any(".." in name or not _PARTS.match(name) for name in names if not name.endswith("/")):
        raise Refusal(f"文件的内部结构不正常（部件名称异常），没有打开。{SAVE_AS}")


def _inflate(archive: zipfile.ZipFile, size: int) -> dict[str, bytes]:
    """The XML parts, counted while they are inflated: what the directory claims is not believed."""
    total, parts = 0, {}
    for member in archive.infolist():
        body = bytearray()
        is_xml = member.filename.endswith((".xml", ".rels", ".vml"))
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > _MAX_INFLATED or (total > 4 * _CHUNK and total > size * _MAX_RATIO):
                    raise Refusal("文件展开后过大，没有打开。请把内容复制到新工作簿后再上传。")
                if is_xml:
                    body += chunk
        if is_xml:
            parts[member.filename] = _without_doctype(bytes(body))
    return parts


def _without_doctype(body: bytes) -> bytes:
    utf16 = body.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in body[:64]
    if utf16 or b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Refusal(f"文件中含有不安全的定义（DOCTYPE），没有打开。{SAVE_AS}")
    return body


def _sheet_parts(parts: dict[str, bytes]) -> list[str]:
    """Names of the worksheet parts in the order in which the workbook lists them."""
    try:
        relations = ET.fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))  # noqa: S314 - no DTD, bounded
        workbook = ET.fromstring(parts["xl/workbook.xml"])  # noqa: S314 - no DTD, bounded
    except ET.ParseError as error:
        raise Refusal(f"文件已损坏，无法打开。{SAVE_AS}") from error
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    ids = [s.get(_RELATION) for s in workbook.iter() if s.tag.endswith("}sheet")]
    found = [targets.get(i, "") for i in ids]
    return [t.removeprefix("/") if t.startswith("/") else f"xl/{t}" for t in found]


def _formulas_of(sheet: bytes) -> list[Formula]:
    found = [
        (int(row) - 1, _column(letters), text.decode("utf-8", "replace"))
        for letters, row, text in _CELL_WITH_FORMULA.findall(sheet)
    ]
    if len(_ANY_FORMULA.findall(sheet)) > len(found):
        raise Refusal("文件中含有公式。请选中内容，复制后在新工作表中“选择性粘贴—数值”，再上传。")
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _inspect_ole(data: bytes) -> list[list[Formula]]:
    try:
        with olefile.OleFileIO(data) as ole:
            _check_streams(ole)
            name = "Workbook" if ole.exists("Workbook") else "Book"
            stream = ole.openstream(name).read()
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise Refusal(f"文件已损坏，无法打开。{SAVE_AS}") from error
    return _formulas_of_xls(stream)


def _check_streams(ole: olefile.OleFileIO) -> None:
    if ole.exists("EncryptedPackage"):
        raise Refusal("文件设有密码。请去掉密码后再上传。")
    if ole.exists("WordDocument"):
        raise Refusal("这是 Word 文件。请上传 Excel 格式（.xls 或 .xlsx）的文件。")
    if ole.exists("_VBA_PROJECT_CUR") or ole.exists("Macros"):
        raise Refusal("文件中含有宏，没有打开。请另存为不含宏的 .xlsx 后再上传。")
    if not (ole.exists("Workbook") or ole.exists("Book")):
        raise Refusal("这不是 Excel 文件（.xls 或 .xlsx）。请选择 Excel 文件后再上传。")


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Offset, kind and length of every BIFF record."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield at, kind, length
        at += 4 + length


def _formulas_of_xls(stream: bytes) -> list[list[Formula]]:
    starts: list[int] = []  # where each sheet begins, in the order of the workbook
    cells: list[tuple[int, int, int]] = []
    for at, kind, length in _records(stream):
        if kind == 0x2F:
            raise Refusal("文件设有密码。请去掉密码后再上传。")
        if kind == 0x85 and length >= 8:
            starts.append(struct.unpack_from("<I", stream, at + 4)[0])
        if kind in {0x06, 0x206, 0x406} and length >= 4:
            cells.append((at, *struct.unpack_from("<HH", stream, at + 4)))
    sheets: list[list[Formula]] = [[] for _ in starts]
    for at, row, column in cells:
        before = [start for start in starts if start <= at]
        if before:
            sheets[starts.index(max(before))].append((row, column, ""))
    return sheets
