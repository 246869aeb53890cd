"""C35 「进一步充实和完善」: a reason, the same road again, both versions kept with a readable difference."""

from jiannuo.pledges.actions.propose import amend
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, walk


def test_an_amended_pledge_walks_the_road_again_and_both_texts_remain(county):
    member = county.users["member"]
    pledge = walk(county, county.draft(county.member), Stage.PUBLISHED)
    first = pledge.current
    amend(pledge, "群众要求增加清扫。", by=member)
    pledge.items.update(text="每月为村里水泥巷道洒水3次，清扫1次")
    walk(county, fresh(pledge), Stage.FILED)
    assert fresh(pledge).published == first  # public as before until the new text is published
    again = walk(county, fresh(pledge), Stage.PUBLISHED)
    assert (again.published.number, again.published.reason) == (2, "群众要求增加清扫。")
    assert again.current.reviews.filter(verdict="passed").exists()
    assert again.current.confirmation.pk != first.confirmation.pk
    page = county.client("member").get(f"/pledges/{pledge.pk}/diff/").content.decode()
    assert "群众要求增加清扫。" in page
    assert "洒水<del>2</del><ins>3</ins>次<ins>，清扫1次</ins>" in page
