"""C40 附件2《党员公开承诺书》: exactly that table, as .docx and PDF."""

import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.models import ItemKind, PledgeItem

NOTES = ["注：1、若表中空格不够，可另附页；", "2、本承诺书一式三份，本人存一份，党组织存一份，公示一份。"]


@pytest.fixture
def pledge(county):
    draft = county.draft(county.member, "6月底前修好村口水渠")
    PledgeItem.objects.create(pledge=draft, kind=ItemKind.COMMON, position=1, text="不参与赌博", text_key="1")
    PledgeItem.objects.create(pledge=draft, kind=ItemKind.POST, position=1, text="保洁村道150米", text_key="2")
    return propose(draft, by=county.users["member"])


def _file(county, pledge, name, who="member"):
    return io.BytesIO(county.client(who).get(reverse(name, args=[pledge.pk]), {"copy": "archive"}).content)


def test_the_word_table_is_the_guidances_table(county, pledge):
    table = Document(_file(county, pledge, "papers:pledge_docx")).tables[0]
    rows = [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]
    captions = ["姓　名", "性别", "年龄", "入党年月"]
    assert rows[0][::2] == captions
    assert (rows[0][1], rows[0][3], rows[0][7]) == ("周大有", "男", "1995年7月")
    assert rows[0][5].isdigit()
    assert rows[1:5] == [
        ["单位及职务", "柳树湾村村民"],
        ["承\n诺\n内\n容", "共性承诺", "不参与赌博"],
        ["承\n诺\n内\n容", "岗位承诺", "保洁村道150米"],
        ["承\n诺\n内\n容", "实事承诺", "6月底前修好村口水渠"],
    ]
    signatures = ["".join(cell.split()) for cell in rows[5]]
    assert signatures == ["承诺人（签名）：年月日", "党支部审定意见：（盖章）年月日"]
    assert len(rows) == 6


def test_the_columns_are_as_wide_as_the_page_between_its_margins(county, pledge):
    table = Document(_file(county, pledge, "papers:pledge_docx")).tables[0]
    for row in table.rows:
        assert round(sum(cell.width.mm for cell in dict.fromkeys(row.cells))) == 156
    assert round(table.cell(0, 10).width.mm) == 34


def test_the_pdf_page_says_the_same_on_one_page(county, pledge):
    reader = PdfReader(_file(county, pledge, "papers:pledge_pdf"))
    [text] = [page.extract_text() for page in reader.pages]
    captions = [
        "2011年党员公开承诺书",
        "姓　名",
        "性别",
        "年龄",
        "入党年月",
        "单位及职务",
        "共性承诺",
        "岗位承诺",
        "实事承诺",
    ]
    signatures = ["承诺人（签名）：", "党支部审定意见：", "（盖章）"]
    for words in [*captions, *signatures, "周大有", "不参与赌博", "保洁村道150米", "6月底前修好村口水渠", *NOTES]:
        assert words in text
    assert "承\n诺\n内\n容" in text


def test_every_copy_carries_the_verification_code_of_its_version(county, pledge):
    code = pledge.current.code
    text = PdfReader(_file(county, pledge, "papers:pledge_pdf")).pages[0].extract_text()
    assert f"核验码：{code[:4]}-{code[4:8]}-{code[8:]}" in text
    foot = Document(_file(county, pledge, "papers:pledge_docx")).sections[0].footer.tables[0]
    assert f"核验码：{code[:4]}-{code[4:8]}-{code[8:]}" in foot.cell(0, 1).text


def test_an_amended_pledge_prints_its_present_text_under_a_new_code(county, pledge):
    first = pledge.current.code
    pledge.stage = "drafted"
    pledge.save()
    pledge.items.filter(kind=ItemKind.DEED).update(text="5月底前修好村口水渠")
    propose(pledge, by=county.users["member"])
    text = PdfReader(_file(county, pledge, "papers:pledge_pdf")).pages[0].extract_text()
    assert "5月底前修好村口水渠" in text
    assert f"核验码：{first[:4]}" not in text
