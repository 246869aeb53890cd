"""C41 「若表中空格不够，可另附页」: what does not fit goes whole to the 附页, its box points there; nothing is cut."""

import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from jiannuo.pledges.actions.propose import propose

LONG = "".join(f"第{n}户每月走访{n % 9 + 1}次，记好民情日记；" for n in range(1, 301))


@pytest.fixture
def pledge(county):
    return propose(county.draft(county.member, LONG), by=county.users["member"])


def _file(county, pledge, name):
    return io.BytesIO(county.client("member").get(reverse(name, args=[pledge.pk]), {"copy": "self"}).content)


def _pages(county, pledge):
    return [page.extract_text() for page in PdfReader(_file(county, pledge, "papers:pledge_pdf")).pages]


def _words(pages):
    """The text of the pages without line ends and feet."""
    return "".join("".join(page.split("核验码：")[0].split()) for page in pages)


def test_on_the_pdf_the_box_points_to_the_sheet_and_the_sheet_has_every_word(county, pledge):
    first, *others = _pages(county, pledge)
    assert "（内容较多，见附页“实事承诺”）" in first
    assert others[0].startswith("附　页")
    assert "（2011年党员公开承诺书　周大有　第一份　本人存）" in others[0]
    assert LONG in _words(others)


def test_in_word_the_whole_text_stands_on_the_sheet(county, pledge):
    document = Document(_file(county, pledge, "papers:pledge_docx"))
    assert document.tables[0].cell(4, 4).text == "（内容较多，见附页“实事承诺”）"
    assert LONG in [paragraph.text for paragraph in document.paragraphs]


def test_in_word_the_pages_are_numbered_anew_on_each_copy(county, pledge):
    url = reverse("papers:pledge_docx", args=[pledge.pk])
    document = Document(io.BytesIO(county.client("member").get(url).content))
    assert len(document.sections) == len(document.tables) == 3
    for section in document.sections:
        (start,) = section._sectPr.xpath("w:pgNumType/@w:start")
        field = section.footer._element.xpath(".//w:fldSimple/@w:instr")
        assert (start, field) == ("1", ["PAGE"])


def test_a_text_that_fits_needs_no_sheet(county):
    pledge = propose(county.draft(county.member, "修好村口水渠"), by=county.users["member"])
    assert len(_pages(county, pledge)) == 1
    assert "附　页" not in [p.text for p in Document(_file(county, pledge, "papers:pledge_docx")).paragraphs]


@pytest.mark.parametrize("length", [50, 150, 250, 350, 450, 550, 900])
def test_at_every_length_the_form_is_one_page_and_no_character_is_lost(county, length):
    text = "".join(f"{n:03}号" for n in range(length // 4 + 1))
    pledge = propose(county.draft(county.member, text), by=county.users["member"])
    first, *others = _pages(county, pledge)
    assert text in _words([first]) or text in _words(others)
    assert "承诺人（签名）：" in first
    assert bool(others) == ("见附页" in first)
