"""What may be handed in as 佐证: told by its content, never by its name; kept under the hash of what is stored."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from jiannuo.base.errors import Refusal
from jiannuo.fulfilment import pdf, word
from jiannuo.fulfilment.models import EvidenceKind
from jiannuo.fulfilment.pictures import redraw

MAX_BYTES = 10 * 1024 * 1024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_ZIP, _OLE, _PDF = b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1"), b"%PDF-"
_MOST_PARTS = 500
_KINDS = "请上传图片（JPG、PNG）、PDF 或 Word 文件；也可以不传，写一句进展就够了。"


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be stored: kind, ending, bytes."""

    kind: EvidenceKind
    suffix: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def stored(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256}{self.suffix}"


def examine(data: bytes) -> Content:
    """The content to be stored, or a Refusal: pictures drawn anew, PDF and Word without author, place and scripts."""
    if len(data) > MAX_BYTES:
        raise Refusal("文件超过10MB，没有保存。请压缩或只留需要的几页后再上传。")
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Content(EvidenceKind.PICTURE, ".jpg", redraw(data))
    if data.startswith(_PDF):
        return Content(EvidenceKind.PDF, ".pdf", pdf.cleaned(data))
    if data.startswith(_ZIP):
        return _word(data)
    if data.startswith(_OLE):
        raise Refusal("旧格式的文件里，作者和照片的拍摄地点去不掉。请用 Word 或 WPS 另存为 .docx 或 PDF 后再上传。")
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        raise Refusal("这是苹果手机的 HEIC 图片，暂时打不开。请在相册里选“复制为 JPG”，或截屏后上传。")
    raise Refusal(f"看不出这是什么文件。{_KINDS}")


def _word(data: bytes) -> Content:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise Refusal("文件已损坏，无法打开。请用 Word 或 WPS 另存一份后再上传。") from error
    if "word/document.xml" not in names or len(names) > _MOST_PARTS:
        raise Refusal(f"这不是 Word 文件。{_KINDS}")
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Refusal("文件中含有宏，没有保存。请另存为不含宏的 .docx 后再上传。")
    if any(name.startswith("word/embeddings/") and name.endswith(".bin") for name in names):
        raise Refusal("文件里面还嵌着别的文件，没有保存。请删去嵌入的文件，或另存为 PDF 后再上传。")
    return Content(EvidenceKind.WORD, ".docx", word.cleaned(data))


def folder() -> Path:
    """Where the files lie, for the owner of the process only."""
    path = Path(settings.MEDIA_ROOT) / "evidence"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep(content: Content) -> None:
    """Write the file once; the same content twice is one file. Complete or not there at all."""
    target = folder() / content.stored
    if target.exists():
        return
    target.parent.mkdir(exist_ok=True, mode=0o700)
    part = target.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_bytes(content.data)
    part.replace(target)
