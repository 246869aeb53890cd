"""C39 附件1《基层党组织公开承诺书》: exactly that table, as .docx and PDF."""

import io

import pytest
from django.urls import reverse
from docx import Document
from docx.shared import Mm
from pypdf import PdfReader

from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.models import ItemKind, PledgeItem

NOTES = ["注：1、若表中空格不够，可另附页；", "2、本承诺书一式三份，本组织存一份，上一级党组织存一份，公示一份。"]
TEXTS = {
    ItemKind.GOAL: "创一流服务：来访当日答复",
    ItemKind.COMMON: "财务每季度公开一次",
    ItemKind.POST: "年底前硬化公路3公里",
}


@pytest.fixture
def pledge(county):
    draft = county.draft(text="6月底前修好村口水渠")
    for position, (kind, text) in enumerate(TEXTS.items(), start=1):
        PledgeItem.objects.create(pledge=draft, kind=kind, position=position, text=text, text_key=text)
    return propose(draft, by=county.users["organiser"])


def _file(county, pledge, name):
    return io.BytesIO(county.client("organiser").get(reverse(name, args=[pledge.pk])).content)


def test_the_word_table_is_the_guidances_table(county, pledge):
    table = Document(_file(county, pledge, "papers:pledge_docx")).tables[0]
    rows = [[cell.text for cell in dict.fromkeys(row.cells)] for row in table.rows]
    assert rows[:5] == [
        ["名　称", "柳树湾村党支部"],
        ["创\n建\n目\n标", "创一流服务：来访当日答复"],
        ["承\n诺\n内\n容", "共性承诺", "财务每季度公开一次"],
        ["承\n诺\n内\n容", "履职承诺", "年底前硬化公路3公里"],
        ["承\n诺\n内\n容", "实事承诺", "6月底前修好村口水渠"],
    ]
    assert [line for line in rows[5][0].split("\n") if line] == [
        "党组织书记（签名）：",
        "（党组织盖章）",
        "年　　月　　日",
    ]
    assert len(rows) == 6


def test_the_word_page_has_the_title_the_notes_and_the_official_margins(county, pledge):
    document = Document(_file(county, pledge, "papers:pledge_docx"))
    texts = [paragraph.text.strip() for paragraph in document.paragraphs]
    assert "2011年基层党组织公开承诺书" in texts
    assert [text for text in texts if "、" in text][:2] == NOTES
    section = document.sections[0]
    margins = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert [round(margin / Mm(1)) for margin in margins] == [37, 28, 35, 26]
    assert document.styles["表题"].font.name == "方正小标宋简体"
    assert document.styles["表题"].font.size.pt == 22


def test_the_pdf_page_says_the_same_on_one_a4_page(county, pledge):
    reader = PdfReader(_file(county, pledge, "papers:pledge_pdf"))
    page = reader.pages[0]
    text = page.extract_text()
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    captions = [
        "2011年基层党组织公开承诺书",
        "名　称",
        "共性承诺",
        "履职承诺",
        "实事承诺",
        "党组织书记（签名）：",
        "（党组织盖章）",
    ]
    for words in [*captions, *TEXTS.values(), "6月底前修好村口水渠", *NOTES]:
        assert words in text
    assert "创\n建\n目\n标" in text
    assert "承\n诺\n内\n容" in text
    assert len(reader.pages) == 3


def test_the_boxes_for_signature_seal_and_date_are_blank(county, pledge):
    table = Document(_file(county, pledge, "papers:pledge_docx")).tables[0]
    assert "".join(table.cell(5, 0).text.split()) == "党组织书记（签名）：（党组织盖章）年月日"
