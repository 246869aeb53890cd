import io
import shutil
import subprocess
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader

from jiannuo.base.errors import Refusal
from jiannuo.papers import word
from jiannuo.papers.copies import Copy

SOFFICE = shutil.which("soffice")


def _document(*forms):
    return Document(io.BytesIO(word.render(forms)))


def _texts(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_template_code_in_a_text_is_only_text(member_form):
    hostile = "{{ 7*7 }} {% for x in [1] %} <b>&amp;</b> {{ 份.__class__ }}"
    document = _document(member_form(实事承诺=hostile))
    assert document.tables[0].cell(4, 4).text == hostile


@pytest.fixture
def own_template(settings, tmp_path):
    """`own_template("old words", "new words")`: staff have changed these words of our template of 附件2."""

    def change(old: str, new: str) -> None:
        settings.DATA_DIR = tmp_path
        document = Document(word.SHIPPED / "member_pledge.docx")
        [paragraph] = [paragraph for paragraph in document.paragraphs if paragraph.text == old]
        paragraph.text = new
        (tmp_path / "forms").mkdir()
        document.save(tmp_path / "forms" / "member_pledge.docx")

    return change


def test_staff_may_put_their_own_template_into_the_data_folder(own_template, member_form):
    own_template("{{ 份.标题 }}", "清河镇{{ 份.标题 }}")
    assert "清河镇2011年党员公开承诺书" in _texts(_document(member_form()))


@pytest.mark.parametrize("mistake", ["{{ ''.__class__.__mro__ }}", "{{ 份.标题", "{% bad %}"])
def test_a_mistaken_template_is_refused_in_words_and_cannot_reach_into_python(own_template, member_form, mistake):
    own_template("{{ 份.标题 }}", mistake)
    with pytest.raises(Refusal, match=r"本单位的 Word 模板 member_pledge.docx 有误"):
        word.render([member_form()])


def test_a_template_that_is_no_word_file_is_refused_in_words(settings, tmp_path, member_form):
    settings.DATA_DIR = tmp_path
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "member_pledge.docx").write_bytes(b"no zip")
    with pytest.raises(Refusal, match="有误"):
        word.render([member_form()])


def test_emoji_and_rare_characters_stay_as_typed(member_form):
    assert _document(member_form(姓名="㛃𬭎", 实事承诺="植树😀")).tables[0].cell(4, 4).text == "植树😀"


def test_control_characters_do_not_break_the_file(member_form):
    assert _document(member_form(实事承诺="修\x00\x08路\ud800")).tables[0].cell(4, 4).text == "修路\ufffd"


def test_what_does_not_fit_goes_whole_to_the_continuation_sheet(member_form):
    document = _document(member_form(岗位承诺="修" * 5000 + "\n" + "路" * 5000))
    assert document.tables[0].cell(3, 4).text == "（内容较多，见附页“岗位承诺”）"
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    at = paragraphs.index("附　页")
    assert paragraphs[at + 2 : at + 5] == ["岗位承诺", "修" * 5000, "路" * 5000]


def test_a_long_name_and_post_go_to_the_continuation_sheet_too(member_form):
    document = _document(member_form(姓名="买" * 30, 单位及职务="村" * 90))
    assert document.tables[0].cell(0, 2).text == "见附页"
    assert "买" * 30 in _texts(document)
    assert "村" * 90 in _texts(document)


def test_three_copies_stand_in_one_file_each_with_its_holder(org_form):
    document = _document(*(org_form(copy=copy) for copy in Copy))
    assert len(document.tables) == 3
    assert [p.text for p in document.paragraphs if p.style.name == "份"] == [
        "第一份　本组织存",
        "第二份　上一级党组织存",
        "第三份　公示",
    ]


def test_the_verification_code_and_its_picture_are_in_the_foot(member_form):
    body = word.render([member_form()])
    foot = Document(io.BytesIO(body)).sections[0].footer.tables[0]
    assert foot.cell(0, 1).text.startswith("核验码：7Q2M-K9TX-4H3P")
    assert foot.cell(0, 1).text.split("\n")[-1].startswith("扫码可查这一稿是否已备案、是否正在公示")
    assert "存档文本" not in foot.cell(0, 1).text
    assert any(name.startswith("word/media/") for name in zipfile.ZipFile(io.BytesIO(body)).namelist())


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_sets_each_form_on_one_page(member_form, org_form, tmp_path):
    files = {}
    for length in (5, 90, 150, 400):
        files[f"m{length}"] = [
            member_form(岗位承诺="落实责任到人" * (length // 6 + 1), 共性承诺="Wm12 " * (length // 5))
        ]
        files[f"o{length}"] = [org_form(创建目标="修" * length, 履职承诺="路" * length, remarks=("代录。",))]
    for name, forms in files.items():
        (tmp_path / f"{name}.docx").write_bytes(word.render(forms))
    command = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], cwd=tmp_path, check=True, capture_output=True)
    for name in files:
        pages = [page.extract_text() for page in PdfReader(tmp_path / f"{name}.pdf").pages]
        first_away = [number for number, text in enumerate(pages) if "附　页" in text]
        assert first_away in ([], [1]), name
        assert len(pages) == 1 or first_away == [1], name
        assert "签名" in pages[0], name
