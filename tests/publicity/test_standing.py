"""The board says where each promise stands, and only words that have been checked (C9, C17)."""

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
