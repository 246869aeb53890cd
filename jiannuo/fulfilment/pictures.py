"""Pictures made harmless: drawn anew, upright, at most 1600 pixels, without place, camera or any other mark."""

import io

from PIL import Image, ImageOps, JpegImagePlugin

from jiannuo.base.confined import Trouble, made_by, serve

LONGEST, MOST_PIXELS = 1600, 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
# JFIF, colour profile, Adobe's colours; all other parts say who and where.
_HOW_TO_DRAW = {"APP0", "APP2", "APP14"}
_SAID = {
    Trouble.UNREADABLE: "图片已损坏，无法打开。请重新拍照，或另存为 JPG 后再上传。",
    Trouble.TOO_LARGE: "图片的像素过大，没有保存。请用手机自带的编辑功能缩小后再上传。",
}


def redraw(data: bytes) -> bytes:
    """The picture as a new JPEG, or a Refusal with the sentence for the person who sent it."""
    return made_by(__name__, data, _SAID)


def drawn_anew(data: bytes) -> bytes:
    """Only the pixels go over into the new file. A size beyond all measure is refused before anything is decoded."""
    with Image.open(io.BytesIO(data), formats=_FORMATS) as source:
        if source.width * source.height > MOST_PIXELS:
            raise OverflowError
        source.draft("RGB", (LONGEST, LONGEST))  # JPEG: decoded at half or a quarter of the size at once
        upright = ImageOps.exif_transpose(source)
        upright.thumbnail((LONGEST, LONGEST))
        plain = Image.new("RGB", upright.size, "white")
        seen = upright.convert("RGBA")
        plain.paste(seen, mask=seen.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def unmarked(data: bytes) -> bytes:
    """A JPEG or PNG that stands inside a document: the same size and form, without place, camera or any other mark."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as source:
        how = {}
        if isinstance(source, JpegImagePlugin.JpegImageFile):
            if {name for name, _ in source.applist} <= _HOW_TO_DRAW:
                return data
            source.format, how = "JPEG", {"quality": "keep"}  # also of several pictures in one, as some phones take
        source.info = {key: value for key, value in source.info.items() if key in {"icc_profile", "transparency"}}
        out = io.BytesIO()
        source.save(out, source.format, **how)
    return out.getvalue()


if __name__ == "__main__":
    serve(drawn_anew, {Image.DecompressionBombError: Trouble.TOO_LARGE})
