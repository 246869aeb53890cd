"""Build the fonts of the printed forms: free faces, cut down to what Chinese paper needs.

For maintainers; needs the network, `npm`, `apt-get` and `pip install fonttools brotli`. From the root of the checkout:

    python maintenance/build_fonts.py

The faces, why these and what is done about characters they lack: docs/decisions/0010-faces-and-missing-characters.md
"""

from __future__ import annotations

import bz2
import hashlib
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "jiannuo" / "papers" / "fonts"
HANGUL = range(0xAC00, 0xD7B0)
CJK_AND_KANA = range(0x2E80, 0xFB00)
ASTRAL = 0x20000


@dataclass(frozen=True, slots=True)
class Face:
    """One committed file: where it comes from and how much of it is kept."""

    target: str
    package: str
    source: str
    licence: str
    reach: str  # "plain": GB2312; "names": TGH + GB2312 + every rare character the face has; "all"


FACES = (
    Face(
        "NotoSerifSC-Black.ttf",
        "@expo-google-fonts/noto-serif-sc@0.4.3",
        "900Black/NotoSerifSC_900Black.ttf",
        "LICENSE_FONT",
        "plain",
    ),
    Face(
        "NotoSerifSC-Regular.ttf",
        "@expo-google-fonts/noto-serif-sc@0.4.3",
        "400Regular/NotoSerifSC_400Regular.ttf",
        "LICENSE_FONT",
        "all",
    ),
    Face(
        "NotoSansSC-Regular.ttf",
        "@expo-google-fonts/noto-sans-sc@0.4.3",
        "400Regular/NotoSansSC_400Regular.ttf",
        "LICENSE_FONT",
        "plain",
    ),
    Face(
        "LXGWWenKai-Regular.ttf",
        "@fontsource/lxgw-wenkai@5.3.0",
        "files/lxgw-wenkai-latin-500-normal.woff2",
        "LICENSE",
        "names",
    ),
)


def gb2312() -> set[int]:
    """Every character of GB 2312, from Python's own codec."""
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {ord(char) for pair in pairs for char in pair.decode("gb2312", errors="ignore")}


def general_standard_characters(folder: Path) -> set[int]:
    """The 8,105 characters of 通用规范汉字表, from the Unihan data that Debian packages."""
    subprocess.run(["apt-get", "download", "unicode-data"], cwd=folder, check=True)
    package = next(folder.glob("unicode-data_*.deb"))
    subprocess.run(["dpkg", "-x", package.name, "unihan"], cwd=folder, check=True)
    packed = (folder / "unihan/usr/share/unicode/Unihan_OtherMappings.txt.bz2").read_bytes()
    rows = (line.split("\t") for line in bz2.decompress(packed).decode().splitlines() if "\tkTGH\t" in line)
    return {int(row[0].removeprefix("U+"), 16) for row in rows}


def unpacked(package: str, folder: Path) -> Path:
    """The files of one npm package."""
    home = folder / hashlib.sha256(package.encode()).hexdigest()[:12]
    if not home.exists():
        home.mkdir()
        subprocess.run(["npm", "pack", "--silent", package], cwd=home, check=True)
        shutil.unpack_archive(next(home.glob("*.tgz")), home, "gztar")
    return home / "package"


def wanted(face: Face, has: set[int], plain: set[int], names: set[int]) -> set[int]:
    """Which of the characters that the face has are kept."""
    symbols = {code for code in has if code not in CJK_AND_KANA and code < ASTRAL}
    by_reach = {
        "plain": plain | symbols,
        "names": plain | names | symbols | {code for code in has if code >= ASTRAL},
        "all": {code for code in has if code not in HANGUL},
    }
    return by_reach[face.reach] & has


def cut(source: Path, target: Path, face: Face, plain: set[int], names: set[int]) -> int:
    """Write the cut-down face; no hints, no layout features: the forms set plain horizontal text."""
    options = subset.Options(
        hinting=False,
        glyph_names=False,
        notdef_outline=True,
        layout_features=[],
        recalc_timestamp=False,
        drop_tables=["BASE", "FFTM", "GDEF", "GPOS", "GSUB", "STAT", "bsln", "feat", "morx", "prop", "vhea", "vmtx"],
    )
    font = TTFont(source)
    keep = wanted(face, set(font.getBestCmap()), plain, names)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=keep)
    cutter.subset(font)
    font.flavor = None
    font.save(target)
    return len(keep)


def ranges(codes: set[int]) -> list[str]:
    """1F60-1F65 for what follows upon each other."""
    firsts = sorted(code for code in codes if code - 1 not in codes)
    lasts = sorted(code for code in codes if code + 1 not in codes)
    return [f"{first:X}-{last:X}" for first, last in zip(firsts, lasts, strict=True)]


def list_characters() -> None:
    """Every character that one of the committed faces draws."""
    codes = {code for file in TARGET.glob("*.ttf") for code in TTFont(file, lazy=True).getBestCmap()}
    (TARGET / "characters.txt").write_text("\n".join(ranges(codes)) + "\n", encoding="ascii")


def main() -> None:
    """Fetch, cut, and note the sums."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, names = gb2312(), general_standard_characters(folder)
        for face in FACES:
            package = unpacked(face.package, folder)
            count = cut(package / face.source, TARGET / face.target, face, plain, names)
            shutil.copyfile(package / face.licence, TARGET / f"{face.target.removesuffix('.ttf')}.OFL.txt")
            print(f"{face.target}: {count} characters, {(TARGET / face.target).stat().st_size:,} bytes")
    list_characters()
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(TARGET.glob("*.ttf"))]
    (TARGET / "SHA256SUMS").write_text("".join(sums), encoding="ascii")


if __name__ == "__main__":
    main()
