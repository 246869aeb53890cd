"""C12 「组织审诺」: the branch guides, the level above passes or sends back; nobody judges his own."""

import pytest

from jiannuo.base.errors import Refusal
from jiannuo.pledges import workflow
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.models import Review
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round, WhoBinds
from tests.walking import fresh, recorded


@pytest.fixture
def proposed(county):
    return propose(county.draft(county.member), by=county.users["member"])


def test_by_default_the_branch_opines_and_the_level_above_passes(county, proposed):
    with pytest.raises(Refusal, match="须先由所在党支部提出审定意见"):
        judge(proposed, workflow.REVIEW, Opinion(), by=county.users["town_secretary"])
    judge(proposed, workflow.ENDORSE, Opinion("内容实在，同意。"), by=county.users["secretary"])
    judge(proposed, workflow.REVIEW, Opinion(), by=county.users["town_secretary"])
    spoken = Review.objects.order_by("id").values_list("organisation__name", "verdict", "opinion")
    assert list(spoken) == [
        (county.branch.name, "endorsed", "内容实在，同意。"),
        (county.town.name, "passed", "同意。"),
    ]
    assert fresh(proposed).stage == Stage.REVIEWED


def test_where_the_round_says_so_the_branch_binds(county, proposed):
    Round.objects.update(who_binds=WhoBinds.BRANCH)
    judge(fresh(proposed), workflow.REVIEW, Opinion(), by=county.users["organiser"])
    assert fresh(proposed).stage == Stage.REVIEWED
    assert Review.objects.get().organisation == county.branch


def test_an_organisations_pledge_is_reviewed_one_level_above(county):
    pledge = propose(county.draft(), by=county.users["organiser"])
    for who in ("secretary", "county_organiser", "neighbour_secretary", "leader"):
        with pytest.raises(Refusal):
            judge(pledge, workflow.REVIEW, Opinion(), by=county.users[who])
    judge(pledge, workflow.REVIEW, Opinion(), by=county.users["town_organiser"])
    assert fresh(pledge).stage == Stage.REVIEWED


def test_sending_back_needs_a_reason_and_reaches_the_author(county, proposed):
    with pytest.raises(Refusal, match="退回须写明理由"):
        judge(proposed, workflow.SEND_BACK, Opinion(" "), by=county.users["secretary"])
    judge(proposed, workflow.SEND_BACK, Opinion("建议将第1项明确数量后重报。"), by=county.users["secretary"])
    assert fresh(proposed).stage == Stage.RETURNED
    page = county.client("member").get(f"/pledges/{proposed.pk}/").content.decode()
    assert "建议将第1项明确数量后重报。" in page


def test_a_comment_stands_beside_its_item(county, proposed):
    uid = proposed.current.content["items"][0]["uid"]
    opinion = Opinion("请修改。", comments={uid: "写明是哪条巷道。"})
    judge(proposed, workflow.SEND_BACK, opinion, by=county.users["secretary"])
    assert "写明是哪条巷道。" in county.client("member").get(f"/pledges/{proposed.pk}/").content.decode()


def test_nobody_reviews_the_own_pledge_or_the_own_proposal(county):
    own = propose(recorded(county.draft(county.secretary_member), by := county.users["organiser"]), by=by)
    with pytest.raises(Refusal, match="不能审定自己的承诺"):
        judge(own, workflow.SEND_BACK, Opinion("重写。"), by=county.users["secretary"])
    with pytest.raises(Refusal, match="须由另一人审定"):
        judge(own, workflow.SEND_BACK, Opinion("重写。"), by=county.users["organiser"])
    assert not Review.objects.exists()
