"""A file is handed over under its Chinese name, to this person and to no cache."""

import pytest

from jiannuo.ui.files import handed, site_address


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("周大有2011.pdf", "application/pdf"),
        ("记录.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("台帐.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_the_name_says_what_kind_it_is(name, kind):
    answer = handed(b"body", name)
    assert (answer.content, answer["Content-Type"], answer["Cache-Control"]) == (b"body", kind, "private, no-store")


@pytest.mark.parametrize(("inline", "way"), [(True, "inline"), (False, "attachment")])
def test_a_name_can_bring_in_no_header_of_its_own(inline, way):
    answer = handed(b"", '周"\r\nX: 1.pdf', inline=inline)
    assert answer["Content-Disposition"] == f"{way}; filename*=UTF-8''%E5%91%A8%22%0D%0AX%3A%201.pdf"


def test_printed_codes_lead_to_the_address_that_the_operator_names(rf, settings):
    settings.PUBLIC_URL = ""
    assert site_address(rf.get("/x/")) == "http://testserver/"
    settings.PUBLIC_URL = "https://jiannuo.example/"
    assert site_address(rf.get("/x/")) == "https://jiannuo.example/"
