"""The pages of 提诺, sent every wrong thing a person can send."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from jiannuo.base import whose
from jiannuo.duties.actions import expect_proposals
from jiannuo.orgs.models import Member
from jiannuo.pledges import subjects
from jiannuo.pledges.actions.draft import open_for_member, open_for_organisation, save_boxes
from jiannuo.pledges.actions.propose import freeze
from jiannuo.pledges.boxes import MAX_BOX
from jiannuo.pledges.models import Pledge, Wish
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.actions import open_round
from jiannuo.rounds.models import Round, WhoBinds
from tests.walking import fresh, recorded

TEXT = "1、每月走访本组8户；\n2、年底前修好二组水渠300米。"


def _url(name, pledge, **more):
    return reverse(f"pledges:{name}", kwargs={"pk": pledge.pk, **more})


def _typed(pledge, **boxes):
    return {"version": pledge.version, "common": "", "post": "", "deed": "", "do": "check"} | boxes


@pytest.fixture
def draft(county):
    return open_for_member(county.round, county.member, by=county.users["member"])


def test_my_pledge_starts_with_one_tap_and_continues(county):
    client = county.client("member")
    page = client.get(reverse("pledges:mine"))
    assert "开始写承诺" in page.content.decode()
    first = client.post(reverse("pledges:mine"))
    pledge = Pledge.objects.get()
    assert first["Location"] == _url("write", pledge)
    assert client.get(reverse("pledges:mine"))["Location"] == _url("write", pledge)


def test_one_without_a_roster_entry_is_told_whom_to_ask(county):
    assert "联系所在党支部的书记" in county.client("leader").get(reverse("pledges:mine")).content.decode()


def test_the_boxes_carry_topics_and_examples_of_the_own_class(county, draft):
    page = county.client("member").get(_url("write", draft)).content.decode()
    assert "社会公德" in page
    assert "三组巷道" in page
    assert "岗位承诺" in page
    assert "履职承诺" not in page


def test_written_boxes_lead_to_the_check_page_with_what_was_read(county, draft):
    client = county.client("member")
    answer = client.post(_url("write", draft), _typed(draft, post=TEXT))
    assert answer["Location"] == _url("check", draft)
    page = client.get(_url("check", draft)).content.decode()
    assert "每月1次" in page
    assert "2011年12月31日前（年底前）" in page
    assert "300米" in page
    assert "没有当作承诺事项的文字" not in page


@pytest.mark.parametrize(
    ("state", "reads_anew"),
    [({}, True), ({"is_confirmed": True}, False), ({"deadlines": [], "due_on": None, "is_confirmed": True}, False)],
)
def test_an_unchanged_text_is_read_anew_where_nothing_is_confirmed_yet(county, draft, state, reads_anew):
    client = county.client("member")
    client.post(_url("write", draft), _typed(draft, post=TEXT, deed="帮2户困难群众修好院坝"))
    canal, other = draft.items.get(text__contains="水渠"), draft.items.get(kind="deed")
    earlier = {"deadlines": [{"type": "open", "words": "年底"}], "due_on": None, "targets": []}
    draft.items.filter(pk=canal.pk).update(**(earlier | state))
    draft.items.filter(pk=other.pk).update(targets=[])
    before = {"due_on": None, "is_confirmed": False} | state
    client.post(_url("write", draft), _typed(fresh(draft), post=TEXT, deed="帮2户困难群众修好院坝"))
    canal = draft.items.get(uid=canal.uid)
    assert (canal.due_on, canal.is_confirmed) == (date(2011, 12, 31) if reads_anew else None, before["is_confirmed"])
    assert draft.items.get(uid=other.uid).targets != [], "another box"
    assert [item.kind for item in draft.items.all()] == ["deed", "post", "post"]


def test_what_others_have_seen_is_not_read_anew(county, draft):
    client = county.client("member")
    client.post(_url("write", draft), _typed(draft, post=TEXT))
    client.post(_url("propose", draft))
    client.post(_url("withdraw", draft))
    draft.items.update(due_on=None)
    client.post(_url("write", draft), _typed(fresh(draft), post=TEXT))
    assert set(draft.items.values_list("due_on", flat=True)) == {None}


def test_the_check_page_shows_what_was_not_taken_for_a_promise(county, draft):
    client = county.client("member")
    client.post(_url("write", draft), _typed(draft, post="为服务好群众，我承诺如下：\n" + TEXT))
    page = client.get(_url("check", draft)).content.decode()
    assert "没有当作承诺事项的文字" in page
    assert "<li>为服务好群众，我承诺如下：</li>" in page


def test_nothing_but_empty_boxes_is_answered_beside_the_form(county, draft):
    answer = county.client("member").post(_url("write", draft), _typed(draft, post="  \n　"))
    assert answer.status_code == 422
    assert "每一栏都还空着" in answer.content.decode()


@pytest.mark.parametrize("length", [MAX_BOX, MAX_BOX + 1, 100_000])
def test_a_very_long_text_is_kept_up_to_the_limit_and_never_lost(county, draft, length):
    text = "修路。" * (length // 3) + "修" * (length % 3)
    answer = county.client("member").post(_url("write", draft), _typed(draft, post=text))
    draft.refresh_from_db()
    if length <= MAX_BOX:
        assert (answer.status_code, draft.boxes["post"]) == (302, text)
    else:
        assert answer.status_code == 422
        assert "太长了" in answer.content.decode()
        assert text in answer.content.decode()
        assert draft.boxes.get("post", "") == ""


@pytest.mark.parametrize(
    "text",
    [
        "给㛃嫂子家挑水，请𬭎师傅修灯😀",
        "每月为村裡的獨居老人送菜兩次",
        "硬化村组路800米;装灌渠U型槽3公里;改造低压线路5公里.",
        "<script>alert(1)</script>修路",
    ],
)
def test_unusual_characters_stay_as_they_were_typed(county, draft, text):
    client = county.client("member")
    client.post(_url("write", draft), _typed(draft, deed=text))
    draft.refresh_from_db()
    assert draft.boxes["deed"] == text
    assert draft.items.exists()
    for page in ("write", "check", "detail"):
        assert b"<script>alert" not in client.get(_url(page, draft)).content


def test_control_characters_are_left_out(county, draft):
    county.client("member").post(_url("write", draft), _typed(draft, deed="修\x00路\x07灯\u202e3盏\r\n每月一次"))
    draft.refresh_from_db()
    assert draft.boxes["deed"] == "修路灯3盏\n每月一次"


def test_the_same_form_twice_acts_once(county, draft):
    client, typed = county.client("member"), _typed(draft, post=TEXT) | {"once": "6c4f7f3e-3c55-4b0e-9d32-6ed5a6f7b111"}
    answers = [client.post(_url("write", draft), typed)["Location"] for _ in range(2)]
    draft.refresh_from_db()
    assert answers[0] == answers[1]
    assert draft.version == 2


def test_a_stale_text_is_answered_with_both_and_overwrites_nothing(county, draft):
    save_boxes(recorded(draft, county.users["secretary"]), {"post": "书记替我改的话"}, by=county.users["secretary"])
    answer = county.client("member").post(_url("write", draft), _typed(draft, post="我自己写的话"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我自己写的话" in page
    assert "书记替我改的话" in page
    assert 'name="version" value="2"' in page
    draft.refresh_from_db()
    assert draft.boxes["post"] == "书记替我改的话"


def test_autosave_answers_with_the_version_to_go_on_with(county, draft):
    client = county.client("member")
    answer = client.post(_url("autosave", draft), _typed(draft, post="每月"))
    assert answer.json() == {"version": 2}
    stale = client.post(_url("autosave", draft), _typed(draft, post="每月走"))
    assert stale.status_code == 409
    draft.refresh_from_db()
    assert draft.boxes["post"] == "每月"


@pytest.mark.parametrize("page", ["write", "check", "paste", "signers", "autosave", "propose", "withdraw"])
@pytest.mark.parametrize("who", ["neighbour_secretary", "far_secretary", "co_member", "guide", "administrator"])
def test_another_branchs_pledge_is_not_found(county, draft, page, who):
    client = county.client(who)
    assert client.get(_url("detail", draft)).status_code == 404
    assert client.post(_url(page, draft), {}).status_code == 404


@pytest.mark.parametrize("page", ["write", "check", "paste", "signers"])
def test_a_first_draft_is_nobodys_above_and_what_was_sent_back_leads_to_the_document(county, draft, page):
    client = county.client("town_organiser")
    assert client.get(_url(page, draft)).status_code == 404
    assert county.client("secretary").get(_url("detail", draft)).status_code == 404
    text = freeze(fresh(draft), [], [], by=county.users["member"])
    Pledge.objects.filter(pk=draft.pk).update(stage=Stage.RETURNED, current=text)
    assert client.get(_url(page, draft))["Location"] == _url("detail", draft)
    client.post(_url("write", draft), _typed(draft, post="上级写的"))
    draft.refresh_from_db()
    assert draft.boxes == {}


def test_what_was_typed_when_the_sign_in_expired_comes_back(county, draft):
    user, client = county.users["member"], county.client("member")
    user.set_password("liushuwan-2011")
    user.save()
    client.logout()
    given = {"kept_page": _url("write", draft), whose.FIELD: whose.mark(user.pk)}
    gone = client.post(_url("write", draft), _typed(draft, post="写了半小时的话") | given)
    assert gone["Location"].startswith(reverse("account_login"))
    client.post(gone["Location"], {"login": "member", "password": "liushuwan-2011"})
    page = client.get(_url("write", draft)).content.decode()
    assert "写了半小时的话" in page
    assert "写了半小时的话" not in client.get(_url("write", draft)).content.decode()  # kept once, for this page


def test_last_years_item_is_carried_over_with_one_tap(county):
    by = county.users["member"]
    earlier = open_round(by=None, organisation=county.county, year=2010)
    old = save_boxes(open_for_member(earlier, county.member, by=by), {"post": TEXT}, by=by)
    draft = open_for_member(county.round, county.member, by=by)
    client = county.client("member")
    assert "每月走访本组8户" in client.get(_url("write", draft)).content.decode()
    client.post(_url("write", draft), _typed(draft, deed="修灯") | {"do": "", "carry": str(old.items.first().uid)})
    draft.refresh_from_db()
    assert draft.boxes == {"common": "", "post": "每月走访本组8户", "deed": "修灯"}


def test_a_subjects_pledges_lead_from_year_to_year(county):
    """In a new round nothing led to last year's promise any more."""
    by, client = county.users["member"], county.client("member")
    earlier = open_round(by=None, organisation=county.county, year=2010)
    assert 'class="years' not in client.get("/pledges/mine/").text
    old = save_boxes(open_for_member(earlier, county.member, by=by), {"post": TEXT}, by=by)
    there = f'href="{_url("detail", old)}">2010年</a>'
    assert there in client.get("/pledges/mine/").text
    draft = open_for_member(county.round, county.member, by=by)
    assert there in client.get(_url("write", draft)).text
    assert f'href="{_url("detail", draft)}">2011年</a>' in client.get(_url("detail", old)).text
    assert there not in county.client("organiser").get(_url("detail", draft)).text, "a first draft is for its writer"


@time_machine.travel(datetime(2011, 2, 20, 3, tzinfo=UTC))
def test_one_tap_confirms_an_item_and_one_all(county, draft):
    save_boxes(draft, {"post": TEXT}, by=county.users["member"])
    client, first = county.client("member"), draft.items.first()
    client.post(_url("check", draft), {"confirm": str(first.uid)})
    assert [item.is_confirmed for item in draft.items.all()] == [True, False]
    client.post(_url("check", draft), {"confirm": "all"})
    assert all(item.is_confirmed for item in draft.items.all())


def test_an_item_is_corrected_on_its_own_page(county, draft):
    save_boxes(draft, {"post": TEXT}, by=county.users["member"])
    client, item = county.client("member"), draft.items.last()
    url = _url("item", draft, uid=item.uid)
    assert "年底前" in client.get(url).content.decode()
    sent = {
        "version": 2,
        "deadline-TOTAL_FORMS": 2,
        "deadline-INITIAL_FORMS": 1,
        "deadline-0-type": "date",
        "deadline-0-day": "2011-10-01",
        "deadline-0-words": "国庆前",
        "target-TOTAL_FORMS": 1,
        "target-INITIAL_FORMS": 1,
        "target-0-comparator": ">=",
        "target-0-number": "350",
        "target-0-unit": "米",
        "place": "二组",
        "criterion": "通水",
    }
    assert client.post(url, sent)["Location"] == _url("check", draft)
    item.refresh_from_db()
    assert item.deadlines == [{"type": "date", "words": "国庆前", "on": "2011-10-01"}]
    assert item.targets == [{"comparator": ">=", "number": 350, "unit": "米", "base": None, "words": "不少于350米"}]
    assert (str(item.due_on), item.place, item.criterion) == ("2011-10-01", "二组", "通水")
    stale = client.post(url, sent | {"place": "三组"})
    assert stale.status_code == 409
    assert "三组" in stale.content.decode()
    assert "地点：二组" in stale.content.decode()


def test_a_deadline_without_its_day_is_refused_beside_the_field(county, draft):
    save_boxes(draft, {"post": TEXT}, by=county.users["member"])
    url = _url("item", draft, uid=draft.items.last().uid)
    sent = {
        "deadline-TOTAL_FORMS": 1,
        "deadline-INITIAL_FORMS": 0,
        "deadline-0-type": "date",
        "target-TOTAL_FORMS": 0,
        "target-INITIAL_FORMS": 0,
    }
    answer = county.client("member").post(url, sent)
    assert answer.status_code == 422
    assert "请填写日期" in answer.content.decode()


def test_a_pasted_text_is_split_shown_and_put_into_the_boxes(county, draft):
    client = county.client("member")
    text = "本人承诺：一是遵守纪律，按时参加学习；二是每月走访本组8户；三是年底前修好水渠300米。"
    page = client.post(_url("paste", draft), {"text": text, "do": "split"}).content.decode()
    assert "每月走访本组8户" in page
    assert 'name="piece-2-text"' in page
    assert 'name="piece-3-text"' not in page
    sent = {"piece-TOTAL_FORMS": 3, "piece-INITIAL_FORMS": 3, "do": "put"}
    for number, (kind, words) in enumerate([("common", "遵守纪律"), ("post", "每月走访本组8户"), ("skip", "修水渠")]):
        sent |= {f"piece-{number}-kind": kind, f"piece-{number}-text": words}
    assert client.post(_url("paste", draft), sent)["Location"] == _url("check", draft)
    draft.refresh_from_db()
    assert {kind: text for kind, text in draft.boxes.items() if text} == {
        "common": "遵守纪律",
        "post": "每月走访本组8户",
    }


def test_the_time_at_the_head_of_a_pasted_list_goes_with_each_promise(county, draft):
    text = "今年办三件实事：1、修路3公里；2、建广场1个；3、每月巡河2次。"
    answer = county.client("member").post(_url("paste", draft), {"text": text, "do": "split"})
    assert [piece.initial["text"] for piece in answer.context["pieces"]] == [
        "今年修路3公里",
        "今年建广场1个",
        "每月巡河2次",
    ]


def test_what_was_not_taken_for_a_promise_can_be_put_in_with_a_tap(county, draft):
    text = "我是护林员，干了12年。\n一、每月巡山20天；\n二、补植马尾松3800株。"
    answer = county.client("member").post(_url("paste", draft), {"text": text, "do": "split"})
    shown = [
        (piece["text"].initial or piece.initial["text"], piece.initial["kind"]) for piece in answer.context["pieces"]
    ]
    assert shown[-1] == ("我是护林员，干了12年。", "skip")
    assert [kind == "skip" for _, kind in shown] == [False, False, True]
    assert "没有当作承诺事项的话" in answer.content.decode()


@pytest.mark.parametrize(("text", "words"), [("", "还没有文字"), ("。。。", "没有从这段文字里读出")])
def test_a_paste_without_promises_says_so(county, draft, text, words):
    answer = county.client("member").post(_url("paste", draft), {"text": text, "do": "split"})
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.parametrize(("length", "status"), [(100_000, 200), (100_001, 422)])
def test_a_paste_of_a_hundred_thousand_characters_is_answered(county, draft, length, status):
    text = ("年底前修好机耕路2公里。" * (length // 12 + 1))[:length]
    answer = county.client("member").post(_url("paste", draft), {"text": text, "do": "split"})
    assert answer.status_code == status
    page = answer.content.decode()
    assert "只取了前面的部分" in page if status == 200 else "太长了" in page


@pytest.mark.parametrize(("field", "value"), [("number", "-3"), ("number", "1e300"), ("number", "nan"), ("high", "x")])
def test_a_figure_that_cannot_be_is_refused(county, draft, field, value):
    save_boxes(draft, {"post": TEXT}, by=county.users["member"])
    sent = {"deadline-TOTAL_FORMS": 0, "deadline-INITIAL_FORMS": 0, "target-TOTAL_FORMS": 1, "target-INITIAL_FORMS": 0}
    sent |= {"target-0-comparator": "=", "target-0-number": "3", f"target-0-{field}": value}
    answer = county.client("member").post(_url("item", draft, uid=draft.items.first().uid), sent)
    assert answer.status_code == 422


def test_proposing_and_withdrawing(county, draft):
    save_boxes(draft, {"post": TEXT}, by=county.users["member"])
    client = county.client("member")
    assert client.post(_url("propose", draft), {"version": 2})["Location"] == _url("detail", draft)
    draft.refresh_from_db()
    assert draft.stage == Stage.PROPOSED
    client.post(_url("withdraw", draft))
    draft.refresh_from_db()
    assert draft.stage == Stage.DRAFTED


def test_the_secretary_records_one_after_the_other(county):
    client, url = county.client("secretary"), reverse("pledges:oral", kwargs={"pk": county.branch.pk})
    assert "还有 <strong>3</strong> 人" in client.get(url).content.decode()
    nobody = client.post(url, {"member": county.member.pk, "do": "draft"})
    assert nobody.status_code == 422
    answer = client.post(url, {"member": county.member.pk, "deed": "给五保户挑水", "do": "propose"})
    pledge = Pledge.objects.get()
    assert (pledge.stage, pledge.is_oral, pledge.recorded_by) == (Stage.PROPOSED, True, county.users["secretary"])
    following = client.get(answer["Location"]).content.decode()
    assert "周大有的口头承诺已代录" in following
    assert "还有 <strong>2</strong> 人" in following


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("town_secretary", 403), ("far_secretary", 404)])
def test_only_the_own_branch_records(county, who, status):
    url = reverse("pledges:oral", kwargs={"pk": county.branch.pk})
    assert county.client(who).post(url, {"member": county.member.pk, "deed": "修路"}).status_code == status
    assert not Pledge.objects.exists()


def test_two_of_one_name_are_told_apart_by_what_the_person_may_see(county, draft):
    for month, post in ((3, "一组组长"), (5, "二组村民")):
        Member.objects.create(
            branch=county.branch, name="董兴华", sex="male", born_on=date(1968, month, 1), unit_and_post=post
        )
    oral = county.client("secretary").get(reverse("pledges:oral", kwargs={"pk": county.branch.pk})).text
    assert "董兴华（1968年3月生，一组组长）" in oral
    assert "董兴华（1968年5月生，二组村民）" in oral
    assert "陈小满（" not in oral
    fellow = county.client("member").get(_url("signers", draft)).text
    assert "董兴华（一组组长）" in fellow
    assert "1968年" not in fellow


def test_co_signers_are_chosen_from_the_branch(county, draft):
    client = county.client("member")
    client.post(_url("signers", draft), {"version": 1, "signers": [county.co_member.pk]})
    assert list(draft.co_signers.all()) == [county.co_member]
    outside = client.post(_url("signers", draft), {"version": 2, "signers": [county.neighbour_member.pk]})
    assert outside.status_code == 422


def test_an_organisation_writes_a_goal_and_ties_it_to_a_first(county):
    by = county.users["secretary"]
    pledge = open_for_organisation(county.round, county.branch, by=by)
    client = county.client("secretary")
    page = client.get(_url("write", pledge)).content.decode()
    assert "创建目标" in page
    assert "履职承诺" in page
    assert "“五个基本”建设" in page
    client.post(_url("write", pledge), _typed(pledge, goal="年内村集体收入由8万元增加到12万元"))
    goal = pledge.items.get()
    client.post(_url("check", pledge), {"first": f"{goal.uid}:一流业绩", "version": 2})
    goal.refresh_from_db()
    assert goal.first == "一流业绩"
    assert goal.targets[0]["comparator"] == "->"
    client.post(_url("check", pledge), {"first": f"{goal.uid}:一流排名", "version": 3})
    goal.refresh_from_db()
    assert goal.first == "一流业绩"


def test_wishes_are_gathered_and_answered(county):
    client, url = county.client("secretary"), reverse("pledges:wishes", kwargs={"pk": county.branch.pk})
    assert client.post(url, {"text": "", "heard_on": "2011-01-10"}).status_code == 422
    assert client.post(url, {"text": "修水渠", "heard_on": "2999-01-10"}).status_code == 422
    client.post(url, {"text": "三组水渠漏水", "source": "走访", "heard_on": "2011-01-10"})
    wish = Wish.objects.get()
    assert county.client("member").post(url, {"text": "我也要", "heard_on": "2011-01-10"}).status_code in {302, 422}
    assert Wish.objects.count() == 1
    pledge = open_for_organisation(county.round, county.branch, by=county.users["secretary"])
    save_boxes(pledge, {"deed": "年底前修好三组水渠"}, by=county.users["secretary"])
    sent = {f"{part}-{name}": 0 for part in ("deadline", "target") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    client.post(_url("item", pledge, uid=pledge.items.get().uid), sent | {"has_wishes": "1", "wishes": [wish.pk]})
    wish.refresh_from_db()
    assert wish.answered_by == pledge.items.get()


def test_the_list_shows_the_subtree_and_filters(county, draft):
    open_for_organisation(county.round, county.far_branch, by=county.users["far_secretary"])
    url = reverse("pledges:list", kwargs={"pk": county.county.pk})
    client = county.client("county_organiser")
    assert {p.pk for p in client.get(url).context["page"]} == set(Pledge.objects.values_list("pk", flat=True))
    assert [p.pk for p in client.get(url, {"name": "周大"}).context["page"]] == [draft.pk]
    assert [p.pk for p in client.get(url, {"subject": "member"}).context["page"]] == [draft.pk]
    assert not client.get(url, {"stage": "filed"}).context["page"].object_list
    assert county.client("neighbour_secretary").get(url).status_code == 404


@pytest.mark.parametrize("who", ["county_organiser", "leader", "town_secretary", "secretary", "member", "guide"])
@pytest.mark.parametrize("where", ["county", "town", "branch"])
def test_the_short_way_to_a_list_shows_exactly_what_one_may_see(county, draft, who, where):
    open_for_organisation(county.round, county.far_branch, by=county.users["far_secretary"])
    open_for_organisation(county.round, county.neighbour, by=county.users["neighbour_secretary"])
    user, organisation = county.users[who], getattr(county, where)
    seen = subjects.known_to(user).filter(path__startswith=organisation.path)
    listed = subjects.within(user, county.round, organisation)
    assert sorted(p.pk for p in listed) == sorted(p.pk for p in seen)


def test_who_has_not_proposed_stands_with_how_far_each_has_come(county, draft):
    expect_proposals(county.round, county.county, by=None)
    url = reverse("pledges:missing", kwargs={"pk": county.branch.pk})
    rows = {
        d.member.name if d.member else "本支部": d.pledge_stage
        for d in county.client("secretary").get(url).context["page"]
    }
    assert rows == {"本支部": None, "周大有": "drafted", "陈小满": None, "李书记": None}


@pytest.mark.parametrize("name", ["list", "missing"])
def test_lists_take_the_same_number_of_queries_with_more_rows(county, queries_of, name):
    client, url = county.client("county_organiser"), reverse(f"pledges:{name}", kwargs={"pk": county.county.pk})
    expect_proposals(county.round, county.branch, by=None)
    open_for_member(county.round, county.member, by=county.users["member"])
    one = queries_of(client, url)
    for organisation, who in ((county.neighbour, "neighbour_secretary"), (county.far_branch, "far_secretary")):
        open_for_organisation(county.round, organisation, by=county.users[who])
    expect_proposals(county.round, county.county, by=None)
    assert queries_of(client, url) == one


@pytest.mark.parametrize("name", ["write", "check", "detail"])
def test_pages_of_one_pledge_take_the_same_number_of_queries_with_more_items(county, draft, queries_of, name):
    by, client = county.users["member"], county.client("member")
    save_boxes(draft, {"post": "每月走访8户"}, by=by)
    one = queries_of(client, _url(name, draft))
    save_boxes(draft, {"post": TEXT, "deed": "1、修灯；2、送菜；3、理发"}, by=by)
    assert queries_of(client, _url(name, draft)) == one


def test_the_topmost_committee_is_not_told_to_wait_for_one_above(county):
    client = county.client("county_organiser")
    assert "上一级党组织的意见" not in client.get(reverse("pledges:organisation", kwargs={"pk": county.county.pk})).text
    town = county.client("town_organiser").get(reverse("pledges:organisation", kwargs={"pk": county.town.pk})).text
    assert "，等上一级党组织的意见" in town  # not the own organisation's, as a member waits for


@pytest.mark.parametrize(
    ("binds", "said"),
    [(WhoBinds.SUPERIOR, "，等柳树湾村党支部和上一级党组织的意见"), (WhoBinds.BRANCH, "，等柳树湾村党支部的意见")],
)
def test_a_member_is_told_for_whose_opinion_the_text_waits(county, binds, said):
    Round.objects.update(who_binds=binds)
    assert said in county.client("member").get(reverse("pledges:mine")).text


def test_the_stale_page_names_a_button_that_is_there(county, draft):
    typed = {"version": draft.version - 1, "common": "", "post": "", "deed": "修灯5盏", "do": "save"}
    page = county.client("member").post(_url("write", draft), typed).text
    assert "再点“保存草稿”" in page
    assert ">保存草稿<" in page
