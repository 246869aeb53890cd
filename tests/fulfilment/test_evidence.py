"""佐证 is told by its content, stripped, kept once, shown to those who may see the promise, never required."""

import io
import subprocess
import sys
import zipfile

import docx
import pikepdf
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jiannuo.base.errors import Refusal
from jiannuo.fulfilment import files
from jiannuo.fulfilment.actions.evidence import MOST, add_evidence, remove_evidence
from jiannuo.fulfilment.models import Evidence, EvidenceKind
from jiannuo.fulfilment.pictures import LONGEST, redraw
from jiannuo.journal.models import Entry
from tests.fulfilment.files_of import AUTHOR, CAMERA, PLACE, pdf, photo, word

PDF = pdf()


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _zip(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_neither_place_nor_camera(kind):
    sent = photo(kind, comment=b"by hand") if kind == "JPEG" else photo(kind)
    assert CAMERA.encode() in sent
    stored = files.examine(sent)
    assert (stored.kind, stored.suffix) == ("picture", ".jpg")
    image = Image.open(io.BytesIO(stored.data))
    assert (dict(image.getexif()), image.info.get("comment"), max(image.size)) == ({}, None, LONGEST)
    assert image.size == (1067, 1600)  # upright
    assert CAMERA.encode() not in stored.data
    assert PLACE.encode() not in stored.data


def test_a_small_picture_is_not_blown_up():
    image = Image.open(io.BytesIO(redraw(photo(size=(40, 30)))))
    assert image.size == (30, 40)


def test_see_through_and_palettes_become_plain():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    image = Image.open(io.BytesIO(redraw(out.getvalue())))
    assert (image.mode, image.getpixel((5, 5))) == ("RGB", (255, 255, 255))
    out = io.BytesIO()
    Image.new("P", (10, 10)).save(out, "PNG")
    assert Image.open(io.BytesIO(redraw(out.getvalue()))).mode == "RGB"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"MZ\x90\x00 program", "看不出这是什么文件"),
        (b"<svg xmlns='x' onload='alert(1)'>", "看不出这是什么文件"),
        (b"GIF89a" + b"\0" * 40, "看不出这是什么文件"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (b"\xff\xd8\xff" + b"broken", "图片已损坏"),
        (b"\x89PNG\r\n\x1a\n" + b"broken", "图片已损坏"),
        (_zip("xl/workbook.xml"), "不是 Word 文件"),
        (_zip("word/document.xml", "word/vbaProject.bin"), "含有宏"),
        (b"PK\x03\x04broken", "已损坏"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "另存为 .docx"),
        (_zip("word/document.xml"), "已损坏"),
        (_zip("word/document.xml", "word/embeddings/oleObject1.bin"), "嵌着别的文件"),
        (b"%PDF-1.4\n1 0 obj\n", "PDF 文件已损坏"),
        (pdf(encryption=pikepdf.Encryption(user="1", owner="2")), "去掉密码"),
        (b"", "看不出这是什么文件"),
        (PDF + b"x" * files.MAX_BYTES, "超过10MB"),
    ],
    ids=range(16),
)
def test_what_is_not_wanted_is_refused_with_what_to_do(data, why):
    with pytest.raises(Refusal, match=why):
        files.examine(data)


def test_a_picture_beyond_all_measure_is_refused_before_it_is_decoded():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 200_000
    with pytest.raises(Refusal, match="像素过大"):
        redraw(out.getvalue())


@pytest.mark.parametrize("name", ["pictures", "pdf", "word"])
def test_the_process_that_opens_files_needs_no_django(name):
    code = f"import sys, jiannuo.fulfilment.{name}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _everything_in(data):
    """All bytes of all parts, unpacked."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, deterministic_id=True,
                    object_stream_mode=pikepdf.ObjectStreamMode.disable)  # fmt: skip
    return out.getvalue() + repr(pypdf.PdfReader(io.BytesIO(data)).metadata).encode()


def _told(data):
    found, everything = [], _everything_in(data)
    for said in (CAMERA, PLACE, AUTHOR):
        forms = (said.encode(), said.encode("utf-16-be"), said.encode("utf-16-be").hex().encode())
        found += [said for form in forms if form in everything]
    return found + ["GPS"] * (b"Exif\0\0" in everything or b"eXIf" in everything)


def _with_things_inside(made):
    made.attachments["名单.txt"] = AUTHOR.encode()
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    made.pages[0].PieceInfo = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=AUTHOR))


def test_a_pdf_keeps_its_page_and_says_nothing_of_author_or_place():
    sent = pdf(more=_with_things_inside)
    assert {CAMERA, AUTHOR, "GPS"} <= set(_told(sent))
    stored = files.examine(sent)
    assert (stored.kind, stored.suffix, _told(stored.data)) == ("pdf", ".pdf", [])
    assert b"app.alert" not in _everything_in(stored.data)
    (page,) = pypdf.PdfReader(io.BytesIO(stored.data)).pages
    assert page.images[0].image.size == (60, 40)
    assert b"/P Do" in page.get_contents().get_data()
    assert files.examine(sent).sha256 == stored.sha256


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_word_file_keeps_its_text_and_says_nothing_of_author_or_place(kind):
    sent = word(kind)
    assert {PLACE, AUTHOR, "GPS"} <= set(_told(sent))
    stored = files.examine(sent)
    assert (stored.kind, stored.suffix, _told(stored.data)) == ("word", ".docx", [])
    opened = docx.Document(io.BytesIO(stored.data))
    assert opened.paragraphs[0].text == "护栏已于6月验收。"
    assert len(opened.inline_shapes) == 1
    assert files.examine(sent).sha256 == stored.sha256


def test_a_word_file_fetches_nothing_from_outside():
    def outside(document):
        kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        document.part.relate_to("file:///C:/Users/wang/evil.dotm", kinds + "attachedTemplate", is_external=True)
        document.part.relate_to("https://example.org/spy.png", kinds + "image", is_external=True)
        document.part.relate_to("https://example.org/help", kinds + "hyperlink", is_external=True)

    everything = _everything_in(files.examine(word(more=outside)).data)
    assert (b"Users/wang" in everything, b"spy.png" in everything, b"example.org/help" in everything) == (
        False, False, True,
    )  # fmt: skip


def test_the_same_content_is_one_file_and_goes_with_its_last_promise(
    county, fence, monthly, django_capture_on_commit_callbacks
):
    by, content = county.users["member"], files.examine(PDF)
    one, other = add_evidence(fence, "../../等级.pdf", content, by=by), add_evidence(monthly, "b.pdf", content, by=by)
    path = files.folder() / one.stored
    assert (one.stored == other.stored, path.read_bytes(), path.stat().st_mode & 0o777) == (True, content.data, 0o600)
    with pytest.raises(Refusal, match="已经在这一项下面"):
        add_evidence(fence, "c.pdf", content, by=by)
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(one, "传错了", by=by)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(other, "传错了", by=by)
    assert not path.exists()
    with pytest.raises(Refusal, match="已经撤下"):
        remove_evidence(other, "再撤", by=by)
    assert (
        list(Entry.objects.order_by("id").values_list("verb", flat=True))[-4:]
        == ["add_evidence"] * 2 + ["remove_evidence"] * 2
    )


def test_removing_needs_a_reason_and_a_hand_that_keeps_the_promise(county, fence):
    row = add_evidence(fence, "a.pdf", files.examine(PDF), by=county.users["member"])
    with pytest.raises(Refusal, match="写明原因"):
        remove_evidence(row, " ", by=county.users["member"])
    with pytest.raises(Refusal, match="由承诺人本人或所在党组织"):
        remove_evidence(row, "不要", by=county.users["town_secretary"])


def test_there_is_an_end_to_it(county, fence):
    for n in range(MOST):
        add_evidence(fence, "a.pdf", files.Content(EvidenceKind.PDF, ".pdf", bytes([n])), by=county.users["member"])
    with pytest.raises(Refusal, match="最多留20份"):
        add_evidence(fence, "a.pdf", files.examine(PDF), by=county.users["member"])


def _hand_in(county, fence, name, data, who="member"):
    address = f"/ledger/items/{fence.pk}/evidence/"
    return county.client(who).post(address, {"file": SimpleUploadedFile(name, data)}, headers={"hx-request": "1"})


def test_it_is_shown_to_those_who_may_see_the_promise(county, fence):
    _hand_in(county, fence, "护栏\r\nX-Evil: 1.exe", photo())
    _hand_in(county, fence, "验收单.html", PDF)
    picture, paper = Evidence.objects.order_by("id")
    shown = county.client("secretary").get(f"/ledger/evidence/{picture.pk}/")
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert shown["Content-Disposition"].startswith("inline")
    saved = county.client("leader").get(f"/ledger/evidence/{paper.pk}/")
    assert saved["Content-Disposition"].startswith("attachment")
    assert ".pdf" in saved["Content-Disposition"]
    assert ".html" not in saved["Content-Disposition"]
    for who in ("co_member", "neighbour_secretary", "administrator", "guide"):
        assert county.client(who).get(f"/ledger/evidence/{picture.pk}/").status_code == 404
    county.client("member").post(f"/ledger/evidence/{picture.pk}/remove/", {"reason": "拍到了邻居"})
    assert county.client("member").get(f"/ledger/evidence/{picture.pk}/").status_code == 404
    page = county.client("member").get(f"/ledger/items/{fence.pk}/").text
    assert "拍到了邻居" in page
    assert "1份" in county.client("member").get(f"/ledger/of/{county.branch.pk}/").text


def test_who_may_not_keep_the_promise_hands_in_nothing(county, fence):
    answer = _hand_in(county, fence, "a.pdf", PDF, "town_secretary")
    assert "由承诺人本人或所在党组织" in answer.text
    assert not Evidence.objects.exists()
