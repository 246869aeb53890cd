"""The pages of the yearly appraisal (C29): one table, one meeting, exceptions touched only; a phone for the member."""

import io
import re
import uuid
from datetime import UTC, date, datetime

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from jiannuo.appraisal.actions.yearly import Opinion, propose
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.actions.yearly_words import answer, reply
from jiannuo.appraisal.models import BranchComment, BranchCommentLine, YearlyAppraisal
from jiannuo.appraisal.queries import yearly as queries
from jiannuo.duties.actions import expect
from jiannuo.fulfilment.actions import Statement, settle, state_result
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.meetings.models import MeetingKind
from jiannuo.orgs.actions import found
from jiannuo.orgs.models import Member, Organisation, Sex
from tests.appraisal.year_end import NOW, decided, filed, kept, meeting_of, proposed, row_of


@pytest.fixture(autouse=True)
def _january():
    with time_machine.travel(NOW, tick=False):
        yield


def _post(client, name, *args, **data):
    return client.post(reverse(f"appraisal:{name}", args=args), {"once": str(uuid.uuid4())} | data)


def _picked(*rows, **more):
    return {"pick": [row.pk for row in rows]} | {f"version-{row.pk}": row.version for row in rows} | more


def test_a_branch_is_appraised_from_one_table(county):
    """Reckon, accept what is suggested, one exception, one vote for all, close."""
    expect(county.round, county.county, by=None)
    kept(county, county.member)
    organiser, branch = county.client("organiser"), county.branch.pk
    assert (
        "已核算3份"
        in organiser.post(
            reverse("appraisal:yearly_draft", args=[branch]), {"once": str(uuid.uuid4())}, follow=True
        ).content.decode()
    )
    page = organiser.get(reverse("appraisal:yearly", args=[branch])).content.decode()
    assert "建议等次：合格" in page
    rows = [row_of(m) for m in (county.member, county.co_member, county.secretary_member)]
    grades = {f"grade-{rows[0].pk}": "qualified", f"grade-{rows[1].pk}": "fair", f"grade-{rows[2].pk}": "qualified"}
    answer = _post(organiser, "yearly_propose", branch, **_picked(*rows), **grades, knows_unwritten="on")
    assert answer.status_code == 302
    meeting = meeting_of(county.branch, county.users["organiser"])
    rows = [row_of(m) for m in (county.member, county.co_member, county.secretary_member)]
    votes = {"meeting": meeting.pk, "ayes": 3, f"ayes-{rows[1].pk}": 2, f"noes-{rows[1].pk}": 1}
    assert _post(organiser, "yearly_decide", branch, **_picked(*rows), **votes).status_code == 302
    told = [(row.grade, row.ayes, row.noes) for row in YearlyAppraisal.objects.order_by("member_id")]
    assert told == [("qualified", 3, 0), ("fair", 2, 1), ("qualified", 3, 0)]
    with time_machine.travel(datetime(2012, 1, 25, 1, 0, tzinfo=UTC), tick=False):
        rows = list(YearlyAppraisal.objects.all())
        assert _post(county.client("organiser"), "yearly_close", branch, **_picked(*rows)).status_code == 302
    assert set(YearlyAppraisal.objects.values_list("state", flat=True)) == {"closed"}


def test_before_results_are_stated_nothing_is_preselected(county):
    """The suggestion stays in words; whoever takes it unseen is told what is missing; with the results it is preset."""
    item = filed(county, county.member)
    kept(county, county.co_member)
    organiser, branch = county.client("organiser"), county.branch.pk
    draft(county.round, county.branch, by=county.users["organiser"])
    address, row = reverse("appraisal:yearly", args=[branch]), row_of(county.member)
    page = organiser.get(address).content.decode()
    assert "核算时党员还有1项没有说明结果" in page
    assert reverse("fulfilment:results", args=[branch]) in page
    assert page.count("还有1项没有说明结果") == 2  # in the notice and in the row
    assert _chosen(page, row) == ""
    assert _chosen(page, row_of(county.co_member)) == row_of(county.co_member).suggested != ""
    answer = _post(organiser, "yearly_propose", branch, **_picked(row), **{f"grade-{row.pk}": ""})
    assert answer.status_code == 422
    assert "还有1项没有说明结果。请先办完再核算，或者自己选择等次。" in answer.content.decode()
    said = Statement(Outcome.KEPT, date(2011, 11, 1))
    state_result(item, said, by=county.users["organiser"])
    draft(county.round, county.branch, by=county.users["organiser"])
    page = organiser.get(address).content.decode()
    assert "没有说明结果" not in page
    assert _chosen(page, row) == row_of(county.member).suggested != ""


def test_while_results_wait_for_another_hand_nothing_is_preselected(county):
    county.round.terms["results_need_second_eyes"] = True
    county.round.save()
    item = kept(county, county.member, by="member", outcome=Outcome.NOT_KEPT)
    organiser, address = county.client("organiser"), reverse("appraisal:yearly", args=[county.branch.pk])
    draft(county.round, county.branch, by=county.users["organiser"])
    page = organiser.get(address).content.decode()
    assert page.count("还有1项等另一人销号") == 2
    assert "state=stated" in page
    assert _chosen(page, row_of(county.member)) == ""
    settle(item, by=county.users["organiser"])
    draft(county.round, county.branch, by=county.users["organiser"])
    page = organiser.get(address).content.decode()
    assert "等另一人销号" not in page
    assert row_of(county.member).figures["figures"][0]["parts"][0]["label"] == "未兑现"


def test_of_organisations_the_level_above_is_told_that_they_state_their_own(county):
    filed(county)
    draft(county.round, county.town, by=county.users["town_secretary"])
    page = county.client("town_secretary").get(reverse("appraisal:yearly", args=[county.town.pk])).content.decode()
    assert "核算时下级党组织还有1项没有说明结果" in page
    assert reverse("fulfilment:results", args=[county.town.pk]) not in page


def _chosen(page, row):
    box = page.partition(f'name="grade-{row.pk}"')[2].partition("</select>")[0]
    found = re.search(r'value="(\w+)" selected', box)
    return found[1] if found else ""


def test_nobody_loses_the_own_word_before_its_day_unawares(county):
    """Whoever puts forward sees how many have not written yet and until when, and says that he knows it."""
    expect(county.round, county.county, by=None)
    organiser, branch = county.client("organiser"), county.branch.pk
    draft(county.round, county.branch, by=county.users["organiser"])
    told = "还有3人没有写自评，自评到1月31日（还有21天）为止。"
    address = reverse("appraisal:yearly", args=[branch])
    assert told in organiser.get(address).content.decode()
    assert (
        county.client("member")
        .post(reverse("appraisal:my_yearly"), {"once": str(uuid.uuid4()), "grade": "qualified"})
        .status_code
        == 302
    )
    data = _picked(row_of(county.member), row_of(county.co_member))
    data |= {f"grade-{row_of(m).pk}": "qualified" for m in (county.member, county.co_member)}
    answer = _post(organiser, "yearly_propose", branch, **data)
    assert answer.status_code == 422
    assert "还有1人没有写自评，自评到1月31日（还有21天）为止。提出后就不能再写自评了" in answer.content.decode()
    assert _post(organiser, "yearly_propose", branch, **data, knows_unwritten="on").status_code == 302
    rest = _picked(row_of(county.secretary_member), **{f"grade-{row_of(county.secretary_member).pk}": "qualified"})
    with time_machine.travel(datetime(2012, 2, 1, 1, 0, tzinfo=UTC), tick=False):
        late = county.client("organiser")
        assert "没有写自评" not in late.get(address).content.decode()
        assert _post(late, "yearly_propose", branch, **rest).status_code == 302


def test_where_only_the_own_row_is_left_the_button_says_so(county):
    draft(county.round, county.branch, by=county.users["secretary"])
    rows = [row_of(county.member), row_of(county.co_member)]
    secretary, address = county.client("secretary"), reverse("appraisal:yearly", args=[county.branch.pk])
    assert "这里没有您可以办理的" not in secretary.get(address).content.decode()
    propose({row.pk: Opinion("qualified") for row in rows}, by=county.users["secretary"])
    page = secretary.get(address).content.decode()
    assert "不能办理自己的评议" in page
    assert page.count("这里没有您可以办理的，原因写在各行里。") == 1


def test_a_refusal_gives_back_what_was_typed(county):
    draft(county.round, county.branch, by=county.users["organiser"])
    row = row_of(county.member)
    data = _picked(row) | {f"words-{row.pk}": "走访扎实，台帐要及时。", f"grade-{row.pk}": ""}
    answer = _post(county.client("organiser"), "yearly_propose", county.branch.pk, **data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请为周大有选择等次" in page
    assert "走访扎实，台帐要及时。" in page


def test_a_member_assesses_himself_with_one_tap_and_replies_on_the_phone(county):
    member = county.client("member")
    mine = reverse("appraisal:my_yearly")
    assert member.post(mine, {"once": str(uuid.uuid4()), "grade": "qualified"}).status_code == 302
    assert row_of(county.member).self_grade == "qualified"
    row = proposed(county, {county.member: "fair"})[county.member.pk]
    one = reverse("appraisal:yearly_one", args=[row.pk])
    assert member.get(mine).headers["Location"] == one
    page = member.get(one).content.decode()
    assert "拟评：基本合格" in page
    assert _post(member, "yearly_reply", row.pk, reply="11月的走访记在了12月。").status_code == 302
    assert _post(county.client("organiser"), "yearly_answer", row.pk, answer="已核对。").status_code == 302
    assert "已核对。" in member.get(one).content.decode()


def test_before_the_opinion_nobody_reads_his_own(county):
    kept(county, county.member)
    draft(county.round, county.branch, by=county.users["secretary"])
    row = row_of(county.member)
    page = county.client("member").get(reverse("appraisal:yearly_one", args=[row.pk])).content.decode()
    assert "怎样计算" not in page
    assert "怎样计算" in county.client("organiser").get(reverse("appraisal:yearly_one", args=[row.pk])).content.decode()


def test_before_the_reckoning_a_self_assessment_is_no_list_to_put_forward(county):
    """Who speaks first is not taken for all there are."""
    member, organiser = county.client("member"), county.client("organiser")
    member.post(reverse("appraisal:my_yearly"), {"once": str(uuid.uuid4()), "grade": "qualified"})
    page = organiser.get(reverse("appraisal:yearly", args=[county.branch.pk])).text
    assert "核算建议等次" in page
    assert "重新核算" not in page
    assert "待提出评定意见" not in page
    assert "还没有核算" in page
    assert "已核算3份" in _reckoned(organiser, county)


def _reckoned(client, county):
    address = reverse("appraisal:yearly_draft", args=[county.branch.pk])
    return client.post(address, {"once": str(uuid.uuid4())}, follow=True).text


def test_where_nothing_is_left_to_reckon_nobody_is_sent_to_check_nought(county):
    proposed(county, dict.fromkeys((county.member, county.co_member, county.secretary_member), "fair"))
    said = _reckoned(county.client("organiser"), county)
    assert "已核算0份" not in said
    assert "没有要核算的" in said


def test_the_way_back_from_ones_own_appraisal_can_be_walked(county):
    """A branch's officers do not see the town's table; the town's do."""
    draft(county.round, county.town, by=county.users["town_secretary"])
    row = YearlyAppraisal.objects.get(organisation=county.branch, member=None)
    for who, way in (("secretary", "/desk/"), ("town_secretary", reverse("appraisal:yearly", args=[county.town.pk]))):
        client = county.client(who)
        page = client.get(reverse("appraisal:yearly_one", args=[row.pk])).text
        back = re.search(r'class="back[^"]*"><a href="([^"]+)"', page)[1]
        assert back.partition("?")[0] == way
        assert client.get(back).status_code == 200


def test_the_case_file_says_whose_word_a_reply_is(county):
    """An organisation has no 本人."""
    pledge = kept(county).pledge_id
    by = county.users["town_secretary"]
    draft(county.round, county.town, by=by)
    row = YearlyAppraisal.objects.get(organisation=county.branch, member=None)
    propose({row.pk: Opinion("fair")}, by=by)
    reply(row, "路灯是镇里统一招标的。", by=county.users["secretary"])
    page = county.client("secretary").get(reverse("appraisal:case", args=[pledge])).text
    assert "本组织说明" in page
    assert "本人说明" not in page


def test_organisations_stand_by_age(county):
    """Not by the digits of their path, where the tenth comes before the second."""
    Organisation.objects.filter(pk=county.branch.pk).update(path=f"{county.town.path}9{county.branch.pk}/")
    found(by=None, parent=county.town, code="QH99", name="中共清河镇新村支部委员会", kind="branch")
    draft(county.round, county.town, by=county.users["town_secretary"])
    rows = queries.of_decider(county.users["town_secretary"], county.round, county.town)
    ids = [row.organisation_id for row in rows]
    assert (ids, ids[0]) == (sorted(ids), county.branch.pk)


def test_fellow_members_read_grades_and_no_figures(county):
    row = decided(county, {county.member: "qualified"})[county.member]
    peer = county.client("co_member")
    page = peer.get(reverse("appraisal:yearly", args=[county.branch.pk])).content.decode()
    assert "周大有" in page
    assert "合格" in page
    assert "赞成" not in page
    assert peer.get(reverse("appraisal:yearly_one", args=[row.pk])).status_code == 404


def test_the_export_has_every_row_behind_the_numbers(county):
    expect(county.round, county.county, by=None)
    item = kept(county, county.member)
    row = proposed(county, {county.member: "qualified"})[county.member.pk]
    answer = county.client("organiser").get(reverse("appraisal:yearly_export", args=[row.pk]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["评议表", "计算过程", "计算用数", "来源明细"]
    sums = [line[1] for line in book["计算过程"].iter_rows(min_row=3, values_only=True)]
    assert "合计：（100.0%×60 + 0.0%×15）÷ 75 = 80.0%，建议等次：合格" in sums
    parts = list(book["计算用数"].iter_rows(min_row=3, values_only=True))
    assert parts[0] == ("周大有", "践诺", "已兑现", 1, "1", 1, "100.0", 60, "1")
    behind = list(book["来源明细"].iter_rows(min_row=3, values_only=True))
    assert behind[0] == ("周大有", "践诺", "已兑现", "1", f"item:{item.pk}", item.text)
    everything = county.client("organiser").get(reverse("appraisal:yearly_export_all", args=[county.branch.pk]))
    assert everything.status_code == 200


def _exported(client, name, pk):
    """The sentences of the reckoning that the file holds; a refusal's own sentence where there is no file."""
    answer = client.get(reverse(f"appraisal:{name}", args=[pk]), follow=True)
    if "spreadsheet" not in answer["Content-Type"]:
        return answer.content.decode()
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return "\n".join(str(cell) for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line)


def test_no_file_shows_what_the_page_still_keeps_back(county):
    """Before an opinion is put forward: nothing to those above who only read, nobody's own to himself."""
    kept(county, county.member)
    draft(county.round, county.branch, by=county.users["organiser"])
    rows = {member: row_of(member) for member in (county.member, county.secretary_member)}
    for name, pk in (("yearly_export", rows[county.member].pk), ("yearly_export_all", county.branch.pk)):
        assert "提出后才能导出" in _exported(county.client("leader"), name, pk)
        assert "建议等次" in _exported(county.client("organiser"), name, pk)
    own = _exported(county.client("secretary"), "yearly_export", rows[county.secretary_member].pk)
    assert "提出后才能导出" in own
    told = _exported(county.client("secretary"), "yearly_export_all", county.branch.pk)
    assert ("周大有" in told, "李书记" in told) == (True, False)
    propose({row.pk: Opinion("qualified") for row in rows.values()}, by=county.users["organiser"])
    assert "李书记" in _exported(county.client("secretary"), "yearly_export", rows[county.secretary_member].pk)
    assert "周大有" in _exported(county.client("leader"), "yearly_export_all", county.branch.pk)


def test_the_weights_are_open_to_all_and_changed_by_the_opener_until_a_decision(county):
    address = reverse("appraisal:yearly_scale", args=[2011])
    page = county.client("member").get(address).content.decode()
    assert '<td data-label="数值">60</td>' in page
    assert "“不了解”不算反对，也不算好评，算在有效回答里" in page
    form = county.client("county_organiser").get(address).context["form"]
    data = {name: form.initial[name] for name in form.fields} | {"weight-member-keeping": 80, "once": str(uuid.uuid4())}
    assert county.client("organiser").post(address, data).status_code == 422
    assert county.client("county_organiser").post(address, data | {"once": str(uuid.uuid4())}).status_code == 302
    county.round.refresh_from_db()
    assert county.round.terms["appraisal"]["weights"]["member"]["keeping"] == 80
    decided(county, {county.member: "qualified"})
    assert "不能再改" in county.client("county_organiser").get(address).content.decode()


@pytest.mark.parametrize("who", ["organiser", "co_member"])
def test_the_table_takes_the_same_queries_for_more_members(county, queries_of, who):
    decided(county, {county.member: "qualified"})
    address = reverse("appraisal:yearly", args=[county.branch.pk])
    few = queries_of(county.client(who), address)
    for n in range(5):
        Member.objects.create(branch=county.branch, name=f"新党员{n}", sex=Sex.MALE)
    draft(county.round, county.branch, by=county.users["organiser"])
    assert queries_of(county.client(who), address) == few


def test_one_appraisal_takes_the_same_queries_for_more_rows_behind(county, queries_of):
    row = proposed(county, {county.member: "qualified"})[county.member.pk]
    address = reverse("appraisal:yearly_one", args=[row.pk])
    few = queries_of(county.client("organiser"), address)
    links = [["item:1", "甲"], ["item:2", "乙"], ["item:3", "丙"]]
    row.figures["figures"][0]["parts"] = [{"label": "已兑现", "count": 3, "credit": "1", "links": links}]
    row.save()
    assert queries_of(county.client("organiser"), address) == few


def test_the_case_file_tells_the_year_with_reply_and_answer(county):
    item = kept(county, county.member)
    row = decided(county, {county.member: "fair"})[county.member]
    reply(row, "11月的走访记在了12月。", by=county.users["member"])
    answer(row, "已核对。", by=county.users["organiser"])
    page = reverse("appraisal:case", args=[item.pledge_id])
    told = county.client("member").get(page).content.decode()
    for words in ("年度评议：拟评基本合格", "年度评议：评定为基本合格", "11月的走访记在了12月。", "已核对。"):
        assert words in told


def test_the_meeting_to_be_entered_first_is_the_one_that_decides(county):
    proposed(county, {county.member: "qualified"})
    organiser = county.client("organiser")
    page = organiser.get(reverse("appraisal:yearly", args=[county.branch.pk])).content.decode()
    (link,) = re.findall(r'href="([^"]+)">登记会议</a>', page)
    assert re.search(r'value="appraisal"[^>]* checked', organiser.get(link).content.decode())


def test_who_comes_afterwards_is_not_appraised_with_the_others(county):
    Member.objects.create(branch=county.branch, name="新党员", sex=Sex.MALE, came_on=date(2012, 3, 1))
    Member.objects.create(branch=county.branch, name="老党员", sex=Sex.MALE, came_on=None)
    draft(county.round, county.branch, by=county.users["organiser"])
    assert {row.subject_name for row in YearlyAppraisal.objects.all()} == {"周大有", "陈小满", "李书记", "老党员"}


def _said(county, period, *lines):
    """A 讲 of the quarter, issued."""
    by = county.users["secretary"]
    meeting = meeting_of(county.branch, by, kind=MeetingKind.LIFE)
    where = {"round": county.round, "organisation": county.branch, "path": county.branch.path, "meeting": meeting}
    comment = BranchComment.objects.create(**where, period=period, by=by, issued_by=by, issued_at=NOW)
    for member, item, verdict, text in lines:
        BranchCommentLine.objects.create(comment=comment, member=member, item=item, verdict=verdict, text=text)


def test_the_year_shows_every_finding_of_the_branch_under_its_quarter(county):
    """C26, C29: those without words too, and those on a joint pledge; the order is the year's."""
    item, joint = filed(county, county.member), filed(county, county.co_member)
    joint.pledge.co_signers.add(county.member)
    _said(county, 2, (county.member, item, "behind", "水管要在汛前修好。"), (county.member, None, "", "肯跑腿。"))
    _said(county, 1, (county.member, item, "on_track", ""), (county.co_member, joint, "needs_work", ""))
    row = decided(county, {county.member: "fair"})[county.member]
    found = queries.branch_findings(county.users["member"], row)
    assert [(label, [(line.verdict, line.text) for line in lines]) for label, lines in found] == [
        ("第一季度", [("on_track", ""), ("needs_work", "")]),
        ("第二季度", [("behind", "水管要在汛前修好。"), ("", "肯跑腿。")]),
    ]
    page = county.client("member").get(reverse("appraisal:yearly_one", args=[row.pk])).text
    first, _, second = page.partition("第一季度支部讲评")[2].partition("第二季度支部讲评")
    assert ("进展良好" in first, "需要加力" in first, "水管" in first) == (True, True, False)
    assert ("进展偏慢" in second, "水管要在汛前修好。" in second) == (True, True)


def test_the_findings_of_a_year_take_the_same_queries_for_more_quarters(county, queries_of):
    item = filed(county, county.member)
    _said(county, 1, (county.member, item, "on_track", ""))
    address = reverse("appraisal:yearly_one", args=[decided(county, {county.member: "fair"})[county.member].pk])
    few = queries_of(county.client("member"), address)
    _said(county, 2, (county.member, item, "behind", "慢"))
    _said(county, 3, (county.member, item, "kept", ""))
    assert queries_of(county.client("member"), address) == few
