"""A roster in the browser: upload, preview, confirm or give up; long files in the background; bad rows to take away."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiannuo.orgs.actions import found
from jiannuo.orgs.models import ImportBatch, ImportState, Member, Organisation
from jiannuo.orgs.roster.actions import arrival
from jiannuo.orgs.roster.actions.sweeping import sweep
from jiannuo.orgs.views import roster as views
from tests.orgs.sheets import grid, row, xlsx


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def upload(county, tmp_path):
    def send(*rows, who="town_organiser", content=None, **more):
        content = content if content is not None else xlsx(tmp_path / "a.xlsx", grid(*rows)).read_bytes()
        file = SimpleUploadedFile("清河镇党员名册.xlsx", content)
        client = county.client(who)
        answer = client.post(reverse("orgs:roster_import", args=[county.town.pk]), {"file": file, **more})
        return client, answer

    return send


def _batch():
    return ImportBatch.objects.get()


def test_nothing_is_written_before_it_is_confirmed(upload):
    client, answer = upload(row("赵明"), row("钱亮", 性别="甲"))
    page = client.get(answer.url)
    assert "将新增<strong>1</strong>名" in page.text
    assert "性别“甲”看不懂" in page.text, "what is refused is shown first"
    assert not Member.objects.filter(name="赵明").exists()
    client.post(reverse("orgs:roster_confirm", args=[_batch().pk]))
    assert Member.objects.filter(name="赵明").exists()
    assert "新增1名" in client.get(answer.url).text


def test_where_there_is_no_branch_yet_founding_them_is_offered(county):
    client = county.client("county_organiser")
    found(by=None, parent=county.county, code="T9", name="中共新河镇委员会", kind="committee", level="township")
    asked = {
        town.code: client.get(reverse("orgs:roster_import", args=[town.pk])).context["form"]["founds_branches"].value()
        for town in Organisation.objects.filter(level="township")
    }
    assert asked == {"T1": False, "T2": False, "T9": True}


def test_a_namesake_comes_in_only_when_ticked(upload, county):
    Member.objects.create(branch=county.branch, name="董兴华", sex="male", born_on=date(1968, 3, 1))
    told = row("董兴华", 出生日期="1968-05")
    client, answer = upload(told)
    page = client.get(answer.url)
    assert "本支部已有同名同性别党员（出生：1968年3月）" in page.text
    assert "<strong>1</strong>行存疑，勾选的才写入" in page.text
    confirm = reverse("orgs:roster_confirm", args=[_batch().pk])
    client.post(confirm)
    assert Member.objects.filter(name="董兴华").count() == 1
    assert _batch().state == ImportState.CHECKED, "nothing ticked, nothing to write: it still waits"
    client.post(confirm, {"sure": _batch().rows.get().pk})
    assert sorted(Member.objects.filter(name="董兴华").values_list("born_on__month", flat=True)) == [3, 5]
    assert "新增1名" in client.get(answer.url).text


def test_all_doubtful_rows_stand_on_one_page_with_the_button_below_them(upload, county):
    names = [f"董兴{chr(0x4E00 + n)}" for n in range(51)]
    Member.objects.bulk_create(
        Member(branch=county.branch, name=name, sex="male", born_on=date(1968, 3, 1)) for name in names
    )
    client, answer = upload(*(row(name, 出生日期="1968-05") for name in names))
    page = client.get(answer.url).text
    assert page.count('name="sure"') == 51
    assert page.rindex("确认导入") > page.rindex('name="sure"')


def test_the_good_rows_are_listed_too(upload):
    client, answer = upload(row("赵明"), row("钱亮", 性别="甲"))
    assert [r.name for r in client.get(answer.url, {"show": "new"}).context["page"].object_list] == ["赵明"]


def test_the_refused_rows_are_taken_away_as_a_file(upload):
    client, _ = upload(row("赵明"), row("钱亮", 性别="甲"))
    answer = client.get(reverse("orgs:roster_refused", args=[_batch().pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))["党员名册"]
    assert [cell.value for cell in sheet[3]][1] == "钱亮"
    assert "attachment" in answer["Content-Disposition"]


def test_a_file_is_given_up(upload, django_capture_on_commit_callbacks):
    client, _ = upload(row("赵明"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("orgs:roster_discard", args=[_batch().pk]))
    assert _batch().state == ImportState.REFUSED
    assert client.post(reverse("orgs:roster_confirm", args=[_batch().pk])).status_code == 422
    assert not Member.objects.filter(name="赵明").exists()


def test_confirming_twice_writes_once(upload):
    client, _ = upload(row("赵明"))
    for expected in (302, 422):
        assert client.post(reverse("orgs:roster_confirm", args=[_batch().pk])).status_code == expected
    assert Member.objects.filter(name="赵明").count() == 1


def test_a_file_that_would_write_nothing_waits_for_nobody(upload, county, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client, answer = upload(row("钱亮", 性别="甲"))
    page = client.get(answer.url).text
    assert "没有要写入的内容" in page
    assert "未通过1行" in page
    assert "确认导入" not in page
    assert "放弃" not in page
    assert "等您确认导入" not in client.get("/").text
    assert client.get(reverse("orgs:roster_refused", args=[_batch().pk])).status_code == 200
    assert not (arrival.folder() / _batch().file).exists()


def test_a_hopeless_file_says_why(upload):
    client, answer = upload(content=b"not a workbook")
    assert "这不是 Excel 文件" in client.get(answer.url).text


@pytest.mark.parametrize("content", [b""])
def test_an_empty_file_is_refused_beside_the_box(upload, content):
    _, answer = upload(content=content)
    assert "文件是空的" in answer.text


def test_a_file_over_the_limit_is_refused_at_once(upload):
    _, answer = upload(content=b"PK\x03\x04" + b"0" * (10 * 1024 * 1024))
    assert "超过10MB" in answer.text
    assert not ImportBatch.objects.exists()


def test_a_long_file_waits_for_the_worker_with_its_progress(upload, monkeypatch):
    monkeypatch.setattr(views, "_SOON_DONE", 0)
    monkeypatch.setattr(views, "_FEW", 0)
    client, answer = upload(row("赵明"))
    assert "正在核对名册" in client.get(answer.url).text
    assert "正在核对名册" in client.get(answer.url, headers={"hx-request": "true"}).text
    sweep()
    assert "将新增<strong>1</strong>名" in client.get(answer.url).text
    client.post(reverse("orgs:roster_confirm", args=[_batch().pk]))
    assert "正在写入" in client.get(answer.url).text
    sweep()
    assert "新增1名" in client.get(answer.url).text
    assert Member.objects.filter(name="赵明").exists()


def test_missing_branches_are_founded_when_ticked(upload, county):
    client, _ = upload(row("赵明", 所在党支部="枫香村党支部"), founds_branches="on")
    client.post(reverse("orgs:roster_confirm", args=[_batch().pk]))
    assert county.town.children.filter(name="枫香村党支部").exists()


@pytest.mark.parametrize("who", ["secretary", "far_secretary", "guide", "member", "neighbour_secretary"])
def test_the_batch_of_the_town_is_not_for_others(upload, county, who):
    upload(row("赵明"))
    for name in ("roster_batch", "roster_refused"):
        assert county.client(who).get(reverse(f"orgs:{name}", args=[_batch().pk])).status_code == 404
    assert county.client(who).post(reverse("orgs:roster_confirm", args=[_batch().pk])).status_code == 404


def test_the_preview_takes_the_same_number_of_queries_with_more_rows(upload, queries_of):
    counts = []
    for rows in (
        [row("赵明")],
        [row(f"党员{n}".translate(str.maketrans("0123456789", "零一二三四五六七八九"))) for n in range(30)],
    ):
        client, answer = upload(*rows)
        counts.append(queries_of(client, answer.url))
        ImportBatch.objects.all().delete()
    assert counts[0] == counts[1]
