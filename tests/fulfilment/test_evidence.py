"""佐证 is told by its content, stripped, kept once, shown to those who may see the promise, never required."""

import io
import subprocess
import sys
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jiannuo.base.errors import Refusal
from jiannuo.fulfilment import files
from jiannuo.fulfilment.actions.evidence import MOST, add_evidence, remove_evidence
from jiannuo.fulfilment.models import Evidence
from jiannuo.fulfilment.pictures import LONGEST, redraw
from jiannuo.journal.models import Entry

PDF = b"%PDF-1.4\n1 0 obj\n"
SECRET = "云川县柳树湾村三组王某家"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _photo(kind="JPEG", size=(3000, 2000), **more):
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.putpixel((0, 0), (255, 0, 0))
    exif = Image.Exif()
    exif[0x010F], exif[0x010E], exif[0x0112] = "Huawei", SECRET, 6  # camera, description, turned by a quarter
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 12.0, 5.0), 3: "E", 4: (114.0, 20.0, 9.0)})
    out = io.BytesIO()
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


def _zip(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_neither_place_nor_camera(kind):
    sent = _photo(kind, comment=b"by hand") if kind == "JPEG" else _photo(kind)
    assert b"Huawei" in sent
    stored = files.examine(sent)
    assert (stored.kind, stored.suffix) == ("picture", ".jpg")
    image = Image.open(io.BytesIO(stored.data))
    assert (dict(image.getexif()), image.info.get("comment"), max(image.size)) == ({}, None, LONGEST)
    assert image.size == (1067, 1600)  # upright
    assert b"Huawei" not in stored.data
    assert SECRET.encode() not in stored.data


def test_a_small_picture_is_not_blown_up():
    image = Image.open(io.BytesIO(redraw(_photo(size=(40, 30)))))
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
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "已损坏"),
        (b"", "看不出这是什么文件"),
        (PDF + b"x" * files.MAX_BYTES, "超过10MB"),
    ],
    ids=range(12),
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


def test_the_drawing_process_needs_no_django():
    code = "import sys, jiannuo.fulfilment.pictures; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_word_and_pdf_are_kept_as_they_came():
    assert files.examine(PDF).data == PDF
    word = files.examine(_zip("word/document.xml"))
    assert (word.kind, word.suffix) == ("word", ".docx")


def test_the_same_content_is_one_file_and_goes_with_its_last_promise(
    county, fence, monthly, django_capture_on_commit_callbacks
):
    by, content = county.users["member"], files.examine(PDF)
    one, other = add_evidence(fence, "../../等级.pdf", content, by=by), add_evidence(monthly, "b.pdf", content, by=by)
    path = files.folder() / one.stored
    assert (one.stored == other.stored, path.read_bytes(), path.stat().st_mode & 0o777) == (True, PDF, 0o600)
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
        add_evidence(fence, "a.pdf", files.examine(PDF + bytes([n])), by=county.users["member"])
    with pytest.raises(Refusal, match="最多留20份"):
        add_evidence(fence, "a.pdf", files.examine(PDF), by=county.users["member"])


def _hand_in(county, fence, name, data, who="member"):
    address = f"/ledger/items/{fence.pk}/evidence/"
    return county.client(who).post(address, {"file": SimpleUploadedFile(name, data)}, headers={"hx-request": "1"})


def test_it_is_shown_to_those_who_may_see_the_promise(county, fence):
    _hand_in(county, fence, "护栏\r\nX-Evil: 1.exe", _photo())
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
