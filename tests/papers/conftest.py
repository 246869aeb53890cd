"""Believable forms, and files that go to a folder of the test's own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from jiannuo.papers.copies import Copy
from jiannuo.papers.member_pledge import MemberPledge
from jiannuo.papers.org_pledge import OrgPledge
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.models import Pledge


@pytest.fixture(autouse=True)
def spring():
    """The 2011 round is on."""
    with time_machine.travel(datetime(2011, 3, 20, 1, 0, tzinfo=UTC)):
        yield


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def member_form():
    """`member_form(实事承诺="…")`: a filled-in 附件2."""

    def make(**boxes) -> MemberPledge:
        usual = {
            "标题": "2011年党员公开承诺书",
            "姓名": "周大有",
            "性别": "男",
            "年龄": "40",
            "入党年月": "1995年7月",
            "单位及职务": "柳树湾村村民",
            "共性承诺": "遵守党章和法规纪律，不参与赌博。",
            "岗位承诺": "1、每月为村里水泥巷道洒水2次；\n2、带动12户发展早熟梨20亩。",
            "实事承诺": "6月底前修好村口水渠。",
            "copy": Copy.ARCHIVE,
            "code": "7Q2M-K9TX-4H3P",
            "link": "https://cn.example.org/v/7Q2MK9TX4H3P/",
        }
        return MemberPledge(**(usual | boxes))

    return make


@pytest.fixture
def org_form():
    """`org_form(创建目标="…")`: a filled-in 附件1."""

    def make(**boxes) -> OrgPledge:
        usual = {
            "标题": "2011年基层党组织公开承诺书",
            "名称": "柳树湾村党支部",
            "创建目标": "创一流服务：群众来访当日答复。",
            "共性承诺": "财务每季度公开一次。",
            "履职承诺": "年底前完成3公里通组公路硬化。",
            "实事承诺": "为5户困难群众代缴新农合。",
        }
        return OrgPledge(**(usual | boxes))

    return make


@pytest.fixture
def proposed(county) -> Pledge:
    """周大有's pledge, handed in."""
    pledge = county.draft(county.member)
    return propose(pledge, by=county.users["member"])
