"""C2: a member's duty (岗位职责) and an organisation's duty (职责) are recorded, and stand on their pages."""

from django.urls import reverse

from jiannuo.orgs.roster.actions.writing import import_file
from tests.orgs.sheets import CAPTIONS, grid, row, xlsx


def test_c02_an_organisations_duty_is_recorded_and_shown(county):
    client = county.client("secretary")
    page = client.get(reverse("orgs:organisation_edit", args=[county.branch.pk]))
    typed = {**page.context["form"].initial, "sector": "", "duty": "组织党员群众发展茶叶产业，管好村级公路"}
    assert client.post(reverse("orgs:organisation_edit", args=[county.branch.pk]), typed).status_code == 302
    assert "管好村级公路" in client.get(reverse("orgs:organisation", args=[county.branch.pk])).text


def test_c02_a_members_duty_is_recorded_by_the_branch_and_shown_to_the_member(county):
    member = county.member
    typed = {
        "version": member.version, "name": member.name, "sex": member.sex, "born_on": "1970-05-01",
        "joined_on": "1995-07-01", "unit_and_post": "村民", "duty": "政策宣传岗：每月向村民讲一次惠农政策",
    }  # fmt: skip
    assert county.client("organiser").post(reverse("orgs:member_edit", args=[member.pk]), typed).status_code == 302
    assert "每月向村民讲一次惠农政策" in county.client("member").get(reverse("orgs:member", args=[member.pk])).text


def test_c02_a_member_does_not_change_the_own_line(county):
    answer = county.client("member").get(reverse("orgs:member_edit", args=[county.member.pk]))
    assert "须由本组织或上级党组织的书记、组织委员办理" in answer.text


def test_c02_duties_come_in_with_the_roster(county, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    lines = grid({**row("赵明"), "岗位职责": "环境卫生岗"}, captions=[*CAPTIONS, "岗位职责"])
    import_file(organisation=county.town, path=xlsx(tmp_path / "a.xlsx", lines))
    assert county.branch.members.get(name="赵明").duty == "环境卫生岗"
