"""The bound file read by a library that had no part in binding it."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from jiannuo.papers import pdf
from jiannuo.papers.binding import Binder, Part

AT = datetime(2011, 3, 1, tzinfo=UTC)


def _bound(parts):
    out = io.BytesIO()
    binder = Binder(out)
    for part in parts:
        binder.add(part)
    binder.close()
    return out.getvalue()


def test_pages_stand_in_order_with_all_their_text(member_form, org_form):
    parts = [
        [member_form(姓名=f"党员{n}") for n in range(3)],
        [org_form(名称="甲 0 R (支部)")],
        [member_form(姓名="末")],
    ]
    reader = PdfReader(io.BytesIO(_bound([pdf.render(part, at=AT) for part in parts])), strict=True)
    texts = [page.extract_text() for page in reader.pages]
    assert [("党员0" in texts[0]), ("党员2" in texts[2]), ("甲 0 R (支部)" in texts[3])] == [True, True, True]
    assert len(texts) == 5
    assert "末" in texts[4]


def test_every_pages_tags_are_found_under_its_key(member_form):
    reader = PdfReader(io.BytesIO(_bound([pdf.render([member_form()] * 2, at=AT), pdf.render([member_form()], at=AT)])))
    tree = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]
    keys = {}
    for leaf in tree["/Kids"]:
        numbers = leaf["/Nums"]
        first, last = leaf["/Limits"]
        found = dict(zip(numbers[::2], numbers[1::2], strict=True))
        assert [min(found), max(found)] == [first, last]
        keys |= found
    for page in reader.pages:
        elements = keys[page["/StructParents"]].get_object()
        assert {element["/Pg"].indirect_reference for element in elements} == {page.indirect_reference}


def test_the_tags_hang_together_from_the_root_down(member_form):
    reader = PdfReader(io.BytesIO(_bound([pdf.render([member_form()], at=AT)] * 2)))
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    book = root["/K"][0]
    assert book["/P"].indirect_reference == root.indirect_reference
    assert [part["/P"].indirect_reference for part in book["/K"]] == [book.indirect_reference] * 2
    assert [part["/S"] for part in book["/K"]] == ["/Document", "/Document"]


def test_the_document_keeps_its_language_title_and_conformance(member_form):
    reader = PdfReader(io.BytesIO(_bound([pdf.render([member_form()], at=AT)] * 3)))
    root = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert "/OutputIntents" in root
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_a_part_is_cut_into_all_its_objects(member_form):
    part = Part.read(pdf.render([member_form()], at=AT))
    assert sorted(part.objects) == list(range(1, max(part.objects) + 1))
    assert b"/Type/Catalog" in part.objects[part.catalog]


@pytest.mark.parametrize("missing", [b"startxref", b"/Root", b"/StructTreeRoot", b"/Info"])
def test_a_file_that_typst_would_not_write_is_told_from_one(member_form, missing):
    whole = pdf.render([member_form()], at=AT)
    with pytest.raises(ValueError, match=missing.decode() if missing != b"startxref" else "subsection"):
        Part.read(whole.replace(missing, b"x" * len(missing)))
