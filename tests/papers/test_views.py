import io
import uuid

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from jiannuo.orgs.models import Member, Sex
from jiannuo.papers import printing
from jiannuo.papers.models import PrintBatch
from jiannuo.papers.storage import file_of
from jiannuo.pledges.actions.propose import freeze
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh


def _pages(response):
    return [page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages]


def _once():
    return {"once": str(uuid.uuid4())}


@pytest.mark.parametrize("who", ["member", "secretary", "town_organiser", "leader"])
def test_who_may_have_the_file_gets_all_three_copies(county, proposed, who):
    response = county.client(who).get(reverse("papers:pledge_pdf", args=[proposed.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert len(_pages(response)) == 3


@pytest.mark.parametrize("who", ["neighbour_secretary", "far_secretary", "co_member", "guide", "administrator"])
@pytest.mark.parametrize("name", ["papers:pledge_pdf", "papers:pledge_docx"])
def test_others_do_not_learn_that_there_is_a_pledge(county, proposed, who, name):
    assert county.client(who).get(reverse(name, args=[proposed.pk])).status_code == 404


def test_a_guide_gets_the_copy_of_the_wall_only(county):
    teacher = Member.objects.create(branch=county.school, name="孙老师", sex=Sex.FEMALE, unit_and_post="教师")
    by, pledge = county.users["town_organiser"], county.draft(teacher)
    client = county.client("guide")
    assert client.get(reverse("papers:pledge_pdf", args=[pledge.pk])).status_code == 404
    text = freeze(fresh(pledge), list(pledge.items.all()), [], by=by)
    Pledge.objects.filter(pk=pledge.pk).update(stage=Stage.PROPOSED, current=text, proposed_by=by)
    address = reverse("papers:pledge_pdf", args=[pledge.pk])
    [page] = _pages(client.get(address))
    assert "第三份　公示" in page
    refused = client.get(address, {"copy": "archive"})
    assert refused.status_code == 422
    assert "只供本人和所属党组织使用" in refused.content.decode()


@pytest.mark.parametrize(("copy", "holder"), [("self", "本人存"), ("archive", "党组织存"), ("display", "公示")])
def test_one_copy_alone(county, proposed, copy, holder):
    [page] = _pages(county.client("member").get(reverse("papers:pledge_pdf", args=[proposed.pk]), {"copy": copy}))
    assert f"　{holder}" in page


def test_the_word_file_is_named_after_the_pledge(county, proposed):
    response = county.client("member").get(reverse("papers:pledge_docx", args=[proposed.pk]))
    assert "filename*=UTF-8''%E5%91%A8%E5%A4%A7%E6%9C%892011" in response["Content-Disposition"]
    assert len(Document(io.BytesIO(response.content)).tables) == 3


def test_one_click_prints_a_branch(county, proposed, django_capture_on_commit_callbacks):
    client = county.client("secretary")
    address = reverse("papers:batch_create", args=[county.branch.pk])
    assert "共 <strong>1</strong> 份" in client.get(address).content.decode()
    response = client.post(address, {"kind": "pdf", "copies": "all", **_once()})
    batch = PrintBatch.objects.get()
    assert response["Location"] == reverse("papers:batch_detail", args=[batch.pk])
    assert "等待生成" in client.get(response["Location"]).content.decode()
    printing.run(batch.pk)
    done = client.get(response["Location"]).content.decode()
    assert reverse("papers:batch_file", args=[batch.pk]) in done
    file = client.get(reverse("papers:batch_file", args=[batch.pk]))
    assert file["Cache-Control"] == "private, no-store"
    assert len(PdfReader(io.BytesIO(b"".join(file.streaming_content))).pages) == 3


def test_a_file_that_is_not_on_this_server_is_told_in_words(county, proposed):
    client = county.client("secretary")
    client.post(reverse("papers:batch_create", args=[county.branch.pk]), {"kind": "pdf", "copies": "all", **_once()})
    batch = PrintBatch.objects.get()
    printing.run(batch.pk)
    file_of(batch).unlink()
    answer = client.get(reverse("papers:batch_file", args=[batch.pk]))
    assert answer.status_code == 404
    assert "这个文件已不在服务器上" in answer.text


def test_the_browser_asks_again_by_itself_while_it_lasts(county, proposed):
    client = county.client("secretary")
    client.post(reverse("papers:batch_create", args=[county.branch.pk]), {"kind": "pdf", "copies": "all", **_once()})
    address = reverse("papers:batch_detail", args=[PrintBatch.objects.get().pk])
    piece = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert piece.strip().startswith('<div id="batch-state" hx-get=')
    assert f'<a href="{address}">刷新看进度</a>' in piece
    printing.run(PrintBatch.objects.get().pk)
    assert "hx-get" not in client.get(address, headers={"HX-Request": "true"}).content.decode()


def test_an_unfinished_file_is_refused_in_words(county, proposed):
    client = county.client("secretary")
    client.post(reverse("papers:batch_create", args=[county.branch.pk]), {"kind": "pdf", "copies": "all", **_once()})
    refused = client.get(reverse("papers:batch_file", args=[PrintBatch.objects.get().pk]))
    assert (refused.status_code, "文件等待生成，现在不能下载。" in refused.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["papers:batch_detail", "papers:batch_file"])
def test_another_persons_batch_is_not_there(county, proposed, name):
    client = county.client("secretary")
    client.post(reverse("papers:batch_create", args=[county.branch.pk]), {"kind": "pdf", "copies": "all", **_once()})
    address = reverse(name, args=[PrintBatch.objects.get().pk])
    for who in ("organiser", "town_secretary", "neighbour_secretary", "member"):
        assert county.client(who).get(address).status_code == 404


def test_a_wrong_choice_is_shown_beside_the_field(county, proposed):
    response = county.client("secretary").post(
        reverse("papers:batch_create", args=[county.branch.pk]), {"kind": "exe", "copies": "all"}
    )
    assert response.status_code == 422
    assert PrintBatch.objects.count() == 0


def test_a_member_sees_why_the_whole_branch_is_not_for_him_to_print(county, proposed):
    page = county.client("member").get(reverse("papers:batch_create", args=[county.branch.pk])).content.decode()
    assert "批量打印由本级或上级党组织的负责人办理。" in page


def test_query_counts_do_not_grow(county, proposed, queries_of):
    client = county.client("secretary")
    address = reverse("papers:batch_create", args=[county.branch.pk])
    counts = []
    for _ in (1, 3):
        for _ in range(1 + len(counts)):
            client.post(address, {"kind": "pdf", "copies": "all", **_once()})
        detail = reverse("papers:batch_detail", args=[PrintBatch.objects.first().pk])
        pages = [address, detail, reverse("papers:pledge_pdf", args=[proposed.pk])]
        counts.append([queries_of(client, page) for page in pages])
    assert PrintBatch.objects.count() == 3
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12
