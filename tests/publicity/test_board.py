"""Public pages: what is there, for whom, how many queries, and what answers when it is gone."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from jiannuo.base.errors import Refusal
from jiannuo.orgs.models import Member
from jiannuo.pledges.actions.propose import amend
from jiannuo.pledges.models import ItemKind, Pledge, PledgeItem
from jiannuo.publicity import workflow
from jiannuo.publicity.actions.steps import take_step
from jiannuo.publicity.models import Publication
from jiannuo.publicity.wording import lines_of
from jiannuo.rounds.actions import open_round
from jiannuo.rounds.models import Round


@pytest.fixture
def anybody() -> Client:
    return Client()


def _text(response) -> str:
    return response.content.decode()


def test_every_public_page_is_kept_out_of_search_engines_and_may_be_cached_for_a_minute(county, publish, anybody):
    code = publish(county.draft(county.member)).version.code
    for url in ("/", "/o/B1/", "/o/B1/qr.svg", f"/p/{code}/", f"/p/{code}/qr.svg", "/v/", f"/v/{code}/"):
        response = anybody.get(url)
        assert response.status_code == 200, url
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert "max-age=60" in response["Cache-Control"]


def test_the_front_finds_an_organisation_by_a_part_of_its_name(county, anybody):
    page = _text(anybody.get("/", {"q": "柳树"}))
    assert "柳树湾村党支部" in page
    assert "白杨坪村党支部" not in page
    assert "没有找到" in _text(anybody.get("/", {"q": "月球"}))


def test_the_board_shows_five_displays_and_is_honest_about_what_has_not_begun(county, publish, anybody):
    publish(county.draft(None, text="为300户安装自来水"))
    page = _text(anybody.get("/o/B1/"))
    for word in ("亮身份", "亮职责", "亮承诺", "亮点评", "亮评议", "为300户安装自来水", "完成时限"):
        assert word in page
    assert page.count("尚未公示") == page.count("尚未开始") == 1


def test_the_pledge_page_shows_road_filing_number_and_fingerprint(county, publish, anybody):
    publication = publish(county.draft(county.member))
    page = _text(anybody.get(f"/p/{publication.version.code}/"))
    for word in ("每月为村里水泥巷道洒水2次", "备〔2011〕0001号", publication.fingerprint, "提诺", "评诺"):
        assert word in page
    assert publication.version.fingerprint not in page  # that of the archive copy could be guessed against


def test_a_filing_number_stands_beside_the_name_of_the_body_that_gave_it(county, publish, anybody):
    """Every branch counts for itself: on a township's board many have 0001号."""
    for pledge, giver in ((county.draft(county.member), county.branch), (county.draft(None), county.town)):
        found = publish(pledge)
        said = f"备〔2011〕0001号（{giver.name}编号）"
        assert said in _text(anybody.get(f"/p/{found.version.code}/"))
        assert said in _text(anybody.get(f"/v/{found.version.code}/"))
        detail = _text(county.client("secretary").get(f"/pledges/{found.pledge_id}/"))
        assert giver.name in detail[detail.index("备〔2011〕0001号") :][:120]


def test_what_is_on_its_way_is_not_public(county, publish, anybody):
    publication = publish(county.draft(county.member), upto="approved")
    assert anybody.get(f"/p/{publication.version.code}/").status_code == 404
    assert anybody.get(f"/p/{publication.version.code}/qr.svg").status_code == 404
    assert "洒水" not in _text(anybody.get("/o/B1/"))
    answer = _text(anybody.get(f"/v/{publication.version.code}/"))
    assert "没有在网上公示" in answer
    assert "周" not in answer


def test_a_withdrawn_page_is_gone_with_a_reason_from_the_list_and_none_that_was_typed(county, publish, anybody):
    publication = publish(county.draft(county.member))
    typed = "周大有患肝癌住院，家住柳树湾3组12号"
    take_step(publication, workflow.WITHDRAW, by=county.users["town_secretary"], reason=typed, ground="own_wish")
    for url in (f"/p/{publication.version.code}/", f"/v/{publication.version.code}/"):
        page = _text(anybody.get(url))
        assert "理由：本人要求。" in page
        assert not [word for word in ("肝癌", "12号", "周大有", "周某") if word in page]
    gone = anybody.get(f"/p/{publication.version.code}/")
    assert (gone.status_code, gone["Cache-Control"]) == (410, "no-store")
    assert "洒水" not in _text(gone) + _text(anybody.get("/o/B1/"))


def test_what_was_published_as_a_reason_before_there_was_a_list_is_public_no_more(county, publish, anybody):
    publication = publish(county.draft(county.member))
    take_step(publication, workflow.WITHDRAW, by=county.users["secretary"], reason="因病撤下", ground="other")
    Publication.objects.update(ground="")
    for url in (f"/p/{publication.version.code}/", f"/v/{publication.version.code}/"):
        page = _text(anybody.get(url))
        assert "撤下。承诺书仍在党组织存档。" in page
        assert "因病" not in page


def test_taking_down_asks_for_a_reason_from_the_list_and_keeps_no_private_numbers(county, publish):
    publication, by = publish(county.draft(county.member)), county.users["secretary"]
    for given in ("", "因病"):
        with pytest.raises(Refusal, match="请选一条对外公开的理由"):
            take_step(publication, workflow.WITHDRAW, by=by, reason="本人不愿意公示", ground=given)
    with pytest.raises(Refusal, match="不要写身份证号"):
        take_step(publication, workflow.WITHDRAW, by=by, reason="请拨13900001111", ground="other")


def test_pages_expire_ninety_days_after_the_round_and_the_board_says_so(county, publish, anybody):
    publication = publish(county.draft(county.member))
    publish(county.draft(None, text="修路2公里"))
    url = f"/p/{publication.version.code}/"
    with time_machine.travel(datetime(2012, 3, 30, 12, tzinfo=UTC)):
        assert anybody.get(url).status_code == 200
        assert "期已满" not in _text(anybody.get("/o/B1/"))
    with time_machine.travel(datetime(2012, 3, 31, 12, tzinfo=UTC)):
        gone = anybody.get(url)
        assert gone.status_code == 410
        assert "已到期" in _text(gone)
        board = _text(anybody.get("/o/B1/"))
        assert "洒水" not in board
        assert "本组织2011年的承诺公示期已满，公示到" in board
        assert "党员2011年的承诺公示期已满，公示到" in board
        assert "还没有" not in board.replace("职责还没有填写", "")
        neighbour = _text(anybody.get("/o/B2/"))
        assert "本组织的承诺还没有公示" in neighbour
        assert "期已满" not in neighbour


def test_a_round_that_runs_keeps_its_own_days_on_the_board(county, publish):
    """What the preset says now is for rounds opened from now on."""
    assert county.round.shown_days_after == 90
    Round.objects.update(shown_days_after=30)
    publication = publish(county.draft(county.member))
    assert publication.expires_on == date(2012, 1, 30)


def test_a_full_name_follows_the_persons_consent_of_today(county, publish, anybody):
    publication = publish(county.draft(county.member))
    urls = ("/o/B1/", f"/p/{publication.version.code}/")
    for consents in (True, False):
        Member.objects.filter(pk=county.member.pk).update(consents_to_name=consents)
        for url in urls:
            page = _text(anybody.get(url))
            assert ("周大有" in page) == consents
            assert ("周某" in page) != consents


def test_both_versions_are_public_with_the_reason_and_what_changed(county, publish, anybody):
    earlier = publish(county.draft(county.member))
    pledge = amend(Pledge.objects.get(), "群众要求增加次数", by=county.users["member"])
    item = pledge.items.get()
    item.text = "每月为村里水泥巷道洒水4次"
    item.save()
    later = publish(pledge)
    page = _text(anybody.get(f"/p/{later.version.code}/"))
    for words in ("群众要求增加次数", "<del>", "<ins>", f"/p/{earlier.version.code}/"):
        assert words in page
    old = _text(anybody.get(f"/p/{earlier.version.code}/"))
    assert "这是以前的版本" in old
    assert "洒水2次" in old
    assert "已有新的版本" in _text(anybody.get(f"/v/{earlier.version.code}/"))
    take_step(later, workflow.WITHDRAW, by=county.users["secretary"], reason="应本人要求撤下", ground="own_wish")
    assert anybody.get(f"/p/{earlier.version.code}/").status_code == 410


def test_an_added_promise_stands_in_its_box_and_every_text_is_called_a_draft_by_its_number(county, publish, anybody):
    publish(county.draft(county.member))
    pledge = amend(Pledge.objects.get(), "再加一项", by=county.users["member"])
    words = {"kind": ItemKind.COMMON, "position": 1, "text": "遵守党章", "text_key": "x"}
    PledgeItem.objects.create(pledge=pledge, **words)
    page = _text(anybody.get(f"/p/{publish(pledge).version.code}/"))
    changed = page[page.index("与上一稿的不同") :]
    assert changed.index("<h3>共性承诺</h3>") < changed.index("<h4>新增</h4>") < changed.index("遵守党章")
    assert "第1稿" in changed
    assert "第2稿" in changed
    assert "实事承诺" not in changed


def _deadline(text, kind, deadlines=()):
    facts = dict.fromkeys(("first", "responsible", "expected_effect", "criterion", "beneficiaries", "place"), "")
    item = {"uid": "a", "kind": kind, "text": text, "deadlines": list(deadlines), "targets": [], "due_on": None} | facts
    return lines_of({"items": [item]})[0].deadline


OPEN = {"type": "open", "words": "长期"}


@pytest.mark.parametrize(
    ("text", "kind", "deadlines", "said"),
    [
        ("遵守党章", "common", (), ""),
        ("始终坚持廉洁自律", "common", (), "长期坚持"),
        ("创建一流队伍", "goal", (), ""),
        ("管好村集体资金", "post", (), "未写明"),
        ("看望老人", "deed", (), "未写明"),
        ("看望老人，长期坚持", "deed", (), "长期坚持"),
        ("看望长期患病的老人", "deed", (), "未写明"),
        ("长期看望老人", "deed", (OPEN,), "长期"),
    ],
)
def test_a_missing_deadline_is_said_only_where_one_is_expected(text, kind, deadlines, said):
    assert _deadline(text, kind, deadlines) == said


def test_a_common_promise_without_a_deadline_has_no_such_line_on_the_pages(county, publish, anybody):
    pledge = county.draft(county.member, text="遵守党章")
    pledge.items.update(kind=ItemKind.COMMON)
    code = publish(pledge).version.code
    for url in (f"/p/{code}/", "/o/B1/"):
        page = _text(anybody.get(url))
        assert "遵守党章" in page
        assert "完成时限" not in page


def test_a_code_copied_from_paper_is_read_as_people_write_it(county, publish, anybody):
    code = publish(county.draft(county.member)).version.code
    typed = f"{code[:4]}-{code[4:8]} {code[8:]}".lower().replace("0", "o").replace("1", "l")
    assert anybody.get("/v/", {"code": typed}, follow=True).redirect_chain == [(f"/v/{code}/", 302)]
    unknown = anybody.get("/v/0000AAAA9999/")
    assert unknown.status_code == 404
    assert "没有查到核验码" in _text(unknown)


def test_a_checked_code_says_in_how_many_places_the_public_text_hides_the_filed_one(
    county, file_away, publish, anybody
):
    filed = file_away(county.draft(county.member, text="帮湾子里的二娃挑水12担，给三毛修门"))
    uid = filed.current.content["items"][0]["uid"]
    publication = publish(filed, edits={f"{uid}.text": "帮湾子里的某某挑水12担，给××修门"})
    page = _text(anybody.get(f"/v/{publication.version.code}/"))
    assert "隐去了 2 处" in page
    assert "存档的和本人（本组织）留存的那两份不隐去" in page
    assert "说法不一样" not in page


def test_a_checked_code_of_an_untouched_text_says_that_nothing_is_hidden(county, publish, anybody):
    page = _text(anybody.get(f"/v/{publish(county.draft(county.member)).version.code}/"))
    assert "没有隐去内容" in page


def test_a_copy_of_before_that_says_something_else_yields_to_the_filed_text(county, publish, anybody):
    publication = publish(county.draft(county.member, text="6月底前修水渠1200米"), upto="approved")
    publication.content["items"][0]["text"] = "6月底前修水渠12米"
    publication.save()
    take_step(publication, workflow.GO_LIVE, by=county.users["secretary"])
    page = _text(anybody.get(f"/v/{publication.version.code}/"))
    assert "另有 1 处和备案的说法不一样，以备案的为准" in page


def test_boards_take_the_same_queries_for_one_and_three_pledges(county, publish, anybody, queries_of):
    publish(county.draft(county.member))
    one = queries_of(anybody, "/o/B1/")
    publish(county.draft(None))
    member = county.secretary_member
    member.user = county.users["member"]
    Member.objects.filter(pk=county.member.pk).update(user=None)
    member.save()
    publish(county.draft(member))
    assert queries_of(anybody, "/o/B1/") == one <= 10


@pytest.mark.parametrize("code", ["-", "%00", "公开", "a b", "x" * 300, "..%2f", "ß"])
def test_strange_addresses_answer_plainly(county, anybody, code):
    for url in (f"/v/{code}/", f"/o/{code}/", f"/o/{code}/qr.svg", f"/p/{code}/", f"/v/?code={code}", f"/?q={code}"):
        assert anybody.get(url, follow=True).status_code in {200, 404}, url


def test_a_new_rounds_pledge_stands_first_and_last_years_stays_until_it_expires(county, publish, anybody):
    earlier = publish(county.draft(None, text="去年修路2公里"))
    with time_machine.travel(datetime(2012, 1, 20, tzinfo=UTC)):
        county.round = open_round(by=None, organisation=county.county, year=2012)
    with time_machine.travel(datetime(2012, 2, 3, tzinfo=UTC)):
        publish(county.draft(None, text="今年安灯30盏"))
        page = _text(anybody.get("/o/B1/"))
        assert "今年安灯30盏" in page
        assert "去年修路2公里" not in page
        assert f"/p/{earlier.version.code}/" in page
