"""C27 领导点: each half-year the leader of the level above comments on organisations and members."""

import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.actions.leader import Words, issue, visit, write
from jiannuo.appraisal.models import LeaderComment
from jiannuo.base.errors import Refusal, Stale
from jiannuo.duties.actions import Waiver, exempt, expect
from jiannuo.duties.models import Duty, DutyKind, Ground
from jiannuo.orgs.models import Member
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.pledges.workflow import Stage
from tests.walking import walk

GOOD = Words(
    achievements="水泥巷道洒水按月做了。", problems="台帐两个月没有更新。", direction="把每月的情况及时记下来。"
)


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(date(2011, 7, 5), tick=False):
        yield


def _boxes(version=0, **more):
    words = {"achievements": "", "problems": "", "direction": "", "mended": ""}
    return words | {"version": version, "once": str(uuid.uuid4())} | more


def test_the_leader_of_the_level_above_comments_and_nobody_else(county):
    for who in ("secretary", "county_organiser", "member", "neighbour_secretary", "guide"):
        with pytest.raises(Refusal, match="领导点评由上一级党组织的书记或领导提出"):
            write(county.round, 1, county.branch, GOOD, by=county.users[who])
    assert write(county.round, 1, county.branch, GOOD, by=county.users["town_secretary"]).superior == county.town
    assert write(county.round, 1, county.town, GOOD, by=county.users["leader"]).superior == county.county


def test_a_draft_is_seen_by_its_writers_only_and_an_issued_comment_by_the_subject(county):
    draft = write(county.round, 1, county.branch, GOOD, by=county.users["town_secretary"])
    address = reverse("appraisal:leader_subject", args=[county.branch.pk])
    assert GOOD.problems not in county.client("secretary").get(address).content.decode()
    issue(draft, by=county.users["town_secretary"], version=draft.version)
    assert GOOD.problems in county.client("secretary").get(address).content.decode()
    assert county.client("far_secretary").get(address).status_code == 404


def test_a_member_reads_what_was_said_of_the_branch_and_nothing_false_about_its_promises(county):
    walk(county, county.draft(), Stage.FILED, proposer="secretary")
    address = reverse("appraisal:leader_subject", args=[county.branch.pk])
    for who in ("member", "co_member"):
        assert county.client(who).get(address).status_code == 404
        assert county.client(who).get(reverse("appraisal:leader_members", args=[county.branch.pk])).status_code == 404
    leader = county.users["town_secretary"]
    draft = write(county.round, 1, county.branch, GOOD, by=leader)
    assert county.client("member").get(address).status_code == 404
    issue(draft, by=leader, version=draft.version)
    page = county.client("member").get(f"{address}?period=1").text
    assert GOOD.problems in page
    assert "还没有备案的承诺" not in page
    assert "对个别党员点评" not in page
    assert "请写在下一次点评里" not in page, "that is said to leaders"
    assert "回到名单" not in page
    assert "点评对象" not in page, "no empty list beside it"
    assert "请写在下一次点评里" in county.client("town_secretary").get(f"{address}?period=1").text
    assert "承诺 1 项" in county.client("secretary").get(f"{address}?period=1").text


def test_issuing_fixes_the_words_and_meets_the_duty(county):
    expect(county.round, county.county, by=None)
    duty = Duty.objects.get(kind=DutyKind.LEADER_COMMENT, organisation=county.branch, period=1)
    assert duty.done_at is None
    leader = county.users["town_secretary"]
    draft = write(county.round, 1, county.branch, GOOD, by=leader)
    issue(draft, by=leader, version=draft.version)
    duty.refresh_from_db()
    assert duty.done_at is not None
    with pytest.raises(Refusal, match="已经发出"):
        write(county.round, 1, county.branch, Words(problems="改口"), by=leader, version=2)
    with pytest.raises(Refusal, match="已经发出"):
        issue(draft, by=leader, version=2)
    assert LeaderComment.objects.get().problems == GOOD.problems


def test_an_empty_comment_is_not_issued_and_a_stale_one_overwrites_nothing(county):
    leader = county.users["town_secretary"]
    draft = write(county.round, 1, county.branch, Words(), by=leader)
    with pytest.raises(Refusal, match="三栏都还空着"):
        issue(draft, by=leader, version=draft.version)
    write(county.round, 1, county.branch, GOOD, by=leader, version=1)
    with pytest.raises(Stale):
        write(county.round, 1, county.branch, Words(problems="旧页面上的话"), by=leader, version=1)
    assert LeaderComment.objects.get().problems == GOOD.problems


def test_members_are_commented_singly_where_wanted_but_nobody_comments_on_himself(county):
    leader = county.users["town_secretary"]
    done = write(county.round, 1, county.branch, GOOD, by=leader, member=county.member)
    issue(done, by=leader, version=done.version)
    page = reverse("appraisal:leader_member", args=[county.member.pk])
    assert GOOD.direction in county.client("member").get(page).content.decode()
    assert GOOD.direction not in county.client("co_member").get(page).content.decode()
    Member.objects.filter(pk=county.member.pk).update(user=leader)
    county.member.refresh_from_db()
    with pytest.raises(Refusal, match="不能点评自己"):
        write(county.round, 2, county.branch, GOOD, by=leader, member=county.member)


def test_the_next_subject_opens_by_itself_and_typing_is_kept(county):
    expect(county.round, county.county, by=None)
    client = county.client("town_secretary")
    first = client.get(reverse("appraisal:leader_queue"))
    assert first.context["organisation"] == county.branch
    address = reverse("appraisal:leader_subject", args=[county.branch.pk])
    typed = _boxes(problems="写到一半")
    del typed["once"]  # as the script sends it: a pause in typing is no act
    saved = client.post(reverse("appraisal:leader_subject_autosave", args=[county.branch.pk]), typed)
    assert saved.json() == {"version": 1}
    assert "写到一半" in client.get(address).content.decode()
    sent = client.post(address, _boxes(1, problems="写完了", do="issue"))
    assert sent.url == reverse("appraisal:leader_subject", args=[county.neighbour.pk]) + "?year=2011&period=1"
    below = county.town.children.count()
    for left in range(below - 1, 0, -1):
        assert f"还有{left}个没有点评" in client.get(sent.url).content.decode()
        sent = client.post(sent.url, _boxes(0, direction="抓紧", do="issue"))
    assert sent.url == reverse("appraisal:leader_queue") + "?year=2011&period=1"
    assert LeaderComment.objects.filter(issued_at__isnull=False).values("organisation").distinct().count() == below


def test_it_says_of_how_many_a_comment_is_still_expected_as_the_desk_does(county):
    expect(county.round, county.county, by=None)
    duty = Duty.objects.get(kind="leader_comment", period=1, organisation=county.school)
    exempt([duty], Waiver(Ground.OTHER, "新建党组织"), by=county.users["town_organiser"])
    page = county.client("town_secretary").get(reverse("appraisal:leader_subject", args=[county.branch.pk])).text
    owed = Duty.objects.filter(kind="leader_comment", period=1, obliged=county.town, exemption=None).count()
    assert f"还有{owed}个没有点评" in page
    assert owed == county.town.children.count() - 1


def test_both_texts_are_shown_where_two_leaders_wrote(county):
    client = county.client("town_secretary")
    write(county.round, 1, county.branch, Words(problems="别处写的"), by=county.users["town_secretary"])
    page = client.post(reverse("appraisal:leader_subject", args=[county.branch.pk]), _boxes(0, problems="这里写的"))
    assert page.status_code == 409
    text = page.content.decode()
    assert "这里写的" in text
    assert "别处写的" in text


def test_the_half_year_stands_beside_the_boxes_without_a_query_for_each_item(county, queries_of):
    with time_machine.travel(date(2011, 3, 20), tick=False):
        walk(county, county.draft(None, "修通组级公路3公里"), Stage.FILED)
    client, address = county.client("town_secretary"), reverse("appraisal:leader_subject", args=[county.branch.pk])
    text = client.get(address).content.decode()
    assert "修通组级公路3公里" in text
    visit(county.branch, date(2011, 6, 2), "村口工地", "路基已经整好。", by=county.users["leader"])
    assert "路基已经整好。" in client.get(address).content.decode()
    few = queries_of(client, address)
    for n in range(4):
        visit(county.branch, date(2011, 6, 3 + n), "村口工地", f"第{n}次", by=county.users["leader"])
    pledge = Pledge.objects.get()
    for n in range(3):
        clone = StandingItem.objects.filter(pledge=pledge).first()
        clone.pk, clone.uid, clone.position = None, uuid.uuid4(), n + 5
        clone.save()
    assert queries_of(client, address) == few


def test_a_half_year_gone_by_is_reached_from_the_desk_and_one_to_come_is_not(county):
    expect(county.round, county.county, by=None)
    with time_machine.travel(date(2011, 12, 20), tick=False):
        client = county.client("town_secretary")
        desk = client.get("/desk/").content.decode()
        assert "/appraisal/comments/?year=2011&amp;period=1" in desk
        assert "/appraisal/comments/?year=2011&amp;period=2" in desk
        assert client.get("/appraisal/comments/?period=1").context["period"].label == "上半年"
        assert client.get("/appraisal/comments/").context["period"].label == "下半年"
    with time_machine.travel(date(2011, 6, 10), tick=False):
        ahead = county.client("town_secretary").get("/appraisal/comments/?period=2")
        assert ahead.context["period"].label == "上半年"
