"""The faces of the printed forms: the free ones shipped here and the licensed ones a unit owns (settings.FONTS_DIR)."""

import logging
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from fontTools.ttLib import TTCollection, TTFont, TTLibError

SHIPPED = Path(__file__).parent / "fonts"
SUFFIXES = {".ttf", ".otf", ".ttc"}
log = logging.getLogger(__name__)


def _folders(*, with_own: bool) -> list[Path]:
    own = Path(settings.FONTS_DIR)
    return [own, SHIPPED] if with_own and own.is_dir() else [SHIPPED]


@cache
def fonts(*, with_own: bool) -> typst.Fonts:
    """The typesetter's font book; a unit's own faces come first where a family is in both."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(_folders(with_own=with_own))
    )


@cache
def glyphs(*, with_own: bool) -> frozenset[int]:
    """Every character that one of the faces can draw."""
    own = (file for folder in _folders(with_own=with_own)[:-1] for file in sorted(folder.rglob("*")))
    return frozenset(shipped_glyphs()).union(*(_characters(file) for file in own if file.suffix.lower() in SUFFIXES))


def shipped_glyphs() -> set[int]:
    """From the list made with the shipped faces: reading their own tables would cost the first print half a second."""
    pairs = (line.split("-") for line in (SHIPPED / "characters.txt").read_text(encoding="ascii").split())
    return {code for first, last in pairs for code in range(int(first, 16), int(last, 16) + 1)}


def _characters(file: Path) -> set[int]:
    """What one file can draw; a file that is no font draws nothing and is named in the log."""
    try:
        faces = TTCollection(file, lazy=True).fonts if file.suffix.lower() == ".ttc" else [TTFont(file, lazy=True)]
        return set().union(*(face.getBestCmap() or {} for face in faces))
    except (TTLibError, OSError):
        log.warning("not a readable font, ignored: %s", file)
        return set()
