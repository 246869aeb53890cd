import hashlib

import pytest
from fontTools.ttLib import TTFont

from jiannuo.papers import faces, pdf


@pytest.fixture(autouse=True)
def no_memory():
    faces.fonts.cache_clear()
    faces.glyphs.cache_clear()
    yield
    faces.fonts.cache_clear()
    faces.glyphs.cache_clear()


def test_the_shipped_faces_are_the_ones_that_were_checked():
    sums = dict(reversed(line.split()) for line in (faces.SHIPPED / "SHA256SUMS").read_text().splitlines())
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in faces.SHIPPED.glob("*.ttf")}
    assert found == sums


def test_every_shipped_face_has_its_licence_beside_it():
    for file in faces.SHIPPED.glob("*.ttf"):
        assert "SIL Open Font License" in file.with_suffix(".OFL.txt").read_text()


def test_the_shipped_faces_cover_gb2312():
    pairs = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    hanzi = {ord(char) for pair in pairs for char in pair.decode("gb2312", errors="ignore")}
    assert len(hanzi) == 6763
    assert hanzi <= faces.glyphs(with_own=False)


def test_the_list_of_characters_is_that_of_the_shipped_faces():
    drawn = {code for file in faces.SHIPPED.glob("*.ttf") for code in TTFont(file, lazy=True).getBestCmap()}
    assert faces.shipped_glyphs() == drawn


def test_a_face_of_the_units_own_is_taken_up(settings, tmp_path):
    settings.FONTS_DIR = tmp_path
    (tmp_path / "own.ttf").write_bytes((faces.SHIPPED / "NotoSansSC-Regular.ttf").read_bytes())
    assert any(str(tmp_path) in (font.path or "") for font in faces.fonts(with_own=True).fonts())


def test_a_broken_face_is_named_in_the_log_and_nothing_else_happens(settings, tmp_path, caplog, member_form):
    settings.FONTS_DIR = tmp_path
    (tmp_path / "broken.ttf").write_bytes(b"no font at all")
    assert faces.glyphs(with_own=True) == faces.glyphs(with_own=False)
    assert "broken.ttf" in caplog.text
    assert pdf.render([member_form()]).startswith(b"%PDF")
