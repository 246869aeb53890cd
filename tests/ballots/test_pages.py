"""The voting pages and the organiser's page, through HTTP."""

import base64
import json
import logging
import re
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from jiannuo.accounts.models import Submission, User
from jiannuo.ballots import attempts, codes, remarks
from jiannuo.ballots.actions import close, confirm, enter_paper
from jiannuo.ballots.actions.casting import seal
from jiannuo.ballots.forms import VoteForm
from jiannuo.ballots.models import BallotBox, BoxKind, SealedBallot
from jiannuo.ballots.page import Sheet, voting_page
from jiannuo.ballots.presets import options_for
from jiannuo.ballots.queries import released, totals_by_box
from jiannuo.ballots.release import Rules, shown
from jiannuo.ballots.workflow import State
from jiannuo.base.errors import Refusal
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import Role
from tests.ballots.printed import keys_and_slips
from tests.ballots.questions_of import question


def _url(name, poll):
    return reverse(f"ballots:{name}", args=[poll.box.code])


def _send(poll, slip, option="satisfied", client=None, **headers):
    body = base64.b64encode(seal(poll.box, {"overall": option})).decode()
    sent = json.dumps({"token": slip, "ballot": body})
    return (client or Client()).post(_url("cast", poll), sent, content_type="application/json", headers=headers)


def test_a_ballot_sent_by_a_phone_is_counted(poll):
    slip = poll.slips[0]
    answer = _send(poll, slip)
    assert answer.json() == {"receipt": codes.receipt_of(slip), "repeat": False}
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert box.totals["overall"]["satisfied"] == 1


def test_who_holds_a_slip_is_offered_no_paper_ballot_that_may_not_be_there(poll):
    page = Client().get(_url("vote", poll)).text
    assert "用会场公用的手机投这张票" in page
    assert "领一张纸票" not in page


def test_a_ballot_by_plain_form_is_sealed_at_once(poll):
    slip = poll.slips[0]
    answer = Client().post(_url("form", poll), {"token": codes.grouped(slip).lower(), "q0": "dissatisfied"})
    assert codes.receipt_of(slip) in answer.content.decode()
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert box.totals["overall"]["dissatisfied"] == 1


def test_a_slip_used_before_says_so_and_what_to_do(poll):
    """Whoever comes second with a slip is not told that his vote counted; nothing more is kept than before."""
    slip = poll.slips.pop()
    _send(poll, slip)
    before = list(SealedBallot.objects.values_list("pk", "body")), list(poll.box.slips.order_by("pk").values())
    again = _send(poll, slip, "dissatisfied")
    assert (again.status_code, again.json()) == (200, {"receipt": codes.receipt_of(slip), "repeat": True})
    page = Client().post(_url("form", poll), {"token": slip, "q0": "dissatisfied"}).content.decode()
    for words in (
        "先前已经投过，只计第一次",
        "您这一次的选择没有计入",
        "请马上拿着票告诉监票人",
        codes.receipt_of(slip),
    ):
        assert words in page
    assert "已经投出</h1>" not in page
    assert 'data-step="repeat"' in Client().get(_url("vote", poll)).content.decode()
    after = list(SealedBallot.objects.values_list("pk", "body")), list(poll.box.slips.order_by("pk").values())
    assert after == before


def test_a_misread_code_is_told_before_anything_is_looked_up(poll, django_assert_max_num_queries):
    slip = poll.slips[0]
    wrong = ("0" if slip[0] != "0" else "1") + slip[1:]
    with django_assert_max_num_queries(2):
        answer = _send(poll, wrong)
    assert (answer.status_code, "读错" in answer.json()["sentence"]) == (422, True)


@pytest.mark.parametrize("name", ["vote", "form", "receipts"])
def test_a_voting_page_knows_nobody(poll, county, name):
    signed_in = county.client("secretary")
    answer = signed_in.get(_url(name, poll))
    assert answer.content == Client().get(_url(name, poll)).content
    assert answer.cookies == {}
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == ("same-origin" if name == "form" else "no-referrer")
    assert "Vary" not in answer


def test_voting_asks_for_no_session(poll, county, django_assert_max_num_queries):
    signed_in = county.client("secretary")
    with django_assert_max_num_queries(12) as heard:
        assert _send(poll, poll.slips[0], client=signed_in).status_code == 200
    told = " ".join(query["sql"] for query in heard.captured_queries)
    assert "session" not in told
    assert "accounts_user" not in told


def test_a_foreign_page_cannot_send(poll):
    assert _send(poll, poll.slips[0], origin="https://elsewhere.example").status_code == 403
    assert SealedBallot.objects.count() == 0
    assert _send(poll, poll.slips[0], origin="http://testserver").status_code == 200


def test_errors_while_voting_are_logged_nowhere(poll, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(BallotBox.objects, "exclude", None)  # whatever breaks
    slip = poll.slips[0]
    answers = [_send(poll, slip), Client().post(_url("form", poll), {"token": slip}), Client().get("/ballots/vote/x/")]
    assert [a.status_code for a in answers] == [500, 500, 500]
    assert not [r for r in caplog.records if not r.name.startswith("django.db")]


def test_answers_are_of_one_length_for_every_choice(poll):
    lengths = set()
    for option in ("satisfied", "fairly", "dissatisfied", "unaware", "abstain", ""):
        lengths.add((len(seal(poll.box, {"overall": option})), len(_send(poll, poll.slips.pop(), option).content)))
    assert len(lengths) == 1


def test_too_many_wrong_slips_make_the_box_wait(poll, monkeypatch):
    monkeypatch.setattr("jiannuo.ballots.attempts.MOST_A_MINUTE", 3)
    told = [_send(poll, codes.new_token()).json()["sentence"] for _ in range(4)]
    assert ["不是本次投票" in said for said in told] == [True, True, True, False]
    assert "等一分钟" in told[-1]


def test_invented_slips_shut_the_box_for_no_right_one(poll, monkeypatch):
    """Whoever knows the address can invent codes with a right check character, a thousand a minute and more."""
    monkeypatch.setattr("jiannuo.ballots.attempts.MOST_A_MINUTE", 3)
    for _ in range(4):
        _send(poll, codes.new_token())
    assert _send(poll, poll.slips[0]).status_code == 200
    typed = Client().post(_url("form", poll), {"token": poll.slips[1], "q0": "satisfied"})
    assert "等一分钟" not in typed.text
    assert SealedBallot.objects.count() == 2
    assert "等一分钟" in Client().post(_url("form", poll), {"token": codes.new_token(), "q0": "satisfied"}).text


def test_a_right_slip_leaves_no_trace_among_the_wrong_ones(poll, monkeypatch):
    monkeypatch.setattr("jiannuo.ballots.attempts.MOST_A_MINUTE", 1)
    client = Client()
    for body in (b"", b"\0" * 3):
        sent = json.dumps({"token": poll.slips[0], "ballot": base64.b64encode(body).decode()})
        assert client.post(_url("cast", poll), sent, content_type="application/json").status_code == 422
    assert _send(poll, poll.slips[0]).status_code == 200
    assert not attempts.too_many(poll.box)


def test_a_receipt_is_found_after_closing(poll):
    slip, unused = poll.slips[0], poll.slips[1]
    _send(poll, slip)
    page = _url("receipts", poll)
    assert "还没有封箱" in Client().get(page, {"code": slip}).content.decode()
    close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert "这张票已计入" in Client().get(page, {"code": slip}).content.decode()
    told = Client().get(page, {"code": codes.receipt_of(slip)}).content.decode()
    assert "这张票已计入" in told
    assert "第一次不是您投的，请拿着票向监票人反映" in told
    assert "没有这个回执码" in Client().get(page, {"code": unused}).content.decode()


def _pepper(box):
    return bytes(BallotBox.objects.get(pk=box.pk).pepper)


def test_the_papers_are_printed_once(prepared, county):
    client = county.client("secretary")
    until = "2099-01-01T10:00"
    data = {"roll_size": 12, "slip_count": 12, "closes_at": until, "scrutineers": 3}
    answer = client.post(reverse("ballots:open", args=[prepared.pk]), data)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    keys, tokens = keys_and_slips(answer.content)
    assert (len(set(keys)), len(set(tokens))) == (3, 12)
    digests = {codes.digest_of(token, _pepper(prepared)) for token in tokens}
    assert digests == set(prepared.slips.values_list("digest", flat=True))
    again = client.post(reverse("ballots:open", args=[prepared.pk]), data)
    assert again.status_code == 422
    assert BallotBox.objects.get().slips.count() == 12


def test_opening_writes_the_papers_nowhere(prepared, county):
    client = county.client("secretary")
    data = {"roll_size": 5, "slip_count": 5, "closes_at": "2099-01-01T10:00", "scrutineers": 1}
    client.post(reverse("ballots:open", args=[prepared.pk]), data)
    assert Submission.objects.count() == 0


def test_a_box_is_closed_and_confirmed_by_two(poll, county):
    for option in ["satisfied"] * 6 + ["fairly"] * 3:
        _send(poll, poll.slips.pop(), option)
    secretary, organiser = county.client("secretary"), county.client("organiser")
    page = reverse("ballots:box", args=[poll.box.pk])
    keys = {f"key{at}": sheet for at, sheet in enumerate(poll.keys.sheets[:2])} | {"is_early": "on"}
    assert "5 张以上" in secretary.get(page).content.decode()
    secretary.post(reverse("ballots:close", args=[poll.box.pk]), keys)
    secretary.post(reverse("ballots:confirm", args=[poll.box.pk]))
    assert BallotBox.objects.get().state == State.CLOSED
    organiser.post(reverse("ballots:confirm", args=[poll.box.pk]))
    assert BallotBox.objects.get().state == State.CONFIRMED
    text = organiser.get(page).content.decode()
    assert "88% 以上" in text
    sheet = "".join(p.extract_text() for p in PdfReader(BytesIO(organiser.get(page + "tally/").content)).pages)
    assert "≥88%" in sheet
    assert "计票单" in sheet


def test_the_way_back_from_a_count_is_open_to_whoever_sees_it(poll, county):
    """A citizens' representative who helps to count sees the box and no list of boxes."""
    citizen = User.objects.create_user("citizen", display_name="孙师傅")
    appoint(by=None, user=citizen, organisation=county.branch, role=Role.CITIZEN, starts_on=date(2011, 1, 1))
    for user, back in ((county.users["secretary"], f"/ballots/of/{county.branch.pk}/"), (citizen, "/desk/")):
        client = Client()
        client.force_login(user)
        page = client.get(f"/ballots/{poll.box.pk}/").text
        assert re.search(r'class="back[^>]*><a href="([^"]*)"', page).group(1) == back
        assert client.get(back).status_code == 200


def test_wrong_keys_are_told_beside_the_boxes(poll, county):
    answer = county.client("secretary").post(
        reverse("ballots:close", args=[poll.box.pk]), {"key0": "ABCD", "key1": poll.keys.sheets[1], "is_early": "on"}
    )
    assert answer.status_code == 422
    assert "第1份钥匙" in answer.content.decode()


def test_a_vote_on_paper_alone_speaks_of_no_slips_and_no_address(make_poll, county):
    poll = make_poll(8, slip_count=0)
    client, address = county.client("secretary"), reverse("ballots:box", args=[poll.box.pk])
    page = client.get(address).text
    assert "这次全用纸票" in page
    assert "还没有人登记。" in page
    for words in ("投票地址：", "印发扫码票", "收回扫码票", "密文一起销毁"):
        assert words not in page
    close_it = reverse("ballots:close", args=[poll.box.pk])
    assert "这次只用纸票，还没有登记" in client.post(close_it).text
    for who in ("secretary", "organiser"):
        enter_paper(poll.box, {"overall": {"satisfied": 5, "fairly": 3}}, ballots=8, by=county.users[who])
    told = client.post(close_it, follow=True).text
    assert "已封箱计票。请另一名监票人登录后确认结果。" in told
    assert "两人登记的纸票数字已删除" in told
    assert "密文" not in told
    assert "投票地址：" in county.client("secretary").get(
        reverse("ballots:box", args=[make_poll(8).box.pk])
    ).text  # fmt: skip


def test_two_people_type_the_paper_ballots(make_poll, county):
    poll = make_poll(8, slip_count=0)
    url = reverse("ballots:paper", args=[poll.box.pk])
    nothing = {f"q0-{option}": 0 for option in ("dissatisfied", "unaware", "abstain", "")}
    first = {"ballots": 8, "void": 1, "q0-satisfied": 5, "q0-fairly": 2} | nothing
    county.client("secretary").post(url, first)
    other = county.client("organiser")
    seen = other.get(url).content.decode()
    assert "已有一人登记" in seen
    assert 'value="5"' not in seen
    other.post(url, first | {"q0-satisfied": 4, "q0-fairly": 3})
    told = other.get(url).content.decode()
    assert "不一致" in told
    assert "总体评价</li>" in told
    assert 'value="5"' not in told
    other.post(url, first)
    assert "两人登记一致" in other.get(url).content.decode()


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"q0-satisfied": 5}, "各项相加是5张，比有效票少2张。没有选的，请填在“未选”里。"),
        ({"q0-satisfied": 5, "q0-abstain": 1}, "各项相加是6张，比有效票少1张"),
        ({"q0-satisfied": 5, "q0-abstain": 1, "q0-": 2}, "各项相加超过了有效票7张"),
        ({"q0-satisfied": 5, "q0-abstain": 1, "q0-": 1}, ""),
    ],
)
def test_every_ballot_on_paper_is_accounted_for(make_poll, county, told, why):
    """Also one on which nothing is marked: a count that falls short is not taken for abstentions."""
    poll = make_poll(8, slip_count=0)
    client, url = county.client("secretary"), reverse("ballots:paper", args=[poll.box.pk])
    assert client.get(url).content.decode().count("未选</label>") == 1
    nothing = dict.fromkeys((f"q0-{o}" for o in ("satisfied", "fairly", "dissatisfied", "unaware", "abstain", "")), 0)
    answer = client.post(url, {"ballots": 8, "void": 1} | nothing | told)
    assert (answer.status_code, poll.box.paper_tallies.count()) == ((422, 0) if why else (302, 1))
    assert why in answer.content.decode()


def _confirmed(poll, county, on_paper=None, **slips):
    poll.votes(**slips)
    for who in ("secretary", "organiser") if on_paper else ():
        enter_paper(poll.box, {"overall": on_paper}, ballots=sum(on_paper.values()), by=county.users[who])
    return confirm(close(poll.box, poll.keys.sheets[:2], by=poll.by), by=county.users["organiser"])


def _sheet_and_page(county, box):
    client, page = county.client("organiser"), reverse("ballots:box", args=[box.pk])
    sheet = PdfReader(BytesIO(client.get(page + "tally/").content))
    return "".join(p.extract_text() for p in sheet.pages), client.get(page).content.decode()


def test_sheet_and_page_say_who_abstained_and_what_was_not_marked(make_poll, county):
    poll = make_poll(22, slip_count=14)
    for _ in range(2):
        poll.vote("")
    box = _confirmed(
        poll, county, {"satisfied": 3, "fairly": 1, "abstain": 2, "": 2}, satisfied=7, dissatisfied=4, abstain=1
    )
    sheet, page = _sheet_and_page(county, box)
    assert re.search(r"弃权（不计入比例）\s*3", sheet)
    assert re.search(r"未选（不计入比例）\s*4", sheet)
    assert "有效回答 15，另有弃权 3 票、未选 4 票，不计入比例" in page
    ((_, figure),) = released(box).rows
    assert sum(line.count for line in figure.lines) + 3 + 4 == dict(released(box).facts)["有效"] == 22


def test_where_the_options_are_not_shown_the_rest_is_one_number(make_poll, county):
    """As anybody may reckon from the valid ballots and the answers; abstaining apart would say more."""
    box = _confirmed(make_poll(10), county, satisfied=4, dissatisfied=3, abstain=2)
    sheet, page = _sheet_and_page(county, box)
    assert re.search(r"弃权、未选（不计入比例）\s*2", sheet)
    assert "有效回答 7，另有弃权、未选 2 票，不计入比例" in page


def test_of_too_few_answers_nothing_is_said_of_the_rest(make_poll, county):
    box = _confirmed(make_poll(10), county, satisfied=4, abstain=3)
    sheet, page = _sheet_and_page(county, box)
    assert "有效回答不足5票" in sheet
    assert "不计入比例" not in sheet + page


def test_paper_and_slips_are_counted_together(make_poll, county):
    poll = make_poll(16, slip_count=11)
    poll.votes(satisfied=7, fairly=4)
    for who in ("secretary", "organiser"):
        enter_paper(poll.box, {"overall": {"dissatisfied": 3}}, ballots=4, void=1, by=county.users[who])
    box = confirm(close(poll.box, poll.keys.sheets[:2], by=poll.by), by=county.users["organiser"])
    text = county.client("organiser").get(reverse("ballots:box", args=[box.pk])).content.decode()
    assert "有效回答 14" in text


def _beside_six_on_paper(make_poll, county, **slips):
    poll = make_poll(18, slip_count=12)
    poll.votes(**slips)
    for who in ("secretary", "organiser"):
        enter_paper(poll.box, {"overall": {"satisfied": 3, "fairly": 3}}, ballots=6, by=county.users[who])
    return confirm(close(poll.box, poll.keys.sheets[:2], by=poll.by), by=county.users["organiser"])


@pytest.mark.parametrize(
    "slips",
    [{"dissatisfied": 4}, {"satisfied": 4, "dissatisfied": 5}, {"dissatisfied": 12}, {"fairly": 1, "dissatisfied": 11}],
)
def test_who_counted_the_paper_cannot_learn_of_the_slips_what_they_alone_would_not_show(make_poll, county, slips):
    box = _beside_six_on_paper(make_poll, county, **slips)
    (_, figure), *_ = released(box).rows
    assert (figure.lines, "一减就能看出" in figure.why) == ((), True)
    assert sum(totals_by_box([box])[box.pk]["overall"].values()) == 0  # nor through a sum of the level above


def test_ten_slips_beside_paper_are_counted(make_poll, county):
    box = _beside_six_on_paper(make_poll, county, satisfied=2, dissatisfied=8)
    (_, figure), *_ = released(box).rows
    assert [line.count for line in figure.lines] == [5, 3, 8, 0]
    assert sum(totals_by_box([box])[box.pk]["overall"].values()) == 16


def test_paper_that_comes_alone_hides_no_slips(make_poll, county):
    box = _beside_six_on_paper(make_poll, county)
    assert sum(totals_by_box([box])[box.pk]["overall"].values()) == 6


@pytest.mark.parametrize(("period", "kept"), [("", 0), ("2011/1", 3)])
def test_where_no_sum_is_made_of_them_a_handful_of_answers_is_kept_nowhere(make_poll, county, period, kept):
    box = _confirmed(make_poll(5, period=period), county, dissatisfied=3)
    assert sum(BallotBox.objects.get(pk=box.pk).totals["overall"].values()) == kept
    assert ("连合计数也不留" in voting_page(box)) is not kept


def test_before_its_time_a_box_is_closed_only_where_that_is_meant(make_poll, county):
    poll = make_poll(10)
    poll.votes(satisfied=6)
    url = reverse("ballots:close", args=[poll.box.pk])
    keys = {"key0": poll.keys.sheets[0], "key1": poll.keys.sheets[1]}
    answer = county.client("secretary").post(url, keys)
    assert (answer.status_code, "没有到投票截止时间" in answer.text) == (422, True)
    assert BallotBox.objects.get(pk=poll.box.pk).state == "opened"
    with time_machine.travel(poll.box.closes_at + timedelta(minutes=1)):
        assert county.client("secretary").post(url, keys).status_code == 302


def test_a_handful_of_slips_beside_paper_is_refused_before_it_is_printed(make_poll):
    with pytest.raises(Refusal, match="扫码票不能少于10张"):
        make_poll(18, slip_count=9)
    assert make_poll(4).box.slip_count == 4  # nobody votes on paper: nothing to subtract


def test_the_list_of_boxes_grows_without_queries(make_poll, county, queries_of):
    make_poll(3)
    client, url = county.client("secretary"), reverse("ballots:boxes", args=[county.branch.pk])
    one = queries_of(client, url)
    make_poll(3)
    make_poll(3)
    assert queries_of(client, url) == one


def test_an_unread_remark_of_a_small_box_is_destroyed(make_poll):
    poll = make_poll(9, takes_remarks=True)
    poll.vote(remark="路灯还没有修")
    assert close(poll.box, poll.keys.sheets[:2], by=poll.by).sealed_remarks == b""


def test_remarks_leave_as_a_digest_only(make_poll, county):
    poll = make_poll(10, takes_remarks=True)
    for at in range(10):
        poll.vote(remark=f"意见{at}" if at < 3 else "")
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    assert sorted(remarks.read(box)) == ["意见0", "意见1", "意见2"]
    client = county.client("secretary")
    client.post(reverse("ballots:digest", args=[box.pk]), {"digest": "有三人提意见。"})
    box = confirm(box, by=county.users["organiser"])
    assert (bytes(box.sealed_remarks), box.digest) == (b"", "有三人提意见。")


def test_remarks_without_their_key_hinder_nothing(make_poll, county):
    """A data folder restored without its keys: the page says so, and the result can be confirmed."""
    poll = make_poll(10, takes_remarks=True)
    for _ in range(10):
        poll.vote(remark="路灯还没有修")
    box = close(poll.box, poll.keys.sheets[:2], by=poll.by)
    client, page = county.client("organiser"), reverse("ballots:box", args=[box.pk])
    told = client.get(page).content.decode()
    assert ("路灯还没有修" in told, "意见的原话打不开" in told) == (True, False)
    remarks.key_file(box.pk).unlink()
    told = client.get(page).content.decode()
    assert ("路灯还没有修" in told, "意见的原话打不开" in told) == (False, True)
    assert confirm(box, by=county.users["organiser"]).state == State.CONFIRMED


def test_a_mutual_assessment_asks_about_many(make_box, county):
    asked = [question(f"m{n}", f"党员{n}") for n in range(30)]
    box = make_box(kind=BoxKind.MUTUAL, asked=asked)
    assert len(box.questions) == 30


@pytest.mark.parametrize(
    ("kind", "satisfied", "share", "words"),
    [
        (BoxKind.SURVEY, "satisfied", 50, "“不了解”不算反对，也不算好评，计入总数；不想评的，不用选。"),
        (BoxKind.MUTUAL, "good", 100, "“不了解”不计入比例。"),
    ],
    ids=["survey", "mutual"],
)
def test_what_the_page_says_of_not_knowing_is_what_the_count_does(poll, kind, satisfied, share, words):
    """Thirty who praise and thirty who do not know: of 群众评议 a half, of 互评 the whole."""
    asked = question() | {"options": options_for(kind, {})}
    figure = shown(asked, {satisfied: 30, "unaware": 30}, Rules())
    assert figure.lines[0].percent == share
    poll.box.questions = [asked]
    for name in ("vote", "form"):
        page = render_to_string(
            f"ballots/{name}.html", {"box": poll.box, "sheet": Sheet(poll.box), "form": VoteForm(poll.box)}
        )
        assert words in page
    poll.box.questions = [asked | {"options": asked["options"][:3]}]
    assert Sheet(poll.box).unaware == ""
