"""C23 「建立承诺台帐」: made from the filed promises by themselves; nobody types them twice; out to Excel and back."""

import io

import openpyxl
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from jiannuo.fulfilment.models import ProgressNote
from jiannuo.pledges.workflow import Stage
from tests.walking import walk

COLUMNS = (
    *("序号", "承诺主体", "承诺类别", "承诺事项", "责任人", "完成时限"),
    *("预期效果", "进展情况", "完成时间", "兑现情况", "佐证", "备注"),
)


def test_nothing_stands_in_the_ledger_before_the_filing_and_everything_after(county):
    pledge, client = county.draft(county.member), county.client("secretary")
    ledger = f"/ledger/of/{county.branch.pk}/"
    walk(county, pledge, Stage.CONFIRMED)
    assert "还没有备案的承诺" in client.get(ledger).text
    walk(county, pledge, Stage.FILED)
    page = client.get(ledger).text
    assert "每月为村里水泥巷道洒水2次" in page
    assert "周大有 · 实事承诺" in page
    assert "每月为村里水泥巷道洒水2次" in county.client("town_organiser").get(f"/ledger/of/{county.town.pk}/").text


def test_the_same_sheet_goes_out_and_comes_back(county):
    walk(county, county.draft(county.member), Stage.FILED)
    with time_machine.travel("2011-05-10T01:00:00Z"):
        client, ledger = county.client("secretary"), f"/ledger/of/{county.branch.pk}/"
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ledger}excel/").content))
        sheet = book.worksheets[0]
        assert [cell.value for cell in sheet[2]][:12] == list(COLUMNS)
        sheet["H3"] = "已洒水2次"
        out = io.BytesIO()
        book.save(out)
        answer = client.post(f"{ledger}bring-back/", {"file": SimpleUploadedFile("台帐.xlsx", out.getvalue())})
        assert "将更新 1 项，现在还没有写入" in client.get(answer.url).text
        assert not ProgressNote.objects.exists()
        client.post(f"{answer.url}apply/")
        assert "已洒水2次" in client.get(ledger).text


def test_one_line_for_many_at_once(county):
    hands = {"member": county.member, "co_member": county.co_member}
    pledges = [walk(county, county.draft(m), Stage.FILED, proposer=who) for who, m in hands.items()]
    items = [pledge.standing_items.get() for pledge in pledges]
    sent = {"act": "note", "pick": [f"{i.pk}:0" for i in items], "text": "全体参加防汛"}
    with time_machine.travel("2011-06-10T01:00:00Z"):
        county.client("secretary").post(f"/ledger/of/{county.branch.pk}/bulk/", sent)
        assert county.client("secretary").get(f"/ledger/of/{county.branch.pk}/").text.count("全体参加防汛") == 2
