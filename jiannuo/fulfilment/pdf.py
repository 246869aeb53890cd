"""PDF made harmless: no author, no place in its pictures, no scripts, no files inside; the pages stay as they are."""

import io

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream
from pikepdf.sanitize import Sanitizer
from PIL import UnidentifiedImageError

from jiannuo.base.confined import Trouble, made_by, serve
from jiannuo.fulfilment.pictures import unmarked

_SAID = {
    Trouble.UNREADABLE: "PDF 文件已损坏，无法打开。请重新导出或扫描后再上传。",
    Trouble.TOO_LARGE: "PDF 文件内容过大，没有保存。请只留需要的几页后再上传。",
    Trouble.LOCKED: "PDF 文件加了密码，打不开。请去掉密码后再上传。",
}
_HARMLESS = (
    Sanitizer()
    .remove_javascript()
    .remove_external_access()
    .remove_attachments()
    .remove_multimedia()
    .remove_private_app_data()
    .remove_web_capture()
    .remove_thumbnails()
    .remove_collection()
)


def cleaned(data: bytes) -> bytes:
    """The same pages as a new file, or a Refusal with the sentence for the person who sent it."""
    return made_by(__name__, data, _SAID)


def harmless(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if not len(pdf.pages):
            raise ValueError
        _HARMLESS.apply(pdf)
        del pdf.docinfo
        _forget_marks(pdf)
        pdf.save(out, deterministic_id=True)  # the same file twice is one file
    return out.getvalue()


def _forget_marks(pdf: Pdf) -> None:
    """What is said about the document, a page or a picture beside it, and within each photograph."""
    for part in pdf.objects:
        if isinstance(part, Dictionary | Stream) and Name.Metadata in part:
            del part[Name.Metadata]
        if isinstance(part, Stream) and part.get(Name.Filter) == Name.DCTDecode:
            _forget_place(part)


def _forget_place(photograph: Stream) -> None:
    raw = photograph.read_raw_bytes()
    try:
        plain = unmarked(raw)
    except (UnidentifiedImageError, OSError):
        return  # no reader will show it either
    if plain != raw:
        photograph.write(plain, filter=Name.DCTDecode)


if __name__ == "__main__":
    serve(harmless, {pikepdf.PasswordError: Trouble.LOCKED})
