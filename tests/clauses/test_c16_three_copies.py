"""C16 「本承诺书一式三份」: three copies, each marked with its holder; the one on the wall hides what is not public."""

import io

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from jiannuo.base.dates import age_on, today
from jiannuo.pledges.actions.propose import propose

HOLDERS = {
    "member": ["第一份　本人存", "第二份　党组织存", "第三份　公示"],
    "organisation": ["第一份　本组织存", "第二份　上一级党组织存", "第三份　公示"],
}


@pytest.fixture(params=["member", "organisation"])
def pledge(request, county):
    is_member = request.param == "member"
    draft = county.draft(county.member if is_member else None)
    return propose(draft, by=county.users["member" if is_member else "organiser"])


def test_the_pdf_holds_three_copies_each_marked_with_its_holder(county, pledge):
    response = county.client("secretary").get(reverse("papers:pledge_pdf", args=[pledge.pk]))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages]
    assert [page.splitlines()[0] for page in pages] == HOLDERS[pledge.subject_kind]


def test_the_word_file_holds_the_same_three(county, pledge):
    response = county.client("secretary").get(reverse("papers:pledge_docx", args=[pledge.pk]))
    paragraphs = [paragraph.text for paragraph in Document(io.BytesIO(response.content)).paragraphs]
    assert [text for text in paragraphs if text in HOLDERS[pledge.subject_kind]] == HOLDERS[pledge.subject_kind]


def test_only_the_copy_on_the_wall_hides_sex_age_and_date_of_joining(county):
    pledge = propose(county.draft(county.member), by=county.users["member"])
    response = county.client("member").get(reverse("papers:pledge_docx", args=[pledge.pk]))
    tables = Document(io.BytesIO(response.content)).tables
    shown = [[table.cell(0, column).text for column in (5, 8, 10)] for table in tables]
    age = str(age_on(county.member.born_on, today()))
    assert shown == [["男", age, "1995年7月"], ["男", age, "1995年7月"], ["／", "／", "／"]]
