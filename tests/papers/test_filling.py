import pytest

from jiannuo.orgs.models import Member, Organisation, Sex
from jiannuo.papers import filling
from jiannuo.papers.copies import NOT_SHOWN, Copy
from jiannuo.papers.filling import DRAFT, SUBMITTED
from jiannuo.papers.queries import texts_of
from jiannuo.pledges.actions.propose import amend, propose
from jiannuo.pledges.actions.public_wording import approve_wording
from jiannuo.pledges.models import ItemKind, Pledge, PledgeItem
from jiannuo.pledges.workflow import Stage
from tests.walking import fresh, walk

ADDRESS = "https://cn.example.org/"


def forms_of(pledge, copies, **more):
    return filling.forms_of(pledge, texts_of([pledge])[pledge.pk], copies, **more)


def _add(pledge, kind, *texts):
    for position, text in enumerate(texts, start=1):
        PledgeItem.objects.create(pledge=pledge, kind=kind, position=position, text=text, text_key=text)


def test_the_boxes_come_from_the_frozen_version_not_from_what_is_typed_since(county, proposed):
    proposed.items.update(text="改过了")
    [form] = forms_of(Pledge.objects.get(), [Copy.ARCHIVE], address=ADDRESS)
    assert (form.标题, form.姓名, form.性别, form.年龄) == ("2011年党员公开承诺书", "周大有", "男", "40")
    assert (form.入党年月, form.单位及职务) == ("1995年7月", "柳树湾村村民")
    assert form.实事承诺 == "每月为村里水泥巷道洒水2次"


def test_several_items_of_a_kind_are_numbered_in_their_order(county):
    pledge = county.draft(county.member)
    _add(pledge, ItemKind.POST, "发展早熟梨20亩", "带动12户")
    [form] = forms_of(pledge, [Copy.ARCHIVE], address=ADDRESS)
    assert form.岗位承诺 == "1、发展早熟梨20亩\n2、带动12户"


def test_an_organisations_post_items_stand_in_the_box_printed_otherwise(county):
    pledge = county.draft()
    _add(pledge, ItemKind.POST, "修路3公里")
    _add(pledge, ItemKind.GOAL, "创一流服务")
    [form] = forms_of(pledge, [Copy.ARCHIVE], address=ADDRESS)
    assert (form.标题, form.名称) == ("2011年基层党组织公开承诺书", "柳树湾村党支部")
    assert (form.履职承诺, form.创建目标) == ("修路3公里", "创一流服务")


def test_a_draft_says_that_it_is_one_and_carries_no_code(county):
    [form] = forms_of(county.draft(county.member), [Copy.ARCHIVE], address=ADDRESS)
    assert (form.code, form.link) == ("", "")
    assert DRAFT in form.remarks


def test_the_code_stands_in_groups_and_the_link_leads_to_the_check(proposed):
    [form] = forms_of(proposed, [Copy.ARCHIVE], address=ADDRESS)
    code = proposed.current.code
    assert form.code == f"{code[:4]}-{code[4:8]}-{code[8:]}"
    assert form.link == f"https://cn.example.org/v/{code}/"


@pytest.mark.parametrize("copy", Copy)
def test_only_the_wall_leaves_out_what_must_not_be_public(county, copy):
    other = Member.objects.create(branch=county.branch, name="陈小满二", sex=Sex.MALE, unit_and_post="")
    pledge = propose(
        county.draft(county.member, "帮陈小满二和周大有家挑水，电话13812345678"), by=county.users["member"]
    )
    [form] = forms_of(pledge, [copy], address=ADDRESS, opinion="同意。", known_names=[other.name, "周大有"])
    if copy is Copy.DISPLAY:
        assert (form.性别, form.年龄, form.入党年月, form.党支部审定意见) == ("／", "／", "／", "")
        assert form.实事承诺 == "帮CXME和周大有家挑水，电话（电话号码已隐去）"
    else:
        assert (form.性别, form.年龄, form.入党年月, form.党支部审定意见) == ("男", "40", "1995年7月", "同意。")
        assert "陈小满二" in form.实事承诺


def test_joint_and_oral_pledges_say_so(county):
    pledge = county.draft(county.member, is_oral=True, recorded_by=county.users["secretary"])
    pledge.co_signers.add(county.co_member)
    [form] = forms_of(pledge, [Copy.ARCHIVE], address=ADDRESS)
    assert form.remarks[1:] == ("共同承诺人：陈小满。", "本承诺由本人口头提出，secretary代录。")


def test_unknown_dates_leave_the_boxes_blank(county):
    county.member.born_on = county.member.joined_on = None
    county.member.save()
    [form] = forms_of(county.draft(county.member), [Copy.ARCHIVE], address=ADDRESS)
    assert (form.年龄, form.入党年月) == ("", "")


def test_the_wall_prints_the_words_that_the_publishing_check_approved(county):
    pledge = propose(county.draft(county.member, "帮陈小满二挑水，电话13812345678"), by=county.users["member"])
    uid = pledge.current.content["items"][0]["uid"]
    words = {f"{uid}.text": "帮1户困难群众挑水", "unit_and_post": "村民"}
    approve_wording(pledge.current, words, by=county.users["town_secretary"])
    shown = forms_of(Pledge.objects.get(), [Copy.ARCHIVE, Copy.DISPLAY], address=ADDRESS)
    assert [form.实事承诺 for form in shown] == ["帮陈小满二挑水，电话13812345678", "帮1户困难群众挑水"]
    assert [form.单位及职务 for form in shown] == ["柳树湾村村民", "村民"]


def test_while_an_amendment_is_under_way_all_copies_carry_the_filed_text(county):
    published = walk(county, county.draft(county.member), Stage.PUBLISHED)
    amend(published, "再加。", by=county.users["member"])
    published.items.update(text="每月洒水4次")
    propose(fresh(published), by=county.users["member"])
    for stage in (Stage.PROPOSED, Stage.REVIEWED, Stage.CONFIRMED):
        shown = forms_of(walk(county, fresh(published), stage), list(Copy), address=ADDRESS)
        assert {form.实事承诺 for form in shown} == {"每月为村里水泥巷道洒水2次"}
        assert {form.code.replace("-", "") for form in shown} == {published.published.code}
        assert not any(form.remarks for form in shown)
    for stage in (Stage.FILED, Stage.PUBLISHED):
        shown = forms_of(walk(county, fresh(published), stage), list(Copy), address=ADDRESS)
        assert {form.实事承诺 for form in shown} == {"每月洒水4次"}


def test_a_text_that_no_meeting_has_confirmed_says_so_on_every_copy(county):
    pledge = county.draft(county.member)
    for stage in (Stage.PROPOSED, Stage.ENDORSED, Stage.REVIEWED):
        shown = forms_of(walk(county, fresh(pledge), stage), list(Copy), address=ADDRESS)
        assert {form.remarks for form in shown} == {(SUBMITTED,)}
    assert forms_of(walk(county, fresh(pledge), Stage.CONFIRMED), [Copy.ARCHIVE], address=ADDRESS)[0].remarks == ()


@pytest.mark.parametrize("prints", [False, True])
def test_a_branch_says_whether_sex_age_and_joining_stand_on_the_wall(county, prints):
    Organisation.objects.filter(pk=county.branch.pk).update(prints_ages_on_wall=prints)
    pledge = propose(county.draft(county.member), by=county.users["member"])
    [wall] = forms_of(fresh(pledge), [Copy.DISPLAY], address=ADDRESS, opinion="同意。")
    shown = ("男", "40", "1995年7月") if prints else (NOT_SHOWN,) * 3
    assert (wall.性别, wall.年龄, wall.入党年月) == shown
    assert wall.党支部审定意见 == ""
