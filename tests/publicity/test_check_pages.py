"""The pages of the publishing check."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from jiannuo.base import whose
from jiannuo.pledges.models import Pledge
from jiannuo.publicity import workflow
from jiannuo.publicity.actions.prepare import prepare
from jiannuo.publicity.actions.steps import take_step
from jiannuo.publicity.models import OPEN_STATES, Publication

HIDDEN = "为某某修好屋顶，电话（略）"


def _text(response) -> str:
    return response.content.decode()


def _tick(page: str) -> list[str]:
    """What the ticked boxes of the list send."""
    return re.findall(r'name="pick" value="([^"]+)"', page)


@pytest.fixture
def naming(county, file_away) -> Pledge:
    """A filed pledge whose text names a neighbour of the roster and a phone number."""
    return file_away(county.draft(county.member, text="为王邻居家修好屋顶，电话13900001111"))


def test_an_officer_sees_the_hint_takes_the_suggestion_and_puts_the_text_forward(county, naming):
    client, url = county.client("secretary"), reverse("publicity:prepare", args=[naming.pk])
    page = _text(client.get(url))
    assert "<mark" in page
    assert "王邻居" in page
    item = naming.current.content["items"][0]
    key = f"words-{item['uid']}.text"
    answer = client.post(url, {key: HIDDEN})
    assert answer.status_code == 302
    assert Publication.objects.get().content["items"][0]["text"] == HIDDEN


def test_a_private_number_is_refused_even_when_everything_was_looked_at_and_the_typing_stays(county, naming):
    client, url = county.client("secretary"), reverse("publicity:prepare", args=[naming.pk])
    key = f"words-{naming.current.content['items'][0]['uid']}.text"
    answer = client.post(url, {key: "为1户群众修屋顶，电话139 0000 1111", "has_looked": "on"})
    assert answer.status_code == 422
    assert "不能公示" in _text(answer)
    assert "为1户群众修屋顶" in _text(answer)
    assert not Publication.objects.exists()


def test_a_preview_changes_nothing(county, naming):
    client, url = county.client("secretary"), reverse("publicity:prepare", args=[naming.pk])
    key = f"words-{naming.current.content['items'][0]['uid']}.text"
    assert HIDDEN in _text(client.post(url, {key: HIDDEN, "preview": "1"}))
    assert not Publication.objects.exists()


def test_the_words_of_a_hint_are_hidden_by_a_tap_and_shown_again(county, naming):
    client, url = county.client("secretary"), reverse("publicity:prepare", args=[naming.pk])
    uid = naming.current.content["items"][0]["uid"]
    [passage] = [found for found, *_ in client.get(url).context["hinted"]]
    name, phone = passage.spans
    typed, taps = {f"words-{uid}.text": passage.text}, {span: f"{uid}.text:{span.start}" for span in passage.spans}

    def tap(span):
        answer = client.post(url, typed | {"turn": taps[span]})
        assert answer.status_code == 200
        [(_, words, picks)] = answer.context["hinted"]
        typed[f"words-{uid}.text"] = words
        return words, [pick.is_hidden for pick in picks]

    assert tap(phone) == (f"为王邻居家修好屋顶，{passage.text[10 : phone.start]}{phone.replacement}", [False, True])
    assert tap(name) == (passage.suggested, [True, True])
    assert tap(name)[1] == [False, True]
    assert tap(phone) == (passage.text, [False, False])
    typed[f"words-{uid}.text"] = "为××家修好屋顶，电话13900001111"
    words, states = tap(phone)
    assert words.startswith("为××家修好屋顶，")
    assert ("13900001111" in words, states[0]) == (False, None)
    assert not Publication.objects.exists()
    tap(phone)
    assert client.post(url, {f"words-{uid}.text": words}).status_code == 302


def test_a_figure_changed_on_the_way_to_the_board_is_refused_with_the_way_to_change_it(county, file_away):
    pledge = file_away(county.draft(county.member, text="6月底前修水渠1200米"))
    client, url = county.client("secretary"), reverse("publicity:prepare", args=[pledge.pk])
    key = f"words-{pledge.current.content['items'][0]['uid']}.text"
    for shown in ("6月底前修水渠12米", "9月底前修水渠1200米", "6月底前修水塘1200米"):
        answer = client.post(url, {key: shown, "has_looked": "on"})
        assert answer.status_code == 422
        assert "只能隐去，不能改写" in _text(answer)
        assert "充实完善" in _text(answer)
    assert not Publication.objects.exists()


def test_what_is_hidden_stands_struck_beside_the_tick(county, naming, publish):
    uid = naming.current.content["items"][0]["uid"]
    publish(naming, upto="prepared", edits={f"{uid}.text": HIDDEN})
    page = _text(county.client("town_organiser").get(reverse("publicity:queue"), {"step": "check"}))
    assert "<del>王邻居家</del>" in page
    assert "<ins>某某</ins>" in page


def test_beside_the_tick_an_untouched_text_is_said_to_be_the_filed_one(county, publish):
    publish(county.draft(county.member), upto="prepared")
    page = _text(county.client("town_organiser").get(reverse("publicity:queue"), {"step": "check"}))
    assert "和备案文本一字不差" in page


def test_what_may_go_in_one_go_can_be_read_on_the_list(county, file_away):
    file_away(county.draft(county.member))
    page = _text(county.client("secretary").get(reverse("publicity:propose", args=[county.branch.pk])))
    assert "洒水2次" in page
    assert "系统没有发现要隐去的，请您自己再看一遍" in page
    assert "没有要隐去的" not in page


def test_the_four_steps_are_walked_in_the_pages(county, file_away):
    pledge = file_away(county.draft(county.member))
    county.client("organiser").post(reverse("publicity:propose", args=[county.branch.pk]), {"ids": [pledge.pk]})
    found = Publication.objects.get()
    for move, who in (("check", "town_organiser"), ("approve", "town_secretary"), ("go_live", "secretary")):
        client = county.client(who)
        page = _text(client.get(reverse("publicity:queue"), {"step": move}))
        assert "洒水2次" in page
        client.post(reverse("publicity:batch", args=[move]), {"pick": _tick(page)})
    found.refresh_from_db()
    assert found.state == "live"


def test_a_step_is_refused_with_its_reason_and_leaves_no_trace(county, publish):
    found = publish(county.draft(county.member), upto="prepared")
    url = reverse("publicity:step", args=[found.pk, "check"])
    seen = {"revision": found.revision}
    answer = county.client("secretary").post(url, seen)
    assert answer.status_code == 422
    assert "须由上一级党组织办理" in _text(answer)
    assert Publication.objects.get().state == "prepared"
    assert county.client("town_organiser").post(url, seen).status_code == 302
    assert Publication.objects.get().state == "checked"


@pytest.mark.parametrize("seen", [{}, {"revision": ""}, {"revision": "x"}])
def test_a_step_is_not_taken_by_whoever_has_not_seen_the_copy(county, publish, seen):
    found = publish(county.draft(county.member), upto="prepared")
    answer = county.client("town_organiser").post(reverse("publicity:step", args=[found.pk, "check"]), seen)
    assert "看过公示文本再办理" in _text(answer)
    assert Publication.objects.get().state == "prepared"


def test_a_copy_that_was_changed_since_the_list_was_opened_is_not_passed(county, naming, publish):
    """Sent back and put forward anew with a name left in: whoever ticked the earlier copy has not seen it."""
    uid = naming.current.content["items"][0]["uid"]
    found = publish(naming, upto="prepared", edits={f"{uid}.text": HIDDEN})
    client = county.client("town_organiser")
    page = _text(client.get(reverse("publicity:queue"), {"step": "check"}))
    take_step(found, workflow.SEND_BACK, by=county.users["town_secretary"], reason="请再核对。")
    named = {f"{uid}.text": "为王邻居家修好屋顶，电话（略）"}
    prepare(naming, named, by=county.users["secretary"], has_looked=True)
    answer = client.post(reverse("publicity:batch", args=["check"]), {"pick": _tick(page)}, follow=True)
    assert "1 份没有办理" in _text(answer)
    assert "刚刚已被他人改动" in _text(answer)
    assert "请先勾选" not in _text(answer)
    assert Publication.objects.get(state__in=OPEN_STATES).state == "prepared"


def test_another_branch_finds_nothing(county, publish):
    found = publish(county.draft(county.member), upto="prepared")
    for who in ("neighbour_secretary", "far_secretary", "administrator"):
        client = county.client(who)
        assert client.get(reverse("publicity:publication", args=[found.pk])).status_code == 404
        assert client.post(reverse("publicity:step", args=[found.pk, "check"])).status_code == 404
        assert client.get(reverse("publicity:propose", args=[county.branch.pk])).status_code == 404
        assert client.get(reverse("publicity:prepare", args=[found.pledge_id])).status_code == 404
        client.post(reverse("publicity:batch", args=["check"]), {"pick": [f"{found.pk}:{found.revision}"]})
    assert Publication.objects.get().state == "prepared"


@pytest.mark.parametrize("strange", [["x"], ["9" * 40], ["-1"], ["１２"], ["{pk}"], ["{pk}:"], ["{pk}:x"], []])
def test_strange_rows_in_a_batch_do_nothing(county, publish, strange):
    found = publish(county.draft(county.member), upto="prepared")
    pick = [one.format(pk=found.pk) for one in strange]
    answer = county.client("town_organiser").post(reverse("publicity:batch", args=["check"]), {"pick": pick})
    assert answer.status_code == 302
    assert Publication.objects.get().state == "prepared"


def test_the_case_shows_what_was_taken_out_to_those_who_check(county, naming, publish):
    uid = naming.current.content["items"][0]["uid"]
    found = publish(naming, upto="prepared", edits={f"{uid}.text": HIDDEN})
    page = _text(county.client("town_organiser").get(reverse("publicity:publication", args=[found.pk])))
    assert "<del>" in page
    assert "审核通过" in page


def test_the_queue_takes_the_same_queries_for_one_and_three(county, publish, queries_of):
    client, url = county.client("town_organiser"), reverse("publicity:queue")
    publish(county.draft(county.member), upto="prepared")
    one = queries_of(client, url)
    publish(county.draft(None), upto="prepared")
    assert queries_of(client, url) == one <= 12


def test_taking_down_and_sending_back_are_done_from_the_case_with_a_reason(county, publish):
    found = publish(county.draft(county.member))
    client, url = county.client("town_organiser"), reverse("publicity:step", args=[found.pk, "withdraw"])
    assert client.post(url, {"reason": "", "revision": found.revision}).status_code == 422
    given = {"reason": "住院，不愿公示", "ground": "own_wish", "revision": found.revision}
    assert client.post(url, given | {"ground": ""}).status_code == 422
    assert client.post(url, given).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.reason, found.ended_by) == ("withdrawn", given["reason"], county.users["town_organiser"])
    page = _text(client.get(reverse("publicity:publication", args=[found.pk])))
    assert "对外公开的理由：本人要求。说明（不公开）：住院，不愿公示" in page


def test_after_one_case_the_next_opens_by_itself(county, publish):
    first = publish(county.draft(county.member), upto="prepared")
    second = publish(county.draft(None), upto="prepared")
    client = county.client("town_organiser")
    following = client.post(reverse("publicity:step", args=[first.pk, "check"]), {"revision": first.revision})
    assert following.url == reverse("publicity:publication", args=[second.pk])
    last = client.post(reverse("publicity:step", args=[second.pk, "check"]), {"revision": second.revision})
    assert last.url == reverse("publicity:queue")


def test_a_text_amended_in_between_is_not_published_unseen(county, naming):
    client, url = county.client("secretary"), reverse("publicity:prepare", args=[naming.pk])
    answer = client.post(url, {"has_looked": "on", "version": naming.current_id - 1})
    assert answer.status_code == 422
    assert "新的版本" in _text(answer)
    assert not Publication.objects.exists()


def test_what_was_typed_when_the_sign_in_expired_is_back_on_the_page(county, naming):
    client, url = Client(), reverse("publicity:prepare", args=[naming.pk])
    key = f"words-{naming.current.content['items'][0]['uid']}.text"
    client.post(url, {key: "为1户群众修好了屋顶", whose.FIELD: whose.mark(county.users["secretary"].pk)})
    client.force_login(county.users["secretary"])
    assert "为1户群众修好了屋顶" in _text(client.get(url))


def test_what_is_on_the_board_is_listed_for_those_who_may_take_it_down(county, publish):
    found = publish(county.draft(county.member))
    for who, sees in (("secretary", True), ("town_organiser", True), ("neighbour_secretary", False)):
        page = _text(county.client(who).get(reverse("publicity:queue"), {"step": "withdraw"}))
        assert (reverse("publicity:publication", args=[found.pk]) in page) == sees


def test_a_reason_typed_when_the_sign_in_had_expired_is_kept(county, publish):
    publication = publish(county.draft(county.member), upto="prepared")
    page = reverse("publicity:publication", args=[publication.pk])
    client = county.client("town_secretary")
    client.logout()
    step = reverse("publicity:step", args=[publication.pk, "send_back"])
    given = {whose.FIELD: whose.mark(county.users["town_secretary"].pk)}
    sent = client.post(
        step, {"reason": "第二条写了姓名，请改。"} | given, headers={"referer": f"http://testserver{page}"}
    )
    assert sent.url.endswith(f"?next={page}")
    client.force_login(county.users["town_secretary"])
    assert "第二条写了姓名，请改。" in client.get(page).text


def test_the_pledge_leads_to_its_own_check_from_putting_forward_to_the_board(county, file_away, publish):
    filed = file_away(county.draft(county.member))
    client, own = county.client("secretary"), reverse("publicity:prepare", args=[filed.pk])
    assert f'href="{own}"' in client.get(reverse("pledges:detail", args=[filed.pk])).content.decode()
    assert client.get(own).status_code == 200
    publication = publish(filed, upto="checked")
    assert client.get(own).url == reverse("publicity:publication", args=[publication.pk])
