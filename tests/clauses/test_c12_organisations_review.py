"""C12 「组织审诺」: the branch guides, the level above passes or sends back; nobody judges his own."""

import pytest

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.desk.queries import desk_of
from jiannuo.meetings.actions import convene, enrol
from jiannuo.meetings.models import CONFIRMING, Category, MeetingKind
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Role
from jiannuo.pledges import workflow
from jiannuo.pledges.actions.confirm import confirm, decide
from jiannuo.pledges.actions.filing import file
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.models import Pledge, Review
from jiannuo.pledges.queries import awaiting, awaiting_receipt
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round, WhoBinds
from tests.walking import HELD, NAMES, fresh, recorded


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


@pytest.fixture
def topmost(county):
    """The county committee's own pledge, submitted by its organiser; a secretary is there too."""
    starts_on = county.round.opens_on
    appoint(
        by=None,
        user=county.users["administrator"],
        organisation=county.county,
        role=Role.SECRETARY,
        starts_on=starts_on,
    )
    pledge = county.draft(None, "全年办成民生实事10件")
    Pledge.objects.filter(pk=pledge.pk).update(organisation=county.county, path=county.county.path)
    return propose(fresh(pledge), by=User.objects.get(pk=county.users["county_organiser"].pk))


def test_the_topmost_bodys_own_pledge_is_judged_by_other_hands_that_say_on_whose_word(county, topmost):
    by, other = county.users["county_organiser"], User.objects.get(pk=county.users["administrator"].pk)
    may = {who for who in county.users if awaiting(User.objects.get(pk=county.users[who].pk)).exists()}
    assert may == {"administrator"}
    with pytest.raises(Refusal, match="由您提交，须由另一人审定"):
        judge(topmost, workflow.REVIEW, Opinion("同意"), by=by)
    with pytest.raises(Refusal, match="上一级党组织不在本系统里，请在审定意见里写明"):
        judge(topmost, workflow.REVIEW, Opinion(), by=other)
    client = county.client("administrator")
    assert "上一级党组织不在本系统里，请在审定意见里写明" in client.get(f"/pledges/{topmost.pk}/review/").text
    judge(topmost, workflow.REVIEW, Opinion("市委组织部2月20日审定同意。"), by=other)
    said = Review.objects.get()
    assert (said.organisation, said.opinion) == (county.county, "市委组织部2月20日审定同意。")
    for kind in CONFIRMING:
        meeting = convene(county.county, kind, HELD, "县委会议室", "书记", by=other)
        enrol(meeting, Category.LEADER if kind == MeetingKind.LEADERS else Category.CITIZEN, NAMES, [], by=other)
        decide(meeting, fresh(topmost), Votes(3), by=other)
    confirm(fresh(topmost), by=other)
    assert list(awaiting_receipt(other, county.county, county.round)) == [topmost]
    assert [line.url for line in desk_of(other).due if line.sentence.startswith("备案")] == [
        f"/pledges/in/{county.county.pk}/filing/"
    ]
    filing = file(fresh(topmost), by=other)
    assert (filing.receiver, fresh(topmost).stage) == (county.county, Stage.FILED)
    receipt = client.get(f"/pledges/{topmost.pk}/versions/1/receipt/").text
    assert "上一级党组织不在本系统里，本级代为登记" in receipt


def test_who_has_a_level_above_hears_nothing_of_it(county):
    pledge = propose(county.draft(), by=county.users["organiser"])
    assert "不在本系统里" not in county.client("town_organiser").get(f"/pledges/{pledge.pk}/review/").text
    assert not awaiting(county.users["county_organiser"]).exists()
