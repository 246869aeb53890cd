"""会议定诺: two meetings, votes within those present, the exact version, many at once."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jiannuo.base.errors import Refusal
from jiannuo.meetings.actions import close, convene, enrol, mark_roll, write_minutes
from jiannuo.meetings.models import CONFIRMING, Category
from jiannuo.orgs.models import Member
from jiannuo.pledges.actions.ballots import Ballot, confirm_many
from jiannuo.pledges.actions.confirm import confirm, decide, reconsider
from jiannuo.pledges.models import Confirmation, Decision, Pledge, PledgeVersion
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage
from tests.walking import HELD, fresh, hold, walk

LEADERS, DELEGATES = CONFIRMING


@pytest.fixture
def reviewed(county):
    return walk(county, county.draft(county.member), Stage.REVIEWED)


@pytest.fixture
def by(county):
    return county.users["secretary"]


def test_before_any_meeting_the_page_leads_to_entering_one_and_confirms_nothing(county, reviewed):
    page = _confirm_page(county)
    assert "还没有可以登记表决的会议。请先在上面登记会议" in page
    assert page.count("登记这个会议") == 2
    assert "尚未召开" not in page
    hold(county, LEADERS)
    page = _confirm_page(county)
    assert "还没有可以登记表决的会议" not in page
    assert "尚未召开" in page


def test_the_confirmation_names_both_meetings_and_pins_the_version(county, reviewed, by):
    held = {kind: hold(county, kind) for kind in CONFIRMING}
    for meeting in held.values():
        decide(meeting, reviewed, Votes(2, 0, 1), by=by)
    confirm(reviewed, by=by)
    pinned = Confirmation.objects.get()
    assert pinned.version == reviewed.current
    assert (pinned.leaders_decision.meeting, pinned.delegates_decision.meeting) == tuple(held.values())
    assert fresh(reviewed).stage == Stage.CONFIRMED


@pytest.mark.parametrize(("there", "missing"), [(LEADERS, DELEGATES), (DELEGATES, LEADERS)])
def test_without_one_of_the_two_it_is_refused_by_name(county, reviewed, by, there, missing):
    decide(hold(county, there), reviewed, Votes(3), by=by)
    with pytest.raises(Refusal, match=f"还缺{missing.label}的表决"):
        confirm(reviewed, by=by)
    assert fresh(reviewed).stage == Stage.REVIEWED


@pytest.mark.parametrize(
    ("votes", "is_passed"),
    [
        (Votes(2, 1, 0), True),
        (Votes(2, 0, 0), True),
        (Votes(1, 0, 0), False),
        (Votes(1, 1, 1), False),
        (Votes(0, 3, 0), False),
    ],
)
def test_more_than_half_of_those_present_must_say_aye(county, reviewed, by, votes, is_passed):
    assert decide(hold(county, LEADERS), reviewed, votes, by=by).is_passed == is_passed


def test_half_is_not_a_majority(county, reviewed, by):
    assert not decide(hold(county, LEADERS, names=["甲", "乙"]), reviewed, Votes(1, 1), by=by).is_passed


@pytest.mark.parametrize("votes", [Votes(4), Votes(2, 1, 1), Votes(0, 0, 4)])
def test_votes_may_not_exceed_those_present(county, reviewed, by, votes):
    with pytest.raises(Refusal, match="到会可表决的有3人"):
        decide(hold(county, LEADERS), reviewed, votes, by=by)
    assert not Decision.objects.exists()


def test_who_stayed_away_and_who_only_attends_do_not_vote(county, reviewed, by):
    meeting = hold(county, LEADERS)
    enrol(meeting, Category.OTHER, ["列席的人"], [], by=by)
    away = meeting.roll.first()
    mark_roll(meeting, [row.pk for row in meeting.roll.all() if row != away], by=by)
    with pytest.raises(Refusal, match="到会可表决的有2人"):
        decide(meeting, reviewed, Votes(3), by=by)
    assert decide(meeting, reviewed, Votes(2), by=by).present == 2


def test_a_meeting_without_a_roll_decides_nothing(county, reviewed, by):
    meeting = convene(county.branch, LEADERS, HELD, "村部", "李书记", by=by)
    with pytest.raises(Refusal, match="到会名单里还没有可以表决的人"):
        decide(meeting, reviewed, Votes(1), by=by)


def test_a_meeting_still_to_come_decides_nothing(county, reviewed, by):
    meeting = hold(county, LEADERS, held_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refusal, match="会议还没有召开"):
        decide(meeting, reviewed, Votes(3), by=by)


def test_a_closed_meeting_decides_nothing_more(county, reviewed, by):
    meeting = hold(county, LEADERS)
    close(write_minutes(meeting, "议定。", by=by, version=1), by=by)
    meeting.refresh_from_db()
    with pytest.raises(Refusal, match="会议已经结束"):
        decide(meeting, reviewed, Votes(3), by=by)


def test_a_meeting_of_another_organisation_decides_nothing(county, reviewed, by):
    other = convene(county.neighbour, LEADERS, HELD, "村部", "王书记", by=county.users["neighbour_secretary"])
    enrol(other, Category.LEADER, ["甲"], [], by=county.users["neighbour_secretary"])
    with pytest.raises(Refusal, match="不属于同一党组织"):
        decide(other, reviewed, Votes(1), by=by)


def test_votes_on_an_earlier_version_do_not_confirm_a_later_one(county, reviewed, by):
    for kind in CONFIRMING:
        decide(hold(county, kind), reviewed, Votes(3), by=by)
    reconsider(fresh(reviewed), "请写明数量。", by=by)
    reviewed.items.update(text="每月洒水3次")
    again = walk(county, fresh(reviewed), Stage.REVIEWED)
    assert again.current.number == 2
    with pytest.raises(Refusal, match="还缺领导班子成员会议的表决"):
        confirm(again, by=by)


def test_a_text_handed_back_by_the_meeting_must_be_changed(county, reviewed, by):
    reconsider(reviewed, "请写明数量。", by=by)
    with pytest.raises(Refusal, match="与退回时的文本完全相同"):
        walk(county, fresh(reviewed), Stage.PROPOSED)


def test_what_the_meeting_wants_is_kept_beside_the_text_even_by_the_proposer(county, by):
    pledge = walk(county, county.draft(county.member), Stage.REVIEWED, proposer="secretary")
    reconsider(pledge, "请写明数量。", by=by)
    page = county.client("member").get(reverse("pledges:detail", args=[pledge.pk])).content.decode()
    assert "会议退回" in page
    assert "请写明数量。" in page
    assert fresh(pledge).stage == Stage.RETURNED


def test_a_text_handed_back_needs_a_reason(county, reviewed, by):
    with pytest.raises(Refusal, match="请写明会议的意见"):
        reconsider(reviewed, " \u200b", by=by)


def test_one_meeting_of_each_kind_confirms_many_and_says_which_not(county, by):
    pledges = [
        walk(county, county.draft(member, text), Stage.REVIEWED, proposer="organiser")
        for member, text in ((county.member, "洒水2次"), (county.co_member, "帮厨1次"), (None, "修渠3公里"))
    ]
    held = {kind: hold(county, kind) for kind in CONFIRMING}
    against = {pledges[1].pk: Votes(1, 2)}
    ballots = [
        Ballot(p, p.version, ((held[LEADERS], Votes(3)), (held[DELEGATES], against.get(p.pk, Votes(3)))))
        for p in pledges
    ]
    done, refused = confirm_many(ballots, by=by)
    assert done == 2
    assert [(p.pk, "党员群众代表会议没有通过" in why) for p, why in refused] == [(pledges[1].pk, True)]
    assert [fresh(p).stage for p in pledges] == [Stage.CONFIRMED, Stage.REVIEWED, Stage.CONFIRMED]
    assert Decision.objects.filter(version=pledges[1].current).count() == 2  # what was voted stays on record


# The page


def _page(county):
    return reverse("pledges:confirm", args=[county.branch.pk])


def _form(pledge, held, **votes):
    data = {"pick": f"{pledge.pk}:{pledge.version}", "once": str(uuid.uuid4())}
    for kind, meeting in held.items():
        data |= {kind.value: meeting.pk, f"{kind}-ayes": 3, f"{kind}-noes": 0, f"{kind}-abstentions": 0}
    return data | votes


def test_the_form_confirms_and_tells_what_became_of_it(county, reviewed):
    held = {kind: hold(county, kind) for kind in CONFIRMING}
    client = county.client("secretary")
    page = client.get(client.post(_page(county), _form(reviewed, held)).url).content.decode()
    assert "<strong>1 份已定诺</strong>" in page
    assert fresh(reviewed).stage == Stage.CONFIRMED


def test_votes_of_a_row_go_before_the_usual_ones(county, reviewed):
    held = {kind: hold(county, kind) for kind in CONFIRMING}
    own = {f"{reviewed.pk}-delegates-ayes": 1, f"{reviewed.pk}-delegates-noes": 2}
    client = county.client("secretary")
    page = client.get(client.post(_page(county), _form(reviewed, held, **own)).url).content.decode()
    assert "党员群众代表会议没有通过这份承诺" in page
    assert Decision.objects.get(meeting=held[DELEGATES]).noes == 2
    assert fresh(reviewed).stage == Stage.REVIEWED


def test_without_a_second_meeting_the_page_says_which_is_missing(county, reviewed):
    held = {LEADERS: hold(county, LEADERS)}
    client = county.client("secretary")
    page = client.get(client.post(_page(county), _form(reviewed, held, delegates="")).url).content.decode()
    assert "还缺党员群众代表会议的表决" in page


def test_the_agenda_records_one_vote_for_many(county, reviewed):
    meeting = hold(county, LEADERS)
    address = reverse("pledges:agenda", args=[meeting.pk])
    client = county.client("secretary")
    client.post(address, {"pick": f"{reviewed.pk}:{reviewed.version}", "leaders-ayes": 2, "leaders-noes": 1})
    page = client.get(address).content.decode()
    assert "已登记：赞成 2，反对 1，弃权 0" in page
    client.post(address, {"pick": f"{reviewed.pk}:{reviewed.version}", "leaders-ayes": 9})
    assert "到会可表决的有3人" in client.get(address).content.decode()


def test_the_pages_of_another_branch_are_not_found(county, reviewed):
    meeting = hold(county, LEADERS)
    stranger = county.client("neighbour_secretary")
    for address in (_page(county), reverse("pledges:agenda", args=[meeting.pk])):
        assert stranger.get(address).status_code == 404
    assert stranger.post(reverse("pledges:reconsider", args=[reviewed.pk]), {"reason": "改"}).status_code == 404


@pytest.mark.parametrize("n", [1, 3])
def test_the_confirmation_page_takes_the_same_queries_however_long(county, queries_of, n):
    third = Member.objects.create(branch=county.branch, name="何春芳", sex="female")
    for number, member in enumerate([county.member, county.co_member, third][:n]):
        walk(county, county.draft(member, f"洒水{number}次"), Stage.REVIEWED, proposer="organiser")
    for kind in CONFIRMING:
        hold(county, kind, held_at=datetime(2011, 3, 1, tzinfo=UTC))
    client = county.client("secretary")
    assert len(client.get(_page(county)).context["rows"]) == n
    assert queries_of(client, _page(county)) == 11


@pytest.fixture
def crowd(county, reviewed):
    """60 members whose pledges wait for the meetings."""
    names = [f"党员{number:02}" for number in range(60)]
    members = Member.objects.bulk_create(Member(branch=county.branch, name=name, sex="female") for name in names)
    shared = {"round": county.round, "organisation": county.branch, "path": county.branch.path}
    pledges = Pledge.objects.bulk_create(Pledge(**shared, member=member) for member in members)
    frozen = {"number": 1, "content": reviewed.current.content, "fingerprint": "f" * 64, "frozen_by_id": 1}
    texts = PledgeVersion.objects.bulk_create(
        PledgeVersion(pledge=pledge, code=f"CODE{number:08}", **frozen) for number, pledge in enumerate(pledges)
    )
    for pledge, text in zip(pledges, texts, strict=True):
        pledge.current, pledge.proposed_by, pledge.stage = text, reviewed.proposed_by, Stage.REVIEWED
    Pledge.objects.bulk_update(pledges, ["current", "proposed_by", "stage"])
    return pledges


def test_a_long_list_comes_fifty_at_a_time_and_says_which(county, crowd):
    meeting = hold(county, LEADERS)
    client = county.client("secretary")
    for address in (_page(county), reverse("pledges:agenda", args=[meeting.pk])):
        first, second = client.get(address), client.get(address, {"page": 2})
        assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 11)
        assert "第 1–50 份，共 61 份" in first.text
        assert "第 51–61 份，共 61 份" in second.text


def _on(page, name):
    """The value typed in a box of the page, or "" where it is empty."""
    return next(
        (form[box].value() or "" for row in page.context["rows"] for _, form in row.own for box in form.fields
         if form[box].html_name == name),
        "",
    )  # fmt: skip


@pytest.mark.parametrize("place", ["confirm", "agenda"])
def test_votes_typed_on_one_page_are_still_there_after_looking_at_another(county, crowd, place):
    held = {kind: hold(county, kind) for kind in CONFIRMING}
    address = _page(county) if place == "confirm" else reverse("pledges:agenda", args=[held[LEADERS].pk])
    client, (one, other) = county.client("secretary"), crowd[:2]
    typed = {"leaders-ayes": "2", f"{one.pk}-leaders-ayes": "1", f"{one.pk}-leaders-noes": "2"}
    sent = {"shown": [one.pk, other.pk], "pick": f"{one.pk}:1", "go": "2", **{k: m.pk for k, m in held.items()}}
    turned = client.post(address, sent | typed)
    assert turned.status_code == 303
    assert len(client.get(turned.url).context["rows"]) == 11
    back = client.get(address)
    assert (_on(back, f"{one.pk}-leaders-ayes"), _on(back, f"{one.pk}-leaders-noes")) == ("1", "2")
    assert _on(back, f"{other.pk}-leaders-ayes") == ""
    assert 'name="leaders-ayes" value="2"' in back.text
    ticks = {row.standing.pledge.pk: row.is_ticked for row in back.context["rows"]}
    assert (ticks[one.pk], ticks[other.pk], ticks[crowd[5].pk]) == (True, False, True)
    assert not Decision.objects.exists(), "turning the page votes nothing"


def test_votes_typed_for_one_meeting_are_not_those_of_another(county, crowd):
    held = [hold(county, LEADERS), hold(county, LEADERS)]
    client = county.client("secretary")
    client.post(_page(county), {"leaders": held[0].pk, "leaders-ayes": "1", "go": "2"})
    pages = [client.get(_page(county), {"leaders": meeting.pk}).text for meeting in held]
    assert ['name="leaders-ayes" value="1"' in page for page in pages] == [True, False]


def test_after_the_act_the_votes_of_those_pledges_are_forgotten(county, crowd):
    meeting = hold(county, LEADERS)
    client, address, one = county.client("secretary"), reverse("pledges:agenda", args=[meeting.pk]), crowd[0]
    box = f"{one.pk}-leaders-ayes"
    client.post(address, {"shown": [one.pk], "pick": f"{one.pk}:1", "go": "2", box: "3"})
    assert _on(client.get(address), box) == "3"
    assert client.post(address, {"pick": f"{one.pk}:1", box: "3", "page": "2"}).url == f"{address}?page=2"
    assert Decision.objects.get().ayes == 3
    assert _on(client.get(address), box) == ""


@pytest.mark.parametrize("strange", ["x", "0", "-1", "9" * 40, ""])
def test_a_strange_page_is_the_first_or_the_last(county, crowd, strange):
    client = county.client("secretary")
    turned = client.post(_page(county), {"go": strange, "shown": ["x", "9" * 30], "x-leaders-ayes": "1"})
    assert client.get(turned.url).status_code == 200


def _confirm_page(county):
    return county.client("secretary").get(reverse("pledges:confirm", args=[county.branch.pk])).content.decode()


def test_a_meeting_before_the_text_was_written_is_pointed_out(county, reviewed):
    hold(county, LEADERS)
    assert f"{LEADERS.label}（2011年3月10日09:00）在这一稿提交（" in _confirm_page(county)
    assert "请换一次会议" in _confirm_page(county)


def test_a_meeting_after_it_is_not(county, reviewed):
    hold(county, LEADERS, held_at=timezone.now())
    assert "请换一次会议" not in _confirm_page(county)


@pytest.mark.parametrize("place", ["confirm", "agenda"])
def test_votes_that_were_refused_stand_there_again(county, reviewed, place):
    held = {kind: hold(county, kind) for kind in CONFIRMING}
    address = _page(county) if place == "confirm" else reverse("pledges:agenda", args=[held[LEADERS].pk])
    client, own = county.client("secretary"), f"{reviewed.pk}-leaders-ayes"
    typed = {"leaders-ayes": "3", "delegates-ayes": "3", own: "9"}  # three are present
    sent = {"shown": [reviewed.pk], "pick": f"{reviewed.pk}:{reviewed.current_id}", "page": "1"}
    page = client.post(address, sent | typed | {kind: m.pk for kind, m in held.items()}, follow=True)
    assert not Decision.objects.filter(version=reviewed.current, ayes=9).exists()
    if place == "confirm":
        (back,) = re.findall(r'href="([^"]+)">回到会议定诺', page.text)
        page = client.get(back.replace("&amp;", "&"))
    assert _on(page, own) == "9"
    assert 'name="leaders-ayes" value="3"' in page.text
