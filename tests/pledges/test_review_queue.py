"""审诺: the queue, the open case, passing and sending back, and passing many at once."""

import re
import uuid
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.base.errors import Refusal
from jiannuo.orgs.models import Member
from jiannuo.pledges import boxes, workflow
from jiannuo.pledges.actions.propose import propose, withdraw
from jiannuo.pledges.actions.review import Opinion, judge, judge_many
from jiannuo.pledges.models import Pledge, PledgeItem, Review
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.actions import open_round
from tests.walking import fresh, recorded, walk

QUEUE = "/pledges/review/"
PLAIN = {"deadlines": [{"type": "recurring", "words": "每月", "every": "month", "times": 2}]}


def _proposed(county, member, text="每月为村里水泥巷道洒水2次"):
    pledge = county.draft(member, text)
    return propose(pledge, by=member.user if member and member.user else county.users["organiser"])


def _address(pledge):
    return reverse("pledges:review", args=[pledge.pk])


def _send(client, pledge, verdict, **more):
    data = {"verdict": verdict, "version": fresh(pledge).version, "once": str(uuid.uuid4()), **more}
    return client.post(_address(pledge), data)


def _page(response):
    return response.content.decode()


def test_the_queue_opens_the_case_that_waits_longest(county):
    first, second = _proposed(county, county.member), _proposed(county, county.co_member, "每季度帮厨1次")
    Pledge.objects.filter(pk=second.pk).update(stage_at="2011-01-01T00:00:00+08:00")
    response = county.client("secretary").get(QUEUE)
    assert [p.pk for p in response.context["page"]] == [second.pk, first.pk]
    assert response.context["pledge"].pk == second.pk
    assert "每季度帮厨1次" in _page(response)


def test_the_queue_of_a_neighbour_a_leader_and_a_member_is_empty(county):
    _proposed(county, county.member)
    for who in ("neighbour_secretary", "leader", "guide", "member", "county_organiser"):
        assert "没有等您审定的承诺书" in _page(county.client(who).get(QUEUE))
    assert "周大有" in _page(county.client("secretary").get(QUEUE))


def test_passing_opens_the_next_case_by_itself_with_the_same_filter(county):
    first, second = _proposed(county, county.member), _proposed(county, county.co_member)
    client = county.client("secretary")
    address = _address(first) + "?subject=member"
    following = client.get(address).context["following"]
    response = client.post(
        address, {"verdict": "pass", "version": fresh(first).version, "opinion": "", "following": following}
    )
    assert response.url == _address(second) + "?subject=member"
    assert fresh(first).stage == Stage.ENDORSED
    assert Review.objects.get().opinion == "同意。"
    assert _send(client, second, "pass").url == QUEUE


def test_after_the_last_one_the_first_that_was_skipped_opens(county):
    first, second = _proposed(county, county.member), _proposed(county, county.co_member)
    client = county.client("secretary")
    following = client.get(_address(second)).context["following"]
    assert _send(client, second, "pass", following=following).url == _address(first)


def test_sending_back_without_a_reason_is_refused_beside_the_field_and_what_was_typed_stays(county):
    pledge = _proposed(county, county.member)
    uid = pledge.current.content["items"][0]["uid"]
    response = _send(county.client("secretary"), pledge, "send_back", opinion=" ", **{f"comment-{uid}": "写明哪条巷道"})
    assert response.status_code == 422
    assert "退回须写明理由" in response.context["form"].errors["opinion"][0]
    assert "写明哪条巷道</textarea>" in _page(response)
    assert fresh(pledge).stage == Stage.PROPOSED
    assert not Review.objects.exists()


def test_comments_and_points_are_kept_with_the_review(county):
    pledge = _proposed(county, county.member)
    uid = pledge.current.content["items"][0]["uid"]
    answer = {"opinion": "请明确数量。", "wanting": ["针对性", "操作性"], f"comment-{uid}": "写明哪条巷道"}
    stranger = {f"comment-{uuid.uuid4()}": "不属于这份承诺书"}
    assert _send(county.client("secretary"), pledge, "send_back", **answer, **stranger).status_code == 302
    review = Review.objects.get()
    assert (review.comments, review.points) == ({uid: "写明哪条巷道"}, {"针对性": False, "操作性": False})
    assert fresh(pledge).stage == Stage.RETURNED
    boxes = _page(county.client("member").get(reverse("pledges:write", kwargs={"pk": pledge.pk})))
    assert "请明确数量。" in boxes  # the reason stands above the boxes that it is about
    assert "第1项：写明哪条巷道" in boxes


def test_of_two_reviewers_at_once_the_second_hears_it_and_overwrites_nothing(county):
    pledge = walk(county, county.draft(county.member), Stage.ENDORSED)
    first, second = county.client("town_organiser"), county.client("town_secretary")
    second_form = {"verdict": "send_back", "version": pledge.version, "opinion": "不同意，数量太少。"}
    assert _send(first, pledge, "pass", opinion="同意。").status_code == 302
    response = second.post(_address(pledge), second_form)
    assert response.status_code == 422
    assert "当前状态为“已审诺”" in _page(response)
    assert "不同意，数量太少。</textarea>" in _page(response)
    assert "town_organiser" in _page(response)
    assert [r.opinion for r in Review.objects.order_by("id")] == ["同意。", "同意。"]
    assert fresh(pledge).stage == Stage.REVIEWED


def test_a_judgement_on_an_older_text_is_refused(county):
    pledge = _proposed(county, county.member)
    response = county.client("secretary").post(_address(pledge), {"verdict": "pass", "version": pledge.version - 1})
    assert "刚刚已被他人改动" in _page(response)
    assert fresh(pledge).stage == Stage.PROPOSED
    assert f'name="version" value="{pledge.version}"' in _page(response)


def test_the_same_form_sent_twice_judges_once(county):
    pledge = _proposed(county, county.member)
    data = {"verdict": "pass", "version": pledge.version, "once": str(uuid.uuid4())}
    client = county.client("secretary")
    assert client.post(_address(pledge), data).url == client.post(_address(pledge), data).url
    assert Review.objects.count() == 1


def test_a_case_of_another_branch_is_not_found(county):
    pledge = _proposed(county, county.member)
    for who in ("neighbour_secretary", "far_secretary", "leader", "guide", "member"):
        assert county.client(who).get(_address(pledge)).status_code == 404
        assert _send(county.client(who), pledge, "pass").status_code == 404
    assert county.client("town_organiser").get(_address(pledge)).status_code == 200


def test_greyed_buttons_say_why(county):
    pledge = _proposed(county, county.member)
    page = _page(county.client("town_organiser").get(_address(pledge)))
    assert "须先由所在党支部提出审定意见。" in page
    assert 'value="pass"' not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"周大有", "陈小满", "李书记"}),
        ("?subject=organisation", set()),
        ("?oral=on", {"陈小满", "李书记"}),
        ("?hinted=on", {"周大有"}),  # each of the others says something of its own
        ("?organisation=999999", {"周大有", "陈小满", "李书记"}),
        ("?subject=nonsense", {"周大有", "陈小满", "李书记"}),
    ],
)
def test_filters_narrow_the_queue(county, query, shown):
    _proposed(county, county.member, "全心全意为人民服务")
    county.secretary_member.user = None
    county.secretary_member.save()
    for times, (member, more) in enumerate(((county.co_member, {"is_oral": True}), (county.secretary_member, {})), 2):
        pledge = county.draft(member, f"每月洒水{times}次", recorded_by=county.users["organiser"], **more)
        PledgeItem.objects.filter(pledge=pledge).update(**PLAIN)
        propose(fresh(pledge), by=county.users["organiser"])
    response = county.client("secretary").get(QUEUE + query)
    assert {p.subject_name for p in response.context["page"]} == shown
    assert response.context["page"].paginator.count == len(shown)


@pytest.mark.parametrize(("n", "queries"), [(1, 11), (3, 12), (30, 12)])  # one more where near-copies are fetched
def test_the_queue_takes_the_same_queries_however_long(county, queries_of, n, queries):
    for number in range(n):
        member = Member.objects.create(branch=county.branch, name=f"党员{number}", sex="male")
        propose(county.draft(member, f"第{number}组：每月洒水2次"), by=county.users["organiser"])
    assert queries_of(county.client("secretary"), QUEUE) == queries
    narrowed = f"{QUEUE}?organisation={county.branch.pk}&subject=member"
    assert queries_of(county.client("secretary"), narrowed) == queries


def test_near_copies_are_shown_with_whose_and_how_alike(county):
    _proposed(county, county.co_member, "每月为村里水泥巷道洒水3次，清扫1次")
    pledge = _proposed(county, county.member, "每月为村里水泥巷道洒水2次，清扫1次")
    page = _page(county.client("secretary").get(_address(pledge)))
    assert "与陈小满（柳树湾村党支部）的承诺相近" in page
    assert "<del>2</del><ins>3</ins>" in page


def test_a_text_beyond_ones_reach_is_counted_but_never_shown(county):
    text = "每月为村里水泥巷道洒水2次，清扫1次"
    other, mine = county.draft(county.neighbour_member, text), county.draft(county.member, text)
    propose(other, by=county.users["neighbour_secretary"])
    propose(mine, by=county.users["member"])
    PledgeItem.objects.update(text_key=boxes.text_key(text))
    of_branch, of_town = (_page(county.client(who).get(_address(mine))) for who in ("secretary", "town_secretary"))
    assert "王邻居" not in of_branch
    assert "本轮另有 1 项承诺与它一字不差" in of_branch
    assert "与王邻居（白杨坪村党支部）的承诺相近，相似 100%" in of_town
    assert "一字不差" not in of_town
    assert of_town.count(text) == 1  # the same words need not stand three times


def test_equal_texts_that_are_shown_are_not_said_to_be_all(county):
    """Three stand beside the item; a fourth is said to come on top of them."""
    text = "每月为村里水泥巷道洒水2次，清扫1次"
    for name in ("一", "二", "三", "四"):
        member = Member.objects.create(branch=county.branch, name=f"党员{name}", sex="male")
        propose(county.draft(member, text), by=county.users["organiser"])
    mine = _proposed(county, county.member, text)
    PledgeItem.objects.update(text_key=boxes.text_key(text))
    assert "下面列出的 3 项以外，本轮另有 1 项承诺与它一字不差" in _page(county.client("secretary").get(_address(mine)))


def test_the_list_marks_what_is_said_word_for_word_elsewhere_and_the_filter_keeps_it(county):
    alike = [_plain(county, member, "每月洒水2次") for member in (county.member, county.co_member)]
    alone = county.draft(Member.objects.create(branch=county.branch, name="党员乙", sex="male"), "每季度帮厨1次")
    alone.items.update(**PLAIN, text_key="每季度帮厨1次")
    alone = propose(recorded(alone, county.users["organiser"]), by=county.users["organiser"])
    assert {pledge.current.hint_count for pledge in [*alike, alone]} == {0}
    client = county.client("secretary")
    assert client.get(QUEUE).text.count("有雷同") == 2
    page = client.get(QUEUE, {"hinted": "on"})
    assert sorted(row.pk for row in page.context["page"].object_list) == sorted(p.pk for p in alike)
    assert alone.pk not in {row.pk for row in page.context["page"].object_list}


@pytest.mark.parametrize(
    ("texts", "phrase"), [(1, "建议明确数量和完成时限后重报。"), (2, "建议将第2项明确数量和完成时限后重报。")]
)
def test_the_second_item_is_spoken_of_where_there_is_one(county, texts, phrase):
    pledge = county.draft(county.member)
    for number in range(1, texts):
        PledgeItem.objects.create(
            pledge=pledge, kind="deed", position=number + 1, text=f"修灯{number}盏", text_key=str(number)
        )
    propose(pledge, by=county.users["member"])
    assert phrase in county.client("secretary").get(_address(pledge)).context["phrases"]


def test_an_earlier_opinion_stands_beside_the_new_text(county):
    pledge = _proposed(county, county.member)
    judge(pledge, workflow.SEND_BACK, Opinion("请写明数量。"), by=county.users["secretary"])
    pledge.items.update(text="每月洒水3次")
    propose(fresh(pledge), by=county.users["member"])
    page = _page(county.client("organiser").get(_address(pledge)))
    assert "请写明数量。" in page
    assert reverse("pledges:diff", args=[pledge.pk]) in page


def test_an_htmx_click_gets_the_case_alone(county):
    pledge = _proposed(county, county.member)
    page = _page(county.client("secretary").get(_address(pledge), headers={"HX-Request": "true"}))
    assert "每月为村里水泥巷道洒水2次" in page
    assert "<html" not in page


# Passing many at once


def _plain(county, member, text):
    pledge = county.draft(member, text)
    pledge.items.update(**PLAIN, text_key=text)
    by = county.users["organiser"] if member == county.secretary_member else member.user
    return propose(recorded(pledge, by), by=by)


def _pick(*pledges):
    return {"pick": [f"{p.pk}:{p.version}" for p in pledges], "once": str(uuid.uuid4())}


BATCH = "/pledges/review/batch/"


def test_only_the_unremarkable_are_offered_for_the_batch(county):
    plain = _plain(county, county.member, "每月为村道洒水2次")
    hinted = propose(county.draft(county.co_member, "全心全意为人民服务"), by=county.users["co_member"])
    looked = county.client("secretary").get(BATCH).context["looked"]
    assert [p for p, _ in looked] == [plain]
    assert hinted.current.hint_count > 0


def test_texts_that_resemble_each_other_are_left_out_of_the_batch(county):
    _plain(county, county.member, "每月为村里水泥巷道洒水2次，清扫1次")
    _plain(county, county.co_member, "每月为村里水泥巷道洒水3次，清扫1次")
    response = county.client("secretary").get(BATCH)
    assert (response.context["looked"], response.context["left_out"]) == ([], 2)


def test_a_text_that_stands_elsewhere_word_for_word_is_left_out_of_the_batch(county):
    mine, other = county.draft(county.member, "每月洒水2次"), county.draft(county.neighbour_member, "每月洒水2次")
    PledgeItem.objects.update(**PLAIN, text_key="same")
    propose(fresh(mine), by=county.users["member"])
    propose(fresh(other), by=county.users["neighbour_secretary"])
    assert county.client("secretary").get(BATCH).context["looked"] == []


def test_the_batch_says_how_many_passed_and_which_did_not_and_why(county):
    passed = _plain(county, county.member, "每月为村道洒水2次")
    changed = _plain(county, county.co_member, "每季度帮厨1次")
    gone = _plain(county, county.secretary_member, "每年修渠1次")
    picked = _pick(passed, changed, gone)
    Pledge.objects.filter(pk=changed.pk).update(version=99)
    withdraw(gone, by=county.users["organiser"])
    client = county.client("secretary")
    page = _page(client.get(client.post(BATCH, picked).url))
    assert "<strong>1 份已通过</strong>，2 份没有办成" in page
    assert "陈小满" in page
    assert "刚刚已被他人改动" in page
    assert "另有1份" in page
    assert {p.stage for p in (fresh(passed), fresh(changed), fresh(gone))} == {"endorsed", "proposed", "drafted"}


def test_a_crooked_batch_form_passes_nothing(county):
    pledge = _plain(county, county.member, "每月为村道洒水2次")
    client = county.client("secretary")
    client.post(BATCH, {"pick": ["abc", "1", f"{pledge.pk}:x", "９:9"]})
    assert fresh(pledge).stage == Stage.PROPOSED


def test_more_than_two_hundred_at_once_are_refused_in_words(county):
    pledge = _plain(county, county.member, "每月为村道洒水2次")
    with pytest.raises(Refusal, match="一次最多批量办理200份"):
        judge_many([pledge] * 201, Opinion(), by=county.users["secretary"], versions={})
    assert fresh(pledge).stage == Stage.PROPOSED


def test_the_second_of_two_officers_is_told_what_the_first_has_done(county):
    """The branch has given its opinion meanwhile: not "that is for others to do"."""
    pledge = walk(county, county.draft(county.member), Stage.PROPOSED)
    judge(pledge, workflow.ENDORSE, Opinion(), by=county.users["secretary"], version=pledge.version)
    seen = pledge.version
    with pytest.raises(Refusal) as refused:
        judge(fresh(pledge), workflow.REVIEW, Opinion(), by=county.users["organiser"], version=seen)
    assert re.fullmatch(
        r"这份承诺书\d+年\d+月\d+日已由柳树湾村党支部提出支部意见，现在是“支部已审”，不用再办。", refused.value.sentence
    )


def test_a_text_taken_back_while_its_page_was_open_says_so_and_leads_to_the_queue(county):
    pledge = _proposed(county, county.member)
    client = county.client("secretary")
    client.get(_address(pledge))
    withdraw(fresh(pledge), by=county.users["member"])
    for answer in (client.get(_address(pledge)), _send(client, pledge, "send_back", opinion="请写明数量。")):
        page = _page(answer)
        assert "周大有的承诺书已由承诺人撤回修改" in page
        assert f'<a class="button" href="{QUEUE}">回到待审名单</a>' in page
        assert "第稿" not in page
        assert 'name="verdict"' not in page
    assert "您写的意见没有发出：请写明数量。" in page
    assert not Review.objects.exists()


def test_a_draft_that_was_never_submitted_shows_no_case(county):
    pledge = county.draft(county.member, "还没想好的话")
    page = _page(county.client("secretary").get(_address(pledge)))
    assert "周大有的承诺书还在起草，没有提交审诺" in page
    assert "None" not in page
    assert "还没想好的话" not in page


def test_the_level_above_is_told_when_the_text_was_submitted_not_when_the_branch_endorsed_it(county):
    with time_machine.travel(datetime(2011, 2, 1, 1, 5, tzinfo=UTC), tick=False):
        pledge = _proposed(county, county.member)
    with time_machine.travel(datetime(2011, 2, 9, 2, 30, tzinfo=UTC), tick=False):
        judge(pledge, workflow.ENDORSE, Opinion("同意。"), by=county.users["secretary"])
        page = _page(county.client("town_organiser").get(_address(pledge)))
    head = page[page.index('class="case-head"') : page.index("提交</span>")]
    assert "09:05" in head
    assert "10:30" not in head


def test_whoever_may_not_judge_a_text_is_shown_no_boxes_and_no_keys_for_it(county):
    pledge = _proposed(county, county.secretary_member)
    page = _page(county.client("secretary").get(_address(pledge)))
    assert "查看这份承诺书" in page
    assert 'name="opinion"' not in page
    assert 'name="comment-' not in page
    assert "<kbd>P</kbd>" not in page
    page = _page(county.client("organiser").get(_address(pledge)))
    assert 'name="opinion"' in page
    assert "<kbd>B</kbd>" in page


def test_of_two_rounds_every_line_names_its_year_and_one_may_be_looked_at_alone(county, queries_of):
    _proposed(county, county.member, "每月扫街2次")
    page = _page(county.client("secretary").get(QUEUE))
    assert ('name="year"' in page, "2011年 · 柳树湾村党支部" in page) == (False, False), (
        "of one there is nothing to choose"
    )
    second = open_round(by=None, organisation=county.county, year=2012)
    later = county.draft(county.co_member, "每月洒水3次")
    Pledge.objects.filter(pk=later.pk).update(round=second)
    one = queries_of(county.client("secretary"), QUEUE)
    propose(fresh(later), by=county.users["co_member"])
    response = county.client("secretary").get(QUEUE)
    page = _page(response)
    assert '<option value="2012">2012年（1）</option>' in page
    assert ("2011年 · 柳树湾村党支部" in page, "2012年 · 柳树湾村党支部" in page) == (True, True)
    for query, names in (("?year=2011", {"周大有"}), ("?year=2012", {"陈小满"}), ("?year=99999", {"周大有", "陈小满"})):
        response = county.client("secretary").get(QUEUE + query)
        assert {p.subject_name for p in response.context["page"]} == names
    batch = _page(county.client("secretary").get(reverse("pledges:review_batch") + "?year=2012"))
    assert "周大有" not in batch
    assert queries_of(county.client("secretary"), QUEUE + "?year=2011") <= one + 1


def _closed(county, who, pledge):
    """What stands in place of the form."""
    page = _page(county.client(who).get(_address(pledge)))
    assert ('name="opinion"' in page, 'name="comment-' in page) == (False, False)
    return re.search(r'<p class="step-reason">.*?</svg>(.*?)</p>', page, re.DOTALL).group(1)


def test_before_ones_own_promise_a_reviewer_reads_who_judges_it_instead(county):
    own = propose(county.draft(county.secretary_member, "每月扫街2次"), by=county.users["secretary"])
    assert _closed(county, "secretary", own) == f"这是您本人的承诺，由{county.town.name}审定，您不用办。"
    branch = propose(county.draft(None, "修好水渠"), by=county.users["organiser"])
    assert _closed(county, "organiser", branch) == f"这份承诺由您提交，由{county.town.name}审定，您不用办。"
    assert _closed(county, "secretary", branch) == "审诺通过须由审定的党组织的负责人办理。"


def test_where_the_branch_judges_first_another_of_its_hands_is_named(county):
    pledge = _proposed(county, county.co_member, "每月扫街2次")
    pledge.co_signers.add(county.secretary_member)
    said = f"这是您本人的承诺，由{county.branch.name}的另一位负责人提出意见，您不用办。"
    assert _closed(county, "secretary", pledge) == said
    sent = {"version": pledge.version, "verdict": "pass", "opinion": "同意。", "once": str(uuid.uuid4())}
    answer = county.client("secretary").post(_address(pledge), sent)
    assert (answer.status_code, 'name="opinion"' in answer.content.decode()) == (422, False)
