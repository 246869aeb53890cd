"""The board says where each promise stands, and only words that have been checked (C9, C17)."""

from datetime import date

import pytest
import time_machine

from jiannuo.pledges.models import StandingItem


def test_the_board_says_where_each_promise_stands(county, publish, client):
    live = publish(county.draft(county.member))
    item = StandingItem.objects.get()
    with time_machine.travel("2011-07-01T01:00:00Z"):
        addresses = ("/o/B1/", f"/p/{live.version.code}/")
        assert all("未到期" in client.get(address).text for address in addresses)
        sent = {"text": "王老五家门前已洒", "outcome": "not_kept", "reason": "水泵坏了"}
        county.client("member").post(f"/ledger/items/{item.pk}/fill/", sent)
        for address in addresses:
            page = client.get(address).text
            assert "未兑现" in page
            assert "王老五" not in page
            assert "水泵" not in page
            assert "原因正在核对，核对后公示。" in page


@pytest.mark.parametrize(
    ("deadlines", "due_on", "word"),
    [
        ([], None, "已到期，结果待公布"),
        ([{"type": "date", "date": "2011-06-30", "words": "6月底前"}], date(2011, 6, 30), "逾期"),
    ],
)
def test_nobody_is_called_late_for_a_day_that_was_never_named(county, publish, client, deadlines, due_on, word):
    draft = county.draft(county.member)
    draft.items.update(deadlines=deadlines, due_on=due_on)
    live = publish(draft)
    with time_machine.travel("2012-01-05T01:00:00Z"):
        for address in ("/o/B1/", f"/p/{live.version.code}/"):
            page = client.get(address).text
            assert {said for said in ("已到期，结果待公布", "逾期") if f"{said}</" in page} == {word}
