"""Word files made harmless: no author, no place in their pictures, nothing fetched from outside; the text stays."""

import io
import zipfile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.opc.rel import Relationships
from PIL import UnidentifiedImageError

from jiannuo.base.confined import Trouble, made_by, serve
from jiannuo.fulfilment.pictures import unmarked

MOST_BYTES = 200 * 1024 * 1024  # unpacked
_SAID = {
    Trouble.UNREADABLE: "文件已损坏，无法打开。请用 Word 或 WPS 另存一份后再上传。",
    Trouble.TOO_LARGE: "Word 文件内容过大，没有保存。请只留需要的几页后再上传。",
}


def cleaned(data: bytes) -> bytes:
    """The same text as a new .docx, or a Refusal with the sentence for the person who sent it."""
    return made_by(__name__, data, _SAID)


def harmless(data: bytes) -> bytes:
    """Author, organisation and the small picture hang beside the document: only the document itself is kept."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
            raise OverflowError
    document = docx.Document(io.BytesIO(data))
    package = document.part.package
    _keep_only(package.rels, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT})
    for part in package.iter_parts():
        _fetch_nothing(part)
        if part.content_type in {"image/jpeg", "image/png"}:
            _forget_place(part)
    out = io.BytesIO()
    package.save(out)
    return _undated(out)


def _undated(made: io.BytesIO) -> bytes:
    """The same file twice is one file: its parts say no time."""
    out = io.BytesIO()
    with zipfile.ZipFile(made) as dated, zipfile.ZipFile(out, "w") as kept:
        for name in dated.namelist():
            kept.writestr(zipfile.ZipInfo(name), dated.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _keep_only(relations: Relationships, kinds: set[str]) -> None:
    for key in [key for key, relation in relations.items() if relation.reltype not in kinds]:
        del relations[key]


def _fetch_nothing(part: Part) -> None:
    """Templates and pictures of other machines lead nowhere; links that a reader may follow by hand stay."""
    for key, relation in list(part.rels.items()):
        if relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK:
            part.rels.add_relationship(relation.reltype, "about:blank", key, is_external=True)


def _forget_place(picture: Part) -> None:
    try:
        picture._blob = unmarked(picture.blob)  # noqa: SLF001 - there is no public way
    except (UnidentifiedImageError, OSError):
        return  # no reader will show it either


if __name__ == "__main__":
    serve(harmless, {})
