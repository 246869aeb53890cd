"""「件件有结果」 in public: why a promise was not kept, in words that other hands have checked (C17, C30)."""

import uuid

import pytest
import time_machine
from django.db import IntegrityError, transaction

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal, Stale
from jiannuo.fulfilment.actions import Statement, hand_back, state_result
from jiannuo.fulfilment.models import Result
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.orgs.models import Member, Sex
from jiannuo.pledges.models import StandingItem
from jiannuo.publicity.actions.reasons import let_through, take_back
from jiannuo.publicity.models import PublicReason
from jiannuo.publicity.policies import why_not_reason
from jiannuo.publicity.reasons import waiting

DAY = "2011-07-05T01:00:00Z"
REASON = "水泵坏了，村民龚老五一家不同意过水，电话13812345678"


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(DAY, tick=False):
        yield


@pytest.fixture
def live(county, publish):
    return publish(county.draft(county.member))


def _stated(county, live, reason=REASON, *, outcome=Outcome.NOT_KEPT, by="member") -> Result:
    item = StandingItem.objects.get(pledge=live.pledge)
    return state_result(item, Statement(outcome, None, reason), by=county.users[by])


def _pages(live, anybody):
    return [anybody.get(address).text for address in ("/o/B1/", f"/p/{live.version.code}/")]


@pytest.fixture
def anybody(client):
    return client


@pytest.mark.parametrize("outcome", [Outcome.NOT_KEPT, Outcome.CHANGED, Outcome.WITHDRAWN])
def test_the_reason_reaches_the_board_in_checked_words_only(county, live, anybody, outcome):
    result = _stated(county, live, outcome=outcome)
    for page in _pages(live, anybody):
        assert "原因正在核对" in page
        assert "水泵" not in page
    let_through(result, "水泵坏了，渠道没有协调好。", by=county.users["secretary"], has_looked=True)
    for page in _pages(live, anybody):
        assert "原因：水泵坏了，渠道没有协调好。" in page
        assert "龚老五" not in page
        assert "13812345678" not in page
        assert "正在核对" not in page


def test_a_kept_promise_gives_no_reason(county, live, anybody):
    item = StandingItem.objects.get()
    kept = state_result(item, Statement(Outcome.KEPT, live.live_at.date()), by=county.users["member"])
    with pytest.raises(Refusal, match="没有原因要公示"):
        let_through(kept, "好", by=county.users["secretary"], has_looked=True)
    assert all("原因" not in page for page in _pages(live, anybody))


def test_other_hands_than_those_that_stated_it(county, live):
    result = _stated(county, live, by="secretary")
    for who, why in (
        ("secretary", "由您填报"),
        ("member", "负责人核对后公示"),
        ("neighbour_secretary", "负责人核对后公示"),
        ("guide", "负责人核对后公示"),
        ("county_organiser", "负责人核对后公示"),
    ):
        with pytest.raises(Refusal, match=why):
            let_through(result, "水泵坏了。", by=county.users[who], has_looked=True)
    Member.objects.filter(pk=county.member.pk).update(user=county.users["organiser"])
    with pytest.raises(Refusal, match="您本人的承诺"):
        let_through(result, "水泵坏了。", by=county.users["organiser"], has_looked=True)
    assert list(waiting(county.users["organiser"])) == list(waiting(county.users["secretary"])) == []
    assert list(waiting(county.users["town_secretary"])) == [result]
    row = let_through(result, "水泵坏了。", by=county.users["town_secretary"], has_looked=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicReason.objects.filter(pk=row.pk).update(published_by=row.stated_by)


def test_a_joint_signer_does_not_let_the_reason_through(county, live):
    """C11: of a promise made together nobody who made it says why it was not kept."""
    Member.objects.filter(pk=county.co_member.pk).update(user=county.users["town_secretary"])
    live.pledge.co_signers.add(county.co_member)
    result = _stated(county, live)
    users = {user.username: user for user in User.objects.all()}
    may = {who for who, user in users.items() if why_not_reason(user, result) == ""}
    waits = {who for who, user in users.items() if waiting(user).exists()}
    assert may == waits == {"secretary", "organiser", "town_organiser"}
    with pytest.raises(Refusal, match="您本人的承诺"):
        let_through(result, "水泵坏了。", by=county.users["town_secretary"], has_looked=True)


def test_names_need_a_look_and_private_numbers_never_pass(county, live):
    Member.objects.create(branch=county.neighbour, name="龚老五", sex=Sex.MALE)
    result, by = _stated(county, live), county.users["secretary"]
    for words in (REASON, "请打１３８ １２３４ ５６７８"):
        with pytest.raises(Refusal, match="手机号"):
            let_through(result, words, by=by, has_looked=True)
    with pytest.raises(Refusal, match="龚老五家”可能需要隐去（点名）"):
        let_through(result, "村民龚老五家不同意过水。", by=by, has_looked=True)
    with pytest.raises(Refusal, match="不能空着"):
        let_through(result, "  ", by=by, has_looked=True)
    assert not PublicReason.objects.exists()
    let_through(result, "村民龚老五家不同意过水。", by=by, has_looked=True, looked_at=["村民龚老五家"])


def test_every_reason_is_looked_at_and_of_what_stays_every_single_one(county, live):
    """No rule finds every illness: the words of a failure are read by whoever publishes them."""
    result, by = _stated(county, live, "本人住院，妻子被拘留"), county.users["secretary"]
    with pytest.raises(Refusal, match="请先看一遍"):
        let_through(result, "因个人原因。", by=by, has_looked=False)
    words = "本人住院。家里困难。"
    with pytest.raises(Refusal, match="本人住院”可能需要隐去（健康情况）"):
        let_through(result, words, by=by, has_looked=True)
    with pytest.raises(Refusal, match="家里困难"):
        let_through(result, words, by=by, has_looked=True, looked_at=["本人住院"])
    with pytest.raises(Refusal, match="请先看一遍"):
        let_through(result, words, by=by, has_looked=False, looked_at=["本人住院", "家里困难"])
    let_through(result, words, by=by, has_looked=True, looked_at=["本人住院", "家里困难"])


def test_the_page_takes_the_cautious_words_and_asks_for_each_that_is_kept(county, live, anybody):
    result, secretary = _stated(county, live, "本人3月住院化疗，宣讲没有完成"), county.client("secretary")
    page = secretary.get("/publicity/reasons/").text
    assert ">因个人原因，宣讲没有完成</textarea>" in page
    assert "健康情况" in page
    assert 'name="looked_at"' not in page
    assert 'name="has_looked" checked' not in page
    sent = {"words": "本人住院，没有完成", "result": result.pk, "version": result.version, "has_looked": "on"}
    refused = secretary.post(f"/publicity/reasons/{result.pk}/", sent | {"once": str(uuid.uuid4())})
    assert refused.status_code == 422
    assert 'name="looked_at" value="本人住院"> “本人住院”可以公开（健康情况）' in refused.text
    sent |= {"looked_at": ["本人住院"], "once": str(uuid.uuid4())}
    assert secretary.post(f"/publicity/reasons/{result.pk}/", sent).status_code == 302
    assert all("本人住院，没有完成" in one for one in _pages(live, anybody))


def test_stated_anew_it_is_checked_anew(county, live, anybody):
    result, by = _stated(county, live), county.users["secretary"]
    let_through(result, "水泵坏了。", by=by, has_looked=True)
    assert list(waiting(by)) == []
    again = _stated(county, live, "水泵修不好了")
    with pytest.raises(Stale):
        let_through(result, "水泵坏了。", by=by, has_looked=True, version=result.version)
    assert all("原因正在核对" in page and "水泵" not in page for page in _pages(live, anybody))
    assert list(waiting(by)) == [again]
    let_through(again, "水泵修不好。", by=by, has_looked=True)
    hand_back(StandingItem.objects.get(), "请写明何时再办。", by=county.users["town_organiser"])
    assert all("原因" not in page for page in _pages(live, anybody))


def test_the_page_gives_the_suggestion_keeps_what_was_typed_and_takes_down(county, live, anybody):
    Member.objects.create(branch=county.neighbour, name="龚老五", sex=Sex.MALE)
    result = _stated(county, live, "水泵坏了，村民龚老五家不同意过水")
    secretary = county.client("secretary")
    assert "有 1 条没有兑现的原因等您核对" in secretary.get("/desk/").text
    assert "核对 1 条没有兑现的原因" in secretary.get("/publicity/").text
    page = secretary.get("/publicity/reasons/").text
    assert '<mark title="' in page
    sent = {"words": "龚老五家不让", "result": result.pk, "version": result.version, "once": str(uuid.uuid4())}
    refused = secretary.post(f"/publicity/reasons/{result.pk}/", sent)
    assert refused.status_code == 422
    assert "龚老五家不让</textarea>" in refused.text
    sent |= {"words": "水泵坏了，过水没有协调好。", "has_looked": "on", "once": str(uuid.uuid4())}
    assert secretary.post(f"/publicity/reasons/{result.pk}/", sent).status_code == 302
    assert all("过水没有协调好" in one for one in _pages(live, anybody))
    assert "公示中的原因" in secretary.get("/publicity/reasons/").text
    back = secretary.post(f"/publicity/reasons/{result.pk}/back/", {"once": str(uuid.uuid4())})
    assert back.status_code == 302
    assert all("原因正在核对" in one for one in _pages(live, anybody))
    with pytest.raises(Refusal, match="已经不在"):
        take_back(result, by=county.users["secretary"])


def test_the_page_takes_the_same_queries_for_more_reasons(county, publish, queries_of):
    _stated(county, publish(county.draft(county.member)))
    few = queries_of(county.client("town_organiser"), "/publicity/reasons/")
    _stated(county, publish(county.draft(None)), by="organiser")
    assert waiting(county.users["town_organiser"]).count() == 2
    assert queries_of(county.client("town_organiser"), "/publicity/reasons/") == few
