"""Pictures made harmless: drawn anew, upright, at most 1600 pixels, without place, camera or any other mark.

`python -m jiannuo.fulfilment.pictures < FILE` writes a JPEG; `redraw(data)` starts that process, whose memory and time
are limited. Needs no Django.
"""

import io
import resource
import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from jiannuo.base.errors import Refusal

LONGEST, MOST_PIXELS = 1600, 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_MEMORY, _SECONDS = 1024 * 1024 * 1024, 15
_ROOT = Path(__file__).resolve().parents[2]
_UNREADABLE, _TOO_LARGE = 3, 4
_SAID = {
    _UNREADABLE: "图片已损坏，无法打开。请重新拍照，或另存为 JPG 后再上传。",
    _TOO_LARGE: "图片的像素过大，没有保存。请用手机自带的编辑功能缩小后再上传。",
}


def redraw(data: bytes) -> bytes:
    """The picture as a new JPEG, or a Refusal with the sentence for the person who sent it."""
    command = [sys.executable, "-m", "jiannuo.fulfilment.pictures"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no arguments from outside
            command, input=data, capture_output=True, cwd=_ROOT, env={}, timeout=_SECONDS * 2, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal(_SAID[_UNREADABLE]) from error
    if done.returncode or not done.stdout:
        raise Refusal(_SAID.get(done.returncode, _SAID[_UNREADABLE]))
    return done.stdout


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


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        sys.stdout.buffer.write(drawn_anew(sys.stdin.buffer.read()))
    except (OverflowError, Image.DecompressionBombError, MemoryError):
        sys.exit(_TOO_LARGE)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        sys.exit(_UNREADABLE)


if __name__ == "__main__":
    main()
