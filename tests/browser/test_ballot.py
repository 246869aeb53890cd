"""A ballot from the slip to the count: sealed by the browser itself, opened by the scrutineers' keys (C28)."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.hall import choose

pytestmark = pytest.mark.browser
_OPEN = """
import json
from datetime import timedelta
from django.utils import timezone
from jiannuo.accounts.models import DemoDoor
from jiannuo.ballots.actions import open_box
from jiannuo.ballots.presets import SURVEY_OPTIONS
from jiannuo.orgs.models import Appointment, Role
user = DemoDoor.objects.get(label="支部书记").user
branch = Appointment.objects.filter(user=user, role=Role.SECRETARY).first().organisation
asked = [{"key": k, "label": l, "group": "", "options": SURVEY_OPTIONS}
         for k, l in [("overall", "对本支部履行承诺的总体评价"), ("lamps", "年底前修好村口路灯12盏")]]
until = timezone.now() + timedelta(hours=2)
box, keys, slips = open_box("survey", branch, "上半年群众满意度测评", asked, 6, until, by=user, takes_remarks=True)
print(json.dumps({"pk": str(box.pk), "code": box.code, "keys": keys.sheets, "slips": slips}))
"""


@pytest.fixture(scope="module")
def box(site):
    """An open box of the demo county, with the papers in hand."""
    return json.loads(site.tell(_OPEN).strip().splitlines()[-1])


def _used_again(visit, box, receipt):
    """Somebody else with the same slip is told that his choice does not count, and what to do."""
    second = visit(width=PHONE)
    second.open(f"/ballots/vote/{box['code']}/#{box['slips'][0]}")
    second.page.get_by_role("button", name="开始投票").click()
    choose(second.page, "满意")
    choose(second.page, "满意")
    second.page.locator(".ballot-step:visible button", has_text="下一步").click()
    second.page.get_by_role("button", name="投出这张票").click()
    second.page.wait_for_selector("#receipt-again:not(:empty)", timeout=60_000)
    expect(second.page.get_by_role("heading", name="这张票先前已经投过，只计第一次")).to_be_visible()
    assert second.page.inner_text("#receipt-again") == receipt
    second.screenshot("ballot-used-before-390")
    assert (second.axe(), second.overflow(), second.problems) == ([], 0, [])


def test_a_phone_votes_and_the_keys_open_what_it_sealed(visit, box):
    phone, sent = visit(width=PHONE), []
    phone.page.on("request", lambda r: sent.append(r) if r.method == "POST" else None)
    phone.open(f"/ballots/vote/{box['code']}/#{box['slips'][0]}")
    assert phone.page.url.endswith(f"/ballots/vote/{box['code']}/"), "the slip's code leaves the address at once"
    assert (phone.axe(), phone.overflow()) == ([], 0)
    phone.page.get_by_role("button", name="开始投票").click()
    choose(phone.page, "基本满意")
    choose(phone.page, "不满意")
    phone.page.fill("#remark", "路灯有两盏不亮")
    phone.page.locator(".ballot-step:visible button", has_text="下一步").click()
    assert (phone.axe(), phone.overflow()) == ([], 0)
    phone.page.get_by_role("button", name="投出这张票").click()
    phone.page.wait_for_selector("#receipt:not(:empty)", timeout=60_000)
    receipt = phone.page.inner_text("#receipt")
    (cast,) = sent
    assert "cookie" not in cast.all_headers()
    assert "referer" not in cast.all_headers()
    assert "路灯" not in cast.post_data
    assert phone.page.context.cookies() == []
    assert phone.problems == []

    _used_again(visit, box, receipt)
    plain = visit(width=PHONE, java_script_enabled=False)
    plain.open(f"/ballots/vote/{box['code']}/")
    plain.page.get_by_text("用文字页面投票").click()
    plain.page.fill("#vote_token", box["slips"][1])
    plain.page.check("input[name=q0] >> nth=0")
    plain.page.get_by_role("button", name="投出这张票").click()
    expect(plain.page.locator(".ballot-receipt")).to_have_count(1)

    secretary = visit("支部书记", width=WIDE)
    secretary.open(f"/ballots/{box['pk']}/")
    assert (secretary.axe(), secretary.overflow()) == ([], 0)
    secretary.page.fill("#key_key0", box["keys"][2])
    secretary.page.fill("#key_key1", box["keys"][1].lower())
    secretary.page.get_by_label("提前封箱").check()
    secretary.page.get_by_role("button", name="封箱并计票").click()
    secretary.page.wait_for_selector("text=已封箱计票")
    facts = secretary.page.locator(".box-facts").last.inner_text().split()
    assert facts == ["应投票", "6", "印发扫码票", "6", "收回", "2", "有效", "2", "作废", "0"]
    assert secretary.axe() == []

    phone.open(f"/ballots/vote/{box['code']}/receipts/?code={receipt.replace(' ', '+')}")
    expect(phone.page.get_by_text("这张票已计入")).to_have_count(1)
    assert phone.axe() == []
