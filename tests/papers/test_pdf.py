import io
import json
import re
import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from jiannuo.papers import faces, pdf

AT = datetime(2011, 3, 1, tzinfo=UTC)


def _pages(*forms):
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf.render(forms, at=AT))).pages]


def test_the_file_claims_pdf_a_2a_and_pdf_ua_1(member_form):
    root = PdfReader(io.BytesIO(pdf.render([member_form()], at=AT))).trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert root["/Lang"] == "zh-CN"


def test_the_same_forms_and_time_give_the_same_bytes(member_form):
    assert pdf.render([member_form()], at=AT) == pdf.render([member_form()], at=AT)


def test_typst_code_in_a_text_is_only_text(member_form):
    hostile = '#panic("x") *粗* <标签> #image("/etc/passwd") $1$ \\ "'
    assert hostile in _pages(member_form(实事承诺=hostile))[0]


def test_an_emoji_prints_a_mark_and_a_note_not_a_blank_box(member_form):
    [page] = _pages(member_form(实事承诺="植树😀"))
    assert "植树〓" in page
    assert "“〓”处为字库没有的字（U+1F600）" in page


def test_rare_characters_of_names_print(member_form):
    [page] = _pages(member_form(姓名="㛃𬭎"))
    assert "㛃𬭎" in page
    assert "〓" not in page


@pytest.mark.parametrize("text", ["长" * 100_000, "长\n" * 2_000, "a" * 20_000, "。" * 20_000, "—" * 20_000])
def test_very_long_texts_print_whole(member_form, text):
    pages = _pages(member_form(实事承诺=text))
    assert "（内容较多，见附页“实事承诺”）" in pages[0]
    char = text[0]
    assert sum(page.count(char) for page in pages[1:]) >= text.count(char)


def test_a_long_opinion_goes_to_the_sheet_too(member_form):
    opinion = "同意。建议进一步明确完成时限、数量和责任人，" * 12
    first, sheet = _pages(member_form(党支部审定意见=opinion))
    assert "（内容较多，见附页“党支部审定意见”）" in "".join(first.split())
    assert opinion in "".join(sheet.split())


def test_a_short_opinion_stands_in_its_box(member_form):
    [page] = _pages(member_form(党支部审定意见="同意。建议明确时限。"))
    assert "党支部审定意见：\n同意。建议明确时限。" in page


def test_control_characters_do_not_reach_the_paper(member_form):
    [page] = _pages(member_form(实事承诺="修\x00路\x1b[31m\u202e养路"))
    assert "修路[31m养路" in page


def test_an_empty_form_prints_as_the_blank_form(member_form):
    blank = dict.fromkeys(("姓名", "性别", "年龄", "入党年月", "单位及职务", "共性承诺", "岗位承诺", "实事承诺"), "")
    [page] = _pages(member_form(**blank, code="", link=""))
    assert "承诺人（签名）：" in page
    assert "核验码" not in page


def test_beside_the_code_stands_what_the_code_tells_and_nothing_of_the_archive(member_form):
    [page] = _pages(member_form())
    foot = "".join(page.split("核验码：")[1].split())
    assert "扫码可查这一稿是否已备案、是否正在公示" in foot
    assert "存档文本" not in foot


def test_a_sheet_is_plain_json(member_form):
    sheet = pdf.sheet(member_form(), faces.glyphs(with_own=False))
    assert json.loads(json.dumps(sheet)) == sheet


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("text", ["W" * 700, "Wm" * 30, "长" * 300, "、" * 200, "a-b/" * 400])
def test_no_word_leaves_the_type_area(member_form, tmp_path, text):
    """Left edge 28 mm, right edge 184 mm, with half a millimetre for side bearings."""
    file = tmp_path / "form.pdf"
    file.write_bytes(pdf.render([member_form(姓名="W" * 9, 单位及职务="W" * 40, 实事承诺=text)], at=AT))
    boxes = subprocess.run(["pdftotext", "-bbox", file, "-"], check=True, capture_output=True, text=True).stdout
    edges = [(float(a), float(b)) for a, b in re.findall(r'<word xMin="([\d.]+)".*? xMax="([\d.]+)"', boxes)]
    assert min(left for left, _ in edges) > 27.5 / 25.4 * 72
    assert max(right for _, right in edges) < 184.5 / 25.4 * 72
